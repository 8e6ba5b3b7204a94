"""Tests of `engine.world`."""
