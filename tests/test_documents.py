"""What the documents show is what the commands print, and what their examples say is true."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from engine.log.events import Event
from engine.observations import OBSERVATIONS
from engine.program.lower import lower
from engine.scenario import ACTS, Answering
from engine.testing.judge import judge
from tests.helpers.console import golden, matches, run_command, sessions
from tests.helpers.runs import check_text, process_of, run_process

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
REFERENCE = (ROOT / "grammar" / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```strat\n(.*?)^```", REFERENCE, flags=re.MULTILINE | re.DOTALL)
OUTPUTS = sorted((ROOT / "strategies").glob("*/*.out"))
TEST_FUNCTIONS = ("in_any_order", "in_order", "stopped")
PROJECTS = sorted(path.parent for path in (ROOT / "strategies").glob("*/README.md"))
DRAWN = re.compile(r"(?ms)^<!-- (routewright graph [^\n]*) -->\n```mermaid\n.*?^```")
"""A drawing in a README, below the command that prints it."""


def test_the_tour_in_the_readme_prints_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "strategies", tmp_path / "strategies")
    monkeypatch.chdir(tmp_path)
    commands = list(sessions(README))

    assert len(commands) >= 6
    for command, expected in commands:
        if command.startswith("sed "):
            edit(command)
            continue
        _, output = run_command(command)
        assert matches(expected, output), f"$ {command}\n{output}"


def edit(command: str) -> None:
    """What the tour does with `sed -i 's/a/b/' file`, on machines without sed too."""
    found = re.fullmatch(r"sed -i 's/(.*)/(.*)/' (\S+)", command)
    assert found, command
    path = Path(found[3])
    text = path.read_text(encoding="utf-8")
    assert found[1] in text
    path.write_text(text.replace(found[1], found[2]), encoding="utf-8")


@pytest.mark.parametrize("path", OUTPUTS, ids=[f"{p.parent.name}/{p.stem}" for p in OUTPUTS])
def test_an_example_prints_its_out_file(
    path: Path, update: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    command, expected = golden(path)

    _, output = run_command(command)
    if update:
        path.write_text(f"$ {command}\n{output}", encoding="utf-8")
        expected = output

    assert output == expected


def test_the_test_in_the_readme_is_one_of_the_examples() -> None:
    (text,) = re.findall(r"^```strat\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)

    assert text in (ROOT / "strategies/whatsapp_notification/tests.strat").read_text("utf-8")


def test_every_example_project_has_an_out_file_and_a_line_of_readme() -> None:
    assert [p.name for p in PROJECTS] == sorted({p.parent.name for p in OUTPUTS})
    for project in PROJECTS:
        assert (project / "README.md").read_text(encoding="utf-8").startswith(f"`{project.name}`: ")


@pytest.mark.parametrize("project", PROJECTS, ids=[path.name for path in PROJECTS])
def test_the_readme_of_an_example_shows_what_the_commands_print(
    project: Path, update: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    path = project / "README.md"
    text = path.read_text(encoding="utf-8")
    if update:
        text = DRAWN.sub(drawn_again, text)
        path.write_text(text, encoding="utf-8")

    for command, expected in sessions(text):
        _, output = run_command(command)
        assert matches(expected, output), f"$ {command}\n{output}"
    for found in DRAWN.finditer(text):
        assert found[0] == drawn_again(found)
    assert text.count("```mermaid") == len(DRAWN.findall(text))


def drawn_again(found: re.Match[str]) -> str:
    """A drawing as its command prints it."""
    _, drawing = run_command(found[1])
    return f"<!-- {found[1]} -->\n```mermaid\n{drawing}```"


@pytest.mark.parametrize("text", EXAMPLES, ids=range(len(EXAMPLES)))
def test_an_example_of_the_reference_checks_and_runs(text: str) -> None:
    checked = check_text(text)

    assert checked.process is not None, [(d.code, d.message) for d in checked.diagnostics]
    assert checked.diagnostics == ()
    graphs = checked.process.strategies
    first = next((graph for graph in reversed(graphs) if graph.family == 0), graphs[-1])
    story = run_process(checked.process, strategy=first.name, data=[("Name", "Ana")])
    assert story.final(0) is not None or story.rows(Event.ACCEPTED, interaction=0)


def test_the_tests_in_the_examples_of_the_reference_pass() -> None:
    verdicts = {
        case.name: judge(program, case)
        for process in map(process_of, EXAMPLES)
        for program in [lower(process)]
        for case in process.cases
    }

    assert len(verdicts) >= 5
    failed = {name: each.failures for name, each in verdicts.items() if each.failures}
    assert failed == {}


def test_the_reference_names_whatever_tests_can_say() -> None:
    ways = [way.value.replace("-", "_") for way in Answering if way is not Answering.GIVEN]
    words = [*(act.value for act in ACTS), *ways, "answers", *OBSERVATIONS, *TEST_FUNCTIONS]
    words.remove("variable")  # written by its name

    assert [word for word in words if not re.search(rf"`[^`\n]*\b{word}\b", REFERENCE)] == []


def test_the_python_of_the_readme_runs() -> None:
    (text,) = re.findall(r"^```python\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)

    done = subprocess.run(
        [sys.executable, "-c", text], cwd=ROOT, capture_output=True, text=True, check=True
    )

    run, day, days = done.stdout.splitlines()
    rows, log_hash = run.split()
    assert int(rows) > 20
    assert log_hash in (ROOT / "strategies/whatsapp_notification/run.out").read_text("utf-8")
    assert day.startswith("Share(part=")
    assert days.startswith("Estimate(value=")
