"""JSON in one form, read strictly (B-62)."""

import pytest
from hypothesis import given
from hypothesis import strategies as generators

from engine.json_text import DEPTH_MAX, Json, JsonError, read, written, written_wide

LEAVES = generators.none() | generators.booleans() | generators.integers() | generators.text()
VALUES = generators.recursive(
    LEAVES,
    lambda inner: generators.lists(inner) | generators.dictionaries(generators.text(), inner),
)


@given(VALUES)
def test_what_is_written_is_read_as_it_was(value: Json) -> None:
    assert read(written(value)) == value
    assert read(written_wide(value)) == value
    assert written(read(written_wide(value))) == written(value)
    assert written(value).isascii()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"a":1,"b":2,"a":3}', "the key `a` stands twice in one object"),
        ('[{"x":{"a":1,"a":1}}]', "the key `a` stands twice in one object"),
        ("[NaN]", "`NaN` is no number"),
        ("[Infinity]", "`Infinity` is no number"),
        ("[-Infinity]", "`-Infinity` is no number"),
        ("[1,]", "line 1, column 4 is no JSON"),
        ("", "line 1, column 1 is no JSON"),
        ("[" * 100_000, "it nests deeper than 64 levels"),
        ('{"a":' * 65 + "1" + "}" * 65, "it nests deeper than 64 levels"),
        (f"[{'9' * 41}]", f"`{'9' * 40}...` has more than 40 digits"),
        (b"\xff", "it is not UTF-8 at byte 0"),
        (b'{"a":"\xc3"}', "it is not UTF-8 at byte 6"),
    ],
    ids=lambda each: str(each)[:20],
)
def test_what_json_leaves_to_its_readers_is_a_mistake(text: str | bytes, said: str) -> None:
    with pytest.raises(JsonError) as error:
        read(text)

    assert str(error.value) == said


def test_brackets_in_texts_do_not_nest() -> None:
    text = "[" * 1_000 + '"\\'

    assert read(written([text] * 3)) == [text] * 3
    assert read("[" * DEPTH_MAX + "]" * DEPTH_MAX)
