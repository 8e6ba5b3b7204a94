"""Interactions that lie in a queue when the run begins."""

import pytest

from engine.folds.fates import fates
from engine.folds.records import records
from engine.log.events import Event
from engine.ops import Place
from engine.scenario import Act, Waiting
from engine.values import HOUR, MINUTE, SECOND
from tests.helpers.oracle import assert_lawful
from tests.helpers.runs import Story, at, run_text

PROCESS = """
queue q {
  view settled { where = is_online == false   every = 1s   submit = settle }
  view marked { where = udata.Mark == "yes"   every = 1s   submit = settle }
  view lost { where = age > 10m   every = 1m   submit = clean }
}
strategy settle (chat) { done: stop { reason = "settled" } }
strategy clean (chat) { gone: stop { reason = "cleaned" } }
"""


def lying(
    *, age_us: int = 0, in_queue_us: int = 0, online: bool = True, known: bool = True,
    terminate: bool = False, text: str = PROCESS, **rest: object,
) -> Story:  # fmt: skip
    waiting = Waiting(
        queue="q", age_us=age_us, in_queue_us=in_queue_us, online=online, known=known,
        terminate=terminate,
    )  # fmt: skip
    story = run_text(text, waiting=waiting, **rest)
    assert_lawful(story)
    return story


def test_what_lies_in_a_queue_was_created_and_placed_before_the_run() -> None:
    story = lying(age_us=20 * MINUTE, in_queue_us=5 * MINUTE, data=[("Name", "Ana")])

    assert [(row.time, row.kind) for row in story.rows()][:5] == [
        (-20 * MINUTE, Event.CREATED),
        (-20 * MINUTE, Event.ATTACHED),
        (-20 * MINUTE, Event.ATTACHED),
        (-20 * MINUTE, Event.SESSION_OPENED),
        (-5 * MINUTE, Event.PLACED),
    ]
    assert story.data(0) == {"Name": "Ana", "IsOnline": "0"}
    assert all(row.time >= 0 for row in story.rows()[5:])


def test_views_look_at_the_start_at_what_was_placed_before_and_not_earlier() -> None:
    for in_queue_us, pulled in ((5 * MINUTE, 0), (1, 0), (0, MINUTE)):
        story = lying(age_us=20 * MINUTE, in_queue_us=in_queue_us)

        (pull,) = story.rows(Event.PULLED)
        assert (pull.time, pull.b) == (pulled, pulled + in_queue_us)


@pytest.mark.parametrize(("age_us", "pulled"), [(9 * MINUTE, 2 * MINUTE), (9 * MINUTE + 1, MINUTE)])
def test_its_age_counts_from_when_it_was_created(age_us: int, pulled: int) -> None:
    assert [row.time for row in lying(age_us=age_us).rows(Event.PULLED)] == [pulled]


def test_a_strategy_reads_how_old_it_is_and_how_long_it_waited() -> None:
    text = """
queue q { view all { every = 1m   submit = tell } }
strategy tell (chat) { say: log(text(age) + " " + text(time_in_queue)) -> done   done: stop }
"""
    story = lying(age_us=HOUR, in_queue_us=90 * SECOND, text=text)

    assert [story.log.text(row.a) for row in story.rows(Event.LOGGED)] == ["1h 1m30s"]


def test_time_in_queue_of_a_condition_begins_before_the_run() -> None:
    text = PROCESS.replace("age > 10m", "time_in_queue > 3m")

    story = lying(age_us=HOUR, in_queue_us=2 * MINUTE, text=text)

    assert [row.time for row in story.rows(Event.PULLED)] == [2 * MINUTE]


@pytest.mark.parametrize(
    ("online", "known", "terminate", "place"),
    [
        (True, True, True, Place.LOST_REMOVED),
        (True, True, False, Place.STOPPED),
        (True, False, False, Place.LOST_REMOVED),
        (False, False, False, Place.LOST_REMOVED),
        (False, True, False, Place.LOST_REMOVED),
    ],
)
def test_a_chat_that_nobody_settled_is_lost_by_the_same_rules(
    online: bool, known: bool, terminate: bool, place: Place
) -> None:
    text = PROCESS.replace("is_online == false", "false")

    story = lying(
        age_us=30 * MINUTE, in_queue_us=20 * MINUTE, online=online, known=known,
        terminate=terminate, text=text,
    )  # fmt: skip

    assert story.final(0) == (place, "cleaned")
    closed = [row.a for row in story.rows(Event.SESSION_CLOSED)]
    assert closed == ([5] if online and known else [])


@pytest.mark.parametrize(
    ("online", "known", "kind"), [(True, True, "b"), (False, True, "a"), (True, False, "c")]
)
def test_the_fate_of_a_lost_chat_tells_its_kind_and_when_it_was_created(
    online: bool, known: bool, kind: str
) -> None:
    text = PROCESS.replace("is_online == false", "false")

    story = lying(
        age_us=30 * MINUTE, in_queue_us=20 * MINUTE, online=online, known=known, terminate=True,
        text=text,
    )  # fmt: skip

    (fate,) = fates(records(story.program, story.log))
    assert (fate.place, fate.lost, fate.since_us) == ("lost_removed", kind, 0)
    assert fate.created_us == -30 * MINUTE


def test_the_fate_of_a_chat_that_stays_says_since_when() -> None:
    story = lying(age_us=4 * MINUTE, in_queue_us=3 * MINUTE, text="queue q\n" + HELLO)

    (fate,) = fates(records(story.program, story.log))
    assert (fate.place, fate.queue, fate.since_us) == ("queued", "q", -3 * MINUTE)
    assert (fate.visible_us, fate.by) == (None, None)


HELLO = "strategy hello (voice) { done: exit }\n"


def test_a_chat_whose_session_has_ended_is_offline_from_the_start() -> None:
    story = lying(online=False)

    assert story.data(0) == {"IsOnline": "0"}
    assert story.final(0) == (Place.STOPPED, "settled")
    assert story.rows(Event.SESSION_OPENED) == []


def test_a_chat_whose_session_is_forgotten_still_counts_as_online() -> None:
    text = PROCESS.replace("is_online == false", "is_online and not session_known")

    story = lying(known=False, text=text)

    assert story.final(0) == (Place.STOPPED, "settled")
    assert story.data(0) == {"IsOnline": "1"}


def test_what_changes_wakes_the_views_of_its_queue() -> None:
    story = lying(happenings=(at(90 * SECOND, Act.DATA_CHANGES, "Mark", "yes"),))

    assert [row.time for row in story.rows(Event.PULLED)] == [90 * SECOND]


def test_it_comes_with_its_media_its_numbers_and_its_priority() -> None:
    text = """
queue q { view all { every = 1s   submit = tell } }
strategy tell (chat) {
  say: log(media + " " + ANI + " " + DNIS + " " + text(priority)) -> done
  done: stop
}
"""
    story = lying(text=text, media="applebcsession", ani="+1", dnis="+2", priority=7)

    logged = [story.log.text(row.a) for row in story.rows(Event.LOGGED)]
    assert logged == ["applebcsession +1 +2 7"]


def test_an_e_mail_has_no_session() -> None:
    text = """
queue q { view all { where = is_online == false   every = 1s   submit = file } }
strategy file (email) { done: stop { reason = "filed" } }
"""
    story = lying(text=text, media="email", data=[("Subject", "hi")])

    assert story.final(0) == (Place.STOPPED, "filed")
    assert story.data(0) == {"Subject": "hi"}
    assert story.rows(Event.SESSION_OPENED, Event.SESSION_CLOSED) == []


def test_a_call_that_waits_has_a_caller_who_has_not_hung_up() -> None:
    text = """
queue q { view all { where = is_online   every = 1s   submit = take } }
strategy take (chat) { done: stop { reason = "taken" } }
"""
    story = lying(text=text, media="voice")

    assert story.final(0) == (Place.STOPPED, "taken")


def test_a_queue_that_is_not_there_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError):
        run_text(HELLO, waiting=Waiting(queue="nowhere"))
