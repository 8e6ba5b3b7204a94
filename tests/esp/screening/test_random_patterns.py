"""Ten thousand random patterns: each is evaluated or refused with a place, and no more."""

from collections.abc import Iterator

import pytest

from engine.esp.screening.errors import PatternError
from engine.esp.screening.patterns import evaluate, in_double_quotes, read
from engine.limits import LIMITS
from tests.esp.field_codes.test_random_templates import Draws

CHUNKS = 2
COUNT = 5_000
CHARACTERS = "FindRegExMatch(\"',tuefals)\\|&!*+?{}[]^$.-:0123aAdws \n\x00é\u201cß日"
WORDS = (
    "Find(", "RegExFind(", "RegExMatch(", "&&", "||", "!", "(", ")", '"', "'", ", false", ", Key",
    "a{2,3}", "{999}", "(a|b)*", "[^a-z]", "\\\\d", "\\\\", "^", "$", ".*", "(?:", "\\b", "((((",
)  # fmt: skip
PATTERNS = (
    'Find("refund") && !Find("gift card")',
    "RegExFind('order (no. )?[0-9]{2,5}$', Order, false)",
    "(Find('a', true) || RegExMatch('^[a-z ]+.*')) && Find(\"b\")",
    "!!(RegExFind('(a|b|)*c?d+'))",
)


def patterns(seed: int) -> Iterator[tuple[str, str]]:
    """Patterns changed a little, cut and joined, heaps of words; with each a text."""
    draws = Draws(seed)
    for _ in range(COUNT):
        text = "".join(draws.one("aAbB1 2ßz\n$^日") for _ in range(draws.below(40)))
        if draws.below(4) == 0:
            yield "".join(draws.one(WORDS) for _ in range(draws.below(12))), text
            continue
        pattern = draws.one(PATTERNS)
        for _ in range(draws.below(4)):
            at = draws.below(len(pattern) + 1)
            new = draws.one(WORDS if draws.below(4) == 0 else CHARACTERS)
            pattern = (
                pattern[:at] + (new if draws.below(3) else "") + pattern[at + draws.below(3) :]
            )
        yield pattern, text


@pytest.mark.parametrize("seed", range(CHUNKS))
def test_random_patterns_are_evaluated_or_refused(seed: int) -> None:
    counts = {"read": 0, "refused": 0}

    for written, text in patterns(seed):
        try:
            pattern = read(written, LIMITS)
        except PatternError as error:
            place = (error.offset, error.length)
            counts["refused"] += 1
            assert 0 <= place[0] <= len(written), written
            continue
        counts["read"] += 1
        holds, seen = evaluate(pattern, text)
        assert all(each.text in text for each in seen), written
        again = read(in_double_quotes(written), LIMITS)
        assert evaluate(again, text)[0] == holds, written

    assert min(counts.values()) > COUNT / 10
