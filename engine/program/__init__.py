"""Checked graph -> flat integers that the executor runs on: `lower`, `verify`, `model`."""
