"""What the checker accepts of a call's parameters never has a wrong type in a run."""

import pytest

from engine.diagnostics import Severity
from engine.directory import type_name
from engine.esp import METHODS
from engine.esp.signature import Parameter, Signature
from engine.log.events import Event
from engine.values import Type
from tests.helpers.runs import check_text, run_text

WRONG_TYPE = 202
LITERALS = (
    '"x"', '""', "5", "-5", "2147483647", "2147483648", "-2147483649", "true", "30s", "2026-12-24",
    '{ a: "b" }', "{ a: { n: 2147483648 } }", '["x"]', "ANI", 'udata.None ?? "x"',
    "text_length(ANI)",
)  # fmt: skip
TEXTS = (
    "x",
    "true",
    "workitem",
    "1:x",
    "USER_CUSTOM",
    "2026-12-24",
    "a@example.com",
    "+14155550123",
)
PROJECT = """
application "App" {{ type = {server} {channel} }}
response x {{ content_type = text  body = "hello" }}
queue x
strategy s (voice) {{
  on fault -> done
  on timeout -> done
{blocks}
  done: disconnect
}}
"""


def text_of(lines: list[str], signature: Signature) -> str:
    """A project whose strategy makes these calls, one a line, whatever comes of each."""
    shown = [
        f'  b{number}: esp("{signature.name}") {{ app_name = "App"  parameters = {{ {line} }} '
        f"fault -> b{number + 1} timeout -> b{number + 1} }} -> b{number + 1}"
        for number, line in enumerate(lines)
    ]
    end = f"  b{len(lines)}: log({chr(34)}end{chr(34)}) -> done"
    social = type_name(signature.application_type) == "SocialMS"
    return PROJECT.format(
        server=type_name(signature.application_type),
        channel='channel c { media = whatsapp  business_id = "x" }' if social else "",
        blocks="\n".join([*shown, end]),
    )


def fitting(parameter: Parameter) -> str:
    """A value that the parameter takes."""
    if parameter.type is Type.INTEGER:
        return "1"
    if parameter.type is Type.KVLIST:
        return "{}"
    check = parameter.check
    fit = [text for text in TEXTS if check is None or check(text) is None]
    return f'"{fit[0]}"'


def calls_of(signature: Signature) -> list[str]:
    """The parameters of calls: each parameter with each literal, and what is required besides."""
    found = []
    for parameter in signature.parameters:
        others = [
            f"{other.name}: {fitting(other)}"
            for other in signature.parameters
            if other.required and other is not parameter
        ]
        found += ["  ".join([*others, f"{parameter.name}: {literal}"]) for literal in LITERALS]
    return found


def accepted(lines: list[str], signature: Signature) -> list[str]:
    """Those of the calls in which the checker finds nothing wrong: it tells of so many at once."""
    while wrong := mistaken(lines, signature):
        lines = [line for number, line in enumerate(lines) if number not in wrong]
    return lines


def mistaken(lines: list[str], signature: Signature) -> set[int]:
    """The numbers of the calls that are in error."""
    text = text_of(lines, signature)
    first = text[: text.index("  b0:")].count("\n")
    return {
        text.count("\n", 0, each.span.start) - first
        for each in check_text(text).diagnostics
        if each.severity is Severity.ERROR and each.span is not None
    }


@pytest.mark.parametrize("name", [name for name in METHODS if METHODS[name].signature.parameters])
def test_a_parameter_that_the_checker_accepts_has_the_right_type_in_a_run(name: str) -> None:
    signature = METHODS[name].signature
    lines = accepted(calls_of(signature), signature)

    story = run_text(text_of(lines, signature))

    refused = story.rows(Event.REFUSED)
    assert len(story.rows(Event.REQUESTED)) == len(lines)
    assert [lines[row.block] for row in refused if row.b == WRONG_TYPE] == []


def test_the_calls_that_are_accepted_are_neither_all_nor_none() -> None:
    signature = METHODS["OMInteractions.StopInteraction"].signature
    drawn = calls_of(signature)

    lines = accepted(drawn, signature)

    assert "TenantId: 2147483647" in lines
    assert "TenantId: 2147483648" not in lines
    assert 'Reason: "x"' in lines
    assert "Reason: 30s" not in lines
    assert 0 < len(lines) < len(drawn)
