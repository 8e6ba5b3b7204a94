"""The same customers for programs whose arrivals stand in another order.

In: variants. Out: variants in which arrivals of one name have one number. All that is drawn for a
customer follows from that number, their own, and the seed: so customers of the same name are the
same, whatever stands before them.
"""

from collections.abc import Sequence
from dataclasses import replace

from engine.days import Arrivals
from engine.replications.model import Variant


def aligned(variants: Sequence[Variant]) -> list[Variant]:
    """The variants, the first as it is. One that has nothing to be put right is the same object;
    the days of another are not those that it has by itself."""
    names: list[str] = []
    for variant in variants:
        known = {*names}
        names += [each.name for each in variant.program.days.arrivals if each.name not in known]
    return [_renumbered(variant, names) for variant in variants]


def _renumbered(variant: Variant, names: Sequence[str]) -> Variant:
    """A variant whose arrivals have the numbers of their names. In place of those that it has not
    there is one of whom nobody comes."""
    program, simulation = variant.program, variant.simulation
    arrivals = {each.name: each for each in program.days.arrivals}
    last = max((number for number, name in enumerate(names) if name in arrivals), default=-1)
    wanted = names[: last + 1]
    if wanted == [*arrivals]:
        return variant
    nobody = next(iter(arrivals.values()))
    found = tuple(arrivals[name] if name in arrivals else _empty(nobody, name) for name in wanted)
    old = [each.name for each in program.days.arrivals]
    numbers = {old.index(name): wanted.index(name) for name in arrivals}
    moved = replace(simulation, arrivals=tuple(numbers[each] for each in simulation.arrivals))
    days = replace(program.days, arrivals=found)
    return replace(variant, program=replace(program, days=days), simulation=moved)


def _empty(like: Arrivals, name: str) -> Arrivals:
    """Arrivals that no simulation names: they begin where others do, since they must somewhere."""
    return replace(like, name=name, recorded=())
