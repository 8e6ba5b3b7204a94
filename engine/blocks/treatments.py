"""Treatments while nobody is free: what a caller hears in turn who waits in a `route`.

In: the list that an author writes. Out: `Treatments`, or findings at their places.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.blocks.prompts import PROMPT_US
from engine.diagnostics import Findings
from engine.shelf.constants import Constants, Takes, excerpt, value_of
from engine.shelf.kind import Expr, Reference
from engine.shelf.maps import read_keys
from engine.syntax.nodes import Argument, Expression, ListOf, Map, Pair
from engine.values import Duration, Type

PHRASE = 'a list of prompts, for example `["sorry", { play: "music", length: 30s }]`'
PLAY, LENGTH = "play", "length"
KEYS = (PLAY, LENGTH)
LENGTH_TAKES = Takes(LENGTH, "a duration, for example `30s`")
TREATMENTS_MAX = 1_000
"""How many treatments a route can have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """What is played, and for how long."""

    prompt: Expression
    length_us: int = PROMPT_US


@dataclass(frozen=True, slots=True)
class Treatments:
    """The treatments in their order."""

    each: tuple[Treatment, ...] = ()

    def references(self) -> Iterator[tuple[tuple[str, ...], Reference]]:
        """None."""
        return iter(())

    def expressions(self) -> Iterator[tuple[str, Expr, Expression]]:
        """What is played."""
        return ((PLAY, Expr(Type.TEXT), treatment.prompt) for treatment in self.each)


def read_treatments(
    expression: Expression, constants: Constants, findings: Findings
) -> Treatments | None:
    """The treatments that an expression lists; one alone stands without brackets too."""
    items = expression.items if isinstance(expression, ListOf) else (Argument(None, expression),)
    if len(items) > TREATMENTS_MAX:
        message = f"there are more than {TREATMENTS_MAX:,} treatments"
        findings.error("E232", expression.span, message, "they are played again and again")
        return None
    found: list[Treatment] = []
    for item in items:
        if item.name is not None:
            message = "the items of a list have no names"
            cure = f"write a map: `{{ {PLAY}: …, {LENGTH}: 30s }}`"
            findings.error("E220", item.name.span, message, cure)
            continue
        treatment = _treatment(item.value, constants, findings)
        if treatment is not None:
            found.append(treatment)
    return Treatments(tuple(found)) if len(found) == len(items) else None


def _treatment(
    expression: Expression, constants: Constants, findings: Findings
) -> Treatment | None:
    if not isinstance(expression, Map):
        return Treatment(prompt=expression)
    given, sound = read_keys(expression, KEYS, of="a treatment", findings=findings)
    if PLAY not in given:
        if sound:
            message = f"a treatment needs `{PLAY}`"
            findings.error("E230", expression.span, message, f'write `{PLAY}: "music"`')
        return None
    length = PROMPT_US if LENGTH not in given else _length(given[LENGTH], constants, findings)
    if length is None or not sound:
        return None
    return Treatment(prompt=given[PLAY].value, length_us=length)


def _length(pair: Pair, constants: Constants, findings: Findings) -> int | None:
    value = value_of(pair.value, Type.DURATION, LENGTH_TAKES, constants, findings)
    if not isinstance(value, Duration):
        return None
    if value <= 0:
        message = f"{excerpt(pair.value)} is no time for which something can be played"
        findings.error("E232", pair.value.span, message, "write a duration greater than 0")
        return None
    return int(value)
