"""What authors bring along from other languages: told once, and read as it was meant."""

import pytest

from engine.dsl.printer import print_file
from engine.syntax.nodes import Block, Declaration
from tests.dsl.reading import formatted, only, parsed, place, read

COMMENT = "a comment starts with `#`"


@pytest.mark.parametrize(
    ("text", "where", "sign"),
    [
        ("s x {\n  // it's here: a { b\n  a: exit\n}", "2:3", "//"),
        ('// with "quotes" and → arrows, ошибка\ns x { a: exit }', "1:1", "//"),
        ("s x {\n  a: exit // then -> b }\n  b: exit\n}", "2:11", "//"),
        ("/* one\n * it's {\n **/\ns x { a: exit }", "1:1", "/*"),
        ("s x {\n  a: exit /* why */ -> b\n  b: exit\n}", "2:11", "/*"),
        ("x = f(b, // first\n  d)", "1:10", "//"),
        ("x = 5 //3\ny = 6", "1:7", "//"),
        ("s x { a: exit }\n/* never closed {", "2:1", "/*"),
    ],
)
def test_a_comment_of_another_language_is_told_once(text: str, where: str, sign: str) -> None:
    found = only(text)

    assert (place(found), found.code, found.help) == (where, "E202", COMMENT)
    assert found.message == f"`{sign}` begins no comment"


@pytest.mark.parametrize(
    "text",
    ['x = "https://a.b/*"', "# https://a.b // and /* so", 'x = """a\n// b /* c"""', "x = a / b"],
)
def test_slashes_in_texts_comments_and_divisions_are_none(text: str) -> None:
    assert parsed(text).entries or "#" in text


@pytest.mark.parametrize(
    ("text", "where", "message", "cure"),
    [
        (
            's x {\n  a: esp("S.M") {\n    timeout = 5 s\n    fault unavailable -> b\n  }\n}',
            "3:15",
            "`5 s` is a number apart from its unit",
            "write `5s`",
        ),
        ("x = wait(5 m)", "1:10", "`5 m` is a number apart from its unit", "write `5m`"),
        ("x = [1   h, 2]", "1:6", "`1 h` is a number apart from its unit", "write `1h`"),
        (
            "x = a > 10 ms   y = 1s",
            "1:9",
            "`10 ms` is a number apart from its unit",
            "write `10ms`",
        ),
        ("x = [80 %, 1]", "1:6", "`80 %` is a number apart from its unit", "write `80%`"),
        ("x = 10 d + 4h", "1:5", "`10 d` is a number apart from its unit", "write `10d`"),
    ],
)
def test_a_unit_apart_from_its_number_is_told_once(
    text: str, where: str, message: str, cure: str
) -> None:
    found = only(text)

    assert (place(found), found.code, found.message, found.help) == (where, "E109", message, cure)


def test_what_follows_a_unit_apart_is_read_as_if_it_were_right() -> None:
    file, _ = read("x = 5 s\ny = 3")

    assert print_file(file) == "x = 5s\ny = 3\n"


@pytest.mark.parametrize(
    "text",
    [
        "x = 5   s -> b",
        "x = 5   s   = 4",
        "x = 5   s   -> b",
        "x = 5   s: exit",
        "x = 5   s y { }",
        "x = 5\ns -> b",
    ],
)
def test_a_name_that_is_called_like_a_unit_is_a_name(text: str) -> None:
    assert len(parsed(text).entries) == 2


# Each row: a block without parentheses, the place of the error, the cure.
BARE = (
    ('a: if ANI == "" { true -> b   false -> b }', "2:9", "write `if(…)`"),
    ('a: esp "X" { timeout = 5s } -> b', "2:10", 'write `esp("X")`'),
    ("a: if not (a or b) { true -> b }", "2:9", "write `if(…)`"),
    ('a: if udata.K == "" { true -> b }', "2:9", "write `if(…)`"),
    ('a: if e164(ANI) == "" {\n    true -> b\n  }', "2:9", "write `if(…)`"),
    ("a: if a and b or c == 1 { true -> b }", "2:9", "write `if(…)`"),
    ('a: log "hi"', "2:10", 'write `log("hi")`'),
)


@pytest.mark.parametrize(("block", "where", "cure"), BARE)
def test_operands_without_parentheses_are_told_once(block: str, where: str, cure: str) -> None:
    text = f"s x {{\n  {block}\n  b: exit\n}}"

    found = only(text)
    declaration = read(text)[0].entries[0]

    assert (place(found), found.code, found.help) == (where, "E202", cure)
    assert isinstance(declaration, Declaration)
    labels = [entry.label.text for entry in declaration.entries if isinstance(entry, Block)]
    assert labels == ["a", "b"]


@pytest.mark.parametrize(
    ("pair", "cure"),
    [
        ('key\n      : "x"', "put `:` right after the key: `key: …`"),
        ('key "x"', "put `:` right after the key: `key: …`"),
        ("key v", "put `:` right after the key: `key: …`"),
        ("key { a: 1 }", "put `:` right after the key: `key: …`"),
        ("key = v", "give a key its value with `:`: `key: …`"),
    ],
)
@pytest.mark.parametrize("before", ["", "b: 1", "b: c"])
def test_a_key_without_its_colon_is_told_once(pair: str, cure: str, before: str) -> None:
    text = f"s x {{\n  p = {{\n    {before}\n    {pair}\n    d: 4\n  }}\n  q = 2\n}}"

    found = only(text)

    assert (place(found)[:2], found.code, found.help) == ("4:", "E202", cure)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("s x {\n  default_route\n}", "2:3"),
        ("s x {\n  default_route\n  a: exit\n}", "2:3"),
        ("s x {\n  a: exit\n  default_route\n}", "3:3"),
        ("s x { default_route }", "1:7"),
    ],
)
def test_a_word_alone_is_told_where_it_stands(text: str, where: str) -> None:
    found = only(text)

    assert (place(found), found.code) == (where, "E202")
    assert found.message == "`default_route` stands alone"
    assert found.help == "if it is a block, write `label: default_route`"


def test_a_duration_that_is_too_long_is_no_wrong_number() -> None:
    found = only("x = 30000d")

    assert (found.code, found.message) == ("E408", "`30000d` is too long")
    assert found.help == "the longest is 3653d"


@pytest.mark.parametrize("space", ["\xa0", "\u2003", "\u202f", "\u3000"])
def test_a_space_of_another_kind_is_replaced_by_a_plain_one(space: str) -> None:
    found = only(f"s x {{ on{space}fault -> b }}")

    assert (found.code, found.help) == ("E104", "write a plain space")


def test_what_looks_like_a_habit_stays_as_it_is() -> None:
    assert formatted("x = a / b\n") == "x = a / b\n"
