"""Tests of `engine.shelf`."""
