"""Arrivals that a file lists, row by row.

In: the name of a CSV file, as the author wrote it. Out: `Rows`, or findings at that name: E324 for
a file that cannot be read as one, E323 for a time without its offset, E322 for times out of order,
E411 for too many rows. The file is read once, as a stream; of its mistakes the first few are said.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from engine.days import Recorded
from engine.diagnostics import Findings, did_you_mean
from engine.dsl.imports import NOT_RELATIVE
from engine.esp.rules.user_data import SYSTEM_KEYS
from engine.graph.names import shown
from engine.limits import Limits
from engine.load import lines_of
from engine.source import Span
from engine.syntax import quantities
from engine.values import DAY, INTEGER_MAX, SECOND, Duration
from engine.world.customer_values import OWN_KEYS

TIME = "time"
"""The column that says when."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MISTAKES_MAX = 20
"""After so many mistakes a file is read no further."""
INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?"
    r"(Z|[+-][0-9]{2}:?[0-9]{2})?",
    re.ASCII,
)
FORM = "times are `2026-12-21T08:00:05+01:00`, or durations from the start such as `1h5s`"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """What a file says: its columns besides the time, and its rows in their order."""

    columns: tuple[str, ...]
    recorded: tuple[Recorded, ...]
    relative: bool


def read_rows(
    name: str, span: Span, *, root: Path | None, limits: Limits, findings: Findings
) -> Rows | None:
    """The rows of a file that lies below the project's folder; None if something is wrong."""
    path = _inside(name, span, root)
    if path is None:
        message = f"{shown(name)} is no file of this project"
        cure = 'write a path below the project\'s folder with forward slashes: `"monday.csv"`'
        findings.error("E324", span, message, cure)
        return None
    found = Findings()
    lines = lines_of(path, name=name, findings=found)
    for finding in found:
        findings.error("E324", span, finding.message, finding.help)
    if lines is None:
        return None
    with lines as file:
        reading = _Reading(name, span, limits, findings)
        return reading.rows(csv.reader(file, strict=True))


def _inside(name: str, span: Span, root: Path | None) -> Path | None:
    """Where a name leads; None if that is not below the project's folder."""
    if not name.strip() or NOT_RELATIVE.match(name):
        return None
    try:
        folder = Path(span.source.name).resolve().parent
        inside = folder if root is None else root.resolve()
        real = (folder / name).resolve()
    except (OSError, ValueError, RuntimeError):
        return None
    return real if real.is_relative_to(inside) and real != inside else None


class _Reader(Protocol):
    """Rows of CSV, and how many lines of the file have been read."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...

    def __next__(self) -> list[str]: ...


@dataclass(slots=True)
class _Reading:
    """One file while it is read. `texts` keeps each text once."""

    name: str
    span: Span
    limits: Limits
    findings: Findings
    mistakes: int = 0
    texts: dict[str, str] = field(default_factory=dict)
    relative: bool | None = None

    def wrong(self, code: str, message: str, cure: str | None = None) -> None:
        self.findings.error(code, self.span, f"{shown(self.name)}: {message}", cure)
        self.mistakes += 1

    def rows(self, lines: _Reader) -> Rows | None:
        try:
            header = next(lines, [])
            at = self._time_column(header)
            recorded = [] if at is None else list(self._recorded(header, at, lines))
        except csv.Error as error:
            self.wrong("E324", f"line {lines.line_num} is not CSV: {_reason(str(error))}")
            return None
        except UnicodeDecodeError:
            self.wrong("E324", "it is not UTF-8", "save the file as UTF-8")
            return None
        if self.mistakes:
            return None
        columns = tuple(name for name in header if name != TIME)
        return Rows(columns=columns, recorded=tuple(recorded), relative=self.relative is True)

    def _time_column(self, header: list[str]) -> int | None:
        """Where the time stands; E324 for columns that cannot be used."""
        names = [name for name in header if name != TIME]
        if len(header) == 1 and ";" in header[0]:
            self.wrong("E324", "its columns are separated by `;`", "separate them by commas")
            return None
        if TIME not in header:
            cure = did_you_mean(TIME, [name for name in header if name])
            if cure is not None:
                cure = f"call the column `{TIME}`"
            self.wrong("E324", f"it has no column `{TIME}`", cure or "its first line names columns")
            return None
        for name in dict.fromkeys(header):
            if not name.strip():
                self.wrong("E324", "a column has no name", "name it in the first line")
            elif header.count(name) > 1:
                self.wrong("E324", f"it has the column {shown(name)} twice")
            elif name in SYSTEM_KEYS and name not in OWN_KEYS:
                cure = "call the column by another name"
                self.wrong("E324", f"{shown(name)} is a key of the system", cure)
        if len(names) > self.limits.data_keys:
            self.wrong("E324", f"it has more than {self.limits.data_keys:,} columns")
        return None if self.mistakes else header.index(TIME)

    def _recorded(self, header: list[str], at: int, lines: _Reader) -> Iterator[Recorded]:
        """Each row; mistakes are named by the line of the file, as editors count."""
        last: int | None = None
        for count, row in enumerate(lines, 1):
            number = lines.line_num
            if count > self.limits.arrival_rows:
                cure = f"there can be {self.limits.arrival_rows:,}: split the file"
                self.wrong("E411", "it has too many rows", cure)
                return
            if self.mistakes >= MISTAKES_MAX:
                return
            if not row:
                continue
            if len(row) != len(header):
                fields = "1 field" if len(row) == 1 else f"{len(row)} fields"
                what = f"line {number} has {fields}, and there are {len(header)} columns"
                self.wrong("E324", what)
                continue
            time_us = self._time(row[at].strip(), number)
            if time_us is None:
                continue
            if last is not None and time_us < last:
                cure = "sort the file by time"
                self.wrong("E322", f"line {number} is before the line above it", cure)
            last = time_us
            yield Recorded(at_us=time_us, data=self._data(header, row, number))

    def _data(self, header: list[str], row: list[str], number: int) -> tuple[tuple[str, str], ...]:
        whole = "".join(row)
        if len(whole) > self.limits.text_chars:
            most = self.limits.text_chars
            self.wrong("E324", f"line {number} has more than {most:,} characters")
        if "\0" in whole:
            self.wrong("E324", f"line {number} holds a NUL character")
        return tuple(
            (name, self.texts.setdefault(text, text))
            for name, text in zip(header, row, strict=True)
            if name != TIME
        )

    def _time(self, text: str, number: int) -> int | None:
        found = INSTANT.fullmatch(text)
        relative = found is None
        if found is not None and found[1] is None:
            cure = "write it with its offset from UTC: `+01:00`, or `Z`"
            self.wrong("E323", f"line {number}: `{text}` has no offset", cure)
            return None
        value = _duration(text) if found is None else _instant(text)
        if value is None:
            self.wrong("E324", f"line {number}: {shown(text)} is no time", FORM)
            return None
        if self.relative is None:
            self.relative = relative
        if self.relative is not relative:
            message = f"line {number}: `{text}` is another sort of time than those before"
            self.wrong("E324", message, "all are times with an offset, or all durations")
            return None
        return value


def _duration(text: str) -> int | None:
    try:
        value = quantities.read(text)
    except ValueError:
        return None
    return int(value) if isinstance(value, Duration) else None


def _instant(text: str) -> int | None:
    try:
        since = datetime.fromisoformat(text) - EPOCH
    except (ValueError, OverflowError):
        return None
    value = since.days * DAY + since.seconds * SECOND + since.microseconds
    return value if abs(value) <= INTEGER_MAX else None


REASONS = (
    ("field larger", "a field is too long"),
    ("end of data", "a text in quotes does not end"),
)


def _reason(text: str) -> str:
    """What is wrong, without the words of the library."""
    known = (reason for mark, reason in REASONS if mark in text)
    return next(known, "its quotes do not fit")
