"""`Comings`: when the customers of each stream come.

In: arrivals with rates, bursts and recorded times, a seed, the clock. Out: events on the agenda.
Customers who come by a rate form a Poisson process whose rate is constant in each segment of time:
the k-th of a stream comes once the rate, summed up from the one before, has reached an exponential
number of mean 1 that follows from the seed, the stream and k alone. So nothing else that happens
moves them, and another rate keeps their order (Devroye, "Non-Uniform Random Variate Generation",
1986, chapter VI, section 1.3).
"""

from array import array
from collections.abc import Iterator, Sequence

from engine.days import Arrivals, Simulation
from engine.sim.core.agenda import Agenda
from engine.sim.core.columns import column
from engine.sim.core.draws import customer_of
from engine.sim.core.floats import exponential, natural_log, unit
from engine.sim.core.numbers import (
    COMES,
    COMES_AS_RECORDED,
    COMES_BY_BURST,
    CROWD,
    NONE,
    WHAT_BITS,
)
from engine.sim.core.variates import Variates
from engine.sim.timetable import Segment, Spell, bursts, recorded_us, segments, times_at
from engine.spreads import MILLION
from engine.streams import Purpose

ARRIVAL = int(Purpose.ARRIVAL)
BUSYNESS = int(Purpose.BUSYNESS)
BURST = int(Purpose.BURST)
PER_HOUR = 3.6e21
"""Rates are millionths an hour, busyness is millionths, time is microseconds."""
PARTS = 1048576.0
"""Instants of the process are kept to 2^-20 of a microsecond, so that rounding never adds up."""
A_COMING, A_COMING_OF_BURST, A_RECORDED = (
    what << WHAT_BITS for what in (COMES, COMES_BY_BURST, COMES_AS_RECORDED)
)


class Comings:
    """Tables by stream, by segment (those of stream s from `_starts[s]` up to `_starts[s + 1]`),
    by burst. `segment` is the one in which a stream is, `_at` the one up to which its process is
    drawn."""

    def __init__(
        self,
        streams: tuple[Arrivals, ...],
        simulation: Simulation,
        agenda: Agenda,
        variates: Variates,
        spells: Sequence[Spell] = (),
    ) -> None:
        self._spells = spells
        self._agenda = agenda
        self._variates = variates
        self._end = simulation.duration_us
        count = len(streams)
        taking_part = set(simulation.arrivals)
        found: list[list[Segment]] = [segments(each, simulation, spells) for each in streams]
        self._starts = column(count + 1)
        for stream in range(count):
            self._starts[stream + 1] = self._starts[stream] + len(found[stream])
        size = max(self._starts[count], 1)
        self._begins = column(size)
        self._ends = column(size)
        self._rates = array("d", bytes(8 * size))
        for stream, arrivals in enumerate(streams):
            for at, segment in enumerate(found[stream], start=self._starts[stream]):
                self._begins[at] = segment.begin_us
                self._ends[at] = segment.end_us
            if stream in taking_part:
                self._read_rates(stream, arrivals, found[stream])
        self.segment = column(max(count, 1))
        self._at = column(max(count, 1))
        self._times = column(max(count, 1))
        self._parts = column(max(count, 1))
        self._drawn = column(max(count, 1))
        for stream in range(count):
            self.segment[stream] = self._at[stream] = self._starts[stream]
        self._read_bursts(streams, simulation)
        self._recorded = [
            array("q", self._come(arrivals, simulation) if stream in taking_part else ())
            for stream, arrivals in enumerate(streams)
        ]
        self._next_recorded = column(max(count, 1))

    def _come(self, arrivals: Arrivals, simulation: Simulation) -> Iterator[int]:
        """When the recorded customers come; before the run if it is in a silence, that is never."""
        for time in recorded_us(arrivals, simulation):
            yield time if times_at(self._spells, time) else NONE

    def _read_rates(self, stream: int, arrivals: Arrivals, found: list[Segment]) -> None:
        spread = NONE if arrivals.busyness is None else self._variates.add(arrivals.busyness)
        entity = customer_of(0, 0, 0)  # a day is busy for all streams alike
        for at, segment in enumerate(found, start=self._starts[stream]):
            if segment.period is not None:
                busy = MILLION
                if spread != NONE:
                    busy = self._variates.draw(spread, BUSYNESS, entity, segment.day)
                self._rates[at] = segment.period.rate * busy * segment.times / PER_HOUR

    def _read_bursts(self, streams: tuple[Arrivals, ...], simulation: Simulation) -> None:
        rows: list[tuple[int, int, int, int, int]] = []
        for stream in sorted(simulation.arrivals):
            for number, (begin, burst) in enumerate(bursts(streams[stream], simulation)):
                rows.append((begin, stream, number, burst.count, burst.within_us))
        size = max(len(rows), 1)
        self._burst_count = len(rows)
        self.burst_streams = column(size)
        self._burst_numbers = column(size)
        self._burst_times = column(size)
        self._burst_ends = column(size)
        self._burst_left = column(size)
        for row, (begin, stream, number, many, within) in enumerate(rows):
            self.burst_streams[row] = stream
            self._burst_numbers[row] = number
            self._burst_times[row] = begin
            self._burst_ends[row] = begin + within
            self._burst_left[row] = many

    def begin(self) -> None:
        """Puts the first customers on the agenda."""
        for stream in range(len(self._starts) - 1):
            self.next(stream)
            self.next_recorded(stream)
        for row in range(self._burst_count):
            self.next_of_burst(row)

    def settle(self, stream: int) -> int:
        """The segment in which a stream is at this instant; that of its end afterwards."""
        at, now = self.segment[stream], self._agenda.now
        last = self._starts[stream + 1] - 1
        while at < last and self._ends[at] <= now:
            at += 1
        self.segment[stream] = at
        return at

    def next(self, stream: int) -> None:
        """Puts the next customer who comes by the rate of a stream on the agenda."""
        at, last = self._at[stream], self._starts[stream + 1]
        if at == last:
            return
        customer = customer_of(stream, 0, 0)
        left = self._variates.gap(ARRIVAL, customer, self._drawn[stream])
        self._drawn[stream] += 1
        time, offset = self._times[stream], self._parts[stream] / PARTS
        while at < last:
            rate, length = self._rates[at], self._ends[at] - time
            if rate > 0.0 and offset + left / rate < length:
                offset += left / rate
                whole = int(offset)
                self._at[stream] = at
                self._times[stream] = time + whole
                self._parts[stream] = int((offset - whole) * PARTS)
                self._agenda.schedule(time + whole, CROWD, A_COMING | stream)
                return
            left -= rate * (length - offset)
            left = max(left, 0.0)
            time, offset = self._ends[at], 0.0
            at += 1
        self._at[stream] = last

    def next_of_burst(self, row: int) -> None:
        """Puts the next customer of a burst on the agenda: the least of as many equally likely
        instants as there are still to come. Whose instant is in a silence does not come."""
        while self._burst_left[row] and not self._draw_of_burst(row):
            pass

    def _draw_of_burst(self, row: int) -> bool:
        """Draws when the next customer of a burst comes; gives whether they do."""
        left = self._burst_left[row]
        entity = customer_of(self.burst_streams[row], self._burst_numbers[row], 0)
        share = unit(self._variates.draws.bits(BURST, entity, left))
        time = self._burst_times[row]
        share = 1.0 - exponential(natural_log(share) / left)
        time += int((self._burst_ends[row] - time) * share)
        self._burst_times[row] = time
        self._burst_left[row] = left - 1
        if self._spells and not times_at(self._spells, time):
            return False
        if time < self._end:
            self._agenda.schedule(time, CROWD, A_COMING_OF_BURST | row)
        return True

    def next_recorded(self, stream: int) -> None:
        """Puts the next customer of a file on the agenda, if there is one in time."""
        times = self._recorded[stream]
        at = self._next_recorded[stream]
        while at < len(times) and times[at] < self._agenda.now:
            at += 1
        self._next_recorded[stream] = at
        if at < len(times) and times[at] < self._end:
            self._agenda.schedule(times[at], CROWD, A_RECORDED | stream)

    def recorded(self, stream: int) -> int:
        """The customer of a file who comes at this instant; the next one is put on the agenda."""
        number = self._next_recorded[stream]
        self._next_recorded[stream] = number + 1
        self.next_recorded(stream)
        return number
