"""Slips in tests: each is said once, and what stands around it is read as if it were not there."""

import pytest

from engine.diagnostics import Findings
from engine.dsl import slips
from engine.dsl.parser import parse
from engine.source import Source
from engine.syntax.nodes import Broken, Claim, Declaration, Entry


def read(body: str) -> tuple[tuple[Entry, ...], list[str]]:
    """The entries of a test, and what is said of it."""
    findings = Findings()
    file = parse(Source("x.strat", f"test t {{\n{body}\n}}\n"), findings)
    (entry,) = file.entries
    assert isinstance(entry, Declaration)
    return entry.entries, [f"{found.code} {found.message}" for found in findings]


@pytest.mark.parametrize(
    "slip",
    [
        "always expect a == b", "expect never a == b", "within expect a == b", "assert a == b",
        "eventually expect a == b", "expect a is b", "expect a is not b", "expect a = b",
        "after 5m expect a == b", "expect within 5m a == b", "expect: a == b", "expects a == b",
        "expect a in (b, c)", "expect a == 1 times", "within 5 minutes expect a == b",
    ],
)  # fmt: skip
def test_a_claim_with_a_slip_is_a_claim_all_the_same(slip: str) -> None:
    entries, said = read(f"  {slip}\n  expect c == d")

    assert [type(entry) for entry in entries] == [Claim, Claim]
    assert len(said) == 1


@pytest.mark.parametrize(
    "slip",
    [
        "check a == b", "expect(a == b)", "expect { a == b }", "a == b", "expect a contains b",
        "skip", "wait 5s", "at 5s happens", "happens(b)", "expect", "row a, b", "given a = 1",
        "expect a -> b", "expect a[0] == b", "expect a.b(c)", "expect no a", "input.a = 1",
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_given_up_and_the_next_entry_is_read(slip: str) -> None:
    entries, said = read(f"  {slip}\n  expect c == d")

    assert [type(entry) for entry in entries] == [Broken, Claim]
    assert len(said) == 1


@pytest.mark.parametrize("slip", ["always expect a", "assert a", "skip", "a == b", "input { }"])
def test_nothing_is_looked_for_outside_of_tests_and_in_texts_and_comments(slip: str) -> None:
    text = f'strategy s {{\n  {slip}\n}}\ntest t {{\n  tags = ["  {slip}"]  # {slip}\n}}\n'
    findings = Findings()

    mended = slips.check(Source("x.strat", text), text, findings)

    assert (mended, list(findings)) == (text, [])


def test_a_test_is_found_after_a_declaration_that_is_left_open() -> None:
    text = "strategy s {\n  a: exit {\n\ntest t {\n  assert a == b\n}\n"
    findings = Findings()

    mended = slips.check(Source("x.strat", text), text, findings)

    assert mended == text.replace("assert", "expect")
    assert [found.message for found in findings] == ["`assert` leads no claim"]


@pytest.mark.parametrize("rows", [1, 50])
def test_stand_ins_are_as_long_as_what_they_stand_for(rows: int) -> None:
    text = "test t {\n" + "  input { a: 1 }\n  skip\n  it a\n  expect x has y\n" * rows + "}\n"
    findings = Findings()

    mended = slips.check(Source("x.strat", text), text, findings)

    assert [len(line) for line in mended.split("\n")] == [len(line) for line in text.split("\n")]
