"""Tests of `engine.workers`."""
