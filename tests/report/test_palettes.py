"""Every object of the palettes has a kind, or a reason why not."""

import sys
from pathlib import Path

import pytest

from engine.blocks.counterpart import Dialect
from engine.blocks.palette import OUTBOUND
from engine.functions import FUNCTIONS
from engine.report.palettes import PALETTES, Standing, claims, share, standings
from tests.helpers.console import run_command

REFERENCE = (Path(__file__).parents[2] / "grammar" / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("dialect", Dialect)
def test_every_object_has_a_kind_or_one_thing_to_say(dialect: Dialect) -> None:
    for each in standings(dialect):
        said = [each.found.by, each.found.part, each.found.reason]
        assert bool(each.kinds) + sum(map(bool, said)) == 1, each


@pytest.mark.parametrize("dialect", Dialect)
def test_every_object_that_a_kind_claims_is_in_the_palette(dialect: Dialect) -> None:
    names = [each.name for each in PALETTES[dialect]]

    assert set(claims(dialect)) <= set(names)
    assert len(names) == len(set(names))


@pytest.mark.parametrize("dialect", Dialect)
def test_what_a_kind_stands_for_is_on_the_page_about_migration(dialect: Dialect) -> None:
    chapter = REFERENCE.split(f"### From {dialect.product}\n")[1].split("\n### ")[0]

    assert [name for name in claims(dialect) if name not in chapter] == []


def test_a_function_is_found_by_its_name_in_ird() -> None:
    functions = [each for each in FUNCTIONS.values() if each.ird]

    for each in functions:
        assert f"function {each.name}(" in run_command(f"routewright explain {each.ird}")[1]


def test_campaigns_do_not_count() -> None:
    rows = standings(Dialect.IRD)
    outside = [row for row in rows if row.found.group == OUTBOUND]

    run, part, count = share(rows)

    assert len(outside) == 5
    assert count == len(rows) - len(outside) == 78
    assert 0 < run < count
    assert run + part <= count


def test_the_table_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    rows = standings(Dialect.IRD)
    run, part, count = share(rows)

    for row in rows:
        print(f"{row.found.group:16} {row.found.name:36} {row.text}")  # noqa: T201 - to be looked at
    print(f"{run} of {count} run, {part} in part")  # noqa: T201 - to be looked at

    printed = capsys.readouterr().out
    assert printed.count("\n") == len(rows) + 1
    sys.stdout.write(printed)  # `pytest -rP` shows it


@pytest.mark.parametrize("dialect", Dialect)
def test_explain_shows_every_object_and_the_share(dialect: Dialect) -> None:
    code, printed = run_command(f"routewright explain {dialect.value}", width=200)
    rows: list[Standing] = standings(dialect)
    run, _, count = share(rows)

    assert code == 0
    assert f"Of {count} objects" in printed
    assert f" {run} run" in printed
    for row in rows:
        assert row.found.name in printed
