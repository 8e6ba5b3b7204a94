"""`Bars`: capacity rules: by how much of other media an agent is kept from more of one.

In: the agents of a program, what each has. Out: whether they get no more of a family of media.
"""

from array import array

from engine.ops import Family
from engine.program.model import Program
from engine.sim.core.columns import column
from engine.sim.core.numbers import ALONE, BY_RULE
from engine.staff import AND, NO_BARS, VOICE_ONLY

FAMILIES = len(Family)
BOTH = AND


class Bars:
    """Rows of all rules in postfix; those of a rule and a family begin at `_starts`. A row says
    `_what` is counted and the `_least` that counts, or joins the two before it. By agent `_rule`,
    those who are alike share one; `alone` says what they can have beside something: anything (0),
    nothing (`ALONE`), what their rule allows (`BY_RULE`)."""

    def __init__(self, program: Program) -> None:
        agents = program.directory.agents
        self._rule = column(max(len(agents), 1))
        self.alone = column(max(len(agents), 1))
        known = {NO_BARS: 0}
        for number, agent in enumerate(agents):
            self._rule[number] = known.setdefault(agent.bars, len(known))
            self.alone[number] = ALONE if agent.capacity == VOICE_ONLY else 0
            if agent.bars != NO_BARS:
                self.alone[number] = BY_RULE
        rows = [row for bars in known for bar in bars for row in bar]
        self._starts = column(len(known) * FAMILIES + 1)
        self._what = column(max(len(rows), 1))
        self._least = column(max(len(rows), 1))
        for at, (what, least) in enumerate(rows):
            self._what[at] = what
            self._least[at] = least
        at = 0
        for number, bar in enumerate(bar for bars in known for bar in bars):
            self._starts[number] = at
            at += len(bar)
        self._starts[len(known) * FAMILIES] = at

    def keeps_from(self, agent: int, family: int, load: "array[int]") -> bool:
        """Whether an agent gets no more of a family, by what they have of each (`load`)."""
        rule = self._rule[agent] * FAMILIES + family
        # The stack of what holds, a bit each: the reader of rules bounds how many there can be.
        holds = 0
        for at in range(self._starts[rule], self._starts[rule + 1]):
            what = self._what[at]
            if what >= 0:
                holds = holds << 1 | (load[agent * FAMILIES + what] >= self._least[at])
            elif what == BOTH:
                holds = holds >> 1 & (holds | -2)
            else:
                holds = holds >> 1 | (holds & 1)
        return holds != 0
