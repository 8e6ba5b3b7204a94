"""Diagnostics as text: the excerpt, its caret, notes, help, and the last line."""

import pytest

from engine.diagnostics import Diagnostic, Findings, Note, Severity
from engine.limits import Limits
from engine.report.styled import line_width, plain
from engine.report.to_diagnostics import tally, to_diagnostics
from engine.source import Source, Span


def diagnostic(
    text: str,
    word: str,
    *,
    message: str = "no block is called `x`",
    help: str | None = None,  # noqa: A002
    notes: tuple[Note, ...] = (),
) -> Diagnostic:
    """An error at the first place where a word stands."""
    source = Source("a.strat", text)
    start = text.index(word)
    return Diagnostic(
        code="E211", severity=Severity.ERROR, message=message,
        span=Span(source, start, start + len(word)), help=help, notes=notes,
    )  # fmt: skip


def shown(*diagnostics: Diagnostic, columns: int = 80) -> list[str]:
    """The lines of some diagnostics."""
    return [plain(line) for line in to_diagnostics(diagnostics, columns=columns)]


def carried(found: Diagnostic, columns: int = 80) -> tuple[str, str]:
    """The source line of an excerpt and what stands above the carets."""
    text, caret, _ = shown(found, columns=columns)[-3:]
    return text, text[caret.index("^") : caret.rindex("^") + 1]


def test_a_diagnostic_shows_place_line_caret_and_cure() -> None:
    text = "strategy s (voice) {\n  wait: if(x) { true -> hodl   false -> b }\n}\n"

    lines = shown(diagnostic(text, "hodl", help="did you mean `hold`?"))

    assert lines == [
        "error[E211]: no block is called `x`",
        " --> a.strat:2:25",
        "  |",
        "2 |   wait: if(x) { true -> hodl   false -> b }",
        "  |                         ^^^^",
        "  = help: did you mean `hold`?",
        "",
    ]


def test_a_second_place_is_shown_with_its_own_excerpt() -> None:
    source = Source("b.strat", "queue q\n" * 12)
    notes = (Note(Span(source, 8 * 11, 8 * 11 + 5), "first declared here"),)

    lines = shown(diagnostic("queue q", "q", notes=notes))

    assert lines[6:] == [
        "  --> b.strat:12:1",
        "   |",
        "12 | queue q",
        "   | ^^^^^",
        "",
    ]
    assert lines[5] == "note: first declared here"
    assert lines[3] == " 1 | queue q"


def test_a_finding_without_a_place_is_a_line() -> None:
    found = Diagnostic(code="E503", severity=Severity.ERROR, message="no such file", help="look")

    assert shown(found) == ["error[E503]: no such file", "  = help: look", ""]


@pytest.mark.parametrize(
    ("text", "above"),
    [
        ("\tb: HERE", "HERE"),
        ("a\tb\tHERE", "HERE"),
        ("日本 = HERE", None),
        ('"e\u0301" HERE', None),
        ("\x1b[31m HERE", "HERE"),
        ("a: HERE\r\nb", "HERE"),
    ],
)
def test_the_caret_stands_below_the_word(text: str, above: str | None) -> None:
    lines = to_diagnostics([diagnostic(text, "HERE")], columns=80)
    before_caret = plain(lines[4]).index("^")

    before_word = line_width(((plain(lines[3]).split("HERE", 1)[0], ""),))
    assert before_word == before_caret
    assert above is None or carried(diagnostic(text, "HERE"))[1] == above


def test_the_end_of_a_file_has_a_caret_too() -> None:
    source = Source("a.strat", "a {\n")
    end = Diagnostic(code="E203", severity=Severity.ERROR, message="open", span=Span(source, 4, 4))

    assert shown(end)[1:5] == [" --> a.strat:2:1", "  |", "2 |", "  | ^"]


def test_a_span_over_several_lines_is_marked_on_its_first_one() -> None:
    source = Source("a.strat", "a {\n b\n}")
    found = Diagnostic(
        code="E203", severity=Severity.ERROR, message="open", span=Span(source, 2, 8)
    )

    assert shown(found)[3:5] == ["1 | a {", "  |   ^"]


@pytest.mark.parametrize("columns", [30, 40, 80])
@pytest.mark.parametrize("before", [0, 3, 40, 500])
@pytest.mark.parametrize("after", [0, 3, 40, 500])
def test_a_long_line_is_cut_around_the_caret(before: int, after: int, columns: int) -> None:
    found = diagnostic("x" * before + "HERE" + "y" * after, "HERE")

    lines = to_diagnostics([found], columns=columns)

    assert carried(found, columns)[1] == "HERE"
    assert all(
        line_width(line) <= max(columns, len("error[E211]: no block ")) for line in lines[2:]
    )


def test_a_span_wider_than_the_terminal_is_marked_as_far_as_it_shows() -> None:
    found = diagnostic("a" * 10 + "b" * 300, "b" * 300)

    text, caret = shown(found, columns=40)[3:5]

    assert len(text) <= 40
    assert len(caret) <= 40
    assert caret.endswith("^^^^")


def test_a_line_of_a_million_characters_is_shown_at_once() -> None:
    source = Source("a.strat", "@" * 1_000_000)
    findings = Findings()
    for offset in range(0, 1_000_000, 10_000):
        findings.error("E202", Span(source, offset, offset + 1), "unexpected `@`")

    lines = to_diagnostics(list(findings), columns=80)

    assert all(line_width(line) <= 80 for line in lines)


@pytest.mark.parametrize("columns", [40, 80])
def test_no_line_is_wider_than_the_terminal(columns: int) -> None:
    text = "wait: if(is_mobile(ANI) and length(notifications) > 5) { true -> nowhere }"
    found = diagnostic(
        text, "nowhere", message="no block of this strategy is called `nowhere` " * 3,
        help="did you mean `somewhere`, or `anywhere`, or a block that is not there yet?",
    )  # fmt: skip

    lines = to_diagnostics([found], columns=columns)

    assert max(line_width(line) for line in lines) <= columns


def test_more_findings_than_the_limit_are_not_shown() -> None:
    found = [diagnostic("abc", letter) for letter in "abc"]

    lines = [plain(line) for line in to_diagnostics(
        found, columns=80, limits=Limits(diagnostics=2))]  # fmt: skip

    assert [line for line in lines if line.startswith("error")] == [
        "error[E211]: no block is called `x`",
        "error[E211]: no block is called `x`",
        "error[E400]: more was found than the 2 findings shown",
    ]


def test_the_last_line_counts_by_severity_and_file() -> None:
    error = diagnostic("a", "a")
    warning = Diagnostic(code="W310", severity=Severity.WARNING, message="never reached")

    assert tally([]) == "no findings"
    assert tally([warning]) == "1 warning"
    assert tally([error, error, warning]) == "2 errors, 1 warning in 1 file"
