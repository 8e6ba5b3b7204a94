"""Finds the codes in a body; knows nothing of what stands in one.

In: the body. Out: its pieces in order, texts and `Hole`s, which joined give the body again. A code
begins at `<$` and ends at the next `$>` (docs.genesys.com, eServices, field code anatomy). `$>`
without a beginning is text [inferred].
"""

from dataclasses import dataclass

from engine.esp.field_codes.errors import FieldCodeError

OPEN = "<$"
CLOSE = "$>"
SPACE = " \t\r\n"
"""What may stand around a formula, and between its words."""


@dataclass(frozen=True, slots=True)
class Hole:
    """One code: where it begins in the body, and its text with both delimiters."""

    offset: int
    text: str

    @property
    def inside(self) -> str:
        """What stands between the delimiters."""
        return self.text[len(OPEN) : -len(CLOSE)]


def scan(body: str) -> tuple[str | Hole, ...]:
    """The pieces of a body. No text among them is empty, and no two texts are neighbours.

    Raises `FieldCodeError` at a code that does not end, or that another begins in.

    >>> scan("Dear <$Contact.FirstName$>!")
    ('Dear ', Hole(offset=5, text='<$Contact.FirstName$>'), '!')
    """
    pieces: list[str | Hole] = []
    position = 0
    while (start := body.find(OPEN, position)) >= 0:
        end = body.find(CLOSE, start + len(OPEN))
        if end < 0:
            line_end = body.find("\n", start)
            length = (len(body) if line_end < 0 else line_end) - start
            message = f"a field code is not closed by `{CLOSE}`"
            raise FieldCodeError(start, message, length=length)
        inner = body.find(OPEN, start + len(OPEN), end)
        if inner >= 0:
            length = end + len(CLOSE) - inner
            raise FieldCodeError(inner, "a field code begins inside a field code", length=length)
        if start > position:
            pieces.append(body[position:start])
        position = end + len(CLOSE)
        pieces.append(Hole(start, body[start:position]))
    if position < len(body):
        pieces.append(body[position:])
    return tuple(pieces)
