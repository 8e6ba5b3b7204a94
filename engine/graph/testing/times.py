"""The times of a test: of its events, of its claims, and of its end.

In: what stands after `at` and `within`, and the horizon. Out: microseconds, or findings.
"""

from collections.abc import Iterable

from engine.diagnostics import Findings
from engine.graph.damage import quantity
from engine.graph.testing.values import Values
from engine.limits import Limits
from engine.scenario import HORIZON_US
from engine.syntax.nodes import Claim, Path, Quantity
from engine.values import SECOND, Duration

AT = "at"


def is_event(entry: Claim) -> bool:
    """Whether it says what happens, not what holds."""
    return entry.leads[0] == AT


def bound_of(
    entry: Claim, horizon: Duration | None, limits: Limits, findings: Findings
) -> int | None:
    """The time that an event or a claim names; None if it names none, or it is in error.

    `horizon` is the test's, if it says one. What a claim names instead of a time is said where it
    is compiled.
    """
    bound = entry.bound
    if bound is None or isinstance(bound, Path):
        return None
    value = quantity(bound)
    if not isinstance(value, Duration):
        if is_event(entry):
            _tell_no_time(bound, known=value is not None, findings=findings)
        return None
    misfit = _too_late(bound.text, value, horizon, limits)
    if misfit is not None:
        findings.error("E243" if is_event(entry) else "E232", bound.span, *misfit)
        return None
    return int(value)


def bound_of_row(
    entry: Claim, horizon: Duration | None, limits: Limits, values: Values
) -> int | None:
    """The time of an event that is the row's, `at row.after caller_hangs_up()`; None if it is in
    error, or no row's."""
    if not isinstance(entry.bound, Path):
        return None
    value = values.read(entry.bound, AT, Duration)
    if value is None:
        return None
    misfit = _too_late(str(value), value, horizon, limits)
    if value < 0:
        misfit = f"`{value}` is before the run begins", "times count from the run's start"
    if misfit is not None:
        values.wrong("E243", entry.bound, *misfit)
        return None
    return int(value)


def _too_late(
    text: str, value: Duration, horizon: Duration | None, limits: Limits
) -> tuple[str, str | None] | None:
    """What is wrong with a time after the run's end, and the cure."""
    longest = limits.horizon_us if horizon is None else min(int(horizon), limits.horizon_us)
    if value <= longest:
        return None
    message = f"`{text}` is after the end of the run, which lasts {Duration(longest)}"
    return message, None if horizon is None else f"let the test last longer: `horizon = {value}`"


def _tell_no_time(bound: Quantity, *, known: bool, findings: Findings) -> None:
    cure = "times count from the run's start"
    if bound.text.startswith("-"):
        findings.error("E243", bound.span, f"`{bound.text}` is before the run begins", cure)
    elif known:
        findings.error("E220", bound.span, "`at` takes a duration, for example `30s`", cure)


def horizon_of(horizon: Duration | None, bounds: Iterable[int], limits: Limits) -> int:
    """How long the run lasts: as the test says, else a day, or longer if something comes later."""
    if horizon is not None:
        return int(horizon)
    return min(max(HORIZON_US, *(bound + SECOND for bound in bounds), 0), limits.horizon_us)
