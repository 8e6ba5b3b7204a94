"""`Failings`: what goes wrong in a run, and when.

In: a plan, the simulation, the clock. Out: whether something happens to an occasion, what is in a
window, acts at their times, and a row of the log (`Event.FAILED`) for each thing that has gone
wrong. What it does to a server or an agent is the affair of those who ask here.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from engine.calendars.zones import since_midnight, zone
from engine.days import Simulation
from engine.failures import OCCASION_BITS, PAGES, Failing, Failure, FailurePlan
from engine.log.events import Event
from engine.sim.core.numbers import NONE, SESSION, WATCHED
from engine.sim.core.state import State
from engine.sim.timetable import daily
from engine.streams import Purpose

Act = Callable[[], None]
Met = Callable[[int, int, int], None]
"""What is told of a row that is watched: the interaction (`NONE` for none), its `a`, its `b`."""


@dataclass(frozen=True, slots=True)
class Span:
    """A window in a run, from its begin up to its end, and the failing whose it is. `number` counts
    the windows of a failing from 0."""

    begin_us: int
    end_us: int
    failing: Failing
    number: int


class Failings:
    """The failures of one run.

    A failing that has a share happens to occasions: `happens` says whether, and the draw depends on
    the seed, the failure, the entity and the how-manieth occasion of the entity this is, whatever
    else fails. One that has windows is `on` while one is open.
    """

    def __init__(self, plan: FailurePlan, simulation: Simulation, state: State) -> None:
        self._agenda = state.agenda
        self._journal = state.journal
        self._places = state.places
        self._draws = state.draws
        self._variates = state.variates
        self._of: dict[Failure, list[Failing]] = {}
        self._spans: dict[Failure, list[Span]] = {}
        for failing in plan.failings:
            if failing.share or failing.windows:
                self._of.setdefault(failing.failure, []).append(failing)
                self._spans.setdefault(failing.failure, []).extend(spans(failing, simulation))
        for found in self._spans.values():
            found.sort(key=lambda span: (span.begin_us, span.end_us))
        self._ends = {failure: _ends(found) for failure, found in self._spans.items()}
        self._acts: dict[int, tuple[Act, int]] = {}
        self._act_count = 0
        self._idle: set[int] = set()
        self._watching: dict[int, list[Met]] = {}
        self._occasions: dict[int, Counter[int]] = {}

    def has(self, *failures: Failure) -> bool:
        """Whether the plan has one of these failures."""
        return any(failure in self._of for failure in failures)

    # Occasions

    def occasion(self, interaction: int, sort: int) -> int:
        """The how-manieth occasion of this sort it is for an interaction, from 0: counts on."""
        found = self._occasions.get(interaction)
        if found is None:
            found = self._occasions[interaction] = Counter()
            self._places.note(interaction)
        found[sort] += 1
        return found[sort] - 1

    def forget(self, interaction: int) -> None:
        """Nothing refers to an interaction any more."""
        self._occasions.pop(interaction, None)

    def happens(
        self, failure: Failure, entity: int, occasion: int = 0, name: str = ""
    ) -> Failing | None:
        """The failing that happens to an occasion of an entity, if one does. What is declared for a
        window holds within it, and what is declared for a name for that one alone."""
        planned = self._planned(failure, name)
        if planned is None or not self._draws.happens(
            int(Purpose.FAILURE), entity, (int(failure) << OCCASION_BITS) + occasion, planned.share
        ):
            return None
        return planned

    def _planned(self, failure: Failure, name: str) -> Failing | None:
        found = None
        for failing in self._of.get(failure, ()):
            if failing.name not in ("", name):
                continue
            if not failing.windows:
                found = failing if found is None else found
            elif self._span(failure, failing) is not None:
                return failing
        return found

    def below(self, failure: Failure, entity: int, occasion: int, count: int) -> int:
        """A number from 0 to `count` - 1 that says which of several things goes wrong."""
        draw = (int(failure) << OCCASION_BITS) + occasion
        return self._draws.below(int(Purpose.FAILURE_DETAIL), entity, draw, count)

    def length(self, failing: Failing, entity: int, occasion: int = 0) -> int:
        """How long something takes; as long as usual if nothing is said."""
        if failing.length is None:
            return PAGES[failing.failure].usual_us
        draw = (int(failing.failure) << OCCASION_BITS) + occasion
        number = self._variates.add(failing.length)
        return self._variates.draw(number, int(Purpose.FAILURE_LENGTH), entity, draw)

    # Windows

    def is_on(self, failure: Failure) -> bool:
        """Whether a window of a failure is open now: its begin belongs to it, its end does not."""
        return self.until(failure) > self._agenda.now

    def now(self, failure: Failure) -> Failing | None:
        """The failing whose window is open now."""
        return self._planned(failure, "") if self.is_on(failure) else None

    def until(self, failure: Failure) -> int:
        """When the window that is open now ends; an instant that is over if there is none."""
        found = self._spans.get(failure)
        if not found:
            return NONE
        at = bisect_right(found, self._agenda.now, key=lambda span: span.begin_us)
        return self._ends[failure][at - 1] if at else NONE

    def spans(self, failure: Failure) -> tuple[Span, ...]:
        """All windows of a failure, in the order of time."""
        return tuple(self._spans.get(failure, ()))

    def _span(self, failure: Failure, failing: Failing) -> Span | None:
        """The window of a failing that is open now."""
        now = self._agenda.now
        for span in self._spans[failure]:
            if span.failing is failing and span.begin_us <= now < span.end_us:
                return span
        return None

    def takes(self, span: Span, entity: int) -> bool:
        """Whether one of those of which a window takes a share, such as agents or open sessions, is
        among these; all of them if the share is 0."""
        share = span.failing.share
        draw = (int(span.failing.failure) << OCCASION_BITS) + span.number
        return not share or self._draws.happens(int(Purpose.FAILURE), entity, draw, share)

    def when(
        self,
        failure: Failure,
        begins: Callable[[Span], None],
        ends: Callable[[Span], None] | None = None,
    ) -> None:
        """What is to be done when each window of a failure begins, and when it ends. The row that
        says it has begun is written before; its detail is how long the window is."""
        for span in self.spans(failure):
            self._when(span, begins, ends)

    def _when(
        self,
        span: Span,
        begins: Callable[[Span], None],
        ends: Callable[[Span], None] | None,
    ) -> None:
        def begin() -> None:
            self.tell(span.failing.failure, NONE, span.end_us - span.begin_us)
            begins(span)
            if ends is not None:
                self.idly(span.end_us, lambda: ends(span))

        self.idly(span.begin_us, begin)

    def waiting(self) -> int:
        """How many windows are still to begin or to end, and what else matters only as long as
        somebody is there: these alone keep no run going."""
        return len(self._idle)

    # The log, and the clock

    def tell(self, failure: Failure, interaction: int, detail: int = NONE) -> None:
        """Something has gone wrong: with an interaction, or with nobody (`NONE`) yet."""
        self._journal.write(int(Event.FAILED), interaction, NONE, NONE, NONE, int(failure), detail)

    def at(self, time: int, act: Act, interaction: int = NONE) -> int:
        """Something is to be done at an instant, before customers and timers act; gives its number.
        The interaction it is about keeps its slot until then."""
        self._act_count += 1
        number = self._act_count
        self._acts[number] = act, interaction
        if interaction != NONE:
            self._places.pin(interaction)
        self._agenda.schedule(time, SESSION, WATCHED + number)
        return number

    def idly(self, time: int, act: Act) -> None:
        """The same of what keeps no run going once nobody is there."""
        self._idle.add(self.at(time, act))

    def watch(self, event: Event, met: Met) -> None:
        """Somebody is told of rows of a kind, in the very instant in which they are written, once
        what has written them is done. It may be over by then, but its slot is still its own."""
        self._journal.watch(int(event))
        self._watching.setdefault(int(event), []).append(met)

    def happened(self, subject: int) -> None:
        """An event of the agenda whose subject is `WATCHED` or more."""
        number = subject - WATCHED
        if not number:
            self._meet()
            return
        self._idle.discard(number)
        act, interaction = self._acts.pop(number)
        act()
        if interaction != NONE:
            self._places.unpin(interaction)

    def _meet(self) -> None:
        rows = list(self._journal.met)
        self._journal.met.clear()
        for kind, slot, a, b in rows:
            for met in self._watching[kind]:
                met(slot, a, b)


def spans(failing: Failing, simulation: Simulation) -> list[Span]:
    """The windows of a failing as they come in a run, in the order of time. One that has begun
    earlier on the first day, and is not over, begins with the run.

    >>> from engine.failures import Window
    >>> day = Simulation(name="day", start_us=0, duration_us=7_200_000_000)
    >>> down = Failing(failure=Failure.DMS_DOWN, windows=(
    ...     Window(begins_us=3_600_000_000, lasts_us=60_000_000),))
    >>> [(each.begin_us, each.end_us) for each in spans(down, day)]
    [(3600000000, 3660000000)]
    """
    days = [window for window in failing.windows if window.daily]
    found = [
        (at, days[number].lasts_us)
        for at, number in daily([window.begins_us for window in days], simulation)
    ]
    clock = since_midnight(zone(simulation.zone).clock(simulation.start_us))
    early = [(each, clock - each.begins_us) for each in days]
    found += [(0, each.lasts_us - ago) for each, ago in early if 0 < ago < each.lasts_us]
    found += [(each.begins_us, each.lasts_us) for each in failing.windows if not each.daily]
    return [
        Span(begin, begin + lasts, failing, number)
        for number, (begin, lasts) in enumerate(sorted(found))
    ]


def _ends(found: list[Span]) -> list[int]:
    """By window: when it and all windows that began before it have ended."""
    ends: list[int] = []
    for span in found:
        ends.append(max(span.end_us, ends[-1] if ends else NONE))
    return ends
