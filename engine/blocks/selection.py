"""What `route` is in IRD and Composer: Selection, Route Interaction, Target.

In: the targets of a route, the sheet. Out: their notation, `name@StatServer.TYPE`, and the notes
that go with it. Notation and statistics are those of the Orchestration Server guide (Queue
Interface) and of the Universal Routing reference; the name of Stat Server is `StatServer` here.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.blocks.counterpart import (
    COMPOSER_PORTS,
    ERROR,
    IRD_PORTS,
    RED,
    Dialect,
    Drawn,
    Row,
    Sheet,
)
from engine.blocks.skills import NOT, Demand, SkillCondition
from engine.blocks.targets import Named, Sort, Target
from engine.ops import Family
from engine.shelf.kind import Reference
from engine.staff import Order
from engine.values import SECOND

STAT_SERVER = "StatServer"
TYPES = {Sort.AGENT: "A", Sort.GROUP: "GA"}
SIGNS = {"==": "=", "!=": "!="}
"""Comparisons that are written otherwise in a skill expression."""
JOINTS = {"and": "&", "or": "|"}
OPPOSITES = {"==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
STATISTICS = {
    Order.ANY: ("StatAgentLoading", "Max"),
    Order.LONGEST_IDLE: ("StatTimeInReadyState", "Max"),
    Order.LEAST_LOADED: ("StatAgentLoading", "Max"),
    Order.LEAST_OCCUPIED: ("StatAgentOccupancy", "Min"),
    Order.PERCENTAGE: ("StatLoadBalance", "Percentage"),
}
LOADING = (
    "That `Max` of StatAgentLoading means the agent with the least to do is [inferred]: it is what "
    "public diagrams say, look before you rely on it"
)
STAY = (
    "Clear Targets is false: the targets of this object stay, and those of the next one join them"
)
CLEARED = (
    "Clear Targets is true, which is not the default: a target of this route is not asked for in "
    "an object that follows it. That the property is about the targets of its own object is "
    "[inferred]: the first sentence of the help on it says the reverse of its example"
)

BUSY_IN_IRD = (
    "The treatments stand in this order in the object's list of busy treatments, each with its "
    "duration. That the list is played from the first again when its end is reached is [inferred]"
)
BUSY_IN_COMPOSER = (
    "The treatments are played by blocks of their own while the block waits; from the first again "
    "when the last one is over [inferred]"
)


def notation(target: Target, out: Sheet) -> str:
    """A target as a router takes it, with its weight in front of it if it has one."""
    weight = "" if target.share is None else f"[{target.share}]"
    if isinstance(target.whom, SkillCondition):
        return f"{weight}?:{skills(target.whom)}@{STAT_SERVER}.GA"
    name = _named(target.whom, out)
    if not weight or isinstance(target.whom.name, Reference):
        return f"{weight}{name}"
    return f"'{weight}' + {name}"


def _named(whom: Named, out: Sheet) -> str:
    if isinstance(whom.name, Reference):
        return f"{whom.name.name}@{STAT_SERVER}.{TYPES[whom.sort]}"
    return f"{out.text(whom.name)} + '@{STAT_SERVER}.{TYPES[whom.sort]}'"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a skill expression, and the sign between its parts, if there is one."""

    text: str
    joint: str = ""

    def within(self, joint: str) -> str:
        """The part where it stands between others: `&` and `|` have the same priority there."""
        return self.text if self.joint in ("", joint) else f"({self.text})"


def skills(condition: SkillCondition) -> str:
    """A condition on skills as a skill expression.

    There is no sign for `not` in it: what it stands before is turned round.
    """
    stack: list[tuple[_Piece, _Piece]] = []
    for step in condition.steps:
        if isinstance(step, Demand):
            turned = OPPOSITES[step.comparison]
            stack.append((_demand(step, step.comparison), _demand(step, turned)))
        elif step == NOT:
            plain, turned_round = stack.pop()
            stack.append((turned_round, plain))
        else:
            right, left = stack.pop(), stack.pop()
            opposite = "or" if step == "and" else "and"
            stack.append((_joined(left[0], right[0], step), _joined(left[1], right[1], opposite)))
    return f"({stack[0][0].text})"


def _demand(demand: Demand, comparison: str) -> _Piece:
    sign = SIGNS.get(comparison, comparison)
    return _Piece(f"{demand.skill.name} {sign} {demand.level}")


def _joined(left: _Piece, right: _Piece, word: str) -> _Piece:
    joint = JOINTS[word]
    return _Piece(f"{left.within(joint)} {joint} {right.within(joint)}", joint)


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """A route, in the words of a dialect. `ageing` is empty where the priority stays, `tuning` are
    the call of the function and the objective, if there are any; `treatments` are prompts with
    their microseconds."""

    targets: tuple[Target, ...]
    virtual_queue: str
    order: Order
    priority: str
    ageing: str
    clear_targets: bool
    timeout_us: int | None
    tuning: tuple[str, str] = ("", "")
    treatments: tuple[tuple[str, int], ...] = ()


def objects_of(route: Selected, dialect: Dialect, out: Sheet) -> tuple[Drawn, ...]:
    """The objects, one for each step of the way: those of a later one join those before."""
    steps = list(_steps(route.targets))
    ird = dialect is Dialect.IRD
    found: list[Drawn] = []
    for number, (targets, seconds) in enumerate(steps):
        last = number == len(steps) - 1
        rows = _rows(route, targets, _left(route) if last else seconds, out)
        cleared = last or route.clear_targets
        rows = (*rows, Row("Clear Targets", "true" if cleared else "false"))
        ports = IRD_PORTS if ird else COMPOSER_PORTS
        if not last:
            ports = {"ok": RED if ird else ERROR}
        said = CLEARED if cleared else STAY
        notes = (said, *_notes(route, targets, number, ird=ird))
        object_ = _object(out.family, ird=ird)
        found.append(Drawn(object=object_, rows=rows, ports=ports, notes=notes))
    return tuple(found)


def _object(family: Family, *, ird: bool) -> str:
    if family is not Family.VOICE:
        return "Route Interaction"
    return "Selection" if ird else "Target"


def _steps(targets: tuple[Target, ...]) -> Iterator[tuple[list[Target], str]]:
    """The targets that join at one time, with the seconds until the next ones do."""
    together: list[Target] = []
    for target in targets:
        together.append(target)
        if target.for_us is not None and target is not targets[-1]:
            yield together, _seconds(target.for_us)
            together = []
    yield together, ""


def _left(route: Selected) -> str:
    """How long the last object waits: what the ones before have left of the time."""
    if route.timeout_us is None:
        return "none: it waits for ever"
    before = sum(target.for_us or 0 for target in route.targets[:-1])
    return _seconds(max(route.timeout_us - before, 0))


def _seconds(us: int) -> str:
    return f"{-(-us // SECOND)} (seconds)"


def _rows(route: Selected, targets: list[Target], seconds: str, out: Sheet) -> tuple[Row, ...]:
    statistic, order = STATISTICS[route.order]
    rows = [Row(f"Target {number}", notation(each, out)) for number, each in enumerate(targets, 1)]
    rows += [
        Row(f"Target {number} / Threshold", out.condition(each.when))
        for number, each in enumerate(targets, 1)
        if each.when is not None
    ]
    rows += [Row("Timeout", seconds), Row("Statistic", statistic), Row("Order", order)]
    if route.virtual_queue:
        rows.append(Row("Virtual Queue", route.virtual_queue))
    rows.append(Row("Priority", route.priority))
    rows += [
        Row(f"Busy Treatment {number}", f"play {prompt} for {_seconds(length)}")
        for number, (prompt, length) in enumerate(route.treatments, 1)
    ]
    return tuple(rows)


def _notes(route: Selected, targets: list[Target], number: int, *, ird: bool) -> tuple[str, ...]:
    notes: list[str] = []
    if route.order in (Order.ANY, Order.LEAST_LOADED):
        notes.append(LOADING)
    if ird and len(targets) > 1 and any(each.when is not None for each in targets):
        notes.append(
            "The object has one threshold for all its targets; here each has its own: draw one "
            "object for each threshold"
        )
    if any(isinstance(each.whom, Named) and each.whom.sort is Sort.AGENT for each in targets):
        notes.append("An agent is named by Employee ID there")
    if route.ageing:
        notes.append(
            f"The priority grows by {route.ageing}: there a loop of short objects and the function "
            "`Priority` do it [inferred]"
        )
    notes += _tuned(route) if number == 0 else ()
    if route.treatments:
        notes.append(BUSY_IN_IRD if ird else BUSY_IN_COMPOSER)
    if route.order is Order.PERCENTAGE:
        notes.append(
            "The weights stand before the names of the targets, in the notation of the "
            "Orchestration Server guide; a public strategy with two groups has `Percentage` and "
            "StatLoadBalance. Whether a busy target lets the others have the interaction, as "
            "here, is [inferred]"
        )
    if number == 0:
        notes.append("Its normal port is taken when the interaction is routed: nothing follows it")
    return tuple(notes)


def _tuned(route: Selected) -> Iterator[str]:
    """What is said before the object, for the order among those with one priority."""
    call, objective = route.tuning
    if call:
        yield f"Before it the function `{call}`: for the order among those with one priority"
    if objective:
        yield (
            f"The Service Objective of the interaction is {objective}: the option "
            "`use_service_objective` of URS says that it counts"
        )
