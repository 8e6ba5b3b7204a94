"""What reports and traces say of what went wrong."""

import pytest

from engine.failures import Failure
from engine.folds.records import Record
from engine.log.counts import Failed
from engine.log.events import Event
from engine.ops import Place
from engine.report.failure_sentences import FAILURES
from engine.report.figures_of_failures import failures_document, failures_section
from engine.report.styled import plain
from engine.values import MINUTE, SECOND


def said(failure: Failure, detail: int = -1) -> str:
    record = Record(
        index=0, time_us=MINUTE, kind=Event.FAILED, interaction="voice-1", block=None, port=None,
        queue=None, details={"failure": int(failure), "detail": detail}, because=(),
    )  # fmt: skip
    (item,) = FAILURES[Event.FAILED](record, None)
    return plain(item.text)


@pytest.mark.parametrize(
    ("failure", "detail", "sentence"),
    [
        (Failure.LOST_CLOSE, -1, "the close of the session does not arrive"),
        (Failure.ESP_FAULT, 102, "the request is refused whatever it asks for: fault 102"),
        (Failure.ESP_SLOW, 9 * SECOND, "the answer will come 9s later"),
        (
            Failure.ESP_LATE,
            8 * SECOND,
            "the answer will come after the time-out, 8s after the request",
        ),
        (Failure.DELIVERY_REFUSED, 4, "the provider refuses the message: rate limit"),
    ],
)
def test_a_trace_says_what_goes_wrong(failure: Failure, detail: int, sentence: str) -> None:
    assert said(failure, detail) == sentence


def test_every_failure_can_be_told() -> None:
    assert all(said(failure) for failure in Failure)


def failed(failure: Failure, **counts: int) -> Failed:
    finals = [0] * len(Place)
    finals[Place.LOST_REMOVED] = counts.pop("lost", 0)
    finals[Place.STOPPED] = counts.pop("stopped", 0)
    return Failed(failure=int(failure), finals=tuple(finals), **counts)


def test_a_table_has_a_row_for_each_and_columns_for_what_has_happened() -> None:
    lost = failed(Failure.LOST_CLOSE, happened=6, hit=6, lost=4, stopped=1)
    down = failed(Failure.CHAT_SERVER_DOWN, windows=1, happened=2, hit=1, stopped=1)

    both = [plain(line).split() for line in failures_section([down, lost], 100)]
    alone = [plain(line) for line in failures_section([lost], 100)]

    assert both[1:] == [
        ["begun", "times", "hit", "stopped", "lost", "and", "removed", "still", "there"],
        ["chat_server_down", "1", "2", "1", "1", "0", "0"],
        ["lost_close", "0", "6", "6", "1", "4", "1"],
    ]
    assert "begun" not in alone[1]
    assert failures_section([], 100) == []


def test_a_document_has_all_of_it() -> None:
    lost = failed(Failure.LOST_CLOSE, happened=6, hit=6, lost=4, stopped=1)

    assert failures_document([]) == {}
    assert failures_document([lost])["faults"] == [
        {
            "fault": "lost_close", "begun": 0, "times": 6, "hit": 6,
            "final": {"stopped": 1, "lost_removed": 4}, "still_there": 1,
        }
    ]  # fmt: skip
