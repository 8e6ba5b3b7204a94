"""The simulated servers' rules, one file for each thing that they concern.

In: what a request says. Out: what it means to the server, or `Refused`. Methods put them in order.
"""
