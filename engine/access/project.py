"""Projects from Python: load one, run an interaction or a day through it, ask what happened.

In: a path, and plain Python values: texts, numbers, dictionaries, durations as `"20m"`. Out: a
`Project`, of each run a `Finished`, whose answers are folds of its event log, of each simulated day
a `FinishedDay` with its figures, of many a `FinishedDays`. The fixture `load_project` of the pytest
plugin gives the same.

    project = load_project("strategies/whatsapp_notification")
    run = project.run(ani="+14155550123", data={"FirstName": "Ana", "OrderId": "A-1042"})
    assert run.path == ("mobile", "invite", "tell", "bye")
    assert run.chats[0].outcome == ("stopped", "notification sent")
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import overload

from engine import pipeline
from engine.access.finished import Finished
from engine.access.finished_comparison import FinishedComparison, compared
from engine.access.finished_day import LEVELS, FinishedDay
from engine.access.finished_days import FinishedDays, run_days
from engine.access.given import (
    Data,
    Event,
    Instant,
    Length,
    asked,
    checked,
    happening,
    instant_of,
    kvlist,
    length_of,
    plan,
)
from engine.days import Simulation
from engine.diagnostics import SourceError, did_you_mean, listed
from engine.graph.model import Process
from engine.limits import LIMITS, Limits
from engine.program.lower import lower
from engine.program.model import Program
from engine.replications.model import Variant
from engine.replications.replicate import By
from engine.replications.running import How
from engine.scenario import AnswerPlan, Scenario
from engine.sim.day import simulate_day
from engine.sim.simulate import simulate
from engine.values import KVList
from engine.workers.crew import spawned
from engine.workers.model import Executors
from engine.workers.processors import WORKERS_MAX


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A project without errors, ready to run. `checked` holds its warnings too."""

    path: Path
    checked: pipeline.Checked
    process: Process
    program: Program

    def run(  # noqa: PLR0913 - a keyword for each thing that a run can begin with
        self,
        scenario: Scenario | None = None,
        *,
        strategy: str | None = None,
        ani: str | None = None,
        data: Data | KVList | None = None,
        answers: Sequence[str | AnswerPlan] | None = None,
        at: Iterable[Event] = (),
        now: Instant | None = None,
        horizon: Length | None = None,
        limits: Limits = LIMITS,
    ) -> Finished:
        """Runs one interaction until nothing moves.

        What is given by keyword takes the place of what `scenario` says; without either the
        interaction comes to the project's first strategy. `answers` are the ways of `--answer`, in
        the order of the calls; `at` the events of a test. Raises ValueError for what cannot be
        read, `LimitReached` where a bound on the whole run is met.
        """
        base = scenario or Scenario()
        changed = replace(
            base,
            strategy=self._strategy(base, strategy),
            ani=base.ani if ani is None else ani,
            data=base.data if data is None else kvlist(data),
            answers=base.answers if answers is None else tuple(map(plan, answers)),
            happenings=(*base.happenings, *map(happening, at)),
            start=base.start if now is None else instant_of(now),
            horizon_us=base.horizon_us if horizon is None else int(length_of(horizon)),
        )
        scenario = checked(changed, self.program, limits)
        return Finished.of(self.program, simulate(self.program, scenario, limits))

    @overload
    def simulate(
        self,
        simulation: str | None = None,
        *,
        seed: int | None = None,
        until: Length | None = None,
        log: str = "summary",
        limits: Limits = LIMITS,
    ) -> FinishedDay: ...

    @overload
    def simulate(
        self,
        simulation: str | None = None,
        *,
        seed: int | None = None,
        until: Length | None = None,
        log: str = "summary",
        limits: Limits = LIMITS,
        replications: int,
        precise: str | None = None,
        workers: int = 1,
        executors: Executors = spawned,
    ) -> FinishedDays: ...

    def simulate(  # noqa: PLR0913 - a keyword for each thing that can be asked for
        self,
        simulation: str | None = None,
        *,
        seed: int | None = None,
        until: Length | None = None,
        log: str = "summary",
        limits: Limits = LIMITS,
        replications: int | None = None,
        precise: str | None = None,
        workers: int = 1,
        executors: Executors = spawned,
    ) -> FinishedDay | FinishedDays:
        """Simulates a day with its customers and agents: the project's first one if no name is
        given.

        `seed` and `until` take the place of the simulation's own seed and duration; `log` is what
        to keep of the event log: `"summary"` nothing but figures, `"events"` or `"why"`. Raises
        ValueError for what cannot be read; a day that meets a limit is `truncated`.

        With `replications` it is run so many times, with other draws each time; with `precise`,
        `"service_level +-1%"`, no more often than it takes. The figures are the same whatever the
        `workers`. Those are processes that are started anew, so that a script that asks for them
        says `if __name__ == "__main__"`; `executors` gives others, on other machines too. An
        interrupt is raised.
        """
        if log not in LEVELS:
            message = f"`{log}` is nothing to keep of a log; there is {listed(LEVELS)}"
            raise ValueError(message)
        wanted = asked(self._simulation(simulation), seed, until, limits)
        if replications is None:
            day = simulate_day(self.program, wanted, level=LEVELS[log], limits=limits)
            simulated = pipeline.SimulatedDay(program=self.program, simulation=wanted, day=day)
            return FinishedDay.of(simulated, limits)
        for what, number in (("replications", replications), ("workers", workers)):
            if type(number) is not int or number < 1:
                message = f"{number!r} is no number of {what}"
                raise ValueError(message)
        return run_days(
            Variant(name=wanted.name, program=self.program, simulation=wanted),
            count=replications,
            precise=precise,
            how=How(level=LEVELS[log], limits=limits),
            by=By(workers=min(workers, WORKERS_MAX), executors=executors),
        )

    def compare(
        self,
        other: "Project",
        simulation: str | None = None,
        *,
        seed: int | None = None,
        replications: int = 20,
        workers: int = 1,
        executors: Executors = spawned,
    ) -> FinishedComparison:
        """Compares another project, or this one with other parameters, with this one: the same
        customers come to both of them at the same times.

        Both simulations have the name that is given, or are the first ones. As with `simulate`,
        ValueError is raised for what cannot be read, and workers are processes that are started
        anew.
        """
        wanted = asked(self._simulation(simulation), seed, None, LIMITS)
        theirs = asked(other._simulation(simulation), wanted.seed, None, LIMITS)  # noqa: SLF001
        for what, number in (("replications", replications), ("workers", workers)):
            if type(number) is not int or number < 1:
                message = f"{number!r} is no number of {what}"
                raise ValueError(message)
        return compared(
            [
                Variant(name="old", program=self.program, simulation=wanted),
                Variant(name="new", program=other.program, simulation=theirs),
            ],
            [f"routewright simulate {each.path}" for each in (self, other)],
            count=replications,
            workers=min(workers, WORKERS_MAX),
            executors=executors,
        )

    def _simulation(self, name: str | None) -> Simulation:
        simulations = {each.name: each for each in self.process.days.simulations}
        wanted = next(iter(simulations), "") if name is None else name
        if wanted not in simulations:
            there = f"the project has {listed(simulations) or 'none'}"
            cure = did_you_mean(wanted, simulations) or there
            what = "no simulation" + (f" `{wanted}`" if wanted else "")
            message = f"there is {what}; {cure}"
            raise ValueError(message)
        return simulations[wanted]

    def _strategy(self, base: Scenario, name: str | None) -> str:
        wanted = base.strategy if name is None else name
        if not wanted:
            return "" if base.waiting else self.process.entrance.name
        if self.process.strategy(wanted) is None:
            names = [graph.name for graph in self.process.strategies]
            cure = did_you_mean(wanted, names) or f"there is {listed(names)}"
            message = f"there is no strategy `{wanted}`; {cure}"
            raise ValueError(message)
        return wanted


def load_project(
    path: str | Path,
    *,
    environment: str | None = None,
    parameters: Mapping[str, str] | None = None,
) -> Project:
    """Reads, checks and lowers a project: a folder of `*.strat` files, or one file.

    `parameters` gives some of its parameters other values, as texts: `{"clerks": "12"}`. Raises
    `SourceError` with the diagnostics if there is an error.

    >>> load_project("there/is/none")
    Traceback (most recent call last):
    engine.diagnostics.SourceError: E503 cannot open there/is/none: there is no such file or folder
    """
    found = Path(path)
    result = pipeline.check(found, environment=environment, parameters=parameters)
    if result.process is None:
        raise SourceError(list(result.diagnostics))
    return project_of(found, result, result.process)


def project_of(path: Path, checked: pipeline.Checked, process: Process) -> Project:
    """The project of what has been checked already."""
    return Project(path=path, checked=checked, process=process, program=lower(process))
