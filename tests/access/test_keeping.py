"""Simulations and their results folders: what is kept of a project, and what is simulated."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from engine import pipeline
from engine.access.keeping import (
    finish,
    plan_of,
    refuse_within,
    remake,
    replications_of,
    snapshot_of,
)
from engine.diagnostics import SourceError
from engine.log.counts import Level
from engine.program.lower import lower
from engine.replications.model import Finished, Unit, Variant
from engine.replications.running import How, Replicating
from engine.store.asking import ask
from engine.store.plan import Plan
from engine.store.results import Results, open_results, read_results
from engine.store.verifying import verify
from tests.helpers.failing_disk import QUICK, contents
from tests.replications.days import TINY

RECORDED = """
param file = "calls.csv"
arrivals letters { strategy = line   times = file }
simulation recorded { start = 2026-11-23T08:00   duration = 1h   seed = 7 }
env other { file = "others.csv" }
"""


def planned(path: Path, *, environment: str | None = None) -> Plan:
    """The plan of the first simulation of a project."""
    checked = pipeline.check(path, environment=environment)
    assert checked.process is not None, checked.diagnostics
    simulation = checked.process.days.simulations[0]
    return plan_of(
        path, checked, lower(checked.process), simulation, asked={"log": "events"},
        environment=environment,
    )  # fmt: skip


def run(results: Results, *numbers: int) -> list[Finished]:
    """Replications of the snapshot, kept with their event logs."""
    _, program = snapshot_of(results)
    simulation = program.days.simulations[0]
    variant = Variant(name=simulation.name, program=program, simulation=simulation)
    work = Replicating(variants=(variant,), how=How(level=Level.EVENTS))
    for number in numbers:
        ran = work.done(Unit(0, number))
        results.keep(ran.body, ran.log)
    return replications_of(results)


def finished(results: Results) -> list[Finished]:
    """The folder is brought to its end with what it holds, which is returned."""
    _, program = snapshot_of(results)
    done = replications_of(results)
    simulation = program.days.simulations[0]
    finish(results, done, program=program, simulation=simulation, figures={})
    return done


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A project."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    (folder / "tiny.strat").write_text(TINY, encoding="utf-8")
    return folder


def test_the_snapshot_is_what_is_simulated_whatever_becomes_of_the_project(
    tiny: Path, tmp_path: Path
) -> None:
    before = pipeline.check(tiny)
    with open_results(tmp_path / "results", planned(tiny), disk=QUICK) as results:
        (tiny / "tiny.strat").unlink()
        checked, program = snapshot_of(results)

    assert checked.files == before.files
    assert program.digest() == results.plan.program
    assert program.blocks[0].place == "tiny/tiny.strat:6:3"


def test_a_snapshot_that_was_changed_is_not_simulated(tiny: Path, tmp_path: Path) -> None:
    with open_results(tmp_path / "results", planned(tiny), disk=QUICK) as results:
        file = results.project / "tiny.strat"
        file.write_text(TINY.replace("40/h", "41/h"), encoding="utf-8")

        with pytest.raises(SourceError, match="E601"):
            snapshot_of(results)


def test_a_project_of_one_file_is_kept_with_what_it_imports(tiny: Path, tmp_path: Path) -> None:
    (tiny / "parts").mkdir()
    (tiny / "tiny.strat").rename(tiny / "parts" / "line.strat")
    (tiny / "all.strat").write_text('import "parts/line.strat"\n', encoding="utf-8")
    (tiny / "others.strat").write_text("strategy", encoding="utf-8")

    plan = planned(tiny / "all.strat")
    with open_results(tmp_path / "results", plan, disk=QUICK) as results:
        checked, _ = snapshot_of(results)

    assert sorted(plan.texts) == ["tiny/all.strat", "tiny/parts/line.strat"]
    assert plan.entry == "tiny/all.strat"
    assert checked.process is not None
    assert checked.process.name == "all"


@pytest.mark.parametrize(("environment", "file"), [(None, "calls.csv"), ("other", "others.csv")])
def test_recorded_arrivals_are_kept_with_the_project(
    tiny: Path, tmp_path: Path, environment: str | None, file: str
) -> None:
    (tiny / "days.strat").write_text(RECORDED, encoding="utf-8")
    (tiny / "calls.csv").write_text("time\n5m\n6m\n", encoding="utf-8")
    (tiny / "others.csv").write_text("time\n7m\n", encoding="utf-8")

    plan = planned(tiny, environment=environment)
    with open_results(tmp_path / "results", plan, disk=QUICK) as results:
        (tiny / file).unlink()
        _, program = snapshot_of(results, environment=environment)

    assert plan.texts[f"tiny/{file}"] == (results.project / file).read_bytes()
    assert program.digest() == plan.program


def test_finished_replications_come_back_as_they_were(tiny: Path, tmp_path: Path) -> None:
    with open_results(tmp_path / "results", planned(tiny), disk=QUICK) as results:
        run(results, 1, 0)
    with open_results(tmp_path / "results", planned(tiny), resume=True, disk=QUICK) as results:
        found = replications_of(results)
        whole = run(results, 2)

    assert [each.unit.number for each in found] == [0, 1]
    assert whole == found


def test_tables_are_made_anew_from_what_the_folder_holds(tiny: Path, tmp_path: Path) -> None:
    out = tmp_path / "results"
    with open_results(out, planned(tiny), disk=QUICK) as results:
        run(results, 0, 1)
    with open_results(out, planned(tiny), resume=True, disk=QUICK) as results:
        _, program = snapshot_of(results)
        simulation = program.days.simulations[0]
        finish(
            results, replications_of(results), program=program, simulation=simulation, figures={}
        )
    before = contents(out)
    for path in (out / "tables").iterdir():
        path.write_bytes(b"")
    (out / "derived.json").unlink()

    remake(out)

    assert contents(out) == before
    assert verify(out).diagnostics == ()
    assert sorted(path.name for path in (out / "logs").iterdir()) == ["0.events", "1.events"]


def test_results_that_are_not_finished_have_no_tables_to_be_made_anew(
    tiny: Path, tmp_path: Path
) -> None:
    with open_results(tmp_path / "results", planned(tiny), disk=QUICK) as results:
        run(results, 0)

    with pytest.raises(SourceError, match="not finished"):
        remake(tmp_path / "results")


@pytest.mark.parametrize(
    "change",
    [
        lambda plan: replace(plan, made_with={**plan.made_with, "tzdata": "1999.1"}),
        lambda plan: replace(plan, made_with={**plan.made_with, "routewright": "0.0.1"}),
        lambda plan: replace(plan, made_with={**plan.made_with, "limit steps": 1}),
    ],
    ids=["time zones", "version", "limit"],
)
def test_what_a_result_depends_on_is_part_of_its_plan(
    tiny: Path, tmp_path: Path, change: Callable[[Plan], Plan]
) -> None:
    with open_results(tmp_path / "results", planned(tiny), disk=QUICK) as results:
        run(results, 0)

    with (
        pytest.raises(SourceError, match="E602"),
        open_results(tmp_path / "results", change(planned(tiny)), resume=True, disk=QUICK),
    ):
        pass


def test_results_stand_beside_their_project_and_may_be_resumed_with_their_snapshot(
    tiny: Path, tmp_path: Path
) -> None:
    out = tmp_path / "results"
    with open_results(out, planned(tiny), disk=QUICK):
        pass

    refuse_within(tiny, out)
    refuse_within(out / "project" / "tiny", out)
    for inside in (tiny, tiny / "results", tiny / ".." / "tiny" / "deep" / "results"):
        with pytest.raises(SourceError, match="E501"):
            refuse_within(tiny, inside)
    assert read_results(out).plan.project == "tiny"


def test_event_logs_are_a_table_too(tiny: Path, tmp_path: Path) -> None:
    out = tmp_path / "results"
    with open_results(out, planned(tiny), disk=QUICK) as results:
        run(results, 0, 1)
    with open_results(out, planned(tiny), resume=True, disk=QUICK) as results:
        done = finished(results)

    counted = ask(out, "SELECT count(*) FROM events GROUP BY replication", rows_max=9)
    told = ask(
        out,
        """SELECT DISTINCT strategy, block, agent FROM events
           WHERE event = 'offered' ORDER BY agent""",
        rows_max=9,
    )

    assert sorted(counted.rows) == sorted((each.counts.events,) for each in done)
    assert told.rows == (("line", "hold", "anna"), ("line", "hold", "ben"))
