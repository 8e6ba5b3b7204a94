"""A measure as a goal names it, what it is asked about, and the bound that it is compared with.

In: the syntax of both. Out: `Asked` and whole numbers, or findings at their places: E211 for names
that nothing has, E230 for what is missing, E231 for what does not belong, E220 for a bound of
another unit, E232 for one out of range.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from engine.diagnostics import Findings, did_you_mean, listed
from engine.graph.names import unknown
from engine.measures import EXAMPLES, MEASURES, Arguments, Measure, Unit, Wants
from engine.shelf.constants import Constants, excerpt
from engine.spreads import MILLION
from engine.syntax.nodes import Call, Expression, Name, Quantity, Text
from engine.syntax.quantities import Decimal, Percent, Rate
from engine.values import Duration
from engine.world.amounts import PERCENT, Share, signed

PERCENTILES_MAX = 99
ALL_MEASURES = "`routewright explain measures` lists them"
TAKEN = {
    Wants.TIME: "a time", Wants.PERCENT: "a number of per cent",
    Wants.SCOPE: "the name of arrivals or of a virtual queue",
    Wants.ARRIVALS: "the name of arrivals", Wants.CREW: "the name of an agent or a group",
    Wants.QUEUE: "the name of a queue",
    Wants.BLOCK: "the label of a block", Wants.PLACE: "a place where interactions end",
}  # fmt: skip
"""What each kind of argument is, for messages."""
CALLED = {
    Wants.SCOPE: "virtual queue or arrivals", Wants.ARRIVALS: "arrivals",
    Wants.CREW: "agent or group", Wants.QUEUE: "queue", Wants.BLOCK: "block", Wants.PLACE: "place",
}  # fmt: skip
AN_EXAMPLE = {Unit.SHARE: "80%", Unit.DURATION: "30s", Unit.COUNT: "5", Unit.MONEY: "4000"}
A_UNIT = {
    Unit.SHARE: "a share", Unit.DURATION: "a duration", Unit.COUNT: "a number",
    Unit.MONEY: "an amount of money",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What measures can be asked about: the kinds of things that have each name. `several` are
    names that stand for several agents whose headcount is not planned together; `broken` are names
    of which nothing is said, `held` says that not all names are known."""

    names: Mapping[Wants, Mapping[str, Collection[str]]]
    several: Collection[str]
    constants: Constants
    broken: Collection[str]
    held: bool

    def of(self, want: Wants) -> dict[str, str]:
        """The names that one kind of argument can be, each with the kind of what has it."""
        kinds = self.names.get(want, {})
        return {name: kind for kind, names in kinds.items() for name in names}

    def shared(self, want: Wants, name: str) -> list[str]:
        """The kinds of what has a name, if that is more than one."""
        found = [kind for kind, names in self.names.get(want, {}).items() if name in names]
        return found if len(found) > 1 else []


@dataclass(slots=True)
class _Reading:
    """The arguments of one call while they are read."""

    measure: Measure
    known: Known
    findings: Findings
    found: Arguments = field(default_factory=Arguments)
    sound: bool = True

    def wrong(self, code: str, expression: Expression, message: str, cure: str | None) -> None:
        self.findings.error(code, expression.span, message, cure)
        self.sound = False

    def read(self, expression: Expression) -> None:
        """One argument: its kind is that of what it can be."""
        value = self._value(expression)
        if isinstance(value, Duration):
            self._time(expression, value)
        elif type(value) is int or isinstance(value, Percent | Decimal | Rate):
            self._percent(expression, value)
        elif isinstance(expression, Name | Text):
            self._name(expression)
        elif value is None and isinstance(expression, Quantity):
            self.sound = False  # the parser has said it
        else:
            message = f"{excerpt(expression)} is nothing that `{self.measure.name}` is asked about"
            self.wrong("E231", expression, message, usage_of(self.measure))

    def _value(self, expression: Expression) -> object:
        if not isinstance(expression, Name):
            value, negative = signed(expression)
            return None if negative else value
        if self._names() and expression.text in self.known.of(self._names()[0]):
            return None
        return self.known.constants.parameters.get(expression.text)

    def _names(self) -> list[Wants]:
        """What is named, if anything is."""
        return [want for want in self.measure.wants if want in CALLED]

    def _time(self, expression: Expression, value: Duration) -> None:
        if not self._takes(Wants.TIME, expression, f"{excerpt(expression)} is a time"):
            return
        if self.found.time_us is not None:
            self.wrong("E210", expression, "there are two times here", usage_of(self.measure))
        self.found = replace(self.found, time_us=int(value))

    def _percent(self, expression: Expression, value: object) -> None:
        if type(value) is int and Wants.TIME in self.measure.wants:
            cure = f"write `{value}s`"
            self.wrong("E303", expression, f"{excerpt(expression)} has no unit", cure)
            return
        if not self._takes(Wants.PERCENT, expression, f"{excerpt(expression)} is a number"):
            return
        if type(value) is not int or not 1 <= value <= PERCENTILES_MAX:
            cure = f"write a whole number from 1 to {PERCENTILES_MAX}: `wait_percentile(95)`"
            self.wrong("E232", expression, f"{excerpt(expression)} is no percentile", cure)
            return
        if self.found.percent is not None:
            self.wrong("E210", expression, "there are two numbers here", usage_of(self.measure))
        self.found = replace(self.found, percent=value)

    def _takes(self, want: Wants, expression: Expression, what: str) -> bool:
        if want in self.measure.wants:
            return True
        message = f"{what}, and `{self.measure.name}` takes none"
        self.wrong("E231", expression, message, usage_of(self.measure))
        return False

    def _name(self, expression: Name | Text) -> None:
        name = expression.text
        if not self._names():
            message = f"`{self.measure.name}` is asked about nothing that has a name"
            self.wrong("E231", expression, message, usage_of(self.measure))
            return
        want, known = self._names()[0], self.known
        if self.found.name:
            message = f"`{self.measure.name}` is asked about one name, and here are two"
            self.wrong("E231", expression, message, "write an `expect` for each")
        elif want is Wants.CREW and name in known.several and not known.shared(want, name):
            message = f"`{name}` stands for several agents, each with figures of its own"
            cure = "name a group that has them as members, or one of them: `_1`, `_2` and so on"
            self.wrong("E211", expression, message, cure)
        elif name not in known.of(want):
            self.sound = False
            if not (want is not Wants.PLACE and (known.held or name in known.broken)):
                unknown(CALLED[want], name, expression.span, known.of(want), self.findings)
        elif kinds := known.shared(want, name):
            message = f"{' and '.join(kinds)} both have the name `{name}`"
            cure = "give one of them another name: either can be meant"
            self.wrong("E211", expression, message, cure)
        self.found = replace(self.found, name=name)


def usage_of(measure: Measure) -> str:
    """How a measure is written, for a cure."""
    written = ", ".join(EXAMPLES[want] for want in measure.wants)
    said = " and ".join(TAKEN[want] for want in measure.wants)
    return f"it is `{measure.name}({written})`" + (f", with {said}" if said else "")


def read_measure(call: Call, known: Known, findings: Findings) -> tuple[Measure, Arguments] | None:
    """A measure and what it is asked about; None if something is wrong."""
    word = call.function.text
    measure = MEASURES.get(word)
    if measure is None:
        cure = did_you_mean(word, MEASURES) or ALL_MEASURES
        findings.error("E211", call.function.span, f"there is no measure `{word}`", cure)
        return None
    reading = _Reading(measure, known, findings)
    for argument in call.arguments:
        if argument.name is None:
            reading.read(argument.value)
            continue
        message = "what a measure is asked about is written without a name"
        cure = f"leave `{argument.name.text}:` out; any order will do"
        findings.error("E231", argument.name.span, message, cure)
        reading.sound = False
    if not reading.sound:
        return None
    lacking = measure.lacks(reading.found)
    if lacking:
        what = " and ".join(TAKEN[want] for want in lacking)
        findings.error("E230", call.span, f"`{word}` needs {what}", usage_of(measure))
        return None
    return measure, reading.found


# Bounds


def read_bound(
    expression: Expression, measure: Measure, known: Known, findings: Findings
) -> int | None:
    """A bound in millionths, that of a duration in microseconds; None if it is none."""
    value, negative = signed(expression)
    if isinstance(expression, Name):
        constants = known.constants
        value = constants.amounts.get(expression.text, constants.parameters.get(expression.text))
        if value is None:
            if expression.text not in known.broken:
                _tell_no_parameter(expression, constants, findings)
            return None
    if value is None and isinstance(expression, Quantity):
        return None  # the parser has said it
    found = _bound(value, measure.unit)
    if found is None:
        message = f"{excerpt(expression)} is no bound: `{measure.name}` is {A_UNIT[measure.unit]}"
        cure = _cure(value, measure.unit)
        findings.error("E220", expression.span, message, cure)
        return None
    if negative or (measure.unit is Unit.SHARE and found > MILLION):
        most = "from `0%` to `100%`" if measure.unit is Unit.SHARE else "never less than 0"
        message = f"`{measure.name}` is {most}, and this is {excerpt(expression)}"
        findings.error("E232", expression.span, message)
        return None
    return found


def _tell_no_parameter(name: Name, constants: Constants, findings: Findings) -> None:
    declared = {**constants.parameters, **constants.amounts}
    cure = did_you_mean(name.text, declared) or (
        f"there are {listed(declared)}" if declared else "write a value"
    )
    findings.error("E211", name.span, f"there is no parameter `{name.text}`", cure)


def _bound(value: object, unit: Unit) -> int | None:
    match value, unit:
        case Percent(millionths=millionths), Unit.SHARE:
            return millionths // PERCENT
        case Duration(), Unit.DURATION:
            return int(value)
        case Decimal(millionths=millionths), Unit.COUNT | Unit.MONEY:
            return millionths
        case int(), Unit.COUNT | Unit.MONEY if type(value) is int:
            return value * MILLION
        case _:
            return None


def _cure(value: object, unit: Unit) -> str:
    """How a value becomes a bound of a unit."""
    if unit is Unit.SHARE and isinstance(value, Decimal) and value.millionths <= MILLION:
        return f"write `{Share(value.millionths)}`"
    if unit is Unit.SHARE and type(value) is int and value <= 100:
        return f"write `{value}%`"
    if unit is Unit.DURATION and type(value) is int:
        return f"write a unit, for example `{value}s`"
    return f"write for example `{AN_EXAMPLE[unit]}`"
