"""`Busy`: treatments while nobody is free: what a caller hears who waits for an agent.

In: the program's routings, who waits by which of them. Out: prompts, one after the other and from
the first again; rows of the event log. Calls alone are played to.
"""

from engine.log.events import Event
from engine.program.model import Program
from engine.sim.core.columns import FIRST_CAPACITY, column, grown
from engine.sim.core.numbers import NEVER, NONE, VOICE
from engine.sim.core.state import State
from engine.sim.core.tags import FAULTY, TAG_DIGITS
from engine.sim.core.waiting import Waiting

PLAYED = int(Event.PLAYED)


class Busy:
    """Rows of all treatments, those of a routing from `_starts` on. Columns by interaction: `due`
    is when the next one begins (`NEVER`: none does), `_next` which.

    Nothing of this is kept unless some routing of the program has treatments (`is_used`).
    """

    def __init__(self, program: Program, *, state: State, waiting: Waiting) -> None:
        self._agenda = state.agenda
        self._journal = state.journal
        self._places = state.places
        self._activations = state.activations
        self._requests = state.requests
        self._turns = state.requests.turns
        self._waiting = waiting
        treatments = [each for routing in program.routings for each in routing.treatments]
        self.is_used = int(bool(treatments))
        self._starts = column(len(program.routings) + 1)
        at = 0
        for number, routing in enumerate(program.routings):
            self._starts[number] = at
            at += len(routing.treatments)
        self._starts[len(program.routings)] = at
        self._prompt = column(max(at, 1))
        self._length = column(max(at, 1))
        for number, each in enumerate(treatments):
            self._prompt[number] = each.prompt
            self._length[number] = each.length_us
        self.due = column(FIRST_CAPACITY, NEVER)
        self._next = column(FIRST_CAPACITY)
        # Who waits for ever, and by which ticket: there may be another one in its place.
        self._endless: list[int] = []
        self._tickets: list[int] = []
        self._looked_at = FIRST_CAPACITY

    def begin(self, interaction: int, routing: int) -> None:
        """An interaction begins to wait: the first treatment is due once it is known that nobody
        is free."""
        while interaction >= len(self.due):
            self.due = grown(self.due, 2 * len(self.due), NEVER)
            self._next = grown(self._next, 2 * len(self._next))
        self.due[interaction] = NEVER
        has_some = self._starts[routing] < self._starts[routing + 1]
        if has_some and self._places.family[interaction] == VOICE:
            self.due[interaction] = self._agenda.now
            self._next[interaction] = self._starts[routing]
            if self._requests.until[interaction] == NEVER:
                self._endless.append(interaction)
                self._tickets.append(self._turns.tickets[interaction])
                if len(self._endless) > 2 * self._looked_at:
                    self._forget()

    def play(self, interaction: int) -> int:
        """Begins the treatment that is due; 0, or the fault of its text."""
        now, routing = self._agenda.now, self._turns.routing[interaction]
        at = self._next[interaction]
        if at == self._starts[routing + 1]:
            at = self._starts[routing]
            if self._is_all(interaction):
                self.due[interaction] = NEVER
                return 0
        text = self._waiting.value(interaction, self._prompt[at])
        if text & TAG_DIGITS == FAULTY:
            return text
        block = self._activations.block[interaction]
        self._journal.write(PLAYED, interaction, block, NONE, NONE, text, self._length[at])
        self.due[interaction] = now + self._length[at]
        self._next[interaction] = at + 1
        return 0

    def _is_all(self, interaction: int) -> bool:
        """Whether nothing can happen any more but treatments: they do not keep a run going."""
        if self._requests.until[interaction] != NEVER:
            return False
        self._forget()
        # Of each of them there is no more on the agenda than one clock, of this one there is none.
        if self._agenda.length >= len(self._endless):
            return False
        for other in self._endless:
            if self._requests.next_at[other] != NEVER or not self._requests.is_in_line(other):
                return False
        return True

    def _forget(self) -> None:
        """Of one who does not wait any more nothing is kept, nor that one is there twice."""
        endless, tickets = self._endless, self._tickets
        self._endless, self._tickets = [], []
        seen: set[int] = set()
        for interaction, ticket in zip(endless, tickets, strict=True):
            waits = self._turns.routing[interaction] != NONE
            if waits and self._turns.tickets[interaction] == ticket and ticket not in seen:
                seen.add(ticket)
                self._endless.append(interaction)
                self._tickets.append(ticket)
        self._looked_at = max(len(self._endless), FIRST_CAPACITY)
