"""What goes wrong with sessions and messages (rows W-01 to W-03, W-12 to W-14, W-24 to W-26)."""

import pytest

from engine.failures import Failing, Failure
from engine.log.events import Event
from engine.ops import Place
from engine.values import MINUTE, SECOND
from tests.helpers.days import log_of
from tests.helpers.failing import after, at, failed
from tests.sim.failing_project import CENTRE, behind, centre_day, down, ends, hit, of_kind, one

LOST_AFTER = 10 * MINUTE
EACH = [
    one(Failure.LOST_CLOSE), one(Failure.SESSION_LOST, length=after(30 * SECOND)),
    one(Failure.SESSION_UNNOTICED, 500_000), one(Failure.ENDS_IN_STRATEGY),
    one(Failure.ENDS_WHEN_OFFERED), one(Failure.ENDS_WITH_AGENT, length=after(10 * SECOND)),
    one(Failure.DELIVERY_FAILED), down(Failure.CHAT_SERVER_RESTART, 60, 0, 500_000),
    down(Failure.CHAT_SERVER_FAILOVER, 30, 30), down(Failure.CHAT_SERVER_DOWN, 30, 30),
    down(Failure.DMS_DOWN, 30, 30),
]  # fmt: skip


@pytest.mark.parametrize("failing", EACH, ids=lambda failing: failing.failure.name.lower())
def test_when_it_is_over_everybody_has_gone_and_no_session_is_open(failing: Failing) -> None:
    day = centre_day(failing)

    opened = {row.interaction for row in of_kind(day, Event.SESSION_OPENED)}
    over = [row.interaction for row in of_kind(day, Event.SESSION_CLOSED)]
    over += [row.interaction for row in of_kind(day, Event.SESSION_LOST)]
    assert sorted(over) == sorted(opened)
    assert sum(day.counts.live) == 0
    assert not day.truncated
    assert failed(day, failing.failure)


def test_a_close_that_is_lost_is_found_by_the_cleanup_at_its_first_look_after_the_time() -> None:
    day = centre_day(EACH[0])

    lost = hit(day, Failure.LOST_CLOSE)
    removed = {
        row.interaction: row.time
        for row in of_kind(day, Event.FINAL)
        if row.a == Place.LOST_REMOVED
    }
    made = {row.interaction: row.time for row in of_kind(day, Event.CREATED)}
    assert removed.keys() == lost
    assert all(
        LOST_AFTER < removed[chat] - made[chat] <= LOST_AFTER + MINUTE + SECOND for chat in lost
    )
    assert day.counts.notifications.lost_removed == len(lost)


def test_without_a_cleanup_what_is_lost_stays_in_its_queue() -> None:
    line = next(each for each in CENTRE.splitlines() if "view lost" in each)
    day = centre_day(EACH[0], text=CENTRE.replace(line, ""))

    assert day.counts.live[Place.QUEUED] == len(hit(day, Failure.LOST_CLOSE)) > 0


def test_nothing_counts_as_lost_while_chat_server_cannot_be_asked() -> None:
    outage = down(Failure.CHAT_SERVER_DOWN, 30, 60)
    day = centre_day(EACH[0], outage)

    final = [row for row in of_kind(day, Event.FINAL) if row.a == Place.LOST_REMOVED]
    assert final
    assert not [row for row in final if 30 * MINUTE <= row.time < 90 * MINUTE]
    assert "LOST_REMOVED" in ends(centre_day(EACH[0]))


@pytest.mark.parametrize("failing", EACH[-2:], ids=lambda failing: failing.failure.name.lower())
def test_who_writes_during_an_outage_is_heard_when_it_is_over(failing: Failing) -> None:
    day, usual = centre_day(failing), centre_day()

    def came(of: object) -> int:
        return sum(1 for row in of_kind(day if of is day else usual, Event.ARRIVED) if row.a == 1)

    opened = [row.time for row in of_kind(day, Event.SESSION_OPENED) if not row.a]
    late = [time for time in opened if time == 60 * MINUTE]
    assert came(day) == came(usual) == len(opened)
    assert len(late) > 3
    assert not [time for time in opened if 30 * MINUTE <= time < 60 * MINUTE]


def test_a_restart_loses_a_share_of_the_sessions_that_are_open() -> None:
    every = centre_day(down(Failure.CHAT_SERVER_RESTART, 60, 0))
    some = centre_day(EACH[7])

    assert hit(some, Failure.CHAT_SERVER_RESTART) <= hit(every, Failure.CHAT_SERVER_RESTART)
    for day in (every, some):
        lost = {row.interaction for row in of_kind(day, Event.SESSION_LOST)}
        assert lost == hit(day, Failure.CHAT_SERVER_RESTART)
        assert [row.time for row in of_kind(day, Event.RESTARTED)] == [60 * MINUTE]


def test_after_a_failover_chats_name_the_other_server_until_all_is_as_it_was() -> None:
    day = centre_day(EACH[8])

    log = log_of(day)
    named = [
        (row.time, log.text(row.b))
        for row in of_kind(day, Event.ATTACHED)
        if log.text(row.a) == "ChatServerAppName"
    ]
    other = {name for time, name in named if 30 * MINUTE < time < 60 * MINUTE}
    usual = {name for time, name in named if not 30 * MINUTE <= time < 60 * MINUTE}
    assert len(usual) == len(other) == 1
    assert other == {f"{name}_backup" for name in usual}


@pytest.mark.parametrize("failing", EACH[3:6], ids=lambda failing: failing.failure.name.lower())
def test_a_customer_who_leaves_leaves_no_agent_behind(failing: Failing) -> None:
    day = centre_day(failing)

    for row in failed(day, failing.failure):
        kinds = [each.kind for each in behind(day, row)]
        assert kinds.count(Event.FINAL) == 1
        assert kinds.count(Event.SESSION_CLOSED) == 1
    offers = len(of_kind(day, Event.OFFERED))
    settled = (Event.ACCEPTED, Event.REFUSED_OFFER, Event.WITHDRAWN)
    assert offers == sum(len(of_kind(day, kind)) for kind in settled)


def test_a_receipt_comes_after_its_time_once_twice_or_never() -> None:
    text = CENTRE.replace("not is_online   every = 1s", "not is_online   every = 1m")
    failing = one(Failure.DELIVERY_FAILED, 500_000, after(200_000))
    others = one(Failure.RECEIPT_LOST, 300_000), one(Failure.RECEIPT_TWICE, 300_000)
    day = centre_day(failing, *others, text=text)

    undelivered = hit(day, Failure.DELIVERY_FAILED)
    silent, twice = hit(day, Failure.RECEIPT_LOST), hit(day, Failure.RECEIPT_TWICE)
    told = [row.interaction for row in of_kind(day, Event.SEND_FAILED)]
    sent = {row.interaction for row in of_kind(day, Event.SENT)}
    assert undelivered <= sent
    assert silent < undelivered
    assert twice < undelivered - silent
    assert len(told) == len(set(told))
    assert set(told) == {
        row.interaction
        for row in failed(day, Failure.DELIVERY_FAILED)
        if row.interaction not in silent and behind(day, row)[-1].time > row.time + 200_000
    }


def test_who_wants_to_leave_an_agent_during_an_outage_leaves_when_it_is_over() -> None:
    busy = CENTRE.replace("constant(2m)", "constant(50m)").replace("chat: 1 }", "chat: 9 }")
    goes = one(Failure.ENDS_WITH_AGENT, 1_000_000, after(10 * MINUTE))

    day = centre_day(goes, down(Failure.CHAT_SERVER_DOWN, 20, 30), text=busy)

    left = [row.time for row in failed(day, goes.failure)]
    assert not [time for time in left if 20 * MINUTE <= time < 50 * MINUTE]
    assert 50 * MINUTE in left


def test_who_leaves_at_the_offer_is_not_heard_during_an_outage() -> None:
    goes = Failing(failure=Failure.ENDS_WHEN_OFFERED, share=1_000_000, windows=at(20, lasts=30))
    busy = CENTRE.replace("constant(2m)", "constant(8m)").replace(
        "exponential(10m)", "constant(9h)"
    )

    day = centre_day(goes, down(Failure.CHAT_SERVER_DOWN, 20, 30), text=busy)

    offered = [row.time for row in of_kind(day, Event.OFFERED)]
    assert [time for time in offered if 20 * MINUTE <= time < 50 * MINUTE]
    assert not failed(day, goes.failure)


def test_a_failover_lasts_as_long_as_any_of_its_windows() -> None:
    first, second = (
        down(Failure.CHAT_SERVER_FAILOVER, 10, 10),
        down(Failure.CHAT_SERVER_FAILOVER, 15, 45),
    )

    day = centre_day(first, second)

    log = log_of(day)
    names = {
        log.text(row.b)
        for row in of_kind(day, Event.ATTACHED)
        if log.text(row.a) == "ChatServerAppName" and 21 * MINUTE < row.time < 60 * MINUTE
    }
    assert names == {"ChatServer_backup"}
