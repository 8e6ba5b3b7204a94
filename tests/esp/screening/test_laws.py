"""Patterns: a second evaluator, written from the definition, says the same of any text."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine.esp.screening import automaton as automata
from engine.esp.screening import expressions, patterns
from engine.esp.screening.automaton import automaton, find, matches
from engine.esp.screening.patterns import evaluate, read
from engine.limits import LIMITS
from tests.esp.screening import naive

LETTERS = "abAB1 ß\n"
TEXTS = st.text(LETTERS, max_size=8)
ATOMS = st.sampled_from(
    ["a", "b", "B", "1", ".", r"\d", r"\D", r"\w", r"\s", "[ab]", "[^a]", "[a-b1]", "^", "$", r"\."]
)
REGULAR = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map("".join),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]}|{pair[1]})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,}", "{0,2}"])).map(
            lambda pair: f"({pair[0]}){pair[1]}"
        ),
    ),
    max_leaves=6,
)
PLAIN = REGULAR.filter(lambda text: "^" not in text.replace("[^", "") and "$" not in text)
QUOTED = st.text("abAB1 ", min_size=1, max_size=3)
FUNCTIONS = st.one_of(
    QUOTED.map(lambda text: f'Find("{text}")'),
    QUOTED.map(lambda text: f'Find("{text}", false)'),
    PLAIN.filter(bool).map(lambda text: f'RegExFind("{text}")'),
    PLAIN.filter(bool).map(lambda text: f'RegExFind("{text}", Key, false)'),
    PLAIN.filter(bool).map(lambda text: f'RegExMatch("{text}")'),
)


@given(written=REGULAR, text=TEXTS, ignore_case=st.booleans())
@example(written="^|ab", text="ab", ignore_case=True)
@example(written="(a|ab)(b|)", text="abb", ignore_case=True)
@example(written="(^)*a", text="a", ignore_case=False)
@example(written="$", text="", ignore_case=False)
def test_an_expression_is_found_where_its_definition_says(
    *, written: str, text: str, ignore_case: bool
) -> None:
    node = expressions.read(written, LIMITS)
    machine = automaton(node, ignore_case=ignore_case)

    place = find(machine, text)

    found = None if place is None else text[slice(*place)]
    assert found == naive.find(node, text, ignore_case=ignore_case)
    whole = matches(machine, text)
    assert whole == naive.matches(node, text, ignore_case=ignore_case)


@given(PLAIN, st.text("ab1 ", max_size=8))
def test_what_python_finds_is_found(written: str, text: str) -> None:
    machine = automaton(expressions.read(written, LIMITS), ignore_case=False)
    theirs = re.compile(written, re.DOTALL | re.ASCII)

    place = find(machine, text)

    seen = theirs.search(text)
    assert (place is None) == (seen is None)
    if place is not None and seen is not None:
        assert place[0] == seen.start()  # the first place; ours is the longest there
        assert place[1] >= seen.end()
    assert matches(machine, text) == (theirs.fullmatch(text) is not None)


@given(st.lists(st.tuples(st.sampled_from(["", "!", "!!"]), FUNCTIONS), min_size=1, max_size=4),
       st.sampled_from(["&&", "||"]), TEXTS)  # fmt: skip
def test_operators_are_those_of_logic(
    items: list[tuple[str, str]], operator: str, text: str
) -> None:
    each = [evaluate(read(function, LIMITS), text)[0] != (mark == "!") for mark, function in items]

    held, seen = evaluate(
        read(f" {operator} ".join(mark + function for mark, function in items), LIMITS), text
    )

    assert held == (all(each) if operator == "&&" else any(each))
    assert len(seen) == len(items)


@given(QUOTED, TEXTS)
def test_find_ignores_case_as_long_as_it_may(word: str, text: str) -> None:
    assert evaluate(read(f'Find("{word}", false)', LIMITS), text)[0] == (word in text)
    held = evaluate(read(f'Find("{word}")', LIMITS), text)[0]
    assert held == (word.lower() in text.lower())


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"(a*)*b", "a" * 20_000),
        (r"(a|a)*b", "a" * 20_000),
        (r"(a?){60}a{60}", "a" * 20_000),
        (r"(.*,){12}P", "1," * 10_000),
        (r"[ab]*a[ab]{100}c", "ab" * 10_000),
    ],
)
def test_no_text_holds_a_server_up(
    written: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = 0
    step = automata._Walker.next

    def counted(walker: automata._Walker, states: int) -> int:
        nonlocal steps
        steps += 1
        return step(walker, states)

    monkeypatch.setattr(automata._Walker, "next", counted)
    patterns.evaluate(read(f'RegExFind("{written}")', LIMITS), text)

    assert len(text) <= steps <= 3 * (len(text) + 2)
