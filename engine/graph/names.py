"""Names: each is declared once in its namespace, and what is used is declared.

In: the words of declarations as they come. Out: who was first, and findings for the others (E210;
E215 for names that differ only in how their letters are composed).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from unicodedata import normalize

from engine.diagnostics import Findings, Note, did_you_mean
from engine.shelf.constants import AN_AMOUNT, Amount
from engine.source import Span
from engine.syntax.nodes import Name, Word

SHOWN_CHARS = 60

NAMED_BY = {
    "strategy": "strategy", "subroutine": "call", "queue": "queue", "workbin": "workbin",
}  # fmt: skip
"""What authors take for one another, each with the kind of block that leads there."""
COMPARED = 1_000
"""Names that an unknown one is compared with at most, to find what was meant."""


@dataclass(slots=True)
class Namespace:
    """The names of one kind of things in one place; `what` is the kind's word in messages."""

    what: str
    findings: Findings
    first: dict[str, Word] = field(default_factory=dict)
    _composed: dict[str, Word] = field(default_factory=dict)

    def declare(self, word: Word) -> bool:
        """Takes a name; false if it was there before, which is then said."""
        before = self.first.setdefault(word.text, word)
        if before is not word:
            message = f"{self.what} `{word.text}` is declared twice"
            cure = "give one of them another name"
            if word.text == self.what:  # it has no name of its own
                message = f"`{word.text}` is declared twice"
                cure = "a project has one: put both together"
            notes = [Note(before.span, "the first one is here")]
            self.findings.error("E210", word.span, message, cure, notes)
            return False
        if not word.text.isascii():
            self.tell_apart(word)
        return True

    def tell_apart(self, word: Word) -> None:
        """Complains of a name that looks like another one and is not the same."""
        before = self._composed.setdefault(normalize("NFC", word.text), word)
        if before.text != word.text:
            message = f"{self.what} `{word.text}` looks like another one and is not the same"
            notes = [Note(before.span, "the other one is here")]
            cure = "write the letters of both in the same way (Unicode NFC)"
            self.findings.error("E215", word.span, message, cure, notes)

    def __contains__(self, text: str) -> bool:
        return text in self.first


def holder_of(text: str, names: Mapping[str, Collection[str]]) -> str | None:
    """The kind of blocks that have a place for a name, of what it names; None if there is none.

    >>> holder_of("calm", {"queue": ["busy"], "subroutine": ["calm"]})
    'subroutine'
    """
    return next((kind for kind in NAMED_BY if text in names.get(kind, ())), None)


def unknown(
    what: str,
    text: str,
    span: Span | None,
    known: Collection[str],
    findings: Findings,
    *,
    other: str | None = None,
) -> None:
    """E211: nothing of this kind has the name; `other` is the kind of what has it."""
    cure = None if findings.full else did_you_mean(text, _nearest_by_length(text, known))
    if other is not None:
        cure = f"`{text}` is a {other}: a block goes there by `{NAMED_BY[other]}({text})`"
    is_ = "are" if what == "faults" else "is"
    if cure is None and not known:
        cure = f"no {what} {is_} declared"
    findings.error("E211", span, f"there {is_} no {what} `{text}`", cure)


def _nearest_by_length(text: str, known: Collection[str]) -> Collection[str]:
    """Of very many names those that are about as long: comparing with each takes too long."""
    if len(known) <= COMPARED:
        return known
    return sorted(known, key=lambda name: (abs(len(name) - len(text)), name))[:COMPARED]


def shown(text: str) -> str:
    """An author's text in backticks, on one line and not too much of it.

    >>> shown("1:in"), len(shown("x" * 1000))
    ('`1:in`', 63)
    """
    line = " ".join(text.split())
    return f"`{line[:SHOWN_CHARS]}…`" if len(line) > SHOWN_CHARS else f"`{line}`"


def tell_amount(name: Name, amount: Amount, findings: Findings) -> None:
    """E220 for a parameter in an expression that no expression can have."""
    message = f"`{name.text}` is {AN_AMOUNT[type(amount)]}, not a value"
    cure = "it stands where declarations of simulated days take one"
    findings.error("E220", name.span, message, cure)
