"""Laws that a run checks on its way: what happens when our own code breaks one."""

from array import array
from dataclasses import replace

import pytest

from engine.ops import Code, Family, Op, Place
from engine.program.lower import lower
from engine.scenario import Scenario
from engine.sim.invariants import LAWS, LawBroken
from engine.sim.simulate import assemble, begin, simulate
from tests.helpers.runs import process_of
from tests.sim.assembly import Assembly, Make

CHAT = """
queue q { view all { where = is_online == false   submit = s } }
strategy s (chat) { stay: wait(1h) -> done   done: stop }
"""


def test_a_law_says_its_number_and_its_words() -> None:
    for law, words in LAWS.items():
        assert str(LawBroken(law, "7 8")) == f"{law} ({words}) does not hold: 7 8"


def test_a_session_is_closed_once() -> None:
    run = assemble(lower(process_of(CHAT)), Scenario(strategy="s"))
    begin(run)
    run.chat_server.close(0, 5)

    with pytest.raises(LawBroken, match="I-19b"):
        run.chat_server.close(0, 5)


def test_no_timer_outlives_its_interaction() -> None:
    text = "chat_server { stop_abandoned_interaction = always }\n" + CHAT
    run = assemble(lower(process_of(text)), Scenario(strategy="s"))
    begin(run)
    assert run.state.agenda.length == 2  # what it waits for, and the routing time-out

    run.chat_server.close(0, 5)

    assert run.state.places.place[0] == Place.STOPPED
    assert run.state.agenda.length == 0


def test_a_path_that_leaves_its_strategy_is_noticed() -> None:
    made = Assembly()
    made.strategy("s", {"a": Make([(Op.LEAVE, 0)], ["a"])}, family=Family.VOICE)
    made.strategy("t", {"b": Make([(Op.EXIT,)])}, family=Family.VOICE)
    astray = replace(made.program(), port_targets=array("q", [1]))

    with pytest.raises(LawBroken, match="I-44"):
        simulate(astray, Scenario(strategy="s"))


def test_runs_side_by_side_do_not_know_each_other() -> None:
    made = Assembly()
    joined = made.code((Code.READ, 2), (Code.CONST, "!"), (Code.ADD, 0))
    made.strategy("s", {"a": Make([(Op.LOG, joined), (Op.EXIT,)])}, family=Family.VOICE)
    program, scenario = made.program(), Scenario(strategy="s")
    alone = simulate(program, scenario).events_bytes()
    first, second = assemble(program, scenario), assemble(program, scenario)

    begin(first)
    begin(second)

    assert first.state.journal.columns() == second.state.journal.columns()
    assert simulate(program, scenario).events_bytes() == alone
