"""After a mistake: what follows is read, and nothing that only follows from it is told."""

import pytest

from engine.dsl.printer import print_file
from engine.limits import Limits
from engine.syntax.nodes import Block, Broken, Declaration, Entry, File
from tests.dsl.reading import EXAMPLE, only, parsed, place, read, said


def top(file: File) -> Declaration:
    """The first declaration of a file."""
    (first, *_) = (entry for entry in file.entries if isinstance(entry, Declaration))
    return first


def labels(entries: tuple[Entry, ...]) -> list[str]:
    """The labels of blocks, those of broken ones in brackets, `?` for other entries."""
    return [
        entry.label.text
        if isinstance(entry, Block)
        else f"[{entry.label.text if entry.label else ''}]"
        if isinstance(entry, Broken)
        else "?"
        for entry in entries
    ]


def test_several_mistakes_in_one_file_are_all_told() -> None:
    text = """
strategy a (voice) {
  x: if(n = 2) { true -> y   false -> y }
  y: attach { k = "\\q"   m = 0x10 } z
  z: disconnect { reason: "none" }
}
strategy b (chat) {
  x: log("a" "b") ->
  y: stop @
  z: esp("S.M) { timeout = 5s }
  w: stop )
}
"""

    assert said(text) == [
        "3:11 E202 expected `)`, `,`, `.` or an operator, found `=`",
        "4:20 E108 `\\q` is no escape",
        "4:30 E109 `0x10` is no number",
        "4:37 E202 expected `->` before `z`",
        '5:27 E202 expected a kind, found `"none"`',
        '8:14 E202 expected `)` or `,`, found `"b"`',
        "9:3 E202 expected a name, found `y:`",
        "9:11 E202 expected `->`, `{`, `}` or an entry, found `@`",
        '10:10 E107 this text has no closing `"`',
        "11:11 E202 expected `->`, `{`, `}` or an entry, found `)`",
    ]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("a { x: if(n = 2) { true -> y } }", "a { x: if(n == 2) { true -> y } }"),
        ("a { x: if(n > 2 { true -> y } }", "a { x: if(n > 2) { true -> y } }"),
        ("a { x: if (n) { true -> y } }", "a { x: if(n) { true -> y } }"),
        ("a { x: wait(5m) y   y: exit }", "a { x: wait(5m) -> y   y: exit }"),
        ("a { x = [b c] }", "a { x = [b, c] }"),
        ("a { x = { b = 1, c = 2 } }", "a { x = { b: 1, c: 2 } }"),
        ('a { x: "b"   y = 1 }', 'a { x = "b"   y = 1 }'),
        ("a { x = b && c || d }", "a { x = b and c or d }"),
        ("a { x = 'b'   y → z }", 'a { x = "b"   y -> z }'),
        ("a { x = 1, y = 2; }", "a { x = 1   y = 2 }"),
        ('a {\n x = "b\n y = 2 }', 'a { x = "b"   y = 2 }'),
        ('a { x: f("b) { y = "c" } -> d }', 'a { x: f("b") { y = "c" } -> d }'),
        ("a { fault b, c d   e -> f }", "a { fault b, c -> d   e -> f }"),
        ("a { b\n x: exit\n", "a { b x: exit }"),
        ("a {\n x: exit }\n y: exit\n}", "a { x: exit   y: exit }"),
        ("a { x = { b: c: 1 } } }", "a { x = { b: { c: 1 } } }"),
    ],
)
def test_a_small_mistake_is_mended_in_the_tree(wrong: str, right: str) -> None:
    file, found = read(wrong)

    assert found
    assert print_file(file) == print_file(read(right)[0])


def test_an_entry_given_up_keeps_its_label() -> None:
    file, found = read("a {\n  x: f(1 +) { k = 1 } -> y\n  y: exit\n}")

    assert len(found) == 1
    assert labels(top(file).entries) == ["[x]", "y"]


def test_a_broken_entry_spans_what_was_given_up() -> None:
    (broken, _) = top(read("a {\n  x: f(1 +) { k = 1 } -> y  \n  y: exit\n}")[0]).entries

    assert broken.span.text() == "x: f(1 +) { k = 1 } -> y"


def test_what_was_given_up_is_printed_as_it_was() -> None:
    text = "a {\n  x: f(1 +) { k = 1 } -> y\n  y: exit\n}\n"

    assert print_file(read(text)[0]) == text


def test_reading_goes_on_at_the_next_declaration() -> None:
    file, found = read("a b {\n  x = { y: [1, (2\n}\nc d { z: exit }\n")

    assert len(found) == 1
    assert [entry.kind.text for entry in file.entries if isinstance(entry, Declaration)] == [
        "a",
        "c",
    ]


def test_reading_goes_on_at_the_brace_that_closes_the_body() -> None:
    file, found = read("a { b { x = ) ( } y: exit }\nc { z: exit }")

    assert len(found) == 1
    assert [labels(entry.entries) for entry in file.entries if isinstance(entry, Declaration)] == [
        ["?", "y"],
        ["z"],
    ]


def test_a_lost_opening_brace_is_told_once() -> None:
    text = EXAMPLE.replace('esp("ChatService.InviteToChat") {', 'esp("ChatService.InviteToChat")')

    found = only(text)

    assert (place(found), found.message) == ("38:5", "expected an entry, found `->`")
    assert found.help == "a `{` may be missing above, so that this `}` closes too much"


def test_a_lost_closing_brace_is_told_at_the_end() -> None:
    found = only(EXAMPLE.replace("  } -> tell\n", ""))

    assert (found.code, found.help) == ("E203", "close it with `}`, perhaps before line 53")


def test_the_tree_holds_what_an_unfinished_text_has_until_its_end() -> None:
    file, _ = read("a {\n  x: exit\n  y: esp(b, c")

    assert labels(top(file).entries) == ["x", "[y]"]


def test_a_brace_too_many_does_not_tear_a_declaration_apart() -> None:
    file, found = read("a {\n x: exit }\n y: exit\n z = 1\n}\nb {}\n")

    assert len(found) == 1
    assert labels(top(file).entries) == ["x", "y", "?"]
    assert len(file.entries) == 2


def test_garbage_is_answered_with_one_diagnostic() -> None:
    assert said("@" * 10_000) == ["1:1 E202 expected an entry, found `@`"]


def test_nothing_more_is_looked_for_when_there_is_more_than_can_be_shown() -> None:
    file, found = read("x: stop @\n" * 1_000)

    assert len(found) == 101
    assert len(file.entries) < 200


def test_brackets_nested_without_end_are_told_once() -> None:
    assert said("a = " + "(" * 100_000) == ["1:105 E403 `(` opens level 101"]


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "(" * 100 + "1" + ")" * 100,
        "a = " + "[" * 100 + "]" * 100,
        "a = " + "not " * 100 + "b",
        "a = " + "f(" * 50 + "not - " * 25 + "b" + ")" * 50,
        "s {" + "x: if {" * 99 + "}" * 99 + "}",
    ],
)
def test_a_hundred_levels_are_read_and_printed(text: str) -> None:
    assert parsed(print_file(parsed(text))) == parsed(text)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("a = " + "(" * 101 + "1" + ")" * 101, "1:105"),
        ("a = " + "{ b: " * 101 + "1" + "}" * 101, "1:505"),
        ("a = " + "not " * 101 + "b", "1:405"),
        ("a = " + "- " * 100_000 + "b", "1:205"),
        ("a = " + "f(" * 50 + "- " * 51 + "b" + ")" * 50, "1:205"),
        ("s {" + "x: if {" * 100_000, "1:703"),
        ("s {" + "x: if {" * 10_000 + "}" * 10_000 + "}", "1:703"),
    ],
)
def test_a_level_more_is_too_deep(text: str, at: str) -> None:
    found = only(text)

    assert (place(found), found.code) == (at, "E403")
    assert found.help == "at most 100 levels may stand in one another"


def test_what_follows_something_too_deep_is_read() -> None:
    file, found = read("s {\n x: f(" + "(" * 200 + ")" * 201 + "\n y: exit\n}", Limits(depth=10))

    assert [d.code for d in found] == ["E403"]
    assert labels(top(file).entries) == ["[x]", "y"]


def test_a_path_is_bounded() -> None:
    assert said("x = a" + ".b" * 100) == []
    assert said("x = a" + ".b" * 102) == ["1:207 E403 this path has more than 100 keys"]


def test_an_expression_of_many_operands_is_flat_and_bounded() -> None:
    limits = Limits(operands=1_000)

    assert said("a = " + " + ".join(["1"] * 1_000), limits) == []
    assert said("a = " + " + ".join(["1"] * 1_001), limits) == [
        "1:4005 E405 this expression has 1,001 operands"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = " + "x" * 256, "1:5 E414 this name has 256 characters"),
        ("x" * 256 + ": exit", "1:1 E414 this name has 256 characters"),
        ('s "' + "x" * 256 + '"', "1:3 E414 this name has 256 characters"),
        ('a = "' + "x" * 70_000 + '"', "1:5 E401 this text has 70,000 characters"),
    ],
)
def test_names_and_texts_are_bounded(text: str, message: str) -> None:
    assert said(text) == [message]


def test_a_name_and_a_text_at_their_bounds_are_read() -> None:
    assert said("x" * 255 + ': f("' + "x" * 65_536 + '")') == []
