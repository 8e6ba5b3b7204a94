"""Draws of the core: those of `engine.streams`, and the entities that they are keyed by."""

from hypothesis import given
from hypothesis import strategies as generators

from engine.sim.core.draws import (
    Draws,
    attempt_of,
    customer_of,
    derived,
    high_product,
    is_customer,
    number_of,
    stream_of,
)
from engine.streams import SEED_MAX, Purpose, drawn

SEEDS = generators.integers(0, SEED_MAX)
ENTITIES = generators.integers(0, 2**63 - 1)
COUNTS = generators.integers(1, 2**62)
STREAMS = generators.integers(0, 2**16 - 1)
NUMBERS = generators.integers(0, 2**40 - 1)


@given(SEEDS, generators.sampled_from(Purpose), ENTITIES, generators.integers(0, 2**62))
def test_they_are_those_of_the_streams(seed: int, purpose: Purpose, entity: int, draw: int) -> None:
    assert Draws(seed).bits(int(purpose), entity, draw) == drawn(seed, purpose, entity, draw)


@given(SEEDS, ENTITIES, COUNTS)
def test_a_number_below_a_bound_is_so_many_parts_of_it(seed: int, entity: int, count: int) -> None:
    draws = Draws(seed)

    found = draws.below(int(Purpose.DATA), entity, 0, count)

    assert found == draws.bits(int(Purpose.DATA), entity, 0) * count >> 64


@given(generators.integers(0, 2**64 - 1), generators.integers(0, 2**64 - 1))
def test_the_upper_half_of_a_product_is_exact(one: int, other: int) -> None:
    assert high_product(one, other) == one * other >> 64


def test_nothing_happens_with_share_0_and_all_with_share_1() -> None:
    draws = Draws(7)

    found = [
        [draws.happens(int(Purpose.RETRY), entity, 0, share) for entity in range(1000)]
        for share in (0, 300_000, 1_000_000)
    ]

    assert not any(found[0])
    assert 250 < sum(found[1]) < 350
    assert all(found[2])


@given(STREAMS, NUMBERS, generators.integers(0, 63))
def test_an_entity_says_who_the_customer_is(stream: int, number: int, attempt: int) -> None:
    customer = customer_of(stream, number, attempt)

    assert (stream_of(customer), number_of(customer), attempt_of(customer)) == (
        stream, number, attempt,
    )  # fmt: skip
    assert is_customer(customer)


@given(ENTITIES, generators.integers(0, 1000))
def test_what_a_customer_brings_about_is_an_entity_of_its_own(entity: int, child: int) -> None:
    fresh = derived(entity, child)

    assert not is_customer(fresh)
    assert 0 < fresh < 2**63
    assert fresh != derived(entity, child + 1)
