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
from engine.sim.customers import Customers
from engine.sim.happenings import Happenings
from engine.sim.pooled import PooledValues
from engine.sim.services import Services
from engine.sim.why import WhySection
from engine.sim.world import RunningWorld
from engine.values import Pool


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The parts, before, while and after things happen."""

    program: Program
    scenario: Scenario
    state: State
    evaluator: Evaluator
    machine: Machine
    services: Services
    values: PooledValues
    chat_server: ChatServer
    world: RunningWorld
    customers: Customers
    happenings: Happenings
    pool: Pool
    why: WhySection
