"""Texts: what customers were sent, what they wrote, what strategies noted.

In: the texts of a run. Out: the observations of them.
"""

from engine.log.events import Event
from engine.observations.kind import Observation, Seen, SeenInteraction, of_interaction, of_run
from engine.values import Type


def _rendered(seen: Seen) -> str | None:
    return seen.rendered


def _messages(seen: Seen) -> tuple[str, ...]:
    return tuple(seen.messages)


def _logs(seen: Seen) -> tuple[str, ...]:
    return tuple(seen.logs)


def _played(seen: Seen) -> tuple[str, ...]:
    return tuple(seen.played)


def _written(interaction: SeenInteraction) -> tuple[str, ...]:
    return tuple(interaction.written)


def _transcript(interaction: SeenInteraction) -> tuple[str, ...]:
    return tuple(interaction.transcript)


RENDERED = Observation(
    word="rendered",
    text="The text of the standard response that was rendered last. It is not there before.",
    example='expect rendered == "Dear Ana, your order A-1042 is on its way."',
    type=Type.TEXT,
    read=of_run(_rendered),
    sure=False,
    changed_by=frozenset({Event.RENDERED}),
)
MESSAGES = Observation(
    word="messages",
    text="The texts of all messages that were sent to customers, in order.",
    example='expect messages == ["Dear Ana, your order A-1042 is on its way."]',
    type=Type.LIST,
    read=of_run(_messages),
    grows=True,
    changed_by=frozenset({Event.SENT, Event.SAID}),
)
LOGS = Observation(
    word="logs",
    text="What `log` blocks have written, in order.",
    example="given { answer(invite) = timeout }\n"
    'expect logs == ["no answer in time: the notification may have been sent"]',
    type=Type.LIST,
    read=of_run(_logs),
    grows=True,
    changed_by=frozenset({Event.LOGGED}),
)
PLAYED = Observation(
    word="played",
    text="What `play` and `collect` blocks have played to callers, in order.",
    example="expect played == []",
    type=Type.LIST,
    read=of_run(_played),
    grows=True,
    changed_by=frozenset({Event.PLAYED}),
)
WRITTEN = Observation(
    word="written",
    text="What the customer has written in the chat, in order.",
    example='given { answer(invite) = lost_close }\nat 5s customer_writes("hi")\n'
    'expect chat.written == ["hi"]',
    type=Type.LIST,
    read=of_interaction(_written),
    of_interaction=True,
    grows=True,
    changed_by=frozenset({Event.WROTE}),
)
TRANSCRIPT = Observation(
    word="transcript",
    text="What has come into the chat's session, in order: `customer: …` what the customer wrote, "
    "`system: …` what strategies sent, and notices by their type, with a colon before the message "
    "if they have one. A message that the provider refused is not in it.",
    example='expect chat.transcript == ["system: Dear Ana, your order A-1042 is on its way."]',
    type=Type.LIST,
    read=of_interaction(_transcript),
    of_interaction=True,
    grows=True,
    changed_by=frozenset({Event.SENT, Event.SAID, Event.WROTE, Event.NOTICED}),
)
