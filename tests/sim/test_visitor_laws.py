"""Laws over drawn days of chats and calls: conservation, sessions, exchanges, slots, memory of
answers."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.log.counts import Level
from engine.log.events import Event
from engine.log.model import EventLog
from engine.program.model import Program
from engine.sim.services import Services
from tests.helpers.runs import Story
from tests.sim.chat_days import chat_day, simulated

OUTCOMES = (Event.ANSWERED, Event.REFUSED, Event.TIMED_OUT)
AFTERWARDS = (Event.LATE, Event.DUPLICATE, Event.FOREIGN)
DAYS = settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@st.composite
def programs(draw: st.DrawFn) -> Program:
    """A short day of writers, callers who are invited, and tasks."""
    rate = draw(st.sampled_from([20, 60, 200]))
    share = draw(st.sampled_from([0, 50, 100]))
    after = draw(st.sampled_from(["constant(0s)", "constant(50ms)", "exponential(2m)"]))
    gap = draw(st.sampled_from(["", "gap = exponential(20s)", "gap = constant(1m)"]))
    patience = draw(st.sampled_from(["", "patience = exponential(1m)", "patience = constant(5m)"]))
    impatient = draw(st.sampled_from([0, 30])) if patience else 0
    retry = draw(st.sampled_from(["", "retry { share = 80%   after = constant(1m)   most = 2 }"]))
    common = f"""
      rate = {rate}/h   reply {{ share = {share}%   after = {after}   {gap} }}
      {patience}   {f"impatient = {impatient}%" if impatient else ""}
      {retry if patience else ""}
      data = {{ ANI: phone_number("+1"),
               Segment: choice({{ gold: 1, silver: 2, stone: 1 }}) }}"""
    return chat_day(
        f"""arrivals writers {{ channel = "wa" {common} }}
        arrivals direct {{ strategy = serve   media = chat {common} }}
        arrivals callers {{ strategy = caller   media = voice {common} }}
        arrivals slow {{ queue = tasks   media = email {common} }}""",
        stop=draw(st.sampled_from(["never", "always", "noagents", "noanswer"])),
        flag=draw(st.sampled_from(["true", "false"])),
        clerks=draw(st.sampled_from([1, 3, 20])),
        latency=draw(st.sampled_from(["50ms", "5s", "6s"])),
        duration="20m",
    )


def log_of(
    program: Program, seed: int, *, level: Level = Level.EVENTS, recycle: bool = True
) -> EventLog:
    day = simulated(program, seed=seed, level=level, recycle=recycle, deep=True)
    assert day.log is not None
    assert (day.limit, day.truncated) == (None, False)
    return day.log


@DAYS
@given(programs(), st.integers(0, 2**32))
def test_whoever_comes_is_somewhere_in_the_end_and_no_session_lives_on(
    program: Program, seed: int
) -> None:
    story = Story(program, log_of(program, seed))

    counts = Counter(row.kind for row in story.rows())
    assert counts[Event.CREATED] == counts[Event.FINAL]
    opened: dict[int, int] = {}
    final: dict[int, int] = {}
    for row in story.rows():
        match row.kind:
            case Event.SESSION_OPENED:
                assert row.interaction not in opened
                opened[row.interaction] = row.time
            case Event.SESSION_CLOSED:
                assert opened.pop(row.interaction) <= row.time
                assert row.interaction not in final
            case Event.WROTE:
                assert row.interaction in opened
            case Event.FINAL:
                final[row.interaction] = row.time
                assert row.interaction not in opened
            case _:
                pass
    assert not opened


@DAYS
@given(programs(), st.integers(0, 2**32))
def test_each_request_has_one_outcome(program: Program, seed: int) -> None:
    story = Story(program, log_of(program, seed))

    outcomes = Counter(row.a for row in story.rows(*OUTCOMES))
    late = Counter(row.a for row in story.rows(Event.LATE))
    requests = {row.a: row for row in story.rows(Event.REQUESTED)}
    assert list(requests) == list(range(1, len(requests) + 1))
    for reference in requests:
        assert outcomes[reference] <= 1
        assert outcomes[reference] + late[reference] >= 1
    assert not story.rows(Event.DUPLICATE, Event.FOREIGN)


@DAYS
@given(programs(), st.integers(0, 2**32))
def test_slots_that_are_used_again_do_not_show(program: Program, seed: int) -> None:
    again, once = (log_of(program, seed, recycle=each) for each in (True, False))

    assert again.events_bytes() == once.events_bytes()


@DAYS
@given(programs(), st.integers(0, 2**32))
def test_answers_that_are_remembered_do_not_show(
    monkeypatch: pytest.MonkeyPatch, program: Program, seed: int
) -> None:
    remembered = log_of(program, seed)
    welcome = Services.welcome

    def forgetful(services: Services, visitors: object) -> None:
        services.remembers = False
        welcome(services, visitors)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Services, "welcome", forgetful)
        asked = log_of(program, seed)

    assert remembered.events_bytes() == asked.events_bytes()
