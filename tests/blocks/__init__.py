"""Tests of `engine.blocks`."""
