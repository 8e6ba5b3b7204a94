"""Tests of strategies as tests of pytest.

In: what pytest collects, and its options. Out: an item for each case of a `test` declaration, in
the file that declares it, with the verdict and the words of `routewright test`; the fixture
`load_project` for tests in Python. `-p no:routewright` leaves it all out.

pytest loads this module whenever it starts: whatever is not pytest's is imported when the first
`*.strat` file is collected.
"""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from engine.access.project import Project
    from engine.graph.testing.model import Case
    from engine.pipeline import Checked
    from engine.report.styled import Line
    from engine.testing.verdict import Verdict

SUFFIX = ".strat"
COLUMNS = 80
"""The width of what is shown: the same on every terminal, worker and server."""
MARKABLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.+-]*")
"""Tags that pytest takes for the name of a marker."""


class VerdictError(Exception):
    """A case failed; the text says how, as `routewright test` does."""


class BrokenProjectError(Exception):
    """A project has errors; the text says which, as `routewright check` does."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A project that was checked, and lowered if it has no errors.

    `cases` are its tests by the files that declare them; `first` is the collected file that speaks
    for the project.
    """

    first: Path
    checked: "Checked"
    project: "Project | None"
    cases: "dict[str, list[Case]]"


class Projects:
    """The projects of one session of pytest, each checked and lowered once."""

    def __init__(self, config: pytest.Config) -> None:
        self._folder = config.invocation_params.dir
        self._root = config.rootpath
        self._loaded: dict[Path, Loaded] = {}
        self._first: dict[Path, Path] = {}
        self._asked: dict[tuple[Path, str | None], Project] = {}

    def holding(self, file: Path) -> Loaded:
        """The project that a file belongs to."""
        from engine.testing.wanted import holding

        def check(path: Path) -> "Checked":
            return self._load(path).checked

        path = holding(file, check)
        return replace(self._load(path), first=self._first.setdefault(path, file))

    def _load(self, path: Path) -> Loaded:
        """The project of this path, for which no file speaks yet."""
        from engine.access.project import project_of

        if path not in self._loaded:
            shown = self._shown(path)
            checked = self._checked(shown)
            process = checked.process
            project = None if process is None else project_of(shown, checked, process)
            cases: dict[str, list[Case]] = {}
            for case in () if process is None else process.cases:
                cases.setdefault(self._whole(case.span.source.name), []).append(case)
            self._loaded[path] = Loaded(path, checked, project, cases)
        return self._loaded[path]

    def _checked(self, path: Path) -> "Checked":
        from engine import pipeline

        return pipeline.check(path)

    def _whole(self, name: str) -> str:
        """The path of a file that is named from the folder in which pytest was called."""
        return os.path.abspath(self._folder / name)  # noqa: PTH100 - `resolve` would follow links

    def asked(self, path: str | Path, environment: str | None) -> "Project":
        """A project that a test in Python names; relative paths begin at pytest's root folder."""
        from engine.access.project import load_project

        whole = self._root / path
        key = (whole, environment)
        if key not in self._asked:
            self._asked[key] = load_project(self._shown(whole), environment=environment)
        return self._asked[key]

    def _shown(self, path: Path) -> Path:
        """As an author would name it who stands where pytest was called."""
        inside = path.is_relative_to(self._folder)
        return path.relative_to(self._folder) if inside else path


PROJECTS = pytest.StashKey[Projects]()


def projects_of(config: pytest.Config) -> Projects:
    """The projects of the session."""
    if PROJECTS not in config.stash:
        config.stash[PROJECTS] = Projects(config)
    return config.stash[PROJECTS]


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "StrategyFile | None":
    """Takes every `*.strat` file."""
    if file_path.suffix != SUFFIX:
        return None
    return StrategyFile.from_parent(parent, path=file_path)


class StrategyFile(pytest.File):
    """A file of a project, with the cases that it declares."""

    def collect(self) -> Iterator["StrategyCase"]:
        """The cases in the order of the file. Raises `BrokenProjectError` once a project."""
        loaded = projects_of(self.config).holding(self.path)
        if loaded.project is None:
            if loaded.first == self.path:
                raise BrokenProjectError(_diagnosed(loaded.checked))
            return
        for case in loaded.cases.get(str(self.path), ()):
            yield StrategyCase.of(self, case, loaded.project)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *_: Any) -> Any:
        """The diagnostics of a project as they are."""
        if isinstance(excinfo.value, BrokenProjectError):
            return str(excinfo.value)
        return super().repr_failure(excinfo)


class StrategyCase(pytest.Item):
    """A case of a test. Its tags are markers (`-m`) and words (`-k`); a tag that is also a marker
    with a meaning of its own, such as `skip`, is only a word."""

    def __init__(self, *, case: "Case", project: "Project", **arguments: Any) -> None:
        super().__init__(**arguments)
        self.case = case
        self.project = project

    @classmethod
    def of(cls, parent: StrategyFile, case: "Case", project: "Project") -> "StrategyCase":
        """The item of a case."""
        from engine.source import visible

        name = visible(case.name)
        # Said whole: pytest takes `[row]` for the parameters of a test where it reads an id again,
        # and would not find a case whose id it has put together itself.
        nodeid = f"{parent.nodeid}::{name}"
        item: StrategyCase = cls.from_parent(
            parent, name=name, nodeid=nodeid, case=case, project=project
        )
        for tag in case.tags:
            item.extra_keyword_matches.add(tag)
            if _may_mark(item.config, tag):
                item.add_marker(tag)
        if case.skip is not None:
            item.add_marker(pytest.mark.skip(reason=_on_one_line(case.skip)))
        return item

    def runtest(self) -> None:
        """Runs and judges the case."""
        from engine.testing.judge import judge
        from engine.testing.verdict import Outcome

        verdict = judge(self.project.program, self.case)
        outcome = verdict.outcome
        if self.config.option.runxfail and self.case.fails is not None:
            outcome = Outcome.FAILED if verdict.failures else Outcome.PASSED
        if outcome is Outcome.EXPECTED:
            pytest.xfail(_on_one_line(self.case.fails or ""))
        if not outcome.good:
            verdict = replace(verdict, outcome=outcome)
            raise VerdictError(_judged(self.project, self.case, verdict))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *_: Any) -> Any:
        """The words of the verdict as they are; the traceback of anything else, which is a bug."""
        if isinstance(excinfo.value, VerdictError):
            return str(excinfo.value)
        return super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[Path, int, str]:
        """The line of the test, counted from 0 as pytest does."""
        line, _ = self.case.span.line_and_column()
        return self.path, line - 1, self.name


def _may_mark(config: pytest.Config, tag: str) -> bool:
    """Whether a tag can be a marker. It is registered, so that `--strict-markers` knows it."""
    if not MARKABLE.fullmatch(tag):
        return False
    heads = [line.partition(":")[0].strip() for line in config.getini("markers")]
    if any(head.partition("(")[0] == tag and "(" in head for head in heads):
        return False
    if tag not in heads:
        config.addinivalue_line("markers", f"{tag}: a tag of strategy tests")
    return True


def _on_one_line(reason: str) -> str:
    return " ".join(reason.split())


def _diagnosed(checked: "Checked") -> str:
    from engine.report.to_checked import to_checked

    return _text(to_checked(checked, columns=COLUMNS))


def _judged(project: "Project", case: "Case", verdict: "Verdict") -> str:
    from engine.report.verdicts import verdict_lines

    return _text(verdict_lines(project.path, case, verdict, columns=COLUMNS))


def _text(lines: "list[Line]") -> str:
    from engine.report.styled import plain
    from engine.source import visible

    return "\n".join(visible(plain(line)).rstrip() for line in lines)


@pytest.fixture(scope="session")
def load_project(pytestconfig: pytest.Config) -> "Callable[..., Project]":
    """A function that loads a project of strategies, to run interactions through it.

    `load_project("strategies/hello").run(ani="+1").outcome` is where such a call comes to. Paths
    begin at pytest's root folder; `environment` names an `env`. Each project is loaded once.
    """

    def load(path: str | Path, *, environment: str | None = None) -> "Project":
        from engine.diagnostics import SourceError
        from engine.report.to_diagnostics import to_diagnostics

        try:
            return projects_of(pytestconfig).asked(path, environment)
        except SourceError as error:
            pytest.fail(_text(to_diagnostics(error.diagnostics, columns=COLUMNS)), pytrace=False)

    return load
