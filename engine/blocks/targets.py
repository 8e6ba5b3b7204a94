"""The targets of `route`: whom it asks for, one after the other.

In: the list that an author writes. Out: `Targets`, or findings at their places: E264 for what is no
target, E265 for what is no condition on skills. Names are looked up by the graph stage.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import TypeAlias

from engine.blocks.skills import SkillCondition, asks_skills, read_skills
from engine.diagnostics import Findings, did_you_mean
from engine.directory import Directory
from engine.faults import BY_SYMBOL
from engine.shelf.constants import Constants, Takes, excerpt, value_of
from engine.shelf.kind import Expr, Reference
from engine.shelf.maps import read_keys
from engine.source import Span
from engine.syntax.nodes import Argument, Call, Expression, Group, ListOf, Map, Name, Pair
from engine.values import Duration, Type

PHRASE = 'a list of targets, for example `[agent(udata.LastAgent ?? ""), group(everyone)]`'
FORM = "a target is `agent(name)`, `group(name)` or a comparison such as `skill(name) >= 5`"
TARGET, FOR, WHEN, SHARE = "target", "for", "when", "share"
KEYS = (TARGET, FOR, WHEN, SHARE)
FOR_TAKES = Takes(FOR, "a duration, for example `30s`")
SHARE_TAKES = Takes(SHARE, "a whole number of per cent, for example `60`")
ALL = 100
"""What shares add up to."""
EVERY_FAULT = tuple(BY_SYMBOL)
"""A threshold that fails is false."""
TARGETS_MAX = 1_000
"""How many targets a route can have."""


class Sort(Enum):
    """What a name of a target names."""

    AGENT = "agent"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Named:
    """`agent(name)` or `group(name)`: the name of something declared, or an expression for one."""

    sort: Sort
    name: Reference | Expression


Whom: TypeAlias = Named | SkillCondition


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A target. `for_us` is how long it is asked before the next one joins, None if not said;
    `when` is its threshold, `share` its per cent where the first one is drawn. `label` is what the
    author wrote, on one line."""

    whom: Whom
    label: str
    span: Span
    for_us: int | None = None
    when: Expression | None = None
    share: int | None = None

    @property
    def computed(self) -> Expression | None:
        """The expression for its name, if it has one."""
        if isinstance(self.whom, Named) and not isinstance(self.whom.name, Reference):
            return self.whom.name
        return None

    def agents(self, directory: Directory) -> tuple[int, ...]:
        """The numbers of all agents whom it can mean, ascending; none if its name is computed."""
        if isinstance(self.whom, SkillCondition):
            return self.whom.agents(directory)
        if not isinstance(self.whom.name, Reference):
            return ()
        return named(self.whom.sort, self.whom.name.name, directory)

    def skills(self, directory: Directory) -> tuple[int, ...]:
        """The numbers of the declared skills that it names, in order."""
        if not isinstance(self.whom, SkillCondition):
            return ()
        numbers = {skill.name: number for number, skill in enumerate(directory.skills)}
        named = (demand.skill.name for demand in self.whom.demands())
        return tuple(numbers[name] for name in named if name in numbers)


def named(sort: Sort, name: str, directory: Directory) -> tuple[int, ...]:
    """The numbers of the agent, or of the members of the group, of a name, ascending."""
    wanted: set[str] = {name}
    if sort is Sort.GROUP:
        groups = [group.members for group in directory.groups if group.name == name]
        wanted = {member for members in groups for member in members}
    found = enumerate(directory.agents)
    return tuple(number for number, agent in found if agent.name in wanted)


@dataclass(frozen=True, slots=True)
class Targets:
    """The targets in their order."""

    each: tuple[Target, ...]

    def references(self) -> Iterator[tuple[tuple[str, ...], Reference]]:
        """The names of declared things in them."""
        for target in self.each:
            match target.whom:
                case Named(sort=sort, name=Reference() as name):
                    yield (sort.value,), name
                case SkillCondition() as condition:
                    yield from (((("skill",), each.skill)) for each in condition.demands())
                case _:
                    pass

    def expressions(self) -> Iterator[tuple[str, Expr, Expression]]:
        """The names that are computed, and the thresholds."""
        for target in self.each:
            if target.computed is not None and isinstance(target.whom, Named):
                # What is no text during a run names nobody, and is no other fault.
                name = Expr(Type.TEXT, forgives=("wrong_data",))
                yield target.whom.sort.value, name, target.computed
            if target.when is not None:
                yield WHEN, Expr(Type.FLAG, forgives=EVERY_FAULT), target.when


def read_targets(
    expression: Expression, constants: Constants, findings: Findings
) -> Targets | None:
    """The targets that an expression lists; one alone stands without brackets too."""
    items = expression.items if isinstance(expression, ListOf) else (Argument(None, expression),)
    if not items:
        findings.error("E264", expression.span, "nobody is asked for", FORM)
        return None
    if len(items) > TARGETS_MAX:
        message = f"there are more than {TARGETS_MAX:,} targets"
        findings.error("E264", expression.span, message, "put agents into groups")
        return None
    found: list[Target] = []
    for item in items:
        if item.name is not None:
            message = "the items of a list have no names"
            cure = f"write a map: `{{ target: …, {FOR}: 30s }}`"
            findings.error("E264", item.name.span, message, cure)
            continue
        target = _target(item.value, constants, findings)
        if target is not None:
            found.append(target)
    return Targets(tuple(found)) if len(found) == len(items) else None


def _target(expression: Expression, constants: Constants, findings: Findings) -> Target | None:
    if not isinstance(expression, Map):
        whom = _whom(expression, constants, findings)
        return None if whom is None else _made(whom, expression)
    given, sound = read_keys(expression, KEYS, of="a target", findings=findings)
    if TARGET not in given:
        if sound:
            message = f"a target needs `{TARGET}`"
            findings.error("E230", expression.span, message, f"write `{TARGET}: group(name)`")
        return None
    whom = _whom(given[TARGET].value, constants, findings)
    for_us = _time(given.get(FOR), constants, findings)
    share = _share(given.get(SHARE), constants, findings)
    unread = (for_us is None and FOR in given) or (share is None and SHARE in given)
    if whom is None or not sound or unread:
        return None
    when = given[WHEN].value if WHEN in given else None
    return replace(_made(whom, given[TARGET].value), for_us=for_us, when=when, share=share)


def _made(whom: Whom, written: Expression) -> Target:
    return Target(whom=whom, label=" ".join(written.span.text().split()), span=written.span)


def _time(pair: Pair | None, constants: Constants, findings: Findings) -> int | None:
    if pair is None:
        return None
    value = value_of(pair.value, Type.DURATION, FOR_TAKES, constants, findings)
    if not isinstance(value, Duration):
        return None
    if value <= 0:
        message = f"{excerpt(pair.value)} is no time for which a target can be asked"
        findings.error("E232", pair.value.span, message, "write a duration greater than 0")
        return None
    return int(value)


def _share(pair: Pair | None, constants: Constants, findings: Findings) -> int | None:
    if pair is None:
        return None
    value = value_of(pair.value, Type.INTEGER, SHARE_TAKES, constants, findings)
    if not isinstance(value, int):
        return None
    if not 0 < value <= ALL:
        message = f"the share {excerpt(pair.value)} is not from 1 to {ALL}"
        findings.error("E262", pair.value.span, message, "leave out what is never asked")
        return None
    return value


def _whom(expression: Expression, constants: Constants, findings: Findings) -> Whom | None:
    if isinstance(expression, Group) and not asks_skills(expression):
        return _whom(expression.inner, constants, findings)
    if isinstance(expression, Call) and expression.function.text in ("agent", "group"):
        return _named(expression, Sort(expression.function.text), findings)
    if asks_skills(expression):
        return read_skills(expression, constants, findings)
    cure = FORM
    if isinstance(expression, Name):
        cure = f"write `group({expression.text})` or `agent({expression.text})`"
    elif isinstance(expression, Call):
        cure = did_you_mean(expression.function.text, ("agent", "group", "skill")) or FORM
    findings.error("E264", expression.span, f"{excerpt(expression)} is no target", cure)
    return None


def _named(call: Call, sort: Sort, findings: Findings) -> Named | None:
    match call.arguments:
        case (Argument(name=None, value=Name(text=text, span=span)),):
            return Named(sort, Reference(text, span))
        case (Argument(name=None, value=value),):
            return Named(sort, value)
        case _:
            message = f"`{sort.value}` takes one name"
            cure = f"write `{sort.value}(name)`, or `{sort.value}(udata.Key)` for a text"
            findings.error("E264", call.span, message, cure)
            return None
