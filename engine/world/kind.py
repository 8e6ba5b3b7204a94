"""What a declaration kind is: a `Kind` with a head, and perhaps something to become.

In: a declaration's syntax. Out: its model; what the simulated servers are configured with is what
`lower` makes of it.
"""

from collections.abc import Iterable
from typing import ClassVar, Literal, TypeAlias, TypeVar

from engine.diagnostics import Findings
from engine.shelf.kind import Kind
from engine.shelf.shape import shape_of
from engine.syntax import quantities
from engine.syntax.nodes import Binding, Declaration, Quantity, Word
from engine.syntax.quantities import TimeOfDay
from engine.values import DAY

Naming: TypeAlias = Literal["name", "text", "number", "time", "optional", "none"]
"""How a kind is named: by a name, by a name or a number (`text`), by a whole number alone, by a
time of day, by a name or not at all, not at all. Any name may be quoted."""
Form = TypeVar("Form")


class DeclarationKind(Kind):
    """Base of the declaration kinds.

    `top_level` is false for a kind that stands only inside others. `binding` says that it is
    written `word name = value`; its model has a field `value`.
    """

    naming: ClassVar[Naming] = "name"
    top_level: ClassVar[bool] = True

    name: str | None
    """The name in the head; None where there is none."""

    @classmethod
    def head(cls, entry: Declaration | Binding, findings: Findings) -> dict[str, object] | None:
        """The name, if it is one that the kind can have."""
        if isinstance(entry, Binding) is not cls.binding:
            form = f"`{cls.word} name = value`" if cls.binding else f"`{cls.word} … {{ … }}`"
            findings.error("E231", entry.span, f"`{cls.word}` is written {form}")
            return None
        if isinstance(entry, Declaration) and entry.outputs and not cls.typed_head:
            span = entry.outputs[0].name.span
            findings.error("E231", span, f"`{cls.word}` gives no results")
            return {}
        return _named(cls, entry, findings)

    @classmethod
    def usage(cls) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The form of the declaration."""
        names = {
            "name": " name", "text": ' "name"', "number": " 1", "time": " 08:00", "optional": "",
            "none": "",
        }  # fmt: skip
        operands = "".join(f" ({part.word})" for part in shape_of(cls).operands)
        form = f"{cls.word}{names[cls.naming]}"
        return (("Form", (f"{form} = value" if cls.binding else f"{form}{operands} {{ … }}",)),)

    def lower(self) -> object | None:
        """What this is to the simulated servers, or to the kind it stands in; None: nothing. One
        that stands for several gives them in a tuple."""
        return None


def lowered(kinds: Iterable[DeclarationKind], form: type[Form]) -> tuple[Form, ...]:
    """What the declarations inside another one become, all of one form."""
    found: list[Form] = []
    for kind in kinds:
        made = kind.lower()
        several = made if isinstance(made, tuple) else (made,)
        found += [item for item in several if isinstance(item, form)]
    return tuple(found)


def _named(
    kind: type[DeclarationKind], entry: Declaration | Binding, findings: Findings
) -> dict[str, object]:
    name = entry.name
    if name is None and kind.naming in ("optional", "none"):
        return {"name": None}
    wanted = {"number": "a whole number", "time": "a time of day"}.get(kind.naming, "a name")
    if name is None:
        cure = f"write it after `{kind.word}`"
        findings.error("E230", entry.kind.span, f"`{kind.word}` needs {wanted}", cure)
    elif kind.naming == "none":
        findings.error("E231", name.span, f"`{kind.word}` has no name")
    elif kind.naming == "number" and isinstance(name, Quantity) and name.text.isdecimal():
        return {"name": str(int(name.text))}
    elif kind.naming == "time":
        return _timed(kind, name, findings)
    elif kind.naming == "number" or (kind.naming != "text" and isinstance(name, Quantity)):
        message = f"`{name.text}` is not {wanted}, which `{kind.word}` takes"
        findings.error("E220", name.span, message)
    elif not name.text:
        findings.error("E232", name.span, f"the name of `{kind.word}` must not be empty")
    else:
        return {"name": name.text}
    return {}


def _timed(kind: type[DeclarationKind], name: Word, findings: Findings) -> dict[str, object]:
    """The time of day that names a kind, as written."""
    found: object = None
    if isinstance(name, Quantity):
        try:
            found = quantities.read(name.text)
        except ValueError:
            return {}  # the parser has said it
    if isinstance(found, TimeOfDay) and found.since_midnight < DAY:
        return {"name": name.text}
    message = f"`{name.text}` is no time of day, which `{kind.word}` takes"
    cure = "a day begins at `00:00`" if isinstance(found, TimeOfDay) else "write `08:00`"
    findings.error("E311", name.span, message, cure)
    return {}
