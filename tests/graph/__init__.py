"""Tests of the graph stage: names, types, what is certain where, ports, paths, the process."""
