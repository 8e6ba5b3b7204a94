"""Tests of the shelf of observations."""
