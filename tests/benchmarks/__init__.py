"""Theory, models and estimates of the benchmarks."""
