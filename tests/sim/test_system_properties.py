"""Instants that Interaction Server keeps of an interaction, read by views and strategies."""

from engine.log.events import Event
from engine.ops import Place
from engine.scenario import Act, Waiting
from engine.testing.verdict import Outcome
from engine.values import HOUR, MINUTE, SECOND
from tests.helpers.runs import Story, at, check_text, codes, run_text
from tests.testing.verdicts import verdict

BACK = """
queue here {
  view moved { where = @WHERE@   every = 1s   submit = over }
  view placed { where = now - placed_in_queue_at >= 1m   every = 1s   submit = again }
}
strategy again (chat) { back: queue(here) }
strategy over (chat) { done: stop { reason = "over" } }
"""


def waited(where: str, *acts: object, text: str = BACK) -> Story:
    here = Waiting(queue="here", age_us=0, in_queue_us=0)
    return run_text(text.replace("@WHERE@", where), waiting=here, happenings=acts)


def test_a_view_reads_when_an_interaction_was_placed_and_when_it_was_moved() -> None:
    story = waited("now - moved_to_queue_at >= 10m")

    placed = [row.time for row in story.rows(Event.PLACED)]
    assert placed == [minute * MINUTE for minute in range(10)]
    assert story.rows(Event.FINAL)[0].time == 10 * MINUTE


def test_another_queue_has_a_time_of_its_own() -> None:
    text = """
queue here { view go { where = age > 5m   every = 1s   submit = on } }
queue there { view all { where = now - moved_to_queue_at >= 1m   every = 1s   submit = over } }
strategy on (chat) { go: queue(there) }
strategy over (chat) { done: stop }
"""
    story = waited("", text=text)

    assert story.rows(Event.FINAL)[0].time == 361 * SECOND


def test_a_view_reads_since_when_a_chat_is_abandoned() -> None:
    story = waited("now - abandoned_at >= 5m", at(90 * SECOND, Act.SESSION_ENDS))

    assert story.rows(Event.FINAL)[0].time == 390 * SECOND


def test_a_chat_that_is_online_has_not_been_abandoned() -> None:
    here = Waiting(queue="here", age_us=0, in_queue_us=0)
    text = BACK.replace("@WHERE@", "abandoned_at <= now")

    story = run_text(text, waiting=here, horizon_us=HOUR)

    assert story.final(0) is None


def test_a_chat_that_waits_offline_was_abandoned_before_the_run() -> None:
    here = Waiting(queue="here", age_us=HOUR, in_queue_us=MINUTE, online=False)
    text = BACK.replace("@WHERE@", "now - abandoned_at >= 1h")

    story = run_text(text, waiting=here)

    assert story.rows(Event.FINAL)[0].time == 0


def test_a_lost_session_has_not_ended() -> None:
    here = Waiting(queue="here", age_us=HOUR, in_queue_us=MINUTE, known=False)
    text = BACK.replace("@WHERE@", "abandoned_at <= now")

    story = run_text(text, waiting=here, horizon_us=HOUR)

    assert story.final(0) is None


READ = """
strategy call (voice) {
  on abandoned -> left
  read: if(received_at == now) { true -> ask   false -> wrong }
  ask: if((moved_to_queue_at ?? received_at) == now) { true -> rest   false -> wrong }
  rest: wait(1m) -> wrong
  left: if((abandoned_at ?? now) - received_at == 30s) { true -> good   false -> wrong }
  good: disconnect
  wrong: disconnect
}
"""


def test_a_strategy_reads_them_and_gives_defaults() -> None:
    story = run_text(READ, happenings=[at(30 * SECOND, Act.CALLER_HANGS_UP)])

    assert story.path() == ["read", "ask", "rest", "left", "good"]


def test_one_that_may_be_missing_needs_a_default_or_a_way_out() -> None:
    text = "strategy c (chat) { a: if(abandoned_at < now) { true -> b   false -> b }\n  b: stop }"

    assert codes(check_text(text)) == ["E216"]


def test_one_that_is_missing_is_a_fault_of_its_block() -> None:
    text = """
strategy c (chat) {
  a: if(abandoned_at < now) { true -> b   false -> b   fault missing_data -> none }
  b: stop { reason = "ended" }
  none: stop { reason = "none" }
}
"""
    assert run_text(text).final(0) == (Place.STOPPED, "none")


def test_a_chat_that_comes_from_a_view_has_been_in_its_queue() -> None:
    text = """
queue here { view all { every = 1s   submit = s } }
strategy s (chat) {
  pause: wait(10s) -> a
  a: if((moved_to_queue_at ?? now) == received_at) { true -> back   false -> gone }
  back: queue(here) { not_before = 1m }
  gone: stop
}
"""
    story = run_text(text, strategy="s", horizon_us=HOUR)

    assert set(story.path()) == {"pause", "a", "back"}


def test_claims_read_them_as_strategies_do() -> None:
    text = BACK.replace("@WHERE@", "now - moved_to_queue_at >= 10m")
    found = verdict(
        text
        + """
test "t" {
  start = here
  input = { age: 20m   time_in_queue: 5m }
  at 1m session_ends()
  within 1m expect abandoned_at == received_at + 21m
  expect moved_to_queue_at == received_at + 15m
  expect placed_in_queue_at > moved_to_queue_at
}
"""
    )

    assert found.outcome is Outcome.PASSED
