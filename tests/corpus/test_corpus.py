"""Every bad input gets its code, its place and its exit status, and never a traceback."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from engine.cli.main import main
from tests.corpus.recipes import RECIPES

FILES = sorted((Path(__file__).parent / "files").glob("*.strat"))


def observed(path: Path) -> tuple[str, str]:
    """What `check` says of a path, in the form of an expectation, and all it printed."""
    result = CliRunner().invoke(main, ["check", str(path), "--format", "json"])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    report = json.loads(result.stdout)
    said = [
        f"{d['code']} {d['line']}:{d['column']}" if d.get("line") else d["code"]
        for d in report["diagnostics"]
    ]
    return f"{' '.join(said) or 'ok'} exit={result.exit_code}", result.output


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_bad_file_is_answered_as_its_first_line_says(path: Path) -> None:
    expected = path.read_text(encoding="utf-8").split("\n", 1)[0].removeprefix("# expect ")

    said, output = observed(path)

    assert said == expected
    assert "Traceback" not in output


@pytest.mark.parametrize("name", RECIPES)
def test_a_bad_input_from_a_recipe_is_answered_as_it_says(name: str, tmp_path: Path) -> None:
    recipe = RECIPES[name]

    said, output = observed(recipe.write(tmp_path))

    codes, exit_code = said.rsplit(" ", 1)
    wanted, wanted_exit = recipe.expected.rsplit(" ", 1)
    assert exit_code == wanted_exit
    assert in_order(wanted.split(), codes.split()), said
    assert "Traceback" not in output


def in_order(wanted: list[str], said: list[str]) -> bool:
    """Whether the wanted words stand in what was said, the first of them first."""
    rest = iter(said)
    return said[:1] == wanted[:1] and all(word in rest for word in wanted)


def test_no_diagnostic_speaks_of_the_libraries_behind_it() -> None:
    foreign = re.compile(
        r"lark|pydantic|networkx|Token\(|Expected one of|Traceback|NoneType", re.IGNORECASE
    )

    for path in FILES:
        _, output = observed(path)
        assert not foreign.search(output.replace(str(path), "")), (path.name, output)
