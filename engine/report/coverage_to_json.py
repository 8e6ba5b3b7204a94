"""Coverage as a document for machines: every point with its place and its count, and the sums.

In: what the tests of projects went through. Out: a dictionary of texts, numbers, lists and
dictionaries, and its text. Shares are in thousandths, 1000 only if nothing is left.
"""

from collections.abc import Sequence

from engine.report.to_json import Document, dumps
from engine.testing.points import (
    AtomPoints,
    BlockCoverage,
    Coverage,
    Place,
    Point,
    StrategyCoverage,
    Tallies,
    score,
    scored,
    tallies,
)


def coverage_to_json(projects: Sequence[Coverage]) -> str:
    """The document as the text of a file."""
    return dumps("test", coverage_document(projects))


def coverage_document(projects: Sequence[Coverage]) -> Document:
    """All projects, and the sums over them."""
    return {
        "projects": [_project(project) for project in projects],
        "thousandths": score(projects),
        "tallies": _tallies(tallies(point for each in projects for point in each.points())),
    }


def _project(project: Coverage) -> Document:
    return {
        "project": project.project,
        **_sums(tallies(project.points())),
        "strategies": [_strategy(strategy) for strategy in project.strategies],
        "missing": [
            {"aspect": point.aspect.value, "of": point.of, "name": point.name,
             **_place(point.place)}
            for point in project.points()
            if point.missing
        ],
    }  # fmt: skip


def _strategy(strategy: StrategyCoverage) -> Document:
    return {
        "name": strategy.name,
        "started": strategy.started,
        **_place(strategy.place),
        **_sums(tallies(strategy.points())),
        "blocks": [_block(block) for block in strategy.blocks],
        "views": [{"queue": view.of, **_point(view)} for view in strategy.views],
    }


def _block(block: BlockCoverage) -> Document:
    return {
        "kind": block.kind,
        **_point(block.entered),
        "ports": [{"written": port.written, **_point(port.point)} for port in block.ports],
        "conditions": [_atom(atom) for atom in block.atoms],
        "calls": [_point(call) for call in block.calls],
        "targets": [_point(target) for target in block.targets],
    }


def _atom(atom: AtomPoints) -> Document:
    """`decides` is null where the condition has only this atom."""
    return {
        "name": atom.text,
        "true": atom.true.count,
        "false": atom.false.count,
        "counts": atom.true.counts or atom.false.counts,
        "decides": None if atom.decides is None else atom.decides.count > 0,
        **_place(atom.true.place),
    }


def _point(point: Point) -> Document:
    return {
        "name": point.name,
        "count": point.count,
        "counts": point.counts,
        **_place(point.place),
    }


def _place(place: Place) -> Document:
    return {"file": place.file, "line": place.line, "column": place.column}


def _sums(found: Tallies) -> Document:
    return {"thousandths": scored(found).thousandths, "tallies": _tallies(found)}


def _tallies(found: Tallies) -> Document:
    return {
        aspect.value: {
            "covered": tally.covered,
            "total": tally.total,
            "thousandths": tally.thousandths,
        }
        for aspect, tally in found.items()
    }
