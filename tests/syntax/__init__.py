"""Tests of the meaning of quantities and chains."""
