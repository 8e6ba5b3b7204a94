"""Pages: what `explain` says of a kind, from the kind itself.

In: a kind, or any docstring with the same headings. Out: a `Page` of plain text, the same each
time. A page computes nothing that its kind does not state.
"""

import inspect
import re
from dataclasses import dataclass
from typing import cast

from engine.shelf.kind import (
    Choice,
    Constant,
    Expr,
    Free,
    Keys,
    Kind,
    Labels,
    Marker,
    Nested,
    Own,
    Ref,
    Typed,
)
from engine.shelf.shape import Part, shape_of
from engine.values import Value, show

INFERRED = "[inferred"
EXAMPLE = "Example"
HEADING = re.compile(r"(?m)^([A-Z][A-Za-z ]*):[ ]*\n(?=[ ]|\n|\Z)")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z`])")


@dataclass(frozen=True, slots=True)
class Page:
    """What there is to know about one word.

    `sections` are headings with their texts, the first without a heading: paragraphs of one line
    each, between empty lines, to be wrapped by whoever prints them. The text under `Example`,
    `Form` and `Ports` keeps its lines. `rows` are operands and fields: the name, what it takes,
    what it means.
    """

    title: str
    sections: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, str, str], ...] = ()

    def section(self, heading: str) -> str:
        """The text under a heading, empty if there is none."""
        return dict(self.sections).get(heading, "")


def page(kind: type[Kind]) -> Page:
    """The page of a kind."""
    written = sections_of(kind.__doc__ or "")
    rows = tuple(_row(part) for part in shape_of(kind).parts)
    usage = tuple((heading, "\n".join(lines)) for heading, lines in kind.usage())
    meanings = (f"`{name}`: {meaning}." for name, _, meaning in rows)
    inferred = _inferred((*(text for _, text in written), *meanings))
    sections = (*written[:1], *usage, *written[1:])
    if inferred:
        sections = (*sections, ("Inferred", inferred))
    return Page(kind.word, sections, rows)


def sections_of(doc: str) -> tuple[tuple[str, str], ...]:
    """The sections of a docstring: a heading stands alone on its line and ends in a colon.

    >>> sections_of("Waits.\\n\\nExample:\\n    a: wait(5s)\\n    b: exit\\n")
    (('', 'Waits.'), ('Example', 'a: wait(5s)\\nb: exit'))
    """
    pieces = HEADING.split(inspect.cleandoc(doc))
    found = [("", pieces[0]), *zip(pieces[1::2], pieces[2::2], strict=True)]
    return tuple(
        (heading, inspect.cleandoc("\n" + text) if heading == EXAMPLE else _paragraphs(text))
        for heading, text in found
    )


def _paragraphs(text: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n[ ]*\n", text.strip()))


def _row(part: Part) -> tuple[str, str, str]:
    return _name(part.marker) or part.word, _taken(part), part.description


def _name(marker: Marker) -> str | None:
    """What the author writes where the field's own name stands nowhere."""
    match marker:
        case Free():
            return "name = …"
        case Nested(kind=word):
            return f"{word} …"
        case Typed():
            return "key: …"
        case Labels():
            return '"label" -> …'
        case Expr() | Constant() | Ref() | Choice() | Keys() | Own():
            return None


def _taken(part: Part) -> str:
    return f"{part.takes.phrase}; {_necessity(part)}"


def _necessity(part: Part) -> str:
    if part.required:
        return "required"
    default, marker = part.default, part.marker
    if default is None or default == ():
        return "optional"
    if isinstance(marker, Own):
        return f"default `{default}`" if str(default) else "optional"
    if isinstance(marker, Choice) and marker.values:
        return f"default `{marker.words[marker.values.index(default)]}`"
    if isinstance(marker, Choice | Keys):
        return f"default `{default}`"
    return f"default `{show(cast(Value, default))}`"


def _inferred(texts: tuple[str, ...]) -> str:
    """Every sentence that carries the mark, a line each."""
    sentences = (
        sentence
        for text in texts
        for paragraph in text.split("\n\n")
        for sentence in SENTENCE_END.split(paragraph)
    )
    return "\n\n".join(sentence for sentence in sentences if INFERRED in sentence)
