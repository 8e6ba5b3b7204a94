"""What `routewright compare` compares: two projects, or one project in several ways.

In: paths, environments, parameters. Out: variants with their names, or usage errors; what is wrong
with a project ends the command.
"""

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from engine.cli.asked_days import Asked, changed, chosen
from engine.cli.options import Screen
from engine.cli.parameters import read_values
from engine.diagnostics import Diagnostic

if TYPE_CHECKING:
    from engine.days import Simulation
    from engine.graph.model import Process
    from engine.replications.model import Variant
    from engine.report.comparison import Side

OLD, NEW, AS_IT_IS = "old", "new", "as it is"
VARIANTS_MAX = 50
WHAT = (
    "there is one project and nothing to vary: name a second one, or give `--param NAME=VALUE` or "
    "`--env NAME`, several times for several variants"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A project in one way."""

    name: str
    path: Path
    environment: str | None = None
    parameters: dict[str, str] = field(default_factory=dict)

    @property
    def options(self) -> str:
        """How a command is told so."""
        words = [] if self.environment is None else ["--env", self.environment]
        for name, text in self.parameters.items():
            words += ["--param", f"{name}={text}"]
        return shlex.join([str(self.path), *words])

    @property
    def beside(self) -> str:
        """What its name does not say of how it is given."""
        words = [] if self.environment is None else [f"env {self.environment}"]
        words += [f"{name} = {text}" for name, text in self.parameters.items()]
        return "".join(f", {each}" for each in words if each not in self.name.split(", "))


class Loaded(NamedTuple):
    """Variants and what is said of them."""

    variants: "list[Variant]"
    sides: "list[Side]"
    found: list[Diagnostic]


def ways(paths: Sequence[Path], environments: Sequence[str], settings: Sequence[str]) -> list[Way]:
    """What is to be compared, the first as what all others are compared with."""
    values = read_values(settings)
    several = [name for name, texts in values.items() if len(texts) > 1]
    if len({*environments}) < len(environments):
        message = "an environment is given twice"
        raise click.UsageError(message)
    if len(paths) > 1:
        return _projects(paths, environments, values, several)
    if len(several) + (len(environments) > 1) > 1:
        what = [f"`{name}`" for name in several] + ["--env"] * (len(environments) > 1)
        message = f"one thing at a time: {' and '.join(what)} have several values"
        raise click.UsageError(message)
    found = list(_varied(paths[0], environments, values, several))
    if len(found) > VARIANTS_MAX:
        message = f"there are {len(found)} variants, and {VARIANTS_MAX} are enough"
        raise click.UsageError(message)
    return found


def _projects(
    paths: Sequence[Path],
    environments: Sequence[str],
    values: dict[str, list[str]],
    several: Sequence[str],
) -> list[Way]:
    if several or len(environments) > 1:
        what = f"`{several[0]}`" if several else "--env"
        message = f"two projects are compared, and {what} has several values: name one project"
        raise click.UsageError(message)
    environment = next(iter(environments), None)
    parameters = {name: texts[0] for name, texts in values.items()}
    return [
        Way(name=name, path=path, environment=environment, parameters=parameters)
        for name, path in zip((OLD, NEW), paths, strict=True)
    ]


def _varied(
    path: Path,
    environments: Sequence[str],
    values: dict[str, list[str]],
    several: Sequence[str],
) -> Iterator[Way]:
    """One project in several ways. Where nothing has several values it is compared with itself as
    it is without any."""
    fixed = {name: texts[0] for name, texts in values.items() if name not in several}
    environment = environments[0] if len(environments) == 1 else None
    if several:
        (name,) = several
        for text in values[name]:
            said = f"{name} = {text}"
            yield Way(name=said, path=path, environment=environment,
                      parameters={**fixed, name: text})  # fmt: skip
    elif len(environments) > 1:
        for each in environments:
            yield Way(name=f"env {each}", path=path, environment=each, parameters=fixed)
    elif fixed or environment:
        words = [] if environment is None else [f"env {environment}"]
        words += [f"{name} = {text}" for name, text in fixed.items()]
        yield Way(name=AS_IT_IS, path=path)
        yield Way(name=", ".join(words), path=path, environment=environment, parameters=fixed)
    else:
        raise click.UsageError(WHAT)


def load(screen: Screen, wanted: Sequence[Way], asked: Asked) -> Loaded:
    """The variants with their simulations; all have the seed of the first."""
    from engine import pipeline
    from engine.program.lower import lower
    from engine.replications.model import Variant
    from engine.report.comparison import Side

    variants: list[Variant] = []
    sides: list[Side] = []
    found: list[Diagnostic] = []
    name: str | None = asked.simulation
    for way in wanted:
        checked = pipeline.check(way.path, environment=way.environment, parameters=way.parameters)
        if checked.process is None:
            screen.refuse(checked.diagnostics)
        found += [each for each in checked.diagnostics if each not in found]
        simulation = changed(_chosen(checked.process, name, asked), asked, checked.process)
        name = name or simulation.name
        seed = variants[0].simulation.seed if variants else simulation.seed
        variants.append(
            Variant(
                name=way.name,
                program=lower(checked.process),
                simulation=replace(simulation, seed=seed),
            )
        )
        command = f"routewright simulate {way.options} --simulation {shlex.quote(simulation.name)}"
        if asked.length is not None:
            command += f" --until {asked.length}"
        if asked.faults is not None:
            command += f" --faults {asked.faults}"
        what = f"project {checked.process.name}, {way.path}"
        if way.name not in (OLD, NEW):
            what = f"project {checked.process.name}"
        sides.append(Side(name=way.name, what=what + way.beside, command=command))
    return Loaded(variants, sides, found)


def _chosen(process: "Process", name: str | None, asked: Asked) -> "Simulation":
    """The simulation of this name; the only one of another project may have another name, if nobody
    has asked for one."""
    simulations = process.days.simulations
    if asked.simulation is None and len(simulations) == 1:
        return simulations[0]
    return chosen(process, name)
