"""What reports of comparisons are made of, and the words that they share.

In: runs that were compared, with their names. Out: `Comparison`, texts of estimates and of what
became of somebody.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from engine.measures import Unit
from engine.replications.compare import Compared
from engine.replications.days import seen_of
from engine.replications.partings import Parting
from engine.report.estimated_amounts import average, count, money, share, time
from engine.report.grid import NOTHING
from engine.report.sentences import final_place
from engine.sim.fares import Asked, Outcome, Step
from engine.stats.compared import Figure, compared
from engine.stats.estimates import LEVEL, Estimate
from engine.values import Duration

ARROW = " → "
NO_CHANGE = "0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A variant to whoever reads of it: its short name, what it is, and the command that simulates
    it, without a seed."""

    name: str
    what: str
    command: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All of it; there is at least one replication."""

    compared: Compared
    sides: tuple[Side, ...]
    figures: tuple[Figure, ...]
    level: float = LEVEL

    @property
    def target(self) -> str:
        """The acceptable waiting time of the first variant."""
        return str(Duration(self.compared.variants[0].simulation.target_us))


def comparison_of(
    compared_runs: Compared, sides: Sequence[Side], *, level: float = LEVEL
) -> Comparison:
    """With the figures of all variants."""
    days = [
        [seen_of(variant, each) for each in finished]
        for variant, finished in zip(compared_runs.variants, compared_runs.finished, strict=True)
    ]
    return Comparison(
        compared=compared_runs,
        sides=tuple(sides),
        figures=tuple(compared(days, level=level)),
        level=level,
    )


# Estimates


def value(figure: Figure, at: int) -> str:
    """A figure of a variant, without its interval."""
    return _show(figure)(figure.estimates[at]).partition(" ±")[0]


def change(figure: Figure, at: int) -> str:
    """How much more it is than on the first variant, with its interval; of shares in percentage
    points."""
    return _signed(figure.differences[at], _show(figure))


def signed(found: Estimate | None, unit: Unit) -> str:
    """A difference with its interval. What is the same on all days differs by `0`, and nothing is
    off about that.

    >>> signed(Estimate(value=-0.018, low=-0.024, high=-0.012, level=0.95, count=20), Unit.SHARE)
    '-1.8% ± 0.6'
    >>> signed(Estimate(value=0.0, low=0.0, high=0.0, level=0.95, count=20), Unit.COUNT)
    '0'
    """
    return _signed(found, SHOWN[unit])


def _signed(found: Estimate | None, show: Callable[[Estimate | None], str]) -> str:
    if found is None:
        return NOTHING
    if not found.value and not found.half_width:
        return NO_CHANGE
    return f"-{show(_turned(found))}" if found.value < 0 else f"+{show(found)}"


def _show(figure: Figure) -> Callable[[Estimate | None], str]:
    return average if figure.measure == "queue_length" else SHOWN[figure.unit]


SHOWN = {Unit.SHARE: share, Unit.DURATION: time, Unit.COUNT: count, Unit.MONEY: money}
"""How an estimate is written, by its unit."""


def _turned(found: Estimate) -> Estimate:
    """With the other sign."""
    if found.low is None or found.high is None:
        return replace(found, value=-found.value)
    return replace(found, value=-found.value, low=-found.high, high=-found.low)


def measured(figure: Figure, target: str) -> str:
    """The words of a measure."""
    words = figure.measure.replace("_", " ")
    if figure.measure in IN_TARGET:
        return f"{IN_TARGET[figure.measure]} {target}"
    if figure.percent is not None:
        return f"{figure.percent}% have an agent within"
    if figure.measure == "interactions":
        return final_place(figure.about)
    return words


IN_TARGET = {
    "service_level": "service level,",
    "service_level_of_answered": "of answered,",
    "service_level_without_short_abandons": "without short abandons,",
    "service_level_abandons_count": "abandons count,",
}

# What became of customers


def parted(parting: Parting, target: str) -> str:
    """What those have in common who part at a block: where they go then, and how they fare."""
    whose = "what was made for them " if parting.made else ""
    became = _became(parting.first, parting.second, target)
    if parting.first_next is None and parting.second_next is None:
        return f"{whose}{became}"
    nexts = _next(parting.first_next, parting) + ARROW + _next(parting.second_next, parting)
    return f"{whose}{nexts}: {became}"


def block(step: Step | None) -> str:
    """The words for a block; None is before any."""
    return "before the first block" if step is None else f"{step.label} of {step.strategy}"


def _next(step: Step | None, parting: Parting) -> str:
    """Where somebody goes from a block; the strategy is said where it is another one."""
    if step is None:
        return "no further"
    same = parting.block is not None and parting.block.strategy == step.strategy
    return step.label if same else block(step)


def _became(first: Outcome, second: Outcome, target: str) -> str:
    if first == second:
        return f"{_asked(first, target)} both times"
    ended = first[1:] != second[1:]
    each = [_asked(one, target) + (f", {_ended(one)}" if ended else "") for one in (first, second)]
    return ARROW.join(each)


def _asked(outcome: Outcome, target: str) -> str:
    words = {
        Asked.NEVER: "asked for no agent",
        Asked.WAITS: "still waiting",
        Asked.FOUND_FULL: "still before a full queue",
        Asked.IN_TARGET: f"answered within {target}",
        Asked.LATER: "answered later",
        Asked.ABANDONED: "gave up",
        Asked.LEFT: "no agent in time",
        Asked.BLOCKED: "found the queue full",
    }
    return words[outcome.asked]


def _ended(outcome: Outcome) -> str:
    if outcome.place is None:
        return "still there"
    place = final_place(outcome.place.name.lower())
    return f"{place} ({outcome.reason})" if outcome.reason else place
