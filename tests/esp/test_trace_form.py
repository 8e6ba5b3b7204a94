"""KVLists as traces show them."""

from hypothesis import given
from hypothesis import strategies as st

from engine.esp.trace_form import trace_lines
from engine.values import KVList

PAIRS = st.lists(st.tuples(st.text(max_size=4), st.text(max_size=8)), max_size=5).map(KVList)


def test_each_type_has_its_form() -> None:
    inner = KVList([("deep", KVList([("n", -1)])), ("none", KVList())])
    pairs = KVList([("key", "v"), ("n", 5), ("b", b"\xca\xfe"), ("l", inner), ("key", "w")])

    assert trace_lines(pairs) == (
        "'key' [str] = \"v\"",
        "'n' = 5",
        "'b' [bin] = 0xCAFE",
        "'l' [list] = {",
        "    'deep' [list] = {",
        "        'n' = -1",
        "    }",
        "    'none' [list] = {}",
        "}",
        "'key' [str] = \"w\"",
    )


def test_nothing_is_shown_of_an_empty_list() -> None:
    assert trace_lines(KVList()) == ()


def test_quotes_and_unprintable_characters_are_escaped() -> None:
    pairs = KVList([('it\'s "so"', 'a\n"b"\u202e\x1b')])

    assert trace_lines(pairs) == ('\'it\\\'s "so"\' [str] = "a\\n\\"b\\"\\u{202e}\\u{1b}"',)


@given(PAIRS)
def test_a_pair_is_one_printable_line(pairs: KVList) -> None:
    lines = trace_lines(pairs)

    assert len(lines) == len(pairs)
    assert all(line.isprintable() for line in lines)
