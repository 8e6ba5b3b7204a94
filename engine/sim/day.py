"""One simulated day: a program and a simulation make counts, and an event log if it is wanted.

In: a program with its arrivals, a simulation, a seed. Out: `Day`; the same make the same bytes, in
any process and in both forms of the core, whatever is kept of the log. The parts are those of a
run of one interaction (`simulate`), and the people of a simulation with them.
"""

from array import array
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from engine import collector
from engine.days import Simulation
from engine.limits import LIMITS, Limits
from engine.log.counts import Counts, Level
from engine.log.events import COLUMNS, Event
from engine.log.model import FORMAT, EventLog
from engine.ops import FIRST_FINAL, Place
from engine.program.model import Program
from engine.scenario import Scenario
from engine.sim.attributes import Attributes
from engine.sim.bounds import LimitReached, limit_reached, reached
from engine.sim.core.crowd import Crowd
from engine.sim.core.journal import Folding
from engine.sim.core.numbers import NONE
from engine.sim.core.tally import Tally
from engine.sim.failing import Failings
from engine.sim.failing_queues import spells
from engine.sim.failing_world import begin_failures
from engine.sim.failure_draws import plan_of
from engine.sim.families import Families
from engine.sim.invariants import LawBroken
from engine.sim.reception import Reception
from engine.sim.rota import rota_of
from engine.sim.run import Run
from engine.sim.simulate import assemble
from engine.sim.tidying import Tidying
from engine.sim.visitors import Chances, Visitors
from engine.values import MINUTE, Pool, PoolFullError, Time

SLICES = 200
"""In so many parts of its duration a simulation is run, for whoever wants to know how far it is."""
QUIET, CUT, MET = "nothing is left to happen", "horizon", "limit"
LIVE = [place for place in Place if place < FIRST_FINAL]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What a day has come to. `log` is None below `Level.EVENTS`. `truncated` says that something
    was still going on when it was cut off; by `limit` if that is not None. Where somebody was
    followed who never came there is no log, and `near` are the names of the nearest who did."""

    counts: Counts
    log: EventLog | None
    end: str
    truncated: bool
    limit: LimitReached | None = None
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How a simulation is run; `followed` are the numbers of those alone whose rows are kept."""

    seed: int
    level: Level
    deep: bool
    limits: Limits
    progress: Progress | None
    recycle: bool
    followed: frozenset[int] = frozenset()

    def keeps(self) -> bool:
        """Whether all rows are kept."""
        return self.level >= Level.EVENTS and not self.followed


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """A run with the people of a simulation. `rota_end_us` is the last time of the rota."""

    run: Run
    tally: Tally
    rota_end_us: int
    failings: Failings | None

    def have_gone(self) -> bool:
        """Whether nobody is there, nobody will come, and nothing else is going on: all that is left
        to happen is that agents go and come, and that windows of failures begin."""
        agenda, counts = self.run.state.agenda, self.run.state.places.counts
        rota = 1 if self.rota_end_us > agenda.now else 0
        idle = rota if self.failings is None else rota + self.failings.waiting()
        return agenda.length <= idle and not any(counts[place] for place in LIVE)


def simulate_day(
    program: Program,
    simulation: Simulation,
    *,
    seed: int | None = None,
    level: Level = Level.SUMMARY,
    deep: bool = False,
    limits: Limits = LIMITS,
    progress: Progress | None = None,
    recycle: bool = True,
) -> Day:
    """Simulates a day; `seed` is the simulation's own if None.

    `deep` checks every invariant from scratch again and again. `progress` is called now and then
    with the time of the simulation and its end, in microseconds; what it raises ends the run.
    Without `recycle` memory grows with all that was ever there, and the log is the same. Raises
    `LimitReached` where the project alone is too large; KeyError for arrivals that lead to what the
    program has not.
    """
    asked = Asked(
        seed=simulation.seed if seed is None else seed, level=level, deep=deep, limits=limits,
        progress=progress, recycle=recycle,
    )  # fmt: skip
    return _simulated(program, simulation, asked)


def follow_day(
    program: Program,
    simulation: Simulation,
    identity: str,
    *,
    seed: int | None = None,
    deep: bool = False,
    limits: Limits = LIMITS,
    progress: Progress | None = None,
    recycle: bool = True,
) -> Day:
    """The same day, with a log of one interaction (`voice-12`) and its family (`Families`) alone:
    all their rows, and all reasons.

    The day is run twice, since who belongs to a family is known at its end: memory follows what is
    there at once, and what the family has done.
    """
    asked = Asked(
        seed=simulation.seed if seed is None else seed, level=Level.SUMMARY, deep=False,
        limits=limits, progress=progress, recycle=recycle,
    )  # fmt: skip
    met: list[Families] = []

    def before(tally: Tally, pool: Pool) -> Folding:
        met.append(Families(tally, pool))
        return met[0]

    found = _simulated(program, simulation, asked, before)
    followed = met[0].of(identity)
    if not followed:
        return replace(found, near=met[0].near(identity))
    story = replace(asked, level=Level.WHY, deep=deep, followed=followed)
    return _simulated(program, simulation, story)


def watched_day(
    program: Program,
    simulation: Simulation,
    before: Callable[[Tally, Pool], Folding],
    *,
    seed: int | None = None,
    limits: Limits = LIMITS,
) -> Day:
    """The same day without a log; what `before` makes is given all rows, and gives them on to the
    tally that it was made with."""
    asked = Asked(
        seed=simulation.seed if seed is None else seed, level=Level.SUMMARY, deep=False,
        limits=limits, progress=None, recycle=True,
    )  # fmt: skip
    return _simulated(program, simulation, asked, before)


def _simulated(
    program: Program,
    simulation: Simulation,
    asked: Asked,
    before: Callable[[Tally, Pool], Folding] | None = None,
) -> Day:
    """Runs a simulation; `before` makes what sees rows before the tally, if anything does."""
    scenario = Scenario(start=Time(simulation.start_us), seed=asked.seed)
    try:
        run = assemble(program, scenario, asked.limits)
        people = _begin(run, simulation, asked, before)
    except PoolFullError:
        reached("pool_chars", asked.limits.pool_chars)
    if asked.deep:
        run.machine.upkeep.check_deeply()
    end, limit = _end(people, simulation, asked.progress, asked.limits)
    state = run.state
    state.journal.tell()
    end_us = simulation.duration_us + simulation.wind_down_us
    if end != CUT:
        end_us = max(state.agenda.now, simulation.duration_us if end == QUIET else 0)
    return Day(
        counts=people.tally.counts(end_us),
        log=None if asked.level < Level.EVENTS else _log(run, simulation, end, asked),
        end=end,
        truncated=end != QUIET,
        limit=limit,
    )


def _end(
    people: People, simulation: Simulation, progress: Progress | None, limits: Limits
) -> tuple[str, LimitReached | None]:
    """Runs; gives how that ended, and the limit that was met. A law that is broken says how to see
    it again."""
    run = people.run
    try:
        with collector.rarely():
            quiet = _run(people, simulation, progress)
        _recount(run)
    except PoolFullError:
        return MET, limit_reached("pool_chars", limits.pool_chars)
    except LimitReached as met:
        return MET, met
    except LawBroken as broken:
        seed, program = run.scenario.seed, run.program.digest()
        where = f"simulation {simulation.name}, seed {seed}, program {program}"
        raise LawBroken(broken.law, f"{broken.found}; {where}") from broken
    return QUIET if quiet else CUT, None


def _begin(
    run: Run,
    simulation: Simulation,
    asked: Asked,
    before: Callable[[Tally, Pool], Folding] | None,
) -> People:
    """The people come to the parts of a run; the first of them are on the agenda."""
    program, state, machine, pool = run.program, run.state, run.machine, run.pool
    streams = program.days.arrivals
    tally = Tally(program, simulation)
    tally.meet([pool.encode(agent.name) for agent in program.directory.agents], pool)
    first = tally if before is None else before(tally, pool)
    state.journal.fold(first, int(asked.level))
    if asked.recycle:
        state.places.recycle()
    if asked.followed:
        state.journal.follow(asked.followed)
        run.why.follow(state.journal)
    elif asked.level == Level.SUMMARY:
        run.why.hush()
    elif asked.level < Level.WHY:
        run.why.spare()
    state.lengths.begin(simulation)
    plan = plan_of(simulation, asked.seed)
    failings = None if plan is None else Failings(plan, simulation, state)
    attributes = Attributes(streams, state.draws, pool)
    crowd = Crowd(
        program, streams, simulation, state=state, life=machine.life, attributes=attributes,
        pool=pool, spells=() if failings is None else spells(failings),
    )  # fmt: skip
    machine.join(crowd)
    reception = Reception(
        program, streams, state=state, machine=machine, chat_server=run.chat_server,
        customers=run.customers, pool=pool, why=run.why,
    )  # fmt: skip
    visitors = Visitors(
        streams, reception, run.customers,
        Chances(crowd=crowd, attributes=attributes, draws=state.draws, variates=state.variates),
        state=state, life=machine.life, chat_server=run.chat_server, pool=pool,
    )  # fmt: skip
    run.services.welcome(visitors)
    state.staff.announce()
    rota = rota_of(program.directory, simulation)
    times, agents, whats = ([row[at] for row in rota] for at in range(3))
    machine.routing.shifts.plan(times, agents, whats)
    machine.routing.begin_shifts()
    crowd.begin()
    if failings is not None:
        begin_failures(run, failings)
    if asked.recycle and not asked.keeps():
        run.services.tidies(
            Tidying(state=state, life=machine.life, values=run.values, pool=pool, why=run.why)
        )
    end_us = rota[-1][0] if rota else 0
    return People(run=run, tally=tally, rota_end_us=end_us, failings=failings)


def _run(people: People, simulation: Simulation, progress: Progress | None) -> bool:
    """Runs to the end of the day, and on until nobody is there any more or the time is over; gives
    whether nothing is left to happen. The rota alone keeps nobody there."""
    run, agenda = people.run, people.run.state.agenda
    duration, end = simulation.duration_us, simulation.duration_us + simulation.wind_down_us
    slice_us = max(duration // SLICES, MINUTE)
    time, quiet = 0, False
    while not quiet and time < duration:
        time = min(time + slice_us, duration)
        quiet = run.machine.run(time)
        if progress is not None:
            progress(time, end)
    while not quiet and agenda.next_time() <= end:
        quiet = people.have_gone() or run.machine.run(agenda.next_time())
    return quiet or people.have_gone()


def _recount(run: Run) -> None:
    run.state.places.recount()
    run.machine.routing.recount()
    run.chat_server.recount()


def _log(run: Run, simulation: Simulation, end: str, asked: Asked) -> EventLog:
    """The log of a day that has ended, with what it was made of; that of those who are followed
    says with which strategy they began."""
    made_of = repr((simulation, run.program.days.arrivals))
    plan = plan_of(simulation, run.scenario.seed)
    if plan is not None:
        made_of += repr(plan)
    head = {
        "format": str(FORMAT),
        "program": run.program.digest(),
        "simulation": simulation.name,
        "input": sha256(made_of.encode()).hexdigest(),
        "seed": str(run.scenario.seed),
        "start": str(run.scenario.start),
        "duration_us": str(simulation.duration_us),
        "horizon_us": str(simulation.duration_us + simulation.wind_down_us),
        "end": end,
    }
    columns = dict(zip(COLUMNS, run.state.journal.columns(), strict=True))
    reasons = run.why.reasons if asked.level is Level.WHY else []
    if asked.followed:
        head["strategy"] = _begun(run.program, columns)
        events = run.state.journal.events
        reasons = [each._replace(event=events[each.event]) for each in reasons]
    return EventLog(
        head=head,
        columns=columns,
        pool=run.pool,
        reasons=tuple(reasons),
        contents=tuple(run.why.contents) if asked.level is Level.WHY else (),
    )


def _begun(program: Program, columns: Mapping[str, "array[int]"]) -> str:
    """The strategy that was the first to begin, empty if none was before the first queue."""
    for kind, strategy, view in zip(columns["kind"], columns["a"], columns["b"], strict=True):
        if kind == Event.STARTED:
            return program.strategies[strategy].name if view == NONE else ""
    return ""
