"""The command `routewright compare`, and `--param` of others."""

import json
from pathlib import Path

import pytest
from click.testing import Result

from engine.cli.exits import Exit
from engine.cli.variants import ways
from tests.cli.command import HELLO, project, routewright
from tests.helpers.compared import LINE

ENVIRONMENTS = "env quiet { often = 20/h }\nenv busy { often = 90/h   clerks = 4 }\n"


@pytest.fixture
def line(tmp_path: Path) -> Path:
    folder = tmp_path / "line"
    folder.mkdir()
    return project(folder, line=LINE + ENVIRONMENTS)


def compare(*words: object) -> Result:
    workers = () if "--workers" in words else ("--workers", "1")
    return routewright("compare", *words, "--replications", "2", *workers)


def document(result: Result) -> dict[str, object]:
    assert result.exit_code == Exit.FINE, result.stderr
    return dict(json.loads(result.stdout))


def names(result: Result) -> list[str]:
    variants = document(result)["variants"]
    assert isinstance(variants, list)
    return [each["name"] for each in variants]


def test_two_projects_are_old_and_new(line: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    project(other, line=LINE.replace("length(VQ) >= 4", "length(VQ) >= 6"))

    result = compare(line, other)

    assert result.exit_code == Exit.FINE
    assert f"old project line, {line}" in " ".join(result.stdout.split())
    assert "who fares differently: old → new" in result.stdout
    assert "from many of line on" in result.stdout
    assert "--follow voice-" in " ".join(result.stdout.split())


def test_a_parameter_takes_several_values_in_the_order_given(line: Path) -> None:
    words = ("--param", "clerks=4", "--param", "clerks=3", "--param", "often=50/h")

    result = compare(line, *words, "--format", "json")

    assert names(result) == ["clerks = 4", "clerks = 3"]
    command = document(result)["variants"][0]["command"]  # type: ignore[index]
    assert "--param often=50/h --param clerks=4" in command


def test_a_value_that_all_variants_have_is_said_beside_their_names() -> None:
    settings = ("clerks=4", "clerks=3", "often=50/h")

    found = ways([Path("line")], (), settings)

    assert [(way.name, way.beside) for way in found] == [
        ("clerks = 4", ", often = 50/h"),
        ("clerks = 3", ", often = 50/h"),
    ]


def test_one_value_is_compared_with_the_project_as_it_is(line: Path) -> None:
    result = compare(line, "--param", "clerks=4", "--param", "often=70/h", "--format", "json")

    assert names(result) == ["as it is", "clerks = 4, often = 70/h"]


def test_environments_are_variants(line: Path) -> None:
    both = compare(line, "--env", "quiet", "--env", "busy", "--format", "json")
    one = compare(line, "--env", "busy", "--format", "json")

    assert names(both) == ["env quiet", "env busy"]
    assert names(one) == ["as it is", "env busy"]


def test_a_project_and_itself_differ_by_nothing(line: Path) -> None:
    found = document(compare(line, line, "--format", "json"))

    differences = [each["differences"][0] for each in found["figures"]]  # type: ignore[attr-defined]
    assert differences
    assert {(e["value"], e["low"], e["high"]) for e in differences if e is not None} == {(0, 0, 0)}
    assert found["customers"][0]["groups"] == []  # type: ignore[index]


def test_the_seed_and_the_length_are_those_asked_for(line: Path) -> None:
    words = ("--param", "clerks=4", "--seed", "5", "--until", "30m", "--simulation", "today")

    found = document(compare(line, *words, "--format", "json"))

    assert found["seeds"][0] == 5  # type: ignore[index]
    assert found["variants"][0]["command"].endswith("--simulation today --until 30m")  # type: ignore[index]


def test_a_limit_is_said_of_the_variant_that_met_it(line: Path) -> None:
    result = compare(line, "--param", "clerks=4", "--max-events", "500")

    assert result.exit_code == Exit.LIMIT
    assert "2 of 2 days of clerks = 4 met a limit" in " ".join(result.stderr.split())
    assert "all customers" in result.stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ([], Exit.USAGE, "nothing to vary"),
        (["--param", "clerks"], Exit.DATA, "`clerks` gives no parameter a value"),
        (["--param", "clerks=4", "--param", "clerks=4"], Exit.DATA, "the value `4` twice"),
        (["--param", "clerk=4"], Exit.SOURCE, "did you mean `clerks`?"),
        (["--param", "clerks=4s"], Exit.DATA, "`4s` is no value for `clerks`, which is integer"),
        (["--param", "often=4"], Exit.DATA, "write for example `40/h`"),
        (["--env", "nobody"], Exit.SOURCE, "there is no environment `nobody`"),
        (["--env", "busy", "--env", "busy"], Exit.USAGE, "an environment is given twice"),
        (
            ["--env", "quiet", "--env", "busy", "--param", "clerks=4", "--param", "clerks=5"],
            Exit.USAGE,
            "one thing at a time",
        ),
        (["--param", "clerks=4", "--simulation", "todai"], Exit.USAGE, "did you mean `today`?"),
        (["--param", "clerks=4", "--seed", "x"], Exit.DATA, "`x` is no seed"),
        (["--param", "clerks=4", "--faults", "storm"], Exit.USAGE, "storm"),
        (["--param", "clerks=4", "--workers", "0"], Exit.USAGE, "neither `auto` nor a number"),
    ],
)
def test_what_cannot_be_compared_is_said(
    line: Path, words: list[str], code: Exit, said: str
) -> None:
    result = compare(line, *words)

    assert result.exit_code == code
    assert said in " ".join(result.stderr.split())


def test_more_than_two_projects_are_too_many(line: Path) -> None:
    result = compare(line, line, line)

    assert result.exit_code == Exit.USAGE
    assert "3 projects are named; two are compared" in result.stderr


def test_two_projects_with_several_values_are_too_much(line: Path) -> None:
    result = compare(line, line, "--param", "clerks=4", "--param", "clerks=5")

    assert result.exit_code == Exit.USAGE
    assert "two projects are compared, and `clerks` has several values" in result.stderr


def test_more_variants_than_anybody_reads_are_refused(line: Path) -> None:
    words = [word for number in range(51) for word in ("--param", f"clerks={number}")]

    result = compare(line, *words)

    assert result.exit_code == Exit.USAGE
    assert "there are 51 variants, and 50 are enough" in result.stderr


def test_a_project_in_error_or_without_a_simulation_is_not_compared(
    line: Path, tmp_path: Path
) -> None:
    hello = tmp_path / "hello"
    hello.mkdir()
    project(hello, hello=HELLO)

    assert compare(line, tmp_path / "nowhere").exit_code == Exit.STORAGE
    none = compare(line, hello)
    assert none.exit_code == Exit.USAGE
    assert "project `hello` has no simulation" in none.stderr


def test_results_are_resumed_with_the_parameters_that_they_were_begun_with(
    line: Path, tmp_path: Path
) -> None:
    kept = ("--out", tmp_path / "results", "--replications", "1", "--until", "30m")

    begun = routewright("simulate", line, "--param", "clerks=4", *kept)
    other = routewright("simulate", line, "--param", "clerks=5", *kept, "--resume")
    again = routewright("simulate", line, "--param", "clerks=4", *kept, "--resume")

    assert (begun.exit_code, again.exit_code) == (Exit.FINE, Exit.FINE)
    assert other.exit_code == Exit.INTEGRITY
    assert 'was begun with param `{"clerks":"4"}`' in " ".join(other.stderr.split())
    assert again.stdout == begun.stdout


def test_a_day_is_simulated_with_other_values_of_parameters(line: Path) -> None:
    words = ("--param", "clerks=4", "--param", "often=20/h", "--format", "json")

    result = routewright("simulate", line, *words)

    found = json.loads(result.stdout)
    assert [each["name"] for each in found["agents"]["agents"]] == [
        f"clerk_{number}" for number in range(1, 5)
    ]
    twice = routewright("simulate", line, "--param", "clerks=4", "--param", "clerks=5")
    assert twice.exit_code == Exit.DATA
    assert "`clerks` is given 2 values" in twice.stderr
