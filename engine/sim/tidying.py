"""Values that nobody refers to any more are given up, so that memory follows what is there at once.

In: the parts of a run whose log is not kept. Out: a pool without values that only interactions knew
which are over, and slots of those whose ids nobody knows any longer. What was in the pool before
anything happened stays.
"""

from collections.abc import Iterator

from engine.ops import FIRST_FINAL
from engine.sim.core.life import Life
from engine.sim.core.numbers import FREED
from engine.sim.core.state import State
from engine.sim.pooled import PooledValues, id_of
from engine.sim.why import WhySection
from engine.values import HOUR, Pool

FIRST = 1 << 14
"""So many values may come before it is worth looking."""
KNOWN_US = HOUR
"""An id may be in an answer that is still on its way: nobody is forgotten before."""


class Tidying:
    """Looks when there are twice as many values as were left the last time."""

    def __init__(
        self, *, state: State, life: Life, values: PooledValues, pool: Pool, why: WhySection
    ) -> None:
        self._agenda = state.agenda
        self._journal = state.journal
        self._places = state.places
        self._activations = state.activations
        self._life = life
        self._values = values
        self._pool = pool
        self._why = why
        self._first = len(pool.items)
        self._next = self._first + FIRST

    def is_due(self) -> bool:
        """Whether there is enough to be given up."""
        return len(self._pool) >= self._next

    def tidy(self) -> None:
        """Gives up what nobody refers to."""
        self._journal.tell()
        self._life.forget_words()
        self._values.forget_shapes()
        kept = {*self._of_interactions(), *self._of_activations(), *self._journal.values()}
        self._pool.give_up(kept, self._first)
        self._forget_ids()
        self._next = 2 * len(self._pool) + FIRST

    def _of_interactions(self) -> Iterator[int]:
        places = self._places
        for slot in range(places.length):
            if places.place[slot] != FREED:
                yield from (places.media[slot], places.ani[slot], places.dnis[slot])
                yield from (places.owner[slot], places.agent[slot])
                for key, value in places.attached.items(slot):
                    yield key
                    yield value

    def _of_activations(self) -> Iterator[int]:
        """Variables, answers and faults; those of frames that are free do no harm."""
        activations = self._activations
        yield from activations.slots
        yield from activations.last_content
        for found in (activations.answers, activations.fault_contents):
            for frame in range(activations.frame_count):
                yield from (value for _, value in found.items(frame))

    def _forget_ids(self) -> None:
        """Interactions that are over keep their slots as long as somebody knows their ids."""
        places = self._places
        live = [slot for slot in range(places.length) if places.place[slot] != FREED]
        parents = {
            self._why.properties[slot].parent_id for slot in live if slot in self._why.properties
        }
        for slot in live:
            over = places.place[slot] >= FIRST_FINAL and places.told[slot]
            if over and self._agenda.now - places.since[slot] > KNOWN_US:
                ident = id_of(places, slot)
                if ident not in parents and self._pool.code_of(ident) is None:
                    places.untell(slot)
