"""What stands in calendars: hours and dates, read from their expressions.

In: the expression after `mon_fri =`, `open =` or `date =`. Out: `Hours` and `Dates` with their
places, or findings (E311 hours, E312 hours that overlap, E311 dates). None means that something is
wrong and has been said.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from engine.calendars import Period
from engine.calendars.days import MONTH_DAYS, MONTHS, YEAR_DAYS, day_of_year
from engine.diagnostics import Findings, Note, did_you_mean
from engine.graph.damage import quantity
from engine.shelf.constants import Constants, excerpt
from engine.source import Span
from engine.syntax.nodes import Argument, Call, Chain, Expression, ListOf, Name, Quantity
from engine.syntax.quantities import TimeOfDay
from engine.values import DAY, Time

RANGE = ".."
CLOSED = "closed"
HOURS_CURE = "write `08:00..18:00`, several in a list, or `closed`"
DATE_CURE = "write `2026-12-24`, `dec(24)`, or `dec(24)..dec(26)`; several in a list"


@dataclass(frozen=True, slots=True)
class Hours:
    """One period, and where it is written."""

    period: Period
    span: Span


@dataclass(frozen=True, slots=True)
class Dates:
    """The days from one to another: of every year, numbered in a year, or since 1970."""

    yearly: bool
    first: int
    last: int
    span: Span

    def intervals(self) -> Iterator[tuple[int, int]]:
        """The first and the last day; over the end of a year there are two intervals."""
        if self.first <= self.last:
            yield self.first, self.last
        else:
            yield self.first, YEAR_DAYS - 1
            yield 0, self.last


# Hours


def read_hours(node: Expression, findings: Findings) -> tuple[Hours, ...] | None:
    """The periods of a day, sorted; none for `closed`."""
    if isinstance(node, Name) and node.text == CLOSED:
        return ()
    if isinstance(node, ListOf) and not node.items:
        findings.error("E311", node.span, "these are no hours", HOURS_CURE)
        return None
    found = [_hours(item, findings) for item in _members(node, findings)]
    hours = tuple(sorted((each for each in found if each), key=lambda each: each.period))
    if len(hours) < len(found):
        return None
    for before, after in pairwise(hours):
        tell_overlap(before, after, before.period[1] > after.period[0], findings)
    return hours


def tell_overlap(
    one: Hours,
    other: Hours,
    overlap: bool,  # noqa: FBT001 - what is asked
    findings: Findings,
    where: str = "",
) -> None:
    """E312 at the one that stands behind, if they overlap."""
    if overlap:
        first, second = sorted((one, other), key=lambda each: each.span.start)
        notes = [Note(first.span, "these are the others")]
        message = f"{excerpt_of(second.span)} overlaps {excerpt_of(first.span)}{where}"
        cure = "write them as one, or let one end before the other begins"
        findings.error("E312", second.span, message, cure, notes)


def excerpt_of(span: Span) -> str:
    """The author's words at a place, in backticks."""
    return f"`{' '.join(span.text().split())}`"


def _hours(node: Expression, findings: Findings) -> Hours | None:
    ends = _range(node)
    if ends is None:
        findings.error("E311", node.span, f"{excerpt(node)} is no range of hours", HOURS_CURE)
        return None
    begin, end = (_time(each, findings) for each in ends)
    if begin is None or end is None:
        return None
    if begin == DAY:
        cure = "`24:00` is the end of a day; a day begins at `00:00`"
        findings.error("E311", ends[0].span, "no hours begin at `24:00`", cure)
        return None
    if begin == end:
        cure = "the whole day is `00:00..24:00`, a day without hours `closed`"
        findings.error("E311", node.span, f"{excerpt(node)} ends where it begins", cure)
        return None
    return Hours((begin, end if end > begin else end + DAY), node.span)


def _time(node: Expression, findings: Findings) -> int | None:
    """A time of day in microseconds since midnight."""
    found = quantity(node) if isinstance(node, Quantity) else None
    if isinstance(found, TimeOfDay):
        return int(found.since_midnight)
    if found is not None or not isinstance(node, Quantity):  # else the parser has said it
        findings.error("E311", node.span, f"{excerpt(node)} is no time of day", "write `08:00`")
    return None


# Dates


def read_dates(
    node: Expression, constants: Constants, findings: Findings
) -> tuple[Dates, ...] | None:
    """The dates of a holiday or special day."""
    if isinstance(node, ListOf) and not node.items:
        findings.error("E311", node.span, "these are no dates", DATE_CURE)
        return None
    found = [_dates(item, constants, findings) for item in _members(node, findings)]
    dates = tuple(each for each in found if each is not None)
    return dates if len(dates) == len(found) else None


def _dates(node: Expression, constants: Constants, findings: Findings) -> Dates | None:
    ends = _range(node) or (node, node)
    read = [_date(each, constants, findings) for each in dict.fromkeys(ends)]
    found = [each for each in read if each is not None]
    if len(found) < len(read):
        return None
    first, last = found[0], found[-1]
    if first.yearly is not last.yearly:
        message = f"{excerpt(node)} has one date with a year and one without"
        findings.error("E311", node.span, message, "write both with their year, or neither")
        return None
    if not first.yearly and first.first > last.first:
        message = f"{excerpt(node)} ends before it begins"
        findings.error("E311", node.span, message, "write the earlier date first")
        return None
    return Dates(first.yearly, first.first, last.first, node.span)


def _date(node: Expression, constants: Constants, findings: Findings) -> Dates | None:
    match node:
        case Call():
            return _yearly(node, findings)
        case Quantity():
            found = quantity(node)
            if found is None:
                return None  # the parser has said it
            if isinstance(found, Time) and "T" not in node.text:
                return _dated(found, node.span)
        case Name() if node.text in constants.broken:
            return None
        case Name():
            value = constants.parameters.get(node.text)
            if isinstance(value, Time) and value % DAY == 0:
                return _dated(value, node.span)
        case _:
            pass
    findings.error("E311", node.span, f"{excerpt(node)} is no date", DATE_CURE)
    return None


def _dated(midnight: Time, span: Span) -> Dates:
    day = midnight // DAY
    return Dates(yearly=False, first=day, last=day, span=span)


def _yearly(node: Call, findings: Findings) -> Dates | None:
    word = node.function.text
    if word not in MONTHS:
        cure = did_you_mean(word, MONTHS) or "months are `jan`, `feb`, … `dec`: `dec(24)`"
        findings.error("E311", node.function.span, f"`{word}` is no month", cure)
        return None
    day: object = None
    match node.arguments:
        case (Argument(name=None, value=Quantity() as written),):
            day = quantity(written)
            if day is None:
                return None  # the parser has said it
        case _:
            pass
    month = MONTHS.index(word) + 1
    if type(day) is int and 1 <= day <= MONTH_DAYS[month - 1]:
        at = day_of_year(month, day)
        return Dates(yearly=True, first=at, last=at, span=node.span)
    cure = f"the days of `{word}` go from 1 to {MONTH_DAYS[month - 1]}"
    findings.error("E311", node.span, f"{excerpt(node)} is no date", cure)
    return None


# Lists and ranges


def _members(node: Expression, findings: Findings) -> Iterator[Expression]:
    """The items of a list, or the expression itself."""
    if not isinstance(node, ListOf):
        yield node
        return
    for item in node.items:
        if item.name is not None:
            message = "the items of a list have no names"
            findings.error("E220", item.name.span, message, "write the value alone")
        yield item.value


def _range(node: Expression) -> tuple[Expression, Expression] | None:
    """The two ends of `a..b`."""
    match node:
        case Chain(operands=(first, last), operators=(operator,)) if operator.text == RANGE:
            return first, last
        case _:
            return None
