"""SQL over results: read-only, locked down, mistakes in the author's words (T-07, T-08)."""

import os
from pathlib import Path

import pytest

from engine.diagnostics import SourceError
from engine.store.asking import Answer, QueryError, ask
from engine.store.grids import Columns, Grid
from engine.store.results import open_results
from tests.helpers.failing_disk import PLAN, QUICK, body, contents, simulated

CANARY = "canary of a file beside"
AWKWARD = "'; select read_text('/etc/hostname') --"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Results with a table, and a file beside them."""
    out = tmp_path_factory.mktemp("asked") / "results"
    (out.parent / "beside.csv").write_text(f"a\n{CANARY}\n", encoding="utf-8")
    rows = [(0, "sales", True), (1, AWKWARD, False), (2, None, None)]
    columns: Columns = (("number", "bigint"), ("queue", "varchar"), ("open", "boolean"))
    with open_results(out, PLAN, disk=QUICK) as results:
        results.finish(
            [body(0)], figures={}, grids=lambda: [Grid(name="q", columns=columns, rows=rows)]
        )
    return out


def asked(out: Path, query: str, rows_max: int = 100) -> Answer:
    return ask(out, query, rows_max=rows_max)


def test_rows_come_as_they_were_written(out: Path) -> None:
    answer = asked(out, "SELECT * FROM q ORDER BY number")

    assert answer.columns == ("number", "queue", "open")
    assert answer.numeric == (True, False, False)
    assert answer.rows == ((0, "sales", True), (1, AWKWARD, False), (2, None, None))
    assert not answer.more


def test_no_more_rows_are_read_than_are_asked_for(out: Path) -> None:
    answer = asked(out, "SELECT * FROM range(1000000000000)", rows_max=2)

    assert answer.rows == ((0,), (1,))
    assert answer.more


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_text('{beside}')",
        "SELECT * FROM read_csv('{beside}')",
        "SELECT * FROM '{beside}'",
        "SELECT * FROM glob('{beside}')",
        "SELECT * FROM read_blob('{beside}')",
        "COPY q TO '{written}'",
        "COPY q FROM '{beside}'",
        "EXPORT DATABASE '{written}'",
        "ATTACH '{written}' AS w",
        "ATTACH ':memory:' AS w",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SELECT * FROM 'https://example.org/a.parquet'",
        "CREATE TABLE w (a INT)",
        "INSERT INTO q VALUES (3, 'x', true)",
        "DELETE FROM q",
        "DROP TABLE q",
        "SET enable_external_access = true",
        "RESET enable_external_access",
        "SET threads = 8",
        "SET lock_configuration = false",
        "SELECT * FROM python_list",
    ],
)
def test_a_query_reads_the_tables_and_nothing_else(out: Path, query: str) -> None:
    beside, written = out.parent / "beside.csv", out.parent / "written"
    python_list = [CANARY]
    before = contents(out)

    with pytest.raises(QueryError) as error:
        asked(out, query.format(beside=beside.as_posix(), written=written.as_posix()))

    assert python_list[0] not in str(error.value)
    assert not written.exists()
    assert contents(out) == before


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("enable_external_access", False),
        ("autoinstall_known_extensions", False),
        ("autoload_known_extensions", False),
        ("allow_community_extensions", False),
        ("python_enable_replacements", False),
        ("lock_configuration", True),
        ("temp_directory", ""),
        ("threads", 1),
    ],
)
def test_what_a_query_may_do_is_switched_off_and_locked(
    out: Path, setting: str, value: object
) -> None:
    assert asked(out, f"SELECT current_setting('{setting}')").rows == ((value,),)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("selec 1", 'syntax error at or near "selec"\n\nLINE 1: selec 1\n        ^^^^^'),
        ("SELECT * FROM queue", "table with name queue does not exist"),
        ("SELECT seed FROM q", 'referenced column "seed" not found in FROM clause'),
        ("", "the query is empty"),
        (" ; ", "the query is empty"),
        ("-- nothing", "the query is empty"),
        ("SELECT CAST('a' AS INT)", "could not convert string 'a' to INT32"),
    ],
)
def test_mistakes_are_told_without_the_names_of_errors(out: Path, query: str, said: str) -> None:
    with pytest.raises(QueryError) as error:
        asked(out, query)

    assert str(error.value).startswith(said)
    assert "Error" not in str(error.value)


def test_results_that_are_not_finished_have_no_tables(tmp_path: Path) -> None:
    simulated(tmp_path / "results", 1, finishing=False)

    with pytest.raises(SourceError, match="not finished"):
        asked(tmp_path / "results", "SELECT 1")


def test_a_folder_without_results_is_said_to_hold_none(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="E503"):
        asked(tmp_path, "SELECT 1")


def test_asking_leaves_nothing_behind(out: Path) -> None:
    before = sorted(os.listdir(out))  # noqa: PTH208

    asked(out, "SELECT * FROM q")

    assert sorted(os.listdir(out)) == before  # noqa: PTH208
