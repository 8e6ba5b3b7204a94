"""`Seen`: one simulated day, as measures look at it.

In: a program, a simulation, the counts of one replication. Out: sums over scopes, crews and queues
by their names, in whole numbers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from engine.days import Simulation
from engine.log.counts import Calls, Counts, Desk, Length, Waits, interval_count
from engine.program.model import Program
from engine.stats.periods import is_seen, period_of, simulated
from engine.stats.sums import all_desks, all_waits

Histogram = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a measure is on one day: over several it is the ratio of the sums. A denominator of 0
    goes with a numerator of 0: the day has nothing to say."""

    numerator: int
    denominator: int


NOTHING = Parts(numerator=0, denominator=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A day; of one interval alone if that is given, as far as a measure is counted by interval."""

    program: Program
    simulation: Simulation
    counts: Counts
    interval: int | None = None
    _waits: dict[str, Waits] = field(default_factory=dict, init=False, repr=False, compare=False)
    _desks: dict[tuple[str, bool], Desk] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """Sums that were made before: a report asks for the same ones again and again."""

    def waits(self, scope: str) -> Waits:
        """Of the arrivals or the virtual queue of a name, of all arrivals if it is empty."""
        found = self._waits.get(scope)
        if found is None:
            rows = (self._rows[number] for number in self._scopes(scope))
            found = all_waits([waits for row in rows for waits in self._chosen(row)])
            self._waits[scope] = found
        return found

    def histogram(self, scope: str) -> Histogram:
        """The answered of a scope by bucket of their waits, whatever the interval."""
        found = [self.counts.histograms[number] for number in self._scopes(scope)]
        if len(found) == 1:
            return found[0]
        merged: dict[int, int] = {}
        for histogram in found:
            for bucket, count in histogram:
                merged[bucket] = merged.get(bucket, 0) + count
        return sorted(merged.items())

    @property
    def _rows(self) -> tuple[tuple[Waits, ...], ...]:
        return (*self.counts.arrivals, *self.counts.virtual_queues)

    def _scopes(self, name: str) -> Sequence[int]:
        first = len(self.counts.arrivals)
        if not name:
            return range(first)
        number, declared = _numbers(self.program).scopes[name], len(self.program.days.arrivals)
        if number >= declared:
            return [number - declared + first]
        # Arrivals behind the last of the simulation's own are not counted at all.
        return [number] if number < first else []

    def _chosen(self, row: Sequence[Waits]) -> Sequence[Waits]:
        return row if self.interval is None else row[self.interval : self.interval + 1]

    def desks(self, crew: str, *, to_the_end: bool = False) -> Desk:
        """Of an agent, a crew or a group, of all if the name is empty; up to the end of the
        simulation, or also of what came after it."""
        found = self._desks.get((crew, to_the_end))
        if found is not None:
            return found
        everybody = range(len(self.counts.agents))
        numbers = list(_numbers(self.program).crews[crew] if crew else everybody)
        if self.interval is not None:
            place = slice(self.interval, self.interval + 1)
            numbers = [each for each in numbers if self._by_interval(each)]
        else:
            place = slice(None) if to_the_end else slice(-1)
        found = all_desks([desk for each in numbers for desk in self.counts.agents[each][place]])
        self._desks[crew, to_the_end] = found
        return found

    def _by_interval(self, agent: int) -> bool:
        """Whether an agent's time was counted by interval: see `DESKS_MAX`."""
        return len(self.counts.agents[agent]) == self._intervals

    @property
    def _intervals(self) -> int:
        return interval_count(self.counts.duration_us, self.counts.interval_us)

    def lengths(self, queue: str) -> Sequence[Length]:
        """Of a queue or virtual queue: its intervals that have any time, without what came after
        the end of the simulation."""
        rows = self._lengths(queue)
        return rows[:-1] if self.interval is None else rows[self.interval : self.interval + 1]

    def lengths_time_us(self) -> int:
        """How long these are."""
        if self.interval is None:
            period = simulated(self.counts)
        else:
            period = period_of(self.counts, self.interval)
        return max(period.ends_us - period.begins_us, 0)

    def last_length(self, queue: str) -> int:
        """How long a queue was when all was over."""
        rows = self._lengths(queue)
        for number in reversed(range(self._intervals)):
            if is_seen(period_of(self.counts, number)):
                return rows[number].last
        return 0

    def entered(self, queue: str) -> int:
        """How often something came into a queue, whenever that was."""
        rows = self._lengths(queue)
        chosen = rows if self.interval is None else rows[self.interval : self.interval + 1]
        return sum(row.entered for row in chosen)

    def _lengths(self, queue: str) -> Sequence[Length]:
        number, first = _numbers(self.program).queues[queue], len(self.counts.virtual_lengths)
        if number < first:
            return self.counts.virtual_lengths[number]
        return self.counts.queues[number - first]

    def calls(self, block: str) -> Iterator[Calls]:
        """What became of the calls of the blocks of a name, of all blocks if it is empty."""
        for number, calls in self.counts.calls:
            if block in ("", self.program.blocks[number].label):
                yield calls


def scopes(program: Program) -> tuple[str, ...]:
    """The names of scopes, in the order of `Counts.histograms`: arrivals, then virtual queues."""
    return (
        *(each.name for each in program.days.arrivals),
        *(each.name for each in program.directory.virtual_queues),
    )


def queues(program: Program) -> tuple[str, ...]:
    """The names of the virtual queues, then of the interaction queues."""
    return (
        *(each.name for each in program.directory.virtual_queues),
        *(each.name for each in program.queues),
    )


def crews(program: Program) -> dict[str, tuple[int, ...]]:
    """The numbers of the agents of each group, of each agent, and of those whose headcount is
    planned together, by their names; a group goes before an agent of its name."""
    agents = program.directory.agents
    numbers = {agent.name: number for number, agent in enumerate(agents)}
    planned: dict[str, list[int]] = {}
    for number, agent in enumerate(agents):
        if agent.crew is not None:
            planned.setdefault(agent.crew.name, []).append(number)
    found = {name: tuple(each) for name, each in planned.items()}
    found |= {name: (number,) for name, number in numbers.items()}
    for group in program.directory.groups:
        found[group.name] = tuple(sorted({numbers[name] for name in group.members}))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Numbers:
    """The places of names in counts."""

    scopes: dict[str, int]
    queues: dict[str, int]
    crews: dict[str, tuple[int, ...]]


@lru_cache(maxsize=8)
def _numbers(program: Program) -> _Numbers:
    """Those of a program, found once: of two scopes of one name the first."""
    return _Numbers(
        scopes={name: at for at, name in reversed(list(enumerate(scopes(program))))},
        queues={name: at for at, name in reversed(list(enumerate(queues(program))))},
        crews=crews(program),
    )
