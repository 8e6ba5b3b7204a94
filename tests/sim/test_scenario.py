"""Scenarios: plans of answers as an operator may write them, and what a log says of the rest."""

import pytest

from engine.log.events import Event
from engine.scenario import (
    Act,
    Answering,
    AnswerPlan,
    Happening,
    Midway,
    Scenario,
    Statistic,
    Stub,
    Told,
    Waiting,
)
from engine.scenario.head import head_lines
from engine.scenario.told import What
from engine.values import SECOND, KVList
from tests.helpers.runs import run_text


@pytest.mark.parametrize(
    ("text", "plan"),
    [
        ("ok", AnswerPlan()),
        ("timeout", AnswerPlan(Answering.TIMEOUT)),
        ("late", AnswerPlan(Answering.LATE)),
        ("lost-close", AnswerPlan(Answering.LOST_CLOSE)),
        ("fault:unknown_channel", AnswerPlan(Answering.FAULT, fault=204)),
        ("fault:904", AnswerPlan(Answering.FAULT, fault=904)),
        ("after:2s", AnswerPlan(Answering.AFTER, after_us=2 * SECOND)),
    ],
)
def test_every_way_to_answer_is_read(text: str, plan: AnswerPlan) -> None:
    assert AnswerPlan.parse(text) == plan


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("tiemout", "`tiemout` is no way to answer; did you mean `timeout`?"),
        ("", "`` is no way to answer"),
        ("late:2s", "`late` takes nothing after it"),
        ("late:", "`late` takes nothing after it"),
        ("fault", "`` is no fault"),
        ("fault:bad_flg", "`bad_flg` is no fault; did you mean `bad_flag` or `bad_reply`?"),
        ("fault:0", "`0` is no fault"),
        ("fault:10000", "`10000` is no fault"),
        ("fault:²", "`²` is no fault"),
        ("fault:timeout", "a time-out is no fault: write `timeout`"),
        ("fault:504", "a time-out is no fault: write `timeout`"),
        ("after:soon", "`soon` is no duration: write for example `after:2s`"),
        ("after:5", "`5` is no duration: write for example `after:2s`"),
        ("after:20000d", "`20000d` is no duration: write for example `after:2s`"),
    ],
)
def test_everything_else_is_refused_in_the_operator_s_words(text: str, message: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the message is compared
        AnswerPlan.parse(text)

    assert str(refused.value) == message


# The head of the log


EVERYTHING = Scenario(
    media="whatsappsession",
    waiting=Waiting(queue="a queue", age_us=2, in_queue_us=1, known=False),
    midway=Midway(
        block="b",
        variables=(("n", 1),),
        answers=(("x", KVList([("k", "v")])),),
        faults=(("y", 204),),
    ),
    statistics=(
        Statistic(function="length", arguments=("q",), value=3),
        Statistic(function="length", arguments=("r",), value=0),
    ),
    stubs=(
        Stub(method="S.M", plans=(AnswerPlan(), AnswerPlan(Answering.FAULT, 904, 5, "no"))),
        Stub(
            block="x",
            plans=(AnswerPlan(Answering.GIVEN, result=KVList([("k", 1)])),),
            every=True,
        ),
    ),
    told=(
        Told(what=What.DIGITS, block="menu", values=("1", "")),
        Told(what=What.DIGITS, block="pin", values=("12#",), every=True),
    ),
    happenings=(
        Happening(at_us=0, act=Act.CUSTOMER_WRITES, arguments=('"hi"\n',)),
        Happening(at_us=5, act=Act.SESSION_ENDS, of=2),
    ),
)


def test_the_head_says_all_that_a_run_was_told() -> None:
    assert head_lines(EVERYTHING) == {
        "media": '"whatsappsession"',
        "waiting": 'queue "a queue" age_us 2 in_queue_us 1 online 1 known 0 terminate 0',
        "midway": 'block "b" variables [["n", 1]] answers [["x", { k: "v" }]] faults [["y", 204]]',
        "statistics": 'length("q") = 3; length("r") = 0',
        "stubs": 'method "S.M" (ok) (fault 904 "no" after_us 5); block "x" every (given { k: 1 })',
        "told": 'digits of block "menu" "1" ""; digits of block "pin" every "12#"',
        "happenings": '0 customer_writes("\\"hi\\"\\n"); 5 session_ends() of 2',
    }


def test_what_is_not_given_has_no_line() -> None:
    assert head_lines(Scenario(strategy="s", answers=(AnswerPlan(),))) == {}


def test_every_word_about_a_run_stands_in_the_head_of_its_log() -> None:
    statistics, stubs = EVERYTHING.statistics[:0], EVERYTHING.stubs
    text = "queue q\nstrategy s (voice) { stay: wait(1s) -> done   done: exit }\n"

    plain = run_text(text)
    told = run_text(text, statistics=statistics, stubs=stubs, happenings=EVERYTHING.happenings)

    assert told.log.head.keys() - plain.log.head.keys() == {"stubs", "happenings"}
    assert plain.log.head.keys() <= told.log.head.keys()


def test_the_media_of_the_first_interaction_can_be_chosen() -> None:
    text = """
queue q { view all { submit = s } }
strategy s (chat) { say: log(media + " " + id) -> done   done: stop }
"""
    story = run_text(text, media="applebcsession")

    assert [story.log.text(row.a) for row in story.rows(Event.LOGGED)] == ["applebcsession chat-1"]
