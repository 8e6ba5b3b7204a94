"""Tests of `engine.access`."""
