"""`compared`: figures of several variants with the same customers, beside each other.

In: of each variant the days that are `Seen`, of the same seeds in the same order. Out: `Figure`s:
the estimates of a measure on each variant, and how much more it is than on the first, with the
interval of the pairs' differences. What is the same on all days differs by exactly 0.

Scopes, queues, crews and blocks are the same if they have the same name and the same sort.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from engine.measures import MEASURES, Arguments, Unit
from engine.program.model import Program
from engine.stats.estimates import LEVEL, Estimate, bounded, difference, ratio
from engine.stats.measures import parts
from engine.stats.seen import NOTHING, Seen
from engine.stats.several import (
    CALLS,
    CREW,
    LENGTHS,
    LEVELS,
    NOTIFICATIONS,
    NUMBERS,
    PERCENTS,
    WAITS,
)


class Section(StrEnum):
    """What a figure is about; `about` is its name there, empty for all of it."""

    CUSTOMERS = "customers"
    VIRTUAL_QUEUE = "virtual queue"
    QUEUE = "queue"
    GROUP = "group"
    AGENTS = "agents"
    NOTIFICATIONS = "notifications"
    ESP_CALLS = "ESP calls"
    PLACES = "places"
    COST = "cost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A measure of each variant. An estimate is None where no day has anything to say about it, a
    difference also where the first variant has nothing to say; that of the first is None.
    """

    section: Section
    about: str
    measure: str
    percent: int | None
    estimates: tuple[Estimate | None, ...]
    differences: tuple[Estimate | None, ...]

    @property
    def unit(self) -> Unit:
        """What it is in."""
        return MEASURES[self.measure].unit

    def differs(self, variant: int) -> bool:
        """Whether the interval says that it is not the same as on the first variant; of one
        replication, whether it is not the same on that."""
        found = self.differences[variant]
        if found is None:
            return False
        if found.low is None or found.high is None:
            return found.value != 0
        return found.low > 0 or found.high < 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """A measure of something, and which programs have that."""

    section: Section
    about: str
    measure: str
    has: Callable[[Program], bool]
    percent: int | None = None

    @property
    def arguments(self) -> Arguments:
        return Arguments(name=self.about, percent=self.percent)


def compared(variants: Sequence[Sequence[Seen]], *, level: float = LEVEL) -> list[Figure]:
    """All figures that any variant has anything to say about; there is at least one day."""
    programs = [days[0].program for days in variants]
    found = (_figure(wanted, variants, level) for wanted in _wanted(programs))
    return [each for each in found if any(made is not None for made in each.estimates)]


def _figure(wanted: _Wanted, variants: Sequence[Sequence[Seen]], level: float) -> Figure:
    each = [
        [parts(wanted.measure, seen, wanted.arguments) for seen in days]
        if wanted.has(days[0].program)
        else [NOTHING for _ in days]
        for days in variants
    ]
    most = 1.0 if MEASURES[wanted.measure].unit is Unit.SHARE else None
    return Figure(
        section=wanted.section,
        about=wanted.about,
        measure=wanted.measure,
        percent=wanted.percent,
        estimates=tuple(_bounded(ratio(made, level=level), most) for made in each),
        differences=(None, *(difference(each[0], made, level=level) for made in each[1:])),
    )


def _bounded(made: Estimate | None, most: float | None) -> Estimate | None:
    return None if made is None else bounded(made, most)


# What is asked for


def _wanted(programs: Sequence[Program]) -> Iterator[_Wanted]:
    yield from _of_scope(Section.CUSTOMERS, "", ("arrivals", "retried"), lambda _: True)
    for name in _names(programs, _arrivals):
        yield from _of_scope(Section.CUSTOMERS, name, ("arrivals",), _having(name, _arrivals))
    for name in _names(programs, _virtual_queues):
        has = _having(name, _virtual_queues)
        yield from _of_scope(Section.VIRTUAL_QUEUE, name, (), has)
        yield from _each(Section.VIRTUAL_QUEUE, name, LENGTHS, has)
    for name in _names(programs, _queues):
        yield from _each(Section.QUEUE, name, LENGTHS, _having(name, _queues))
    for name in _names(programs, _groups):
        yield from _each(Section.GROUP, name, CREW, _having(name, _groups))
    yield from _each(Section.AGENTS, "", CREW, lambda program: bool(program.directory.agents))
    yield from _each(Section.NOTIFICATIONS, "", NOTIFICATIONS, lambda _: True)
    yield from _each(Section.ESP_CALLS, "", CALLS, lambda program: bool(program.calls))
    for name in _names(programs, _calling):
        yield from _each(Section.ESP_CALLS, name, CALLS, _having(name, _calling))
    for name in ("faulted", "lost_removed", "default_routed", "rejected"):
        yield from _each(Section.PLACES, name, ("interactions",), lambda _: True)
    currencies = [_currency(program) for program in programs if program.days.prices is not None]
    if currencies:
        yield from _each(
            Section.COST, "", COSTS, lambda program: _currency(program) == currencies[0]
        )


def _of_scope(
    section: Section, name: str, counts: Iterable[str], has: Callable[[Program], bool]
) -> Iterator[_Wanted]:
    yield from _each(section, name, (*LEVELS, *WAITS[len(LEVELS) :]), has)
    for percent in PERCENTS:
        yield _Wanted(
            section=section, about=name, measure="wait_percentile", has=has, percent=percent
        )
    yield from _each(section, name, ("longest_wait", *counts, *NUMBERS), has)


def _each(
    section: Section, name: str, measures: Iterable[str], has: Callable[[Program], bool]
) -> Iterator[_Wanted]:
    for measure in measures:
        yield _Wanted(section=section, about=name, measure=measure, has=has)


COSTS = ("cost", "cost_per_answered")
Names = Callable[[Program], Iterable[str]]


def _names(programs: Sequence[Program], of: Names) -> list[str]:
    """Of all variants, in the order in which they first come."""
    return list(dict.fromkeys(name for program in programs for name in of(program)))


def _having(name: str, of: Names) -> Callable[[Program], bool]:
    return lambda program: name in of(program)


def _arrivals(program: Program) -> list[str]:
    return [each.name for each in program.days.arrivals]


def _virtual_queues(program: Program) -> list[str]:
    return [each.name for each in program.directory.virtual_queues]


def _queues(program: Program) -> list[str]:
    return [each.name for each in program.queues]


def _groups(program: Program) -> list[str]:
    return [each.name for each in program.directory.groups]


def _calling(program: Program) -> list[str]:
    """Blocks with ESP calls, by their labels."""
    return [block.label for block in program.blocks if block.kind == "esp"]


def _currency(program: Program) -> str | None:
    """In what a project has its prices; amounts of one currency alone are compared."""
    return None if program.days.prices is None else program.days.prices.currency
