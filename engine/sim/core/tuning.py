"""`Tuning`: who comes first of interactions with one priority, where not simply who waits longer.

In: how long an interaction has been there, or is going to wait, and within what time it is to be
answered. Out: which of two is later, for its objective. (`PriorityTuning`, docs.genesys.com, Using
URS Functions: `useAge`, `usePredict`, `useObjective`.)
"""

from engine.program.model import Program
from engine.sim.core.agenda import Agenda
from engine.sim.core.columns import FIRST_CAPACITY, column, grown
from engine.staff import USUAL_OBJECTIVE_US

USUAL_US = USUAL_OBJECTIVE_US


class Tuning:
    """Columns by interaction: `scale` is its objective. `_since` is the instant from which its time
    counts; where it is `_foretold`, how long it will wait, negated: the least is first, either way.

    Nothing of this is kept unless some routing of the program is tuned (`is_used`).
    """

    def __init__(self, program: Program, agenda: Agenda) -> None:
        self._agenda = agenda
        self.is_used = int(any(routing.is_tuned for routing in program.routings))
        self.scale = column(FIRST_CAPACITY, USUAL_US)
        self._since = column(FIRST_CAPACITY)
        self._foretold = column(FIRST_CAPACITY)

    def begin(self, interaction: int, length: int, foretold: int, objective: int) -> None:
        """An interaction begins to wait that has been there for a length, or will be if that is
        `foretold` (1). Its objective is more than 0."""
        while interaction >= len(self.scale):
            self._grow(2 * len(self.scale))
        self._since[interaction] = -length if foretold else self._agenda.now - length
        self._foretold[interaction] = foretold
        self.scale[interaction] = objective

    def order(self, interaction: int, other: int) -> int:
        """1 if the first of two is later for its objective, -1 if the second is, else 0."""
        mine, theirs = self.length(interaction), self.length(other)
        scale, other_scale = self.scale[interaction], self.scale[other]
        if scale == other_scale:
            return (mine > theirs) - (mine < theirs)
        # As continued fractions: the products may be too large for an integer of the core.
        sign = 1
        while True:
            whole, other_whole = mine // scale, theirs // other_scale
            if whole != other_whole:
                return sign if whole > other_whole else -sign
            mine -= whole * scale
            theirs -= other_whole * other_scale
            if mine == 0 or theirs == 0:
                return sign * ((mine > 0) - (theirs > 0))
            mine, scale = scale, mine
            theirs, other_scale = other_scale, theirs
            sign = -sign

    def length(self, interaction: int) -> int:
        """How long an interaction has been there, or is going to wait."""
        if self._foretold[interaction]:
            return -self._since[interaction]
        return self._agenda.now - self._since[interaction]

    def _grow(self, length: int) -> None:
        self.scale = grown(self.scale, length, USUAL_US)
        self._since = grown(self._since, length)
        self._foretold = grown(self._foretold, length)
