"""What a block kind is, and what it may ask for when it lowers itself to operations.

A block kind is a `Kind` that also says which ports it has, what it does to data (`effects`),
whether it suspends or ends the activation, and how it becomes operations (`lower`). The graph and
the executor know nothing else of it.
"""

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar, Protocol, TypeAlias

from pydantic import Field, field_validator

from engine.blocks.counterpart import COMPOSER_PORTS, IRD_PORTS, Drawn, Sheet, undrawn
from engine.blocks.operands import Collection, Routing, ServiceCall, Stow
from engine.ops import Family, Op
from engine.shelf.kind import Constant, Entry, Expr, Free, Kind, Reference, UnfitError
from engine.shelf.shape import shape_of
from engine.syntax import nodes
from engine.syntax.nodes import Expression, Map, Name, Word
from engine.values import Type, Value

if TYPE_CHECKING:
    from engine.blocks.targets import Target
    from engine.directory import Directory


class PortForm:
    """The forms in which a block's way out is written."""

    OK = "ok"
    """The trailing arrow `-> block`."""
    FAULT = "fault"
    """`fault -> block`, `fault symbol, 904 -> block`; several, the first match wins."""
    TIMEOUT = "timeout"
    """`timeout -> block`."""
    LABELS = "label"
    """One port for each label the author writes, and `else`."""
    ELSE = "else"
    """`else -> block`, beside labels."""


TEXT_MARK = '"'
"""What the name of a text label's port begins with; no other port's name does."""


def label_port(label: Word) -> str:
    """The name of a label's port: a text stands in quotes, so that `1` and `"1"` are two."""
    return f"{TEXT_MARK}{label.text}{TEXT_MARK}" if isinstance(label, nodes.Text) else label.text


@dataclass(frozen=True, slots=True)
class Assigns:
    """A variable of the strategy gets a value."""

    name: Name
    value: Expression


@dataclass(frozen=True, slots=True)
class Attaches:
    """A key of attached data gets a value."""

    key: Word
    value: Expression


@dataclass(frozen=True, slots=True)
class Calls:
    """An ESP method is called; its answer is known after port `ok`, its fault after `fault`.

    `operand` is the text that names service and method. `answers` is false for a call that does
    not wait for an answer. `brings` are the keys of user data that can go along, None if any can.
    `names_interaction` says that it is about another interaction than the one it is made for.
    `timeout_us` is how long it waits, None if for ever. `app_name` and `app_type` say which
    application it is made to.
    """

    service: str
    method: str
    parameters: Map | None
    operand: Expression
    answers: bool
    app_name: Expression | None = None
    app_type: int | None = None
    brings: tuple[str, ...] | None = None
    names_interaction: bool = False
    timeout_us: int | None = None


@dataclass(frozen=True, slots=True)
class Runs:
    """A subroutine runs; its results are known after port `ok`, its fault after `fault`."""

    subroutine: Reference
    parameters: Map | None


@dataclass(frozen=True, slots=True)
class Returns:
    """A subroutine is left here: with its results, or by a fault."""

    failing: bool
    results: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Parks:
    """An interaction is left in a queue, where no view sees it for as long as `unseen` says."""

    queue: Reference
    unseen: Expression | None


@dataclass(frozen=True, slots=True)
class Asks:
    """An agent is asked for: whom it can be, and for how long, None for ever. `plays` says that the
    caller hears something meanwhile."""

    targets: "tuple[Target, ...]"
    timeout_us: int | None
    priority: Expression | None
    plays: bool = False


Effect: TypeAlias = Assigns | Attaches | Calls | Runs | Returns


class Lowering(Protocol):
    """What the program gives a block that lowers itself; `program.lower` implements it."""

    def emit(self, op: Op, a: int = 0, b: int = 0, c: int = 0) -> None:
        """Appends an operation to the block."""

    def code(self, expression: Expression | None) -> int:
        """The index of a compiled expression, `NO_CODE` for None."""

    def constant(self, value: Value) -> int:
        """The index of an expression that is just this value."""

    def matches(self, slot: int, label: Word) -> int:
        """The index of an expression that compares a variable with a label."""

    def below(self, slot: int, bound: int) -> int:
        """The index of an expression that is true if a variable is less than a number."""

    def value(self, value: Value) -> int:
        """The integer of a value."""

    def function(self, name: str, *arguments: Value) -> int:
        """The index of an expression that calls a function; values left out get their defaults."""

    def results(self, results: Sequence[tuple[str, Expression]]) -> int:
        """The index of an expression that makes a KVList of results; a list is one value of it."""

    def calling(self, reference: Reference, arguments: Sequence[tuple[str, Expression]]) -> int:
        """The index of a call of a subroutine with its arguments."""

    @property
    def in_subroutine(self) -> bool:
        """Whether the block stands in a subroutine."""

    def port(self, name: str) -> int:
        """The index of the port of this block with this name (`ok`, `true`, a `label_port`)."""

    def wired(self, name: str) -> bool:
        """Whether the author has wired a port, of those that need not be."""

    def slot(self, name: str) -> int:
        """The slot of a variable of the strategy."""

    def scratch(self) -> int:
        """A slot of this block's own."""

    def queue(self, reference: Reference) -> int:
        """The index of an interaction queue."""

    def strategy(self, reference: Reference) -> int:
        """The index of a strategy."""

    def call(self, call: ServiceCall) -> int:
        """The index of an ESP call."""

    def collect(self, collection: Collection) -> int:
        """The index of a collection of digits."""

    def workbin(self, reference: Reference) -> int:
        """The index of a workbin."""

    def stow(self, stow: Stow) -> int:
        """The index of what a `WORKBIN` does."""

    @property
    def directory(self) -> "Directory":
        """What the servers are configured with, and the agents."""

    def route(self, routing: Routing) -> int:
        """The index of what a `ROUTE` does."""


class BlockKind(Kind):
    """Base of the block kinds.

    `ports` are the names of the ports that must be wired, in the order in which they are drawn;
    the forms of `PortForm` or words of the kind's own (`true`, `false`); `spare` are words of ports
    that need not be wired and follow them. `ends` is None for a
    block that goes on, else the families of media that it may end (an empty tuple: any).
    `finishes` says that it brings the interaction to its final place. `families` are those of the
    media that can have the block at all (an empty tuple: any).
    """

    ports: ClassVar[tuple[str, ...]] = (PortForm.OK,)
    spare: ClassVar[tuple[str, ...]] = ()
    ends: ClassVar[tuple[Family, ...] | None] = None
    finishes: ClassVar[bool] = False
    families: ClassVar[tuple[Family, ...]] = ()
    keeps: ClassVar[tuple[type[nodes.Entry], ...]] = (nodes.Port,)

    disabled: Annotated[bool, Constant(Type.FLAG)] = Field(
        default=False, description="`true` skips the block: it is left by `ok` at once [inferred]"
    )
    note: Annotated[str | None, Constant(Type.TEXT)] = Field(
        None, description="a remark that drawings show", examples=['"agreed with sales"']
    )

    @field_validator("disabled")
    @classmethod
    def _can_be_skipped(cls, disabled: bool) -> bool:  # noqa: FBT001 - pydantic passes the value
        if disabled and PortForm.OK not in cls.ports:
            message = f"`{cls.word}` has no `ok` by which it could be skipped"
            raise UnfitError(message, cure="lead the ports before it past it")
        return disabled

    @classmethod
    def usage(cls) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The form of the block, and each way out of it."""
        operands = ", ".join(part.word for part in shape_of(cls).operands)
        form = f"block: {cls.word}" + (f"({operands})" if operands else "") + " { … }"
        form += " -> next" if PortForm.OK in cls.ports else ""
        return ("Form", (form,)), ("Ports", tuple(_ways_out(cls)))

    @classmethod
    def port_words(cls) -> tuple[str, ...]:
        """Its own ports, `else` beside labels, then those of failures."""
        named = (*cls.ports, *cls.spare)
        words = [name for name in named if name not in (PortForm.OK, PortForm.LABELS)]
        if PortForm.LABELS in cls.ports:
            words.append(PortForm.ELSE)
        words.append(PortForm.FAULT)
        if cls.times_out is not BlockKind.times_out:
            words.append(PortForm.TIMEOUT)
        return tuple(words)

    @property
    def parks(self) -> Parks | None:
        """Where the block leaves the interaction for a view to take, if it does."""
        return None

    @property
    def asks(self) -> Asks | None:
        """Whom the block asks for, if it routes."""
        return None

    @property
    def suspends(self) -> bool:
        """Whether time passes in the block, so that a cycle through it is none of ours."""
        return False

    @property
    def fails(self) -> bool:
        """Whether the block can fail apart from what its expressions can."""
        return False

    @property
    def times_out(self) -> bool:
        """Whether the block has a time-out."""
        return False

    def effects(self) -> tuple[Effect, ...]:
        """What the block does to data when it leaves by its first port."""
        return ()

    @abstractmethod
    def lower(self, out: Lowering) -> None:
        """Emits the operations of the block."""

    def in_ird(self, out: Sheet) -> tuple[Drawn, ...]:  # noqa: ARG002 - kinds ask it
        """The objects of IRD that stand for the block, joined by their green ports.

        The block's ports are those of the last one. A kind on the shelf says this itself.
        """
        return undrawn(f"`{self.word}` says no counterpart", ports=IRD_PORTS)

    def in_composer(self, out: Sheet) -> tuple[Drawn, ...]:  # noqa: ARG002 - kinds ask it
        """The blocks of Composer, in the same way."""
        return undrawn(f"`{self.word}` says no counterpart", ports=COMPOSER_PORTS)


def _ways_out(kind: type[BlockKind]) -> Iterator[str]:
    forms = {
        PortForm.OK: "-> block: it is done",
        PortForm.LABELS: '"label" -> block, else -> block: the label that equals the value',
    }
    for port in kind.ports:
        yield forms.get(port, f"{port} -> block")
    for port in kind.spare:
        yield f"{port} -> block: it need not be wired"
    if kind.fails is not BlockKind.fails:
        yield "fault symbol, 904 -> block: this fault; fault -> block: every other"
    elif any(isinstance(part.marker, Expr | Free) for part in shape_of(kind).parts):
        yield "fault -> block: an expression of the block has failed"
    if kind.times_out is not BlockKind.times_out:
        yield "timeout -> block: no answer in time"
    if kind.ends is not None:
        yield "no other: the strategy ends here"
