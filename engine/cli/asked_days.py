"""What `routewright simulate` is asked for: options read, before anything runs.

In: the options as they were given. Out: `Asked`, a simulation with what they change of it. What is
wrong with them is a usage error or a `SourceError`.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import click

from engine.cli.durations import read_duration
from engine.cli.options import stray
from engine.cli.seeds import read_seed
from engine.cli.workers import read_workers
from engine.diagnostics import did_you_mean, listed
from engine.limits import LIMITS, Limits
from engine.values import Duration

if TYPE_CHECKING:
    from engine.days import Simulation
    from engine.graph.model import Process
    from engine.log.counts import Level

LEVELS = ("summary", "events", "why")
SIGNS = ("+-", "±")
"""Between a measure and how precise it is to be; what `--until` else says is a duration."""
Until: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The options of the command, under the names they have there."""

    simulation: str | None = None
    seed: str | None = None
    until: Until = ()
    replications: int | None = None
    max_replications: int | None = None
    workers: str | None = None
    max_time: str | None = None
    level: str | None = None
    follow: str | None = None
    faults: str | None = None
    fault_costs: bool = False
    out: Path | None = None
    resume: bool = False
    force: bool = False
    deep: bool = False
    max_events: int | None = None
    environment: str | None = None
    parameters: tuple[str, ...] = ()
    strict: bool = False

    @property
    def limits(self) -> Limits:
        """The limits in force."""
        return LIMITS if self.max_events is None else replace(LIMITS, events=self.max_events)

    @property
    def precision(self) -> str | None:
        """How precise figures are to be, as it was written: `service_level +-1%`."""
        return next((each for each in self.until if _is_precision(each)), None)

    @property
    def length(self) -> str | None:
        """How long customers come, as it was written."""
        return next((each for each in self.until if not _is_precision(each)), None)

    def is_one(self, simulation: "Simulation") -> bool:
        """Whether it is one day of which nothing is kept: no matter of replications."""
        many = self.replications or simulation.replications
        return many == 1 and self.precision is None and self.out is None and not self.fault_costs

    def kept(self, *, strict: bool = False) -> "Level":
        """What is kept of the log; to be strict about one day needs its events."""
        from engine.log.counts import Level

        asked = Level(LEVELS.index(self.level or LEVELS[0]))
        return max(asked, Level.EVENTS) if strict else asked


def refuse_contradictions(asked: Asked) -> None:
    """A usage error for options that cannot stand together."""
    if len(asked.until) > 1 and (len(asked.until) > 2 or not (asked.precision and asked.length)):
        message = "--until is given at most once with a duration, and once with a precision"
        raise click.UsageError(message)
    if asked.out is None and (asked.resume or asked.force):
        option = "--resume" if asked.resume else "--force"
        message = f"{option} says what to do with a folder of results: name it by --out"
        raise click.UsageError(message)
    if asked.resume and asked.force:
        message = "--resume goes on with results, --force writes over them: take one"
        raise click.UsageError(message)
    _refuse_with_follow(asked)
    read_workers(asked.workers)
    if asked.max_replications is not None and asked.precision is None:
        message = "--max-replications goes with a precision: --until 'service_level +-1%'"
        raise click.UsageError(message)
    if asked.precision is not None and asked.replications is not None:
        message = "--until says when there are enough: leave out --replications"
        raise click.UsageError(message)


def _refuse_with_follow(asked: Asked) -> None:
    """The story of one interaction is that of one day."""
    others = {
        "--replications": asked.replications is not None,
        "--until with a precision": asked.precision is not None,
        "--workers": asked.workers is not None,
        "--fault-costs": asked.fault_costs,
        "--out": asked.out is not None,
    }
    for option, given in others.items():
        if given and asked.follow is not None:
            message = f"--follow tells of one day: leave out {option}"
            raise click.UsageError(message)


def chosen(process: "Process", name: str | None) -> "Simulation":
    """The simulation of this name, or the first one; a usage error if there is none."""
    simulations = process.days.simulations
    if not simulations:
        message = (
            f"project `{process.name}` has no simulation; try `routewright explain simulation`"
        )
        raise click.UsageError(message)
    if name is None:
        return simulations[0]
    found = next((each for each in simulations if each.name == name), None)
    if found is None:
        names = [each.name for each in simulations]
        cure = did_you_mean(name, names) or f"there is {listed(names)}"
        message = f"there is no simulation `{name}`; {cure}"
        raise click.BadParameter(message, param_hint="--simulation")
    return found


def changed(
    simulation: "Simulation", asked: Asked, process: "Process | None" = None, *, many: bool = False
) -> "Simulation":
    """A simulation with the seed, the length and the faults that options give; with `many` the
    length can be a precision instead."""
    if asked.seed is not None:
        simulation = replace(simulation, seed=read_seed(asked.seed))
    if asked.faults is not None and process is not None:
        from engine.failures import plan_named

        try:
            simulation = replace(simulation, failures=plan_named(asked.faults, process.days.plans))
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="--faults") from error
    until = asked.length
    if until is None:
        return simulation
    example = "`2h` or `90m`"
    if many:
        example += "; or say how precise a figure is to be: `service_level +-1%`"
    length = read_duration(until, "--until", lasting="a simulation", example=example)
    if simulation.warm_up_us > length:
        message = f"the warm-up of `{Duration(simulation.warm_up_us)}` is longer than `{until}`"
        raise stray("E309", message, "simulate longer")
    if length + simulation.wind_down_us > LIMITS.horizon_us:
        raise stray("E408", f"`{until}` is too long", "a simulation lasts ten years at most")
    return replace(simulation, duration_us=length)


def _is_precision(text: str) -> bool:
    return any(sign in text for sign in SIGNS)
