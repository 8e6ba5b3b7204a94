r"""The words and signs of a formula.

In: what stands between the delimiters. Out: tokens with their places in the body, or
`FieldCodeError`. A string stands in double quotes, in a structured body in single ones
(docs.genesys.com, eServices, field codes; eServices Manager, structured messages); both are taken
in plain text [inferred]. The escapes are documented: `\a \b \f \n \r \t \v \' \" \\`; so is that a
line break in a string is written `\n`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from engine.esp.field_codes import numbers
from engine.esp.field_codes.errors import FieldCodeError, Unfit, quoted
from engine.esp.field_codes.kinds import Known

ESCAPES = {
    "a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "'": "'",
    '"': '"', "\\": "\\",
}  # fmt: skip


class Sort(Enum):
    """What a token is."""

    LITERAL = "literal"
    NAME = "name"
    SIGN = "sign"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign: its place in the body, its text; `value` is that of a literal."""

    sort: Sort
    text: str
    offset: int
    value: Known | None = None

    @property
    def length(self) -> int:
        """How many characters of the body it takes."""
        return len(self.text)


_TOKEN = re.compile(
    r"(?P<space>[ \t\r\n]+)"
    r"|(?P<number>(?:[0-9]+\.?[0-9]*|(?<![A-Za-z0-9_)])\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<sign><=|<>|>=|==|!=|&&|\|\||[-+*/^<>=!:(),.])"
)
_WORD = re.compile(r"[A-Za-z0-9_.]+")
_PIECE = {quote: re.compile(rf"[^\\\r\n{quote}]*") for quote in "\"'"}
_CURLY = "\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb"
"""Quotes that an editor makes of straight ones."""


def tokens(text: str, offset: int, *, structured: bool = False) -> Iterator[Token]:
    """The tokens of a formula that begins at `offset` of its body, and one that ends them.

    >>> [token.text for token in tokens("Length('a') >= 2e1", 0)]
    ['Length', '(', "'a'", ')', '>=', '2e1', '']
    """
    position = 0
    while position < len(text):
        if text[position] in "\"'":
            token = _string(text, position, offset, structured=structured)
        else:
            found = _TOKEN.match(text, position)
            if found is None:
                raise _stranger(text[position], offset + position)
            if found.lastgroup == "space":
                position = found.end()
                continue
            token = _plain(found, offset, text)
        position += token.length
        yield token
    yield Token(Sort.END, "", offset + len(text))


def _plain(found: re.Match[str], offset: int, text: str) -> Token:
    at, written = offset + found.start(), found[0]
    match found.lastgroup:
        case "number":
            word = _WORD.match(text, found.end())
            if word:
                whole = written + word[0]
                raise FieldCodeError(at, f"{quoted(whole)} is no number", length=len(whole))
            return Token(Sort.LITERAL, written, at, _number(written, at))
        case "name":
            return Token(Sort.NAME, written, at)
        case _:
            return Token(Sort.SIGN, written, at)


def _number(written: str, at: int) -> Decimal:
    try:
        return numbers.number(written)
    except Unfit as error:
        message = f"{quoted(written)} is too large a number"
        raise FieldCodeError(at, message, length=len(written)) from error


def _string(text: str, start: int, offset: int, *, structured: bool) -> Token:
    quote = text[start]
    pieces: list[str] = []
    position = start + 1
    while True:
        found = _PIECE[quote].match(text, position)
        if found is not None:
            pieces.append(found[0])
            position = found.end()
        ahead = text[position : position + 1]
        if ahead == quote:
            break
        if ahead != "\\":
            raise _unclosed(ahead, quote, text[start:position], offset + start)
        pieces.append(_escaped(text[position : position + 2], offset + position))
        position += 2
    written = text[start : position + 1]
    if structured and quote == '"':
        raise FieldCodeError(
            offset + start,
            f"the string {quoted(written)} stands in double quotes",
            length=len(written),
            cure="in a structured message a string of a field code stands in single quotes",
        )
    return Token(Sort.LITERAL, written, offset + start, "".join(pieces))


def _escaped(written: str, at: int) -> str:
    character = ESCAPES.get(written[1:])
    if character is None:
        raise FieldCodeError(
            at,
            f"{quoted(written)} is no escape",
            length=len(written),
            cure=r"""the escapes are `\a \b \f \n \r \t \v \' \" \\`""",
        )
    return character


def _unclosed(ahead: str, quote: str, begun: str, at: int) -> FieldCodeError:
    if ahead:
        message = f"the string {quoted(begun)} is broken by the end of a line"
        return FieldCodeError(at, message, length=len(begun), cure=r"a line break is written `\n`")
    message = f"the string {quoted(begun)} is not closed by `{quote}`"
    return FieldCodeError(at, message, length=len(begun))


def _stranger(character: str, at: int) -> FieldCodeError:
    if character in _CURLY:
        cure = "write straight quotes"
    elif character == "%":
        cure = "the remainder of a division is `Mod`"
    else:
        cure = "a string stands in quotes"
    shown = quoted(character) if character.isprintable() else "an invisible character"
    return FieldCodeError(at, f"{shown} cannot stand in a formula", length=1, cure=cure)
