"""What the same customers are worth: the table of `benchmarks.common_numbers`."""

import pytest

from benchmarks.common_numbers import FIGURES, PAGE, PAIRS, day_of, row, text_of


def test_identical_staffings_must_not_differ_at_all() -> None:
    same = next(pair for pair in PAIRS if pair.first == pair.second)

    assert row(same, "abandoned", [1.0, 2.0], [1.0, 2.0]).is_kept
    assert not row(same, "abandoned", [1.0, 2.0], [1.0, 2.5]).is_kept


def test_the_nearest_pair_must_be_ten_times_as_exact() -> None:
    first = [10.0, 20.0, 30.0, 40.0]

    assert row(PAIRS[0], "abandoned", first, [11.0, 21.0, 31.0, 42.0]).is_kept
    assert not row(PAIRS[0], "abandoned", first, [30.0, 10.0, 40.0, 20.0]).is_kept


@pytest.mark.parametrize("which", [0, 1])
def test_every_staffing_is_a_value_of_a_parameter_of_its_model(which: int) -> None:
    number = next(at for at, pair in enumerate(PAIRS) if pair.model == "m2")

    assert len(day_of((number, which, 1))) == len(FIGURES)


def test_the_page_is_what_the_table_says() -> None:
    told = PAGE.read_text(encoding="utf-8")

    assert all(f"| {pair.what} |" in told for pair in PAIRS)
    assert text_of(row(PAIRS[1], "average_wait", [1e6, 2e6], [2e6, 3e6])).endswith("| - |\n")
