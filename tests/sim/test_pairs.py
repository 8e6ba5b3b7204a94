"""Pairs of owners are what dictionaries would be, few or many of them."""

from hypothesis import given
from hypothesis import strategies as st

from engine.sim.core.pairs import Pairs
from engine.sim.core.tags import MISSING

FEW = 24
"""As `core.pairs` has it."""
OWNERS = st.integers(0, 40)
KEYS = st.integers(0, 3 * FEW)


@given(deeds=st.lists(st.tuples(OWNERS, KEYS, st.integers(1, 9), st.booleans()), max_size=300))
def test_pairs_are_dictionaries_in_their_order(
    deeds: list[tuple[int, int, int, bool]],
) -> None:
    pairs, expected = Pairs(), {owner: dict[int, int]() for owner in range(41)}
    for owner in expected:
        pairs.renew(owner)
    for owner, key, value, ends in deeds:
        if ends and value == 1:
            pairs.renew(owner)
            expected[owner].clear()
        else:
            pairs.set(owner % 3, key, value)
            expected[owner % 3][key] = value

    assert {owner: pairs.items(owner) for owner in expected} == {
        owner: list(found.items()) for owner, found in expected.items()
    }
    assert all(
        pairs.get(owner, key) == found.get(key, MISSING)
        for owner, found in expected.items()
        for key in range(3 * FEW + 1)
    )
    assert list(pairs.counts)[:41] == [len(found) for found in expected.values()]


def test_rows_of_an_owner_who_begins_anew_are_used_again() -> None:
    pairs = Pairs()
    for _ in range(1000):
        pairs.renew(0)
        for key in range(2 * FEW):
            pairs.set(0, key, key + 1)

    assert len(pairs.items(0)) == 2 * FEW
    assert pairs.get(0, 7) == 8
