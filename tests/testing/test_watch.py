"""Watching files, with a clock that is pressed on by hand."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from engine.testing.watch import INTERVAL_MS, changes, state_of, watch


class Hand:
    """Stands for the clock: at each sleep it does the next thing, at the end it presses Ctrl-C."""

    def __init__(self, *things: Callable[[], None]) -> None:
        self.things = list(things)
        self.slept: list[int] = []
        self.runs = 0
        self.told: list[list[str]] = []

    def sleep(self, duration_ms: int) -> None:
        self.slept.append(duration_ms)
        if not self.things:
            raise KeyboardInterrupt
        self.things.pop(0)()

    def run(self) -> list[Path]:
        self.runs += 1
        return []

    def tell(self, changed: Sequence[Path]) -> None:
        self.told.append([path.name for path in changed])

    def watch(self, *paths: Path) -> None:
        with pytest.raises(KeyboardInterrupt):
            watch(paths, self.run, self.tell, sleep=self.sleep)


def nothing() -> None:
    """Time passes and nothing happens."""


def writing(path: Path, text: str) -> Callable[[], None]:
    def write() -> None:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    return write


def test_tests_run_once_and_then_only_after_a_change(tmp_path: Path) -> None:
    path = tmp_path / "a.strat"
    path.write_text("one", encoding="utf-8")
    hand = Hand(nothing, nothing, writing(path, "longer"), nothing, nothing)

    hand.watch(tmp_path)

    assert hand.runs == 2
    assert hand.told == [["a.strat"]]
    assert set(hand.slept) == {INTERVAL_MS}


def test_a_file_that_comes_or_goes_is_a_change(tmp_path: Path) -> None:
    (tmp_path / "a.strat").write_text("one", encoding="utf-8")
    new = tmp_path / "inner" / "b.strat"
    hand = Hand(writing(new, "two"), nothing, new.unlink, nothing)

    hand.watch(tmp_path)

    assert hand.told == [["b.strat"], ["b.strat"]]
    assert hand.runs == 3


def test_other_files_are_not_looked_at(tmp_path: Path) -> None:
    (tmp_path / "a.strat").write_text("one", encoding="utf-8")
    hand = Hand(
        writing(tmp_path / "notes.txt", "x"),
        writing(tmp_path / ".routewright" / "last-failed.json", "{}"),
        nothing,
    )

    hand.watch(tmp_path)

    assert hand.runs == 1


def test_several_changes_at_once_are_one(tmp_path: Path) -> None:
    one, other = tmp_path / "a.strat", tmp_path / "b.strat"
    hand = Hand(writing(one, "x"), writing(other, "y"), nothing, nothing)

    hand.watch(tmp_path)

    assert hand.told == [["a.strat", "b.strat"]]


def test_a_change_during_a_run_is_noticed_after_it(tmp_path: Path) -> None:
    path = tmp_path / "a.strat"
    path.write_text("one", encoding="utf-8")
    hand = Hand(nothing, nothing)

    def run() -> list[Path]:
        hand.runs += 1
        if hand.runs == 1:
            path.write_text("longer", encoding="utf-8")
        return []

    with pytest.raises(KeyboardInterrupt):
        watch([tmp_path], run, hand.tell, sleep=hand.sleep)

    assert hand.runs == 2


def test_what_a_project_of_one_file_imports_is_watched(tmp_path: Path) -> None:
    path, imported = tmp_path / "a.strat", tmp_path / "parts" / "b.strat"
    writing(path, "one")()
    writing(imported, "two")()
    hand = Hand(nothing, writing(imported, "longer"), nothing, nothing)

    def run() -> list[Path]:
        hand.runs += 1
        return [path, imported]

    with pytest.raises(KeyboardInterrupt):
        watch([path], run, hand.tell, sleep=hand.sleep)

    assert hand.told == [["b.strat"]]


def test_a_folder_that_is_not_there_yet_is_waited_for(tmp_path: Path) -> None:
    folder = tmp_path / "later"
    hand = Hand(nothing, writing(folder / "a.strat", "x"), nothing)

    hand.watch(folder)

    assert hand.told == [["a.strat"]]


def test_a_change_of_time_alone_is_a_change(tmp_path: Path) -> None:
    path = tmp_path / "a.strat"
    path.write_text("one", encoding="utf-8")
    before = state_of([path])

    os.utime(path, ns=(1, 1))

    assert changes(before, state_of([path])) == [path]
    assert changes(before, before) == []
