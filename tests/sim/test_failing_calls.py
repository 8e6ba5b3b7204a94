"""What goes wrong with ESP calls, and what must hold then (rows W-04 to W-11, W-23, W-24, W-25)."""

import pytest

from engine.failures import Failing, Failure, Refused
from engine.faults import BY_SYMBOL
from engine.log.events import Event
from engine.values import SECOND
from tests.helpers.failing import after, failed
from tests.sim.failing_project import behind, centre_day, down, hit, of_kind, one

OUTCOMES = (Event.ANSWERED, Event.REFUSED, Event.TIMED_OUT)
"""What a request comes to that its strategy waits for (I-22)."""
EACH = [
    one(Failure.ESP_TIMEOUT), one(Failure.ESP_LOST_REPLY), one(Failure.ESP_FAULT),
    one(Failure.ESP_LATE, length=after(3 * SECOND)), one(Failure.ESP_REPEATED),
    one(Failure.ESP_DUPLICATE), one(Failure.ESP_FOREIGN), one(Failure.ESP_MALFORMED),
    one(Failure.ESP_SLOW, length=after(9 * SECOND)), one(Failure.CHANNEL_UNKNOWN),
    one(Failure.DELIVERY_REFUSED), down(Failure.DMS_DOWN, 30, 20),
    down(Failure.CHAT_SERVER_DOWN, 30, 20),
]  # fmt: skip


@pytest.mark.parametrize("failing", EACH, ids=lambda failing: failing.failure.name.lower())
def test_every_request_comes_to_exactly_one_end_in_time(failing: Failing) -> None:
    day = centre_day(failing)

    requests = of_kind(day, Event.REQUESTED)
    ended = [row for kind in OUTCOMES for row in of_kind(day, kind)]
    sent = {row.a: row.time for row in requests}
    assert sorted(row.a for row in ended) == sorted(sent)
    assert all(row.time - sent[row.a] <= 5 * SECOND for row in ended)
    assert hit(day, failing.failure)
    assert day.end == "nothing is left to happen"


def test_a_request_that_is_lost_on_its_way_makes_no_chat() -> None:
    day = centre_day(one(Failure.ESP_TIMEOUT))

    made = {row.b for row in of_kind(day, Event.CREATED)}
    assert not made & hit(day, Failure.ESP_TIMEOUT)


def test_where_the_answer_alone_is_lost_the_chat_is_there_and_its_session_is_closed() -> None:
    day = centre_day(one(Failure.ESP_LOST_REPLY))

    asked = hit(day, Failure.ESP_LOST_REPLY)
    made = {row.interaction for row in of_kind(day, Event.CREATED) if row.b in asked}
    closed = {row.interaction for row in of_kind(day, Event.SESSION_CLOSED)}
    timed_out = {row.interaction for row in of_kind(day, Event.TIMED_OUT)}
    assert len(made) == len(asked)
    assert made <= closed
    assert asked == timed_out


@pytest.mark.parametrize("failure", [Failure.ESP_REPEATED, Failure.ESP_DUPLICATE])
def test_what_comes_twice_makes_one_chat_and_the_second_answer_is_ignored(
    failure: Failure,
) -> None:
    day = centre_day(one(failure))

    asked = hit(day, failure)
    made = [row.b for row in of_kind(day, Event.CREATED) if row.b in asked]
    again = [row.interaction for row in of_kind(day, Event.DUPLICATE)]
    assert sorted(made) == sorted(asked) == sorted(again)


def test_a_foreign_answer_is_ignored_and_the_call_times_out() -> None:
    day = centre_day(one(Failure.ESP_FOREIGN))

    asked = hit(day, Failure.ESP_FOREIGN)
    assert asked == {row.interaction for row in of_kind(day, Event.FOREIGN)}
    assert asked == {row.interaction for row in of_kind(day, Event.TIMED_OUT)}


def test_a_late_answer_resumes_nobody() -> None:
    day = centre_day(one(Failure.ESP_LATE, length=after(3 * SECOND)))

    for row in failed(day, Failure.ESP_LATE):
        kinds = [each.kind for each in behind(day, row)]
        assert kinds.count(Event.LATE) == 1
        assert kinds.index(Event.FINAL) < kinds.index(Event.LATE)
        assert row.b == 8 * SECOND


def test_an_answer_that_cannot_be_read_is_a_fault_of_its_own() -> None:
    day = centre_day(one(Failure.ESP_MALFORMED))

    asked = hit(day, Failure.ESP_MALFORMED)
    refused = [row for row in of_kind(day, Event.REFUSED) if row.interaction in asked]
    assert {row.b for row in refused} == {BY_SYMBOL["bad_reply"].number}
    assert len(refused) == len(asked)


def test_a_fault_is_the_one_that_is_said_or_any_one_of_the_table() -> None:
    said = Failing(failure=Failure.ESP_FAULT, share=300_000, detail=BY_SYMBOL["unavailable"].number)

    told = {row.b for row in of_kind(centre_day(said), Event.REFUSED)}
    drawn = {row.b for row in of_kind(centre_day(one(Failure.ESP_FAULT)), Event.REFUSED)}

    assert told == {102}
    assert len(drawn) > 5


def test_an_unknown_channel_is_a_fault_without_a_session_or_a_message() -> None:
    day = centre_day(one(Failure.CHANNEL_UNKNOWN))

    asked = hit(day, Failure.CHANNEL_UNKNOWN)
    refused = {row.interaction: row.b for row in of_kind(day, Event.REFUSED)}
    assert refused == dict.fromkeys(asked, BY_SYMBOL["unknown_channel"].number)
    assert not {row.b for row in of_kind(day, Event.CREATED)} & asked


def test_what_a_provider_refuses_is_not_sent_and_user_data_says_so() -> None:
    day = centre_day(one(Failure.DELIVERY_REFUSED))

    asked = {row.interaction: row.b for row in failed(day, Failure.DELIVERY_REFUSED)}
    made = {row.b: row.interaction for row in of_kind(day, Event.CREATED) if row.b >= 0}
    refused = {row.interaction for row in of_kind(day, Event.SEND_FAILED)}
    sent = {row.interaction for row in of_kind(day, Event.SENT)}
    assert refused == {made[call] for call in asked}
    assert not refused & sent
    assert set(asked.values()) <= set(Refused)


def test_a_server_that_is_down_is_not_waited_for_by_those_who_call_later() -> None:
    silent, refusing = centre_day(EACH[-2]), centre_day(EACH[-1])

    timed_out = {row.interaction for row in of_kind(silent, Event.TIMED_OUT)}
    refused = {row.interaction: row.b for row in of_kind(refusing, Event.REFUSED)}
    assert timed_out <= hit(silent, Failure.DMS_DOWN)
    assert set(refused) <= hit(refusing, Failure.CHAT_SERVER_DOWN)
    assert set(refused.values()) == {BY_SYMBOL["submit_failed"].number}
    for day, failure in ((silent, Failure.DMS_DOWN), (refusing, Failure.CHAT_SERVER_DOWN)):
        begun = [row.time for row in failed(day, failure) if row.interaction < 0]
        assert begun == [30 * 60 * SECOND]


OWN = """
service "Orders.Lookup" {
  kind = database
  answers { Status = "shipped" }
}
service "Orders.Count" { answers { Total = 5 } }
strategy line (voice) {
  on timeout -> failed
  look: esp("Orders.Lookup") { app_name = "CRM"   timeout = 2s   fault -> failed } -> count
  count: esp("Orders.Count") { app_name = "CRM"   timeout = 2s   fault -> failed } -> done
  done: disconnect { reason = "done" }
  failed: disconnect { reason = "failed" }
}
application "CRM" { type = ThirdPartyServer }
arrivals calls { strategy = line   rate = 200/h   handling = constant(1m) }
simulation monday { start = 2026-01-06T08:00   duration = 1h }
"""


def test_what_is_said_of_one_method_happens_to_its_calls_alone() -> None:
    failing = Failing(failure=Failure.ESP_TIMEOUT, share=300_000, name="Orders.Count")
    day = centre_day(failing, text=OWN)

    asked = hit(day, Failure.ESP_TIMEOUT)
    blocks = {row.block for row in of_kind(day, Event.TIMED_OUT)}
    timed_out = {row.interaction for row in of_kind(day, Event.TIMED_OUT)}
    assert len(blocks) == 1
    assert asked == timed_out
    assert len(asked) > 30


def test_within_a_window_another_share_holds() -> None:
    always = one(Failure.ESP_TIMEOUT, 20_000)
    window = down(Failure.ESP_TIMEOUT, 20, 20, 900_000)
    never = Failing(failure=Failure.ESP_TIMEOUT, windows=down(Failure.DMS_DOWN, 40, 20).windows)
    day = centre_day(always, window, never, text=OWN)

    minutes = [row.time // (60 * SECOND) for row in failed(day, Failure.ESP_TIMEOUT)]
    within = [minute for minute in minutes if 20 <= minute < 40]
    assert len(within) > len(minutes) * 3 // 4
    assert any(minute < 20 for minute in minutes)
    assert not any(minute >= 40 for minute in minutes)
