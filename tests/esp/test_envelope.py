"""Requests as ESP carries them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.esp.envelope import Request, build_envelope, carried, to_kv, words
from engine.values import SECOND, Duration, KVList, Time, Value

CARRIED = st.recursive(
    st.text(max_size=5) | st.integers(-5, 5) | st.binary(max_size=3),
    lambda inner: st.lists(st.tuples(st.sampled_from("abc"), inner), max_size=4).map(KVList),
    max_leaves=8,
)
KVLISTS = st.lists(st.tuples(st.sampled_from("abc"), CARRIED), max_size=6).map(KVList)


def test_the_envelope_has_its_keys_in_order() -> None:
    parameters = KVList([("a", "1")])

    envelope = build_envelope(
        app_name="DMS", app_type=171, service="S", method="M", parameters=parameters
    )

    assert envelope == KVList(
        [
            ("AppName", "DMS"),
            ("AppType", 171),
            ("Service", "S"),
            ("Method", "M"),
            ("Version", "1.0"),
            ("Parameters", parameters),
        ]
    )
    assert Request(1, envelope, KVList()).parameters == parameters


def test_what_is_not_given_is_left_out() -> None:
    envelope = build_envelope(
        app_name=None, app_type=None, service="S", method="M", parameters=KVList()
    )

    assert envelope.keys() == ("Service", "Method", "Version", "Parameters")


@pytest.mark.parametrize("parameters", [[], [("Parameters", "text")]])
def test_a_request_without_a_list_of_parameters_has_none(parameters: list[tuple[str, str]]) -> None:
    assert Request(1, KVList(parameters), KVList()).parameters == KVList()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("text", ("text",)),
        (5, (5,)),
        (b"\x01", (b"\x01",)),
        (True, ("true",)),
        (False, ("false",)),
        (Duration(90 * SECOND), (90,)),
        (Duration(1_999_999), (1,)),
        (Duration(-1_999_999), (-1,)),
        (Time.of(datetime(2026, 1, 5, 9, 30, tzinfo=UTC)), ("2026-01-05T09:30:00Z",)),
        (("a", "b"), ("a", "b")),
        (("a", (True, ("c",))), ("a", "true", "c")),
        ((), ()),
    ],
)
def test_each_value_has_its_form_in_a_kvlist(value: Value, expected: tuple[Value, ...]) -> None:
    found = to_kv(value)

    assert found == expected
    assert [type(item) for item in found] == [type(item) for item in expected]


def test_a_list_becomes_repeated_keys_at_any_depth() -> None:
    pairs = KVList([("k", ("a", True)), ("sub", KVList([("n", (1, 2)), ("none", ())]))])

    expected = KVList([("k", "a"), ("k", "true"), ("sub", KVList([("n", 1), ("n", 2)]))])
    assert carried(pairs) == expected


@given(KVLISTS)
def test_what_kvlists_carry_keeps_its_order_and_its_repetitions(pairs: KVList) -> None:
    assert carried(pairs).pairs == pairs.pairs


@given(KVLISTS)
def test_carrying_twice_changes_nothing(pairs: KVList) -> None:
    widened = pairs.with_pairs([("flag", True), ("list", ("a", Duration(SECOND)))])

    assert carried(carried(widened)) == carried(widened)


def test_a_fault_string_names_values_plainly() -> None:
    values: list[Value | None] = ["DMS", 5, None, "", KVList()]

    assert [words(value) for value in values] == ["DMS", "5", "none", "none", "{}"]
