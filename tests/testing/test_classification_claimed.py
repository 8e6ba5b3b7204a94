"""What tests of strategies can give and claim of Classification Server, and what a trace tells."""

import pytest

from engine.report.styled import plain
from engine.report.to_trace import to_trace
from engine.source import visible
from engine.testing.verdict import Outcome
from engine.values import KVList
from tests.helpers.runs import run_text
from tests.testing.verdicts import verdict

PROJECT = """
chat_server "Chat_1" {{ }}
application "Classifier" {{ type = ClassificationServer   no_match = {no_match} }}
category Money {{ }}
category Billing {{ id = "c-2"   parent = Money   words = ["bill", "invoice"] }}
screening_rule refund {{
  pattern = \"\"\"RegExFind("refund(ed)?", Word) && !Find("gift card")\"\"\"
  category = Money
}}
queue inbound {{ view all {{ where = is_online   every = 1s   submit = sort }} }}
strategy sort (chat) {{
  on fault -> other
  on timeout -> other
  sort: esp("Classification.Classify") {{ app_name = "Classifier"
    parameters = {{ Relevancy: 50   Root: "Money" }}
    fault no_match -> screen }} -> which
  which: switch(sort.answer.Category) {{ "Billing" -> bills   else -> screen }}
  screen: esp("Classification.Screen") {{ app_name = "Classifier"
    parameters = {{ Rule: "refund" }} }} -> fits
  fits: if(screen.answer.Count == 1) {{ true -> refunds   false -> other }}
  bills: stop {{ reason = "bills" }}
  refunds: stop {{ reason = "refunds" }}
  other: stop {{ reason = "other" }}
}}
"""
TEST = """
test "t" {{
  strategy = sort
  {entries}
}}
"""


def outcome(*entries: str, body: str = "", no_match: str = "fault") -> Outcome:
    """How a test with these entries turns out, for a chat with this text."""
    given = f'input = {{ udata: {{ Body: "{body}" }} }}'
    test = TEST.format(entries="\n  ".join((given, *entries)))
    return verdict(PROJECT.format(no_match=no_match) + test).outcome


def told(body: str, no_match: str = "fault") -> list[str]:
    """The lines of a trace."""
    story = run_text(
        PROJECT.format(no_match=no_match), strategy="sort", ani="", data=KVList([("Body", body)])
    )
    lines = to_trace(story.program, story.log, columns=100)
    return [visible(plain(line)).strip() for line in lines]


@pytest.mark.parametrize("no_match", ["fault", "answer"])
@pytest.mark.parametrize(
    ("body", "end"),
    [
        ("my invoice", "bills"),
        ("I was not refunded", "refunds"),
        ("refund a gift card", "other"),
        ("hello", "other"),
    ],
)
def test_both_releases_lead_to_the_same_end(body: str, end: str, no_match: str) -> None:
    claim = f'expect outcome == stopped("{end}")'

    assert outcome(claim, body=body, no_match=no_match) is Outcome.PASSED


@pytest.mark.parametrize(
    "claim",
    [
        'udata.CtgId == "c-2"',
        'udata.CtgName == "Billing"',
        'udata.CtgRelevancy == "50"',
        "sort.answer.Count == 1",
        'sort.answer.Categories == "Billing:50"',
        'has_category(sort.answer.Categories, "Billing", 50)',
        'calls("Classification.Classify") == 1',
        "path == [sort, which, bills]",
    ],
)
def test_what_is_found_can_be_claimed(claim: str) -> None:
    assert outcome(f"expect {claim}", body="a bill") is Outcome.PASSED


def test_a_fault_of_the_server_can_be_claimed() -> None:
    claims = ("expect screen.fault.code == 904", 'expect screen.fault.symbol == "no_match"')

    assert outcome(*claims, body="hello") is Outcome.PASSED


def test_a_stub_attaches_what_the_server_would_attach() -> None:
    answer = '{ Count: 1  Rule: "refund"  CtgName: "Money"  ScrKey_Word: "x" }'
    given = f"given {{ answer(sort) = fault(no_match)   answer(screen) = answers({answer}) }}"

    ends = outcome(given, 'expect outcome == stopped("refunds")', body="hello")
    named = outcome(given, 'expect udata.CtgName == "Money"', body="hello")
    found = outcome(given, 'expect udata.ScrKey_Word == "x"', body="hello")

    assert ends is named is found is Outcome.PASSED


def test_a_customer_who_writes_in_a_chat_is_understood() -> None:
    given = "given { answer(sort) = after(5s) }"
    late = outcome(
        "at 1ms customer_writes(\"where is my refund?\")", given,
        'expect outcome == stopped("refunds")', body="hello",
    )  # fmt: skip

    assert late is Outcome.PASSED


def test_a_trace_says_why_a_category_or_rule_was_found() -> None:
    lines = told("I was not refunded a bill")

    assert "looks at the body: no key is named [inferred]" in lines
    assert "category `Billing` 50 %: 1 of 2 words: bill" in lines
    assert 'udata.CtgId_c-2 = "50"' in lines


def test_a_trace_says_why_nothing_was_found_too() -> None:
    lines = told("refund a gift card")

    assert "category `Billing` 0 %: 0 of 2 words" in lines
    text = " ".join(lines)
    assert "fault 904 no_match in answer to request 1 after 50ms [inferred]" in text
    assert 'RegExFind("refund(ed)?", Word) finds "refund", Find("gift card") finds' in text
