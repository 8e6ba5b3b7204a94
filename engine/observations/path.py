"""The way of an interaction: blocks, ports, when it came where.

In: what an interaction entered and left. Out: the observations of it.
"""

from engine.log.events import Event
from engine.observations.kind import (
    Observation,
    ObservationParameter,
    SeenInteraction,
    Takes,
    of_interaction,
)
from engine.values import Duration, Type

LABEL = ObservationParameter(name="label", takes=Takes.LABEL)


def _port(interaction: SeenInteraction, label: str) -> str | None:
    return interaction.port.get(label)


def _visits(interaction: SeenInteraction, label: str) -> int:
    return interaction.visits.get(label, 0)


def _entered(interaction: SeenInteraction, label: str) -> Duration | None:
    at_us = interaction.entered_us.get(label)
    return None if at_us is None else Duration(at_us)


PATH = Observation(
    word="path",
    text="The labels of the blocks that the interaction entered, in order, those of all the "
    "strategies that it went through. Labels stand bare: `[a, b]`.",
    example="expect path == [mobile, invite, tell, bye]",
    type=Type.LIST,
    read=of_interaction(lambda interaction: tuple(interaction.path)),
    of_interaction=True,
    grows=True,
    changed_by=frozenset({Event.ENTERED}),
)
PORTS = Observation(
    word="ports",
    text="The ports by which the interaction left blocks, in order, each as the text "
    "`label.port`. The last block is not left.",
    example='expect ports == ["mobile.true", "invite.ok", "tell.ok"]',
    type=Type.LIST,
    read=of_interaction(lambda interaction: tuple(interaction.ports)),
    of_interaction=True,
    grows=True,
    changed_by=frozenset({Event.LEFT}),
)
PORT = Observation(
    word="port",
    text="The port by which the interaction left a block, for the last time if it did so more "
    "than once. It is not there before.",
    example='expect port(mobile) == "true"',
    type=Type.TEXT,
    read=of_interaction(_port),
    parameters=(LABEL,),
    of_interaction=True,
    sure=False,
    changed_by=frozenset({Event.LEFT}),
)
VISITS = Observation(
    word="visits",
    text="How often the interaction entered a block.",
    example="expect visits(invite) == 1",
    type=Type.INTEGER,
    read=of_interaction(_visits),
    parameters=(LABEL,),
    of_interaction=True,
    changed_by=frozenset({Event.ENTERED}),
)
ENTERED = Observation(
    word="entered",
    text="How long after the run's start the interaction entered a block, for the last time if it "
    "did so more than once. It is not there before.",
    example="expect entered(tell) < 1s",
    type=Type.DURATION,
    read=of_interaction(_entered),
    parameters=(LABEL,),
    of_interaction=True,
    sure=False,
    changed_by=frozenset({Event.ENTERED}),
)
