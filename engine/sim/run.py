"""`Run`: the parts of one run that are looked at from outside.

In: what `simulate.assemble` has made. Out: a value that holds it together.
"""

from dataclasses import dataclass

from engine.program.model import Program
from engine.scenario import Scenario
from engine.sim.chat_server import ChatServer
from engine.sim.core.expressions import Evaluator
from engine.sim.core.machine import Machine
from engine.sim.core.state import State
from engine.sim.happenings import Happenings
from engine.sim.why import WhySection
from engine.values import Pool


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The parts, before, while and after things happen."""

    program: Program
    scenario: Scenario
    state: State
    evaluator: Evaluator
    machine: Machine
    chat_server: ChatServer
    happenings: Happenings
    pool: Pool
    why: WhySection
