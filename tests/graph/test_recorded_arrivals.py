"""Arrivals that a file lists: what its rows say, and what is wrong with them."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.days import Days, Recorded
from engine.diagnostics import Diagnostic
from engine.limits import LIMITS
from engine.pipeline import check as check_project
from engine.values import SECOND

HOTLINE = "strategy hotline (voice) { out: default_route }\n"
AT_8 = 1_797_836_400 * SECOND
"""2026-12-21T08:00+01:00."""


def recorded(
    folder: Path, rows: str, *, also: str = "", said: str = "", **limits: Any
) -> tuple[Days | None, tuple[Diagnostic, ...]]:
    """What becomes of a file of arrivals, beside other declarations and what else they say."""
    main = f'{HOTLINE}{also}arrivals calls {{ strategy = hotline   times = "day.csv"   {said} }}\n'
    (folder / "main.strat").write_text(main, encoding="utf-8")
    (folder / "day.csv").write_text(rows, encoding="utf-8", newline="")
    checked = check_project(folder, limits=replace(LIMITS, **limits))
    found = None if checked.process is None else checked.process.days
    return found, checked.diagnostics


def test_recorded_arrivals_are_instants_with_what_the_columns_say(tmp_path: Path) -> None:
    rows = (
        "Name,time,Ticket\r\n"
        'Ana,2026-12-21T08:00:00+01:00,"T-1, ""first"""\r\n'
        ",2026-12-21T07:00:00.000001Z,\r\n"
    )

    found, said = recorded(tmp_path, rows)

    assert said == ()
    assert found is not None
    assert not found.arrivals[0].relative
    assert found.arrivals[0].recorded == (
        Recorded(at_us=AT_8, data=(("Name", "Ana"), ("Ticket", 'T-1, "first"'))),
        Recorded(at_us=AT_8 + 1, data=(("Name", ""), ("Ticket", ""))),
    )


def test_recorded_durations_count_from_the_start(tmp_path: Path) -> None:
    found, _ = recorded(tmp_path, "time\n0s\n1h5s\n1h5s\n")

    assert found is not None
    assert found.arrivals[0].relative
    assert [row.at_us for row in found.arrivals[0].recorded] == [0, 3605 * SECOND, 3605 * SECOND]


@given(st.lists(st.integers(0, 10**12), max_size=20))
def test_times_in_order_are_read_and_others_are_told(times: list[int]) -> None:
    rows = "time\n" + "".join(f"{days_text(each)}\n" for each in times)
    with TemporaryDirectory() as folder:
        found, said = recorded(Path(folder), rows)

    if times == sorted(times):
        assert found is not None
        assert [row.at_us for row in found.arrivals[0].recorded] == times
    else:
        assert {diagnostic.code for diagnostic in said} == {"E322"}


def days_text(us: int) -> str:
    """A duration in microseconds alone."""
    return f"{us}us"


def test_a_key_is_a_column_or_drawn_and_not_both(tmp_path: Path) -> None:
    _, said = recorded(tmp_path, "time,Name\n1s,Ana\n", said="data = { Name: first_name() }")

    assert [(each.code, each.message) for each in said] == [
        ("E210", "`Name` is a column of the file too")
    ]


@pytest.mark.parametrize(
    ("data", "codes_of_it"),
    [
        ("Name: text", []),
        ("Name: text   Ticket: text", ["E302"]),
        ("Name: integer", ["E220"]),
    ],
)
def test_columns_are_texts_of_the_data_that_a_strategy_declares(
    data: str, codes_of_it: list[str], tmp_path: Path
) -> None:
    line = f"strategy line (voice) {{ data {{ {data} }} on fault -> out   out: default_route }}\n"
    other = f'{line}arrivals others {{ strategy = line   times = "day.csv" }}\n'

    _, said = recorded(tmp_path, "time,Name\n1s,Ana\n", also=other)

    assert [each.code for each in said if each.code != "W310"] == codes_of_it


def test_columns_and_drawn_keys_together_are_not_too_many(tmp_path: Path) -> None:
    rows, said = "time,A,B\n1s,a,b\n", "data = { C: 1, D: 2 }"

    sound, _ = recorded(tmp_path, rows, said=said, data_keys=4)
    _, above = recorded(tmp_path, rows, said=said, data_keys=3)
    _, columns = recorded(tmp_path, rows, data_keys=1)

    assert sound is not None
    assert [each.code for each in above] == ["E413"]
    assert [each.code for each in columns] == ["E324"]


def test_a_file_is_read_below_the_projects_folder_and_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "outside.csv").write_text("time\n1s\n", encoding="utf-8")
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "day.csv").symlink_to(tmp_path / "outside.csv")
    text = f'{HOTLINE}arrivals calls {{ strategy = hotline   times = "day.csv" }}\n'
    (folder / "main.strat").write_text(text, encoding="utf-8")

    checked = check_project(folder)

    assert [each.code for each in checked.diagnostics] == ["E324"]


def test_a_file_of_a_part_of_the_project_lies_beside_it(tmp_path: Path) -> None:
    (tmp_path / "part").mkdir()
    (tmp_path / "part" / "day.csv").write_text("time\n1s\n", encoding="utf-8")
    text = f'{HOTLINE}arrivals calls {{ strategy = hotline   times = "day.csv" }}\n'
    (tmp_path / "part" / "calls.strat").write_text(text, encoding="utf-8")
    (tmp_path / "main.strat").write_text('import "part/calls.strat"\n', encoding="utf-8")

    checked = check_project(tmp_path)

    assert checked.process is not None
    assert [row.at_us for row in checked.process.days.arrivals[0].recorded] == [SECOND]


DAY = "simulation day { start = 2026-12-21T08:00   duration = 1h }\n"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("2026-12-21T08:00Z\n", []),
        ("2026-12-20T08:00Z\n2026-12-21T08:59:59Z\n2026-12-22T08:00Z\n", []),
        ("2026-12-21T07:59:59Z\n2026-12-21T09:00Z\n", ["W340"]),
        ("2025-12-21T08:30Z\n", ["W340"]),
        ("59m\n", []),
        ("1h\n", ["W340"]),
        ("", []),
    ],
)
def test_a_file_of_which_nobody_comes_in_a_simulation_is_told(
    rows: str, said: list[str], tmp_path: Path
) -> None:
    _, found = recorded(tmp_path, f"time\n{rows}", also=DAY)

    assert [each.code for each in found] == said


def test_a_row_in_error_is_named_by_its_line_of_the_file(tmp_path: Path) -> None:
    _, said = recorded(tmp_path, 'time,Name\n1s,"a\nb"\n\n2026-10-25T02:30:00,b\n3s\n2s,c\n')

    assert [(each.code, each.message) for each in said] == [
        ("E323", "`day.csv`: line 5: `2026-10-25T02:30:00` has no offset"),
        ("E324", "`day.csv`: line 6 has 1 field, and there are 2 columns"),
    ]


def test_a_file_with_very_many_mistakes_is_read_no_further(tmp_path: Path) -> None:
    _, said = recorded(tmp_path, "time\n" + "soon\n" * 1_000)

    assert len(said) == 20


def test_a_file_may_have_only_so_many_rows(tmp_path: Path) -> None:
    sound, _ = recorded(tmp_path, "time\n0s\n0s\n0s\n", arrival_rows=3)
    _, said = recorded(tmp_path, "time\n0s\n0s\n0s\n0s\nsoon\n", arrival_rows=3)

    assert sound is not None
    assert [each.code for each in said] == ["E411"]
