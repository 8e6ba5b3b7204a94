"""How much agents can have at once: room for each family of media, and what bars more of it.

In: maps as authors write them, `{ voice: 1, chat: { most: 3, unless: voice >= 1 } }`, or the name
of a rule. Out: `Capacity` and `Room`, or findings at their places: E307 for numbers out of range,
E231 for media that are not known; what is wrong with a condition says `bar_values`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.diagnostics import Findings, Note, did_you_mean, listed
from engine.shelf.constants import Constants, Takes, excerpt, value_of
from engine.shelf.kind import Reference
from engine.shelf.maps import read_keys
from engine.staff import CAPACITY_MAX, NO_BARS, Bar
from engine.syntax.nodes import Expression, Map, Name, Pair, Text
from engine.values import Type
from engine.world.bar_values import MEDIA, read_bar
from engine.world.names import Unnamed

MOST, UNLESS = "most", "unless"
CAPACITY_TAKES = (
    "a map of media and numbers, for example `{ voice: 1, chat: 3 }`, or the name of a rule"
)
ROOM_TAKES = "a number, or for example `{ most: 3, unless: voice >= 1 }`"
KEYS = (MOST, UNLESS)


@dataclass(frozen=True)
class Room(Unnamed):
    """How many of one family of media, and when there are no more."""

    most: int = 0
    bar: Bar = ()

    def __str__(self) -> str:
        """As an author would write the number."""
        return str(self.most)


@dataclass(frozen=True)
class Capacity(Unnamed):
    """Room for each family of media, in the order of `Family`; or the rule that says it."""

    each: tuple[int, int, int]
    bars: tuple[Bar, Bar, Bar] = NO_BARS
    rule: Reference | None = None

    def __str__(self) -> str:
        """As an author would write it."""
        if self.rule is not None:
            return self.rule.name
        given = zip(MEDIA, self.each, strict=True)
        return "{ " + ", ".join(f"{name}: {number}" for name, number in given if number) + " }"

    def references(self) -> Iterator[tuple[tuple[str, ...], Reference]]:
        """The rule."""
        if self.rule is not None:
            yield ("capacity_rule",), self.rule


def read_capacity(
    expression: Expression, constants: Constants, findings: Findings
) -> Capacity | None:
    """Room for media, of what is not named none; or a rule."""
    if isinstance(expression, Name | Text):
        return Capacity((0, 0, 0), rule=Reference(expression.text, expression.span))
    if not isinstance(expression, Map):
        message = f"{excerpt(expression)} is no map, and `capacity` takes {CAPACITY_TAKES}"
        findings.error("E220", expression.span, message)
        return None
    rooms: dict[str, Room | None] = {}
    first: dict[str, Pair] = {}
    for pair in expression.pairs:
        word = pair.key.text
        room = _room(pair.value, word, constants, findings)
        if word in first:
            notes = [Note(first[word].key.span, "the first one is here")]
            findings.error("E210", pair.key.span, f"`{word}` is given twice", None, notes)
            room = None
        elif word not in MEDIA:
            cure = did_you_mean(word, MEDIA) or f"the media are {listed(MEDIA)}"
            findings.error("E231", pair.key.span, f"`capacity` has no media `{word}`", cure)
            room = None
        first.setdefault(word, pair)
        rooms[word] = room
    voice, chat, email = (rooms.get(word, Room()) for word in MEDIA)
    if None in rooms.values() or voice is None or chat is None or email is None:
        return None
    return Capacity((voice.most, chat.most, email.most), (voice.bar, chat.bar, email.bar))


def read_room(expression: Expression, constants: Constants, findings: Findings) -> Room | None:
    """Room for one family of media."""
    return _room(expression, MOST, constants, findings)


def _room(
    expression: Expression, word: str, constants: Constants, findings: Findings
) -> Room | None:
    if not isinstance(expression, Map):
        number = _number(expression, word, constants, findings)
        return None if number is None else Room(number)
    given, sound = read_keys(expression, KEYS, of="room for a media", findings=findings)
    most: int | None = None
    if MOST in given:
        most = _number(given[MOST].value, MOST, constants, findings)
    else:
        message = f"room for a media needs `{MOST}`"
        findings.error("E230", expression.span, message, f"write `{MOST}: 3`")
    bar: Bar | None = ()
    if UNLESS in given:
        bar = read_bar(given[UNLESS].value, constants, findings)
    return Room(most, bar) if sound and most is not None and bar is not None else None


def _number(
    expression: Expression, word: str, constants: Constants, findings: Findings
) -> int | None:
    takes = Takes(word, f"a whole number from 0 to {CAPACITY_MAX:,}")
    value = value_of(expression, Type.INTEGER, takes, constants, findings)
    if not isinstance(value, int):
        return None
    if not 0 <= value <= CAPACITY_MAX:
        findings.error("E307", expression.span, f"{excerpt(expression)} is out of range: {takes}")
        return None
    return value
