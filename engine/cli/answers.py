"""The plans of `--answer`: what becomes of a run's ESP calls.

In: the options' texts. Out: plans, and a note of those that no call came to use.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.cli.options import stray
from engine.diagnostics import listed
from engine.report.styled import Line, Style, counted, line, wrap

if TYPE_CHECKING:
    from engine.scenario import AnswerPlan

WAYS = (
    "ok", "fault:SYMBOL", "timeout", "after:DURATION", "late", "duplicate", "foreign",
    "lost-close", "lost-session",
)  # fmt: skip
"""The forms of a plan; here too, so that help loads no simulator."""

NEEDS = {
    "fault": (
        "no fault",
        "write for example `fault:unavailable`; `routewright explain faults` lists them",
    ),
    "after": ("no duration", "write for example `after:2s`"),
}
"""The ways that need a word behind the colon: what is missing without it, and the cure."""


def read_plan(text: str) -> "AnswerPlan":
    """A plan. Raises `SourceError` with E301."""
    from engine.scenario import AnswerPlan

    word, _, rest = text.partition(":")
    missing, cure = NEEDS.get(word, ("", f"the ways are {listed(WAYS)}"))
    if missing and not rest:
        raise stray("E301", f"`{text}` names {missing}", cure)
    try:
        return AnswerPlan.parse(text)
    except ValueError as error:
        # Some messages hold their cure: it is not said twice.
        help_ = None if cure.partition("; ")[0] in str(error) else cure
        raise stray("E301", str(error), help_) from error


def unused_note(unused: Sequence[str], calls: int, *, columns: int) -> list[Line]:
    """A line if plans are left over, since a run that was to show a fault did not."""
    if not unused:
        return []
    made = f": the run made {counted(calls, 'ESP call')}; not used: --answer {', '.join(unused)}"
    return wrap(line(("note", Style.NOTE), made), columns, hang=2)
