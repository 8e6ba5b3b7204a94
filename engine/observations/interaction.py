"""Where an interaction is, what it brought, what became of it.

In: an interaction as it is seen. Out: the observations of it that the strategy language has names
for as well, and those of its end.
"""

from engine.log.events import Event
from engine.observations.kind import Observation, Seen, SeenInteraction, of_interaction
from engine.values import Duration, KVList, Time, Type, Value

MOVES = frozenset(
    {
        Event.STARTED, Event.RESUMED, Event.PLACED, Event.PULLED, Event.TAKEN, Event.STOWED,
        Event.ACCEPTED, Event.FINAL,
    }
)  # fmt: skip
SESSIONS = frozenset(
    {Event.SESSION_OPENED, Event.SESSION_CLOSED, Event.SESSION_LOST, Event.HUNG_UP}
)
ONCE: frozenset[Event] = frozenset()


def _outcome(interaction: SeenInteraction) -> tuple[str, str] | None:
    return None if interaction.place is None else (interaction.place, interaction.reason)


def _ended(interaction: SeenInteraction) -> Duration | None:
    return None if interaction.ended_us is None else Duration(interaction.ended_us)


def _data(interaction: SeenInteraction, key: str) -> Value | None:
    return interaction.data.get(key)


def _variable(interaction: SeenInteraction, name: str) -> Value | None:
    return interaction.variables.get(name)


def _age(seen: Seen, of: int) -> Duration | None:
    interaction = seen.interaction(of)
    if interaction is None:
        return None
    now_us = seen.now_us if interaction.ended_us is None else interaction.ended_us
    return Duration(now_us - interaction.created_us)


def _time_in_queue(seen: Seen, of: int) -> Duration | None:
    interaction = seen.interaction(of)
    if interaction is None:
        return None
    left_us = seen.now_us if interaction.left_us is None else interaction.left_us
    return Duration(left_us - interaction.placed_us if interaction.queue else 0)


def _received_at(seen: Seen, of: int) -> Time | None:
    interaction = seen.interaction(of)
    return None if interaction is None else Time(seen.start_us + interaction.created_us)


def _placed_in_queue_at(seen: Seen, of: int) -> Time | None:
    interaction = seen.interaction(of)
    if interaction is None or not interaction.queue:
        return None
    return Time(seen.start_us + interaction.placed_us)


def _moved_to_queue_at(seen: Seen, of: int) -> Time | None:
    interaction = seen.interaction(of)
    if interaction is None or not interaction.queue:
        return None
    return Time(seen.start_us + interaction.moved_us[interaction.queue])


def _abandoned_at(seen: Seen, of: int) -> Time | None:
    interaction = seen.interaction(of)
    if interaction is None or interaction.abandoned_us is None:
        return None
    return Time(seen.start_us + interaction.abandoned_us)


PLACE = Observation(
    word="place",
    text="Where the interaction is: `running` in a strategy, `queued`, `in_workbin`, `handled` by "
    "an agent, or at its final place: "
    "`stopped`, `disconnected`, `lost_removed`, `default_routed`, `abandoned`, `faulted`. These "
    "words stand bare. Of a chat that has been created, and has not come anywhere yet, it is not "
    "there.",
    example="expect place == disconnected",
    type=Type.TEXT,
    read=of_interaction(lambda interaction: interaction.place),
    of_interaction=True,
    changed_by=MOVES,
)
REASON = Observation(
    word="reason",
    text="Why the interaction came to its final place; an empty text before that.",
    example='expect chat.reason == "notification sent"',
    type=Type.TEXT,
    read=of_interaction(lambda interaction: interaction.reason),
    of_interaction=True,
    changed_by=MOVES,
)
OUTCOME = Observation(
    word="outcome",
    text="Place and reason in one, to compare with `stopped(…)`, `disconnected(…)`, "
    "`lost_removed(…)`, `default_routed(…)`, `abandoned(…)` or `faulted(…)`; in the parentheses "
    "stands the reason.",
    example='expect chat.outcome == stopped("notification sent")',
    type=Type.LIST,
    read=of_interaction(_outcome),
    of_interaction=True,
    changed_by=MOVES,
    written=("outcome",),
)
ENDED = Observation(
    word="ended",
    text="How long after the run's start the interaction came to its final place. It is not there "
    "before.",
    example="expect ended < 1s",
    type=Type.DURATION,
    read=of_interaction(_ended),
    of_interaction=True,
    sure=False,
    changed_by=MOVES,
)
DATA = Observation(
    word="udata",
    text="A key of the interaction's attached data: the value that it has at the instant that is "
    "looked at.",
    example='expect udata.NotificationChat == "chat-2"',
    type=Type.ANY,
    read=of_interaction(_data),
    of_interaction=True,
    keyed=True,
    sure=False,
    changed_by=frozenset({Event.ATTACHED}),
)
VARIABLE = Observation(
    word="variable",
    text="A variable of the interaction's strategy, by its name: the value that it has at the "
    "instant that is looked at, or had last.",
    example="given { answer(invite) = fault(unavailable) }\nexpect tries == 3",
    type=Type.ANY,
    read=of_interaction(_variable),
    of_interaction=True,
    sure=False,
    changed_by=frozenset({Event.STARTED, Event.ASSIGNED, Event.CALLED, Event.RETURNED}),
    written=("name",),
)
ANI = Observation(
    word="ANI",
    text="The caller's number; empty if nothing brings one.",
    example='expect ANI == "+14155550123"',
    type=Type.TEXT,
    read=of_interaction(lambda interaction: interaction.ani),
    of_interaction=True,
    changed_by=ONCE,
)
DNIS = Observation(
    word="DNIS",
    text="The number that was called; empty if nothing brings one.",
    example='expect DNIS == ""',
    type=Type.TEXT,
    read=of_interaction(lambda interaction: interaction.dnis),
    of_interaction=True,
    changed_by=ONCE,
)
ID = Observation(
    word="id",
    text="The interaction's id: its family, and its number in the run from 1.",
    example='expect chat.id == "chat-2"',
    type=Type.TEXT,
    read=of_interaction(lambda interaction: interaction.id),
    of_interaction=True,
    changed_by=ONCE,
)
MEDIA = Observation(
    word="media",
    text="The interaction's media: `voice`, or that of a chat's session.",
    example='expect chat.media == "whatsappsession"',
    type=Type.TEXT,
    read=of_interaction(lambda interaction: interaction.media),
    of_interaction=True,
    changed_by=ONCE,
)
PRIORITY = Observation(
    word="priority",
    text="The interaction's priority.",
    example="expect priority == 0",
    type=Type.INTEGER,
    read=of_interaction(lambda interaction: interaction.priority),
    of_interaction=True,
    changed_by=ONCE,
)
QUEUE = Observation(
    word="queue",
    text="The name of the queue that the interaction is in, or came from; empty if there is none. "
    "Names of queues stand bare.",
    example="expect chat.queue == wa_notifications",
    type=Type.TEXT,
    read=of_interaction(lambda interaction: interaction.queue),
    of_interaction=True,
    changed_by=MOVES,
)
AGE = Observation(
    word="age",
    text="How long ago the interaction was created; once it has come to its final place, how old "
    "it was then.",
    example="always age < 1m",
    type=Type.DURATION,
    read=_age,
    of_interaction=True,
    changed_by=None,
)
TIME_IN_QUEUE = Observation(
    word="time_in_queue",
    text="How long the interaction has been in its queue; once a view has pulled it, how long it "
    "was there. Nothing if it never was in one.",
    example="never chat.time_in_queue > 1m",
    type=Type.DURATION,
    read=_time_in_queue,
    of_interaction=True,
    changed_by=None,
)
IS_HELD = Observation(
    word="is_held",
    text="Whether the interaction is on hold, so that no view takes it.",
    example="expect not chat.is_held",
    type=Type.FLAG,
    read=of_interaction(lambda interaction: interaction.held),
    of_interaction=True,
    changed_by=frozenset({Event.HELD, Event.RELEASED}),
)
RECEIVED_AT = Observation(
    word="received_at",
    text="When the interaction was created.",
    example="expect received_at <= now",
    type=Type.TIME,
    read=_received_at,
    of_interaction=True,
    changed_by=ONCE,
)
PLACED_IN_QUEUE_AT = Observation(
    word="placed_in_queue_at",
    text="When the interaction was last placed in a queue. It is not there if it never was.",
    example="expect chat.placed_in_queue_at == chat.received_at",
    type=Type.TIME,
    read=_placed_in_queue_at,
    of_interaction=True,
    sure=False,
    changed_by=MOVES,
)
MOVED_TO_QUEUE_AT = Observation(
    word="moved_to_queue_at",
    text="When the interaction first came into the queue that it is in, or came from; leaving it "
    "and coming back changes nothing. It is not there if it never was in one.",
    example="expect chat.moved_to_queue_at <= chat.placed_in_queue_at",
    type=Type.TIME,
    read=_moved_to_queue_at,
    of_interaction=True,
    sure=False,
    changed_by=MOVES,
)
ABANDONED_AT = Observation(
    word="abandoned_at",
    text="When the interaction's session ended, or its caller hung up. It is not there before.",
    example="expect chat.abandoned_at == chat.received_at",
    type=Type.TIME,
    read=_abandoned_at,
    of_interaction=True,
    sure=False,
    changed_by=SESSIONS,
)
IS_ONLINE = Observation(
    word="is_online",
    text="Whether the interaction's session is open.",
    example="expect not chat.is_online",
    type=Type.FLAG,
    read=of_interaction(lambda interaction: interaction.online),
    of_interaction=True,
    changed_by=SESSIONS,
)
SESSION_KNOWN = Observation(
    word="session_known",
    text="Whether Chat Server knows the interaction's session.",
    example="expect chat.session_known",
    type=Type.FLAG,
    read=of_interaction(lambda interaction: interaction.known),
    of_interaction=True,
    changed_by=SESSIONS,
)


def walked(value: Value | None, keys: tuple[str, ...]) -> Value | None:
    """What stands in a value under one key after the other; None if one is not there.

    >>> walked(KVList([("a", KVList([("b", 1)]))]), ("a", "b")), walked("x", ("a",))
    (1, None)
    """
    for key in keys:
        value = value.get(key) if isinstance(value, KVList) else None
    return value
