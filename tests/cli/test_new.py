"""`routewright new`: what it makes is sound, and nothing is overwritten."""

import json
from pathlib import Path

import pytest

from tests.cli.command import BROKEN, DATA, HELLO, project, routewright

FILES = ["README.md", "input.json", "notify.strat", "process.strat", "tests.strat"]


@pytest.fixture(autouse=True)
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands run in a folder of their own."""
    monkeypatch.chdir(tmp_path)


def content(folder: Path) -> dict[str, bytes]:
    """All files below a folder with what is in them."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def assert_sound(folder: str, tests: int) -> None:
    """The project has no finding, is canonical, runs, and its tests pass."""
    checked = routewright("check", folder)
    assert (checked.exit_code, checked.stdout.split(":")[0]) == (0, "no findings")
    assert routewright("fmt", "--check", folder).exit_code == 0
    assert routewright("run", folder, "--strict").exit_code == 0
    tested = json.loads(routewright("test", folder, "--format", "json").stdout)
    outcomes = [case["outcome"] for each in tested["projects"] for case in each["tests"]]
    assert outcomes == ["passed"] * tests


def test_a_new_project_is_sound(tmp_path: Path) -> None:
    result = routewright("new", "project", "orders")

    assert result.exit_code == 0
    assert sorted(content(tmp_path / "orders")) == FILES
    assert_sound("orders", tests=5)


def test_a_new_project_says_what_was_written_and_what_to_type(tmp_path: Path) -> None:
    result = routewright("new", "project", "orders")

    assert (
        result.stdout
        == """\
wrote orders/process.strat
wrote orders/notify.strat
wrote orders/tests.strat
wrote orders/input.json
wrote orders/README.md

next
  cd orders
  routewright check
  routewright run
  routewright test
"""
    )


def test_the_readme_of_a_new_project_names_it_in_two_lines(tmp_path: Path) -> None:
    routewright("new", "project", "my-orders_2")

    lines = (tmp_path / "my-orders_2" / "README.md").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("`my-orders_2`: ")


def test_a_folder_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "orders").mkdir()

    result = routewright("new", "project", "orders")

    assert result.exit_code == 6
    assert "error[E501]: `orders` is there already" in result.stderr
    assert content(tmp_path) == {}


def test_a_folder_that_cannot_be_made_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, *_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)

    result = routewright("new", "project", "orders")

    assert result.exit_code == 6
    assert "error[E503]: `orders` cannot be written: no space left on device" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("what", "name", "why"),
    [
        ("project", "a/b", "is made of letters, digits, `-` and `_`"),
        ("project", "../x", "begins with a letter"),
        ("project", "", "begins with a letter"),
        ("project", "-x", "No such option"),
        ("project", "Con", "nothing can be called so on Windows"),
        ("project", "a" * 101, "at most 100 characters"),
        ("strategy", "2nd", "begins with a letter"),
        ("strategy", "my-strategy", "is made of letters, digits and `_`"),
        ("strategy", "strategy", "a word of the language"),
        ("strategy", "esp", "a word of the language"),
        ("strategy", "now", "a word of the language"),
        ("strategy", "within", "a word of the language"),
        ("strategy", "größe", "is made of letters, digits and `_`"),
        ("strategy", "\x1b[31m", "is made of letters, digits and `_`"),
    ],
)
def test_a_bad_name_is_refused_with_what_is_allowed(
    tmp_path: Path, what: str, name: str, why: str
) -> None:
    result = routewright("new", what, name)

    assert result.exit_code == 2
    assert why in result.stderr
    assert "\x1b" not in result.stderr
    assert content(tmp_path) == {}


def test_an_unknown_word_is_answered_with_the_nearest() -> None:
    result = routewright("new", "projct", "x")

    assert result.exit_code == 2
    assert "there is no command `projct`; did you mean `project`?" in result.stderr


# Strategies


def test_a_new_strategy_joins_a_project(tmp_path: Path) -> None:
    routewright("new", "project", "orders")
    before = content(tmp_path / "orders")

    result = routewright("new", "strategy", "welcome", "orders")

    assert result.exit_code == 0
    assert "routewright run orders --strategy welcome" in result.stdout
    after = content(tmp_path / "orders")
    assert after.keys() - before.keys() == {"welcome.strat"}
    assert all(after[name] == before[name] for name in before)
    assert_sound("orders", tests=6)


def test_a_new_strategy_may_be_the_first_of_a_project(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    result = routewright("new", "strategy", "welcome", "empty")

    assert result.exit_code == 0
    assert_sound("empty", tests=1)


def test_a_strategy_that_becomes_the_first_one_says_so(tmp_path: Path) -> None:
    project(tmp_path, main=HELLO)

    later = routewright("new", "strategy", "welcome")
    earlier = routewright("new", "strategy", "arrive")

    assert later.stderr == ""
    assert "`run` and `new test` now take `arrive`" in earlier.stderr


def test_a_strategy_that_is_there_is_left_alone(tmp_path: Path) -> None:
    project(tmp_path, main=HELLO)

    by_name = routewright("new", "strategy", "hello")
    by_file = routewright("new", "strategy", "main")

    assert (by_name.exit_code, by_file.exit_code) == (4, 6)
    assert "there is a strategy `hello` already, at main.strat:1:" in by_name.stderr
    assert "`main.strat` is there already" in by_file.stderr
    assert content(tmp_path) == {"main.strat": HELLO.encode()}


def test_a_project_with_errors_takes_no_strategy(tmp_path: Path) -> None:
    project(tmp_path, main=BROKEN)

    result = routewright("new", "strategy", "welcome")

    assert result.exit_code == 3
    assert "E211" in result.stderr
    assert list(content(tmp_path)) == ["main.strat"]


def test_a_strategy_whose_test_would_have_a_name_twice_is_refused(tmp_path: Path) -> None:
    test = 'test "welcome greets a caller by name" { strategy = hello   expect path == [bye] }\n'
    project(tmp_path, main=HELLO + test)

    result = routewright("new", "strategy", "welcome")

    assert result.exit_code == 4
    assert "this project has no place for it: " in result.stderr
    assert list(content(tmp_path)) == ["main.strat"]


def test_a_strategy_needs_a_folder(tmp_path: Path) -> None:
    project(tmp_path, main=HELLO)

    result = routewright("new", "strategy", "welcome", "main.strat")

    assert result.exit_code == 2
    assert "`main.strat` is a file; name the project's folder" in result.stderr


# Tests


def test_a_new_test_claims_what_the_usual_input_does(tmp_path: Path) -> None:
    routewright("new", "project", "orders")

    result = routewright("new", "test", "told as usual", "orders")

    assert result.exit_code == 0
    assert result.stdout == "wrote orders/tests.strat\n\nnext\n  routewright test orders\n"
    written = (tmp_path / "orders" / "tests.strat").read_text(encoding="utf-8")
    assert 'test "told as usual" {\n  strategy = notify\n' in written
    assert_sound("orders", tests=6)


def test_a_new_test_of_another_strategy(tmp_path: Path) -> None:
    project(tmp_path, main=HELLO, other=HELLO.replace("hello", "other"))

    result = routewright("new", "test", "the other one", "--strategy", "other")

    assert result.exit_code == 0
    assert (tmp_path / "tests.strat").read_text(encoding="utf-8") == (
        """test "the other one" {
  strategy = other
  expect path == [bye]
  expect outcome == disconnected("other")
}
"""
    )


def test_a_new_test_needs_the_data_that_its_strategy_declares(tmp_path: Path) -> None:
    project(tmp_path, main=DATA)

    result = routewright("new", "test", "greeted")

    assert result.exit_code == 4
    assert "error[E302]" in result.stderr
    assert "--save-test NAME" in result.stderr
    assert list(content(tmp_path)) == ["main.strat"]


def test_documents_name_the_files_and_the_next_commands() -> None:
    made = json.loads(routewright("new", "project", "orders", "--format", "json").stdout)
    joined = json.loads(routewright("new", "strategy", "hi", "orders", "--format", "json").stdout)

    assert (made["command"], len(made["files"]), made["next"][0]) == ("new project", 5, "cd orders")
    assert (joined["command"], joined["files"]) == ("new strategy", ["orders/hi.strat"])
