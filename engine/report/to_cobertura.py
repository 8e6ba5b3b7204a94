"""Coverage as Cobertura's XML (DTD coverage-04), which build servers read.

In: what the tests of projects went through. Out: text. A project is a package, a file a class, a
strategy a method; lines and branches are those of `coverage_lines`. Rates are cut off after four
digits, so that only what is whole is `1`.
"""

from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as Xml

from engine.report.coverage_lines import (
    CoveredFile,
    CoveredLine,
    branches_of,
    covered_files,
    tally_branches,
    tally_lines,
)
from engine.source import visible
from engine.testing.points import Coverage, Tally

HEAD = """<?xml version="1.0"?>
<!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">
"""
"""Without an encoding, which is UTF-8 then: some readers take no text that names one."""
DIGITS = 10_000
SWITCH, JUMP = "switch", "jump"
"""The types of conditions: more than two ways, or two at most."""


def to_cobertura(projects: Sequence[Coverage], *, root: str = "", timestamp: int = 0) -> str:
    """The report; names of files are relative to the folder `root` where they lie below it.

    `timestamp` is in seconds since 1970. No clock is read, so that equal runs give equal bytes.
    """
    every = covered_files(projects, root)
    lines = [line for file in every for line in file.lines]
    whole, branches = tally_lines(lines), tally_branches(branches_of(lines))
    top = Xml.Element(
        "coverage",
        {
            **_rates(lines),
            "lines-covered": str(whole.covered),
            "lines-valid": str(whole.total),
            "branches-covered": str(branches.covered),
            "branches-valid": str(branches.total),
            "complexity": "0",
            "version": "routewright",
            "timestamp": str(timestamp),
        },
    )
    Xml.SubElement(Xml.SubElement(top, "sources"), "source").text = "."
    packages = Xml.SubElement(top, "packages")
    for project in projects:
        _add_package(packages, project.project, covered_files([project], root))
    Xml.indent(top)
    return HEAD + Xml.tostring(top, encoding="unicode") + "\n"


def _add_package(packages: Xml.Element, name: str, files: Iterable[CoveredFile]) -> None:
    found = list(files)
    lines = [line for file in found for line in file.lines]
    package = Xml.SubElement(
        packages, "package", {"name": visible(name), **_rates(lines), "complexity": "0"}
    )
    classes = Xml.SubElement(package, "classes")
    for file in found:
        _add_class(classes, file)


def _add_class(classes: Xml.Element, file: CoveredFile) -> None:
    element = Xml.SubElement(
        classes,
        "class",
        {"name": file.name, "filename": file.name, **_rates(file.lines), "complexity": "0"},
    )
    methods = Xml.SubElement(element, "methods")
    for function in file.functions:
        own = [line for line in file.lines if line.number in function.lines]
        method = Xml.SubElement(
            methods,
            "method",
            {"name": function.name, "signature": "", **_rates(own), "complexity": "0"},
        )
        _add_lines(method, own)
    _add_lines(element, file.lines)


def _add_lines(parent: Xml.Element, lines: Iterable[CoveredLine]) -> None:
    element = Xml.SubElement(parent, "lines")
    for line in lines:
        said = {"number": str(line.number), "hits": str(line.count), "branch": "false"}
        made = Xml.SubElement(element, "line", said)
        if line.branches:
            found = tally_branches(branches_of([line]))
            made.set("branch", "true")
            made.set("condition-coverage", f"{_percent(found)} ({found.covered}/{found.total})")
            conditions = Xml.SubElement(made, "conditions")
            for number, branches in enumerate(line.branches):
                Xml.SubElement(
                    conditions,
                    "condition",
                    {
                        "number": str(number),
                        "type": SWITCH if len(branches) > 2 else JUMP,
                        "coverage": _percent(tally_branches(branches)),
                    },
                )


def _rates(lines: Sequence[CoveredLine]) -> dict[str, str]:
    return {
        "line-rate": rate(tally_lines(lines)),
        "branch-rate": rate(tally_branches(branches_of(lines))),
    }


def rate(tally: Tally) -> str:
    """A share of one; 1 only if nothing is left.

    >>> rate(Tally(2, 3)), rate(Tally(99_999, 100_000)), rate(Tally(0, 0))
    ('0.6666', '0.9999', '1')
    """
    if tally.covered == tally.total:
        return "1"
    return f"0.{DIGITS * tally.covered // tally.total:04}"


def _percent(tally: Tally) -> str:
    return f"{100 * tally.covered // tally.total}%"
