"""One customer of a simulated day, and of nobody else."""

from functools import cache

import pytest

from engine.folds.records import Record, records
from engine.log.counts import Level
from engine.log.events import Event, Why
from engine.log.model import EventLog
from engine.program.model import Program
from engine.sim.day import Day, follow_day
from tests.helpers.days import EVERYTHING, program_of
from tests.helpers.following import following
from tests.sim.chat_days import chat_day, simulated

CALLERS = """arrivals callers {
  strategy = caller   media = voice   rate = 60/h   data = { ANI: phone_number("+1") }
  reply { share = 80%   after = exponential(9m) }
}"""
"""Calls that make chats, whose customers reply in time or later."""


@cache
def chats() -> Program:
    return chat_day(CALLERS)


@cache
def calls() -> Program:
    return program_of(EVERYTHING)


@cache
def whole(program: Program) -> EventLog:
    log = simulated(program).log
    assert log is not None
    return log


def followed(program: Program, identity: str, *, recycle: bool = True) -> Day:
    simulation = program.days.simulations[0]
    return follow_day(program, simulation, identity, seed=7, recycle=recycle)


def story(program: Program, log: EventLog | None) -> list[tuple[object, ...]]:
    """All that a trace is made of."""
    assert log is not None
    return [
        (each.time_us, each.kind, each.interaction, each.block, each.port, each.queue,
         dict(each.details), [(why.kind, dict(why.details)) for why in each.because])
        for each in records(program, log)
    ]  # fmt: skip


def expected(program: Program, identity: str) -> list[tuple[object, ...]]:
    """The same, picked out of a log that has everybody."""
    names = tuple(each.name for each in program.strategies)
    return story(program, following(whole(program), identity, names))


def names(program: Program) -> list[str]:
    seen = {record.interaction for record in records(program, whole(program))}
    return sorted((name for name in seen if name), key=lambda name: int(name.split("-")[1]))


def whom(program: Program, identity: str) -> set[str | None]:
    found = followed(program, identity).log
    assert found is not None
    return {record.interaction for record in records(program, found)} - {None}


def first(program: Program, kind: Event) -> Record:
    return next(each for each in records(program, whole(program)) if each.kind is kind)


@pytest.mark.parametrize("made", [chats, calls])
def test_a_story_is_what_a_log_of_everybody_has_of_it(made: object) -> None:
    program = chats() if made is chats else calls()

    for identity in names(program)[::9]:
        assert story(program, followed(program, identity).log) == expected(program, identity)


def test_what_is_kept_of_a_story_changes_nothing_of_the_day() -> None:
    whole_day = simulated(chats(), level=Level.SUMMARY)

    assert followed(chats(), "voice-1").counts == whole_day.counts
    assert followed(chats(), "voice-1", recycle=False).counts == whole_day.counts


def test_slots_used_again_change_nothing_of_a_story() -> None:
    for identity in ("voice-1", names(chats())[40]):
        plain, recycled = (followed(chats(), identity, recycle=each) for each in (False, True))
        assert story(chats(), plain.log) == story(chats(), recycled.log)


def test_the_same_story_is_told_every_time() -> None:
    logs = [followed(chats(), "voice-3").log for _ in range(2)]

    assert logs[0] is not None
    assert logs[1] is not None
    assert logs[0].events_hash() == logs[1].events_hash()
    assert logs[0].why_hash() == logs[1].why_hash()


def test_only_what_concerns_the_story_is_kept() -> None:
    log = followed(calls(), "voice-25").log

    assert log is not None
    assert len(log) < len(whole(calls())) // 100
    assert {reason.event for reason in log.reasons} <= set(range(len(log)))
    assert any(reason.kind == Why.CANDIDATE for reason in log.reasons)
    assert len(log.contents) < 50


def test_a_chat_that_a_call_has_made_is_of_its_story() -> None:
    made = next(
        each for each in records(chats(), whole(chats()))
        if each.kind is Event.CREATED and each.get("by") is not None
    )  # fmt: skip

    assert {made.interaction, made.get("by")} <= whom(chats(), str(made.interaction))
    assert whom(chats(), str(made.interaction)) == whom(chats(), str(made.get("by")))


def test_customers_who_answer_a_notification_when_it_is_over_are_of_its_story() -> None:
    back = first(chats(), Event.CAME_BACK)

    assert back.get("chat") is not None
    assert {back.interaction, back.get("chat")} < whom(chats(), str(back.interaction))
    assert whom(chats(), str(back.interaction)) == whom(chats(), str(back.get("chat")))


def test_who_comes_again_is_of_the_story_of_who_gave_up() -> None:
    again = first(calls(), Event.COMES_AGAIN)

    assert len(whom(calls(), str(again.interaction))) > 1


def test_the_strategy_that_began_is_named() -> None:
    log = followed(chats(), "voice-1").log

    assert log is not None
    assert log.head["strategy"] == "caller"


@pytest.mark.parametrize(
    ("identity", "near"),
    [
        ("voice-999999999999999999999999", ("voice-608",)),
        ("chat-3", ("voice-3",)),
        ("voice", ("voice-1", "voice-608")),
        ("voice-0", ("voice-1", "voice-608")),
        ("", ("voice-1", "voice-608")),
        ("voice-", ("voice-1", "voice-608")),
        ("voice-007", ("voice-7",)),
    ],
)
def test_where_nobody_has_the_name_the_nearest_are_told(
    identity: str, near: tuple[str, ...]
) -> None:
    last = len(names(calls()))

    found = followed(calls(), identity)

    assert found.log is None
    assert found.near == tuple(name.replace("608", str(last)) for name in near)


def test_near_a_number_of_another_kind_are_its_holder_and_those_of_the_kind() -> None:
    known = names(chats())
    chat = next(name for name in known[5:] if name.startswith("chat-"))
    number = int(chat.split("-")[1])
    before = next(name for name in reversed(known[: number - 1]) if name.startswith("voice-"))
    after = next(name for name in known[number:] if name.startswith("voice-"))

    assert followed(chats(), f"voice-{number}").near == (chat, before, after)


def test_a_day_without_anybody_has_nobody_near() -> None:
    program = program_of(EVERYTHING.replace("duration = 10h", "duration = 1us"))

    assert followed(program, "voice-1").near == ()
