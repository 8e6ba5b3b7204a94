"""Agents to whom strategies route, and how long it takes.

In: agents and interactions as they are seen. Out: the observations of them.
"""

from engine.log.events import Event
from engine.observations.interaction import MOVES
from engine.observations.kind import (
    Observation,
    ObservationParameter,
    Seen,
    Takes,
    of_interaction,
    of_run,
)
from engine.values import Duration, Type

OFFERS_MADE = frozenset({Event.OFFERED})
AGENTS_CHANGE = frozenset({Event.AGENT_STATE})
DESKS_CHANGE = frozenset({Event.OFFERED, Event.REFUSED_OFFER, Event.WITHDRAWN, *MOVES})


def _waited(seen: Seen, of: int) -> Duration | None:
    interaction = seen.interaction(of)
    if interaction is None or interaction.asked_us is None:
        return None
    until_us = seen.now_us if interaction.served_us is None else interaction.served_us
    return Duration(until_us - interaction.asked_us)


def _ready(seen: Seen, agent: str) -> bool:
    return seen.staff.is_ready(agent)


def _busy(seen: Seen, agent: str) -> bool:
    return seen.staff.is_busy(agent)


OFFERS = Observation(
    word="offers",
    text="How often the interaction was offered to an agent, whatever came of it.",
    example="expect offers == 0",
    type=Type.INTEGER,
    read=of_interaction(lambda interaction: interaction.offers),
    of_interaction=True,
    changed_by=OFFERS_MADE,
)
WAITED = Observation(
    word="waited",
    text="How long the interaction has been in its `route` block, the time of offers included; "
    "once it has left the block, to an agent or by a port, how long it was there. It is not there "
    "before a `route` block.",
    example="expect (waited ?? 0s) == 0s",
    type=Type.DURATION,
    read=_waited,
    of_interaction=True,
    sure=False,
    changed_by=None,
)
READY = Observation(
    word="ready",
    text="Whether an agent of the project is ready: not whether there is room for one thing more.",
    example="expect ready(anna)",
    type=Type.FLAG,
    read=of_run(_ready),
    parameters=(ObservationParameter(name="agent", takes=Takes.AGENT),),
    changed_by=AGENTS_CHANGE,
)
BUSY = Observation(
    word="busy",
    text="Whether an agent of the project has an interaction, or is being offered one.",
    example="expect not busy(anna)",
    type=Type.FLAG,
    read=of_run(_busy),
    parameters=(ObservationParameter(name="agent", takes=Takes.AGENT),),
    changed_by=DESKS_CHANGE,
)
