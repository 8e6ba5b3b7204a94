"""What commands print, as documents for machines; a run's is in `run_to_json`.

In: diagnostics, checked projects, pages. Out: dictionaries of texts, numbers, lists and
dictionaries, and their one form as text: keys sorted, ASCII, with the schema's version.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TypeAlias

from engine.diagnostics import Diagnostic, Severity
from engine.limits import LIMITS, Limits
from engine.report.to_diagnostics import shown
from engine.source import Span

if TYPE_CHECKING:
    from engine.pipeline import Checked
    from engine.report.catalogue import Chapter
    from engine.shelf.page import Page

SCHEMA_VERSION = 1
"""Raised when a document changes in a way that a reader must know of."""

Document: TypeAlias = dict[str, Any]


def dumps(command: str, document: Mapping[str, Any]) -> str:
    """A command's document as text.

    >>> print(dumps("check", {"b": 1}), end="")
    {
      "b": 1,
      "command": "check",
      "schema_version": 1
    }
    """
    whole = {**document, "command": command, "schema_version": SCHEMA_VERSION}
    return json.dumps(whole, indent=2, sort_keys=True) + "\n"


def diagnostics_document(diagnostics: Sequence[Diagnostic], limits: Limits = LIMITS) -> Document:
    """The diagnostics up to the limit, and how many there are of each severity."""
    return {
        "diagnostics": [_diagnostic(diagnostic) for diagnostic in shown(diagnostics, limits)],
        "errors": sum(d.severity is Severity.ERROR for d in diagnostics),
        "warnings": sum(d.severity is Severity.WARNING for d in diagnostics),
    }


def _diagnostic(diagnostic: Diagnostic) -> Document:
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "help": diagnostic.help,
        "notes": [
            {"message": note.message, **place_document(note.span)} for note in diagnostic.notes
        ],
        **place_document(diagnostic.span),
    }


def place_document(span: Span | None) -> Document:
    """File, line and column from 1, and the place directly behind the last character."""
    if span is None:
        return {"file": None, "line": None, "column": None, "end": None}
    line, column = span.line_and_column()
    end_line, end_column = span.source.line_and_column(span.end)
    return {
        "file": span.source.name,
        "line": line,
        "column": column,
        "end": {"line": end_line, "column": end_column},
    }


def pages_document(pages: "Sequence[Page]") -> Document:
    """Pages of `explain`."""
    return {"pages": [asdict(page) for page in pages]}


def index_document(chapters: "Sequence[Chapter]") -> Document:
    """The names of all pages of `explain`."""
    return {"chapters": [{"title": c.title, "words": list(c.names())} for c in chapters]}


def checked_document(checked: "Checked") -> Document:
    """The outcome of `check`; the sizes are missing if there is an error."""
    document = diagnostics_document(checked.diagnostics)
    document["files"] = [file.source.name for file in checked.files]
    if checked.process is not None:
        document["strategies"] = len(checked.process.strategies)
        document["subroutines"] = len(checked.process.subroutines)
        document["blocks"] = sum(len(graph.blocks) for graph in checked.process.graphs)
        document["queues"] = len(checked.process.queues)
        document["tests"] = len(checked.process.cases)
    return document
