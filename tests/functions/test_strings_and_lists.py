"""Functions of texts and of lists `key:value|key:value`: what IRD states, row by row.

The form of them that Composer brings along does something else in most of these rows.
"""

from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.functions import FUNCTIONS, FunctionFault
from engine.functions.pairs import pairs_of
from engine.limits import LIMITS
from engine.values import INTEGER_MAX, Value
from tests.functions.calling import call

STATED: list[tuple[str, tuple[Value, ...], Value]] = [
    # StrSub: both ends included, from 1
    ("substring", ("abcdef", 2, 4), "bcd"),
    ("substring", ("abcdef", 1, 1), "a"),
    ("substring", ("abcdef", -5, 2), "ab"),
    ("substring", ("abcdef", 4, 99), "def"),
    ("substring", ("abcdef", 4, 3), ""),
    ("substring", ("abcdef", 9, 12), ""),
    ("substring", ("abcdef", -9, -3), ""),
    # StrReplace: all of them
    ("replace", ("a-b-c", "-", "+"), "a+b+c"),
    ("replace", ("aaa", "aa", "b"), "ba"),
    ("replace", ("abc", "", "x"), "abc"),
    ("replace", ("a.c", ".", ""), "ac"),
    # StrGetChar: from 1, empty outside
    ("char_at", ("abc", 1), "a"),
    ("char_at", ("abc", 3), "c"),
    ("char_at", ("abc", 0), ""),
    ("char_at", ("abc", 4), ""),
    ("char_at", ("abc", -1), ""),
    # StrAsciiBreak: any character of a set
    ("index_of_any", ("hello world", "dlw"), 3),
    ("index_of_any", ("hello world", "w ", 1), 6),
    ("index_of_any", ("hello world", "ol", 6), 8),
    ("index_of_any", ("hello", "xyz"), 0),
    ("index_of_any", ("hello", ""), 0),
    ("index_of_any", ("hello", "h", -4), 1),
    ("index_of_any", ("hello", "h", 99), 0),
    # StrChar: the first one from an index on
    ("index_of", ("hello", "l"), 3),
    ("index_of", ("hello", "l", 4), 4),
    ("index_of", ("hello", "l", 5), 0),
    ("index_of", ("hello", "h", -7), 1),
    ("index_of", ("hello", "h", 99), 0),
    ("index_of", ("hello", ""), 0),
    # StrAsciiTok: one part, and it is a text
    ("token", ("a,b;c", ",;"), "a"),
    ("token", ("a,b;c", ",;", 2), "b"),
    ("token", (",;a", ",;", 1), "a"),
    ("token", ("a,,b", ",", 2), "b"),
    ("token", ("a,b", ",", 3), ""),
    ("token", ("a,b", ",", 0), ""),
    ("token", ("a b", ""), "a b"),
    ("token", ("", ","), ""),
    # StrStr: the tail, and the part is no pattern
    ("find_tail", ("1.2.3", ".2"), ".2.3"),
    ("find_tail", ("a+b", "+"), "+b"),
    ("find_tail", ("abc", "x"), ""),
    ("find_tail", ("abc", ""), "abc"),
    # StrLen, StrToLower, StrToUpper
    ("text_length", ("",), 0),
    ("text_length", ("Zoë",), 3),
    ("lower", ("ÄBC",), "äbc"),
    ("upper", ("straße",), "STRASSE"),
    # ListGetString, ListGetInteger, ListGetKey: any index, from 1
    ("list_text", (1, "a:x|b:y|c:z"), "x"),
    ("list_text", (2, "a:x|b:y|c:z"), "y"),
    ("list_text", (3, "a:x|b:y|c:z"), "z"),
    ("list_text", (4, "a:x|b:y|c:z"), ""),
    ("list_text", (0, "a:x"), ""),
    ("list_text", (-1, "a:x"), ""),
    ("list_text", (1, "a:10:30"), "10:30"),
    ("list_text", (1, "a"), ""),
    ("list_number", (2, "a:1|b:22"), 22),
    ("list_number", (2, "a:1|b:22 calls"), 22),
    ("list_number", (1, "a:x1"), 0),
    ("list_number", (1, "a:-5"), 0),
    ("list_number", (9, "a:1"), 0),
    ("list_key", (2, "a:1|b:2"), "b"),
    ("list_key", (3, "a:1|b:2"), ""),
    # ListGetSize
    ("list_size", ("",), 0),
    ("list_size", ("a:1",), 1),
    ("list_size", ("a:1||b:2|",), 4),
    ("list_size", ("a:1||b:2|", True), 2),
    # GetStringKey, GetIntegerKey: the key exactly, the first one of several
    ("text_of_key", ("b", "ab:1|b:2|b:3"), "2"),
    ("text_of_key", ("a.", "ab:1"), ""),
    ("text_of_key", ("", "a:1|:2"), "2"),
    ("number_of_key", ("b", "bc:1|b:2x|b:3"), 2),
    ("number_of_key", ("c", "b:1"), 0),
    # GetMaxSubList, GetMinSubList: pairs with `|` between, compared as numbers
    ("list_max", ("a:9|b:10|c:10",), "b:10|c:10"),
    ("list_min", ("a:9|b:10|c:9",), "a:9|c:9"),
    ("list_min", ("a:9|b:|c:x",), "b:|c:x"),
    ("list_max", ("a:007|b:7",), "a:007|b:7"),
    ("list_max", ("a:7",), "a:7"),
    ("list_max", ("",), ""),
    # containsCategoryName: by the whole name, relevant enough
    ("has_category", ("Billing:75|Refunds:20", "Billing"), True),
    ("has_category", ("Billing:75|Refunds:20", "Refunds", 20), True),
    ("has_category", ("Billing:75|Refunds:20", "Refunds", 21), False),
    ("has_category", ("Billing:75|Refunds:20", "billing"), False),
    ("has_category", ("Billing:75|Refunds:20", "Bill"), False),
    ("has_category", ("Billing", "Billing"), False),
    ("has_category", ("Billing", "Billing", 0), True),
    ("has_category", ("", ""), False),
    ("has_category", ("Billing:" + "9" * 40, "Billing", 100), True),
    ("list_min", ("",), ""),
]


@pytest.mark.parametrize(("name", "arguments", "expected"), STATED)
def test_a_function_does_what_is_stated_of_it(
    name: str, arguments: tuple[Value, ...], expected: Value
) -> None:
    assert call(name, *arguments) == expected


def test_a_text_that_would_become_too_long_is_not_even_made() -> None:
    large = "a" * LIMITS.text_chars

    with pytest.raises(FunctionFault) as caught:
        call("replace", large, "a", large)

    assert caught.value.symbol == "too_long"
    assert call("replace", large, "a", "b") == "b" * LIMITS.text_chars


@pytest.mark.parametrize("digits", ["9" * 17, "9" * 10_000, str(INTEGER_MAX + 1)])
def test_a_number_of_a_list_beyond_the_integers_is_a_fault(digits: str) -> None:
    for name, arguments in (
        ("list_number", (1, f"a:{digits}")),
        ("number_of_key", ("a", f"a:{digits}")),
    ):
        with pytest.raises(FunctionFault) as caught:
            call(name, *cast(tuple[Value, ...], arguments))
        assert caught.value.symbol == "overflow"
    assert call("list_max", f"a:1|b:{digits}") == f"b:{digits}"
    assert call("list_number", 1, f"a:{'0' * 10_000}{INTEGER_MAX}") == INTEGER_MAX


texts = st.text("ab:|;1. ", max_size=12)
places = st.one_of(st.integers(-3, 15), st.sampled_from([-INTEGER_MAX, INTEGER_MAX]))


@given(texts, places, places)
def test_a_substring_is_the_characters_from_its_first_to_its_last(
    text: str, first: int, last: int
) -> None:
    taken = [call("char_at", text, at) for at in range(max(first, 1), min(last, len(text)) + 1)]

    assert call("substring", text, first, last) == "".join(map(str, taken))


@given(texts, texts.filter(bool), places)
def test_an_index_is_where_the_tail_begins(text: str, part: str, start: int) -> None:
    index = call("index_of", text, part, start)
    assert isinstance(index, int)

    if index:
        assert call("substring", text, index, index + len(part) - 1) == part
        assert index >= start
    if start <= 1:
        tail = call("find_tail", text, part)
        assert tail == (call("substring", text, index, len(text)) if index else "")


@given(texts, texts)
def test_the_tokens_of_a_text_are_all_of_it_that_separates_nothing(
    text: str, separators: str
) -> None:
    tokens = [str(call("token", text, separators, at + 1)) for at in range(len(text) + 1)]

    kept = "".join(each for each in text if each not in separators)
    assert "".join(tokens) == kept
    assert all(tokens[at] or not tokens[at + 1] for at in range(len(tokens) - 1))


@given(st.text("ab:|12", max_size=20))
def test_a_list_is_read_by_index_as_by_key(text: str) -> None:
    size = call("list_size", text)
    assert isinstance(size, int)

    for index in range(1, size + 1):
        key = call("list_key", index, text)
        same = [at for at in range(1, index) if call("list_key", at, text) == key]
        if not same:
            assert call("text_of_key", key, text) == call("list_text", index, text)
            assert call("number_of_key", key, text) == call("list_number", index, text)


@given(st.text("ab:|12", max_size=20))
def test_the_largest_and_the_smallest_pairs_are_pairs_of_the_list(text: str) -> None:
    numbers = [int(pair.value) if pair.value.isdecimal() else None for pair in pairs_of(text)]

    for name, best in (("list_max", max), ("list_min", min)):
        found = pairs_of(str(call(name, text)))
        assert all(pair in pairs_of(text) for pair in found)
        if numbers and None not in numbers:
            known = [number for number in numbers if number is not None]
            assert {int(pair.value) for pair in found} == {best(known)}
            assert len(found) == known.count(best(known))


def test_a_function_of_ird_with_the_same_values_says_its_name() -> None:
    named = {function.ird: name for name, function in FUNCTIONS.items() if function.ird}

    assert named["StrSub"] == "substring"
    assert named["ListGetString"] == "list_text"
    assert len(named) == len([function for function in FUNCTIONS.values() if function.ird])
