"""How the agents of a run are when it begins, and what each does with what is offered.

In: what a test says. Out: frozen values, which `sim` acts on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Accepting(Enum):
    """What an agent does with an offer: the words of `accepts(agent) = …`."""

    AFTER = "after"
    """Accepts it after a time, at once if that is 0."""
    REFUSES = "refuses"
    """Refuses it at once."""
    SILENT = "silent"
    """Does nothing, until the offer is withdrawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentPlan:
    """What one agent does.

    `after_us` is how long after an offer it is accepted. `handles_us` is how long the agent handles
    an interaction before finishing it; None if only an act says when.
    """

    agent: str
    ready: bool = True
    accepting: Accepting = Accepting.AFTER
    after_us: int = 0
    handles_us: int | None = None


def plan_of(staff: Iterable[AgentPlan], agent: str) -> AgentPlan:
    """What an agent does; one of whom nothing is said is ready and accepts at once.

    >>> plan_of([AgentPlan(agent="anna", ready=False)], "anna").ready, plan_of([], "ben").ready
    (False, True)
    """
    return next((plan for plan in staff if plan.agent == agent), AgentPlan(agent=agent))
