"""Views that submit no more than they may: how many at once, how many in a time."""

import pytest

from engine.log.events import Event
from engine.values import SECOND
from tests.helpers.runs import Story, check_text, codes, run_text
from tests.report.test_happenings_told import told

CROWD = """
application "DMS" {
  flex_chat = true
  channel "wa" { media = whatsapp   business_id = "1" }
}
chat_server { endpoints 1 { "send" = waiting } }
queue waiting { view all { every = 1s   submit = serve   @THROTTLE@ } }
strategy caller (voice) {
  var n = 0
  on fault -> bye
  again: if(n < @COUNT@) { true -> invite   false -> bye }
  invite: esp("ChatService.InviteToChat") {
    app_name = "DMS"
    parameters = { _umsClientId: "+1415555" + text(n), _umsBusinessId: "1", ChatQueueKey: "1:send" }
    expect_response = false
  } -> count
  count: assign { n = n + 1 } -> again
  bye: disconnect
}
strategy serve (chat) { talk: wait(@TALK@) -> done   done: stop { reason = "served" } }
"""


def crowd(throttle: str, count: int = 5, talk: str = "10s") -> Story:
    """Chats come all at once and are served for a while each."""
    parts = {"@THROTTLE@": throttle, "@COUNT@": str(count), "@TALK@": talk}
    text = CROWD
    for mark, part in parts.items():
        text = text.replace(mark, part)
    return run_text(text)


def pulled(story: Story) -> list[int]:
    return [row.time // SECOND for row in story.rows(Event.PULLED)]


def test_without_a_throttle_all_are_submitted_at_once() -> None:
    assert pulled(crowd("")) == [1] * 5


def test_no_more_than_the_bound_are_in_strategies_at_once() -> None:
    story = crowd("max_submitted_interactions = 2")

    # What leaves a strategy at an instant makes room for the look of that instant.
    assert pulled(story) == [1, 1, 11, 11, 21]


def test_the_first_in_order_go_first() -> None:
    story = crowd("max_submitted_interactions = 1   order = newest", count=3)

    assert [row.interaction for row in story.rows(Event.PULLED)] == [3, 2, 1]


@pytest.mark.parametrize(
    ("rate", "times"),
    [
        ("2/second", [1, 1, 2, 2, 3]),
        ("2/minute", [1, 1, 60, 60, 120]),
        ("1000/second", [1] * 5),
        ("0/second", [1] * 5),
    ],
)
def test_no_more_than_the_rate_are_submitted(rate: str, times: list[int]) -> None:
    assert pulled(crowd(f'max_submission_rate = "{rate}"')) == times


def test_both_throttles_hold_together() -> None:
    story = crowd('max_submitted_interactions = 3   max_submission_rate = "2/second"')

    assert pulled(story) == [1, 1, 2, 11, 11]


def test_what_is_parked_is_no_longer_submitted() -> None:
    text = CROWD.replace("done: stop", "done: queue(other)").replace(' { reason = "served" }', "")
    for mark, part in (("@COUNT@", "3"), ("@TALK@", "5s")):
        text = text.replace(mark, part)
    text = text.replace("@THROTTLE@", "max_submitted_interactions = 1") + "queue other\n"

    assert pulled(run_text(text)) == [1, 6, 11]


def test_a_throttle_is_the_reason_why_one_was_passed_over() -> None:
    story = crowd("max_submitted_interactions = 1", count=2)
    fast = crowd('max_submission_rate = "1/minute"', count=2)

    phrase = "view all had passed it over: fewer than 1 submitted at once did not"
    assert phrase in " ".join(told(story, 200).split())
    assert "fewer than 1 submitted in this minute did not hold" in " ".join(told(fast, 200).split())


@pytest.mark.parametrize(
    "written",
    [
        "max_submitted_interactions = 50001", "max_submitted_interactions = -1",
        'max_submission_rate = "10/hour"', 'max_submission_rate = "1001/second"',
        'max_submission_rate = "60001/minute"', 'max_submission_rate = ""',
    ],
)  # fmt: skip
def test_throttles_have_bounds(written: str) -> None:
    text = f"""
queue q {{ view v {{ submit = s   {written} }} }}
strategy s (chat) {{ a: stop }}
"""
    assert codes(check_text(text)) == ["E232"]
