"""Tests of the shelf of functions."""
