"""Two paths side by side."""

import pytest
from hypothesis import given
from hypothesis import strategies as generators

from engine.report.paths import ROWS_MAX, side_by_side
from engine.report.styled import line_width, plain

LABELS = generators.lists(generators.sampled_from(["a", "b", "ask", "very_long_label_of_a_block"]))


def shown(expected: list[str], taken: list[str], columns: int = 80) -> list[str]:
    ports = ["true" if label == "ask" else "" for label in taken]
    return [plain(line).rstrip() for line in side_by_side(expected, taken, ports, columns=columns)]


@pytest.mark.parametrize(
    ("expected", "taken", "rows"),
    [
        (["a", "b"], ["a", "c"], ["  a         a", "> b         c"]),
        (["a", "b"], ["a"], ["  a         a", "> b"]),
        (["a"], ["a", "b"], ["  a         a", ">           b"]),
        (["a", "b"], ["ask", "b"], ["> a         ask    (true)", "  b         b"]),
        (["a", "b"], ["a", "x", "b"], ["  a         a", ">           x", "  b         b"]),
        ([], ["a"], [">           a"]),
    ],
)
def test_a_mark_stands_where_paths_part(
    expected: list[str], taken: list[str], rows: list[str]
) -> None:
    assert shown(expected, taken) == ["expected  taken", *rows]


def test_equal_paths_are_not_shown() -> None:
    assert shown(["a", "b"], ["a", "b"]) == []


def test_rows_far_from_where_paths_part_are_left_out() -> None:
    long = [f"block{number}" for number in range(30)]

    found = shown(long, [*long[:15], "other", *long[16:]])

    assert found[1] == "  ..."
    assert [row for row in found if row.startswith(">")] == ["> block15   other"]
    assert len(found) == 1 + 1 + 3 + 1 + 3


def test_very_long_paths_are_cut() -> None:
    found = shown(["a", "b"] * 5_000, ["b"] * 10_000)

    assert len(found) <= 2 * ROWS_MAX + 2
    assert found[-1] == "  ..."


@given(LABELS, LABELS)
def test_each_block_near_a_mark_stands_in_its_path_in_order(
    expected: list[str], taken: list[str]
) -> None:
    head, *rows = shown(expected, taken, columns=120) or [""]

    left = [row[2 : head.index("taken") + 2].strip() for row in rows]
    right = [row[head.index("taken") + 2 :].partition("(")[0].strip() for row in rows]
    assert (rows == []) == (expected == taken)
    assert any(row.startswith(">") for row in rows) == (expected != taken)
    assert is_part(expected, [label for label in left if label not in ("", "...")])
    assert is_part(taken, [label for label in right if label])


def is_part(whole: list[str], part: list[str]) -> bool:
    rest = iter(whole)
    return all(label in rest for label in part)


@given(LABELS, LABELS)
def test_labels_are_cut_to_the_width(expected: list[str], taken: list[str]) -> None:
    ports = [""] * len(taken)

    assert all(line_width(row) <= 40 for row in side_by_side(expected, taken, ports, columns=40))
