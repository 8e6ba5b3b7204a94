"""What a simulation is declared with besides times: its seed, and whose customers come.

In: `seed = 7`, `arrivals = [calls, chats]`. Out: `Seed`, `Chosen`, or findings: E308 for a seed out
of range, E210 for names given twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.diagnostics import Findings
from engine.shelf.constants import Constants, excerpt
from engine.shelf.kind import Reference
from engine.syntax.nodes import Expression, ListOf, Name, Quantity
from engine.world.amounts import signed
from engine.world.names import Unnamed, read_names

SEED_TAKES = "a whole number, for example `7`"
CHOSEN_TAKE = "a list of arrivals, for example `[calls, chats]`"
SEED_MAX = 2**63 - 1


@dataclass(frozen=True)
class Seed(Unnamed):
    """What all chance of a simulation comes from."""

    number: int = 1

    def __str__(self) -> str:
        """As an author would write it."""
        return str(self.number)


@dataclass(frozen=True)
class Chosen(Unnamed):
    """Names of arrivals, in the author's order."""

    each: tuple[Reference, ...] = ()

    def __str__(self) -> str:
        """The names."""
        return ", ".join(each.name for each in self.each)

    def references(self) -> Iterator[tuple[tuple[str, ...], Reference]]:
        """The arrivals."""
        return ((("arrivals",), each) for each in self.each)


def read_seed(expression: Expression, constants: Constants, findings: Findings) -> Seed | None:
    """A seed."""
    value, negative = signed(expression)
    if value is None and isinstance(expression, Quantity):
        return None  # the parser has said it
    if isinstance(expression, Name):
        if expression.text in constants.broken:
            return None
        value = constants.parameters.get(expression.text)
    if type(value) is int and not negative and 0 <= value <= SEED_MAX:
        return Seed(value)
    message = f"{excerpt(expression)} is no seed"
    findings.error("E308", expression.span, message, "a seed is a whole number from 0 on")
    return None


def read_chosen(
    expression: Expression,
    constants: Constants,  # noqa: ARG001 - what every reader is given
    findings: Findings,
) -> Chosen | None:
    """Names of arrivals."""
    if not isinstance(expression, ListOf) or not expression.items:
        message = f"{excerpt(expression)} is no list of arrivals"
        cure = "write for example `[calls, chats]`; left out, all of them come"
        if isinstance(expression, Name) and expression.text != "all":
            cure = f"write `[{expression.text}]`"
        findings.error("E220", expression.span, message, cure)
        return None
    names = read_names(expression, "arrivals", of="arrivals", takes=CHOSEN_TAKE, findings=findings)
    return None if names is None else Chosen(names)
