"""The bounds on what activations and runs may do."""

from dataclasses import replace

import pytest

from engine.faults import TOO_LONG
from engine.limits import LIMITS
from engine.log.events import Cause, Event
from engine.ops import Family, Op, Place
from engine.program.lower import lower
from engine.scenario import Act, Scenario
from engine.sim.bounds import LimitReached
from engine.sim.core.agenda import Agenda
from engine.sim.core.numbers import TIMER
from engine.sim.simulate import simulate
from engine.values import SECOND, Duration, KVList
from tests.helpers.runs import Story, at, process_of
from tests.sim.assembly import Assembly, Make
from tests.sim.hand_runs import final, path, rows, run

VOICE = Family.VOICE


def looping(wait: Duration | None = None) -> Assembly:
    made = Assembly()
    ops = [] if wait is None else [(Op.WAIT, made.value(wait))]
    made.strategy("s", {"a": Make([*ops, (Op.LEAVE, 0)], ["a"])}, family=VOICE)
    return made


def test_the_step_after_the_last_allowed_one_default_routes() -> None:
    made = looping()

    log = run(made, limits=replace(LIMITS, steps=10))

    assert path(made, log) == ["a"] * 10
    assert [row.a for row in rows(log, Event.LIMIT)] == [0]
    assert final(log) == (Place.DEFAULT_ROUTED, "step limit")


def test_a_suspension_starts_the_count_anew_but_not_the_total() -> None:
    made = looping(Duration(SECOND))

    log = run(made, limits=replace(LIMITS, steps=1, steps_in_total=20))

    assert path(made, log) == ["a"] * 20
    assert [row.a for row in rows(log, Event.LIMIT)] == [1]
    assert final(log) == (Place.DEFAULT_ROUTED, "step limit")


def test_a_chat_over_the_limit_returns_to_its_queue_until_its_hops_are_over() -> None:
    made = Assembly()
    made.view(made.queue("q"), 0)
    made.strategy("s", {"a": Make([(Op.LEAVE, 0)], ["a"])})

    log = run(made, limits=replace(LIMITS, steps=3, hops=2))

    assert [row.a for row in rows(log, Event.LIMIT)] == [0, 0, 0, 2]
    assert [row.a for row in rows(log, Event.PLACED)] == [Cause.RETURNED] * 2
    assert final(log) == (Place.FAULTED, "livelock")


def test_attached_keys_are_bounded_but_may_change() -> None:
    made = Assembly()
    made.strategy(
        "s",
        {"a": Make([(Op.ATTACH, "A", made.value(1)), (Op.ATTACH, "A", made.value(2)),
                    (Op.ATTACH, "B", made.value(3)), (Op.EXIT,)])},
        family=VOICE,
    )  # fmt: skip

    log = run(made, limits=replace(LIMITS, data_keys=1))

    assert [log.value(row.b) for row in rows(log, Event.ATTACHED)] == [1, 2]
    assert [row.b for row in rows(log, Event.FAULTED)] == [TOO_LONG]


def test_time_that_does_not_pass_is_bounded() -> None:
    agenda = Agenda(50)
    for subject in range(51):
        agenda.schedule(5, TIMER, subject)

    for _ in range(50):
        agenda.take()
    with pytest.raises(LimitReached) as reached:
        agenda.take()

    assert (reached.value.code, reached.value.message) == (
        "E422",
        "more than 50 events at one instant",
    )


def test_a_wait_of_no_length_is_met_by_the_bound_on_blocks() -> None:
    log = run(looping(Duration(0)), limits=replace(LIMITS, steps=50))

    assert [row.a for row in rows(log, Event.LIMIT)] == [0]
    assert rows(log, Event.SUSPENDED) == []


def test_the_log_is_bounded() -> None:
    with pytest.raises(LimitReached) as reached:
        run(looping(), limits=replace(LIMITS, events=50))

    assert (reached.value.code, reached.value.message) == ("E422", "more than 50 events of one run")


def test_a_log_of_many_chunks_keeps_every_row() -> None:
    made = looping()

    log = run(made, limits=replace(LIMITS, steps=100_000))

    assert len(rows(log, Event.ENTERED)) == 100_000
    assert len(log) == 200_000 + 5


def test_constants_that_do_not_fit_stop_the_run_before_it_begins() -> None:
    made = Assembly()
    made.strategy("s", {"a": Make([(Op.DISCONNECT, made.value("far too long"))])}, family=VOICE)

    with pytest.raises(LimitReached) as reached:
        run(made, limits=replace(LIMITS, pool_chars=5))

    assert reached.value.code == "E422"


def test_attached_data_that_is_full_takes_no_more_keys_but_new_values() -> None:
    text = "strategy s (voice) { stay: wait(10s) -> done   done: disconnect }\n"
    acts = tuple(
        at(number * SECOND, Act.DATA_CHANGES, key, value)
        for number, (key, value) in enumerate([("Mark", "x"), ("More", "x"), ("Mark", "y")], 1)
    )
    scenario = Scenario(strategy="s", data=KVList([("Name", "Ana")]), happenings=acts)
    program = lower(process_of(text))

    story = Story(program, simulate(program, scenario, replace(LIMITS, data_keys=2)))

    assert story.data(0) == {"Name": "Ana", "Mark": "y"}
    assert story.nothings() == [("data_changes", "voice-1 has 2 keys, and takes no more")]
