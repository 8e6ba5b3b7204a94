"""One run: a program and a scenario make an event log.

In: a program, a scenario, limits. Out: its `EventLog`; the same three give the same bytes, in any
process and in both forms of the core. The parts of a run are put together here; no state outlives
it, so runs may follow or stand beside one another.
"""

from dataclasses import dataclass

from engine.limits import LIMITS, Limits
from engine.log.events import COLUMNS, Event
from engine.log.model import FORMAT, EventLog
from engine.ops import Family
from engine.program.model import Program
from engine.scenario import Scenario
from engine.sim.bounds import LimitReached, reached
from engine.sim.chat_server import IS_ONLINE, KNOWN, OFFLINE, ONLINE, SHOWN, ChatServer
from engine.sim.core.expressions import Evaluator
from engine.sim.core.machine import Machine
from engine.sim.core.numbers import NONE
from engine.sim.core.state import State
from engine.sim.effects import Effects, attach_all
from engine.sim.pooled import PooledValues
from engine.sim.services import Services
from engine.sim.why import WhySection
from engine.values import KVList, Pool, PoolFullError, quote

__all__ = ["LimitReached", "Run", "assemble", "begin", "log_of", "simulate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The parts of a run that are looked at from outside."""

    program: Program
    scenario: Scenario
    state: State
    evaluator: Evaluator
    machine: Machine
    chat_server: ChatServer
    pool: Pool
    why: WhySection


def simulate(program: Program, scenario: Scenario, limits: Limits = LIMITS) -> EventLog:
    """Runs one interaction through its strategy, and on until nothing moves or to the horizon.

    Raises `LimitReached` when a bound on the whole run is met, KeyError for an unknown strategy.
    """
    run = assemble(program, scenario, limits)
    try:
        begin(run)
        quiet = run.machine.run(scenario.horizon_us)
    except PoolFullError:
        reached("pool_chars", limits.pool_chars)
    run.state.places.recount()
    return log_of(run, "nothing is left to happen" if quiet else "horizon")


def assemble(program: Program, scenario: Scenario, limits: Limits = LIMITS) -> Run:
    """The parts of a run, before anything happens."""
    state = State(program, limits)
    pool = _pool_of(program, limits)
    why = WhySection(program, pool)
    values = PooledValues(program, limits, pool, state.places, why)
    evaluator = Evaluator(program, scenario.start, state, values)
    services = Services(
        program, scenario, limits, state=state, evaluator=evaluator, pool=pool, why=why
    )
    machine = Machine(
        program, limits, state=state, evaluator=evaluator, servers=services, words=why
    )
    chat_server = ChatServer(program.directory.chat_server, state, machine.life, pool)
    effects = Effects(
        program, state=state, life=machine.life, chat_server=chat_server, pool=pool, why=why
    )
    services.join(machine, chat_server, effects)
    return Run(
        program=program,
        scenario=scenario,
        state=state,
        evaluator=evaluator,
        machine=machine,
        chat_server=chat_server,
        pool=pool,
        why=why,
    )


def begin(run: Run) -> None:
    """The scenario's interaction comes to its strategy.

    A chat comes as if its strategy's view had just pulled it, with an open session, unless its data
    says that the session has ended.
    """
    scenario, program = run.scenario, run.program
    numbers = {strategy.name: number for number, strategy in enumerate(program.strategies)}
    number = numbers[scenario.strategy]
    family = Family(program.strategies[number].family)
    media = run.pool.encode(family.name.lower())
    ani, dnis = run.pool.encode(scenario.ani), run.pool.encode(scenario.dnis)
    interaction = run.state.places.create(int(family), media, ani, dnis, scenario.priority)
    run.state.journal.write(int(Event.CREATED), interaction, NONE, NONE, NONE, media, NONE)
    feeding = (view.queue for view in program.views if view.strategy == number)
    run.state.places.run(interaction, NONE if family is Family.VOICE else next(feeding, NONE))
    if family is Family.VOICE:
        run.state.places.set_session(interaction, ONLINE, KNOWN)
    data = scenario.data
    if family is Family.CHAT:
        # The property is an integer, the key a text (docs.genesys.com, interaction properties).
        online = OFFLINE if data.get(IS_ONLINE) in (SHOWN[OFFLINE], OFFLINE) else ONLINE
        own = ((key, value) for key, value in data if key != IS_ONLINE)
        data = KVList((*own, (IS_ONLINE, SHOWN[online])))
    attach_all(run.machine.life, run.pool, interaction, data)
    if family is Family.CHAT and online == ONLINE:
        run.chat_server.open(interaction, terminate=False)
    elif family is Family.CHAT:
        run.chat_server.ended_before(interaction)
    run.machine.start(interaction, number, NONE)


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
    }
    return EventLog(
        head=head,
        columns=dict(zip(COLUMNS, run.state.journal.columns(), strict=True)),
        pool=run.pool,
        reasons=tuple(run.why.reasons),
        contents=tuple(run.why.contents),
    )


def _pool_of(program: Program, limits: Limits) -> Pool:
    """A pool of its own that begins with the program's constants under their integers."""
    pool = Pool(limits.pool_chars)
    for value in program.constants.items:
        pool.encode(value)
    return pool
