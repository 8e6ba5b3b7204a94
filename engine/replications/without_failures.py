"""The same days without one of the things that went wrong in them.

In: a variant in which things go wrong, and its runs. Out: variants that lack one failure each, to
be run with the same seeds: what a failure costs is the difference. The draws of a failure are its
own, so that without it all others happen as they did, as far as what it changed lets them.
"""

from collections.abc import Sequence
from dataclasses import replace

from engine.failures import Failure, lacking
from engine.replications.model import Finished, Variant


def happened(finished: Sequence[Finished]) -> list[Failure]:
    """What went wrong in any of the runs, in the order of the catalogue."""
    found = {
        each.failure
        for run in finished
        for each in run.counts.failures
        if each.windows or each.happened
    }
    return [Failure(number) for number in sorted(found)]


def lacking_each(own: Variant, failures: Sequence[Failure]) -> list[Variant]:
    """The variant without each of these."""
    plan = own.simulation.failures
    if plan is None:
        return []
    return [
        replace(
            own,
            name=f"without {failure.word}",
            simulation=replace(own.simulation, failures=lacking(plan, failure)),
        )
        for failure in failures
    ]


def lacking_all(own: Variant) -> Variant:
    """The variant in which nothing goes wrong."""
    return replace(own, name="without", simulation=replace(own.simulation, failures=None))
