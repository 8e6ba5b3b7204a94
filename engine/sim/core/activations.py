"""`Activations`: how far each interaction's strategy has come.

In: activations that begin and end. Out: columns by interaction, and frames. A frame holds the
variables of one activation, the answers and the faults of its blocks; it is used again when the
activation is over, so memory follows the activations that run at once.
"""

from engine.sim.core.columns import FIRST_CAPACITY, column, grown
from engine.sim.core.numbers import NONE
from engine.sim.core.tags import INTEGER


class Activations:
    """Columns by interaction, and frames of `width` slots.

    `resume` is the operation to go on with; `waiting` is the reference id of the ESP call that is
    awaited, 0 for none; `timer` is an entry of the agenda. `steps` counts blocks entered since the
    last suspension, `steps_in_total` all. `base` is where an interaction's slots begin, `NONE`
    while no strategy runs.
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
        self.slots = column(self.width * FIRST_CAPACITY)
        self.answers: list[dict[int, int]] = []
        self.faults: list[dict[int, int]] = []
        self.fault_contents: list[dict[int, int]] = []
        self._free = column(FIRST_CAPACITY)
        self._free_count = 0
        self._frame_count = 0

    def begin(self, interaction: int, strategy: int) -> None:
        """An activation begins, in a frame of its own."""
        while interaction >= len(self.base):
            self._grow(2 * len(self.base))
        self.strategy[interaction] = strategy
        self.block[interaction] = NONE
        self.waiting[interaction] = 0
        self.timer[interaction] = NONE
        self.base[interaction] = self._new_frame() * self.width

    def end(self, interaction: int) -> None:
        """An activation is over."""
        frame = self.base[interaction] // self.width
        self.answers[frame].clear()
        self.faults[frame].clear()
        self.fault_contents[frame].clear()
        self._free[self._free_count] = frame
        self._free_count += 1
        self.base[interaction] = NONE

    def answered(self, interaction: int, block: int, value: int) -> None:
        """Keeps what a block's call has answered."""
        self.answers[self.base[interaction] // self.width][block] = value

    def failed(self, interaction: int, block: int, number: int, content: int) -> None:
        """Keeps the fault that a block has ended with."""
        frame = self.base[interaction] // self.width
        self.faults[frame][block] = number * 16 + INTEGER
        self.fault_contents[frame][block] = content

    def forget_steps(self, interaction: int) -> None:
        """The activation has suspended, or is about to begin: it may go on for as long again."""
        if interaction < len(self.steps):
            self.steps[interaction] = 0

    def is_running(self, interaction: int) -> bool:
        """Whether a strategy runs for an interaction."""
        return interaction < len(self.base) and self.base[interaction] != NONE

    def _new_frame(self) -> int:
        if self._free_count:
            self._free_count -= 1
            return self._free[self._free_count]
        frame = self._frame_count
        self._frame_count += 1
        self.answers.append({})
        self.faults.append({})
        self.fault_contents.append({})
        if self._frame_count * self.width > len(self.slots):
            self.slots = grown(self.slots, 2 * len(self.slots))
            self._free = grown(self._free, 2 * len(self._free))
        return frame

    def _grow(self, length: int) -> None:
        self.strategy = grown(self.strategy, length)
        self.block = grown(self.block, length)
        self.resume = grown(self.resume, length)
        self.waiting = grown(self.waiting, length)
        self.timer = grown(self.timer, length)
        self.steps = grown(self.steps, length)
        self.steps_in_total = grown(self.steps_in_total, length)
        self.base = grown(self.base, length, NONE)
