"""Simulated days, from their declarations to the data that a simulation acts on.

    read         all arrivals and simulations of a project
    customers    who comes by one declaration, and whether it fits the strategies
    recorded     arrivals that a file lists
    lengths      whether it is said how long agents have them
    goals        what a day must come to, and what it costs
    measured     measures as goals name them, and their bounds

In: the declarations of a project, and what they name. Out: `engine.days.Days`.
"""
