"""What Interaction Server keeps of an interaction, and who has it.

In: an interaction as it is seen. Out: the observations of it that the strategy language has names
for as well, and those of its agent and its workbin.
"""

from collections.abc import Callable

from engine.log.events import Event
from engine.log.system_properties import SystemProperties
from engine.observations.kind import Observation, Read, Seen, SeenInteraction, of_interaction
from engine.ops import FIRST_FINAL, Family, Place
from engine.values import Time, Type, Value

DESKS = frozenset(
    {
        Event.STARTED, Event.RESUMED, Event.PLACED, Event.PULLED, Event.TAKEN, Event.STOWED,
        Event.ACCEPTED, Event.FINAL,
    }
)  # fmt: skip
ONCE: frozenset[Event] = frozenset()
HOLDS = frozenset({Event.HELD, Event.RELEASED})
STATES = {Place.RUNNING: 2, Place.HANDLED: 3}


def _property(read: Callable[[SystemProperties], Value]) -> Read:
    return of_interaction(lambda interaction: read(interaction.properties))


def _instant(read: Callable[[SeenInteraction], int | None]) -> Read:
    def reading(seen: Seen, of: int) -> Time | None:
        interaction = seen.interaction(of)
        at_us = None if interaction is None else read(interaction)
        return None if at_us is None else Time(seen.start_us + at_us)

    return reading


def _submitted_us(interaction: SeenInteraction) -> int | None:
    return None if interaction.media == Family.VOICE.name.lower() else interaction.created_us


def _state(interaction: SeenInteraction) -> int | None:
    place = None if interaction.place is None else Place[interaction.place.upper()]
    return None if place is None or place >= FIRST_FINAL else STATES.get(place, 0)


INTERACTION_TYPE = Observation(
    word="interaction_type",
    text="The interaction's InteractionType; empty for a call.",
    example='expect chat.interaction_type == "Outbound"',
    type=Type.TEXT,
    read=_property(lambda properties: properties.interaction_type),
    of_interaction=True,
    changed_by=ONCE,
)
INTERACTION_SUBTYPE = Observation(
    word="interaction_subtype",
    text="The interaction's InteractionSubtype; empty for a call.",
    example='expect chat.interaction_subtype == "OutboundNew"',
    type=Type.TEXT,
    read=_property(lambda properties: properties.interaction_subtype),
    of_interaction=True,
    changed_by=ONCE,
)
SUBMITTED_BY = Observation(
    word="submitted_by",
    text="The application that submitted the interaction; empty for a call.",
    example='expect chat.submitted_by == "ChatServer"',
    type=Type.TEXT,
    read=_property(lambda properties: properties.submitted_by),
    of_interaction=True,
    changed_by=ONCE,
)
PARENT_ID = Observation(
    word="parent_id",
    text="The id of the interaction that it was created for, as its child; empty if there is none.",
    example='expect chat.parent_id == ""',
    type=Type.TEXT,
    read=_property(lambda properties: properties.parent_id),
    of_interaction=True,
    changed_by=ONCE,
)
EXTERNAL_ID = Observation(
    word="external_id",
    text="The id that the media server has for it, of a chat that of its session; empty if there "
    "is none.",
    example="expect chat.external_id == chat.id",
    type=Type.TEXT,
    read=_property(lambda properties: properties.external_id),
    of_interaction=True,
    changed_by=ONCE,
)
TENANT = Observation(
    word="tenant",
    text="The interaction's TenantId.",
    example="expect chat.tenant == 1",
    type=Type.INTEGER,
    read=_property(lambda properties: properties.tenant),
    of_interaction=True,
    changed_by=ONCE,
)
SUBMITTED_AT = Observation(
    word="submitted_at",
    text="When the interaction was submitted to Interaction Server. It is not there for a call.",
    example="expect chat.submitted_at == chat.received_at",
    type=Type.TIME,
    read=_instant(_submitted_us),
    of_interaction=True,
    sure=False,
    changed_by=ONCE,
)
SUBMITTED_TO_ROUTER_AT = Observation(
    word="submitted_to_router_at",
    text="When a strategy last got the interaction from its queue. It is not there before that.",
    example="expect chat.submitted_to_router_at >= chat.submitted_at",
    type=Type.TIME,
    read=_instant(lambda interaction: interaction.routed_us),
    of_interaction=True,
    sure=False,
    changed_by=DESKS,
)
DELIVERED_AT = Observation(
    word="delivered_at",
    text="When an agent first got the interaction. It is not there before that.",
    example="expect (chat.delivered_at ?? now) == now",
    type=Type.TIME,
    read=_instant(lambda interaction: interaction.delivered_us),
    of_interaction=True,
    sure=False,
    changed_by=DESKS,
)
HELD_AT = Observation(
    word="held_at",
    text="Since when the interaction is on hold. It is not there if it is not.",
    example="expect (chat.held_at ?? now) == now",
    type=Type.TIME,
    read=_instant(lambda interaction: interaction.held_us),
    of_interaction=True,
    sure=False,
    changed_by=HOLDS,
)
STATE = Observation(
    word="state",
    text="The InteractionState: 0 in a queue, or in a workbin [inferred], 2 with a strategy, 3 "
    "with an agent. It is not there once the interaction has come to its final place.",
    example="never chat.state == 3",
    type=Type.INTEGER,
    read=of_interaction(_state),
    of_interaction=True,
    sure=False,
    changed_by=DESKS,
)
AGENT = Observation(
    word="agent",
    text="The agent who has the interaction; empty if none does.",
    example='expect chat.agent == ""',
    type=Type.TEXT,
    read=of_interaction(lambda interaction: interaction.agent),
    of_interaction=True,
    changed_by=DESKS,
)
WORKBIN = Observation(
    word="workbin",
    text="The name of the workbin that the interaction lies in; empty if it lies in none. Names of "
    "workbins stand bare.",
    example='expect chat.workbin == ""',
    type=Type.TEXT,
    read=of_interaction(lambda interaction: interaction.workbin),
    of_interaction=True,
    changed_by=DESKS,
)
WORKBIN_OWNER = Observation(
    word="workbin_owner",
    text="Whose workbin the interaction lies in; empty if it lies in none.",
    example='expect chat.workbin_owner == ""',
    type=Type.TEXT,
    read=of_interaction(lambda interaction: interaction.owner),
    of_interaction=True,
    changed_by=DESKS,
)
