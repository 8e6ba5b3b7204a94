"""One run: a program and a scenario make an event log.

In: a program, a scenario, limits. Out: its `EventLog`; the same three give the same bytes, in any
process and in both forms of the core. The parts of a run are put together here; no state outlives
it, so runs may follow or stand beside one another.
"""

from engine.limits import LIMITS, Limits
from engine.log.events import COLUMNS
from engine.log.model import FORMAT, EventLog
from engine.program.model import Program
from engine.scenario import Scenario
from engine.scenario.head import head_lines
from engine.sim.agents import LAST_AGENT, SELECTED, Agents
from engine.sim.beginning import begin
from engine.sim.bounds import LimitReached, reached
from engine.sim.callers import Callers
from engine.sim.chat_server import ChatServer
from engine.sim.contact_server import ContactServer
from engine.sim.core.expressions import Evaluator
from engine.sim.core.machine import Machine
from engine.sim.core.state import State
from engine.sim.customers import Customers
from engine.sim.effects import Acted, Effects
from engine.sim.happenings import Happenings, People
from engine.sim.kinship import Kinship
from engine.sim.letters import Letters
from engine.sim.pooled import PooledValues
from engine.sim.run import Run
from engine.sim.services import Services
from engine.sim.staffing import staffing
from engine.sim.why import WhySection
from engine.sim.world import RunningWorld
from engine.values import Pool, PoolFullError, quote

__all__ = ["LimitReached", "Run", "assemble", "begin", "log_of", "simulate"]


def simulate(program: Program, scenario: Scenario, limits: Limits = LIMITS) -> EventLog:
    """Runs one interaction through its strategy, and on until nothing moves or to the horizon.

    Raises `LimitReached` when a bound on the whole run is met, KeyError for a scenario that names
    a strategy, a block, a queue or a function that there is not.
    """
    try:
        run = assemble(program, scenario, limits)
        begin(run)
        quiet = run.machine.run(scenario.horizon_us)
    except PoolFullError:
        reached("pool_chars", limits.pool_chars)
    run.state.places.recount()
    run.machine.routing.recount()
    run.chat_server.recount()
    return log_of(run, "nothing is left to happen" if quiet else "horizon")


def assemble(program: Program, scenario: Scenario, limits: Limits = LIMITS) -> Run:
    """The parts of a run, before anything happens."""
    state = State(program, limits, scenario.seed)
    pool = program.constants.copied(limits.pool_chars)
    why = WhySection(program, pool, state.places)
    values = PooledValues(program, limits, pool, state, why, scenario.statistics)
    evaluator = Evaluator(program, scenario.start, state, values)
    evaluator.count(*values.natives())
    contact_server = ContactServer(program.directory, state, pool, why)
    letters, kinship = Letters(state, why), Kinship(limits.spawn_depth, state.places)
    world = RunningWorld(
        program, scenario.start, state, limits, contact_server, letters=letters, kinship=kinship,
        pool=pool,
    )  # fmt: skip
    services = Services(
        program, scenario, world=world, state=state, evaluator=evaluator, pool=pool, why=why
    )
    machine = Machine(
        program, limits, state=state, evaluator=evaluator, servers=services, words=why
    )
    _meet(program, scenario, state, machine, pool)
    chat_server = ChatServer(
        program.directory.chat_server, state, machine.life, start=scenario.start, pool=pool, why=why
    )
    world.join(chat_server)
    effects = Effects(
        program, state=state, life=machine.life,
        servers=Acted(chat_server, contact_server, letters), kinship=kinship, pool=pool, why=why,
    )  # fmt: skip
    customers = Customers(
        program, state=state, life=machine.life, chat_server=chat_server, world=world, pool=pool,
        why=why,
    )  # fmt: skip
    callers = Callers(
        program, scenario, limits, state=state, evaluator=evaluator, machine=machine, pool=pool,
        why=why,
    )  # fmt: skip
    agents = Agents(program, state=state, machine=machine, chat_server=chat_server, pool=pool)
    happenings = Happenings(
        scenario.happenings, limits, state=state, machine=machine, chat_server=chat_server,
        people=People(customers=customers, callers=callers, agents=agents), pool=pool,
    )  # fmt: skip
    services.join(machine, chat_server, effects, callers, happenings, agents)
    services.keeps(why, chat_server, contact_server, letters, kinship, callers)
    return Run(
        program=program,
        scenario=scenario,
        state=state,
        evaluator=evaluator,
        machine=machine,
        services=services,
        values=values,
        chat_server=chat_server,
        world=world,
        customers=customers,
        happenings=happenings,
        pool=pool,
        why=why,
    )


def _meet(program: Program, scenario: Scenario, state: State, machine: Machine, pool: Pool) -> None:
    """The agents of the run, as the scenario says, and the names by which they are looked up."""
    agents, groups = program.directory.agents, program.directory.groups
    plans = staffing(agents, scenario.staff)
    names = [pool.encode(agent.name) for agent in agents]
    for number, name in enumerate(names):
        state.staff.meet(
            number, name, int(plans.ready[number]), plans.answers_us[number],
            plans.handles_us[number],
        )  # fmt: skip

    def keys() -> tuple[int, int]:
        return pool.encode(SELECTED), pool.encode(LAST_AGENT)

    machine.routing.meet(names, [pool.encode(group.name) for group in groups], keys)


def log_of(run: Run, end: str) -> EventLog:
    """The log of a run that has ended, with what it was made of."""
    head = {
        "format": str(FORMAT),
        "program": run.program.digest(),
        "strategy": run.scenario.strategy,
        "ani": quote(run.scenario.ani),
        "dnis": quote(run.scenario.dnis),
        "priority": str(run.scenario.priority),
        "seed": str(run.scenario.seed),
        "start": str(run.scenario.start),
        "horizon_us": str(run.scenario.horizon_us),
        "end": end,
        **head_lines(run.scenario),
    }
    return EventLog(
        head=head,
        columns=dict(zip(COLUMNS, run.state.journal.columns(), strict=True)),
        pool=run.pool,
        reasons=tuple(run.why.reasons),
        contents=tuple(run.why.contents),
    )
