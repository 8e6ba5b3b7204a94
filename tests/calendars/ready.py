"""Calendars as authors write them, ready to be asked."""

from engine.calendars import Opening
from tests.calendars.slow import Slow
from tests.helpers.runs import check_text

STRATEGY = "strategy s (voice) { a: exit }\n"


def opening(text: str) -> Opening:
    """The first calendar of a text without errors."""
    checked = check_text(text + STRATEGY)
    assert checked.process is not None, [(d.code, d.message) for d in checked.diagnostics]
    return Opening(checked.process.directory.calendars[0])


def opening_of(slow: Slow) -> Opening:
    """The same calendar as the slow one, made from its text."""
    return opening(slow.text("c"))
