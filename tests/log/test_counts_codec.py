"""`Counts` as bytes and back."""

from dataclasses import fields, is_dataclass, replace
from typing import get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as generators

from engine.json_text import JsonError, read
from engine.log.counts import Counts, Visits, Waits
from engine.log.counts_codec import pack_counts, unpack_counts

PLAIN = {"interval_us": 60, "warm_up_us": 0, "duration_us": 90, "end_us": 95, "target_us": 20}
NOTHING = Counts(interval_us=60, warm_up_us=0, duration_us=90, end_us=95, target_us=20)


def of(hint: object) -> generators.SearchStrategy[object]:
    """Any value of a type of which counts are made."""
    if isinstance(hint, type) and is_dataclass(hint):
        hints = get_type_hints(hint)
        return generators.builds(hint, **{row.name: of(hints[row.name]) for row in fields(hint)})
    if get_origin(hint) is tuple:
        parts = get_args(hint)
        if parts[1] is Ellipsis:
            return generators.lists(of(parts[0]), max_size=2).map(tuple)
        return generators.tuples(*map(of, parts))
    assert hint is int
    return generators.just(0) | generators.integers(-(2**63), 2**80)


@given(of(Counts))
def test_counts_that_are_packed_are_unpacked_as_they_were(counts: Counts) -> None:
    body = pack_counts(counts)

    assert unpack_counts(body) == counts
    assert pack_counts(unpack_counts(body)) == body
    assert b"\n" not in body


def test_what_did_not_happen_is_not_written() -> None:
    waits, visits = (Waits(asked=2), Waits()), Visits(ports=(1, 2))
    busy = replace(NOTHING, arrivals=(waits,), blocks=(visits,))

    assert read(pack_counts(NOTHING)) == PLAIN
    assert read(pack_counts(busy)) == {
        **PLAIN, "arrivals": [[{"asked": 2}, {}]], "blocks": [{"ports": [1, 2]}],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"[]", "stands where an object must"),
        (b"{}", "something that must be there is missing"),
        (b'{"interval_us":"60"}', "stands where another type must"),
        (b'{"interval_us":true}', "stands where another type must"),
        (b'{"interval_us":6.5}', "stands where another type must"),
        (b'{"finals":7}', "stands where a list must"),
        (b'{"calls":[[1]]}', "a list has 1 parts in place of 2"),
        (b'{"later":1}', "`later` is nothing that is known here"),
        (b'{"blocks":[{"later":1}]}', "`later` is nothing that is known here"),
    ],
)
def test_bytes_that_are_no_counts_are_refused(text: bytes, said: str) -> None:
    with pytest.raises(JsonError) as error:
        unpack_counts(text)

    assert said in str(error.value)
