"""Pieces of expressions in the language of the other side.

In: texts and smaller pieces. Out: a `Piece`, whose text is put together only at the end, so that a
long chain costs no more than its length.
"""

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TypeAlias

from engine.values import Type, Value

Rope: TypeAlias = "str | tuple[Rope, ...]"
"""A text, or texts to be joined."""


class Level(IntEnum):
    """What stands at the top of a piece, from what binds loosest."""

    JOINED = 0
    """`and`, `or`: see `Piece.joint`."""
    COMPARED = 1
    SUMMED = 2
    """Arithmetic; a chain of `+` has the joint `+`."""
    TIGHT = 3
    """A name, a literal, a call, anything in parentheses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """An expression as it is written on the other side.

    `value` is set if it is known. A flag has an `opposite`, and is `stored` as a text of its own
    where it is no condition but a value. `items` are the members of a list, `pairs` those of a map
    that is written here.
    """

    text: Rope
    type: Type
    level: Level = Level.TIGHT
    joint: str = ""
    value: Value | None = None
    opposite: "Piece | None" = None
    stored: "Rope | None" = None
    items: "tuple[Piece, ...] | None" = None
    pairs: "tuple[tuple[Piece, Piece], ...] | None" = None


def inverted(piece: Piece) -> Piece:
    """The opposite of a flag."""
    if piece.opposite is None:
        raise ValueError("only a flag has an opposite")
    return replace(piece.opposite, opposite=piece)


def closed(piece: Piece) -> Rope:
    """A piece as an operand: in parentheses unless nothing can come between its parts."""
    return piece.text if piece.level is Level.TIGHT else ("(", piece.text, ")")


LONG = 200
"""Characters of a text that is not written twice."""


def is_long(rope: Rope) -> bool:
    """Whether a text is longer than `LONG`; it is looked at only so far.

    >>> is_long("a" * 200), is_long(("a" * 200, "b"))
    (False, True)
    """
    chars = 0
    left: list[Rope] = [rope]
    while left and chars <= LONG:
        part = left.pop()
        if isinstance(part, str):
            chars += len(part)
        else:
            left.extend(part)
    return chars > LONG


def flat(rope: Rope) -> str:
    """The text of a rope.

    >>> flat(("(", ("a", " & ", "b"), ")"))
    '(a & b)'
    """
    texts: list[str] = []
    left: list[Rope] = [rope]
    while left:
        part = left.pop()
        if isinstance(part, str):
            texts.append(part)
        else:
            left.extend(reversed(part))
    return "".join(texts)
