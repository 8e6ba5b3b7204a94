"""Tests of `engine.stats`."""
