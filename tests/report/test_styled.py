"""Fitting text into columns, and making visible what a terminal would obey."""

import pytest
from hypothesis import given
from hypothesis import strategies as generators

from engine.report.styled import (
    Style,
    counted,
    indented,
    line,
    line_width,
    plain,
    table,
    width,
    wrap,
)  # fmt: skip
from engine.source import visible

WORDS = generators.lists(generators.text(max_size=12), max_size=12)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("日本 é", "日本 é"),
        ("\x1b[31mred\x07", "\\x1b[31mred\\x07"),
        ("\x9b2J", "\\x9b2J"),
        ("a\nb\tc\r", "a\\x0ab\\x09c\\x0d"),
        ("\u202edlrow\u2066", "\\u{202e}dlrow\\u{2066}"),
        ("\ud800", "\\u{d800}"),
        ("\u200b\ufeff", "\\u{200b}\\u{feff}"),
    ],
)
def test_what_a_terminal_would_obey_or_hide_is_spelt_out(text: str, expected: str) -> None:
    assert visible(text) == expected


@given(generators.text())
def test_visible_text_is_printable_and_stays_as_it_is(text: str) -> None:
    shown = visible(text)

    assert shown.isprintable()
    assert visible(shown) == shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [("abc", 3), ("日本", 4), ("e\u0301", 1), ("\x1b", 4), ("\u202e", 8), ("", 0)],
)
def test_a_text_is_as_wide_as_a_terminal_shows_it(text: str, expected: int) -> None:
    assert width(text) == expected


@given(words=WORDS, columns=generators.integers(4, 40), hang=generators.integers(0, 3))
def test_wrapped_lines_fit_unless_a_single_word_does_not(
    words: list[str], columns: int, hang: int
) -> None:
    text = " ".join(words).strip(" ")
    longest = max((width(word) for word in text.split(" ")), default=0)

    parts = wrap(line(text), columns, hang=hang)

    assert all(line_width(part) <= max(columns, hang + longest) for part in parts)


@given(words=WORDS, columns=generators.integers(1, 40), hang=generators.integers(0, 3))
def test_wrapping_loses_no_word(words: list[str], columns: int, hang: int) -> None:
    text = " ".join(words)

    parts = wrap(line(text), columns, hang=hang)

    assert "".join(plain(part) for part in parts).replace(" ", "") == text.replace(" ", "")


def test_wrapping_keeps_styles_and_words_that_change_their_style_inside() -> None:
    text = line("see ", ("name", Style.NAME), ", please")

    parts = wrap(text, 6)

    assert parts == [
        line("see"),
        line(("name", Style.NAME), ","),
        line("please"),
    ]


def test_a_table_aligns_texts_and_leaves_long_keys_alone() -> None:
    rows = [(line("a"), line("one two")), (line("much longer"), line("x")), (line("b"), line(""))]

    lines = table(rows, 12, key_max=4)

    assert [plain(each) for each in lines] == ["a  one two", "much longer", "   x", "b  "]


def test_an_empty_line_stays_empty_when_lines_are_indented() -> None:
    assert indented([line("a"), ()], 2) == [line("  ", "a"), ()]


def test_a_noun_is_counted() -> None:
    assert [counted(n, "file") for n in (0, 1, 2)] == ["0 files", "1 file", "2 files"]
