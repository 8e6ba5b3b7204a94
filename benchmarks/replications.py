"""Days of a model, one a seed, in as many processes as there are cores.

In: a model of `models/`, one of its simulations, seeds. Out: what is measured of each day, in the
order of the seeds. Nothing depends on how many processes there are.
"""

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from benchmarks.measures import Pair, Seen
from benchmarks.references import CASES, Case
from engine.days import Simulation
from engine.pipeline import check
from engine.program.lower import lower
from engine.program.model import Program
from engine.sim.day import simulate_day

MODELS = Path(__file__).with_name("models")


class UnsoundModelError(Exception):
    """A model that does not check."""


@cache
def program_of(model: str, parameters: tuple[tuple[str, str], ...] = ()) -> Program:
    """The program of a model, with other values of its parameters."""
    checked = check(MODELS / f"{model}.strat", parameters=dict(parameters))
    if checked.process is None:
        message = f"{model}: {checked.diagnostics[0].message}"
        raise UnsoundModelError(message)
    return lower(checked.process)


def simulation_of(program: Program, name: str, *, duration_us: int | None = None) -> Simulation:
    """One of the simulations of a program; with another duration if one is given."""
    found = next(each for each in program.days.simulations if each.name == name)
    if duration_us is None:
        return found
    return replace(found, duration_us=duration_us, interval_us=duration_us)


def day_of(case: Case, seed: int) -> list[Pair]:
    """What is measured of one day."""
    program = program_of(case.model)
    day = simulate_day(program, simulation_of(program, case.simulation), seed=seed)
    seen = Seen(day.counts, program)
    return [figure.measure(seen) for figure in case.figures]


def numbered(numbers: tuple[int, int]) -> list[Pair]:
    """`day_of` by the number of the case and the seed, which go from process to process."""
    return day_of(CASES[numbers[0]], numbers[1])


@contextmanager
def workers() -> Iterator[ProcessPoolExecutor]:
    """Processes for all days."""
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        yield pool


def days_of(case: Case, pool: ProcessPoolExecutor, *, days: int) -> list[list[Pair]]:
    """What is measured of each day, seeds from 1."""
    number = CASES.index(case)
    tasks = [(number, seed) for seed in range(1, days + 1)]
    return list(pool.map(numbered, tasks, chunksize=max(1, days // 50)))
