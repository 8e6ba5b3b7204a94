"""`FinishedDays`: a simulation that was run many times, to be asked what it has come to.

In: replications that are over. Out: estimates with their intervals, tables, a document: what
`routewright simulate --replications` shows; each day by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.access.finished import COLUMNS
from engine.access.finished_day import FinishedDay
from engine.limits import Limits
from engine.replications.body import digest, pack
from engine.replications.days import day_of, seen_of
from engine.replications.model import Finished, Lost, Replicated, Variant
from engine.replications.replicate import By, Listening, replicate
from engine.replications.running import How
from engine.report.extras import Extras, extras_of
from engine.report.replications_to_json import replications_document
from engine.report.styled import plain
from engine.report.to_json import Document
from engine.report.to_replications import to_replications
from engine.source import visible
from engine.stats.estimates import Estimate
from engine.stats.goals import JudgedGoal
from engine.stats.measures import estimate
from engine.stats.precision import asked_about, read_precision
from engine.stats.seen import Seen
from engine.stats.several import Several, several


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedDays:
    """Replications that are over, their figures, and the limits that they were under. Those in
    `replicated.lost` have come to nothing; `enough` says that the others are as precise as was
    asked for."""

    variant: Variant
    replicated: Replicated
    figures: Several
    limits: Limits

    @classmethod
    def of(cls, variant: Variant, replicated: Replicated, limits: Limits) -> "FinishedDays":
        """The replications with their figures. Raises ValueError if none is finished."""
        finished = replicated.of(0)
        if not finished:
            message = "no replication is finished: " + "; ".join(map(_why, replicated.lost))
            raise ValueError(message)
        figures = several(
            [seen_of(variant, each) for each in finished],
            truncated=sum(each.truncated for each in finished),
            limits=[(each.seed, each.limit[1]) for each in finished if each.limit is not None],
        )
        return cls(variant=variant, replicated=replicated, figures=figures, limits=limits)

    def __len__(self) -> int:
        return len(self.replicated.finished)

    @property
    def lost(self) -> tuple[Lost, ...]:
        """Replications that have come to nothing."""
        return self.replicated.lost

    @property
    def enough(self) -> bool:
        """Whether they are as precise as was asked for."""
        return self.replicated.enough

    @property
    def hash(self) -> str:
        """The hash of all of them: the same for the same project, simulation and seed, whoever has
        run them."""
        return digest(map(pack, self.replicated.finished))

    @property
    def days(self) -> tuple[FinishedDay, ...]:
        """Each day by itself, with the seed that it ran with."""
        return tuple(
            FinishedDay.of(day_of(self.variant, each), self.limits)
            for each in self.replicated.finished
        )

    @property
    def _seen(self) -> list[Seen]:
        return [seen_of(self.variant, each) for each in self.replicated.finished]

    def _extras(self, columns: int) -> Extras:
        return Extras() if self.figures.limits else extras_of(self._seen, columns=columns)

    @property
    def goals(self) -> tuple[JudgedGoal, ...]:
        """The project's goals, judged by all of them; none if a limit has cut one of them off."""
        return tuple(self._extras(COLUMNS).judged)

    @property
    def document(self) -> Document:
        """The figures as `--format json` has them."""
        found = replications_document(self.figures) | dict(self._extras(COLUMNS).document)
        return found | {"hash": self.hash}

    def estimate(self, measure: str) -> Estimate | None:
        """A measure with its interval, written as goals write it: `"service_level(20s)"`,
        `"queue_length(VQ)"`. Durations are microseconds, shares from 0 to 1. None where no day has
        anything to say about it.

        Raises ValueError for a measure that there is not.
        """
        name, arguments = asked_about(measure, self.variant.program)
        return estimate(name, self._seen, arguments)

    def tables(self, *, columns: int = COLUMNS) -> str:
        """The figures, as `routewright simulate` prints them."""
        extras = self._extras(columns)
        lines = to_replications(
            self.figures, columns=columns, goals=extras.goals, sections=extras.sections
        )
        return "\n".join(visible(plain(line)).rstrip() for line in lines)


def run_days(
    variant: Variant, *, count: int, precise: str | None, how: How, by: By
) -> FinishedDays:
    """Runs a simulation many times. Raises ValueError for a precision that is none, and what has
    interrupted it."""
    precision = None if precise is None else read_precision(precise, variant.program)

    def enough(finished: Sequence[Finished]) -> bool:
        days = [seen_of(variant, each) for each in finished]
        return precision is not None and precision.reached(days)

    listening = Listening() if precision is None else Listening(enough=enough)
    replicated = replicate([variant], count=count, how=how, by=by, listening=listening)
    if replicated.stopped is not None:
        raise replicated.stopped
    return FinishedDays.of(variant, replicated, how.limits)


def _why(lost: Lost) -> str:
    return f"number {lost.unit.number} (seed {lost.seed}): {lost.loss.value}"
