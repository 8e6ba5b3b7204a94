"""`Exchanges`: ESP requests that are on their way, and answers that are known beforehand.

In: the operation `CALL`, answers that come. Out: rows of the event log; activations that wait. What
a server of the author's own answers depends on what it is asked alone: once the host has found it,
the same request is answered here, unless the log is to show envelopes. The log is the same either
way.
"""

from engine.esp import METHODS
from engine.log.events import Event
from engine.ops import NO_CODE
from engine.program.model import Program
from engine.sim.core.columns import FIRST_CAPACITY, column, grown
from engine.sim.core.expressions import Evaluator
from engine.sim.core.numbers import ANSWER, BY_HOST, NOBODY, NONE, SILENT, TO_BE_ASKED
from engine.sim.core.state import State
from engine.sim.core.tags import (
    BINARY,
    DIGIT_BITS,
    FAULTY,
    FLAG,
    INTEGER,
    MISSING,
    TAG_DIGITS,
    TEXT,
)
from engine.sim.core.waiting import Waiting
from engine.sim.host import SENT, SUSPENDED
from engine.values import KV_INTEGER_MAX

PROXY_OFFSET = 1_000_000
"""The proxy's reference ids begin after this one [inferred]."""
REMEMBERED = 1 << 12
"""How many answers are remembered at most."""
NO_EXPRESSION = int(NO_CODE)
LARGEST = KV_INTEGER_MAX
REQUESTED, ANSWERED, LATE = map(int, (Event.REQUESTED, Event.ANSWERED, Event.LATE))
EXPRESSIONS = 4
NEAR, NEAR_WIDTH = 1 << 8, 6
"""Answers that are found without a key; a power of two."""


class Exchanges:
    """By row: an exchange. `reference` is the client's id of the request, `answer` the number of
    what is remembered, `NONE` if the host knows the outcome; `settled` is 1 once an answer has
    come, `left` counts those that are to come. An event `ANSWER` has the subject `2 * row`, or one
    more if the answer is to somebody else's request.

    By answer: `value` is the KVList, `MISSING` while the host has to take it; `after_us` is how
    long it takes. `explains` is 1 where the log shows all envelopes: then nothing is remembered.
    """

    def __init__(
        self, program: Program, *, state: State, evaluator: Evaluator, waiting: Waiting
    ) -> None:
        self._agenda = state.agenda
        self._journal = state.journal
        self._places = state.places
        self._activations = state.activations
        self._evaluator = evaluator
        self._waiting = waiting
        self.explains = 1
        self.count = 0
        count = len(program.calls)
        self._codes = column(max(EXPRESSIONS * count, 1), NO_EXPRESSION)
        self._timeout = column(max(count, 1), NONE)
        self._awaited = column(max(count, 1))
        self._own = column(max(count, 1))
        self._carries = column(max(count, 1))
        for number, call in enumerate(program.calls):
            at = EXPRESSIONS * number
            for place, code in enumerate(
                (call.app_name, call.app_type, call.parameters, call.extra)
            ):
                self._codes[at + place] = code
            self._timeout[number] = NONE if call.timeout_us is None else call.timeout_us
            self._awaited[number] = int(call.expect_response)
            self._own[number] = int(f"{call.service}.{call.method}" not in METHODS)
            self._carries[number] = int(call.user_data != ())
        self.reference = column(FIRST_CAPACITY)
        self.interaction = column(FIRST_CAPACITY)
        self.block = column(FIRST_CAPACITY)
        self.answer = column(FIRST_CAPACITY, NONE)
        self.settled = column(FIRST_CAPACITY)
        self.left = column(FIRST_CAPACITY)
        self._row_count = 0
        self._free_row = NONE
        self.value = column(REMEMBERED)
        self._after = column(REMEMBERED)
        self._used = column(REMEMBERED)
        self._free_answers: list[int] = []
        self._answer_count = 0
        self._asked = column(EXPRESSIONS)
        self._near = column(NEAR * NEAR_WIDTH, NONE)
        self._key: tuple[int, ...] = ()
        self._known: dict[tuple[int, ...], int] = {}
        self._old: set[int] = set()

    # Requests

    def send(self, interaction: int, block: int, call: int) -> int:
        """Sends a request whose answer is remembered: `SUSPENDED`, `SENT` if no answer is awaited,
        or the fault of an expression. `TO_BE_ASKED` if the host has to send it."""
        self._key = ()
        if self.explains or (self._journal.follows and self._journal.tells(interaction)):
            return TO_BE_ASKED
        if not self._own[call] or not self._is_plain(interaction, call):
            return TO_BE_ASKED
        at = EXPRESSIONS * call
        for place in range(EXPRESSIONS):
            value = MISSING
            if self._codes[at + place] != NO_EXPRESSION:
                value = self._evaluator.evaluate(self._codes[at + place], interaction, SILENT)
                if value & TAG_DIGITS == FAULTY:
                    return value
            self._asked[place] = value
        answer = self._find(call)
        if answer == NONE:
            return TO_BE_ASKED
        self.request(interaction, block)
        row = self.begin(interaction, block, self.count, answer)
        self.expect(row, 0, self._after[answer])
        if not self._awaited[call]:
            return SENT
        self.wait(interaction, self._timeout[call])
        return SUSPENDED

    def _find(self, call: int) -> int:
        """The number of the answer to what is asked now, `NONE` if it is not remembered. The latest
        of those that have the same place in the table are found without their key."""
        asked, near = self._asked, self._near
        place = (call ^ (asked[0] >> 1) ^ (asked[2] >> DIGIT_BITS) ^ (asked[3] >> 2)) & (NEAR - 1)
        at = place * NEAR_WIDTH
        if (
            near[at] == call and near[at + 1] == asked[0] and near[at + 2] == asked[1]
            and near[at + 3] == asked[2] and near[at + 4] == asked[3]
        ):  # fmt: skip
            return near[at + 5]
        self._key = (call, asked[0], asked[1], asked[2], asked[3])
        known = self._known.get(self._key)
        if known is None:
            return NONE
        near[at] = call
        for number in range(EXPRESSIONS):
            near[at + 1 + number] = asked[number]
        near[at + 5] = known
        return known

    def request(self, interaction: int, block: int) -> int:
        """A request leaves, with the next reference id; gives the event."""
        self.count += 1
        return self._journal.write(
            REQUESTED, interaction, block, NONE, NONE, self.count, PROXY_OFFSET + self.count
        )

    def begin(self, interaction: int, block: int, reference: int, answer: int) -> int:
        """A request will be answered, with what is remembered or what the host knows (`NONE`);
        gives its row."""
        row = self._free_row
        if row == NONE:
            row = self._row_count
            if row == len(self.reference):
                self._grow(2 * row)
            self._row_count = row + 1
        else:
            self._free_row = self.reference[row]
        self.reference[row] = reference
        self.interaction[row] = interaction
        self.block[row] = block
        self.answer[row] = answer
        self.settled[row] = 0
        self.left[row] = 0
        self._places.pin(interaction)
        if answer != NONE:
            self._used[answer] += 1
        return row

    def expect(self, row: int, foreign: int, after_us: int) -> None:
        """An answer is on its way; `foreign` is 1 if it will carry the id of another request."""
        self.left[row] += 1
        self._agenda.schedule(self._agenda.now + after_us, ANSWER, 2 * row + foreign)

    def wait(self, interaction: int, timeout_us: int) -> None:
        """The activation waits for the answer to the latest request; `NONE`: for ever."""
        self._activations.waiting[interaction] = self.count
        self._waiting.suspend(
            interaction, NONE if timeout_us == NONE else self._agenda.now + timeout_us
        )

    def _is_plain(self, interaction: int, call: int) -> bool:
        """Whether a server takes the attached data as it is, whatever it does then."""
        if not self._carries[call]:
            return True
        attached = self._places.attached
        row = attached.first(interaction)
        while row != NONE:
            value = attached.value(row)
            row = attached.after(row)
            tag = value & TAG_DIGITS
            if tag == INTEGER:
                number = value >> DIGIT_BITS
                if number > LARGEST or number < -LARGEST - 1:
                    return False
            elif tag not in (TEXT, FLAG, BINARY):
                return False
        return True

    # Answers

    def come(self, arrival: int) -> int:
        """An answer comes: gives the interaction that goes on with it, `NOBODY`, or `BY_HOST`."""
        row = arrival >> 1
        answer = self.answer[row]
        if answer == NONE or arrival & 1 or self.settled[row]:
            return BY_HOST
        value = self.value[answer]
        if value == MISSING:
            return BY_HOST
        interaction, block = self.interaction[row], self.block[row]
        reference = self.reference[row]
        awaited = self.is_awaited(row)
        self.settle(row)
        kind = ANSWERED if awaited else LATE
        self._journal.write(kind, interaction, block, NONE, NONE, reference, value)
        if not awaited:
            self.over(row)
            return NOBODY
        self._activations.answered(interaction, block, value)
        self.over(row)
        return interaction

    def is_awaited(self, row: int) -> bool:
        """Whether an activation waits for the answer."""
        interaction = self.interaction[row]
        running = self._activations.is_running(interaction)
        return running and self._activations.waiting[interaction] == self.reference[row]

    def settle(self, row: int) -> None:
        """The answer that the client takes for its own has come: no other is."""
        self.settled[row] = 1

    def over(self, row: int) -> bool:
        """An answer has come, and has been dealt with; gives whether it was the last one, and the
        row is free."""
        self.left[row] -= 1
        if self.left[row]:
            return False
        answer = self.answer[row]
        if answer != NONE:
            self._used[answer] -= 1
            if not self._used[answer] and answer in self._old:
                self._old.remove(answer)
                self._free_answers.append(answer)
        interaction = self.interaction[row]
        self.reference[row] = self._free_row
        self._free_row = row
        self._places.unpin(interaction)
        return True

    # What is remembered

    def remember(self, after_us: int) -> int:
        """The host has found the answer to the request that `send` has just not known: gives the
        number that it has from now on, `NONE` if it is not to be remembered."""
        if not self._key:
            return NONE
        if self._free_answers:
            answer = self._free_answers.pop()
        elif self._answer_count < REMEMBERED:
            answer = self._answer_count
            self._answer_count += 1
        else:
            self.forget()
            return NONE
        self._known[self._key] = answer
        self._after[answer] = after_us
        self.value[answer] = MISSING
        self._used[answer] = 0
        return answer

    def learn(self, answer: int, value: int) -> None:
        """The value of an answer, which needs nothing of the host's from now on."""
        self.value[answer] = value

    def forget(self) -> None:
        """Nothing is remembered any more: the values of the pool are about to be others."""
        for answer in self._known.values():
            self.value[answer] = MISSING
            if self._used[answer]:
                self._old.add(answer)
            else:
                self._free_answers.append(answer)
        self._known.clear()
        self._near = column(NEAR * NEAR_WIDTH, NONE)
        self._key = ()

    def _grow(self, length: int) -> None:
        self.reference = grown(self.reference, length)
        self.interaction = grown(self.interaction, length)
        self.block = grown(self.block, length)
        self.answer = grown(self.answer, length, NONE)
        self.settled = grown(self.settled, length)
        self.left = grown(self.left, length)
