"""`Brought`: what customers who call bring with them.

In: attributes of streams, as `engine.sim.attributes` has them; a customer. Out: ANI, DNIS,
priority and attached data of their interaction.
"""

from engine.sim.attributes import ANI, ATTACHED, DNIS, PRIORITY, Attributes
from engine.sim.core.columns import column
from engine.sim.core.draws import Draws
from engine.sim.core.life import Life
from engine.sim.core.places import Places
from engine.sim.core.tags import DIGIT_BITS, INTEGER, SCALE
from engine.streams import Purpose

DATA = int(Purpose.DATA)
OF_ANI = ANI
OF_DNIS = DNIS
OF_DATA = ATTACHED
OF_PRIORITY = PRIORITY


class Brought:
    """Tables by attribute (those of stream s from `_starts[s]` up to `_starts[s + 1]`): which of
    the interaction's, its key, where its values begin and how many there are, or the least whole
    number and how many there can be."""

    def __init__(
        self, streams: int, attributes: Attributes, draws: Draws, life: Life, places: Places
    ) -> None:
        self._attributes = attributes
        self._draws = draws
        self._life = life
        self._places = places
        rows = [attributes.rows(stream) for stream in range(streams)]
        self._starts = column(streams + 1)
        for stream in range(streams):
            self._starts[stream + 1] = self._starts[stream] + len(rows[stream])
        size = max(self._starts[streams], 1)
        self._targets = column(size)
        self._keys = column(size)
        self._firsts = column(size)
        self._counts = column(size)
        self._lows = column(size)
        self._widths = column(size)
        values: list[int] = []
        bounds: list[int] = []
        for at, row in enumerate(row for each in rows for row in each):
            self._targets[at] = row.target
            self._keys[at] = row.key
            self._firsts[at] = len(values)
            self._counts[at] = len(row.values)
            self._lows[at] = row.low
            self._widths[at] = row.width
            values += row.values
            bounds += row.bounds
        self._values = column(max(len(values), 1))
        self._bounds = column(max(len(values), 1))
        for at, value in enumerate(values):
            self._values[at] = value
            self._bounds[at] = bounds[at]
        self._records = [attributes.has_records(stream) for stream in range(streams)]

    def all_of(self, stream: int) -> bool:
        """Whether all that the customers of a stream bring is data, each key once: that is all
        there is to an interaction of theirs that is no call."""
        keys = list(self._keys[self._starts[stream] : self._starts[stream + 1]])
        targets = set(self._targets[self._starts[stream] : self._starts[stream + 1]])
        return targets <= {OF_DATA} and len(set(keys)) == len(keys) and not self._records[stream]

    def give(self, interaction: int, stream: int, number: int, entity: int) -> None:
        """A customer's interaction gets what they bring. `entity` is that of the first attempt."""
        first = self._starts[stream]
        for at in range(first, self._starts[stream + 1]):
            value = self._value(at, at - first, entity)
            if value == 0:
                value = self._attributes.made(stream, at - first, number)
            self._set(interaction, self._targets[at], self._keys[at], value)
        if self._records[stream]:
            for target, key, value in self._attributes.recorded(stream, number):
                self._set(interaction, target, key, value)

    def _value(self, row: int, at: int, entity: int) -> int:
        """The value of an attribute; 0, which is none, if the host has to make it."""
        count = self._counts[row]
        if count == 1:
            return self._values[self._firsts[row]]
        if count:
            first = self._firsts[row]
            total = self._bounds[first + count - 1]
            drawn = self._draws.below(DATA, entity, at, total)
            low, high = first, first + count - 1
            while low < high:
                middle = (low + high) >> 1
                if drawn < self._bounds[middle]:
                    high = middle
                else:
                    low = middle + 1
            return self._values[low]
        if self._widths[row]:
            drawn = self._draws.below(DATA, entity, at, self._widths[row])
            return (self._lows[row] + drawn) * SCALE + INTEGER
        return 0

    def _set(self, interaction: int, target: int, key: int, value: int) -> None:
        if target == OF_DATA:
            self._life.attach(interaction, key, value)
        elif target == OF_ANI:
            self._places.ani[interaction] = value
        elif target == OF_DNIS:
            self._places.dnis[interaction] = value
        else:
            self._places.priority[interaction] = value >> DIGIT_BITS
