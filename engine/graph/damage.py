"""What could not be parsed must not lead to complaints about what stands there.

In: entries that recovery left behind, findings of the parser. Out: whether something is broken in
the entries, and our own findings without those that only follow from what is broken.
"""

from collections.abc import Iterable

from engine.diagnostics import Findings
from engine.source import Span
from engine.syntax import quantities
from engine.syntax.nodes import Block, Broken, Declaration, Entry, Quantity
from engine.syntax.quantities import Quantified

MISSING = "E230"
GUESSED = frozenset({"E107", "E109", "E202", "E203", "E303", "E311"})
"""What the parser mends by a guess; all else it complains of is kept as the author wrote it."""


def quantity(node: Quantity) -> Quantified | None:
    """What a quantity says; None if the parser has complained of it and kept it as it was."""
    try:
        return quantities.read(node.text)
    except ValueError:
        return None


def is_broken(entries: Iterable[Entry]) -> bool:
    """Whether an entry among these, or inside of one, could not be parsed."""
    return any(
        isinstance(entry, Broken)
        or (isinstance(entry, Declaration | Block) and is_broken(entry.entries))
        for entry in entries
    )


def keep_all_but_missing(found: Findings, findings: Findings) -> None:
    """Takes over findings, but not that something is missing: it may be what is broken."""
    for item in found:
        if item.code != MISSING:
            findings.add(item.severity, item.code, item.span, item.message, item.help, item.notes)


def keep_apart(found: Findings, findings: Findings) -> None:
    """Takes over what is found on lines where the parser had nothing to guess.

    What is wrong with a guess is no news to the author.
    """
    told = {_line(item.span) for item in findings if item.span and item.code in GUESSED}
    for item in found:
        if item.span is None or not told or _line(item.span) not in told:
            findings.add(item.severity, item.code, item.span, item.message, item.help, item.notes)


def _line(span: Span) -> tuple[int, int]:
    return id(span.source), span.line_and_column()[0]
