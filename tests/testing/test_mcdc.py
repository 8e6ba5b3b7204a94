"""MC/DC: against the definition, pair by pair, and against whole truth tables."""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.folds.coverage import Vector
from engine.testing.mcdc import shown
from tests.helpers.counting import deciding

YES, NO, FAULT = 0, 1, 2
ATOMS_MAX = 4

Tree: TypeAlias = int | tuple["str", "Tree", "Tree"]
"""An atom by its number, or `and`, `or` of two trees. Atoms are numbered from left to right."""


def evaluated(tree: Tree, values: Mapping[int, bool]) -> tuple[bool, list[tuple[int, bool]]]:
    """The outcome under short-circuit evaluation, and the atoms that were looked at."""
    if isinstance(tree, int):
        return values[tree], [(tree, values[tree])]
    word, left, right = tree
    outcome, seen = evaluated(left, values)
    if outcome == (word == "or"):
        return outcome, seen
    outcome, more = evaluated(right, values)
    return outcome, seen + more


def vector(tree: Tree, values: Mapping[int, bool]) -> Vector:
    """What the log tells of one evaluation."""
    outcome, seen = evaluated(tree, values)
    return tuple(seen), YES if outcome else NO


def tables(count: int) -> list[dict[int, bool]]:
    """All rows of a truth table."""
    return [dict(enumerate(row)) for row in product((False, True), repeat=count)]


@st.composite
def trees(draw: st.DrawFn) -> tuple[Tree, int]:
    """A condition of two to four atoms, and how many it has."""
    count = draw(st.integers(2, ATOMS_MAX))
    parts: list[Tree] = list(range(count))
    while len(parts) > 1:
        place = draw(st.integers(0, len(parts) - 2))
        joined = (draw(st.sampled_from(["and", "or"])), parts[place], parts[place + 1])
        parts[place : place + 2] = [joined]
    return parts[0], count


def completions(found: Vector, count: int) -> Iterator[dict[int, bool]]:
    """The rows of the truth table that an evaluation may have come from."""
    seen = dict(found[0])
    return (
        row for row in tables(count) if all(row[atom] == seen[atom] for atom in seen)
    )  # fmt: skip


def independent(tree: Tree, found: list[Vector], atom: int, count: int) -> bool:
    """Unique-cause MC/DC on whole rows: two of them that differ in the atom alone, one for each of
    two evaluations, and the condition comes out differently."""
    for one, other in product(found, repeat=2):
        for first, second in product(completions(one, count), completions(other, count)):
            differing = [each for each in first if first[each] != second[each]]
            if differing == [atom] and evaluated(tree, first)[0] != evaluated(tree, second)[0]:
                return True
    return False


@pytest.mark.parametrize(
    ("vectors", "expected"),
    [
        ([], set()),
        ([(((0, True), (1, True)), YES)], set()),
        ([(((0, True), (1, True)), YES), (((0, False),), NO)], {0}),
        ([(((0, True), (1, True)), YES), (((0, True), (1, False)), NO)], {1}),
        # Both differ: neither has shown anything.
        ([(((0, True), (1, True)), YES), (((0, False), (1, False)), NO)], set()),
        # The atom differs, the outcome does not.
        ([(((0, True),), YES), (((0, False), (1, True)), YES)], set()),
        # A fault is no outcome.
        ([(((0, True), (1, True)), YES), (((0, False),), FAULT)], set()),
        ([(((0, True), (1, True)), YES), (((0, False),), -1)], set()),
    ],
)
def test_an_atom_is_shown_by_a_pair_in_which_it_alone_differs(
    vectors: list[Vector], expected: set[int]
) -> None:
    assert shown(vectors, (YES, NO)) == expected


def test_a_minimal_set_of_tests_shows_all_atoms() -> None:
    tree: Tree = ("or", ("and", 0, 1), ("and", 2, 3))
    rows = ["TTFF", "FTFT", "TFTT", "FTTT", "FTTF"]
    found = [vector(tree, {n: c == "T" for n, c in enumerate(row)}) for row in rows]

    assert shown(found, (YES, NO)) == {0, 2, 3}
    assert shown([*found, vector(tree, dict(enumerate([True, False, False, True])))],
                 (YES, NO)) == {0, 1, 2, 3}  # fmt: skip


@given(
    st.lists(
        st.tuples(
            st.dictionaries(st.integers(0, 4), st.booleans()).map(
                lambda d: tuple(sorted(d.items()))
            ),
            st.integers(-1, 3),
        ),
        max_size=12,
    )
)
def test_shown_atoms_are_those_of_the_definition(vectors: list[Vector]) -> None:
    for outcomes in ((0, 1), (0, 1, 2)):
        expected = {atom for atom in range(5) if deciding(vectors, atom, outcomes)}

        assert shown(vectors, outcomes) == expected


@given(trees(), st.data())
def test_short_circuiting_shows_what_whole_truth_tables_show(
    drawn: tuple[Tree, int], data: st.DataObject
) -> None:
    tree, count = drawn
    rows = data.draw(st.lists(st.sampled_from(tables(count)), max_size=8))
    found = [vector(tree, row) for row in rows]

    expected = {atom for atom in range(count) if independent(tree, found, atom, count)}

    assert shown(found, (YES, NO)) == expected


@given(trees())
def test_all_rows_of_a_truth_table_show_every_atom(drawn: tuple[Tree, int]) -> None:
    tree, count = drawn
    found = [vector(tree, row) for row in tables(count)]

    assert shown(found, (YES, NO)) == set(range(count))
