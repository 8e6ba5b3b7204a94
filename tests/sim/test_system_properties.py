"""Instants that Interaction Server keeps of an interaction, read by views and strategies."""

from engine.log.events import Event
from engine.ops import Place
from engine.scenario import Act, Waiting
from engine.testing.verdict import Outcome
from engine.values import HOUR, MINUTE, SECOND
from tests.helpers.runs import Story, at, check_text, codes, run_text
from tests.sim.invitation import invitation
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


SAYS = """
queue here { view all { every = 1s   submit = say } }
strategy say (chat) {
  a: log(interaction_type + "/" + interaction_subtype + "/" + submitted_by) -> b
  b: log(external_id + "/" + parent_id + "/" + text(tenant) + "/" + text(state)) -> c
  c: stop
}
"""


def said(text: str, **options: object) -> list[str]:
    story = run_text(text, **options)
    return [story.log.text(row.a) for row in story.rows(Event.LOGGED)]


def test_a_chat_says_of_which_type_it_is_and_who_submitted_it() -> None:
    assert said(SAYS) == ["Inbound/InboundNew/ChatServer", "chat-1//1/2"]


def test_the_name_of_chat_server_is_the_one_that_is_declared() -> None:
    assert said(SAYS + 'chat_server "CS_1" { }')[0] == "Inbound/InboundNew/CS_1"


def test_a_call_has_none_of_them() -> None:
    text = """
strategy s (voice) {
  a: log(interaction_type + interaction_subtype + submitted_by + external_id + parent_id) -> b
  b: if((submitted_at ?? now + 1h) == now + 1h) { true -> c   false -> d }
  c: if((submitted_to_router_at ?? now + 1h) == now + 1h) { true -> good   false -> d }
  good: disconnect { reason = "good" }
  d: disconnect
}
"""
    story = run_text(text)

    assert [story.log.text(row.a) for row in story.rows(Event.LOGGED)] == [""]
    assert story.final(0) == (Place.DISCONNECTED, "good")


def test_a_chat_that_a_call_has_made_is_outbound() -> None:
    views = "view all { every = 1s   where = interaction_subtype == @IT@   submit = settle }"
    found = {
        kind: run_text(invitation(views=views.replace("@IT@", f'"{kind}"'))).final(1) is not None
        for kind in ("OutboundNew", "InboundNew")
    }

    assert found == {"OutboundNew": True, "InboundNew": False}


TIMES = """
queue here {
  view first { where = time_in_queue >= 1m and (submitted_to_router_at ?? now) == now
    every = 1s   submit = back }
  view second { where = now - submitted_to_router_at >= 5m and submitted_at == received_at
    every = 1s   submit = over }
}
strategy back (chat) { a: queue(here) }
strategy over (chat) { done: stop { reason = "over" } }
"""


def test_when_a_strategy_got_it_is_the_latest_time_and_when_it_was_submitted_the_first() -> None:
    story = run_text(TIMES, waiting=Waiting(queue="here"))

    # Placed at 0, pulled at 60 s by the first view; 5 min later by the second one.
    assert [row.time // SECOND for row in story.rows(Event.PULLED)] == [60, 360]


HELD = """
queue here { view due { where = not is_held and time_in_queue >= 2h   submit = over } }
strategy over (chat) {
  pause: wait(1h) -> ask
  ask: if(is_held and (held_at ?? now) < now) { true -> yes   false -> no }
  yes: stop { reason = "on hold" }
  no: stop { reason = "not on hold" }
}
"""


def test_holding_sets_since_when_and_releasing_unsets_it() -> None:
    waiting = Waiting(queue="here")
    held = at(121 * MINUTE, Act.INTERACTION_HELD)
    released = at(150 * MINUTE, Act.INTERACTION_RELEASED)

    for acts, reason in (((held,), "on hold"), ((held, released), "not on hold")):
        story = run_text(HELD, waiting=waiting, happenings=acts)
        assert story.final(0) == (Place.STOPPED, reason)


def test_delivered_at_is_the_first_time_that_an_agent_got_it() -> None:
    text = """
queue here { view due { where = now - delivered_at >= 1h   every = 1m   submit = over } }
strategy over (chat) { done: stop { reason = "over" } }
"""
    acts = [
        at(minutes * MINUTE, act, *said)
        for minutes, act, said in (
            (10, Act.AGENT_TAKES, ("anna",)), (20, Act.AGENT_PLACES, ("here",)),
            (30, Act.AGENT_TAKES, ("bo",)), (40, Act.AGENT_PLACES, ("here",)),
        )
    ]  # fmt: skip

    story = run_text(text, waiting=Waiting(queue="here"), happenings=acts)

    assert [row.time // MINUTE for row in story.rows(Event.PULLED)] == [70]


def test_coming_back_from_a_workbin_is_a_new_placement_and_no_new_move() -> None:
    text = """
workbin mine { }
queue here {
  view keep { where = placed_in_queue_at == moved_to_queue_at   every = 1m   submit = keep }
  view back { where = placed_in_queue_at - moved_to_queue_at == 10m   every = 1m   submit = over }
}
strategy keep (chat) {
  a: workbin(mine) { owner = "anna"   return_to = here   after = 9m }
}
strategy over (chat) { done: stop { reason = "over" } }
"""
    story = run_text(text, waiting=Waiting(queue="here"))

    assert [row.time // MINUTE for row in story.rows(Event.PULLED)] == [1, 11]
    assert story.final(0) == (Place.STOPPED, "over")


def test_claims_read_the_properties_of_chats_that_calls_made() -> None:
    found = verdict(
        invitation(views="view all { every = 1m   submit = settle }")
        + """
test "t" {
  strategy = caller
  within 30s expect chat.interaction_type == "Outbound" and chat.state == 0
  expect chat.submitted_to_router_at == chat.received_at + 1m
  expect chat.external_id == chat.id and chat.tenant == 1 and interaction_type == ""
}
"""
    )

    assert found.outcome is Outcome.PASSED, found
