"""Names of declared things in the values that declarations are written with.

In: lists as authors write them: `[anna, ben]`. Out: references in the author's order, or findings:
E220 for what is no name, E210 for a name given twice. `Unnamed` is what values without names are.
"""

from collections.abc import Iterable

from engine.diagnostics import Findings, Note
from engine.shelf.constants import excerpt
from engine.shelf.kind import Expr, Reference
from engine.syntax.nodes import Expression, ListOf, Name, Text


class Unnamed:
    """What holds no expressions and no names of declared things."""

    def references(self) -> Iterable[tuple[tuple[str, ...], Reference]]:
        """None."""
        return ()

    def expressions(self) -> Iterable[tuple[str, Expr, Expression]]:
        """None."""
        return ()


def read_names(
    listed: ListOf, field: str, *, of: str, takes: str, findings: Findings
) -> tuple[Reference, ...] | None:
    """The names in the list of a field; `of` says whose names they are."""
    found: dict[str, Reference] = {}
    sound = True
    for item in listed.items:
        name = item.value
        if item.name is not None or not isinstance(name, Name | Text):
            message = f"{excerpt(name)} is no name of {of}"
            findings.error("E220", name.span, message, f"`{field}` takes {takes}")
            sound = False
        elif name.text in found:
            notes = [Note(found[name.text].span, "the first one is here")]
            findings.error("E210", name.span, f"`{name.text}` is listed twice", None, notes)
            sound = False
        else:
            found[name.text] = Reference(name.text, name.span)
    return tuple(found.values()) if sound else None
