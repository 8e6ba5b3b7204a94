"""What is said of replications that came to nothing.

In: their numbers, seeds, and why. Out: diagnostics, which name the seed that runs one of them
alone.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from engine.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from engine.workers.model import Loss

NAMED_MAX = 10
"""So many are named; of more it is said how many there are."""


def losses(lost: "Iterable[tuple[int, int, Loss]]") -> Iterator[Diagnostic]:
    """An error for each number, seed and reason."""
    for at, (number, seed, loss) in enumerate(several := [*lost]):
        code, why = _said(loss)
        if at == NAMED_MAX:
            yield _error(code, f"{len(several) - at:,} more replications have no figures", None)
            return
        message = f"replication {number} (seed {seed}) has no figures: {why}"
        yield _error(code, message, f"`--seed {seed} --replications 1` runs it alone")


def _said(loss: "Loss") -> tuple[str, str]:
    from engine.workers.model import Loss

    reasons = {
        Loss.ENDED: ("E802", "its worker ended again and again"),
        Loss.HUNG: ("E803", "it took longer than it may; `--max-time` says how long that is"),
        Loss.MEMORY: ("E426", "it needs more memory than there is"),
    }
    return reasons[loss]


def _error(code: str, message: str, cure: str | None) -> Diagnostic:
    return Diagnostic(code=code, severity=Severity.ERROR, message=message, help=cure)
