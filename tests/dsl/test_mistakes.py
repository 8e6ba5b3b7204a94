"""What is said of one mistake: its place, what was expected there, what stood there, the cure."""

import pytest

from engine.diagnostics import Diagnostic
from tests.dsl.reading import only, place

# Each row: a text with one mistake, its place, its code and message, its cure.
MISTAKES: tuple[tuple[str, str, str, str | None], ...] = (
    (
        "strategy (voice) { a: exit }",
        "1:10",
        "E202 expected `->`, `=`, `{` or a name, found `(`",
        None,
    ),
    (
        "s x {\n  a: if(x > 2 { true -> a   false -> b }\n  b: exit\n}",
        "2:15",
        "E202 expected `)`, `,` or an operator, found `{`",
        "close the parenthesis with `)`",
    ),
    (
        "s x {\n  a: if (x) { true -> a   false -> b }\n}",
        "2:9",
        "E202 expected `->`, `{`, `}` or an entry, found `(`",
        "write `if(` without a space",
    ),
    (
        "s x {\n  a: if(x = 2) { true -> a   false -> b }\n}",
        "2:11",
        "E202 expected `)`, `,`, `.` or an operator, found `=`",
        "compare with `==`; `=` gives a value",
    ),
    (
        "s x {\n  reason == 2\n}",
        "2:10",
        "E202 expected `->`, `=`, `{` or a name, found `==`",
        "give a value with `=`; `==` compares",
    ),
    (
        "s x {\n  a: wait(5m) b\n  b: exit\n}",
        "2:15",
        "E202 expected `->` before `b`",
        "write `-> b`",
    ),
    (
        "s x {\n  a: attach { k = 1 } b\n  b: exit\n}",
        "2:23",
        "E202 expected `->` before `b`",
        "write `-> b`",
    ),
    (
        "s x {\n  on fault ->\n  a: exit\n}",
        "3:3",
        "E202 expected a name, found `a:`",
        None,
    ),
    (
        "s x {\n  true ->\n  false -> b\n}",
        "3:3",
        "E202 expected a name before `false`",
        None,
    ),
    (
        "s x {\n  app =\n  timeout = 5s\n}",
        "3:3",
        "E202 expected an expression before `timeout`",
        None,
    ),
    (
        "s x {\n  n = 1 +\n}",
        "3:1",
        "E202 expected an expression, found `}`",
        None,
    ),
    (
        "s x {\n  n = 1 + * 2\n}",
        "2:11",
        "E202 expected an expression, found `*`",
        "leave out `*`",
    ),
    (
        's x {\n  reason: "none"   note = 1\n}',
        "2:11",
        'E202 expected a kind, found `"none"`',
        "give a field its value with `=`: `reason = …`",
    ),
    (
        "s x { a = 1, b = 2 }",
        "1:12",
        "E202 expected `}` or an entry, found `,`",
        "nothing but space stands between entries",
    ),
    (
        "s x { a = 1; b = 2 }",
        "1:12",
        "E202 expected `}`, an entry or an operator, found `;`",
        "nothing but space stands between entries",
    ),
    (
        "m = { a: 1 b = 2, c: 3 }",
        "1:12",
        "E202 expected `,`, `}` or a key, found `b`",
        "give a key its value with `:`: `b: …`",
    ),
    (
        'm = { "a" = 1, c: 3 }',
        "1:11",
        "E202 expected `:`, found `=`",
        "give a key its value with `:`",
    ),
    (
        "m = [a b, c]",
        "1:8",
        "E202 expected `,` or `]`, found `b`",
        "put a `,` between the two",
    ),
    (
        "m = [a, b\nn = 3\nk = 4",
        "2:1",
        "E202 expected `,` or `]`, found `n`",
        "close the list with `]`",
    ),
    (
        "s x {\n  p = { a: 1\n  q = 3\n  r = 4\n}",
        "3:3",
        "E202 expected `,`, `}` or a key, found `q`",
        "close the map or body with `}`",
    ),
    (
        "s x {\n  a: exit )\n  b: exit\n}",
        "2:11",
        "E202 expected `->`, `{`, `}` or an entry, found `)`",
        "leave out `)`",
    ),
    (
        "s x {\n  a: exit\n}\n}\n",
        "4:1",
        "E202 `}` closes nothing",
        "leave it out, or look for a `}` above that closes too early",
    ),
    (
        "n = a && b",
        "1:7",
        "E202 expected `.`, an entry or an operator, found `&&`",
        "write `and`",
    ),
    (
        "s x { true => b   false -> c }",
        "1:12",
        "E202 expected `->`, `=`, `{` or a name, found `=>`",
        "write `->`",
    ),
    (
        "n = 'it'   m = 1",
        "1:5",
        "E202 expected an expression, found `'it'`",
        'put a text in double quotes: `"it"`',
    ),
    (
        "n = “it”   m = 1",
        "1:5",
        "E202 expected an expression, found `“it”`",
        'put a text in double quotes: `"it"`',
    ),
    (
        "at 5m b",
        "1:7",
        "E202 expected a call, found `b`",
        None,
    ),
    (
        "x = f(a, n: b c)",
        "1:15",
        "E202 expected `)` or `,`, found `c`",
        "put a `,` between the two",
    ),
    (
        "s x { q { v { } -> w   y: exit } }",
        "1:17",
        "E202 expected `}` or an entry, found `->`",
        None,
    ),
    (
        'x = f(n: "a"b)',
        "1:13",
        "E202 expected `)` or `,`, found `b`",
        "put a `,` between the two",
    ),
    (
        "s x { p = { a: +4930123456 } }",
        "1:16",
        "E202 expected an expression, found `+`",
        'put it in quotes: `"+4930123456"`',
    ),
    (
        "s x { f(a) -> 2 }",
        "1:12",
        "E202 expected `=`, found `->`",
        "give a value with `=`",
    ),
    (
        "within 5m b",
        "1:11",
        "E202 expected `expect`, found `b`",
        None,
    ),
    (
        "x = a.5",
        "1:7",
        "E202 expected a key, found `5`",
        None,
    ),
    (
        'n = "a\nm = 2',
        "1:5",
        'E107 this text has no closing `"`',
        'close it on its line; a text over several lines stands in `"""`',
    ),
    (
        's x {\n  a: esp("Chat) { timeout = 5s }\n  b: exit\n}',
        "2:10",
        'E107 this text has no closing `"`',
        'close it on its line; a text over several lines stands in `"""`',
    ),
    (
        's x {\n  a: esp("Chat) { app = "DMS" } -> b\n  b: exit\n}',
        "2:10",
        'E107 this text has no closing `"`',
        'close it on its line; a text over several lines stands in `"""`',
    ),
    (
        's x {\n  n = """never\n}\n',
        "2:7",
        'E107 this text has no closing `"""`',
        "close it, or check whether it begins where it should",
    ),
)


@pytest.mark.parametrize(("text", "where", "message", "cure"), MISTAKES)
def test_a_mistake_is_told_once_with_its_place_and_cure(
    text: str, where: str, message: str, cure: str | None
) -> None:
    found = only(text)

    assert (place(found), f"{found.code} {found.message}", found.help) == (where, message, cure)


def notes(found: Diagnostic) -> list[tuple[str, str]]:
    """The notes of a diagnostic, with their places."""
    places = [note.span.line_and_column() for note in found.notes]
    return [
        (f"{line}:{column}", note.message)
        for (line, column), note in zip(places, found.notes, strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "where", "message", "opened", "cure"),
    [
        ("s x {\n  a: exit\n", "3:1", "`{` is still open", "1:5", "close it with `}`"),
        ("x: InviteToChat(Ch", "1:19", "`(` is still open", "1:16", "close it with `)`"),
        ("x = [1, 2", "1:10", "`[` is still open", "1:5", "close it with `]`"),
        ("x = { a: 1", "1:11", "`{` is still open", "1:5", "close it with `}`"),
        ('s x {\n  a: esp("S.M") {\n  t = 5s', "3:9", "`{` is still open", "2:17", None),
        (
            "s x {\n  a: exit\n\ns y {\n  a: exit\n}\n",
            "7:1",
            "`{` is still open",
            "1:5",
            "close it with `}`, perhaps before line 4",
        ),
    ],
)
def test_the_end_of_the_text_names_what_was_opened(
    text: str, where: str, message: str, opened: str, cure: str | None
) -> None:
    found = only(text)

    assert (place(found), found.code) == (where, "E203")
    assert found.message == f"the text ends here, but {message}"
    assert notes(found) == [(opened, "opened here")]
    assert cure is None or found.help == cure


def test_the_end_of_the_text_within_an_entry_names_what_is_missing() -> None:
    found = only("n =")

    assert (found.code, found.message) == ("E203", "the text ends here, expected an expression")


def test_a_missing_closing_sign_is_shown_with_the_sign_that_opened() -> None:
    found = only("s x {\n  a: if(f(b) > 2 { true -> a   false -> b }\n}")

    assert notes(found) == [("2:8", "opened here")]


def test_a_bracket_that_is_closed_is_not_shown_as_open() -> None:
    found = only("s x {\n  a: if((a or b) > (c) { true -> b   false -> c }\n}")

    assert notes(found) == [("2:8", "opened here")]
