"""Results that last: `simulate --out`, `--resume`, `--force`, `verify`, `query`."""

import json
import resource
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import Result

from engine.cli.exits import Exit
from tests.cli.command import AS_PROCESS, process, project, routewright
from tests.cli.test_simulate import DAY, LINE
from tests.helpers.failing_disk import contents

COUNT = 4
REPLICATIONS = ("--replications", COUNT, "--workers", 1)
FILE_BYTES_MAX = 12 * 1024


def kept(path: Path, out: Path, *words: object) -> Result:
    """Simulates and keeps the results."""
    return routewright("simulate", path, *REPLICATIONS, "--out", out, *words)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project."""
    folder = tmp_path_factory.mktemp("projects") / "small"
    folder.mkdir()
    return project(folder, line=LINE, day=DAY)


@pytest.fixture(scope="module")
def clean(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its results, if nothing goes wrong."""
    out = tmp_path_factory.mktemp("clean") / "results"
    assert kept(small, out).exit_code == Exit.FINE
    return out


@pytest.fixture
def out(clean: Path, tmp_path: Path) -> Path:
    """A copy of these results."""
    return Path(copytree(clean, tmp_path / "results"))


def test_results_are_verified(clean: Path) -> None:
    text, document = routewright("verify", clean), routewright("verify", clean, "--format", "json")

    assert (text.exit_code, document.exit_code) == (Exit.FINE, Exit.FINE)
    assert text.stdout.startswith("today of project small, seed 7: 4 replications\n  ")
    assert "all as written" in text.stdout
    assert json.loads(document.stdout)["whole"] is True


def test_results_are_not_written_over_unasked(small: Path, out: Path) -> None:
    before = contents(out)

    result = kept(small, out)

    assert result.exit_code == Exit.STORAGE
    assert "error[E501]" in result.stderr
    assert "`--resume` goes on with them, `--force` begins anew" in result.stderr
    assert contents(out) == before


def test_resumed_and_forced_results_are_the_same_bytes(small: Path, clean: Path, out: Path) -> None:
    assert kept(small, out, "--resume").exit_code == Exit.FINE
    assert contents(out) == contents(clean)
    assert kept(small, out, "--force").exit_code == Exit.FINE
    assert contents(out) == contents(clean)


def test_results_of_fewer_replications_are_gone_on_with(
    small: Path, clean: Path, tmp_path: Path
) -> None:
    out = tmp_path / "results"
    routewright("simulate", small, "--replications", 2, "--out", out, "--workers", 1)

    assert kept(small, out, "--resume").exit_code == Exit.FINE
    assert contents(out) == contents(clean)


def test_finished_replications_are_not_lost_if_fewer_are_asked_for(small: Path, out: Path) -> None:
    before = contents(out)

    result = routewright("simulate", small, "--replications", 2, "--out", out, "--resume")

    assert result.exit_code == Exit.INTEGRITY
    assert "has 4 replications, not 2" in " ".join(result.stderr.split())
    assert "`--replications 4` or more" in result.stderr
    assert contents(out) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--seed", 8), "error[E601]"),
        (("--simulation", "tomorrow"), "error[E601]"),
        (("--until", "1h"), "error[E601]"),
        (("--log", "events"), "error[E601]"),
        (("--max-events", 40_000), "error[E602]"),
    ],
)
def test_other_results_are_not_resumed(
    small: Path, out: Path, words: tuple[object, ...], said: str
) -> None:
    before = contents(out)

    result = kept(small, out, "--resume", *words)

    assert result.exit_code == Exit.INTEGRITY
    assert said in result.stderr
    assert contents(out) == before


def test_a_project_that_has_changed_since_is_resumed_from_its_snapshot(
    small: Path, clean: Path, out: Path, tmp_path: Path
) -> None:
    changed = Path(copytree(small, tmp_path / "projects" / "small"))
    project(changed, day=DAY.replace("rate = 30/h", "rate = 31/h"))

    refused = kept(changed, out, "--resume")
    resumed = kept(out / "project" / "small", out, "--resume")

    assert refused.exit_code == Exit.INTEGRITY
    assert "another version of `small`" in refused.stderr
    assert f"{out.as_posix()}/project/small" in refused.stderr.replace("\n", "").replace("   ", "")
    assert resumed.exit_code == Exit.FINE
    assert contents(out) == contents(clean)


def test_results_do_not_lie_in_the_project_that_they_are_of(small: Path) -> None:
    for out in (small, small / "results", small.parent):
        result = kept(small, out)

        assert result.exit_code == Exit.STORAGE
        assert "error[E501]" in result.stderr
    assert sorted(path.name for path in small.iterdir()) == ["day.strat", "line.strat"]


def test_damage_is_found_and_tables_are_made_anew(clean: Path, out: Path) -> None:
    (out / "results.duckdb").write_bytes(b"DUCK")
    (out / "tables" / "waits.parquet").unlink()

    found = routewright("verify", out)
    asked = routewright("query", out, "SELECT 1")
    remade = routewright("verify", out, "--remake")

    assert found.exit_code == asked.exit_code == Exit.INTEGRITY
    words = " ".join(found.stderr.split())
    assert "results.duckdb`: it is not what was written" in words
    assert "waits.parquet`: it is missing" in words
    assert "no result is damaged" in found.stdout
    assert remade.exit_code == Exit.FINE
    assert contents(out) == contents(clean)


def test_a_damaged_journal_is_named_with_its_line_and_cannot_be_remade(out: Path) -> None:
    journal = out / "replications.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b'"number":2', b'"number":3'))

    result = routewright("verify", out, "--remake", "--format", "json")

    assert result.exit_code == Exit.INTEGRITY
    (diagnostic,) = json.loads(result.stdout)["diagnostics"]
    assert diagnostic["code"] == "E610"
    assert "replications.jsonl`, line 4:" in diagnostic["message"]
    assert "simulate again with `--force`" in diagnostic["help"]


def test_a_damaged_journal_is_not_said_to_have_had_no_replications(out: Path) -> None:
    (out / "replications.jsonl").write_bytes(b"")

    result = routewright("verify", out)

    assert "4 replications" in result.stdout


@pytest.mark.parametrize("command", [("verify",), ("query", "SELECT 1")])
def test_a_folder_without_results_is_said_to_hold_none(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    result = routewright(command[0], tmp_path, *command[1:])

    assert result.exit_code == Exit.STORAGE
    assert "holds no results" in " ".join(result.stderr.split())


def test_results_are_asked_in_sql(clean: Path) -> None:
    query = "SELECT replication, seed > 0 AS seeded FROM replications ORDER BY replication LIMIT 2"

    text = routewright("query", clean, query)
    document = json.loads(routewright("query", clean, query, "--format", "json").stdout)
    csv = routewright("query", clean, query, "--format", "csv")

    assert text.stdout == "replication  seeded\n          0  true\n          1  true\n"
    assert document["rows"] == [[0, True], [1, True]]
    assert csv.stdout == "replication,seeded\n0,true\n1,true\n"


def test_counts_in_sql_are_those_of_the_journal(clean: Path) -> None:
    query = """
        SELECT (SELECT sum(interactions) FROM replications),
               (SELECT sum(interactions) FROM places),
               (SELECT count(*) FROM agents)
    """

    answer = json.loads(routewright("query", clean, query, "--format", "json").stdout)
    ((interactions, placed, desks),) = answer["rows"]

    assert interactions == placed > 0
    assert desks == COUNT * len(["anna", "ben"]) * len(["08:00", "09:00", "after"])


def test_a_text_that_is_a_formula_to_a_spreadsheet_is_none_any_more(clean: Path) -> None:
    query = "SELECT '=1+1' AS a, -1 AS b, '＝1' AS \"@c\""  # noqa: RUF001 - a full-width form

    result = routewright("query", clean, query, "--format", "csv")

    assert result.stdout == "a,b,'@c\n'=1+1,-1,'＝1\n"  # noqa: RUF001


def test_rows_that_are_left_out_are_told(clean: Path) -> None:
    result = routewright("query", clean, "SELECT * FROM range(5)", "--rows", 2)

    assert result.stdout.splitlines()[1:] == ["    0", "    1"]
    assert "there are more than 2 rows" in result.stderr


def test_a_mistake_in_sql_is_one_of_usage(clean: Path) -> None:
    result = routewright("query", clean, "SELECT * FROM wait")

    assert result.exit_code == Exit.USAGE
    assert 'error: table with name wait does not exist; did you mean "waits"?' in result.stderr
    assert "LINE 1: SELECT * FROM wait" in result.stderr


def test_a_killed_simulation_is_resumed_to_the_very_same_bytes(
    small: Path, clean: Path, tmp_path: Path
) -> None:
    out = tmp_path / "results"
    for lines in (2, 4):  # the head and so many replications less one
        running = process("simulate", small, *REPLICATIONS, "--out", out,
                          *(["--resume"] if out.exists() else []))  # fmt: skip
        while lines_in(out / "replications.part") < lines:
            with suppress(subprocess.TimeoutExpired):
                running.wait(0.01)
                break
        running.kill()
        running.communicate()

    assert kept(small, out, "--resume").exit_code == Exit.FINE
    assert contents(out) == contents(clean)


def lines_in(path: Path) -> int:
    """How many whole lines a file has, if it is there."""
    try:
        return path.read_bytes().count(b"\n")
    except FileNotFoundError:
        return 0


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits of the system")
def test_a_full_disk_ends_with_its_code_and_is_gone_on_from(
    small: Path, clean: Path, tmp_path: Path
) -> None:
    out = tmp_path / "results"
    words = ["simulate", small, *REPLICATIONS, "--out", out]

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES_MAX, FILE_BYTES_MAX))

    # Python would keep compiled modules cut off by the limit, for all processes after this one.
    full = subprocess.run(
        [sys.executable, "-B", "-c", AS_PROCESS, *map(str, words)],
        cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False,
        preexec_fn=limited,
    )  # fmt: skip

    assert full.returncode == Exit.STORAGE
    assert "error[E505]" in full.stderr
    assert "file too large" in full.stderr
    assert "Traceback" not in full.stderr
    assert kept(small, out, "--resume").exit_code == Exit.FINE
    assert contents(out) == contents(clean)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_results_are_kept_though_they_cannot_be_shown(
    small: Path, clean: Path, tmp_path: Path
) -> None:
    out = tmp_path / "results"
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        running = process("simulate", small, *REPLICATIONS, "--out", out, stdout=full.fileno())
        error = running.communicate()[1].decode()

    assert running.returncode == Exit.STORAGE
    assert "Traceback" not in error
    assert contents(out) == contents(clean)
