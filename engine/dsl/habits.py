"""Habits of other languages that the parser could only misunderstand.

In: a source, and its text as `characters` left it. Out: the text, of the same length, without them:
a comment of another language is space, a unit stands at its number. Each is said once, here.
"""

import re

from engine.diagnostics import Findings
from engine.source import Source, Span
from engine.syntax.quantities import ALIASES, UNITS, UNITS_SAID

FOREIGN_COMMENT = r"(?<!:)//[^\n]*|/\*(?s:.)*?(?:\*/|\Z)"
"""The grammar lets no operator follow `/`, so that this is none; but `https://…` has no comment."""
QUOTED_OR_COMMENT = (
    r'"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"""|"(?:[^"\\\n]|\\.)*"?'
    r"|#[^\n]*"
)
SPACED_UNIT = (
    r"(?<![A-Za-z0-9_.:/-])(?P<count>[0-9]+)[ \t]+"
    r"(?:(?P<word>(?!(?:and|or|not|in|mod)\b)[A-Za-z]+)(?=[ \t]*\))"
    rf"|(?P<unit>{'|'.join(UNITS)})(?![A-Za-z0-9_])"
    r"(?=[ \t]*(?:[\r\n)\]},#+*/<>]|==|!=|-(?!>)|\Z)|[ \t]{2,}+(?!->|=|:))"
    r"|(?P<percent>%)(?=[ \t]*(?:[\r\n)\]},#]|\Z)))"
)
"""A number, blanks and a unit, unless a name that is called like a unit begins an entry there; or
any word that ends a parenthesis, where nothing else could be meant."""

SIGNS = re.compile(r"//|/\*")
PIECES = re.compile(
    rf"(?P<ours>{QUOTED_OR_COMMENT})|(?P<comment>{FOREIGN_COMMENT})|(?P<spaced>{SPACED_UNIT})",
    re.DOTALL,
)
UNIT = re.compile(SPACED_UNIT)
NOT_A_LINE_END = re.compile(r"[^\r\n]")


def check(source: Source, text: str, findings: Findings) -> str:
    """The text without the habits: E202 for a comment, E109 for a unit apart from its number, E303
    for a unit that there is not."""
    if not SIGNS.search(text) and not UNIT.search(text):
        return text

    def mended(piece: "re.Match[str]") -> str:
        if piece.lastgroup == "ours" or findings.full:
            return piece[0]
        span = Span(source, *piece.span())
        if piece.lastgroup == "comment":
            sign = Span(source, span.start, span.start + 2)
            findings.error(
                "E202", sign, f"`{piece[0][:2]}` begins no comment", "a comment starts with `#`"
            )
            return NOT_A_LINE_END.sub(" ", piece[0])
        written = " ".join(piece[0].split())[:40]
        unit = piece["percent"] or piece["unit"] or ALIASES.get(piece["word"].lower())
        together = piece["count"] + (unit or "s")
        if unit is None:
            findings.error("E303", span, f"`{written}` has no known unit", UNITS_SAID)
        else:
            message = f"`{written}` is a number apart from its unit"
            findings.error("E109", span, message, f"write `{together}`")
        return together.ljust(len(piece[0]))

    return PIECES.sub(mended, text)
