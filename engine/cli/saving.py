"""Runs saved as tests: `run --save-test` and `new test`.

In: a run, and the name that its test is to have. Out: the project's file of tests with one more at
its end, or a diagnostic and nothing written.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from engine.cli.files import refuse_special, write_whole
from engine.cli.options import stray
from engine.diagnostics import Diagnostic, SourceError
from engine.load import BYTE_ORDER_MARK
from engine.report.styled import Line, Style, line

if TYPE_CHECKING:
    from engine.pipeline import Checked, Run
    from engine.scenario import Scenario
    from engine.source import Span


@dataclass(frozen=True, slots=True)
class Saved:
    """A test that was written."""

    file: Path
    title: str

    def line(self) -> Line:
        """The message that says so."""
        return line(("saved", Style.NOTE), f": test `{self.title}` in {self.file.as_posix()}")

    def document(self) -> dict[str, str]:
        """The same for machines."""
        return {"file": self.file.as_posix(), "test": self.title}


def refuse_title(title: str | None, checked: "Checked") -> None:
    """Raises `SourceError` for a name that no test of the project can have any more."""
    if title is None:
        return
    from engine.testing.keeping import place_of

    if not title.strip():
        raise stray("E301", "a test needs a name", "say what it is about: `a caller is told`")
    place = place_of(title, checked)
    if place is not None:
        raise _taken(title, place)


def save(
    title: str,
    path: Path,
    checked: "Checked",
    scenario: "Scenario",
    run: "Run",
    environment: str | None = None,
) -> Saved:
    """Writes the test of a run. Raises `SourceError` if it cannot be one, or would not pass with
    the parameters' own values; `environment` is the one whose values the run had."""
    from engine.testing.find import TESTS
    from engine.testing.keeping import verify, with_test
    from engine.testing.syntax_of import UnwritableError
    from engine.testing.writing import written_test

    if checked.process is None:
        raise ValueError(path)
    # A project of one file sees no other: it takes its tests itself.
    file = path / TESTS if path.is_dir() else path
    refuse_special(file)
    before = file.read_bytes().decode("utf-8") if file.exists() else ""
    try:
        text = with_test(before, written_test(title, checked.process, scenario, run))
        verify(checked, file.as_posix(), text.removeprefix(BYTE_ORDER_MARK))
    except UnwritableError as error:
        message = f"this run cannot be saved as a test: {error}"
        cure = "nothing was written"
        if environment is not None:
            cure = f"leave out `--env {environment}`: a test has to pass without it"
        raise stray("E301", message, cure) from error
    write_whole(file, text)
    return Saved(file, title)


def tried(
    title: str | None,
    path: Path,
    checked: "Checked",
    scenario: "Scenario",
    run: "Run",
    environment: str | None,
) -> "tuple[Saved | None, list[Diagnostic]]":
    """As `save`, for whoever has something to show first: what was saved, or why it was not."""
    if title is None:
        return None, []
    try:
        return save(title, path, checked, scenario, run, environment), []
    except SourceError as error:
        return None, error.diagnostics


def _taken(title: str, place: "Span") -> Exception:
    message = f"there is a test `{title}` already, at {place.where()}"
    return stray("E301", message, "give the new one another name")
