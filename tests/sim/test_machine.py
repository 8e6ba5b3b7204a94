"""What operations do, and how activations begin, go on and end."""

import pytest

from engine.faults import (
    DIVISION_BY_ZERO,
    MISSING_DATA,
    MISSING_DECLARED_DATA,
    WRONG_DATA,
)
from engine.log.events import Cause, Event, Why
from engine.ops import NO_CODE, NO_PORT, Code, Family, Op, Place
from engine.program.model import ANY_FAULT
from engine.values import HOUR, MINUTE, SECOND, Duration, KVList, Type
from tests.sim.assembly import Assembly, Make
from tests.sim.hand_runs import final, is_walk, path, rows, run

VOICE = Family.VOICE
EXIT = Make([(Op.EXIT,)])


def test_a_variable_counts_and_a_branch_leaves_the_loop() -> None:
    made = Assembly()
    made.strategy(
        "s",
        {
            "count": Make(
                [(Op.SET, 0, made.code((Code.SLOT, 0), (Code.CONST, 1), (Code.ADD, 0))),
                 (Op.LEAVE, 0)], ["enough"],
            ),
            "enough": Make(
                [(Op.BRANCH, made.code((Code.SLOT, 0), (Code.CONST, 3), (Code.EQUAL, 0)), 0, 1)],
                ["done", "count"],
            ),
            "done": EXIT,
        },
        family=VOICE,
        variables={"n": 0},
    )  # fmt: skip

    log = run(made)

    assert path(made, log) == ["count", "enough"] * 3 + ["done"]
    assert [log.value(row.b) for row in rows(log, Event.ASSIGNED)] == [1, 2, 3]
    assert is_walk(made.program(), log)
    assert final(log) == (Place.DEFAULT_ROUTED, "exit")


def test_a_branch_without_a_second_port_goes_on_with_the_next_operation() -> None:
    made = Assembly()
    made.strategy(
        "s",
        {
            "a": Make(
                [(Op.LET, 0, made.value(5)),
                 (Op.BRANCH, made.code((Code.SLOT, 0), (Code.CONST, 4), (Code.EQUAL, 0)), 0,
                  NO_PORT),
                 (Op.LEAVE, 1)], ["four", "other"],
            ),
            "four": EXIT,
            "other": EXIT,
        },
        family=VOICE,
        variables={"": 0},
    )  # fmt: skip

    log = run(made)

    assert path(made, log) == ["a", "other"]
    assert rows(log, Event.ASSIGNED) == []


def test_a_wait_suspends_and_takes_its_time() -> None:
    made = Assembly()
    made.strategy(
        "s",
        {"a": Make([(Op.WAIT, made.value(Duration(90 * SECOND))), (Op.LEAVE, 0)], ["b"]),
         "b": EXIT},
        family=VOICE,
    )  # fmt: skip

    log = run(made)

    assert [(row.time, row.b) for row in rows(log, Event.SUSPENDED)] == [(0, 90 * SECOND)]
    assert [row.time for row in rows(log, Event.RESUMED)] == [90 * SECOND]
    assert rows(log, Event.FINAL)[0].time == 90 * SECOND


@pytest.mark.parametrize(
    ("value", "fault"), [("90", WRONG_DATA), (Duration(10**16 // 4), 705), (Duration(-5), None)]
)
def test_a_wait_takes_a_duration_and_a_negative_one_is_none(
    value: str | Duration, fault: int | None
) -> None:
    made = Assembly()
    made.strategy(
        "s", {"a": Make([(Op.WAIT, made.value(value)), (Op.LEAVE, 0)], ["b"]), "b": EXIT},
        family=VOICE,
    )  # fmt: skip

    log = run(made)

    assert [row.b for row in rows(log, Event.FAULTED)] == ([] if fault is None else [fault])
    assert rows(log, Event.FINAL)[0].time == 0


def test_disconnect_log_and_default_route_say_so() -> None:
    made = Assembly()
    made.strategy(
        "s",
        {"a": Make([(Op.LOG, made.value("hello")), (Op.LEAVE, 0)], ["b"]),
         "b": Make([(Op.DISCONNECT, made.value("bye"))])},
        family=VOICE,
    )  # fmt: skip
    made.strategy("t", {"a": Make([(Op.DEFAULT_ROUTE,)])}, family=VOICE)

    log = run(made)

    assert [log.text(row.a) for row in rows(log, Event.LOGGED)] == ["hello"]
    assert final(log) == (Place.DISCONNECTED, "bye")
    assert final(run(made, strategy="t")) == (Place.DEFAULT_ROUTED, "default route")


def test_another_strategy_starts_anew_with_its_own_variables() -> None:
    made = Assembly()
    read = made.code((Code.SLOT, 0))
    made.strategy("s", {"a": Make([(Op.ENTER, 1)])}, family=VOICE, variables={"n": 1})
    made.strategy(
        "t", {"b": Make([(Op.SET, 1, read), (Op.EXIT,)])}, family=VOICE,
        variables={"n": 2, "copy": 0},
    )  # fmt: skip

    log = run(made)

    assert path(made, log) == ["a", "b"]
    assert [row.a for row in rows(log, Event.STARTED)] == [0, 1]
    assert len(rows(log, Event.ENDED)) == 2
    assert [log.value(row.b) for row in rows(log, Event.ASSIGNED)] == [2]


# Faults


def dividing(*handlers: tuple[int, int]) -> Assembly:
    made = Assembly()
    division = made.code((Code.CONST, 1), (Code.CONST, 0), (Code.DIVIDE, 0))
    made.strategy(
        "s",
        {
            "a": Make([(Op.SET, 0, division), (Op.LEAVE, 0)], ["ok", "own", "any"], handlers),
            "ok": EXIT, "own": EXIT, "any": EXIT,
        },
        family=VOICE,
        variables={"n": 0},
    )  # fmt: skip
    return made


def test_the_first_handler_that_takes_a_fault_decides() -> None:
    for handlers, expected in (
        ([(DIVISION_BY_ZERO, 1), (ANY_FAULT, 2)], "own"),
        ([(MISSING_DATA, 1), (ANY_FAULT, 2)], "any"),
        ([(ANY_FAULT, 2), (DIVISION_BY_ZERO, 1)], "any"),
    ):
        made = dividing(*handlers)
        log = run(made)

        assert path(made, log) == ["a", expected]
        assert [row.b for row in rows(log, Event.FAULTED)] == [DIVISION_BY_ZERO]
        assert [log.contents[reason.a] for reason in log.reasons] == ["division by zero"]


def test_a_fault_that_nobody_takes_ends_a_call() -> None:
    made = dividing()

    log = run(made)

    assert [row.b for row in rows(log, Event.FAULTED)] == [DIVISION_BY_ZERO]
    assert final(log) == (Place.FAULTED, "division by zero")


def test_a_fault_that_nobody_takes_returns_a_chat_to_its_queue() -> None:
    made = Assembly()
    queue = made.queue("q")
    made.view(queue, 0, every_us=HOUR)
    broken = made.code((Code.DATA, "Nothing"), (Code.NEEDED, 0))
    made.strategy("s", {"a": Make([(Op.LOG, broken), (Op.EXIT,)])})

    log = run(made, horizon_us=MINUTE)

    assert [(row.queue, row.a) for row in rows(log, Event.PLACED)] == [(queue, Cause.RETURNED)]
    texts = [log.contents[r.a] for r in log.reasons if r.kind == Why.FAULT_TEXT]
    assert texts == ["missing data: Nothing"]


def test_a_strategy_can_read_the_fault_of_a_block() -> None:
    made = Assembly()
    missing = made.code((Code.DATA, "K"), (Code.NEEDED, 0))
    reads = [(Op.LOG, made.code((code, 0))) for code in
             (Code.FAULT_CODE, Code.FAULT_SYMBOL, Code.FAULT_TEXT)]  # fmt: skip
    made.strategy(
        "s",
        {"a": Make([(Op.LOG, missing), (Op.EXIT,)], ["b"], [(ANY_FAULT, 0)]),
         "b": Make([*reads, (Op.EXIT,)])},
        family=VOICE,
    )  # fmt: skip

    log = run(made)

    assert [log.value(row.a) for row in rows(log, Event.LOGGED)] == [
        MISSING_DATA, "missing_data", "missing data: K",
    ]  # fmt: skip


def bordered(on_fault: str | None) -> Assembly:
    made = Assembly()
    made.strategy(
        "s", {"a": EXIT, "sorry": Make([(Op.DISCONNECT, NO_CODE)])}, family=VOICE,
        data={"Name": Type.TEXT, "Count": Type.INTEGER}, on_fault=on_fault,
    )  # fmt: skip
    return made


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([("Name", "Ana"), ("Count", 1)], ["a"]),
        ([("Name", "Ana")], ["sorry"]),
        ([("Name", "Ana"), ("Count", "1")], ["sorry"]),
    ],
)
def test_the_border_checks_declared_data(
    given: list[tuple[str, str | int]], expected: list[str]
) -> None:
    made = bordered(on_fault="sorry")

    log = run(made, data=KVList(given))

    assert path(made, log) == expected


def test_without_a_handler_the_border_ends_the_call() -> None:
    log = run(bordered(on_fault=None))

    assert [(row.block, row.b) for row in rows(log, Event.FAULTED)] == [
        (-1, MISSING_DECLARED_DATA)
    ]  # fmt: skip
    assert rows(log, Event.ENTERED) == []
    assert final(log) == (Place.FAULTED, "missing declared data")


def test_a_value_that_is_missing_is_neither_set_nor_logged() -> None:
    made = Assembly()
    missing = made.code((Code.DATA, "K"))
    made.strategy(
        "s", {"a": Make([(Op.SET, 0, missing), (Op.EXIT,)], ["b"], [(ANY_FAULT, 0)]),
              "b": Make([(Op.BRANCH, missing, 0, 0)], ["b2"], [(MISSING_DATA, 0)]),
              "b2": Make([(Op.BRANCH, made.value(1), 0, 0)], ["c"], [(WRONG_DATA, 0)]),
              "c": EXIT},
        family=VOICE, variables={"n": 0},
    )  # fmt: skip

    log = run(made)

    assert [row.b for row in rows(log, Event.FAULTED)] == [MISSING_DATA, MISSING_DATA, WRONG_DATA]
    assert path(made, log) == ["a", "b", "b2", "c"]
