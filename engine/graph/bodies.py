"""Field codes before a run: the bodies of standard responses, and the custom codes.

In: the declarations. Out: findings E227, each at its place inside the body.
"""

from collections.abc import Collection
from itertools import accumulate

from engine import directory
from engine.diagnostics import Findings
from engine.dsl.literals import ESCAPE
from engine.esp.field_codes import FieldCodeError, library, mistakes
from engine.esp.field_codes.errors import quoted
from engine.esp.field_codes.named import name_problem, nesting_problems
from engine.esp.rules import responses
from engine.graph.project import Declared, Project
from engine.limits import Limits
from engine.shelf.kind import Kind
from engine.source import Span
from engine.world.kind import lowered
from engine.world.kinds.field_code import FieldCode
from engine.world.kinds.response import Response

CURE = "a field code is a formula, for example `<$Contact.FirstName$>`"
QUOTES = ('"""', '"')


def custom_codes(project: Project) -> tuple[directory.FieldCode, ...]:
    """The custom field codes of a project."""
    models = [item.model for item in project.declared if item.model is not None]
    return lowered(models, directory.FieldCode)


def check_bodies(project: Project, limits: Limits, findings: Findings) -> None:
    """E227 for every code that is wrong, in standard responses and in custom codes."""
    codes = custom_codes(project)
    known = {code.name for code in codes} | project.broken
    for declared in project.declared:
        match declared.model:
            case Response() as model:
                lowered_ = model.lower()
                found = mistakes(
                    model.body, limits, structured=responses.is_structured(lowered_), names=known
                )
                _tell(found, model, "body", model.body, findings)
                found = mistakes(model.subject or "", limits, structured=False, names=known)
                _tell(found, model, "subject", model.subject or "", findings)
            case FieldCode() as model:
                _check_name(declared, findings)
                found = mistakes(model.text, limits, structured=False, names=known)
                _tell(found, model, "text", model.text, findings)
            case _:
                pass
    if not project.held:
        _check_nesting(project, codes, limits, findings)


def _check_name(declared: Declared, findings: Findings) -> None:
    name = declared.syntax.name
    problem = None if name is None else name_problem(name.text)
    if name is not None and problem is not None:
        message, cure = problem
        findings.error("E232", name.span, f"{quoted(name.text)}: {message}", cure)


def _tell(
    found: Collection[FieldCodeError], model: Kind, field: str, text: str, findings: Findings
) -> None:
    for error in found:
        span = span_inside(model.places[field], text, error.offset, error.length)
        findings.error("E227", span, error.message, error.cure or CURE)


def _check_nesting(
    project: Project,
    codes: tuple[directory.FieldCode, ...],
    limits: Limits,
    findings: Findings,
) -> None:
    """E227 for custom codes that contain themselves, or too many others in one another."""
    found = library(codes, limits)
    models: dict[str, FieldCode] = {}
    for declared in project.declared:
        if isinstance(declared.model, FieldCode):
            models.setdefault(declared.model.name or "", declared.model)
    for problem in nesting_problems(found, limits.field_code_depth):
        model = models[problem.name]
        use = problem.use
        span = span_inside(model.places["text"], model.text, use.offset, use.length)
        findings.error("E227", span, problem.message, "leave one of the uses out")


def span_inside(span: Span, text: str, offset: int, length: int) -> Span:
    """The place of a part of a literal's text in the file; all of it if the text is no literal."""
    written = span.text()
    for quotes in QUOTES:
        if written.startswith(quotes) and written.endswith(quotes) and len(written) > len(quotes):
            inner = written[len(quotes) : -len(quotes)]
            places = _places(inner)
            if len(places) != len(text) + 1:
                continue
            first = min(offset, len(text))
            last = min(offset + max(length, 1), len(text))
            start = span.start + len(quotes)
            return Span(span.source, start + places[first], start + max(places[last], 1))
    return span


def _places(written: str) -> list[int]:
    """Where each character of a text begins in what is written between its quotes, and its end.

    >>> _places('a\\\\nb')
    [0, 1, 3, 4]
    """
    sizes: list[int] = []
    position = 0
    for escape in ESCAPE.finditer(written):
        sizes += [1] * (escape.start() - position)
        sizes.append(len(escape[0]))
        position = escape.end()
    sizes += [1] * (len(written) - position)
    return list(accumulate(sizes, initial=0))
