"""`FinishedComparison`: several projects with the same customers, to be asked how they differ.

In: variants that were run. Out: figures beside each other, who fares differently, tables, a
document: what `routewright compare` shows.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.access.finished import COLUMNS
from engine.replications.compare import compare
from engine.replications.model import Variant
from engine.replications.partings import Differences
from engine.report.comparison import Comparison, Side, comparison_of
from engine.report.comparison_to_json import comparison_document
from engine.report.styled import plain
from engine.report.to_comparison import to_comparison
from engine.report.to_json import Document
from engine.source import visible
from engine.stats.compared import Figure
from engine.workers.model import Executors


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedComparison:
    """A comparison that is over."""

    comparison: Comparison

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure of every variant, and how much more it is than on the first."""
        return self.comparison.figures

    @property
    def differences(self) -> tuple[Differences, ...]:
        """Of every variant but the first: who fares differently than there, from which block on."""
        return self.comparison.compared.differences

    @property
    def document(self) -> Document:
        """All of it as `--format json` has it."""
        return comparison_document(self.comparison)

    def tables(self, *, columns: int = COLUMNS) -> str:
        """The tables, as `routewright compare` prints them."""
        lines = to_comparison(self.comparison, columns=columns)
        return "\n".join(visible(plain(line)).rstrip() for line in lines)


def compared(
    variants: Sequence[Variant],
    commands: Sequence[str],
    *,
    count: int,
    workers: int,
    executors: Executors,
) -> FinishedComparison:
    """Runs variants and compares them. Raises what interrupts it, and ValueError if no replication
    came to an end."""
    found = compare(variants, count=count, workers=workers, executors=executors)
    if found.stopped is not None:
        raise found.stopped
    if not found.count:
        message = f"no replication has figures: {found.lost[0].loss.value}"
        raise ValueError(message)
    sides = [
        Side(name=each.name, what=f"project {each.program.name}", command=command)
        for each, command in zip(variants, commands, strict=True)
    ]
    return FinishedComparison(comparison=comparison_of(found, sides))
