"""How precise a figure is to be, and when it is: `service_level +-1%`.

In: a text, a program. Out: `Precision`, which says of some days whether they are enough.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from engine.diagnostics import did_you_mean, listed
from engine.measures import MEASURES, Arguments, Measure, Unit, Wants
from engine.program.model import Program
from engine.spreads import MILLION
from engine.stats.estimates import needed
from engine.stats.measures import estimate, names_for
from engine.stats.seen import Seen
from engine.syntax.quantities import Decimal, Percent, Quantified, read
from engine.values import Duration

FORM = re.compile(r"(.*?)(?:\+-|±)\s*(\S+)\s*")
MEASURED = re.compile(r"\s*([A-Za-z_]+)\s*(?:\(([^()]*)\))?\s*")
EXAMPLE = "`service_level +-1%`, `average_wait +-2s` or `queue_length(VQ) +-5%`"


class ImpreciseError(ValueError):
    """A text says no precision; the message says why, `help` the cure."""

    def __init__(self, message: str, help: str | None) -> None:  # noqa: A002
        super().__init__(message)
        self.help = help


@dataclass(frozen=True, slots=True, kw_only=True)
class Precision:
    """The interval of a measure is to reach no further than this: so many points of a share,
    microseconds, or a number; `relative` is a part of the measure itself."""

    measure: str
    arguments: Arguments
    half_width: float
    relative: bool = False

    def needed(self, days: Sequence[Seen]) -> int | None:
        """How many days make it so, as far as these can tell: at least as many as there are. None
        if these cannot tell."""
        found = estimate(self.measure, days, self.arguments)
        if found is None:
            return None
        wide = self.half_width * abs(found.value) if self.relative else self.half_width
        return needed(found, wide)

    def reached(self, days: Sequence[Seen]) -> bool:
        """Whether these days make it so."""
        return self.needed(days) == len(days)


def read_precision(text: str, program: Program) -> Precision:
    """The precision that a text says, of a measure that the program has. Raises `ImpreciseError`.

    A share is to be precise to points of a hundred; of everything else a percentage is a part of
    the figure.
    """
    found = FORM.fullmatch(text)
    if found is None:
        message = f"`{text}` is neither a duration nor a precision"
        raise ImpreciseError(message, f"write for example {EXAMPLE}")
    measure, arguments = asked_about(found[1], program)
    half_width, relative = _width(MEASURES[measure], found[2])
    return Precision(measure=measure, arguments=arguments, half_width=half_width, relative=relative)


def asked_about(text: str, program: Program) -> tuple[str, Arguments]:
    """The measure of a text, `service_level(20s)`, and what it is asked about. Raises
    `ImpreciseError`, which is a ValueError."""
    found = MEASURED.fullmatch(text)
    if found is None:
        message = f"`{text}` is no measure"
        raise ImpreciseError(message, "write for example `service_level(20s)`")
    measure = MEASURES.get(found[1])
    if measure is None:
        cure = did_you_mean(found[1], MEASURES) or f"there is {listed(MEASURES)}"
        message = f"there is no measure `{found[1]}`"
        raise ImpreciseError(message, cure)
    arguments = Arguments()
    for given in filter(None, map(str.strip, (found[2] or "").split(","))):
        arguments = _with(measure, arguments, given, program)
    lacks = measure.lacks(arguments)
    if lacks:
        message = f"`{measure.name}` asks for a {lacks[0].value}"
        known = names_for(lacks[0], program)
        raise ImpreciseError(message, f"there is {listed(known)}" if known else None)
    return measure.name, arguments


def _with(measure: Measure, arguments: Arguments, given: str, program: Program) -> Arguments:
    """The arguments with one more, which is known by its kind."""
    value = _quantity(given)
    if isinstance(value, Duration) and Wants.TIME in measure.wants and arguments.time_us is None:
        return replace(arguments, time_us=int(value))
    if type(value) is int and Wants.PERCENT in measure.wants and 1 <= value <= 99:
        return replace(arguments, percent=value)
    names = [name for want in measure.wants for name in names_for(want, program)]
    name = given.strip('"')
    if name in names and not arguments.name:
        return replace(arguments, name=name)
    message = f"`{measure.name}` cannot be asked about `{given}`"
    wants = ", ".join(want.value for want in measure.wants)
    cure = did_you_mean(name, names) or (f"it can have: {wants}" if wants else "leave it out")
    raise ImpreciseError(message, cure)


def _width(measure: Measure, text: str) -> tuple[float, bool]:
    """How far the interval may reach, and whether that is a part of the figure."""
    value = _quantity(text)
    width: float | None = None
    relative = False
    if isinstance(value, Percent):
        width, relative = value.millionths / MILLION / 100, measure.unit is not Unit.SHARE
    elif isinstance(value, Duration) and measure.unit is Unit.DURATION:
        width = float(value)
    elif measure.unit in (Unit.COUNT, Unit.MONEY):
        scale = MILLION if measure.unit is Unit.MONEY else 1
        if isinstance(value, Decimal):
            width = value.millionths / MILLION * scale
        elif type(value) is int:
            width = float(value * scale)
    if width is None or width <= 0:
        example = {Unit.SHARE: "`+-1%`", Unit.DURATION: "`+-2s` or `+-5%`"}
        cure = f"write for example {example.get(measure.unit, '`+-3` or `+-5%`')}"
        message = f"`{text}` says not how precise `{measure.name}` is to be"
        raise ImpreciseError(message, cure)
    return width, relative


def _quantity(text: str) -> Quantified | None:
    try:
        return read(text)
    except ValueError:
        return None
