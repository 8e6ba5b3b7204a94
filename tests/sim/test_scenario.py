"""Plans of answers: what an operator may write."""

import pytest

from engine.scenario import Answering, AnswerPlan
from engine.values import SECOND


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
        ("fault:unknwn_channel", "`unknwn_channel` is no fault; did you mean `unknown_channel`?"),
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
