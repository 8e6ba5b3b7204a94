"""Time zones: what the clocks of a zone show at an instant.

In: the name of a zone. Out: its `Zone`, by the rules of the `tzdata` package and of nothing else:
where the system keeps its own, and what the environment says of that, does not matter. Instants
and offsets are microseconds; a clock's time is the instant plus the offset.

A year is cut into spans of one offset. Where they begin is found by looking at the offset every two
days and, where it has changed, by halving; no zone has two changes within less than six days.
"""

from bisect import bisect_right
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from engine.values import DAY, SECOND, Time

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from zoneinfo import ZoneInfo

PACKAGE = "tzdata"
STEP_US = 2 * DAY
OFFSET_MAX_US = DAY
"""No clock is farther from UTC."""


class Span(NamedTuple):
    """Instants, the last one left out, at which one offset holds."""

    begin_us: int
    end_us: int
    offset_us: int


class Zone:
    """A time zone."""

    def __init__(self, rules: "ZoneInfo") -> None:
        self._rules = rules
        self._years: dict[int, tuple[list[int], list[Span]]] = {}
        self._last = Span(0, 0, 0)

    def span(self, instant_us: int) -> Span:
        """The span of one offset around an instant, within its year of UTC."""
        last = self._last
        if last.begin_us <= instant_us < last.end_us:
            return last
        year = Time(instant_us).moment().year
        begins, spans = self._spans(year)
        found = self._last = spans[bisect_right(begins, instant_us) - 1]
        return found

    def clock(self, instant_us: int) -> int:
        """What the clock shows at an instant, as microseconds since 1970 on that clock."""
        return instant_us + self.span(instant_us).offset_us

    def instants(self, clock_us: int) -> tuple[int, ...]:
        """When the clock shows a time: once, twice, or not at all where it goes forward."""
        found: list[int] = []
        at = clock_us - OFFSET_MAX_US
        while at < clock_us + OFFSET_MAX_US:
            span = self.span(at)
            if span.begin_us <= clock_us - span.offset_us < span.end_us:
                found.append(clock_us - span.offset_us)
            at = span.end_us
        return tuple(found)

    def _spans(self, year: int) -> tuple[list[int], list[Span]]:
        if year not in self._years:
            begin, end = _start_of(year), _start_of(year + 1)
            cuts, offsets = [begin], [self._offset(begin)]
            for at in range(begin, end, STEP_US):
                later = min(at + STEP_US, end - SECOND)
                offset = self._offset(later)
                if offset != offsets[-1]:
                    cuts.append(self._change(at, later, offset))
                    offsets.append(offset)
            self._years[year] = cuts, list(map(Span, cuts, [*cuts[1:], end], offsets))
        return self._years[year]

    def _change(self, before: int, after: int, offset: int) -> int:
        """The first instant with the offset that holds after a change; changes are at seconds."""
        while after - before > SECOND:
            middle = (before + after) // 2 // SECOND * SECOND
            if self._offset(middle) == offset:
                after = middle
            else:
                before = middle
        return after

    def _offset(self, instant_us: int) -> int:
        offset = Time(instant_us).moment().astimezone(self._rules).utcoffset()
        return (offset or timedelta()) // timedelta(microseconds=1)


def _start_of(year: int) -> int:
    return int(Time.of(datetime(year, 1, 1, tzinfo=UTC)))


def shown(clock_us: int) -> datetime:
    """What a clock shows, taken apart; it carries no zone.

    >>> shown(0), shown(-1).hour
    (datetime.datetime(1970, 1, 1, 0, 0), 23)
    """
    return Time(clock_us).moment().replace(tzinfo=None)


def since_midnight(clock_us: int) -> int:
    """Microseconds since midnight on a clock.

    >>> since_midnight(DAY + 5), since_midnight(-1) == DAY - 1
    (5, True)
    """
    return clock_us % DAY


@cache
def names() -> frozenset[str]:
    """The names of all zones.

    >>> "Europe/Berlin" in names(), "europe/berlin" in names(), "../UTC" in names()
    (True, False, False)
    """
    return frozenset(_folder().joinpath("zones").read_text(encoding="utf-8").split())


@cache
def version() -> str:
    """The version of the rules, with the name of what they come from."""
    from importlib.metadata import version as version_of

    return f"{PACKAGE} {version_of(PACKAGE)}"


@cache
def zone(name: str) -> Zone:
    """The zone of a name that is one of `names`; any other raises KeyError."""
    from zoneinfo import ZoneInfo

    if name not in names():
        raise KeyError(name)
    with _folder().joinpath("zoneinfo", *name.split("/")).open("rb") as file:
        return Zone(ZoneInfo.from_file(file, key=name))


def _folder() -> "Traversable":
    from importlib.resources import files

    return files(PACKAGE)
