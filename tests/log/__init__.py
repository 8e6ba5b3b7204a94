"""Tests of `engine.log`."""
