"""`routewright graph`."""

import json
import os
from pathlib import Path

import pytest

from tests.cli.command import BROKEN, HELLO, project, routewright
from tests.cli.test_run import NOTIFICATION


@pytest.mark.parametrize(("form", "start"), [("mermaid", "flowchart"), ("dot", "digraph")])
def test_the_only_strategy_is_drawn(tmp_path: Path, form: str, start: str) -> None:
    result = routewright("graph", project(tmp_path, p=HELLO), "--format", form)

    assert result.exit_code == 0
    assert result.stdout.startswith(start)
    assert "disconnect" in result.stdout


def test_several_strategies_are_drawn_as_the_process(tmp_path: Path) -> None:
    folder = project(tmp_path, p=NOTIFICATION)

    whole = routewright("graph", folder)
    asked = routewright("graph", folder, "--process")
    one = routewright("graph", folder, "--strategy", "stop_it")

    assert whole.stdout == asked.stdout
    assert "notifications" in whole.stdout
    assert "notifications" not in one.stdout
    assert "stop" in one.stdout


def test_json_is_a_document(tmp_path: Path) -> None:
    result = routewright("graph", project(tmp_path, p=NOTIFICATION), "--format", "json")

    found = json.loads(result.stdout)
    assert found["schema_version"] == 1
    assert result.stdout.isascii()


def test_svg_is_drawn_where_the_layout_is_installed_and_else_says_how(tmp_path: Path) -> None:
    result = routewright("graph", project(tmp_path, p=HELLO), "--format", "svg")

    if result.exit_code == 0:
        assert "<svg" in result.stdout
    else:
        assert result.exit_code == 2
        assert "routewright[layout]" in result.stderr


def test_a_drawing_goes_to_a_file_that_is_not_there_yet(tmp_path: Path) -> None:
    folder, output = project(tmp_path, p=HELLO), tmp_path / "drawing.mmd"
    drawn = routewright("graph", folder).stdout

    first = routewright("graph", folder, "--output", output)
    second = routewright("graph", folder, "--output", output)
    output.write_text("old", encoding="utf-8")
    forced = routewright("graph", folder, "--output", output, "--force")

    assert (first.exit_code, second.exit_code, forced.exit_code) == (0, 6, 0)
    assert first.stdout == ""
    assert "error[E501]" in second.stderr
    assert output.read_text(encoding="utf-8") == drawn


def test_no_input_is_ever_overwritten(tmp_path: Path) -> None:
    path = project(tmp_path, p=HELLO) / "p.strat"

    result = routewright("graph", path, "--output", path, "--force")

    assert result.exit_code == 6
    assert "error[E501]" in result.stderr
    assert path.read_text(encoding="utf-8") == HELLO


def test_a_folder_that_is_not_there_is_an_error_of_storage(tmp_path: Path) -> None:
    output = tmp_path / "nowhere" / "drawing.mmd"

    result = routewright("graph", project(tmp_path, p=HELLO), "--output", output)

    assert result.exit_code == 6
    assert "error[E503]" in result.stderr


def test_a_project_with_mistakes_is_not_drawn(tmp_path: Path) -> None:
    result = routewright("graph", project(tmp_path, p=BROKEN))

    assert result.exit_code == 3
    assert result.stdout == ""
    assert "error[E211]" in result.stderr


def test_a_strategy_that_is_not_there_is_a_wrong_argument(tmp_path: Path) -> None:
    result = routewright("graph", project(tmp_path, p=HELLO), "--strategy", "helo")

    assert result.exit_code == 2
    assert "did you mean `hello`?" in result.stderr


@pytest.mark.parametrize("form", ["pipe", "folder", "link"])
def test_only_a_regular_file_is_ever_replaced(tmp_path: Path, form: str) -> None:
    folder, output = project(tmp_path, p=HELLO), tmp_path / "drawing"
    match form:
        case "pipe":
            os.mkfifo(output)
        case "folder":
            output.mkdir()
        case _:
            os.mkfifo(tmp_path / "pipe")
            output.symlink_to("pipe")
    before = output.stat()

    for force in ([], ["--force"]):
        result = routewright("graph", folder, "--output", output, *force)

        assert result.exit_code == 6
        assert "error[E502]" in result.stderr
        assert "is not a regular file" in " ".join(result.stderr.split())
    assert (output.stat().st_mode, output.stat().st_ino) == (before.st_mode, before.st_ino)


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.dot", "digraph"),
        ("a.JSON", "{"),
        ("a.mmd", "flowchart"),
        ("a.mermaid", "flowchart"),
        ("a.txt", "flowchart"),
        ("a", "flowchart"),
    ],
)
def test_the_suffix_of_the_file_says_what_to_draw(tmp_path: Path, name: str, start: str) -> None:
    result = routewright("graph", project(tmp_path, p=HELLO), "--output", tmp_path / name)

    assert result.exit_code == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_a_file_called_svg_holds_an_svg_or_is_not_there(tmp_path: Path) -> None:
    output = tmp_path / "a.svg"

    result = routewright("graph", project(tmp_path, p=HELLO), "--output", output)

    if result.exit_code == 0:
        assert "<svg" in output.read_text(encoding="utf-8")
    else:
        assert "routewright[layout]" in result.stderr
        assert not output.exists()


def test_a_format_that_is_asked_for_wins_over_the_suffix(tmp_path: Path) -> None:
    output = tmp_path / "a.svg"

    routewright("graph", project(tmp_path, p=HELLO), "--output", output, "--format", "mermaid")

    assert output.read_text(encoding="utf-8").startswith("flowchart")


TESTED = """strategy greet (voice) {
  known: if(ANI == "") { true -> stranger   false -> bye }
  stranger: log("nobody") -> bye
  bye: disconnect
}
test "a caller" {
  strategy = greet   input = { ANI: "+14155550123" }
  expect path == [known, bye]
}
test "another caller" {
  strategy = greet   input = { ANI: "+4930123456" }
  expect path == [known, stranger]
}
test "nobody" {
  strategy = greet   skip = "later"   input = { ANI: "" }
  expect path == [known, stranger, bye]
}
"""


def test_coverage_draws_what_the_tests_go_through(tmp_path: Path) -> None:
    folder = project(tmp_path, p=TESTED)

    drawn = routewright("graph", folder, "--coverage")
    document = json.loads(routewright("graph", folder, "--coverage", "--format", "json").stdout)

    assert drawn.exit_code == 0
    assert '  b0{"known<br/>if<br/>entered 2 times"}\n' in drawn.stdout
    assert '  b1["stranger<br/>log<br/>never entered"]\n' in drawn.stdout
    assert '  b0 -->|"true: never"| b1\n' in drawn.stdout
    assert drawn.stderr == ""
    assert [node["entered"] for node in document["nodes"]] == [2, 0, 2]
    assert [edge["taken"] for edge in document["edges"]] == [0, 2, 0]


def test_coverage_of_the_process_marks_its_strategies(tmp_path: Path) -> None:
    result = routewright("graph", project(tmp_path, p=TESTED), "--process", "--coverage")

    assert '["greet<br/>strategy<br/>started 2 times"]' in result.stdout


def test_coverage_without_tests_says_so_and_draws_that_nothing_is_covered(tmp_path: Path) -> None:
    result = routewright("graph", project(tmp_path, p=HELLO), "--coverage")

    assert result.exit_code == 0
    assert result.stderr == "note: the project has no tests\n"
    assert "never entered" in result.stdout


def test_without_coverage_tests_change_nothing_in_a_drawing(tmp_path: Path) -> None:
    folder, bare = tmp_path / "with", tmp_path / "without"
    folder.mkdir()
    bare.mkdir()
    project(folder, p=TESTED)
    project(bare, p=TESTED.partition("test ")[0])

    for form in ("mermaid", "dot", "json"):
        drawn = [routewright("graph", each / "p.strat", "--format", form).stdout
                 for each in (folder, bare)]  # fmt: skip
        assert drawn[0].replace(str(folder), str(bare)) == drawn[1]
