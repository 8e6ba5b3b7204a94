"""What a block is in the designers of Genesys, as data: objects, their properties, their ports.

In: nothing. Out: `Drawn`, what a block kind says of itself in each dialect, and `Sheet`, what it
may ask for when it says it. Names of objects and properties are those of the vendor's IRD to
Composer migration guide and of Composer Help (docs.genesys.com); IRD names that stand in neither
are marked `[inferred]` where the kind states them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from engine.ops import Family
from engine.services import ServiceKind
from engine.syntax.nodes import Expression, Word
from engine.values import Value


class Dialect(StrEnum):
    """The two designers in which a strategy is drawn."""

    IRD = "ird"
    COMPOSER = "composer"

    @property
    def product(self) -> str:
        """Its name."""
        return "IRD" if self is Dialect.IRD else "Composer"


GREEN, RED = "green", "red"
"""The ports of an object of IRD: it is done, it has failed."""
OUTPUT, ERROR = "output", "exception error"
"""The links of a block of Composer. An exception has the name of an event, of which a prefix is
enough: `error` takes every event that begins with it."""
DEFAULT = "default"
"""The port beside segments in IRD, beside conditions in Composer."""

IRD_PORTS: Mapping[str, str] = {"ok": GREEN, "fault": RED, "timeout": RED}
COMPOSER_PORTS: Mapping[str, str] = {"ok": OUTPUT, "fault": ERROR, "timeout": ERROR}
"""Ours to theirs, for an object that can fail."""
ONLY_GREEN: Mapping[str, str] = {"ok": GREEN}
ONLY_OUTPUT: Mapping[str, str] = {"ok": OUTPUT}
"""The same for one that cannot."""


@dataclass(frozen=True, slots=True)
class Row:
    """A property, and what it is set to."""

    property: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One object to draw.

    `object` is its name in the palette, empty if there is nothing to draw. `ports` are its ports by
    the names of ours; a port of ours that it lacks is said in a note by whoever prints the sheet.
    `notes` are sentences about what no property says.
    """

    object: str
    rows: tuple[Row, ...] = ()
    ports: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


class Sheet(Protocol):
    """What the build sheet gives a block that describes itself, in the dialect of the sheet.

    Texts are expressions of that dialect; what has no counterpart there becomes a variable with a
    note of its own. Durations are seconds.
    """

    @property
    def label(self) -> str:
        """The block's label."""

    @property
    def in_subroutine(self) -> bool:
        """Whether the block stands in a subroutine."""

    @property
    def family(self) -> Family:
        """The family of media that the strategy is for."""

    @property
    def voice(self) -> bool:
        """Whether the block stands in a strategy for calls."""

    @property
    def fails(self) -> bool:
        """Whether the block has a way out for faults."""

    @property
    def called(self) -> ServiceKind:
        """What the service is that the block calls."""

    def text(self, expression: Expression) -> str:
        """An expression as a value."""

    def plain(self, expression: Expression) -> str:
        """The same for a property that takes a text as it is: one that is known stands without
        quotes, and what is not known is said to be the value of an expression."""

    def condition(self, expression: Expression) -> str:
        """A flag as a condition."""

    def literal(self, value: Value) -> str:
        """A value."""

    def number(self, how: str) -> str:
        """A variable of the sheet's own for a number; `how` says where it comes from."""

    def attached(self, key: str) -> str:
        """A key of attached data."""

    def matches(self, expression: Expression, label: Word) -> str:
        """The condition that a value equals a label."""

    def pairs(self, expression: Expression) -> tuple[Row, ...]:
        """The pairs of a map, those of a map inside it as `key / key`."""

    def answers(self) -> tuple[Row, ...]:
        """The keys of this block's answer that are read somewhere, with where each is kept."""

    def failures(self) -> tuple[Row, ...]:
        """The same for the parts of its fault, by what an ESP server calls them."""


def undrawn(*notes: str, ports: Mapping[str, str]) -> tuple[Drawn, ...]:
    """What stands for a block that has no object there."""
    return (Drawn(object="", ports=ports, notes=notes),)
