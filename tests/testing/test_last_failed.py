"""What `--last-failed` knows."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as generators

from engine.cli.files import write_whole
from engine.testing.last_failed import FILE, IGNORE, STATE, recall, remember

NAMES = ["a", "b", "c"]


def keep(project: Path, verdicts: dict[str, bool], names: list[str] = NAMES) -> str:
    return remember(project, verdicts, names, write=write_whole)


def state(folder: Path) -> Path:
    return folder / STATE / FILE


def test_what_failed_is_known_the_next_time(tmp_path: Path) -> None:
    note = keep(tmp_path, {"a": True, "b": False})

    assert note == ""
    assert recall(tmp_path).of(tmp_path) == {"b"}
    assert (tmp_path / STATE / IGNORE).read_text(encoding="utf-8").endswith("*\n")


def test_a_project_that_never_failed_gets_no_file(tmp_path: Path) -> None:
    keep(tmp_path, {"a": True})

    assert list(tmp_path.iterdir()) == []
    assert recall(tmp_path).of(tmp_path) == set()


def test_tests_that_were_not_run_keep_what_is_known_of_them(tmp_path: Path) -> None:
    keep(tmp_path, {"a": False, "b": False})
    keep(tmp_path, {"b": True, "c": False})

    assert recall(tmp_path).of(tmp_path) == {"a", "c"}


def test_tests_that_are_gone_are_forgotten(tmp_path: Path) -> None:
    keep(tmp_path, {"a": False, "b": False})
    keep(tmp_path, {"c": True}, ["b", "c"])

    assert recall(tmp_path).of(tmp_path) == {"b"}


def test_what_has_not_changed_is_not_written_again(tmp_path: Path) -> None:
    keep(tmp_path, {"a": False})
    before = state(tmp_path).stat()
    keep(tmp_path, {"a": False, "b": True})

    assert state(tmp_path).stat().st_mtime_ns == before.st_mtime_ns
    assert state(tmp_path).stat().st_ino == before.st_ino


def test_projects_that_are_files_share_a_folder(tmp_path: Path) -> None:
    one, other = tmp_path / "one.strat", tmp_path / "other.strat"
    keep(one, {"a": False})
    keep(other, {"b": False})
    keep(one, {"a": True})

    assert recall(one).of(one) == set()
    assert recall(other).of(other) == {"b"}


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", "{}", '{"schema_version": 2, "failed": {}}', '{"schema_version": 1}',
        '{"schema_version": 1, "failed": {".": "a"}}',
        '{"schema_version": 1, "failed": {".": [1]}}', "[" * 100_000, "\udcff",
    ],
)  # fmt: skip
def test_a_file_that_says_nothing_is_ignored_with_a_note_and_replaced(
    tmp_path: Path, text: str
) -> None:
    (tmp_path / STATE).mkdir()
    state(tmp_path).write_text(text, encoding="utf-8", errors="surrogateescape")

    found = recall(tmp_path)
    keep(tmp_path, {"a": True})

    assert not found.known
    assert "is ignored" in found.note
    assert recall(tmp_path).known


def test_a_file_that_is_none_costs_a_note(tmp_path: Path) -> None:
    state(tmp_path).mkdir(parents=True)

    note = keep(tmp_path, {"a": False})

    assert not recall(tmp_path).known
    assert "is not kept" in note


def test_a_folder_that_cannot_be_made_costs_a_note(tmp_path: Path) -> None:
    (tmp_path / STATE).write_text("a file in its place", encoding="utf-8")

    note = keep(tmp_path, {"a": False})

    assert "is not kept" in note
    assert recall(tmp_path).known


@given(generators.dictionaries(generators.text(), generators.booleans()))
def test_any_names_come_back(verdicts: dict[str, bool]) -> None:
    written: dict[str, str] = {}
    project = Path("nowhere") / "p.strat"

    def write(path: Path, text: str) -> None:
        written[path.name] = text

    # The folder cannot be made where there is nothing: what would be written is looked at.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "mkdir", lambda *_, **__: None)
        remember(project, verdicts, verdicts, write=write)

    failed = sorted(name for name, good in verdicts.items() if not good)
    if failed:
        assert json.loads(written[FILE])["failed"] == {"p.strat": failed}
    else:
        assert written == {}
