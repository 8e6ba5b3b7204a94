"""What a run is told to do besides its program: who comes, how calls are answered, what happens.

In: choices of an operator or a test. Out: `Scenario`, frozen values all the way down; `sim` acts on
them, `graph` makes them of an author's tests, commands of their options.
"""

from engine.scenario.answers import LATE_US, LATENCY_US, Answering, AnswerPlan, Stub, fault_text
from engine.scenario.happenings import ACTS, Act, Happening
from engine.scenario.scenario import HORIZON_US, START, Midway, Scenario, Statistic, Waiting
from engine.scenario.staff import Accepting, AgentPlan, plan_of
from engine.scenario.told import Told

__all__ = [
    "ACTS",
    "HORIZON_US",
    "LATENCY_US",
    "LATE_US",
    "START",
    "Accepting",
    "Act",
    "AgentPlan",
    "AnswerPlan",
    "Answering",
    "Happening",
    "Midway",
    "Scenario",
    "Statistic",
    "Stub",
    "Told",
    "Waiting",
    "fault_text",
    "plan_of",
]
