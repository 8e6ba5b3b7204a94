"""What the graph stage gives: one `BlockGraph` a strategy, and the `Process` around them.

The graphs are plain frozen data in the author's order; every stage after this one reads them.
networkx, which is slow to import, is used only where a graph algorithm or an export asks for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.blocks.kind import TEXT_MARK, BlockKind
from engine.days import Days
from engine.directory import Directory
from engine.faults import BY_NUMBER
from engine.ops import Code, Family
from engine.services import ServiceKind
from engine.source import Span
from engine.syntax.nodes import Expression, Name
from engine.values import SECOND, Duration, Type, Value

if TYPE_CHECKING:
    from engine.graph.testing.model import Case


@dataclass(frozen=True, slots=True)
class Instruction:
    """One expression code with its argument, still with names and values in it.

    `argument` is a value for `CONST`, the name of a variable, key or block, a number, or None.
    Jumps are counted in instructions from the next one.
    """

    code: Code
    argument: object = None


@dataclass(frozen=True, slots=True)
class Compiled:
    """A checked expression: its instructions without `END`, and what the checker knows of it.

    `faults` are the symbols of the faults it can end with. `atoms` are the texts of its atomic
    conditions, in the order of their numbers; only conditions of branches have any.
    """

    instructions: tuple[Instruction, ...]
    type: Type
    faults: frozenset[str] = frozenset()
    atoms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A way out of a block.

    `port` is the name of the port, which no other way out of the block has but for a `fault` with
    other faults: `ok`, `true`, `false`, the `label_port` of a label, `else`, `timeout`, `fault`.
    `faults` are the fault numbers that a `fault` port takes, empty: all that are left.
    `covered` says that the edge comes from the strategy (`on fault`), not from the block; `soft`
    that it takes only failures that no author has to think of (`SOFT_FAULTS`).
    """

    port: str
    target: int
    span: Span
    faults: tuple[int, ...] = ()
    covered: bool = False
    soft: bool = False

    @property
    def label(self) -> str:
        """The port as the author names it, for drawings and traces."""
        if self.port == "fault" and self.faults:
            return "fault " + ", ".join(
                BY_NUMBER[number].symbol if number in BY_NUMBER else str(number)
                for number in self.faults
            )
        return self.port[1:-1] if self.port.startswith(TEXT_MARK) else self.port


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSite:
    """An ESP call that a block makes, as far as it is known before a run.

    `constants` are the parameters whose values are known, `computed` the names of the others,
    `places` where the value of each stands. `kind` is what the service is.
    """

    service: str
    method: str
    span: Span
    constants: Mapping[str, Value]
    computed: frozenset[str]
    places: Mapping[str, Span]
    kind: ServiceKind = ServiceKind.ESP

    @property
    def name(self) -> str:
        """`Service.Method`."""
        return f"{self.service}.{self.method}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A block of a strategy; `index` is its place in `BlockGraph.blocks`.

    `edges` stand in the order of the block's ports: what the author wrote, in his order, then what
    the strategy covers. The first `fault` edge that takes a fault's number decides. `codes` are the
    compiled expressions of the block by the identity of their syntax (two equal texts may compile
    differently when one stands behind an `attach`); ask `compiled`. `atoms` are the texts of the
    block's atomic conditions in the order of their numbers. `call` is the ESP call it makes, if
    it is not disabled.
    """

    index: int
    label: Name
    kind: BlockKind
    edges: tuple[Edge, ...]
    codes: Mapping[int, Compiled]
    atoms: tuple[str, ...] = ()
    call: CallSite | None = None

    @property
    def name(self) -> str:
        """The label's text."""
        return self.label.text

    def compiled(self, expression: Expression) -> Compiled:
        """What became of an expression that this block's kind holds."""
        return self.codes[id(expression)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """`var name = first`: a variable of a strategy, with the value it starts with."""

    name: Name
    type: Type
    first: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockGraph:
    """One strategy, or one subroutine. Blocks, variables and declared data stand in the author's
    order.

    `entry` and the three handlers are indexes of blocks; a handler that is not declared is None.
    """

    name: str
    family: Family
    span: Span
    entry: int
    blocks: tuple[Block, ...]
    variables: tuple[Variable, ...] = ()
    data: tuple[tuple[str, Type], ...] = ()
    on_fault: int | None = None
    on_timeout: int | None = None
    on_abandoned: int | None = None
    subroutine: bool = False
    parameters: tuple[Variable, ...] = ()
    """Those of a subroutine; what each starts with is what a call gives."""
    outputs: tuple[tuple[str, Type], ...] = ()
    """The results of a subroutine with their types."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A view of a queue.

    `where` is None for a view that takes everything; a fault while it is evaluated means "does not
    match". `condition` is the author's text of it. `timed` says that its outcome can change without
    a change of an interaction in the queue: by time, or by what is in other queues. `submit` names
    the strategy.
    """

    name: str
    queue: str
    where: Compiled | None
    condition: str
    timed: bool
    every: Duration
    order: str
    submit: str
    span: Span
    submitted_max: int = 0
    rate: tuple[int, int] = (0, SECOND)
    """How many it may submit, and in how many microseconds. 0 is no bound, here and above."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """An interaction queue with its views; at one instant the first view in order wins."""

    name: str
    views: tuple[View, ...]
    span: Span
    capacity: int = -1
    """How many it holds at most; -1 is no bound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """Everything of a project, checked, in declaration order; `cases` are its tests, `days` what
    can be simulated of it."""

    name: str
    strategies: tuple[BlockGraph, ...]
    subroutines: tuple[BlockGraph, ...] = ()
    queues: tuple[Queue, ...] = ()
    directory: Directory = field(default_factory=Directory)
    cases: "tuple[Case, ...]" = ()
    days: Days = field(default_factory=Days)

    def strategy(self, name: str) -> BlockGraph | None:
        """The strategy of this name."""
        return next((graph for graph in self.strategies if graph.name == name), None)

    @property
    def graphs(self) -> tuple[BlockGraph, ...]:
        """All that has blocks: strategies, then subroutines; the order of `Program.strategies`."""
        return (*self.strategies, *self.subroutines)

    def graph(self, name: str) -> BlockGraph | None:
        """The strategy or subroutine of this name."""
        return next((graph for graph in self.graphs if graph.name == name), None)

    @property
    def entrance(self) -> BlockGraph:
        """Where an interaction comes in if nobody says where: the first strategy without a view.

        Strategies that views submit to are met inside the process; if all are, the first one.
        """
        inside = {view.submit for queue in self.queues for view in queue.views}
        outside = (graph for graph in self.strategies if graph.name not in inside)
        return next(outside, self.strategies[0])
