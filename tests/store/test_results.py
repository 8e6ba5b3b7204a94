"""The life of a results folder: begun, refused, resumed, replaced, locked."""

import os
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from engine.diagnostics import SourceError
from engine.store.plan import Plan
from engine.store.results import open_results, read_results
from engine.store.verifying import verify
from tests.helpers.failing_disk import GRID, PLAN, QUICK, body, contents, simulated


def refused(out: Path, plan: Plan = PLAN, *, resume: bool = False, force: bool = False) -> str:
    """What opening a folder complains of, with its exit code."""
    with (
        pytest.raises(SourceError) as found,
        open_results(out, plan, resume=resume, force=force, disk=QUICK),
    ):
        pass
    return f"{found.value.exit_code}: {found.value}"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder with finished results of two replications."""
    simulated(tmp_path / "results", 2, grids=(GRID,))
    return tmp_path / "results"


def test_finished_results_are_whole_and_say_what_they_are(out: Path) -> None:
    manifest = read_results(out)

    assert manifest.finished
    assert manifest.replications == 2
    assert manifest.plan == replace(PLAN, texts={})
    assert verify(out).diagnostics == ()
    assert (out / "project/small/day.strat").read_bytes() == b"# a day\n"
    assert {path.name for path in out.iterdir()} == {
        "README.txt", "manifest.json", "project", "replications.jsonl", "figures.json",
        "tables", "results.duckdb", "derived.json",
    }  # fmt: skip


def test_files_are_for_their_owner_alone(out: Path) -> None:
    modes = {path.stat().st_mode & 0o777 for path in out.rglob("*") if path.is_file()}

    assert modes == {0o600}


def test_nothing_is_written_over_unasked(out: Path) -> None:
    before = contents(out)

    assert refused(out).startswith("6: E501")
    assert contents(out) == before


def test_forced_results_take_the_place_of_others(out: Path) -> None:
    simulated(out, 3, force=True)

    assert read_results(out).replications == 3
    assert verify(out).diagnostics == ()


def test_a_folder_with_files_of_others_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")

    assert refused(tmp_path).startswith("6: E501")
    assert refused(tmp_path, force=True).startswith("6: E501")
    assert refused(tmp_path, resume=True).startswith("6: E501")
    assert contents(tmp_path) == {"notes.txt": b"mine"}


def test_a_manifest_of_something_else_makes_no_results_folder(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"name": "an app"}', encoding="utf-8")

    assert refused(tmp_path, force=True).startswith("6: E501")


def test_files_of_others_stay_when_results_are_forced(out: Path) -> None:
    (out / "notes.txt").write_text("mine", encoding="utf-8")

    simulated(out, 1, force=True)

    assert (out / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_an_empty_folder_is_as_good_as_none(tmp_path: Path) -> None:
    simulated(tmp_path, 1)

    assert verify(tmp_path).diagnostics == ()


def test_results_in_which_nothing_is_finished_are_begun_anew(tmp_path: Path) -> None:
    out = tmp_path / "results"
    simulated(out, 0, finishing=False)

    simulated(out, 1, plan=replace(PLAN, about={"seed": 8}))

    assert read_results(out).plan.about == {"seed": 8}


def test_a_file_is_no_folder_for_results(tmp_path: Path) -> None:
    (tmp_path / "results").write_text("mine", encoding="utf-8")

    assert refused(tmp_path / "results").startswith("6: E502")


def test_a_folder_that_cannot_even_be_looked_for_is_a_matter_of_storage(tmp_path: Path) -> None:
    too_long = tmp_path / ("results" * 100)

    assert refused(too_long).startswith("6: E505")
    assert refused(too_long / "monday").startswith("6: E505")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_found_before_anything_is_simulated(
    tmp_path: Path,
) -> None:
    tmp_path.chmod(0o500)

    assert refused(tmp_path / "results").startswith("6: E505")


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (replace(PLAN, about={"seed": 8, "simulation": "monday"}), "E601"),
        (replace(PLAN, about={"seed": 7, "simulation": "sunday"}), "E601"),
        (replace(PLAN, about={**PLAN.about, "faults": "storm"}), "E601"),
        (replace(PLAN, program="1" * 64), "E601"),
        (replace(PLAN, program="1" * 64, project="large"), "E601"),
        (replace(PLAN, made_with={"routewright": "0.2.0"}), "E602"),
        (replace(PLAN, made_with={**PLAN.made_with, "limit events": 5}), "E602"),
    ],
)
def test_results_are_resumed_with_what_they_were_begun_with(
    out: Path, plan: Plan, said: str
) -> None:
    before = contents(out)

    assert refused(out, plan, resume=True).startswith(f"7: {said}")
    assert contents(out) == before


def test_what_a_result_does_not_depend_on_may_differ(out: Path) -> None:
    simulated(out, 2, resume=True, plan=replace(PLAN, beside={"python": "3.14"}))

    assert read_results(out).plan.beside == PLAN.beside


def test_more_replications_go_on_from_finished_ones(out: Path, tmp_path: Path) -> None:
    simulated(out, 4, resume=True)
    simulated(tmp_path / "at once", 4)

    assert contents(out) == contents(tmp_path / "at once")


def test_finished_results_that_are_gone_on_with_are_unfinished_until_they_are(out: Path) -> None:
    simulated(out, 4, resume=True, finishing=False)

    manifest, verified = read_results(out), verify(out)

    assert not manifest.finished
    assert (verified.replications, verified.diagnostics) == (4, ())


def test_one_process_at_a_time_has_a_folder(out: Path) -> None:
    with open_results(out, PLAN, resume=True, disk=QUICK):
        said = refused(out, resume=True)

    assert said.startswith("6: E504")
    assert f"process {os.getpid()}" in said
    assert not (out / ".lock").exists()


def test_the_lock_of_a_killed_process_is_taken_over(out: Path) -> None:
    (out / ".lock").write_text("999999999\n", encoding="ascii")

    simulated(out, 2, resume=True)

    assert not (out / ".lock").exists()


def test_a_process_that_was_forked_does_not_keep_the_lock(out: Path) -> None:
    with open_results(out, PLAN, resume=True, disk=QUICK):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(writing)
            os.read(reading, 1)  # until the parent has gone on
            os._exit(0)
    simulated(out, 2, resume=True)
    os.close(writing)
    os.close(reading)

    assert os.waitpid(child, 0)[1] == 0


def test_a_planted_link_is_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_text("mine", encoding="utf-8")
    out = tmp_path / "results"
    out.mkdir()
    for name in (".manifest.json.new", ".README.txt.new", ".replications.jsonl.new"):
        (out / name).symlink_to(target)

    simulated(out, 1)

    assert target.read_text(encoding="utf-8") == "mine"
    assert verify(out).diagnostics == ()


def test_what_a_kill_left_half_written_is_swept_away(out: Path) -> None:
    (out / ".figures.json.new").write_bytes(b"{")
    (out / "tables" / ".waits.parquet.new").write_bytes(b"PAR1")

    simulated(out, 2, resume=True)

    assert not [path for path in out.rglob("*") if path.name.startswith(".")]


def test_event_logs_are_kept_before_their_replication_is(tmp_path: Path) -> None:
    out, log = tmp_path / "results", b"what happened\n"
    with open_results(out, PLAN, disk=QUICK) as results:
        results.keep(body(0, log=sha256(log).hexdigest()), log)

    with open_results(out, PLAN, resume=True, disk=QUICK) as results:
        assert len(results.bodies) == 1
        assert results.log_of(results.bodies[0]) == log
    (out / "logs/0.events").write_bytes(b"something else\n")
    with open_results(out, PLAN, resume=True, disk=QUICK) as results:
        assert results.bodies == ()  # and so it is simulated again


def test_logs_of_replications_that_were_not_needed_are_forgotten(tmp_path: Path) -> None:
    out, log = tmp_path / "results", b"what happened\n"
    digest = sha256(log).hexdigest()
    bodies = [body(number, log=digest) for number in range(3)]
    with open_results(out, PLAN, disk=QUICK) as results:
        for each in bodies:
            results.keep(each, log)
        results.finish(bodies[:2], figures={})

    assert sorted(path.name for path in (out / "logs").iterdir()) == ["0.events", "1.events"]
    assert read_results(out).replications == 2


def test_variants_stand_one_after_the_other(tmp_path: Path) -> None:
    bodies = [body(number, variant=variant) for variant in (0, 1) for number in (0, 1)]
    with open_results(tmp_path / "results", PLAN, disk=QUICK) as results:
        for each in reversed(bodies):
            results.keep(each)

    with open_results(tmp_path / "results", PLAN, resume=True, disk=QUICK) as results:
        assert list(results.bodies) == bodies
