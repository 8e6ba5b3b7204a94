"""Tests: a mirror of `engine/`, with acceptance vectors, laws, the corpus and goldens beside it."""
