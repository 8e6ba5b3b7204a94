"""Simulations that are run many times."""
