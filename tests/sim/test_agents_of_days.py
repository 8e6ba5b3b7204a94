"""What agents do in simulated days: they come, rest, leave, wrap up, and do not take every call."""

from collections import Counter

from engine.folds.records import records
from engine.log.events import Event, Why, Withdrawal
from engine.ops import Place
from tests.sim.agent_days import agent_day, states, times

HOUR, MINUTE = 3600, 60


def test_an_agent_who_works_later_logs_in_then_and_gets_who_has_waited() -> None:
    story = agent_day(
        "agent anna { works = late }",
        "rate = 0/h   burst 08:00 { count = 1 }   handling = constant(1m)",
    )

    assert states(story)[:2] == [(0, "LOGGED_OUT"), (HOUR // 2, "READY")]
    assert times(story, Event.ACCEPTED) == [HOUR // 2]


def test_who_goes_home_with_a_call_is_not_ready_until_it_is_over() -> None:
    story = agent_day(
        "agent anna { works = morning }",
        "rate = 0/h   burst 09:59 { count = 1   within = 1s }   handling = constant(10m)",
    )

    ended = times(story, Event.HANDLING_ENDED)[0]
    assert states(story) == [(2 * HOUR, "NOT_READY"), (ended, "LOGGED_OUT")]


def test_a_break_begins_when_the_call_and_its_wrap_up_are_over_and_ends_on_time() -> None:
    story = agent_day(
        "agent anna { breaks = tea }",
        "rate = 0/h   burst 08:59 { count = 1   within = 1s }   handling = constant(2m)   "
        "wrap_up = constant(3m)",
    )

    ended, done = times(story, Event.HANDLING_ENDED)[0], times(story, Event.WRAPPED_UP)[0]
    assert done == ended + 3 * MINUTE
    assert states(story) == [
        (HOUR, "NOT_READY"), (done, "ON_BREAK"), (HOUR + 15 * MINUTE, "READY"),
    ]  # fmt: skip


def test_an_offer_that_is_out_when_the_break_begins_is_withdrawn() -> None:
    story = agent_day(
        "agent anna { breaks = tea   answers = constant(25s) }",
        "rate = 0/h   burst 08:59:50 { count = 1 }   handling = constant(1m)",
    )

    assert [row.b for row in story.rows(Event.WITHDRAWN)] == [Withdrawal.AGENT_NOT_READY]
    assert times(story, Event.ACCEPTED) == [HOUR + 15 * MINUTE + 25]


def test_nothing_comes_to_an_agent_who_wraps_up() -> None:
    story = agent_day(
        "agent anna",
        "rate = 0/h   burst 08:00 { count = 2 }   handling = constant(2m)   "
        "wrap_up = constant(30s)",
    )

    assert times(story, Event.ACCEPTED) == [0, 150]
    assert [row.b for row in story.rows(Event.WRAPPED_UP)] == [30_000_000] * 2
    assert [row.interaction for row in story.rows(Event.WRAP_UP)] == [0, 1]


def test_an_agent_who_may_have_two_calls_gets_none_while_wrapping_one_up() -> None:
    story = agent_day(
        "agent anna { capacity = { voice: 2, chat: 1 } }",
        "rate = 0/h   burst 08:00 { count = 3 }   handling = constant(2m)   "
        "wrap_up = constant(30s)",
    )

    assert times(story, Event.ACCEPTED) == [0, 0, 150]


def test_offers_are_refused_and_ignored_by_their_shares_and_not_ready_lasts_a_while() -> None:
    story = agent_day(
        "agent anna { refuses = 30%   ignores = 20% }\nagent ben { refuses = 30%   ignores = 20% }",
        "rate = 20/h   handling = constant(1m)", members="anna, ben",
    )  # fmt: skip

    count = Counter(row.kind for row in story.rows())
    offered = count[Event.OFFERED]
    assert offered > 80
    assert 0.15 < count[Event.REFUSED_OFFER] / offered < 0.45
    assert 0.08 < count[Event.WITHDRAWN] / offered < 0.35
    assert count[Event.ACCEPTED] == count[Event.CREATED]
    away = 0
    for time, state in states(story):
        if state == "NOT_READY":
            away = time
        else:
            assert time == away + 30
    assert count[Event.WRAPPED_UP] == 0


def test_two_seeds_give_two_days_and_one_seed_gives_one() -> None:
    def made(seed: int) -> str:
        return agent_day(
            "agent anna { refuses = 30%   answers = uniform(1s, 6s) }",
            "rate = 20/h   handling = exponential(1m)", seed=seed,
        ).log.events_hash()  # fmt: skip

    assert made(3) == made(3)
    assert made(3) != made(4)


def test_who_is_not_there_is_told_from_who_is_not_ready() -> None:
    story = agent_day(
        "agent anna { works = late }\nagent ben { breaks = morning }",
        "rate = 0/h   burst 08:10 { count = 1 }   handling = constant(2m)", members="anna, ben",
    )  # fmt: skip
    asked = next(
        record for record in records(story.program, story.log) if record.kind is Event.SELECTING
    )

    found = [(why.text("agent"), why.text("because")) for why in asked.whys(Why.CANDIDATE)]

    assert found == [("anna", "logged out"), ("ben", "on a break")]


def test_who_finds_a_virtual_queue_full_leaves_by_the_fault_at_once() -> None:
    story = agent_day(
        "agent anna", "rate = 0/h   burst 08:00 { count = 5 }   handling = constant(2m)",
        queue="{ capacity = 2 }",
    )  # fmt: skip

    assert times(story, Event.REJECTED) == [0, 0]
    assert [row.b for row in story.rows(Event.REJECTED)] == [2, 2]
    assert [row.b for row in story.rows(Event.FAULTED)] == [282, 282]
    assert times(story, Event.ACCEPTED) == [0, 120, 240]
    assert story.final(3) == (Place.DISCONNECTED, "full")


def test_a_virtual_queue_without_room_lets_through_who_has_an_agent_at_once() -> None:
    story = agent_day(
        "agent anna\nagent ben", "rate = 0/h   burst 08:00 { count = 3 }   handling = constant(2m)",
        queue="{ capacity = 0 }", members="anna, ben",
    )  # fmt: skip

    assert times(story, Event.ACCEPTED) == [0, 0]
    assert times(story, Event.REJECTED) == [0]


def test_shares_say_who_is_asked_first_and_the_others_help_out() -> None:
    story = agent_day(
        "agent anna { count = 8 }\nagent ben { count = 8 }\n"
        "group annas { members = [anna] }\ngroup bens { members = [ben] }\n",
        "rate = 60/h   handling = constant(1m)",
        members="anna, ben", more="order = percentage",
        targets="[{ target: group(annas), share: 75 }, { target: group(bens), share: 25 }]\n",
    )  # fmt: skip

    asked = Counter(row.b for row in story.rows(Event.OFFERED))
    assert 0.6 < asked[0] / (asked[0] + asked[1]) < 0.9
    drawn = [row.a for row in story.rows(Event.DRAWN)]
    assert [int(number >= 75) for number in drawn] == [row.b for row in story.rows(Event.OFFERED)]


def test_who_comes_into_a_full_virtual_queue_is_turned_away_though_a_threshold_is_looked_at() -> (
    None
):
    story = agent_day(
        "agent anna",
        "rate = 0/h   burst 08:00 { count = 5 }",
        queue="{ capacity = 1 }",
        targets="[{ target: group(everyone), when: length(VQ) > 3 }]",
    )

    assert times(story, Event.ROUTING) == [0] * 5
    assert times(story, Event.REJECTED) == [0] * 4
