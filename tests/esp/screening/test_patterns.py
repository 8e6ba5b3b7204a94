"""Patterns of screening rules: what they find, and how mistakes in them are told."""

import pytest

from engine.esp.screening.errors import PatternError
from engine.esp.screening.patterns import evaluate, in_double_quotes, read
from engine.esp.screening.words import Words, parts_of
from engine.limits import LIMITS, Limits


def holds(pattern: str, text: str) -> bool:
    """Whether a pattern holds for a text."""
    return evaluate(read(pattern, LIMITS), text)[0]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        # The vendor's own examples.
        ('Find("pacific")', "the Pacific", True),
        ('Find("Pacific",false)', "the pacific", False),
        ('Find("Pacific",true)', "the pacific", True),
        ('Find("interest rate") && Find("APR",false)', "Interest rate and APR", True),
        ('Find("interest rate") && Find("APR",false)', "Interest rate and apr", False),
        ('RegExFind("c.t")', "a c t", True),
        (r'RegExFind("\d\d")', "in 42 days", True),
        ('RegExMatch("bar*n")', "ban", True),
        ('RegExMatch("bar*n")', "barrn", True),
        ('RegExMatch("go+d")', "gd", False),
        (r'RegExFind("3\+4")', "is 3+4 seven", True),
        ('RegExFind("3+4")', "33334", True),
        # The rest.
        ('!Find("gift")', "a gift", False),
        ('!!Find("gift")', "a gift", True),
        ('!(Find("a") || Find("b"))', "c", True),
        ('(Find("a") && Find("b")) || Find("c")', "c", True),
        ('find("a")', "A", True),
        (r'Find("say \"yes\"")', 'they say "yes"', True),
        ('RegExFind("(^|\\s)order($|\\s)")', "order", True),
        ('RegExFind("(^|\\s)order($|\\s)")', "reorder", False),
        ('RegExFind("[^0-9 ]{3}")', "12 ab 3", False),
        ('RegExFind("(?:ab){2,}")', "ababab", True),
        (r'RegExFind("[\w.]+@[\w.]+")', "write to ana@acme.com", True),
        ("Find('refund') && RegExFind('o+')", "Refund too", True),
        (r"Find('don\'t')", "I don't", True),
        (r'RegExMatch("\D*")', "none\nhere", True),
    ],
)
def test_a_pattern_holds_for_a_text(pattern: str, text: str, *, expected: bool) -> None:
    assert holds(pattern, text) is expected


@pytest.mark.parametrize(
    ("pattern", "message", "offset"),
    [
        ("", "a function is missing", 0),
        ('Find("a") &&', "a function is missing", 12),
        ('Fnd("a")', "`Fnd` is no function", 0),
        ("refund", "`refund` is no function", 0),
        ("Find(refund)", "`Find` takes a text in quotes", 5),
        ('Find "a"', "`(` is missing after `Find`", 5),
        ('Find("a"', "`)` is missing behind the text of `Find`", 8),
        ('Find("a', "this text is not closed", 5),
        ("Find(\u201crefund\u201d)", "`\u201c` is no quote here", 5),
        ("Find('a", "this text is not closed", 5),
        ('Find("")', "the text of `Find` is empty", 5),
        ('Find("a", yes)', "`yes` is neither `true` nor `false`", 10),
        ('Find("a") & Find("b")', "`&` joins nothing", 10),
        ('Find("a") Find("b")', "`Find` does not belong here", 10),
        ('Find("a") && Find("b") || Find("c")', "`&&` and `||` stand side by side", 23),
        ('(Find("a")', "`)` is missing behind what the parenthesis opens", 10),
        ('Find("a") and Find("b")', "`and` does not belong here", 10),
        ('RegExFind("a", "")', "this is no key", 15),
        ('RegExFind("(a")', "this `(` is not closed", 11),
        ('RegExFind("a)")', "this `)` closes nothing", 12),
        ('RegExFind("*a")', "there is nothing before `*` to repeat", 11),
        ('RegExFind("a+?")', "`+?` repeats twice", 12),
        ('RegExFind("[a")', "this `[` is not closed", 11),
        ('RegExFind("[]")', "there is nothing between `[` and `]`", 11),
        ('RegExFind("[z-a]")', "`z-a` is no range", 12),
        ('RegExFind("a{x}")', "this is no number of repetitions", 12),
        ('RegExFind("a{3,2}")', "the second number is less than the first", 12),
        (r'RegExFind("\bfee")', r"`\b` is not known here", 11),
        (r'RegExFind("(a)\1")', r"`\1` is not known here", 14),
        ('RegExFind("(?i)a")', "groups have no options here", 11),
        ('RegExFind("a{300}")', "the pattern is larger than 256 characters to find", 11),
    ],
)  # fmt: skip
def test_a_mistake_in_a_pattern_is_told_at_its_place(
    pattern: str, message: str, offset: int
) -> None:
    with pytest.raises(PatternError) as caught:
        read(pattern, LIMITS)

    assert (caught.value.message, caught.value.offset) == (message, offset)


def test_a_function_that_is_nearly_known_is_named() -> None:
    with pytest.raises(PatternError) as caught:
        read('RegexFnd("a")', LIMITS)

    assert caught.value.cure == "did you mean `RegExFind`?"


@pytest.mark.parametrize("sign", ["(", "!("])
def test_parentheses_nest_only_so_deep(sign: str) -> None:
    for pattern in (sign * 200 + 'Find("a")', f'RegExFind("{"(" * 200}a{")" * 200}")'):
        with pytest.raises(PatternError) as caught:
            read(pattern, LIMITS)
        assert caught.value.message == "parentheses nest deeper than 100"


def test_the_size_of_a_pattern_is_that_of_all_its_functions() -> None:
    narrow = Limits(pattern_states=4)

    read('RegExFind("abc") && Find("long enough")', narrow)
    with pytest.raises(PatternError):
        read('RegExFind("abc") && Find("a") && Find("b")', narrow)


def test_what_a_function_has_found_is_told_with_its_key() -> None:
    pattern = read(r'RegExFind("\d+", OrderId) && !RegExFind("gift", Gift)', LIMITS)

    holds_, seen = evaluate(pattern, "order 421")

    assert holds_
    assert [(each.key, each.text, each.asked) for each in seen] == [
        ("OrderId", "421", True), ("Gift", "", False),
    ]  # fmt: skip


def test_words_stand_alone_and_phrases_together() -> None:
    words = Words("Re: my late-fee, REFUNDED in 2026; co_op")

    assert words.have("late fee")
    assert words.have("Refund*")
    assert words.have("2026")
    assert words.have("co op")
    assert not words.have("refund")
    assert not words.have("fee in")
    assert not words.have("...")
    assert parts_of("Late  fee*") == ["late", "fee*"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Find('a') && !Find(\"b\", false)", 'Find("a") && !Find("b", false)'),
        (r"Find('don\'t say \"no\"')", 'Find("don\'t say \\"no\\"")'),
        ("RegExFind('\\\\d\"', Key)", r'RegExFind("\\d\"", Key)'),
    ],
)
def test_a_pattern_is_written_with_the_quotes_of_the_vendor(written: str, expected: str) -> None:
    assert in_double_quotes(written) == expected
    text = 'I don\'t say "no" a, \\d" 5"'
    assert evaluate(read(written, LIMITS), text)[0] == evaluate(read(expected, LIMITS), text)[0]
