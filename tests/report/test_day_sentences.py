"""What a trace says of customers who come, wait, give up and come again."""

import pytest

from engine.folds.records import Record
from engine.log.events import Event
from engine.report.day_sentences import DAYS, ordinal
from engine.report.routing_sentences import ROUTING
from engine.report.styled import plain
from engine.values import MINUTE, SECOND, Duration, Value


def said(kind: Event, *, queue: str | None = None, **details: Value | None) -> str:
    """The sentence of an event one minute after the start."""
    record = Record(
        index=0, time_us=MINUTE, kind=kind, interaction="voice-1", block=None, port=None,
        queue=queue, details=details, because=(),
    )  # fmt: skip
    (item,) = {**DAYS, **ROUTING}[kind](record, None)
    return plain(item.text)


def test_customers_are_counted_from_one() -> None:
    assert said(Event.ARRIVED, arrivals="callers", number=1_233) == (
        "customer 1,234 of arrivals callers"
    )


def test_patience_is_how_long_it_lasts_from_now() -> None:
    until = Duration(MINUTE + 90 * SECOND)

    assert said(Event.IMPATIENT, until=until) == "the customer is ready to wait for 1m30s"
    assert said(Event.IMPATIENT, until=Duration(MINUTE)) == "the customer waits for nobody"


def test_who_comes_again_says_when() -> None:
    assert said(Event.COMES_AGAIN, time=2, at=Duration(6 * MINUTE)) == (
        "the customer comes again for the second time after 5m"
    )


def test_a_full_queue_is_named() -> None:
    assert said(Event.REJECTED, queue="inbox", capacity=100) == "queue inbox is full: it takes 100"
    assert said(Event.REJECTED, virtual_queue="VQ", capacity=0) == (
        "virtual queue VQ is full: it takes 0"
    )


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("ready", "ready"),
        ("not_ready", "not ready"),
        ("logged_out", "logged out"),
        ("on_break", "on a break"),
    ],
)
def test_each_state_of_an_agent_has_its_words(state: str, words: str) -> None:
    assert said(Event.AGENT_STATE, agent="anna", state=state) == f"agent anna is {words}"


def test_wrapping_up_says_for_how_long() -> None:
    assert said(Event.WRAP_UP, agent="anna", takes=Duration(SECOND)) == (
        "agent anna wraps it up for 1s"
    )
    assert said(Event.WRAPPED_UP, agent="anna", after=Duration(SECOND)) == (
        "agent anna has wrapped it up after 1s"
    )


def test_ordinals_beyond_words_are_numbers() -> None:
    assert [ordinal(number) for number in (3, 6, 11)] == ["third", "6th", "11th"]
