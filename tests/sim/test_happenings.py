"""What happens from outside: sessions that end, callers who hang up, data that others set."""

from dataclasses import replace

import pytest

from engine.faults import WRONG_DATA
from engine.folds.fates import breaches
from engine.folds.records import records
from engine.limits import LIMITS
from engine.log.events import Event
from engine.ops import Place
from engine.program.lower import lower
from engine.scenario import Act, AnswerPlan, Scenario, Stub, Waiting
from engine.sim.simulate import simulate
from engine.values import KV_INTEGER_MAX, MILLISECOND, MINUTE, SECOND, KVList, Value
from tests.helpers.oracle import assert_lawful
from tests.helpers.runs import Story, at, process_of, run_text
from tests.sim.invitation import invitation

HANGS_UP, ENDS, LOST, DATA = (
    Act.CALLER_HANGS_UP, Act.SESSION_ENDS, Act.SESSION_LOST, Act.DATA_CHANGES,
)  # fmt: skip
CHAT = 1


def played(text: str, *acts: object, **options: object) -> Story:
    story = run_text(text, happenings=acts, **options)
    assert_lawful(story)
    return story


# Sessions


def test_a_customer_who_leaves_ends_the_session_for_a_reason_of_their_own() -> None:
    story = played(invitation(flag="false"), at(MINUTE, ENDS))

    closed = story.rows(Event.SESSION_CLOSED)
    assert [(row.time, row.interaction, row.a) for row in closed] == [(MINUTE, CHAT, 0)]
    assert story.data(CHAT)["IsOnline"] == "0"
    assert story.final(CHAT) == (Place.STOPPED, "settled")
    assert story.rows(Event.PULLED)[0].time == MINUTE


def test_a_view_of_that_instant_already_sees_that_the_customer_left() -> None:
    story = played(invitation(flag="false"), at(7 * SECOND, ENDS))

    assert [row.time for row in story.rows(Event.PULLED)] == [7 * SECOND]


@pytest.mark.parametrize("stop", ["always", "noagents", "noanswer"])
def test_chat_server_stops_the_chat_of_a_customer_who_left_if_told_to(stop: str) -> None:
    story = played(invitation(flag="false", stop=stop), at(MINUTE, ENDS))

    assert story.final(CHAT) == (Place.STOPPED, "stopped by Chat Server")
    assert story.rows(Event.PULLED) == []


STAYING = """
queue q { view all { submit = s } }
strategy s (chat) { stay: wait(1h) -> done   done: stop { reason = "done" } }
"""


def test_a_strategy_that_has_the_chat_goes_on_when_the_customer_leaves() -> None:
    story = played(STAYING, at(MINUTE, ENDS))

    assert story.final(0) == (Place.STOPPED, "done")
    assert len(story.rows(Event.RESUMED)) == 1


def test_chat_server_takes_a_chat_out_of_its_strategy() -> None:
    text = f"chat_server {{ stop_abandoned_interaction = always }}\n{STAYING}"

    story = played(text, at(MINUTE, ENDS))

    assert story.final(0) == (Place.STOPPED, "stopped by Chat Server")
    assert story.rows(Event.RESUMED) == []


def test_a_forgotten_session_changes_nothing_but_what_is_known_of_it() -> None:
    lost = "  view lost { where = not session_known and is_online   every = 1s   submit = clean }"

    story = played(invitation(flag="false", views=lost), at(MINUTE, LOST))

    assert [row.time for row in story.rows(Event.SESSION_LOST)] == [MINUTE]
    assert story.rows(Event.PULLED)[0].time == MINUTE
    assert story.data(CHAT)["IsOnline"] == "1"
    assert story.rows(Event.SESSION_CLOSED) == []


def test_a_session_that_is_over_neither_ends_nor_gets_lost() -> None:
    unsettled = invitation(views="")

    story = played(unsettled, at(SECOND, ENDS), at(SECOND, LOST))
    lost = played(
        invitation(flag="false", views=""), at(SECOND, LOST), at(2 * SECOND, ENDS), at(MINUTE, LOST)
    )

    assert story.nothings() == [
        ("session_ends", "the session of chat-2 has ended"),
        ("session_lost", "the session of chat-2 has ended"),
    ]
    assert lost.nothings() == [
        ("session_ends", "Chat Server does not know the session of chat-2"),
        ("session_lost", "Chat Server does not know the session of chat-2"),
    ]


# Callers

CALL = """
strategy s (voice) {
  data { Name: text }
  var n = 0
  on fault -> failed
  @ABANDONED@
  first: wait(10s) -> second
  second: assign { n = 1 } -> done
  done: disconnect { reason = "done" }
  failed: log("failed") -> done
  gone: @GONE@
}
"""
BY_HANDLER = "on abandoned -> gone"


def call(gone: str = 'log("gone " + text(n)) -> done', handler: str = BY_HANDLER) -> str:
    text = CALL.replace("@GONE@", gone).replace("@ABANDONED@", handler)
    return text if handler else text.replace(f"  gone: {gone}\n", "")


NAME = [("Name", "Ana")]


def test_a_caller_who_hangs_up_ends_the_call_at_once() -> None:
    story = played(call(handler=""), at(SECOND, HANGS_UP), data=NAME)

    assert story.final(0) == (Place.ABANDONED, "the caller hung up")
    assert [(row.time, row.kind) for row in story.rows()][-3:] == [
        (SECOND, Event.HUNG_UP), (SECOND, Event.ENDED), (SECOND, Event.FINAL),
    ]  # fmt: skip
    (row,) = story.rows(Event.HUNG_UP)
    assert story.program.blocks[row.block].label == "first"


def test_a_strategy_that_cares_goes_on_at_its_handler() -> None:
    story = played(call(), at(SECOND, HANGS_UP), data=NAME)

    assert story.path() == ["first", "gone", "done"]
    assert story.ports() == ["ok"]
    assert [story.log.text(row.a) for row in story.rows(Event.LOGGED)] == ["gone 0"]
    assert story.final(0) == (Place.ABANDONED, "done")
    assert {row.time for row in story.rows(Event.LOGGED, Event.FINAL)} == {SECOND}


@pytest.mark.parametrize(
    ("gone", "reason"),
    [
        ('disconnect { reason = "bye" }', "bye"),
        ("exit", "exit"),
        ("default_route", "default route"),
        ("wait(1s) -> done", "done"),
        ('attach { Key = number("x") } -> failed', "done"),
    ],
)
def test_however_the_strategy_ends_it_the_call_was_abandoned(gone: str, reason: str) -> None:
    story = played(call(gone), at(SECOND, HANGS_UP), data=NAME)

    assert story.final(0) == (Place.ABANDONED, reason)


GROWING = """
strategy s (voice) {
  var n = 100000000
  on abandoned -> gone
  first: wait(10s) -> done
  done: disconnect
  gone: assign { n = @VALUE@ } -> around
  around: if(n < 200000000) { true -> gone   false -> done }
}
"""


def test_a_fault_that_nobody_takes_is_not_hidden_by_a_caller_who_hung_up() -> None:
    story = played(
        GROWING.replace("@VALUE@", "n * n").replace("true -> gone", "true -> done"),
        at(SECOND, HANGS_UP),
    )

    assert len(story.rows(Event.FAULTED)) == 1
    assert story.final(0) == (Place.FAULTED, "overflow")
    assert [found.code for found in breaches(records(story.program, story.log))] == ["E701"]


def test_a_bound_that_is_met_ends_an_abandoned_call_as_abandoned() -> None:
    program = lower(process_of(GROWING.replace("@VALUE@", "n + 1")))
    scenario = Scenario(strategy="s", happenings=(at(SECOND, HANGS_UP),))

    story = Story(program, simulate(program, scenario, replace(LIMITS, steps=10)))

    assert len(story.rows(Event.LIMIT)) == 1
    assert story.final(0) == (Place.ABANDONED, "step limit")


def test_another_strategy_s_handler_is_not_this_one_s() -> None:
    text = (
        call("strategy(t)")
        + """
strategy t (voice) {
  on abandoned -> again
  wait_on: wait(5s) -> over
  over: disconnect { reason = "over" }
  again: disconnect { reason = "again" }
}
"""
    )
    story = played(text, at(SECOND, HANGS_UP), at(2 * SECOND, HANGS_UP), data=NAME)

    assert story.final(0) == (Place.ABANDONED, "over")
    assert story.nothings() == [("caller_hangs_up", "the caller of voice-1 has hung up")]


def test_a_call_is_online_until_its_caller_hangs_up() -> None:
    story = played(
        call("if(is_online) { true -> first   false -> done }"), at(SECOND, HANGS_UP), data=NAME
    )

    assert story.path() == ["first", "gone", "done"]


def test_a_call_that_is_over_is_not_hung_up() -> None:
    story = played(call(), at(MINUTE, HANGS_UP), data=NAME)

    assert story.final(0) == (Place.DISCONNECTED, "done")
    assert story.nothings() == [("caller_hangs_up", "voice-1 is over: disconnected")]


def test_a_chat_is_no_call() -> None:
    story = played(STAYING, at(SECOND, HANGS_UP), at(SECOND, HANGS_UP, of=0))

    assert story.nothings() == [
        ("caller_hangs_up", "there has been no call by then"),
        ("caller_hangs_up", "chat-1 is no call"),
    ]


def test_an_answer_that_the_hung_up_call_waited_for_is_late() -> None:
    text = invitation().replace(
        "on fault -> failed", "on fault -> failed\n  on abandoned -> silent"
    )

    story = played(text, at(SECOND, HANGS_UP), answers=["after:3s"])

    assert [(row.time, row.kind) for row in story.rows(Event.ANSWERED, Event.LATE)] == [
        (3 * SECOND, Event.LATE)
    ]
    assert story.path() == ["invite", "silent", "bye"]
    assert story.rows(Event.FINAL, interaction=0)[0].time == 11 * SECOND
    assert story.rows(Event.TIMED_OUT) == []
    assert story.chats() == [CHAT]


# Data


@pytest.mark.parametrize("value", ["high", 7, True, KVList([("a", "1")]), ("a", "b")])
def test_others_set_attached_data(value: Value) -> None:
    story = played(call(), at(SECOND, DATA, "Mark", value), data=NAME)

    (row,) = [row for row in story.rows(Event.ATTACHED) if row.time == SECOND]
    assert (row.block, story.log.text(row.a), story.log.value(row.b)) == (-1, "Mark", value)


def test_data_that_became_another_type_is_a_fault_where_it_is_used() -> None:
    text = """
strategy s (voice) {
  data { Name: text }
  first: wait(10s) -> second
  second: if(is_mobile(udata.Name, "US")) { true -> done   false -> done }
  done: disconnect
}
"""
    story = played(text, at(SECOND, DATA, "Name", 7), data=NAME)

    assert [row.b for row in story.rows(Event.FAULTED)] == [WRONG_DATA]
    assert story.final(0) == (Place.FAULTED, "wrong data")


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("IsOnline", "1", "`IsOnline` belongs to the system, and nobody else sets it"),
        ("InteractionId", "x", "`InteractionId` belongs to the system, and nobody else sets it"),
        ("Mark", KV_INTEGER_MAX + 1, "2147483648 is no integer of 32 bits"),
    ],
)
def test_what_nobody_may_set_comes_to_nothing(key: str, value: Value, reason: str) -> None:
    story = played(call(), at(SECOND, DATA, key, value), data=NAME)

    assert story.nothings() == [("data_changes", reason)]
    assert key not in story.data(0)


def test_what_is_over_or_not_there_changes_no_more() -> None:
    story = played(
        call(), at(MINUTE, DATA, "Mark", "x"), at(MINUTE, DATA, "Mark", "x", of=3), data=NAME
    )

    assert story.nothings() == [
        ("data_changes", "voice-1 is over: disconnected"),
        ("data_changes", "nothing has been created by then that `of: 3` names"),
    ]
    assert [row.interaction for row in story.rows(Event.CAME_TO_NOTHING)] == [0, -1]


def test_data_may_change_of_an_interaction_that_a_call_created() -> None:
    marked = '  view marked { where = udata.Mark == "x"   every = 1s   submit = clean }'

    story = played(invitation(views=marked), at(5 * SECOND, DATA, "Mark", "x", of=CHAT))

    assert [row.time for row in story.rows(Event.PULLED)] == [5 * SECOND]


# Order


def stub(after_us: int) -> tuple[Stub, ...]:
    return (Stub(block="invite", plans=(AnswerPlan(after_us=after_us),)),)


def test_of_one_instant_the_answer_comes_before_the_caller_hangs_up() -> None:
    story = played(invitation(), at(SECOND, HANGS_UP), stubs=stub(SECOND))

    assert [row.kind for row in story.rows(Event.ANSWERED, Event.LATE)] == [Event.ANSWERED]
    assert story.final(0) == (Place.DISCONNECTED, "")
    assert story.nothings() == [("caller_hangs_up", "voice-1 is over: disconnected")]


def test_a_caller_who_hangs_up_before_the_answer_leaves_it_without_a_taker() -> None:
    story = played(invitation(), at(SECOND, HANGS_UP), stubs=stub(SECOND + 1))

    assert [row.kind for row in story.rows(Event.ANSWERED, Event.LATE)] == [Event.LATE]
    assert story.final(0) == (Place.ABANDONED, "the caller hung up")


def test_of_one_instant_the_caller_hangs_up_before_the_wait_is_over() -> None:
    story = played(call(), at(10 * SECOND, HANGS_UP), data=NAME)

    assert story.path() == ["first", "gone", "done"]


def test_of_one_instant_the_caller_hangs_up_before_the_call_times_out() -> None:
    story = played(invitation(), at(5 * SECOND, HANGS_UP), answers=["timeout"])

    assert story.rows(Event.TIMED_OUT) == []
    assert story.final(0) == (Place.ABANDONED, "the caller hung up")


def test_happenings_of_one_instant_come_in_their_order() -> None:
    acts = [at(SECOND, DATA, "Mark", "a"), at(SECOND, DATA, "Mark", "b")]

    forth = played(call(), *acts, data=NAME)
    back = played(call(), *reversed(acts), data=NAME)

    assert (forth.data(0)["Mark"], back.data(0)["Mark"]) == ("b", "a")


def test_what_happens_at_the_start_finds_the_interaction_there() -> None:
    story = played(call(), at(0, HANGS_UP), data=NAME)

    assert story.path() == ["first", "gone", "done"]


def test_what_is_to_happen_behind_the_horizon_does_not() -> None:
    story = played(call(), at(5 * SECOND + 1, HANGS_UP), data=NAME, horizon_us=5 * SECOND)

    assert story.rows(Event.HUNG_UP, Event.CAME_TO_NOTHING) == []


def test_a_run_goes_on_until_everything_has_happened() -> None:
    story = played(call(), at(50 * MILLISECOND + MINUTE, HANGS_UP), data=NAME)

    assert story.rows()[-1].time == 50 * MILLISECOND + MINUTE
    assert story.log.head["end"] == "nothing is left to happen"


def test_chats_that_wait_from_before_meet_the_same() -> None:
    text = invitation(views="  view over { where = is_online == false   submit = settle }")

    story = played(text, at(MINUTE, ENDS), waiting=Waiting(queue="notifications"))

    assert story.final(0) == (Place.STOPPED, "settled")
