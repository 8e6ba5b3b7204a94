"""`routewright graph --format build-sheet`."""

from pathlib import Path

import pytest

from tests.cli.command import HELLO, project, routewright
from tests.cli.test_run import NOTIFICATION


def test_a_process_has_one_sheet(tmp_path: Path) -> None:
    folder = project(tmp_path, p=NOTIFICATION)

    whole = routewright("graph", folder, "--format", "build-sheet")
    one = routewright("graph", folder, "--strategy", "stop_it", "--format", "build-sheet")

    assert (whole.exit_code, one.exit_code) == (0, 0)
    assert "## Interaction queue `notifications`" in whole.stdout
    assert "## Strategy `stop_it` (chat)" in whole.stdout
    assert one.stdout.startswith("# Build sheet of strategy `stop_it`\n")
    assert "Interaction queue `" not in one.stdout


def test_the_only_strategy_of_a_project_does_not_hide_what_is_configured(tmp_path: Path) -> None:
    calendar = 'calendar office { zone = "Etc/UTC"   mon_fri = 08:00..18:00 }\n'
    opening = "a: hours(office) { open -> b   closed -> b }  b: exit"
    folder = project(tmp_path, p=calendar + f"strategy s (voice) {{ {opening} }}")

    result = routewright("graph", folder, "--format", "build-sheet")

    assert "## Calendar `office`" in result.stdout
    assert "## Strategy `s` (voice)" in result.stdout
    assert (
        routewright("graph", folder).stdout
        == routewright("graph", folder, "--strategy", "s").stdout
    )


@pytest.mark.parametrize(("dialect", "other"), [("ird", "Composer:"), ("composer", "IRD:")])
def test_one_dialect_may_be_asked_for(tmp_path: Path, dialect: str, other: str) -> None:
    result = routewright(
        "graph", project(tmp_path, p=HELLO), "--format", "build-sheet", "--dialect", dialect
    )

    assert result.exit_code == 0
    assert other not in result.stdout


def test_the_suffix_of_a_file_asks_for_a_sheet(tmp_path: Path) -> None:
    folder, output = project(tmp_path, p=HELLO), tmp_path / "sheet.md"

    result = routewright("graph", folder, "--output", output, "--dialect", "ird")

    assert (result.exit_code, result.stdout) == (0, "")
    assert output.read_text(encoding="utf-8").startswith("# Build sheet of process")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--dialect", "ird"], "--dialect is for build sheets"),
        (["--format", "build-sheet", "--coverage"], "--coverage marks drawings"),
        (["--format", "build-sheet", "--dialect", "urs"], "'urs' is not one of"),
    ],
)
def test_options_that_do_not_fit_are_refused(
    tmp_path: Path, options: list[str], words: str
) -> None:
    result = routewright("graph", project(tmp_path, p=HELLO), *options)

    assert result.exit_code == 2
    assert words in result.stderr


def test_what_an_author_wrote_cannot_move_the_cursor(tmp_path: Path) -> None:
    text = 'strategy s (voice) { a: log("\\u{1b}[2J") { note = "a\\nb\\u{9b}" } -> b  b: exit }'

    result = routewright("graph", project(tmp_path, p=text), "--format", "build-sheet")

    assert result.exit_code == 0
    assert "\x1b" not in result.stdout
    assert "\x9b" not in result.stdout
