"""Tests of text to tree and back."""
