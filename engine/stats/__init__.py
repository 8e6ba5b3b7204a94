"""Figures: what a simulated day has come to, in the terms of operations.

In: `log.counts.Counts`, a program, a simulation. Out: `stats.model.Figures`, which reports show.
"""
