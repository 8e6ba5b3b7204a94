"""Lines of a trace with their depth, and values laid out over such lines.

In: fragments of text, values. Out: `Item`s.
"""

from dataclasses import dataclass
from typing import TypeAlias

from engine.report.styled import Line, Style, line
from engine.values import KVList, Value, show

KVLIST_WIDTH = 40
"""A nested KVList that is longer than this stands over several lines."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the trace; `depth` counts from the sentence it belongs to."""

    depth: int
    text: Line


Fragment: TypeAlias = str | tuple[str, str]


def say(*fragments: Fragment, depth: int = 0) -> Item:
    """A line of plain and styled parts."""
    return Item(depth, line(*fragments))


def value(found: Value | None) -> tuple[str, str]:
    """A value as the author would write it, styled as one."""
    return ("nothing" if found is None else show(found), Style.VALUE)


def pairs(found: Value | None, depth: int) -> list[Item]:
    """The pairs of a KVList, one a line; a nested list goes deeper if it is long."""
    items: list[Item] = []
    if not isinstance(found, KVList):
        return items
    for key, inner in found:
        if isinstance(inner, KVList) and len(show(inner)) > KVLIST_WIDTH:
            items.append(say((key, Style.NAME), ":", depth=depth))
            items += pairs(inner, depth + 1)
        else:
            items.append(say((key, Style.NAME), ": ", value(inner), depth=depth))
    return items


def section(name: str, found: Value | None, depth: int = 1) -> list[Item]:
    """A headed KVList, nothing if it is empty."""
    inner = pairs(found, depth + 1)
    return [say((name, Style.QUIET), depth=depth), *inner] if inner else []
