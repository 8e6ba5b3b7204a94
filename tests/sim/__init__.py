"""Tests of the simulator: its core, the servers around it, whole runs."""
