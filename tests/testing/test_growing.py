"""A pool for what grows: integers are equal exactly if values are, as in any pool."""

from hypothesis import given
from hypothesis import strategies as st

from engine.testing.growing import GrowingPool
from engine.values import Duration, Pool, Value

MEMBERS = st.sampled_from(["a", "b", "", 0, 1, False, True, Duration(1), ("a",), (1,), (True,)])
LISTS = st.lists(MEMBERS, max_size=4).map(tuple)


@given(st.lists(LISTS, max_size=6), st.lists(LISTS, max_size=6))
def test_lists_are_the_same_exactly_if_a_plain_pool_says_so(
    constants: list[Value], lists: list[Value]
) -> None:
    plain = Pool()
    for each in constants:
        plain.encode(each)
    growing = GrowingPool(plain)

    codes = [(plain.encode(each), growing.encode(each)) for each in [*constants, *lists]]

    for one, other in codes:
        assert plain.decode(one) == growing.decode(other)
        for second, another in codes:
            assert (one == second) == (other == another)


@given(LISTS, LISTS, st.lists(LISTS, max_size=3))
def test_a_list_that_grows_is_the_list_that_it_has_become(
    first: tuple[Value, ...], second: tuple[Value, ...], known: list[Value]
) -> None:
    pool = GrowingPool(Pool())
    for each in known:
        pool.encode(each)

    for length in range(len(first) + 1):
        grown = pool.grown(0, first[:length])
        beside = pool.grown(1, second[:length])
        assert grown == pool.encode(first[:length])
        assert beside == pool.encode(second[:length])
        assert pool.decode(grown) == first[:length]
