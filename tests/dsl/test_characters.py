"""Characters that may not stand in a text are told once, and what is around them is read."""

import pytest

from engine.diagnostics import Findings
from engine.dsl.characters import check
from engine.source import Source
from tests.dsl.reading import only, parsed, place, read, said


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = 1\x00", "1:6 E103 control character U+0000"),
        ('a = "\x1b[31m"', "1:6 E103 control character U+001B"),
        ("a = 1\x7f", "1:6 E103 control character U+007F"),
        ("# x\x08", "1:4 E103 control character U+0008"),
        ("a =\x85 1", "1:4 E103 control character U+0085"),
        ("# a\u2028", "1:4 E103 control character U+2028"),
        ("a = 1\rb = 2\rc = 3", "1:6 E106 a line ends in a carriage return alone"),
        ("a = \ufeff1", "1:5 E101 a byte order mark in the middle"),
        ('a = "\ufeff1"', "1:6 E101 a byte order mark in the middle"),
        ("a\ufeffb = 1", "1:2 E104 character U+FEFF cannot be seen"),
        ("a\u200bb = 1", "1:2 E104 character U+200B cannot be seen"),
        ("a = 1 \u200d", "1:7 E104 character U+200D cannot be seen"),
        ("a =\u00a01", "1:4 E104 character U+00A0 only looks like a space"),
        ("a = \u202e1", "1:5 E104 character U+202E cannot be seen"),
        ('a = "\u202e"', "1:6 E104 character U+202E changes the direction of the text"),
        ("# \u2066", "1:3 E104 character U+2066 changes the direction of the text"),
        ("\u0430gent = 1", "1:1 E105 the name `\u0430gent` has `\u0430` (U+0430) in it"),
        ("\ufb01le = 1", "1:1 E105 the name `\ufb01le` has `\ufb01` (U+FB01) in it"),
        ("größe = 1", "1:1 E105 the name `größe` has `ö` (U+00F6) in it"),
    ],
)
def test_a_character_that_may_not_stand_is_told_once(text: str, message: str) -> None:
    assert said(text) == [message]


def test_a_name_has_no_control_character_even_escaped() -> None:
    assert said(r'queue "a\u{1b}b"   test "a\nb" {}   x = "\u{1b}"') == [
        "1:7 E103 control character U+001B in a name",
        "1:25 E103 control character U+000A in a name",
    ]


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("\u0430gent = 1", "write `agent` with Latin letters"),
        ("\ufb01le = 1", "write `file` with Latin letters"),
        ("größe = 1", "use the letters a to z"),
        ('a = "\x00"', "remove it; in a text write `\\u{0}`"),
    ],
)
def test_its_cure_is_told(text: str, cure: str) -> None:
    assert only(text).help == cure


@pytest.mark.parametrize(
    "text",
    ['a = "größe, \u0430, \U0001f469\u200d\U0001f4bb, \u2028\x85 →"', "# größe → \u200d \u0430"],
)
def test_texts_and_comments_may_hold_any_letter(text: str) -> None:
    assert parsed(text) is not None


def test_a_name_in_another_alphabet_is_read_as_it_looks() -> None:
    assert read("\u0430gent: exit")[0] == parsed("agent: exit")


def test_carriage_returns_are_told_once_for_a_file() -> None:
    found = only("# one\r\r# two\r")

    assert (place(found), found.code) == ("1:6", "E106")


def test_the_text_for_the_lexer_has_the_same_length() -> None:
    source = Source("a", "\u0430\u200b\x00 \u201cb\u201d \uff12\xb2 \ufb01 \ufeff\r\n\u2028")

    assert len(check(source, Findings())) == len(source.text)


def test_a_file_full_of_them_is_given_up_early() -> None:
    for character in ("\x00", "\u202e", "\u0430 ", '"\u202e"\n', "#\u202e\n"):
        assert len(read(character * 10_000)[1]) <= 102
