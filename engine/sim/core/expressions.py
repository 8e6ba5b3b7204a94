"""`Evaluator`: the machine that expressions run on.

In: the index of an expression and the interaction it is about. Out: a value, or a fault's integer.
It is total: whatever the values are, it ends (jumps lead forward) with one of the two.
"""

from array import array

from engine.log.events import Event
from engine.ops import Code, Place, Reading
from engine.program.model import Codes
from engine.sim.core.arithmetic import calculate, negated
from engine.sim.core.columns import column
from engine.sim.core.numbers import LENGTH, NEVER, NONE, NOTING, PURE, VOICE
from engine.sim.core.remembered import Remembered
from engine.sim.core.state import State
from engine.sim.core.tags import (
    DIGIT_BITS,
    DURATION,
    FALSE,
    FAULTY,
    FLAG,
    INTEGER,
    KVLIST,
    LIST,
    MISSING,
    NOT_THERE,
    SCALE,
    TAG_DIGITS,
    TEXT,
    TIME,
    TRUE,
    WRONG,
)
from engine.sim.host import Values

END = int(Code.END)
CONST = int(Code.CONST)
SLOT = int(Code.SLOT)
READ = int(Code.READ)
DATA = int(Code.DATA)
ANSWER = int(Code.ANSWER)
FAULT_CODE = int(Code.FAULT_CODE)
FAULT_SYMBOL = int(Code.FAULT_SYMBOL)
FAULT_TEXT = int(Code.FAULT_TEXT)
KEY = int(Code.KEY)
NEEDED = int(Code.NEEDED)
OR_ELSE = int(Code.OR_ELSE)
OF_TYPE = int(Code.OF_TYPE)
JUMP_FALSE = int(Code.JUMP_FALSE)
JUMP_TRUE = int(Code.JUMP_TRUE)
NOT = int(Code.NOT)
NEGATE = int(Code.NEGATE)
ADD = int(Code.ADD)
LESS = int(Code.LESS)
LESS_EQUAL = int(Code.LESS_EQUAL)
GREATER = int(Code.GREATER)
GREATER_EQUAL = int(Code.GREATER_EQUAL)
IN = int(Code.IN)
NOT_IN = int(Code.NOT_IN)
FUNCTION = int(Code.FUNCTION)
LIST_OF = int(Code.LIST)
PAIRS_OF = int(Code.KVLIST)
ATOM = int(Code.ATOM)

(
    ANI, DNIS, ID, MEDIA, AGE, TIME_IN_QUEUE, IS_ONLINE, SESSION_KNOWN, QUEUE, NOW, PRIORITY,
    RECEIVED_AT, PLACED_IN_QUEUE_AT, MOVED_TO_QUEUE_AT, ABANDONED_AT, INTERACTION_TYPE,
    INTERACTION_SUBTYPE, SUBMITTED_BY, PARENT_ID, EXTERNAL_ID, TENANT, SUBMITTED_AT,
    SUBMITTED_TO_ROUTER_AT, DELIVERED_AT, HELD_AT, IS_HELD, STATE,
) = map(int, Reading)  # fmt: skip
STATE_ROUTED, STATE_HANDLED = 2, 3
"""Values of InteractionState: 0 is queued, 1 cached, which nothing is here (docs.genesys.com)."""
IN_STRATEGY, HANDLED = int(Place.RUNNING), int(Place.HANDLED)

CONDITION = int(Event.CONDITION)
UNDECIDED = 0
COUNT_BITS = 8
COUNT_DIGITS = 255
CODE_BITS = 6
"""In front of the arguments of a code, where results of both are remembered."""
FEW = 2
"""So many values are remembered by."""


class Evaluator:
    """One stack, used by one expression at a time.

    `start` is the run's start in microseconds since 1970. After a fault `missing_data`,
    `missing_key` is the key (a text value) that was not there.
    """

    def __init__(self, codes: Codes, start: int, state: State, values: Values) -> None:
        self.missing_key = MISSING
        self._start = start
        self._agenda = state.agenda
        self._journal = state.journal
        self._places = state.places
        self._activations = state.activations
        self._values = values
        self._requests = state.requests
        self._codes = codes.codes or column(1)
        self._starts = codes.code_starts or column(1)
        self._natives = column(COUNT_DIGITS + 1)
        self._remembered = Remembered()
        self._queues = column(1, NONE)
        self._virtual_queues = column(1, NONE)
        # No code pushes more than one value.
        self._stack = column(len(self._codes) + 1)

    def count(self, natives: list[int], queues: list[int], virtual_queues: list[int]) -> None:
        """Functions of queues need no host from now on: `natives` says of each function whether it
        is `LENGTH` or another one, the others are names of queues, as text values, `NONE` for those
        that no expression has."""
        for function, native in enumerate(natives):
            self._natives[function] = native
        self._queues = _numbers(queues)
        self._virtual_queues = _numbers(virtual_queues)

    def forget(self) -> None:
        """The integers of values are about to be those of others: no result is remembered."""
        self._remembered.forget()

    def evaluate(self, expression: int, interaction: int, noting: int) -> int:  # noqa: C901, PLR0912 - one line a group of codes
        """Evaluates an expression. `NOTING` writes the outcomes of its conditions to the log."""
        self.missing_key = MISSING
        top = 0
        at = 2 * self._starts[expression]
        while True:
            code = self._codes[at]
            argument = self._codes[at + 1]
            at += 2
            if code == CONST:
                value = argument
            elif code == SLOT:
                value = self._activations.slots[self._activations.base[interaction] + argument]
            elif code >= ADD and code <= GREATER_EQUAL:
                top -= 2
                value = self._combined(code, self._stack[top], self._stack[top + 1])
            elif code == END:
                return self._stack[0]
            elif code <= FAULT_TEXT:
                value = self._found(code, argument, interaction)
            elif code <= JUMP_TRUE and code >= OR_ELSE and code != OF_TYPE:
                value = self._stack[top - 1]
                if code != OR_ELSE and value & TAG_DIGITS != FLAG:
                    return NOT_THERE if value == MISSING else WRONG
                if (
                    (code == OR_ELSE and value != MISSING)
                    or (code == JUMP_FALSE and value == FALSE)
                    or (code == JUMP_TRUE and value == TRUE)
                ):
                    at += 2 * argument
                else:
                    top -= 1
                continue
            elif code == ATOM:
                if noting == NOTING:
                    self._note(interaction, argument, self._stack[top - 1])
                continue
            elif code in (FUNCTION, LIST_OF, PAIRS_OF):
                top -= _taken(code, argument)
                value = self._made(code, argument, top)
            elif code in (IN, NOT_IN):
                top -= 2
                value = self._held(code, self._stack[top], self._stack[top + 1])
            else:
                top -= 1
                value = self._turned(code, argument, self._stack[top])
            if value & TAG_DIGITS == FAULTY:
                return value
            self._stack[top] = value
            top += 1

    def _found(self, code: int, argument: int, interaction: int) -> int:
        """What `READ` to `FAULT_TEXT` push."""
        if code == READ:
            return self._reading(argument, interaction)
        if code == DATA:
            value = self._places.attached.get(interaction, argument)
            if value == MISSING:
                self.missing_key = argument
            return value
        frame = self._activations.base[interaction] // self._activations.width
        if code == ANSWER:
            return self._activations.answers.get(frame, argument)
        number = self._activations.faults.get(frame, argument)
        if number == MISSING or code == FAULT_CODE:
            return number
        if code == FAULT_SYMBOL:
            return self._values.fault_symbol(number // SCALE)
        return self._values.fault_text(self._activations.fault_contents.get(frame, argument))

    def _reading(self, reading: int, interaction: int) -> int:  # noqa: C901, PLR0912 - a line a name
        now = self._agenda.now
        if reading == AGE:
            return (now - self._places.created[interaction]) * SCALE + DURATION
        if reading == TIME_IN_QUEUE:
            if self._places.queue[interaction] == NONE:
                return DURATION
            return (now - self._places.placed[interaction]) * SCALE + DURATION
        if reading == IS_ONLINE:
            return self._places.online[interaction] * SCALE + FLAG
        if reading == SESSION_KNOWN:
            return self._places.known[interaction] * SCALE + FLAG
        if reading == NOW:
            return (self._start + now) * SCALE + TIME
        if reading == PRIORITY:
            return self._places.priority[interaction] * SCALE + INTEGER
        if reading == ANI:
            return self._places.ani[interaction]
        if reading == DNIS:
            return self._places.dnis[interaction]
        if reading == MEDIA:
            return self._places.media[interaction]
        if (reading >= RECEIVED_AT and reading <= ABANDONED_AT) or (
            reading >= SUBMITTED_AT and reading <= HELD_AT
        ):
            at = self._instant(reading, interaction)
            return MISSING if at == NEVER else (self._start + at) * SCALE + TIME
        if reading == IS_HELD:
            return self._places.on_hold[interaction] * SCALE + FLAG
        if reading == STATE:
            return self._state(interaction) * SCALE + INTEGER
        return self._values.read(reading, interaction)

    def _state(self, interaction: int) -> int:
        """What a workbin holds counts as queued [inferred]."""
        place = self._places.place[interaction]
        if place == IN_STRATEGY:
            return STATE_ROUTED
        return STATE_HANDLED if place == HANDLED else 0

    def _instant(self, reading: int, interaction: int) -> int:
        """When something happened to an interaction, or `NEVER`."""
        if reading == RECEIVED_AT:
            return self._places.created[interaction]
        if reading == ABANDONED_AT:
            return self._places.abandoned[interaction]
        if reading >= SUBMITTED_AT:
            return self._server_instant(reading, interaction)
        if self._places.queue[interaction] == NONE:
            return NEVER
        if reading == MOVED_TO_QUEUE_AT:
            return self._places.moved[interaction]
        return self._places.placed[interaction]

    def _server_instant(self, reading: int, interaction: int) -> int:
        """As `_instant`, of what Interaction Server keeps; it knows nothing of calls.

        Media servers submit what they receive at once [inferred].
        """
        if self._places.family[interaction] == VOICE:
            return NEVER
        if reading == SUBMITTED_AT:
            return self._places.created[interaction]
        if reading == SUBMITTED_TO_ROUTER_AT:
            return self._places.routed[interaction]
        if reading == DELIVERED_AT:
            return self._places.delivered[interaction]
        return self._places.held_at[interaction]

    def _combined(self, code: int, left: int, right: int) -> int:
        if not left or not right:
            return NOT_THERE
        value = calculate(code, left, right)
        if value != UNDECIDED:
            return value
        found = self._remembered.find(code, left, right)
        if found == NONE:
            if code == ADD:
                found = self._values.joined(left, right)
            else:
                found = self._compared(code, left, right)
            self._remembered.keep(code, left, right, found)
        return found

    def _compared(self, code: int, left: int, right: int) -> int:
        """How two texts compare."""
        order = self._values.order(left, right)
        return (
            TRUE
            if (code == LESS and order < 0)
            or (code == LESS_EQUAL and order <= 0)
            or (code == GREATER and order > 0)
            or (code == GREATER_EQUAL and order >= 0)
            else FALSE
        )

    def _turned(self, code: int, argument: int, value: int) -> int:
        """What `KEY`, `NEEDED`, `OF_TYPE`, `NOT` and `NEGATE` make of one value."""
        if code == KEY:
            found = MISSING
            if value & TAG_DIGITS == KVLIST:
                found = self._remembered.find(KEY, value, argument)
                if found == NONE:
                    found = self._values.key(value, argument)
                    self._remembered.keep(KEY, value, argument, found)
            if found == MISSING:
                self.missing_key = argument
            return found
        if value == MISSING:
            return NOT_THERE
        if code == NEEDED:
            return value
        if code == NEGATE:
            return negated(value)
        if code == OF_TYPE:
            return value if value & TAG_DIGITS == argument else WRONG
        if value & TAG_DIGITS != FLAG:
            return WRONG
        return FALSE if value == TRUE else TRUE

    def _held(self, code: int, value: int, members: int) -> int:
        if not value or not members:
            return NOT_THERE
        if members & TAG_DIGITS != LIST:
            return WRONG
        found = self._values.holds(members, value)
        return TRUE if found == (code == IN) else FALSE

    def _made(self, code: int, argument: int, bottom: int) -> int:
        """What `FUNCTION`, `LIST` and `KVLIST` make of the values from `bottom` on."""
        native = self._natives[argument >> COUNT_BITS] if code == FUNCTION else 0
        if native and native != PURE:
            found = self._counted(native, self._stack[bottom])
            if found != MISSING:
                return found
        count = _taken(code, argument)
        if (native != PURE and code != PAIRS_OF) or not count or count > FEW:
            return self._made_anew(code, argument, bottom, count)
        what = (argument << CODE_BITS) + code
        left = self._stack[bottom]
        right = self._stack[bottom + 1] if count == FEW else MISSING
        found = self._remembered.find(what, left, right)
        if found == NONE:
            found = self._made_anew(code, argument, bottom, count)
            self._remembered.keep(what, left, right, found)
        return found

    def _made_anew(self, code: int, argument: int, bottom: int, count: int) -> int:
        """As `_made`, of `count` values, by the host."""
        given: list[int] = []
        for place in range(bottom, bottom + count):
            value = self._stack[place]
            if value == MISSING:
                return NOT_THERE
            if code == PAIRS_OF and not (place - bottom) & 1 and value & TAG_DIGITS != TEXT:
                return WRONG
            given.append(value)
        if code == FUNCTION:
            return self._values.called(argument >> COUNT_BITS, given)
        return self._values.listed(given) if code == LIST_OF else self._values.paired(given)

    def _counted(self, native: int, name: int) -> int:
        """What a function gives that counts in a queue, `MISSING` if the host is to be asked."""
        if name & TAG_DIGITS != TEXT:
            return MISSING
        index = name >> DIGIT_BITS
        if native == LENGTH and index < len(self._queues) and self._queues[index] != NONE:
            return self._places.lengths[self._queues[index]] * SCALE + INTEGER
        if index >= len(self._virtual_queues) or self._virtual_queues[index] == NONE:
            return MISSING
        queue = self._virtual_queues[index]
        if native == LENGTH:
            return self._requests.lengths[queue] * SCALE + INTEGER
        return self._requests.estimated_wait(queue) * SCALE + DURATION

    def _note(self, interaction: int, number: int, outcome: int) -> None:
        block = self._activations.block[interaction]
        true = 1 if outcome == TRUE else 0
        self._journal.write(CONDITION, interaction, block, NONE, NONE, number, true)


def _numbers(names: list[int]) -> "array[int]":
    """The place of each name in a list, by the index in the pool that its value has."""
    found = column(max((name >> DIGIT_BITS for name in names), default=NONE) + 2, NONE)
    for number, name in enumerate(names):
        if name != NONE:
            found[name >> DIGIT_BITS] = number
    return found


def _taken(code: int, argument: int) -> int:
    """How many values `FUNCTION`, `LIST` and `KVLIST` take from the stack."""
    if code == FUNCTION:
        return argument & COUNT_DIGITS
    return 2 * argument if code == PAIRS_OF else argument
