"""Work on values that needs the pool: texts, lists, KVLists, functions.

In: integers of the core. Out: integers, of values or of faults. Everything is bounded: a value
that is larger than a text may be, or nests deeper than an author could write it, is fault
`too_long`, however it came about.
"""

from engine.faults import BY_NUMBER, BY_SYMBOL, TOO_LONG
from engine.functions import FUNCTIONS, FunctionFault
from engine.limits import Limits
from engine.ops import Family, Reading
from engine.program.model import Program
from engine.sim.core.places import Places
from engine.sim.core.tags import MISSING, fault_value
from engine.sim.why import WhySection
from engine.values import KVList, Pool, Value

TOO_MUCH = fault_value(TOO_LONG)


class PooledValues:
    """What `engine.sim.host.Values` asks for, and what functions may see of the run."""

    def __init__(
        self, program: Program, limits: Limits, pool: Pool, places: Places, why: WhySection
    ) -> None:
        self._queues = {queue.name: number for number, queue in enumerate(program.queues)}
        self._queue_names = tuple(self._queues)
        self._size_max = limits.text_chars
        self._depth_max = limits.depth
        self._pool = pool
        self._places = places
        self._why = why
        self._functions = tuple(FUNCTIONS.values())
        self._shapes: dict[int, tuple[int, int]] = {}

    def read(self, reading: int, interaction: int) -> int:
        """`Reading.ID` or `Reading.QUEUE` of an interaction."""
        if reading == Reading.ID:
            family = Family(self._places.family[interaction])
            return self._pool.encode(interaction_id(family, interaction))
        queue = self._places.queue[interaction]
        return self._pool.encode(self._queue_names[queue] if queue >= 0 else "")

    def queue_length(self, name: str) -> int:
        """How many interactions are in a queue; one that is not declared is empty."""
        return self._places.lengths[self._queues[name]] if name in self._queues else 0

    def key(self, pairs: int, key: int) -> int:
        """The value of a KVList's first pair with this key, or MISSING."""
        found = self._kvlist(pairs).get(str(self._pool.decode(key)))
        return MISSING if found is None else self._pool.encode(found)

    def joined(self, left: int, right: int) -> int:
        """Two texts or two lists as one."""
        first, second = self._pool.decode(left), self._pool.decode(right)
        if isinstance(first, str) and isinstance(second, str):
            return self._bounded(first + second)
        if isinstance(first, tuple) and isinstance(second, tuple):
            return self._made(first + second, [left, right], deeper=0)
        raise TypeError(first, second)

    def order(self, left: int, right: int) -> int:
        """-1, 0 or 1: how two texts compare, by code points."""
        first, second = str(self._pool.decode(left)), str(self._pool.decode(right))
        return (first > second) - (first < second)

    def holds(self, members: int, value: int) -> bool:
        """Whether a list has this member; values of different types are never equal."""
        found = self._pool.decode(members)
        return isinstance(found, tuple) and any(self._pool.encode(item) == value for item in found)

    def listed(self, members: list[int]) -> int:
        """A list of these members."""
        return self._made(tuple(self._pool.decode(member) for member in members), members)

    def paired(self, pairs: list[int]) -> int:
        """A KVList of keys and values in turn; a list as value gives repeated keys."""
        values = [self._pool.decode(code) for code in pairs]
        found: list[tuple[str, Value]] = []
        for key, value in zip(values[::2], values[1::2], strict=True):
            items = value if isinstance(value, tuple) else (value,)
            found.extend((str(key), item) for item in items)
        return self._made(KVList(found), pairs)

    def called(self, function: int, arguments: list[int]) -> int:
        """The result of a function, by its number."""
        values = [self._pool.decode(argument) for argument in arguments]
        try:
            return self._bounded(self._functions[function].evaluate(self, *values))
        except FunctionFault as fault:
            return fault_value(BY_SYMBOL[fault.symbol].number)

    def fault_symbol(self, number: int) -> int:
        """The symbol of a fault as a text; its number where it has none."""
        fault = BY_NUMBER.get(number)
        return self._pool.encode(str(number) if fault is None else fault.symbol)

    def fault_text(self, content: int) -> int:
        """The FaultString of a fault as a text."""
        return self._pool.encode(self._why.contents[content])

    def _kvlist(self, code: int) -> KVList:
        found = self._pool.decode(code)
        if not isinstance(found, KVList):
            raise TypeError(found)
        return found

    def _bounded(self, value: Value) -> int:
        """The integer of a value, unless it is a text that is too long."""
        too_long = isinstance(value, str) and len(value) > self._size_max
        return TOO_MUCH if too_long else self._pool.encode(value)

    def _made(self, value: Value, parts: list[int], deeper: int = 1) -> int:
        """The integer of a list or KVList made of parts, unless it is too large or too deep."""
        size, depth = 1, 0
        for part in parts:
            part_size, part_depth = self._shape(part)
            size, depth = size + part_size, max(depth, part_depth + deeper)
            if size > self._size_max or depth > self._depth_max:
                return TOO_MUCH
        code = self._pool.encode(value)
        self._shapes[code] = size, depth
        return code

    def _shape(self, code: int) -> tuple[int, int]:
        """The size of a value (see `_shape_of`) and how deep lists nest in it."""
        if code not in self._shapes:
            self._shapes[code] = _shape_of(self._pool.decode(code))
        return self._shapes[code]


def _shape_of(value: Value) -> tuple[int, int]:
    """Characters and members of a value, all nested ones counted, and how deep lists nest in it.

    >>> _shape_of(7), _shape_of("ab"), _shape_of(("ab", (7,)))
    ((1, 0), (3, 0), (6, 2))
    """
    size, depth = 0, 0
    left: list[tuple[Value, int]] = [(value, 0)]
    while left:
        part, level = left.pop()
        size += 1
        if isinstance(part, str | bytes):
            size += len(part)
        elif isinstance(part, tuple):
            left.extend((item, level + 1) for item in part)
            depth = max(depth, level + 1)
        elif isinstance(part, KVList):
            left.extend((item, level + 1) for pair in part for item in pair)
            depth = max(depth, level + 1)
    return size, depth


def interaction_id(family: Family, interaction: int) -> str:
    """The id of an interaction: its family, and its number in the run from 1.

    >>> interaction_id(Family.CHAT, 1)
    'chat-2'
    """
    return f"{family.name.lower()}-{interaction + 1}"
