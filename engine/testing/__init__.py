"""Tests of strategies, run: cases are simulated, judged, counted.

In: a checked process with its cases. Out: `Verdict`s and what of the process they went through.
Nothing here prints; `report` makes texts of it, for commands and for pytest alike.
"""
