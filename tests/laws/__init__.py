"""Laws that hold for every project, by Hypothesis."""
