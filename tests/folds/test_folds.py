"""Fates and figures, each from a log written by hand."""

from dataclasses import asdict

import pytest

from engine.folds.fates import Fate, PassedOver, breaches, fates, path
from engine.folds.ledger import ledger
from engine.folds.records import Record, records
from engine.log.events import Event
from engine.log.model import EventLog
from engine.values import SECOND
from tests.report import story


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
    out.add(0, Event.FINAL, 0, a=7, b=out.value("overflow"))
    (fault,) = breaches(read(out.log()))

    assert (hops.code, hops.message.split("`")[1]) == ("E424", "chat-1")
    assert (fault.code, fault.message) == ("E701", "`voice-1` ended by a fault: overflow")
    assert breaches(read(story.notification())) == []
