"""Work on values that needs the pool: texts, lists, KVLists, functions.

In: integers of the core. Out: integers, of values or of faults. Everything is bounded: a value
that is larger than a text may be, or nests deeper than an author could write it, is fault
`too_long`, however it came about.
"""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from engine.calendars import Calendar, Opening, opening_of
from engine.faults import BY_NUMBER, BY_SYMBOL, TOO_LONG, WRONG_DATA
from engine.functions import FUNCTIONS, FunctionFault
from engine.limits import Limits
from engine.log.system_properties import READ
from engine.ops import Family, Reading
from engine.program.model import Program
from engine.scenario import Statistic
from engine.sim.core.numbers import ESTIMATED_WAIT, LENGTH, NONE, PURE
from engine.sim.core.places import Places
from engine.sim.core.state import State
from engine.sim.core.tags import MISSING, fault_value
from engine.sim.why import WhySection
from engine.values import TAG_MASK, TAGS, KVList, Pool, Value

TOO_MUCH = fault_value(TOO_LONG)
WRONG = fault_value(WRONG_DATA)
NUMBERS = {name: number for number, name in enumerate(FUNCTIONS)}
PARAMETERS = tuple(function.parameters for function in FUNCTIONS.values())
EVALUATE = tuple(function.evaluate for function in FUNCTIONS.values())
WANTED = tuple(
    tuple(
        (at, int(TAGS[parameter.type]))
        for at, parameter in enumerate(function.parameters)
        if parameter.type in TAGS
    )
    for function in FUNCTIONS.values()
)
"""For each function, by number, the tags of those parameters that not everything fits."""
NATIVES = tuple(
    {"length": LENGTH, "estimated_wait": ESTIMATED_WAIT}.get(
        name, 0 if function.reads_state else PURE
    )
    for name, function in FUNCTIONS.items()
)
"""For each function, by number, how the core evaluates it by itself."""
REMEMBERED = 1 << 12
"""So many results of functions are remembered."""
Called: TypeAlias = tuple[int, tuple[int, ...]]
"""The number of a function, and all its arguments."""


class PooledValues:
    """What `engine.sim.host.Values` asks for, and what functions may see of the run."""

    def __init__(
        self,
        program: Program,
        limits: Limits,
        pool: Pool,
        state: State,
        why: WhySection,
        statistics: Iterable[Statistic] = (),
    ) -> None:
        self._queues = {queue.name: number for number, queue in enumerate(program.queues)}
        self._queue_names = tuple(self._queues)
        directory = program.directory
        self._virtual_queues = {
            each.name: number for number, each in enumerate(directory.virtual_queues)
        }
        self._agents = {agent.name: number for number, agent in enumerate(directory.agents)}
        self._calendars = directory.calendars
        self._openings: dict[str, Opening] = {}
        self._size_max = limits.text_chars
        self._depth_max = limits.depth
        self._pool = pool
        self._encode, self._decode = pool.encode, pool.decode
        self._places = state.places
        self._requests = state.requests
        self._staff = state.staff
        self._why = why
        self._shapes: dict[int, tuple[int, int]] = {}
        self._results: dict[tuple[int, ...], int] = {}
        # What has been made of which values, and found in which KVLists.
        self._paired: dict[tuple[int, ...], int] = {}
        self._keys: dict[tuple[int, int], int] = {}
        self._statistics = dict(map(self._given, statistics))

    def read(self, reading: int, interaction: int) -> int:
        """`Reading.ID`, `Reading.QUEUE` or a system property of an interaction."""
        if reading in READ:
            return self._pool.encode(READ[Reading(reading)](self._why.of(interaction)))
        if reading == Reading.ID:
            self._places.tell(interaction)
            return self._pool.encode(id_of(self._places, interaction))
        queue = self._places.queue[interaction]
        return self._pool.encode(self._queue_names[queue] if queue >= 0 else "")

    def natives(self) -> tuple[list[int], list[int], list[int]]:
        """What `Evaluator.count` wants to know; nothing where the scenario says what they give.

        A name that is in no expression has no value, and must not get one by being asked for.
        """
        if self._statistics:
            return [native if native == PURE else 0 for native in NATIVES], [], []
        queues, virtual_queues = (
            [NONE if code is None else code for code in map(self._pool.code_of, known)]
            for known in (self._queues, self._virtual_queues)
        )
        return list(NATIVES), queues, virtual_queues

    def queue_length(self, name: str) -> int:
        """How many interactions are in a queue or a virtual queue; one that is not declared is
        empty."""
        if name in self._queues:
            return self._places.lengths[self._queues[name]]
        number = self._virtual_queues.get(name)
        return 0 if number is None else self._requests.lengths[number]

    def estimated_wait(self, name: str) -> int:
        """How long those waited, on average, who last went to agents from a virtual queue."""
        return self._requests.estimated_wait(self._virtual_queues[name])

    def position(self, ident: str) -> int:
        """The how-manieth the interaction with this id is in its virtual queue; 0: in none."""
        queues = self._requests.queues
        for queue in range(len(self._virtual_queues)):
            slot = queues.first[queue]
            while slot != NONE:
                if id_of(self._places, slot) == ident:
                    return self._requests.position(slot)
                slot = queues.after[slot]
        return 0

    def service_level(self, name: str, within: int) -> int:
        """The per cent who were answered in time out of the virtual queue with this name."""
        return self._requests.service_level(self._virtual_queues[name], within)

    def agents_ready(self, names: Sequence[str]) -> int:
        """How many of these agents are ready and have nothing."""
        ready, total = self._staff.ready, self._staff.total
        return sum(ready[each] and not total[each] for each in map(self._agents.__getitem__, names))

    def go_by(self, calendars: Iterable[Calendar]) -> None:
        """Strategies know these calendars from now on."""
        self._calendars = tuple(calendars)
        self._openings.clear()

    def opening(self, name: str) -> Opening:
        """What the calendar with this name says; one that is not declared raises KeyError."""
        if name not in self._openings:
            found = next((each for each in self._calendars if each.name == name), None)
            if found is None:
                raise KeyError(name)
            self._openings[name] = opening_of(found)
        return self._openings[name]

    def key(self, pairs: int, key: int) -> int:
        """The value of a KVList's first pair with this key, or MISSING."""
        asked = (pairs, key)
        if asked not in self._keys:
            found = self._kvlist(pairs).get(str(self._pool.decode(key)))
            self._keys[asked] = MISSING if found is None else self._pool.encode(found)
        return self._keys[asked]

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
        # Few lists have a member that Python takes for it: those are looked at closely.
        if not isinstance(found, tuple) or self._decode(value) not in found:
            return False
        return any(self._pool.encode(item) == value for item in found)

    def listed(self, members: list[int]) -> int:
        """A list of these members."""
        return self._made(tuple(self._pool.decode(member) for member in members), members)

    def paired(self, pairs: list[int]) -> int:
        """A KVList of keys and values in turn; a list as value gives repeated keys."""
        made = tuple(pairs)
        if made not in self._paired:
            self._paired[made] = self._pair(pairs)
        return self._paired[made]

    def _pair(self, pairs: list[int]) -> int:
        values = [self._pool.decode(code) for code in pairs]
        found: list[tuple[str, Value]] = []
        for key, value in zip(values[::2], values[1::2], strict=True):
            items = value if isinstance(value, tuple) else (value,)
            found.extend((str(key), item) for item in items)
        return self._made(KVList(found), pairs)

    def called(self, function: int, arguments: list[int]) -> int:
        """The result of a function, by its number.

        The checker knows the types of declared data and of answers, but a scenario may change the
        one and invent the other while a strategy waits.
        """
        if NATIVES[function] != PURE:
            return self._evaluated(function, arguments)
        key = (function, *arguments)
        found = self._results.get(key)
        if found is None:
            found = self._evaluated(function, arguments)
            if len(self._results) == REMEMBERED:
                self._results.clear()
            self._results[key] = found
        return found

    def _evaluated(self, function: int, arguments: list[int]) -> int:
        for at, wanted in WANTED[function]:
            if at < len(arguments) and arguments[at] & TAG_MASK != wanted:
                return WRONG
        values = list(map(self._decode, arguments))
        if self._statistics:
            given = self._statistics.get((function, self._complete(function, values)))
            if given is not None:
                return given
        try:
            return self._bounded(EVALUATE[function](self, *values))
        except FunctionFault as fault:
            return fault_value(BY_SYMBOL[fault.symbol].number)

    def _given(self, statistic: Statistic) -> tuple[Called, int]:
        """What a statistic is asked for with, and its value."""
        function = NUMBERS[statistic.function]
        called = function, self._complete(function, statistic.arguments)
        return called, self._pool.encode(statistic.value)

    def _complete(self, function: int, arguments: Sequence[Value]) -> tuple[int, ...]:
        """All arguments of a call, with the defaults of those that are left out."""
        defaults = (
            parameter.default
            for parameter in PARAMETERS[function][len(arguments) :]
            if parameter.default is not None
        )
        return tuple(self._pool.encode(value) for value in (*arguments, *defaults))

    def fault_symbol(self, number: int) -> int:
        """The symbol of a fault as a text; its number where it has none."""
        fault = BY_NUMBER.get(number)
        return self._pool.encode(str(number) if fault is None else fault.symbol)

    def fault_text(self, content: int) -> int:
        """The FaultString of a fault as a text."""
        return self._why.fault_text(content)

    def forget_shapes(self) -> None:
        """What is known of values is not remembered any longer."""
        self._shapes.clear()
        self._results.clear()
        self._paired.clear()
        self._keys.clear()

    def _kvlist(self, code: int) -> KVList:
        found = self._pool.decode(code)
        if not isinstance(found, KVList):
            raise TypeError(found)
        return found

    def _bounded(self, value: Value) -> int:
        """The integer of a value, unless it is a text that is too long."""
        if isinstance(value, str) and len(value) > self._size_max:
            return TOO_MUCH
        return self._encode(value)

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


def id_of(places: Places, interaction: int) -> str:
    """The id of the interaction in a slot."""
    return interaction_id(Family(places.family[interaction]), places.number[interaction])


def interaction_id(family: Family, number: int) -> str:
    """The id of an interaction: its family, and its number in the run from 1.

    >>> interaction_id(Family.CHAT, 1)
    'chat-2'
    """
    return f"{family.name.lower()}-{number + 1}"
