"""What the engine costs, measured; `python -m benchmarks` runs it all. Never part of the tests."""
