"""A page of `explain`, and the list of all there are.

In: pages and chapters. Out: styled lines. Examples keep their lines, all other text is wrapped.
"""

from collections.abc import Sequence

from engine.report.catalogue import Chapter
from engine.report.styled import EMPTY, Line, Style, indented, line, table, wrap
from engine.shelf.page import Page

INDENT = 2
VERBATIM = ("Example", "Form")
"""Sections whose lines are an author's text."""
LISTS = ("Ports",)
"""Sections of which each line is wrapped by itself."""


def to_page(page: Page, *, columns: int) -> list[Line]:
    """Title, what it is, its fields, its sections."""
    lines = wrap(line((page.title, Style.STRONG)), columns, hang=INDENT)
    room = columns - INDENT
    for number, (name, text) in enumerate(page.sections):
        lines.append(EMPTY)
        if name:
            lines.append(line((name, Style.HELP)))
        body = _body(name, text, room if name else columns)
        lines += indented(body, INDENT) if name else body
        if number == 0 and page.rows:
            lines += [EMPTY, *indented(_rows(page, room), INDENT)]
    return lines


def _rows(page: Page, columns: int) -> list[Line]:
    """The table of what it takes: the word, what it means, and in parentheses what is written."""
    return table(
        [
            (line((word, Style.NAME)), line(meaning, " (", (kind, Style.KIND), ")"))
            for word, kind, meaning in page.rows
        ],
        columns,
    )


def _body(name: str, text: str, columns: int) -> list[Line]:
    if name in VERBATIM:
        return _verbatim(text)
    if name in LISTS:
        return [part for each in _verbatim(text) for part in wrap(each, columns, hang=INDENT)]
    return _paragraphs(text, columns)


def _paragraphs(text: str, columns: int) -> list[Line]:
    lines: list[Line] = []
    for paragraph in text.strip().split("\n\n"):
        lines += [EMPTY] if lines else []
        lines += wrap(line(" ".join(paragraph.split())), columns)
    return lines


def _verbatim(text: str) -> list[Line]:
    return [line(each) if each.strip() else EMPTY for each in text.strip("\n").split("\n")]


def to_index(chapters: Sequence[Chapter], *, columns: int) -> list[Line]:
    """The names of all pages under their chapters."""
    lines: list[Line] = []
    for chapter in chapters:
        if chapter.pages:
            lines.append(line((chapter.title, Style.STRONG)))
            names = wrap(line("  ".join(chapter.names())), columns - INDENT)
            lines += [*indented(names, INDENT), EMPTY]
    return [*lines, line("`routewright explain WORD` shows a page")]
