"""`Activations`: how far each interaction's strategy has come.

In: activations that begin and end, subroutines that are called and left. Out: columns by
interaction, and frames. A frame holds the variables of one activation, or of one run of a
subroutine, the answers and the faults of its blocks; it is used again when that is over, so memory
follows what runs at once. The frame of a subroutine knows where its caller goes on.
"""

from engine.faults import SUBROUTINE_FAILED
from engine.sim.core.columns import FIRST_CAPACITY, column, grown
from engine.sim.core.numbers import NONE
from engine.sim.core.pairs import Pairs
from engine.sim.core.tags import INTEGER


class Activations:
    """Columns by interaction, and frames of `width` slots.

    `resume` is the operation to go on with; `waiting` is the reference id of the ESP call that is
    awaited, 0 for none; `timer` is an entry of the agenda. `steps` counts blocks entered since the
    last suspension, `steps_in_total` all. `base` is where an interaction's slots begin, `NONE`
    while no strategy runs. `depth` counts the subroutines that are called in one another.

    By frame: `caller` is the base of the frame that called, `NONE` for that of a strategy;
    `callers`, `blocks` and `resumes` are the caller's strategy, block and operation to go on with;
    `last_fault` and `last_content` the latest fault of the frame's run, 0 for none.
    """

    def __init__(self, width: int) -> None:
        self.width = max(width, 1)
        self.strategy = column(FIRST_CAPACITY)
        self.block = column(FIRST_CAPACITY)
        self.resume = column(FIRST_CAPACITY)
        self.waiting = column(FIRST_CAPACITY)
        self.timer = column(FIRST_CAPACITY)
        self.steps = column(FIRST_CAPACITY)
        self.steps_in_total = column(FIRST_CAPACITY)
        self.base = column(FIRST_CAPACITY, NONE)
        self.depth = column(FIRST_CAPACITY)
        self.slots = column(self.width * FIRST_CAPACITY)
        self.caller = column(FIRST_CAPACITY, NONE)
        self.callers = column(FIRST_CAPACITY)
        self.blocks = column(FIRST_CAPACITY)
        self.resumes = column(FIRST_CAPACITY)
        self.last_fault = column(FIRST_CAPACITY)
        self.last_content = column(FIRST_CAPACITY)
        self.answers = Pairs()
        self.faults = Pairs()
        self.fault_contents = Pairs()
        self._free = column(FIRST_CAPACITY)
        self._free_count = 0
        self.frame_count = 0

    def renew(self, slot: int) -> None:
        """A slot has another interaction, for which no strategy has run."""
        if slot < len(self.base):
            self.steps[slot] = 0
            self.steps_in_total[slot] = 0
            self.waiting[slot] = 0

    def begin(self, interaction: int, strategy: int) -> None:
        """An activation begins, in a frame of its own."""
        while interaction >= len(self.base):
            self._grow(2 * len(self.base))
        self.strategy[interaction] = strategy
        self.block[interaction] = NONE
        self.waiting[interaction] = 0
        self.timer[interaction] = NONE
        self.depth[interaction] = 0
        self.base[interaction] = self._new_frame() * self.width

    def end(self, interaction: int) -> None:
        """An activation is over, with all subroutines that it is in."""
        while self.is_called(interaction):
            self.returned(interaction)
        self._free_frame(self.base[interaction] // self.width)
        self.base[interaction] = NONE

    def called(self, interaction: int, strategy: int, resume: int) -> None:
        """A subroutine begins, in a frame of its own; its caller goes on at an operation."""
        caller = self.base[interaction]
        frame = self._new_frame()
        self.caller[frame] = caller
        self.callers[frame] = self.strategy[interaction]
        self.blocks[frame] = self.block[interaction]
        self.resumes[frame] = resume
        self.base[interaction] = frame * self.width
        self.strategy[interaction] = strategy
        self.block[interaction] = NONE
        self.depth[interaction] += 1

    def returned(self, interaction: int) -> None:
        """A subroutine is over: the activation is back in the block that called it."""
        frame = self.base[interaction] // self.width
        self.base[interaction] = self.caller[frame]
        self.strategy[interaction] = self.callers[frame]
        self.block[interaction] = self.blocks[frame]
        self.resume[interaction] = self.resumes[frame]
        self.depth[interaction] -= 1
        self._free_frame(frame)

    def is_called(self, interaction: int) -> bool:
        """Whether an activation is in a subroutine that something has called."""
        return self.caller[self.base[interaction] // self.width] != NONE

    def answered(self, interaction: int, block: int, value: int) -> None:
        """Keeps what a block's call has answered."""
        self.answers.set(self.base[interaction] // self.width, block, value)

    def failed(self, interaction: int, block: int, number: int, content: int) -> None:
        """Keeps the fault that a block has ended with."""
        frame = self.base[interaction] // self.width
        self.faults.set(frame, block, number * 16 + INTEGER)
        self.fault_contents.set(frame, block, content)
        self.failed_at_border(interaction, number, content)

    def failed_at_border(self, interaction: int, number: int, content: int) -> None:
        """Keeps a fault that no block has ended with."""
        frame = self.base[interaction] // self.width
        self.last_fault[frame] = number
        self.last_content[frame] = content

    def latest_fault(self, interaction: int) -> int:
        """The latest fault of a run of a subroutine; `subroutine_failed` if there was none."""
        frame = self.base[interaction] // self.width
        return self.last_fault[frame] or SUBROUTINE_FAILED

    def latest_content(self, interaction: int) -> int:
        """The words of the latest fault, `NONE` if there was none."""
        frame = self.base[interaction] // self.width
        return self.last_content[frame] if self.last_fault[frame] else NONE

    def forget_steps(self, interaction: int) -> None:
        """The activation has suspended, or is about to begin: it may go on for as long again."""
        if interaction < len(self.steps):
            self.steps[interaction] = 0

    def is_running(self, interaction: int) -> bool:
        """Whether a strategy runs for an interaction."""
        return interaction < len(self.base) and self.base[interaction] != NONE

    def _free_frame(self, frame: int) -> None:
        self.answers.renew(frame)
        self.faults.renew(frame)
        self.fault_contents.renew(frame)
        self.caller[frame] = NONE
        self.last_fault[frame] = 0
        self._free[self._free_count] = frame
        self._free_count += 1

    def _new_frame(self) -> int:
        if self._free_count:
            self._free_count -= 1
            return self._free[self._free_count]
        frame = self.frame_count
        self.frame_count += 1
        self.answers.renew(frame)
        self.faults.renew(frame)
        self.fault_contents.renew(frame)
        if self.frame_count * self.width > len(self.slots):
            self.slots = grown(self.slots, 2 * len(self.slots))
            self._free = grown(self._free, 2 * len(self._free))
            self._grow_frames(2 * len(self.caller))
        return frame

    def _grow_frames(self, length: int) -> None:
        self.caller = grown(self.caller, length, NONE)
        self.callers = grown(self.callers, length)
        self.blocks = grown(self.blocks, length)
        self.resumes = grown(self.resumes, length)
        self.last_fault = grown(self.last_fault, length)
        self.last_content = grown(self.last_content, length)

    def _grow(self, length: int) -> None:
        self.depth = grown(self.depth, length)
        self.strategy = grown(self.strategy, length)
        self.block = grown(self.block, length)
        self.resume = grown(self.resume, length)
        self.waiting = grown(self.waiting, length)
        self.timer = grown(self.timer, length)
        self.steps = grown(self.steps, length)
        self.steps_in_total = grown(self.steps_in_total, length)
        self.base = grown(self.base, length, NONE)
