"""Every bad input gets its code, its place and its exit status, and never a traceback."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from engine.cli.main import main
from tests.corpus.recipes import OF_OTHERS, RECIPES, WITHOUT_COUNTERPART

ROWS = Path(__file__).parents[1] / "acceptance" / "test_bad_input_rows.py"
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


def test_no_row_of_the_catalogue_is_without_a_case() -> None:
    named = [path.stem for path in FILES] + list(RECIPES)
    named += re.findall(r"def test_(b[0-9]+)", ROWS.read_text(encoding="utf-8"))
    cases = {f"B-{match[1]}" for name in named if (match := re.match("[Bb]([0-9]+)", name))}
    elsewhere = {**WITHOUT_COUNTERPART, **OF_OTHERS}
    here = [*range(1, 51), *range(58, 62), 66, 67, 68, 71, *range(75, 83)]

    assert [f"B-{number:02}" for number in here if f"B-{number:02}" not in cases] == [
        row for row in WITHOUT_COUNTERPART if row != "B-74"
    ]
    assert cases | set(elsewhere) == {f"B-{number:02}" for number in range(1, 96)}
    assert cases & set(elsewhere) == set()
