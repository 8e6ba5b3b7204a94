"""Folds of the event log: what was recorded, what became of each interaction, the totals.

In: a program and the log of a run of it. Out: values. Everything that commands and reports show of
a run is concluded here, from the log and the graph alone.
"""
