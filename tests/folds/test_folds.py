"""Fates and figures, each from a log written by hand."""

from dataclasses import asdict

import pytest

from engine.folds.fates import Fate, PassedOver, breaches, fates, path
from engine.folds.ledger import ledger
from engine.folds.records import Record, records
from engine.log.events import Event
from engine.log.model import EventLog
from engine.ops import Place
from engine.scenario import Act
from engine.values import MILLISECOND, SECOND
from tests.helpers.runs import at, run_text
from tests.report import story
from tests.sim.invitation import invitation


def read(log: EventLog) -> list[Record]:
    """The records of a log of the example program."""
    return records(story.program(), log)


def fate(log: EventLog, interaction: str) -> Fate:
    """What became of one interaction."""
    return next(fate for fate in fates(read(log)) if fate.interaction == interaction)


def test_a_path_is_the_blocks_that_were_entered() -> None:
    happened = read(story.notification())

    assert path(happened, "voice-1") == ("long_wait", "invite", "tell", "hold")
    assert path(happened, "chat-2") == ("done",)


def test_a_stopped_chat_has_its_reason_and_its_instant() -> None:
    found = fate(story.notification(), "chat-2")

    assert (found.place, found.reason, found.since_us) == ("stopped", "notification sent", SECOND)
    assert (found.by, found.media, found.lost) == ("voice-1", "whatsappsession", None)
    assert found.final


@pytest.mark.parametrize(
    ("closed", "lost", "kind"), [(False, False, "b"), (True, False, "a"), (False, True, "c")]
)
def test_a_lost_chat_is_of_one_of_three_kinds(closed: bool, lost: bool, kind: str) -> None:
    out = story.Writer()
    story.call(out)
    story.chat(out, close=closed)
    if lost:
        out.add(0, Event.SESSION_LOST, 1)
    story.pull(out, 660 * SECOND, story.LOST, story.REMOVE_LOST, 660 * SECOND)
    story.stop(out, 660 * SECOND, "lost chat", lost=True)

    assert fate(out.log(), "chat-2").lost == kind


def test_a_parked_chat_is_where_it_was_put_and_when_it_will_be_seen() -> None:
    found = fate(story.parked(), "chat-2")

    assert (found.place, found.queue, found.final) == ("queued", "nobody_looks", False)
    assert found.visible_us == 301 * SECOND


def test_views_that_passed_a_chat_over_are_known_until_it_is_placed_anew() -> None:
    out = story.Writer()
    story.call(out)
    story.chat(out)
    story.overlooked(out, SECOND, story.FINISHED, "is_online == false")
    before = fate(out.log(), "chat-2").passed_over
    out.add(2 * SECOND, Event.PLACED, 1, queue=story.EMPTY_QUEUE, a=1, b=2 * SECOND)

    assert before == (PassedOver("finished", "is_online == false"),)
    assert fate(out.log(), "chat-2").passed_over == ()


def test_a_suspended_interaction_waits_until_an_instant() -> None:
    out = story.Writer()
    story.call(out)
    out.add(0, Event.SUSPENDED, 0, block=story.INVITE, b=5 * SECOND)

    found = fate(out.log(), "voice-1")

    assert (found.place, found.until_us) == ("running", 5 * SECOND)


def test_the_ledger_counts_messages_chats_and_calls() -> None:
    figures = asdict(ledger(read(story.notification())))

    assert {name: figure for name, figure in figures.items() if figure} == {
        "messages_sent": 1,
        "chats_created": 1,
        "chats_stopped": 1,
        "chats_lost_removed": (("a", 0), ("b", 0), ("c", 0)),
        "calls": 1,
        "calls_answered": 1,
    }


def test_the_ledger_counts_what_went_wrong() -> None:
    late = ledger(read(story.timed_out()))
    refused = ledger(read(story.refused()))
    parked = ledger(read(story.parked()))

    assert (late.calls_timed_out, late.late_answers) == (1, 1)
    assert (late.duplicate_answers, late.foreign_answers) == (1, 1)
    assert (refused.faults, refused.calls_answered) == ((("unavailable", 1),), 0)
    assert (parked.messages_failed, parked.chats_queued) == (1, 1)


def test_a_customer_who_is_invited_twice_is_a_duplicate_invite() -> None:
    assert ledger(read(story.two_invites())).duplicate_invites == 1
    assert ledger(read(story.notification())).duplicate_invites == 0


def test_a_request_that_nobody_waits_for_is_open() -> None:
    out = story.Writer()
    story.call(out)

    assert ledger(read(out.log())).calls_open == 1


def test_every_chat_is_in_one_row_of_the_ledger() -> None:
    for make in story.STORIES.values():
        figures = ledger(read(make()))
        removed = sum(number for _, number in figures.chats_lost_removed)
        elsewhere = sum(number for _, number in figures.chats_elsewhere)

        parts = figures.chats_stopped + figures.chats_queued + removed + elsewhere
        assert parts == figures.chats_created


def test_limits_and_faulted_ends_are_not_forgiven_by_strict() -> None:
    (hops,) = breaches(read(story.livelock()))
    out = story.Writer()
    story.call(out)
    out.add(0, Event.FINAL, 0, a=int(Place.FAULTED), b=out.value("overflow"))
    (fault,) = breaches(read(out.log()))

    assert (hops.code, hops.message.split("`")[1]) == ("E424", "chat-1")
    assert (fault.code, fault.message) == ("E701", "`voice-1` ended by a fault: overflow")
    assert breaches(read(story.notification())) == []


def test_a_chat_that_its_customer_started_is_inbound_and_of_no_call() -> None:
    out = story.Writer()
    story.call(out)
    story.chat(out)
    out.add(SECOND, Event.CREATED, 2, a=out.value("whatsappsession"), b=-1)
    out.add(SECOND, Event.PLACED, 2, queue=story.EMPTY_QUEUE, a=0, b=SECOND)

    figures = ledger(read(out.log()))

    assert (figures.chats_created, figures.chats_inbound) == (1, 1)
    assert (figures.chats_queued, figures.chats_elsewhere) == (1, ())
    assert fate(out.log(), "chat-3").by is None


def test_what_lay_in_a_queue_before_the_run_is_as_old_as_it_is() -> None:
    out = story.Writer()
    out.add(-600 * SECOND, Event.CREATED, 0, a=out.value("whatsappsession"))
    out.add(-60 * SECOND, Event.PLACED, 0, queue=story.EMPTY_QUEUE, a=0, b=-60 * SECOND)

    found = fate(out.log(strategy=""), "chat-1")

    assert (found.place, found.queue) == ("queued", "nobody_looks")
    assert (found.created_us, found.since_us) == (-600 * SECOND, -60 * SECOND)
    assert found.visible_us is None


def test_a_chat_that_came_without_a_session_is_lost_as_one_whose_session_had_ended() -> None:
    out = story.Writer()
    out.add(-660 * SECOND, Event.CREATED, 1, a=out.value("whatsappsession"))
    out.add(-660 * SECOND, Event.PLACED, 1, queue=story.NOTIFICATIONS, a=0, b=-660 * SECOND)
    story.pull(out, 0, story.LOST, story.REMOVE_LOST, 660 * SECOND)
    story.stop(out, 0, "lost chat", lost=True)

    assert fate(out.log(), "chat-2").lost == "a"


def test_records_name_acts_and_say_why_they_came_to_nothing() -> None:
    out = story.Writer()
    story.call(out)
    out.add(SECOND, Event.HUNG_UP, 0, block=story.INVITE)
    out.add(SECOND, Event.WROTE, 0, a=out.content("hi"), b=2)
    out.add(SECOND, Event.CAME_TO_NOTHING, -1, a=3, b=out.value("there has been no call"))

    hung_up, wrote, nothing = read(out.log())[-3:]

    assert hung_up.block is not None
    assert hung_up.details == {}
    assert wrote.details == {"text": "hi", "characters": 2}
    assert nothing.details == {"act": "caller_hangs_up", "reason": "there has been no call"}
    assert nothing.interaction is None


def test_a_call_that_was_given_up_is_open_until_its_answer_comes() -> None:
    text = invitation()
    calls = [
        run_text(text, happenings=(at(10 * MILLISECOND, Act.CALLER_HANGS_UP),), horizon_us=horizon)
        for horizon in (20 * MILLISECOND, SECOND)
    ]

    found = [ledger(records(each.program, each.log)) for each in calls]

    assert [(each.calls, each.late_answers, each.calls_open) for each in found] == [
        (1, 0, 1), (1, 1, 0),
    ]  # fmt: skip
