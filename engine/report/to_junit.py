"""A round of tests as JUnit XML, which build servers show.

In: a round. Out: text: a `testsuite` for each project, a `testcase` for each test. The form knows
four outcomes: a test that fails as expected counts as skipped; a project with errors, and a test
whose worker ended, are an error each.
"""

from collections.abc import Iterable, Mapping, Sequence
from xml.etree import ElementTree as Xml

from engine.diagnostics import Diagnostic, Severity
from engine.report.styled import Line, plain
from engine.report.to_diagnostics import to_diagnostics
from engine.report.verdicts import WORDS, reason_of, verdict_lines
from engine.source import visible
from engine.testing.session import Judged, Round, Session
from engine.testing.verdict import Outcome

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
COLUMNS = 100
"""The width of the lines in a text."""
NAME = "routewright"
CHECK = "check"
"""The `testcase` of a project that has errors."""
SECOND_NS = 1_000_000_000
MICROSECOND_NS = 1_000

COUNTED = {"failures": "failure", "errors": "error", "skipped": "skipped"}
"""The attributes of suites that count elements, and those elements."""


def to_junit(tests: Round, *, environment: str | None = None) -> str:
    """The document; the times in it are all that differs from one run to the next.

    Texts stand in it as they are shown elsewhere, everything spelt out that XML cannot hold.
    """
    suites = [_suite(session, tests.seed, environment) for session in tests.sessions]
    cases = [case for suite in suites for case in suite.findall("testcase")]
    duration_ns = sum(each.duration_ns for _, each in tests.judged)
    root = _element("testsuites", {"name": NAME, **_sums(cases), "time": _seconds(duration_ns)})
    root.extend(suites)
    Xml.indent(root)
    return HEAD + Xml.tostring(root, encoding="unicode") + "\n"


def _suite(session: Session, seed: int | None, environment: str | None) -> Xml.Element:
    cases = [_case(session, each, environment) for each in session.judged]
    for case, found in zip(session.lost, session.lost_diagnostics, strict=True):
        cases.append(_error(case.span.source.name, case.name, [found]))
    if session.program is None:
        errors = [d for d in session.checked.diagnostics if d.severity is Severity.ERROR]
        cases.append(_error(session.path.as_posix(), CHECK, errors))
    duration_ns = sum(each.duration_ns for each in session.judged)
    name = session.path.as_posix()
    suite = _element("testsuite", {"name": name, **_sums(cases), "time": _seconds(duration_ns)})
    facts = {"seed": "" if seed is None else str(seed), "environment": environment or ""}
    known = [{"name": name, "value": value} for name, value in facts.items() if value]
    if known:
        properties = _element("properties", {})
        properties.extend(_element("property", fact) for fact in known)
        suite.append(properties)
    suite.extend(cases)
    return suite


def _case(session: Session, each: Judged, environment: str | None) -> Xml.Element:
    """A test; nothing stands inside its element if it passed."""
    test, verdict = each.case, each.verdict
    element = _test(test.span.source.name, test.name, each.duration_ns)
    word, reason = WORDS[verdict.outcome][0], reason_of(test, verdict.outcome)
    match verdict.outcome:
        case Outcome.PASSED:
            pass
        case Outcome.SKIPPED:
            element.append(_element("skipped", {"message": reason}))
        case Outcome.EXPECTED:
            element.append(_element("skipped", {"message": f"{word}: {reason}"}))
        case Outcome.FAILED | Outcome.UNEXPECTED:
            lines = verdict_lines(session.path, test, verdict, COLUMNS, environment=environment)
            message = next((failure.message for failure in verdict.failures), word)
            failure = _element("failure", {"message": message, "type": word}, _text(lines))
            element.append(failure)
    return element


def _error(file: str, name: str, found: Sequence[Diagnostic]) -> Xml.Element:
    """A `testcase` for what could not be tested."""
    element = _test(file, name, 0)
    text = _text(to_diagnostics(found, columns=COLUMNS))
    facts = {"message": found[0].message, "type": found[0].code}
    element.append(_element("error", facts, text))
    return element


def _test(file: str, name: str, duration_ns: int) -> Xml.Element:
    return _element("testcase", {"classname": file, "name": name, "time": _seconds(duration_ns)})


def _element(name: str, attributes: Mapping[str, str], text: str | None = None) -> Xml.Element:
    element = Xml.Element(name, {key: visible(value) for key, value in attributes.items()})
    element.text = text
    return element


def _sums(cases: Iterable[Xml.Element]) -> dict[str, str]:
    """How many cases there are, and how many of each kind."""
    inside = [case[0].tag if len(case) else "" for case in cases]
    counts = {attribute: inside.count(element) for attribute, element in COUNTED.items()}
    return {"tests": str(len(inside))} | {name: str(count) for name, count in counts.items()}


def _text(lines: Iterable[Line]) -> str:
    return "\n".join(visible(plain(line)).rstrip() for line in lines).rstrip("\n")


def _seconds(duration_ns: int) -> str:
    """Seconds with six digits behind the point.

    >>> _seconds(1_002_003_999)
    '1.002003'
    """
    seconds, rest = divmod(duration_ns, SECOND_NS)
    return f"{seconds}.{rest // MICROSECOND_NS:06}"
