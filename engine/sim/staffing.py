"""The agents of a run in columns, as the core reads them: who is ready, how each answers an offer.

In: the agents of the directory, and what a scenario says of some of them. Out: `Staffing`, one
value an agent, in the order of the directory.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engine.scenario import Accepting, AgentPlan
from engine.staff import Agent

REFUSES = -1
"""In `answers_us`: an offer is refused at once."""
SILENT = -2
"""In `answers_us`: an offer is never answered."""
UNTIL_SAID = -1
"""In `handles_us`: the agent handles until an act says that it is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Staffing:
    """What each agent does: when an offer is accepted, how long an interaction is handled."""

    ready: tuple[bool, ...]
    answers_us: tuple[int, ...]
    handles_us: tuple[int, ...]


def staffing(agents: Sequence[Agent], staff: Iterable[AgentPlan]) -> Staffing:
    """The columns of all agents; raises KeyError where a plan names an agent that there is not.

    >>> plans = [AgentPlan(agent="ben", accepting=Accepting.SILENT, handles_us=60)]
    >>> staffing([Agent(name="anna"), Agent(name="ben")], plans)
    Staffing(ready=(True, True), answers_us=(0, -2), handles_us=(-1, 60))
    """
    named = {plan.agent: plan for plan in staff}
    unknown = named.keys() - {agent.name for agent in agents}
    if unknown:
        raise KeyError(min(unknown))
    plans = [named.get(agent.name, AgentPlan(agent=agent.name)) for agent in agents]
    return Staffing(
        ready=tuple(plan.ready for plan in plans),
        answers_us=tuple(map(_answer, plans)),
        handles_us=tuple(
            UNTIL_SAID if plan.handles_us is None else plan.handles_us for plan in plans
        ),
    )


def _answer(plan: AgentPlan) -> int:
    if plan.accepting is Accepting.AFTER:
        return plan.after_us
    return REFUSES if plan.accepting is Accepting.REFUSES else SILENT
