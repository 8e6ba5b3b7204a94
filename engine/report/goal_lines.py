"""Goals as text: what each was to be, what it is, and the verdict.

In: judged goals. Out: styled lines, and diagnostics for goals that are not met.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from engine.diagnostics import Diagnostic, Severity
from engine.measures import MEASURES, Unit
from engine.report.estimated_amounts import average, count, money, share, time
from engine.report.styled import Line, Style, counted, indented, line, table, wrap
from engine.source import Span
from engine.stats.estimates import Estimate
from engine.stats.goals import Judged, JudgedGoal, Verdict

INDENT = 2
STYLES = {
    Verdict.MET: Style.GOOD, Verdict.UNDECIDED: Style.WARNING, Verdict.MISSED: Style.BAD,
}  # fmt: skip
SHOW: Mapping[Unit, Callable[[Estimate | None], str]] = {
    Unit.SHARE: share, Unit.DURATION: time, Unit.COUNT: count, Unit.MONEY: money,
}  # fmt: skip
NEVER = "no number of replications is likely to decide it"


def goal_lines(goals: Sequence[JudgedGoal], columns: int) -> list[Line]:
    """Each goal with its verdict, below it what it expects."""
    lines: list[Line] = []
    for goal in goals:
        head = line((_word(goal.verdict), STYLES[goal.verdict]), f"  {goal.goal.name}")
        rows = [
            (line((judged.comparison.text, Style.QUIET)), line(sentence(judged)))
            for judged in goal.judged
        ]
        lines += wrap(head, columns, hang=INDENT)
        lines += indented(table(rows, columns - INDENT, key_max=columns // 2), INDENT)
    return lines


def sentence(judged: Judged) -> str:
    """What a measure is, and what follows from it."""
    word = _word(judged.verdict)
    if judged.estimate is None or judged.by_day:
        return f"{word}{_found(judged)}"
    return f"{_shown(judged, judged.estimate)}, {word}{_deciding(judged)}"


def _found(judged: Judged) -> str:
    """What was found, straight behind the verdict."""
    broken, estimate = judged.broken, judged.estimate
    if estimate is None:
        return " since there was nothing to judge it by"
    if broken is not None:
        value, seed = _shown(judged, _exactly(broken.value)), f"--seed {broken.seed}"
        if judged.days == 1:
            return f" on one day: {value} with {seed}"
        which = " on the first of them" if broken.days > 1 else ""
        return f" on {broken.days:,} of {judged.days:,} days: {value}{which}, with {seed}"
    if not judged.by_day:
        return f": {_shown(judged, estimate)}{_deciding(judged)}"
    if judged.share is None:
        return " by one day alone"
    return f" on all {judged.days:,} days; it may fail on up to {judged.share:.1%} of others"


def _deciding(judged: Judged) -> str:
    """What would decide it, what has."""
    if judged.verdict is not Verdict.UNDECIDED:
        alone = judged.estimate is not None and judged.estimate.low is None
        return " by one day alone" if alone else ""
    if judged.decides is None:
        return f": {NEVER}"
    return f": {counted(judged.decides, 'replication')} would decide it"


def _shown(judged: Judged, estimate: Estimate) -> str:
    measure = MEASURES[judged.comparison.measure]
    return (average if measure.name == "queue_length" else SHOW[measure.unit])(estimate)


def _exactly(value: float) -> Estimate:
    """One day's value."""
    return Estimate(value=value, low=None, high=None, level=1.0, count=1)


def _word(verdict: Verdict) -> str:
    return verdict.name.lower()


# Diagnostics


def goal_findings(
    goals: Sequence[JudgedGoal], places: Mapping[str, Span], *, strict: bool = False
) -> Iterator[Diagnostic]:
    """E901 for each comparison that is missed, W345 for one that is undecided, E902 if that is not
    enough. `places` are the comparisons' by their names (`Span.where`)."""
    for goal in goals:
        for judged in goal.judged:
            if judged.verdict is Verdict.MET:
                continue
            missed = judged.verdict is Verdict.MISSED
            yield Diagnostic(
                code="E901" if missed else "E902" if strict else "W345",
                severity=Severity.ERROR if missed or strict else Severity.WARNING,
                message=f"goal `{goal.goal.name}` is {_word(judged.verdict)}{_found(judged)}",
                span=places.get(judged.comparison.place),
                help=_cure(judged),
            )


def _cure(judged: Judged) -> str | None:
    """What can be done."""
    if judged.broken is not None:
        return f"`--replications 1 --seed {judged.broken.seed}` shows the day"
    if judged.verdict is Verdict.UNDECIDED and judged.decides is not None:
        return f"write `--replications {judged.decides}`"
    return None
