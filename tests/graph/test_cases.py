"""The chunks of `cases/*.strat`: every diagnostic stands on its line, and there is no other.

A chunk is a project of one file; chunks are parted by a line `---`. What is expected on a line is
said by a comment at its end, several times if need be:

    # error: E211 at `by` "did you mean `bye`"
    # warning: W310

The words after `at` are the text that is pointed at, those in quotes a part of message or help.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from engine.codes import CODES
from engine.diagnostics import Diagnostic
from tests.graph.projects import check

CASES = Path(__file__).parent / "cases"
EXPECTED = re.compile(
    r'# (error|warning): ([EW]\d{3})(?: at `([^`]*)`)?(?: "(.*?)")?(?= #|$)', re.MULTILINE
)
ELSEWHERE = re.compile(r"^E1|E20[23]|E22[345]|E3|E4|E5|E6|E7|E8|E9|E226|W339|W34[015]")
"""The codes that other stages produce."""


class Expected(NamedTuple):
    """What a comment asks for on its line."""

    line: int
    severity: str
    code: str
    at: str | None
    words: str | None


def chunks() -> Iterator[tuple[str, str]]:
    """The chunks with their names: the file's, and the first comment or the number."""
    for path in sorted(CASES.glob("*.strat")):
        for number, text in enumerate(path.read_text(encoding="utf-8").split("\n---\n"), 1):
            title = text.lstrip().split("\n", 1)[0].removeprefix("#").strip()
            yield f"{path.stem} {number}: {title}", text


CHUNKS = dict(chunks())


@pytest.mark.parametrize("name", CHUNKS)
def test_every_diagnostic_is_expected_on_its_line_and_every_expected_one_is_there(
    name: str,
) -> None:
    text = CHUNKS[name]
    expected = [
        Expected(number, *match.groups())
        for number, line in enumerate(text.split("\n"), 1)
        for match in EXPECTED.finditer(line)
    ]

    _, findings = check(text)
    found = list(findings)

    unexpected = list(found)
    missing = []
    for wanted in expected:
        fitting = next((item for item in unexpected if fits(item, wanted)), None)
        if fitting is None:
            missing.append(wanted)
        else:
            unexpected.remove(fitting)
    assert not missing, f"{missing}, found {[said(item) for item in found]}"
    assert not unexpected, [said(item) for item in unexpected]


def fits(item: Diagnostic, wanted: Expected) -> bool:
    if item.span is None or (item.severity, item.code) != (wanted.severity, wanted.code):
        return False
    if item.span.line_and_column()[0] != wanted.line:
        return False
    if wanted.at is not None and item.span.text() != wanted.at:
        return False
    return wanted.words is None or wanted.words in f"{item.message}\n{item.help}"


def said(item: Diagnostic) -> str:
    place = f"{item.span.where()} `{item.span.text()}`" if item.span else ""
    return f"{place} {item.severity} {item.code} {item.message} ({item.help})"


def test_every_code_of_the_graph_stage_has_a_case() -> None:
    cased = {match.group(2) for text in CHUNKS.values() for match in EXPECTED.finditer(text)}

    here = {code for code in CODES if not ELSEWHERE.match(code)}

    assert here <= cased, sorted(here - cased)


def test_no_message_ends_in_a_full_stop_or_begins_with_a_capital() -> None:
    for text in CHUNKS.values():
        for item in check(text)[1]:
            assert item.message[0] == "`" or not item.message[0].isupper(), said(item)
            assert not item.message.endswith("."), said(item)
