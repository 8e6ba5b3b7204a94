"""Who belongs together in a simulated day: customers, and whatever was made for them.

In: the rows of a log while they are written. Out: the numbers of a family, names near to one.
Sixteen bytes are kept of an interaction, and nothing else.
"""

from array import array

from engine.log.events import COLUMNS, Event
from engine.ops import Family, family_of
from engine.sim.core.journal import Folding
from engine.sim.core.numbers import NONE
from engine.sim.pooled import interaction_id
from engine.values import Pool

CREATED, ARRIVED = int(Event.CREATED), int(Event.ARRIVED)
COMES_AGAIN, CAME_BACK = int(Event.COMES_AGAIN), int(Event.CAME_BACK)
KINDS = frozenset({CREATED, ARRIVED, COMES_AGAIN, CAME_BACK})
WIDTH = len(COLUMNS)
INTERACTION, A, B = 2, 7, 8
NUMBER_BITS = 40
FAMILIES = tuple(Family)


class Families:
    """What rows tell by the way to the tally.

    Whoever comes has come for somebody before, or for nobody: a chat for the call whose ESP call
    has made it, a customer who comes again for the time before, one who comes back after a session
    for the chat of that.
    """

    def __init__(self, tally: Folding, pool: Pool) -> None:
        self._tally = tally
        self._pool = pool
        self._origins = array("q")
        self._customers = array("q")
        self._families = array("b")
        self._again: dict[int, int] = {}

    def consume(self, rows: "array[int]", first: int, last: int) -> None:
        """Rows `first` up to `last` of a chunk."""
        self._tally.consume(rows, first, last)
        kinds = rows[first * WIDTH + 1 : last * WIDTH : WIDTH]
        for place, kind in enumerate(kinds):
            if kind in KINDS:
                at = (first + place) * WIDTH
                self._note(kind, rows[at + INTERACTION], rows[at + A], rows[at + B])

    def _note(self, kind: int, interaction: int, a: int, b: int) -> None:
        if kind == CREATED:
            self._origins.append(b)
            self._customers.append(NONE)
            self._families.append(family_of(str(self._pool.decode(a))))
        elif kind == ARRIVED:
            customer = (a << NUMBER_BITS) + b
            self._customers[interaction] = customer
            self._origins[interaction] = self._again.pop(customer, NONE)
        elif kind == COMES_AGAIN:
            self._again[self._customers[interaction]] = interaction
        else:
            self._origins[interaction] = b

    def of(self, identity: str) -> frozenset[int]:
        """The numbers of the family of an interaction (`voice-12`): whoever all came for, and all
        who came for them. Of nobody if there is no such one."""
        number = _number(identity)
        if not 0 <= number < len(self._origins) or self._name(number) != identity:
            return frozenset()
        while self._origins[number] != NONE:
            number = self._origins[number]
        family = {number}
        # Whoever comes for somebody comes later: one pass is enough.
        for child, origin in enumerate(self._origins):
            if origin in family:
                family.add(child)
        return frozenset(family)

    def near(self, identity: str) -> tuple[str, ...]:
        """Who has the number of a name that nobody has, and the nearest of its kind."""
        count, number = len(self._origins), _number(identity)
        if not count:
            return ()
        if number == NONE:
            return tuple(dict.fromkeys((self._name(0), self._name(count - 1))))
        number = min(max(number, 0), count - 1)
        kind = identity.rpartition("-")[0]
        known = [self._name(number)] if _number(identity) == number else []
        before = (self._name(each) for each in range(number, -1, -1) if self._kind(each) == kind)
        after = (self._name(each) for each in range(number, count) if self._kind(each) == kind)
        known += [name for names in (before, after) for name in [next(names, "")] if name]
        return tuple(dict.fromkeys(known or [self._name(number)]))

    def _kind(self, number: int) -> str:
        return self._name(number).partition("-")[0]

    def _name(self, number: int) -> str:
        return interaction_id(FAMILIES[self._families[number]], number)


def _number(identity: str) -> int:
    """The number in a name, from 0; `NONE` if there is none, NONE too for `voice-0`."""
    text = identity.rpartition("-")[2]
    return int(text[:18]) - 1 if text.isascii() and text.isdigit() else NONE
