"""Simulations run many times, each time with other draws.

In: programs with a simulation each, and how often. Out: what each run has come to, in order.
"""
