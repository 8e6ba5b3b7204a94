"""What calls say of contents, before a run: texts with field codes, names of standard responses.

In: the sketches of the strategies, the declarations. Out: findings E227 for literal texts whose
codes cannot be read, E211 for standard responses that are not declared, warnings W322 for
those that are no text where a message is text alone.
"""

from collections.abc import Collection
from typing import assert_never

from engine.diagnostics import Findings
from engine.esp.field_codes import mistakes
from engine.esp.rules.responses import TEXT
from engine.esp.signature import Content, Parameter
from engine.graph.bodies import CURE, custom_codes, span_inside
from engine.graph.model import CallSite
from engine.graph.names import unknown
from engine.graph.project import Project
from engine.graph.sketch import Sketch
from engine.limits import Limits
from engine.source import Span
from engine.world.kinds.response import Response


def check_contents(
    sketches: list[Sketch], project: Project, limits: Limits, findings: Findings
) -> None:
    """Checks every parameter that says what it contains and is known before a run."""
    codes = {code.name for code in custom_codes(project)} | project.broken
    for sketch in sketches:
        for draft in sketch.drafts:
            if draft.call is None or draft.signature is None:
                continue
            for parameter in draft.signature.parameters:
                text = draft.call.constants.get(parameter.name)
                if not isinstance(text, str) or not text:
                    continue  # what must not be empty has been complained of where it stands
                match parameter.content:
                    case Content.TEMPLATE:
                        _check_codes(text, parameter, draft.call, codes, limits, findings)
                    case Content.RESPONSE | Content.TEXT_RESPONSE:
                        _check_response(text, parameter, draft.call, project, findings)
                    case None:
                        pass
                    case other:
                        assert_never(other)


def _check_codes(
    text: str,
    parameter: Parameter,
    site: CallSite,
    codes: Collection[str],
    limits: Limits,
    findings: Findings,
) -> None:
    for error in mistakes(text, limits, structured=False, names=codes):
        span = span_inside(site.places[parameter.name], text, error.offset, error.length)
        findings.error("E227", span, error.message, error.cure or CURE)


def _check_response(
    name: str, parameter: Parameter, site: CallSite, project: Project, findings: Findings
) -> None:
    names = project.names(Response.word)
    if name not in names and name not in project.broken and not project.held:
        unknown("standard response", name, site.places[parameter.name], names, findings)
    if parameter.content is Content.TEXT_RESPONSE:
        _check_plain(name, site.places[parameter.name], project, findings)


def _check_plain(name: str, span: Span, project: Project, findings: Findings) -> None:
    for declared in project.declared:
        model = declared.model
        if not isinstance(model, Response) or model.name != name or model.content_type == TEXT:
            continue
        message = f"the content of `{name}` is {model.content_type}, and this message is text alone"
        findings.warning("W322", span, message, f"write it as `content_type = {TEXT}`")
