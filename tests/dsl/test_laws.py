"""Laws of parsing and printing, over generated trees and over texts that no author would write."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.diagnostics import Diagnostic
from engine.dsl.printer import print_file
from engine.syntax.nodes import File
from tests.dsl.reading import EXAMPLE, comments_of, parsed, read
from tests.generators.syntax import files

TOKENS = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"|#[^\n]*|'
    r"(?:(?:(?:eventually )?within |at )-?)?"
    r"[0-9]+(?::[0-9]+|/[a-z]+|-[0-9]+-[0-9]+[T0-9:]*|\.[0-9]+|[a-z]+[0-9]*)*%?|not in\b|"
    r"[A-Za-z_][A-Za-z0-9_]*[:(]?|->|==|!=|<=|>=|\?\?|\.\.|\s+|.",
    re.DOTALL,
)
PIECES = sorted({*TOKENS.findall(EXAMPLE), "@", ";", "'x'", "&&", "=>", "}", "\\", '"', '"""'})
ALPHABET = "{}()[]\"\\\n\r\t #@,;:.=-><!?&|'aé1\u0430\u200b\u202e\ufeff\x00\u2028→“”"


def within(text: str, found: list[Diagnostic]) -> bool:
    """Whether everything that is said lies in the text."""
    spans = [d.span for d in found]
    return all(s is not None and 0 <= s.start <= s.end <= len(text) for s in spans)


@given(files())
def test_parsing_what_was_printed_gives_the_tree(file: File) -> None:
    assert parsed(print_file(file)) == file


@given(files())
def test_printing_twice_changes_nothing(file: File) -> None:
    text = print_file(file)

    assert print_file(parsed(text)) == text


@given(file=files(), drawn=st.data())
def test_comments_between_any_two_tokens_are_kept(file: File, drawn: st.DataObject) -> None:
    pieces = TOKENS.findall(print_file(file))
    places = drawn.draw(st.lists(st.integers(0, len(pieces)), max_size=8, unique=True))
    text = scattered(pieces, places)
    once = print_file(parsed(text))

    assert comments_of(once) == comments_of(text)
    assert comments_of(print_file(parsed(once))) == comments_of(text)


def scattered(pieces: list[str], places: list[int]) -> str:
    """The pieces with a comment at each place where one may begin."""
    parts = []
    for index, piece in enumerate([*pieces, ""]):
        if index in places and not (index and pieces[index - 1].startswith("#")):
            parts.append(f" # at {index}\n")
        parts.append(piece)
    return "".join(parts)


@given(st.integers(0, len(EXAMPLE)))
def test_every_beginning_of_a_text_gives_a_tree(length: int) -> None:
    text = EXAMPLE[:length]
    file, found = read(text)

    assert file.source.text == text
    assert within(text, found)


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_tokens_in_any_order_are_answered(text: str) -> None:
    assert within(text, read(text)[1])


@given(st.text(ALPHABET, max_size=60))
def test_characters_in_any_order_are_answered(text: str) -> None:
    assert within(text, read(text)[1])


@given(st.binary(max_size=80))
def test_bytes_in_any_order_are_answered(data: bytes) -> None:
    text = data.decode("latin-1")

    assert within(text, read(text)[1])


@given(drawn=st.data())
def test_a_text_with_one_character_changed_is_answered(drawn: st.DataObject) -> None:
    place = drawn.draw(st.integers(0, len(EXAMPLE) - 1))
    text = EXAMPLE[:place] + drawn.draw(st.sampled_from(ALPHABET)) + EXAMPLE[place + 1 :]

    assert within(text, read(text)[1])


def test_a_text_with_any_one_token_left_out_is_answered_in_few_words() -> None:
    pieces = TOKENS.findall(EXAMPLE)

    counts = [
        len(read("".join(pieces[:left_out] + pieces[left_out + 1 :]))[1])
        for left_out in range(len(pieces))
    ]

    assert max(counts) <= 3
    assert sum(count > 1 for count in counts) * 20 <= sum(count > 0 for count in counts)


def test_what_is_found_is_sorted_by_place() -> None:
    _, found = read("a = @\nb: @\nc = 0x1\nd = 'e'\n" * 3)

    assert all(one.order <= other.order for one, other in pairwise(found))


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_line_ends_make_no_difference(line_end: str) -> None:
    text = 'a { x = 1 # one\n\n# two\n y = """a\nb"""\n}\n'

    assert parsed(text.replace("\n", line_end)) == parsed(text)


def test_a_comment_may_stand_inside_the_place_of_a_time() -> None:
    text = "at # when\nrow # of which row\n.late # its key\ncustomer_writes()\n"

    assert comments_of(print_file(parsed(text))) == comments_of(text)
