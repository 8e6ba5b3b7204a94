"""Tests of `engine.store`."""
