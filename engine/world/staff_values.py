"""What agents and groups are declared with: levels of skills, members.

In: maps and lists as authors write them. Out: `Levels`, `Members`, or findings at their
places: E307 for numbers out of range, E210 for names given twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.diagnostics import Findings, Note
from engine.shelf.constants import Constants, Takes, excerpt, value_of
from engine.shelf.kind import Reference
from engine.staff import SKILL_MAX
from engine.syntax.nodes import Expression, ListOf, Map, Name, Pair, Word
from engine.values import Type
from engine.world.names import Unnamed, read_names

SKILLS_TAKE = "a map of skills and levels, for example `{ billing: 8 }`"
MEMBERS_TAKE = "a list of agents, for example `[anna, ben]`"


@dataclass(frozen=True)
class Levels(Unnamed):
    """Skills with their levels, in the author's order."""

    each: tuple[tuple[Reference, int], ...] = ()

    def __str__(self) -> str:
        """The names."""
        return ", ".join(skill.name for skill, _ in self.each)

    def references(self) -> Iterator[tuple[tuple[str, ...], Reference]]:
        """The skills."""
        return ((("skill",), skill) for skill, _ in self.each)


@dataclass(frozen=True)
class Members(Unnamed):
    """Agents, in the author's order."""

    each: tuple[Reference, ...] = ()

    def references(self) -> Iterator[tuple[tuple[str, ...], Reference]]:
        """The agents."""
        return ((("agent",), member) for member in self.each)


def read_levels(expression: Expression, constants: Constants, findings: Findings) -> Levels | None:
    """Levels of skills."""
    found, sound = _numbers(expression, "skills", SKILLS_TAKE, SKILL_MAX, constants, findings)
    if not sound:
        return None
    return Levels(tuple((Reference(key.text, key.span), number) for key, number in found))


def read_members(
    expression: Expression,
    constants: Constants,  # noqa: ARG001 - what every reader is given
    findings: Findings,
) -> Members | None:
    """Names of agents."""
    if not isinstance(expression, ListOf):
        message = f"{excerpt(expression)} is no list, and `members` takes {MEMBERS_TAKE}"
        cure = f"write `[{expression.text}]`" if isinstance(expression, Name) else None
        findings.error("E220", expression.span, message, cure)
        return None
    names = read_names(expression, "members", of="an agent", takes=MEMBERS_TAKE, findings=findings)
    return None if names is None else Members(names)


def _numbers(
    expression: Expression,
    place: str,
    phrase: str,
    most: int,
    constants: Constants,
    findings: Findings,
) -> tuple[list[tuple[Word, int]], bool]:
    """The pairs of a map: each key once, each value a whole number in its range; whether all are
    sound."""
    if not isinstance(expression, Map):
        message = f"{excerpt(expression)} is no map, and `{place}` takes {phrase}"
        findings.error("E220", expression.span, message)
        return [], False
    found: dict[str, tuple[Word, int]] = {}
    sound = True
    for pair in expression.pairs:
        number = _number(pair, most, constants, findings)
        if pair.key.text in found:
            notes = [Note(found[pair.key.text][0].span, "the first one is here")]
            findings.error("E210", pair.key.span, f"`{pair.key.text}` is given twice", None, notes)
            number = None
        if number is None:
            sound = False
        found.setdefault(pair.key.text, (pair.key, number or 0))
    return list(found.values()), sound


def _number(pair: Pair, most: int, constants: Constants, findings: Findings) -> int | None:
    takes = Takes(pair.key.text, f"a whole number from 0 to {most:,}")
    value = value_of(pair.value, Type.INTEGER, takes, constants, findings)
    if not isinstance(value, int):
        return None
    if not 0 <= value <= most:
        findings.error("E307", pair.value.span, f"{excerpt(pair.value)} is out of range: {takes}")
        return None
    return value
