"""What is written between quotes.

In: the text of a token. Out: the text it stands for; what is wrong with its escapes is said at
their places, and the rest is read.
"""

import re

from engine.diagnostics import Findings
from engine.limits import Limits
from engine.source import Source, Span

BLOCK_QUOTES = '"""'

ESCAPE = re.compile(r"\r\n|\\(?:u\{([^{}\"]*)\}|u|(.))", re.DOTALL)
SIMPLE = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}
CODE_POINT = re.compile(r"[0-9A-Fa-f]{1,6}")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def unquoted(
    quoted: str, start: int, *, source: Source, findings: Findings, limits: Limits
) -> tuple[str, bool]:
    """The text between quotes that open at offset `start`, and whether it is a block.

    Line ends are LF, whatever the file's are. E108 for an escape that is none, E401 for a text that
    is too long.
    """
    block = len(quoted) >= 6 and quoted.startswith(BLOCK_QUOTES)
    quotes = 3 if block else 1
    text = quoted[quotes:-quotes]
    if "\\" in text or "\r" in text:

        def resolve(found: "re.Match[str]") -> str:
            return _resolve(found, Span(source, start + quotes, 0), findings)

        text = ESCAPE.sub(resolve, text)
    if len(text) > limits.text_chars:
        findings.error(
            "E401",
            Span(source, start, start + len(quoted)),
            f"this text has {len(text):,} characters",
            f"a text has at most {limits.text_chars:,}",
        )
    return text, block


def _resolve(found: "re.Match[str]", base: Span, findings: Findings) -> str:
    if found[0] == "\r\n":
        return "\n"
    digits, simple = found[1], found[2]
    if simple in SIMPLE:
        return SIMPLE[simple]
    if findings.full:
        return REPLACEMENT
    span = Span(base.source, base.start + found.start(), base.start + found.end())
    if digits is not None and CODE_POINT.fullmatch(digits):
        point = int(digits, 16)
        if point <= 0x10FFFF and not 0xD800 <= point <= 0xDFFF:
            return chr(point)
        cure = "a character is from `\\u{0}` to `\\u{10ffff}`, without `\\u{d800}` to `\\u{dfff}`"
        findings.error("E108", span, f"`{found[0]}` is no character", cure)
        return REPLACEMENT
    cure = 'the escapes are `\\n`, `\\t`, `\\"`, `\\\\` and `\\u{…}` with the digits of a character'
    findings.error("E108", span, f"`{_shown(found[0])}` is no escape", cure)
    return REPLACEMENT


def _shown(escape: str) -> str:
    return escape if escape.isprintable() else "\\"
