"""Mistakes planted in copies of the example projects: their own tests find and name each.

`check` does not see them: every one could be meant so.
"""

from pathlib import Path

import pytest

from tests.acceptance.planted import (
    STRATEGIES,
    Planted,
    agents,
    calls,
    days,
    notifications,
    planted,
    queues,
)
from tests.cli.command import routewright

TABLES = (notifications.FAULTS, calls.FAULTS, queues.FAULTS, agents.FAULTS, days.FAULTS)
FAULTS = {name: fault for table in TABLES for name, fault in table.items()}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_planted_fault_passes_the_checker_and_is_named_by_a_test(
    fault: Planted, tmp_path: Path
) -> None:
    project = planted(fault, tmp_path)

    checked = routewright("check", project)
    tested = routewright("test", project, COLUMNS="200")

    assert checked.exit_code == 0, checked.output
    assert tested.exit_code == 1, tested.output
    for words in fault.said:
        assert words in tested.output, tested.output


@pytest.mark.parametrize("name", sorted({fault.project for fault in FAULTS.values()}))
def test_without_a_planted_fault_the_projects_pass(name: str) -> None:
    tested = routewright("test", STRATEGIES / name)

    assert tested.exit_code == 0, tested.output


def test_the_readme_says_how_many_planted_faults_there_are() -> None:
    readme = (STRATEGIES.parent / "README.md").read_text(encoding="utf-8")

    assert f" {len(FAULTS)} mistakes planted in the examples " in readme


def test_no_two_planted_faults_have_one_name() -> None:
    assert sum(map(len, TABLES)) == len(FAULTS)
