"""The kind `subroutine`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine.diagnostics import Findings, Note, did_you_mean, listed
from engine.ops import Family
from engine.shelf.kind import Entry, Nested, Ready
from engine.syntax import nodes
from engine.syntax.nodes import Binding, Declaration, Parameter
from engine.values import Type
from engine.world.kind import DeclarationKind

TYPES = {
    str(kind): kind
    for kind in (
        Type.TEXT, Type.INTEGER, Type.FLAG, Type.DURATION, Type.TIME, Type.BINARY, Type.LIST,
        Type.KVLIST,
    )
}  # fmt: skip
"""The types that parameters and results can have, by their words."""


class Subroutine(DeclarationKind):
    """Describes blocks that several strategies share, with what they are given and give back.

    The parameters stand in parentheses, each with its type, and are read like variables; they
    cannot be set. Behind `->` stand the results. A path gives them back by `exit { name = … }`, all
    of them; it ends by `exit` alone if there are none. `exit(fault)` leaves the block that called
    by its `fault` port, with the latest fault of this run of the subroutine. Other ends, such as
    `stop` or `disconnect`, end everything, the strategy that called too.

    A subroutine has variables of its own; it sees the interaction, its attached data and the
    readings (`ANI`, `id` …), and nothing else of who called it. It has handlers as a strategy has
    them. Which media it is for follows from its blocks. It may call other subroutines, at most 32
    in one another, and never itself.

    Example:
        strategy deflect (voice) {
          tell: call(ticket) { parameters = { name: ANI } } -> say
          say:  log(tell.answer.text) -> done
          done: exit
        }
        subroutine ticket (name: text) -> (text: text, long: flag) {
          size:  if(text_length(name) > 20) { true -> long   false -> short }
          long:  exit { text = "ticket of " + name   long = true }
          short: exit { text = "ticket of " + name   long = false }
        }

    Genesys:
        A subroutine of IRD, called by Call Subroutine with input and output parameters; a
        sub-workflow of Composer, called by Subroutine. IRD's Macro, which is drawn once and stands
        in many strategies, is a subroutine here, with variables of its own.
    """

    word: ClassVar[str] = "subroutine"
    ird: ClassVar[tuple[str, ...]] = ("Macro",)
    keeps: ClassVar[tuple[type[nodes.Entry], ...]] = (nodes.Port, nodes.Block)
    typed_head: ClassVar[bool] = True

    parameters: Annotated[tuple[Entry, ...], Ready()] = Field(default=(), repr=False)
    """What it is given: each value is a `Type`, None where that is in error."""
    results: Annotated[tuple[Entry, ...], Ready()] = Field(default=(), repr=False)
    """What it gives back, in the same form."""
    data: Annotated[tuple[DeclarationKind, ...], Nested("data")] = Field(
        (), description="the attached data it relies on"
    )
    variables: Annotated[tuple[DeclarationKind, ...], Nested("var")] = Field(
        (), description="its variables"
    )

    @classmethod
    def head(cls, entry: Declaration | Binding, findings: Findings) -> dict[str, object] | None:
        """The name, the parameters and the results."""
        found = super().head(entry, findings)
        if found is None or isinstance(entry, Binding):
            return found
        parameters = _signed(entry.parameters, "a parameter", findings)
        return found | {
            "parameters": parameters,
            "results": _signed(entry.outputs, "a result", findings),
        }

    @classmethod
    def port_words(cls) -> tuple[str, ...]:
        """The one that is a single word; the handlers begin with `on`."""
        return ("start",)

    @classmethod
    def usage(cls) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The form of the declaration."""
        return (("Form", ("subroutine name (given: type, …) -> (result: type, …) { … }",)),)


def _signed(written: tuple[Parameter, ...], what: str, findings: Findings) -> tuple[Entry, ...]:
    """Names with their types; each stands once."""
    found: dict[str, Entry] = {}
    for item in written:
        name = item.name
        before = found.get(name.text)
        if before is not None:
            notes = [Note(before.key.span, "the first one is here")]
            findings.error("E210", name.span, f"`{name.text}` is given twice", None, notes)
            continue
        if item.type is None:
            cure = f"write it behind a colon, for example `{name.text}: text`"
            if name.text.upper() in Family.__members__:
                cure = "leave it out: which media it is for follows from its blocks"
            findings.error("E230", name.span, f"`{name.text}` needs a type", cure)
        elif item.type.text not in TYPES:
            near = did_you_mean(item.type.text, TYPES) or f"{what} has one of {listed(TYPES)}"
            findings.error("E211", item.type.span, f"there is no type `{item.type.text}`", near)
        kind = TYPES.get(item.type.text) if item.type is not None else None
        found[name.text] = Entry(name, kind)
    return tuple(found.values())
