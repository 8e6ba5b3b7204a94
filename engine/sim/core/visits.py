"""`VisitsTally`: how blocks are entered and left, and what becomes of their ESP calls.

In: what the log tells of activations. Out: the lists of `log.counts.Visits` and `Calls`. A block
that calls a subroutine is not left before the subroutine: its visit waits in a frame.
"""

from engine.log.counts import Calls, Visits
from engine.program.model import Program
from engine.sim.core.columns import FIRST_CAPACITY, column, grown
from engine.sim.core.numbers import NONE

REQUESTED, ANSWERED, TIMED_OUT, LATE, ANSWER_US, CALL_FIELDS = range(6)
"""What is counted for the calls of each block."""


class VisitsTally:
    """Columns by slot: the block it is in, since when, its frame, when it last sent a request; by
    frame: a block that has called, since when, the frame below. Nothing counts before warm-up has
    ended."""

    def __init__(self, program: Program, warm_up_us: int) -> None:
        self._warm_up_us = warm_up_us
        count = len(program.blocks)
        self._count = count
        self._starts = column(count + 1)
        for number, block in enumerate(program.blocks):
            self._starts[number + 1] = self._starts[number] + len(block.ports)
        self._entered = column(max(count, 1))
        self._stayed = column(max(count, 1))
        self._handed_over = column(max(count, 1))
        self._gone = column(max(count, 1))
        self._ports = column(max(self._starts[count], 1))
        self._calls = column(max(count, 1) * CALL_FIELDS)
        self._refused: dict[tuple[int, int], int] = {}
        self._block = column(FIRST_CAPACITY, NONE)
        self._since = column(FIRST_CAPACITY)
        self._requested = column(FIRST_CAPACITY)
        self._frame = column(FIRST_CAPACITY, NONE)
        self._blocks_below = column(FIRST_CAPACITY)
        self._since_below = column(FIRST_CAPACITY)
        self._below = column(FIRST_CAPACITY, NONE)
        self._frame_count = 0
        self._free = NONE

    def grow(self, length: int) -> None:
        """There are columns for this many slots."""
        self._block = grown(self._block, length, NONE)
        self._since = grown(self._since, length)
        self._requested = grown(self._requested, length)
        self._frame = grown(self._frame, length, NONE)

    def reset(self, slot: int) -> None:
        """A slot is that of a new interaction."""
        self._block[slot] = NONE
        self._frame[slot] = NONE

    def enter(self, slot: int, block: int, now: int) -> None:
        """A block is entered."""
        self._block[slot] = block
        self._since[slot] = now
        if now >= self._warm_up_us:
            self._entered[block] += 1

    def leave(self, slot: int, block: int, port: int, now: int) -> None:
        """A block is left by a port."""
        self._close(slot, now)
        if now >= self._warm_up_us:
            self._ports[self._starts[block] + port] += 1

    def end(self, slot: int, now: int) -> None:
        """The activation ends in its block, or before any; blocks that have called end with it."""
        self._hand_over(slot, now)
        while self._frame[slot] != NONE:
            self._pop(slot)
            self.vanish(slot, now)

    def vanish(self, slot: int, now: int) -> None:
        """The visit of a block, if there is one, is over by no doing of the block."""
        block = self._block[slot]
        if block != NONE and now >= self._warm_up_us:
            self._gone[block] += 1
        self._close(slot, now)

    def _hand_over(self, slot: int, now: int) -> None:
        block = self._block[slot]
        if block != NONE and now >= self._warm_up_us:
            self._handed_over[block] += 1
        self._close(slot, now)

    def _close(self, slot: int, now: int) -> None:
        block = self._block[slot]
        if block == NONE:
            return
        self._block[slot] = NONE
        if now > self._warm_up_us:
            self._stayed[block] += now - max(self._since[slot], self._warm_up_us)

    def call(self, slot: int) -> None:
        """The block calls a subroutine."""
        frame = self._free
        if frame != NONE:
            self._free = self._below[frame]
        else:
            frame = self._frame_count
            self._frame_count += 1
            if frame == len(self._below):
                self._grow_frames(2 * frame)
        self._blocks_below[frame] = self._block[slot]
        self._since_below[frame] = self._since[slot]
        self._below[frame] = self._frame[slot]
        self._frame[slot] = frame
        self._block[slot] = NONE

    def come_back(self, slot: int, now: int, hung_up: bool) -> None:  # noqa: FBT001 - typed code
        """A subroutine is left; where the caller has hung up, so is the block that called it."""
        self._hand_over(slot, now)
        if self._frame[slot] != NONE:
            self._pop(slot)
        if hung_up:
            self.vanish(slot, now)

    def _pop(self, slot: int) -> None:
        frame = self._frame[slot]
        self._block[slot] = self._blocks_below[frame]
        self._since[slot] = self._since_below[frame]
        self._frame[slot] = self._below[frame]
        self._below[frame] = self._free
        self._free = frame

    def _grow_frames(self, length: int) -> None:
        self._blocks_below = grown(self._blocks_below, length)
        self._since_below = grown(self._since_below, length)
        self._below = grown(self._below, length, NONE)

    # Calls

    def request(self, slot: int, block: int, now: int) -> None:
        """A request leaves."""
        self._requested[slot] = now
        self._note(block, REQUESTED, 1, now)

    def answer(self, slot: int, block: int, now: int) -> None:
        """Its answer comes in time."""
        self._note(block, ANSWERED, 1, now)
        self._note(block, ANSWER_US, now - self._requested[slot], now)

    def refuse(self, slot: int, block: int, fault: int, now: int) -> None:
        """Its fault comes in time."""
        self._note(block, ANSWER_US, now - self._requested[slot], now)
        if now >= self._warm_up_us:
            self._refused[block, fault] = self._refused.get((block, fault), 0) + 1

    def time_out(self, block: int, now: int) -> None:
        """No answer comes in time."""
        self._note(block, TIMED_OUT, 1, now)

    def be_late(self, block: int, now: int) -> None:
        """An answer comes that nobody waits for."""
        self._note(block, LATE, 1, now)

    def _note(self, block: int, field: int, change: int, now: int) -> None:
        if now >= self._warm_up_us:
            self._calls[block * CALL_FIELDS + field] += change

    # What has been counted

    def counts(self) -> tuple[Visits, ...]:
        """By block."""
        return tuple(
            Visits(
                entered=self._entered[block],
                stayed_us=self._stayed[block],
                ports=tuple(self._ports[self._starts[block] : self._starts[block + 1]]),
                handed_over=self._handed_over[block],
                gone=self._gone[block],
            )
            for block in range(self._count)
        )

    def calls(self) -> tuple[tuple[int, Calls], ...]:
        """By number, of those blocks that have called."""
        refused: dict[int, list[tuple[int, int]]] = {}
        for (block, fault), count in sorted(self._refused.items()):
            refused.setdefault(block, []).append((fault, count))
        found = []
        for block in range(self._count):
            at = block * CALL_FIELDS
            row = list(self._calls[at : at + CALL_FIELDS])
            if any(row) or block in refused:
                faults = tuple(refused.get(block, ()))
                found.append((block, _calls_of(row, faults)))
        return tuple(found)


def _calls_of(row: list[int], refused: tuple[tuple[int, int], ...]) -> Calls:
    return Calls(
        requested=row[REQUESTED],
        answered=row[ANSWERED],
        refused=refused,
        timed_out=row[TIMED_OUT],
        late=row[LATE],
        answer_us=row[ANSWER_US],
    )
