"""Tests of `engine.testing`."""
