"""A `Lowering` that writes down what a block emits."""

from collections.abc import Sequence

from engine.blocks.operands import Collection, Routing, ServiceCall, Stow
from engine.directory import Directory
from engine.ops import NO_CODE, Op
from engine.shelf.kind import Reference
from engine.syntax.nodes import Expression, Word
from engine.values import Value, show

SCRATCH_SLOT = 99
NOTHING = Directory()


class Recorder:
    """Numbers what it is asked for; `named` gives each number its meaning back.

    `spare` are the ports that need not be wired, and are.
    """

    def __init__(
        self, *spare: str, in_subroutine: bool = False, directory: Directory = NOTHING
    ) -> None:
        self.spare = spare
        self.in_subroutine = in_subroutine
        self.ops: list[tuple[Op, int, int, int]] = []
        self.calls: list[ServiceCall] = []
        self.collections: list[Collection] = []
        self.routings: list[Routing] = []
        self.directory = directory
        self.named: list[str] = []

    def emit(self, op: Op, a: int = 0, b: int = 0, c: int = 0) -> None:
        """Keeps the operation."""
        self.ops.append((op, a, b, c))

    def code(self, expression: Expression | None) -> int:
        """A number for the author's own text of the expression."""
        return NO_CODE if expression is None else self._number(expression.span.text())

    def constant(self, value: Value) -> int:
        """A number for a value as an expression."""
        return self._number(f"constant {show(value)}")

    def matches(self, slot: int, label: Word) -> int:
        """A number for a comparison."""
        return self._number(f"slot {slot} is {label.text}")

    def below(self, slot: int, bound: int) -> int:
        """A number for a comparison."""
        return self._number(f"slot {slot} < {bound}")

    def value(self, value: Value) -> int:
        """A number for a value."""
        return self._number(f"value {show(value)}")

    def function(self, name: str, *arguments: Value) -> int:
        """A number for a function with what it is given."""
        return self._number(f"{name}({', '.join(map(show, arguments))})")

    def results(self, results: Sequence[tuple[str, Expression]]) -> int:
        """A number for the author's own text of results."""
        return self._number(", ".join(f"{name} = {each.span.text()}" for name, each in results))

    def calling(self, reference: Reference, arguments: Sequence[tuple[str, Expression]]) -> int:
        """A number for a call of a subroutine."""
        given = ", ".join(f"{name}: {each.span.text()}" for name, each in arguments)
        return self._number(f"{reference.name}({given})")

    def port(self, name: str) -> int:
        """A number for a port."""
        return self._number(f"port {name}")

    def wired(self, name: str) -> bool:
        """As it was told."""
        return name in self.spare

    def slot(self, name: str) -> int:
        """A number for a variable."""
        return self._number(f"slot {name}")

    def scratch(self) -> int:
        """Always the same slot."""
        return SCRATCH_SLOT

    def queue(self, reference: Reference) -> int:
        """A number for a queue."""
        return self._number(f"queue {reference.name}")

    def strategy(self, reference: Reference) -> int:
        """A number for a strategy."""
        return self._number(f"strategy {reference.name}")

    def call(self, call: ServiceCall) -> int:
        """A number for a call, which is kept."""
        self.calls.append(call)
        return self._number("call")

    def collect(self, collection: Collection) -> int:
        """A number for a collection of digits, which is kept."""
        self.collections.append(collection)
        return self._number("collection")

    def workbin(self, reference: Reference) -> int:
        """A number for a workbin."""
        return self._number(f"workbin {reference.name}")

    def stow(self, stow: Stow) -> int:
        """A number for what a workbin gets, with what it says."""
        place = self.name(stow.workbin)
        back = f" to {self.name(stow.return_to)}" if stow.return_to >= 0 else ""
        return self._number(f"{place} of {self.name(stow.owner)}{back} after {stow.after_us}us")

    def route(self, routing: Routing) -> int:
        """A number for a routing, which is kept."""
        self.routings.append(routing)
        return self._number("routing")

    def name(self, number: int) -> str:
        """What a number stands for."""
        return self.named[number - 100] if number >= 100 else str(number)

    def _number(self, name: str) -> int:
        if name not in self.named:
            self.named.append(name)
        return 100 + self.named.index(name)
