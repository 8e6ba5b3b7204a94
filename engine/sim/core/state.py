"""`State`: what a run knows at one instant: the clock, the log so far, where everything is.

In: a program and limits. Out: the parts that everything else of the run shares.
"""

from engine.limits import Limits
from engine.program.model import Program
from engine.sim.core.activations import Activations
from engine.sim.core.agenda import Agenda
from engine.sim.core.draws import Draws
from engine.sim.core.journal import Journal
from engine.sim.core.lengths import Lengths
from engine.sim.core.places import Places
from engine.sim.core.requests import Requests
from engine.sim.core.staff import Staff
from engine.sim.core.variates import Variates


class State:
    """The parts that hold columns; there is one state a run. `seed` is that of its draws."""

    def __init__(self, program: Program, limits: Limits, seed: int = 0) -> None:
        width = max((len(strategy.slots) for strategy in program.strategies), default=0)
        self.agenda = Agenda(limits.same_instant_events)
        self.journal = Journal(self.agenda, limits.events)
        self.staff = Staff(program, self.agenda, self.journal)
        self.requests = Requests(program, self.agenda, self.journal, self.staff)
        self.activations = Activations(width)
        self.places = Places(
            self.agenda, len(program.queues), limits.interactions, len(program.views),
            workbins=len(program.directory.workbins),
            routing_us=program.directory.interaction_server.routing_us, staff=self.staff,
            journal=self.journal,
        )  # fmt: skip
        self.places.join(self.activations)
        for number, queue in enumerate(program.queues):
            self.places.capacity[number] = queue.capacity
        self.draws = Draws(seed)
        self.variates = Variates(self.draws)
        self.lengths = Lengths(program, self.places, self.variates)
