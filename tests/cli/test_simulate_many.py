"""`routewright simulate` with replications (P-06 to P-08, P-10 and P-11 of the catalogue)."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from engine.cli.exits import Exit
from engine.cli.losses import losses
from engine.replications import replicate as replicating
from engine.replications.model import Replicated, Unit
from engine.replications.replicate import By, replicate
from engine.replications.running import Ran, Replicating
from engine.workers.model import Loss
from tests.cli.command import project, routewright
from tests.cli.test_interrupts import ended
from tests.cli.test_simulate import ROUND
from tests.replications.days import TINY
from tests.replications.test_replicate import losing


def simulate(folder: Path, *words: object, text: str = TINY) -> Result:
    below = folder / "p"
    below.mkdir(exist_ok=True)
    return routewright("simulate", project(below, tiny=text), *words)


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException, *, at: int) -> None:
    """Replication `at` raises an error wherever it is run."""
    done = Replicating.done

    def fails(self: Replicating, unit: Unit) -> Ran:
        if unit.number == at:
            raise error
        return done(self, unit)

    monkeypatch.setattr(Replicating, "done", fails)


def test_replications_have_figures_with_intervals(tmp_path: Path) -> None:
    result = simulate(tmp_path, "--replications", 3, "--workers", 1)

    assert result.exit_code == Exit.FINE
    assert "simulated 3 times, the first with seed 7" in result.stdout
    assert " ± " in result.stdout


def test_a_simulation_says_itself_how_often_it_is_run(tmp_path: Path) -> None:
    own = simulate(tmp_path, "--simulation", "longer", "--format", "json")
    once = simulate(tmp_path, "--simulation", "longer", "--replications", 1)

    assert json.loads(own.stdout)["replications"]["count"] == 3
    assert "simulated" not in once.stdout.partition("\n\n")[0]


def test_one_replication_is_the_day_that_it_was_before(tmp_path: Path) -> None:
    assert simulate(tmp_path, "--replications", 1).stdout == simulate(tmp_path).stdout


def test_replications_are_run_until_a_figure_is_precise(tmp_path: Path) -> None:
    result = simulate(
        tmp_path, "--until", "service_level +-25%", "--until", "10m", "--format", "json"
    )

    found = json.loads(result.stdout)
    level = found["customers"]["all"]["figures"]["service_level"]
    assert found["replications"]["count"] % 5 == 0
    assert max(level["high"] - level["value"], level["value"] - level["low"]) <= 0.25
    assert found["simulation"]["duration_us"] == 10 * 60 * 10**6


def test_it_is_told_if_a_figure_is_not_precise_enough(tmp_path: Path) -> None:
    result = simulate(
        tmp_path, "--until", "average_wait(calls) ± 1%", "--until", "10m", "--max-replications", 3
    )

    assert result.exit_code == Exit.FINE
    assert "warning[W341]: `average_wait(calls) ± 1%` is not reached" in result.stderr
    assert "simulated 3 times" in result.stdout


@pytest.mark.parametrize(
    ("precision", "said"),
    [
        ("servic_level +-1%", "did you mean `service_level`"),
        ("service_level(calz) +-1%", "did you mean `calls`"),
        ("service_level(20s, 30s) +-1%", "cannot be asked about `30s`"),
        ("service_level +-2s", "write for example `+-1%`"),
        ("service_level +-0%", "write for example `+-1%`"),
        ("average_wait +-3", "write for example `+-2s` or `+-5%`"),
        ("left_over +-3", "`left_over` asks for a queue"),
        ("wait_percentile +-2s", "`wait_percentile` asks for a whole number"),
        ("service_level(20) +-1%", "it can have: duration, arrivals or virtual queue"),
        ("service_level", "say how precise a figure is to be: `service_level +-1%`"),
        ("+-1%", "`` is no measure"),
        ("1% +-", "is neither a duration nor a precision"),
    ],
)
def test_a_precision_that_is_none_is_told(tmp_path: Path, precision: str, said: str) -> None:
    result = simulate(tmp_path, "--until", precision)

    assert result.exit_code == Exit.DATA
    assert "error[E301]" in result.stderr
    assert said in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--until", "1h", "--until", "2h"), "--until is given at most once with a duration"),
        (("--until", "abandonment +-1%", "--replications", 3), "leave out --replications"),
        (("--max-replications", 3), "--max-replications goes with a precision"),
        (("--resume",), "name it by --out"),
        (("--force",), "name it by --out"),
        (("--out", "x", "--resume", "--force"), "take one"),
        (("--follow", "voice-1", "--replications", 3), "leave out --replications"),
        (("--follow", "voice-1", "--out", "x"), "leave out --out"),
        (("--workers", 0), "neither `auto` nor a number from 1 to 60"),
        (("--replications", 2, "--workers", 61), "neither `auto` nor a number from 1 to 60"),
        (("--replications", 0), "--replications"),
        (("--faults", "storm"), "there are no faults `storm`"),
    ],
)
def test_what_cannot_stand_together_is_told(
    tmp_path: Path, words: tuple[object, ...], said: str
) -> None:
    result = simulate(tmp_path, *words)

    assert result.exit_code == Exit.USAGE
    assert said in result.stderr
    assert result.stdout == ""


def test_a_replication_may_not_take_no_time(tmp_path: Path) -> None:
    result = simulate(tmp_path, "--replications", 2, "--max-time", "0s")

    assert result.exit_code == Exit.DATA
    assert "`0s` is no time to run in" in result.stderr


def test_a_limit_that_days_have_met_is_told_once(tmp_path: Path) -> None:
    result = simulate(tmp_path, "--replications", 3, "--workers", 1, "--max-events", 40)

    assert result.exit_code == Exit.LIMIT
    assert result.stderr.count("error[E422]") == 1
    assert "in 3 of 3 replications" in " ".join(result.stderr.split())


def test_strict_does_not_forgive_what_meets_a_limit_on_any_day(tmp_path: Path) -> None:
    words = ("--replications", 3, "--workers", 1)

    lenient = simulate(tmp_path, *words, text=ROUND)
    strict = simulate(tmp_path, *words, "--strict", text=ROUND)

    assert (lenient.exit_code, strict.exit_code) == (Exit.FINE, Exit.LIMIT)
    assert "error[E424]: `email-1` moved between queues too often" in strict.stderr
    assert "so in 3 of 3 replications" in " ".join(strict.stderr.split())


def test_a_replication_that_needs_too_much_memory_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, MemoryError(), at=1)

    result = simulate(tmp_path, "--replications", 3, "--workers", 1)

    assert result.exit_code == Exit.LIMIT
    assert "simulated 2 times" in result.stdout
    assert "error[E426]: replication 1 (seed " in result.stderr


def test_a_replication_whose_worker_ends_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lossy(*arguments: object, by: By, **options: object) -> Replicated:
        call: Callable[..., Replicated] = replicate
        return call(*arguments, by=By(workers=2, executors=losing), **options)

    monkeypatch.setattr(replicating, "replicate", lossy)

    result = simulate(tmp_path, "--replications", 3)

    assert result.exit_code == Exit.WORKER
    assert "simulated 2 times" in result.stdout
    assert "error[E802]: replication 1 (seed " in result.stderr


@pytest.mark.parametrize(("loss", "code"), [(Loss.HUNG, "E803"), (Loss.ENDED, "E802")])
def test_of_many_that_came_to_nothing_some_are_named(loss: Loss, code: str) -> None:
    few = [*losses((number, 7, loss) for number in range(10))]
    many = [*losses((number, 7, loss) for number in range(2_000))]

    assert [each.code for each in many] == [code] * 11
    assert many[:10] == few
    assert many[10].message == "1,990 more replications have no figures"


def test_what_is_finished_is_shown_after_an_interrupt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, KeyboardInterrupt(), at=2)

    result = simulate(tmp_path, "--replications", 9, "--workers", 1)

    assert result.exit_code == Exit.INTERRUPTED
    assert "simulated 2 times" in result.stdout
    assert result.stderr.endswith("routewright: interrupted\n")


SIGNAL = """
from engine.replications import replicate

settle = replicate._Runs.settle

def settles(self, outcome):
    settle(self, outcome)
    if len(self._finished) == 3:
        signal.raise_signal(signal.{signal})

replicate._Runs.settle = settles
"""
"""A signal when the third replication is finished."""


@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_a_signal_ends_all_workers_and_what_is_finished_is_shown(
    tmp_path: Path, name: str, code: int
) -> None:
    folder = project(tmp_path, tiny=TINY)
    script = SIGNAL.format(signal=name)

    found, messages, shown = ended(
        script, "simulate", folder, "--replications", 9999, "--workers", 2
    )

    assert found == code
    assert "simulated 3 times" in shown
    assert messages[-1] in ("routewright: interrupted", "routewright: terminated")
    assert "3 of 9999 replications finished" in messages


def test_results_that_were_interrupted_are_resumed_to_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("--replications", 4, "--workers", 1)
    out = (tmp_path / "whole", tmp_path / "resumed")
    with monkeypatch.context() as patch:
        failing(patch, KeyboardInterrupt(), at=2)
        stopped = simulate(tmp_path, *words, "--out", out[1])

    whole = simulate(tmp_path, *words, "--out", out[0])
    resumed = simulate(tmp_path, *words, "--out", out[1], "--resume")

    assert "`--resume` goes on" in stopped.stderr
    assert (whole.exit_code, resumed.exit_code) == (Exit.FINE, Exit.FINE)
    assert resumed.stdout == whole.stdout
    for name in ("manifest.json", "replications.jsonl", "figures.json"):
        assert (out[1] / name).read_bytes() == (out[0] / name).read_bytes()
