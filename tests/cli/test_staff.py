"""`routewright run --agent`: what agents do with what they are offered."""

from pathlib import Path

import pytest

from tests.cli.command import project, routewright

LINE = """agent anna
agent ben
strategy s (voice) {
  hold: route { targets = [agent(anna), agent(ben)]   timeout = 5m   timeout -> bye }
  bye: disconnect { reason = "no agent" }
}
"""


def test_an_agent_accepts_at_once_if_nothing_else_is_said(tmp_path: Path) -> None:
    done = routewright("run", project(tmp_path, line=LINE))

    assert done.exit_code == 0
    assert "voice-1 still with agent anna since 00:00.000" in done.stdout


def test_several_things_are_said_of_several_agents(tmp_path: Path) -> None:
    told = ("anna=refuses", "ben=after:5s", "ben=handles:2m")

    options = [part for way in told for part in ("--agent", way)]
    done = routewright("run", project(tmp_path, line=LINE), *options)

    assert "agent anna refuses" in done.stdout
    assert "agent ben accepts after 5s of waiting" in done.stdout
    assert "voice-1 disconnected at 02:05.000: handled" in done.stdout


def test_who_is_not_ready_is_offered_nothing(tmp_path: Path) -> None:
    told = ("--agent", "anna=not-ready", "--agent", "ben=silent", "--agent", "anna=ready")

    done = routewright("run", project(tmp_path, line=LINE), *told)

    assert "with agent anna" in done.stdout


@pytest.mark.parametrize(
    ("told", "message", "cure"),
    [
        ("anna", "`anna` does not say what an agent does", "--agent NAME=WAY"),
        ("=silent", "`=silent` does not say what an agent does", "--agent NAME=WAY"),
        ("ann=silent", "there is no agent `ann`", "did you mean `anna`?"),
        ("carla=silent", "there is no agent `carla`", "there are `anna`, `ben`"),
        ("anna=refuse", "`refuse` is nothing that an agent does", "did you mean `refuses`?"),
        ("anna=silent:5s", "`silent:5s` is nothing that an agent does", "the ways are"),
        ("anna=after", "`after` names no duration", "`after:5s`"),
        ("anna=after:soon", "`after:soon` names no duration", "`after:5s`"),
        ("anna=handles:-1s", "`handles:-1s` names no duration", "`handles:5s`"),
    ],
)
def test_what_no_agent_does_is_refused(tmp_path: Path, told: str, message: str, cure: str) -> None:
    done = routewright("run", project(tmp_path, line=LINE), "--agent", told)

    assert done.exit_code == 4
    assert message in done.stderr
    assert cure in " ".join(done.stderr.split())


def test_a_project_without_agents_says_so(tmp_path: Path) -> None:
    text = "strategy s (voice) { bye: disconnect }\n"

    done = routewright("run", project(tmp_path, line=text), "--agent", "anna=silent")

    assert "the project declares none" in done.stderr


def test_a_run_with_agents_is_saved_as_a_test(tmp_path: Path) -> None:
    folder = project(tmp_path, line=LINE)
    told = ("anna=not-ready", "ben=after:5s", "ben=handles:2m")
    options = [part for way in told for part in ("--agent", way)]

    done = routewright("run", folder, *options, "--save-test", "ben")

    assert done.exit_code == 0, done.stderr
    text = (Path(folder) / "tests.strat").read_text("utf-8")
    assert "ready(anna) = false" in text
    assert "accepts(ben) = after(5s)" in text
    assert "handles(ben) = 2m" in text
    assert routewright("test", folder).exit_code == 0


def test_a_saved_test_claims_who_has_it(tmp_path: Path) -> None:
    folder = project(tmp_path, line=LINE)

    routewright("run", folder, "--agent", "anna=refuses", "--save-test", "ben")

    assert 'expect agent == "ben"' in (Path(folder) / "tests.strat").read_text("utf-8")
    assert routewright("test", folder).exit_code == 0
