"""Texts and numbers: what they stand for, and what is wrong with them."""

import pytest

from engine.syntax.nodes import Field, Text
from tests.dsl.reading import only, parsed, place, said


def text_of(written: str) -> str:
    """The text that a literal stands for."""
    (field,) = parsed(f"a = {written}").entries
    assert isinstance(field, Field)
    assert isinstance(field.value, Text)
    return field.value.text


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('""', ""),
        ('"a # b"', "a # b"),
        (r'"\n\t\"\\"', '\n\t"\\'),
        (r'"\u{e9}\u{1F600}\u{0}"', "é\U0001f600\0"),
        ('""""""', ""),
        ('"""a "b" ""c"""', 'a "b" ""c'),
        ('"""a\n  b\r\n"""', "a\n  b\n"),
        (r'"""\"""\n"""', '"""\n'),
        (r'"\r\n"'.replace(r"\r", "").replace(r"\n", r"\u{d}\n"), "\r\n"),
    ],
)
def test_a_text_stands_for_what_its_escapes_say(written: str, expected: str) -> None:
    assert text_of(written) == expected


@pytest.mark.parametrize(
    ("written", "column", "message"),
    [
        (r'"ab\q"', 8, r"`\q` is no escape"),
        (r'"\u12"', 6, r"`\u` is no escape"),
        (r'"\u{}"', 6, r"`\u{}` is no escape"),
        (r'"\u{12 }"', 6, r"`\u{12 }` is no escape"),
        (r'"\u{110000}"', 6, r"`\u{110000}` is no character"),
        (r'"\u{d800}"', 6, r"`\u{d800}` is no character"),
        ('"""\n\\q"""', None, r"`\q` is no escape"),
    ],
)
def test_an_unknown_escape_is_shown_at_its_place(
    written: str, column: int | None, message: str
) -> None:
    found = only(f"a = {written}")

    assert (found.code, found.message) == ("E108", message)
    assert place(found) == ("2:1" if column is None else f"1:{column}")


def test_all_escapes_of_a_text_are_looked_at() -> None:
    assert [line.split()[0] for line in said(r'a = "\a \b \n \c"')] == ["1:6", "1:9", "1:15"]


@pytest.mark.parametrize(
    ("written", "cure"),
    [
        ("1e400", "write digits, and a unit where one is needed"),
        ("0x10", "write digits, and a unit where one is needed"),
        ("5.", "write digits, and a unit where one is needed"),
        ("1_000", "write `1000`"),
        ("1" * 5_000, "a number has at most 15 digits"),
        ("1.1234567", "a number has at most 6 digits after the point"),
        ("1m1h", "write each unit once, largest first: `1h30m`"),
        ("0.0000001s", "the least is `1us`, and nothing is between two of them"),
        ("0.5s", "write `500ms`"),
        ("1.5h", "write `1h30m`"),
        ("1.5h30m", "write digits, and a unit where one is needed"),
        ("100/x", "a rate is `40/h`; put spaces around the `/` of a division, as in `40 / n`"),
        ("-0", "write `0`"),
        ("١٢", "write the digits 0 to 9"),
        ("²", "write the digits 0 to 9"),
    ],
)
def test_a_number_that_is_none_is_told_with_its_cure(written: str, cure: str) -> None:
    found = only(f"a = {written}   b = 1")

    assert (place(found), found.code) == ("1:5", "E109")
    assert (found.help or "").startswith(cure)


@pytest.mark.parametrize(
    ("written", "code", "message", "cure"),
    [
        ("5fortnights", "E303", "has no known unit", "units are `d`, `h`, `m` for minutes, `s`"),
        ("5M", "E303", "has no known unit", "write `5m`; months are written in days"),
        ("1h30min", "E303", "has no known unit", "write `1h30m`"),
        ("11y", "E303", "has no known unit", "units are"),
        ("25:00", "E311", "is no time of day", "a time of day goes from `00:00` to `24:00`"),
        ("2026-12-24T24:00", "E311", "is no time of day", "a time of day goes from `00:00` to"),
        ("2026-02-30", "E311", "is no date", "there is no such day in the calendar"),
        ("9999-12-31", "E311", "is too far away", "the latest time is"),
        ("1000000000000000000000000000000s", "E408", "is too long", "the longest is 3653d"),
    ],
)
def test_a_quantity_that_means_nothing_has_a_code_of_its_own(
    written: str, code: str, message: str, cure: str
) -> None:
    found = only(f"a = {written}   b = 1")

    assert (place(found), found.code) == ("1:5", code)
    assert found.message == f"`{written}` {message}"
    assert (found.help or "").startswith(cure)
