"""Characters that may not stand in a text, and those that may only stand in quotes.

In: a source. Out: its text for the lexer, of the same length, in which all that was said to be
wrong here has a stand-in, so that it is said once: a space, or the Latin letter or digit that it
looks like. The classes are tables of our own: those of Python change with its version.
"""

import re
import unicodedata

from engine.diagnostics import Findings
from engine.dsl.habits import FOREIGN_COMMENT
from engine.source import Source, Span

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)")
WIDE_CONTROL = re.compile("[\x80-\x9f\u2028\u2029]")
DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
INVISIBLE = re.compile(
    "[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
SPACES = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
SIGNS = re.compile(
    "[\xa1-\xa9\xab\xac\xae-\xb1\xb4\xb6-\xb8\xbb-\xbf\xd7\xf7\u2010-\u2027\u2030-\u205e"
    "\u20a0-\u20cf\u2190-\u2bff\u3001-\u3003\u3008-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff3e"
    "\uff40\uff5b-\uff65\U0001f000-\U0001faff]"
)
"""Signs are no letters: the parser says what it had expected in their place."""
BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
MARK = "\ufeff"

PIECES = re.compile(
    r'(?P<quoted>"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"""|"(?:[^"\\\n]|\\.)*"?)'
    rf"|(?P<comment>#[^\n]*|{FOREIGN_COMMENT})"
    r"|(?P<word>(?:[A-Za-z0-9_]|[^\x00-\x7f])+)",
    re.DOTALL,
)
NAMES = re.compile(rf"(?:[A-Za-z0-9_]|(?!{SIGNS.pattern}|[ ])[^\x00-\x7f])+")

LOOKS_LIKE = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501"
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425"
    "\u03b1\u03bf\u03bd\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4",
    "aeopcyxijsd" "ABEKMHOPCTX" "aovABEZHIKMNOPT",
)  # fmt: skip
"""Cyrillic and Greek letters that cannot be told from Latin ones."""


def check(source: Source, findings: Findings) -> str:
    """The text with stand-ins for what is wrong: E101, E103 to E106, E109 for foreign digits."""
    text = source.text
    wrong = CONTROL.search(text) is not None
    if text.isascii() and not wrong:
        return text
    stand_ins = list(text)
    if wrong:
        _controls(source, stand_ins, findings)
    if not text.isascii():
        for piece in PIECES.finditer(text):
            if findings.full:
                break
            if not piece[0].isascii():
                _piece(source, piece, stand_ins, findings)
    return "".join(stand_ins)


def _controls(source: Source, stand_ins: list[str], findings: Findings) -> None:
    returned = False
    for found in CONTROL.finditer(source.text):
        at = found.start()
        stand_ins[at] = " "
        span = Span(source, at, at + 1)
        if found[0] != "\r":
            if not findings.full:
                _say_control(span, findings)
        elif not returned:
            returned = True
            message = "a line ends in a carriage return alone"
            findings.error("E106", span, message, "save the file with LF or CRLF line ends")


def _say_control(span: Span, findings: Findings) -> None:
    point = ord(span.text())
    cure = f"remove it; in a text write `\\u{{{point:x}}}`"
    findings.error("E103", span, f"control character U+{point:04X}", cure)


def _piece(
    source: Source, piece: "re.Match[str]", stand_ins: list[str], findings: Findings
) -> None:
    if piece.lastgroup == "word":
        _word(source, piece.span(), stand_ins, findings)
        return
    for found in BEYOND_ASCII.finditer(source.text, *piece.span()):
        if findings.full:
            return
        span = Span(source, *found.span())
        if DIRECTION.match(found[0]):
            _say_unseen(span, "changes the direction of the text", findings)
        elif found[0] == MARK:
            findings.error("E101", span, "a byte order mark in the middle", "remove it")
        elif piece.lastgroup == "comment" and WIDE_CONTROL.match(found[0]):
            _say_control(span, findings)


def _word(source: Source, place: tuple[int, int], stand_ins: list[str], findings: Findings) -> None:
    for offset in range(*place):
        if findings.full:
            return
        _invisible(source, offset, place, stand_ins, findings)
    start, end = place
    for name in NAMES.finditer("".join(stand_ins[start:end])):
        if not name[0].isascii():
            _name(Span(source, start + name.start(), start + name.end()), stand_ins, findings)


def _invisible(
    source: Source,
    offset: int,
    word: tuple[int, int],
    stand_ins: list[str],
    findings: Findings,
) -> None:
    character = source.text[offset]
    span = Span(source, offset, offset + 1)
    within = word[0] < offset < word[1] - 1
    if character == MARK and not within:
        stand_ins[offset] = " "
        findings.error("E101", span, "a byte order mark in the middle", "remove it")
    elif INVISIBLE.match(character) or character == MARK:
        stand_ins[offset] = "_" if within else " "
        _say_unseen(span, "cannot be seen", findings)
    elif SPACES.match(character):
        stand_ins[offset] = " "
        _say_unseen(span, "only looks like a space", findings, "write a plain space")
    elif WIDE_CONTROL.match(character):
        stand_ins[offset] = " "
        _say_control(span, findings)


def _say_unseen(span: Span, why: str, findings: Findings, cure: str = "remove it") -> None:
    point = ord(span.text())
    findings.error("E104", span, f"character U+{point:04X} {why}", cure)


def _name(span: Span, stand_ins: list[str], findings: Findings) -> None:
    text = "".join(stand_ins[span.start : span.end])
    for offset, character in enumerate(text, span.start):
        if not character.isascii():
            digit = unicodedata.digit(character, None)
            latin = unicodedata.normalize("NFKC", character.translate(LOOKS_LIKE))
            plain = len(latin) == 1 and latin.isascii() and latin.isalnum()
            stand_ins[offset] = latin if plain else "_" if digit is None else str(digit)
    if unicodedata.digit(text[0], None) is not None:
        findings.error("E109", span, f"`{span.text()}` is no number", "write the digits 0 to 9")
        return
    odd = next(character for character in text if not character.isascii())
    latin = unicodedata.normalize("NFKC", text.translate(LOOKS_LIKE))
    cure = f"write `{latin}` with Latin letters" if latin.isascii() else "use the letters a to z"
    findings.error(
        "E105", span, f"the name `{span.text()}` has `{odd}` (U+{ord(odd):04X}) in it", cure
    )
