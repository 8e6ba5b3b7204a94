"""Tests of `engine.pytest_plugin`."""
