"""A round of tests as a document for machines: all that the text tells, and more exactly.

In: a round. Out: what `to_json.dumps` takes. How long tests took is part of it only if that is
asked for: else the same tests of the same strategies give the same document.
"""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from engine.graph.testing.model import Case
from engine.report.to_json import Document, diagnostics_document, place_document
from engine.report.verdicts import failure_span, reason_of, repeat_command
from engine.testing.session import Judged, Round, Session
from engine.testing.verdict import Failure, Outcome, Track
from engine.values import show


def round_document(
    tests: Round,
    *,
    timed: bool = False,
    environment: str | None = None,
    trace: Callable[[Session, Case], Document] | None = None,
) -> Document:
    """A round; with `trace` each test that ran has the document of its run."""
    projects = []
    for session in tests.sessions:
        judged = [_judged(session.path, each, environment, timed=timed) for each in session.judged]
        if trace is not None:
            for document, each in zip(judged, session.judged, strict=True):
                if each.verdict.outcome is not Outcome.SKIPPED:
                    document["run"] = trace(session, each.case)
        projects.append(_project(session, judged))
    return {
        **diagnostics_document(tests.diagnostics),
        "projects": projects,
        "summary": _summary(tests),
        "seed": tests.seed,
        "interrupted": tests.interrupted,
        "notes": list(tests.notes),
    }


def _summary(tests: Round) -> Document:
    counts = tests.counts
    return {outcome.value: counts.get(outcome, 0) for outcome in Outcome} | {
        "lost": tests.lost,
        "not_run": tests.chosen - len(tests.judged) - tests.lost,
        "not_chosen": sum(len(each.cases) for each in tests.sessions) - tests.chosen,
        "projects": len(tests.sessions),
    }


def _project(session: Session, judged: list[Document]) -> Document:
    return {
        "path": session.path.as_posix(),
        "sound": session.program is not None,
        "tests": judged,
        "lost": [case.name for case in session.lost],
    }


def _judged(project: Path, each: Judged, environment: str | None, *, timed: bool) -> Document:
    case, verdict = each.case, each.verdict
    document = {
        "name": case.name,
        "outcome": verdict.outcome.value,
        "good": verdict.outcome.good,
        "reason": reason_of(case, verdict.outcome) or None,
        "tags": list(case.tags),
        "row": {name: show(value) for name, value in case.columns},
        "failures": [_failure(case, failure) for failure in verdict.failures],
        "interactions": [_track(track) for track in verdict.tracks],
        "events_hash": verdict.events_hash or None,
        "repeat": repeat_command(project, case, environment),
        **place_document(case.span),
    }
    return document | {"duration_ns": each.duration_ns} if timed else document


def _failure(case: Case, failure: Failure) -> Document:
    claim = None if failure.claim is None else case.claims[failure.claim]
    return {
        "message": failure.message,
        "at_us": failure.at_us,
        "claim": None if claim is None else claim.span.text(),
        "lead": None if claim is None else claim.lead.value,
        "readings": [
            {"text": each.text, "value": None if each.value is None else show(each.value)}
            for each in failure.readings
        ],
        "expected": None if claim is None or claim.steps is None else list(claim.steps),
        "taken": None if failure.taken is None else list(failure.taken),
        **place_document(failure_span(case, failure)),
    }


def _track(track: Track) -> Document:
    return asdict(track.fate) | {
        "final": track.fate.final,
        "steps": [asdict(step) for step in track.steps],
    }
