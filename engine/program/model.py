"""`Program`: a process as flat integers, without any object of the graph.

In: `graph.Process`. Out: arrays that the executor runs on, and tables of names for whoever reads
its log. A program is immutable, can be hashed and sent anywhere.
"""

from array import array
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Protocol

from engine.blocks.operands import Collection, Routing, ServiceCall, Stow
from engine.days import Days
from engine.directory import Directory
from engine.graph.testing.model import Leaf
from engine.values import Pool

ANY_FAULT = -1
"""A handler row for every fault that no row before it takes."""
TIMEOUT_ROW = -2
"""A handler row for time-outs."""
BLOCK_WIDTH = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Port:
    """A port of a block: its name for the log, the block it leads to (index over the program)."""

    label: str
    target: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramBlock:
    """What readers of the log need to know of a block. `place` is `file:line:column`."""

    label: str
    kind: str
    strategy: int
    place: str
    ports: tuple[Port, ...]
    atoms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramStrategy:
    """A strategy: its entry block, its first and its last block, its variables' first values.

    Slots after the variables have no name: blocks keep values there while they run.
    """

    name: str
    family: int
    entry: int
    first_block: int
    last_block: int
    slots: tuple[str, ...]
    first_values: tuple[int, ...]
    data: tuple[tuple[int, int], ...]
    """Declared keys: the key (text value) and the tag its value must have."""
    on_fault: int
    on_timeout: int
    on_abandoned: int
    """Blocks, or -1."""
    subroutine: bool = False
    """Whether only calls lead here; its first slots are its parameters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calling:
    """What operation `CALL_SUBROUTINE` does: the subroutine, the codes of its parameters in their
    order, and their names (text values)."""

    strategy: int
    arguments: tuple[int, ...]
    names: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramView:
    """A view. `where` is an expression index or `NO_CODE`; `timed` says that the condition can
    change by the passing of time alone."""

    name: str
    queue: int
    where: int
    timed: bool
    every_us: int
    order: str
    strategy: int
    place: str
    condition: str
    submitted_max: int = 0
    """How many of its interactions may be in strategies at once; 0 is no bound."""
    rate: tuple[int, int] = (0, 1)
    """How many it may submit in how many microseconds; 0 is no bound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramQueue:
    """An interaction queue and its views as indexes over the program."""

    name: str
    views: tuple[int, ...]
    capacity: int = field(default=-1, repr=False)
    """How many it holds at most; -1 is no bound."""


class Codes(Protocol):
    """Expressions in flat form, as the core evaluates them: those of a program, or of claims.

    Expression i starts at row `code_starts[i]` of `codes`, rows of `CODE_WIDTH`.
    """

    @property
    def codes(self) -> "array[int]":
        """The rows of all expressions."""

    @property
    def code_starts(self) -> "array[int]":
        """Where each begins."""

    @property
    def constants(self) -> Pool:
        """What their values stand in."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ClaimCodes:
    """The claims of a test in flat form, with all that they read.

    `claims` are the claims in order, each in postfix: the expressions of its atomic conditions, and
    after them `logic.NOT`, `AND`, `OR`. `read` are the leaves of each, as indexes of `leaves`.
    `READ` from `FIRST_LEAF` on reads these.
    """

    codes: "array[int]"
    code_starts: "array[int]"
    constants: Pool
    claims: tuple[tuple[int, ...], ...]
    leaves: tuple[Leaf, ...]
    read: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, kw_only=True, eq=False)  # not slotted: it keeps its digest
class Program:
    """The flat form.

    `ops` are rows of `OP_WIDTH`; `codes` rows of `CODE_WIDTH`; expression i starts at row
    `code_starts[i]` of `codes`. Block i runs from row `block_ops[i]` of `ops` until it leaves or
    ends. `port_targets[port_starts[i] + p]` is where port p of block i leads. Its handlers are
    rows (fault number or `ANY_FAULT` or `TIMEOUT_ROW`, port) from `handler_starts[i]` up to
    `handler_starts[i + 1]`, first match wins; `port` there is a port of the block.
    """

    name: str
    ops: "array[int]"
    codes: "array[int]"
    code_starts: "array[int]"
    block_ops: "array[int]"
    port_starts: "array[int]"
    port_targets: "array[int]"
    handler_starts: "array[int]"
    handlers: "array[int]"
    blocks: tuple[ProgramBlock, ...]
    strategies: tuple[ProgramStrategy, ...]
    views: tuple[ProgramView, ...]
    queues: tuple[ProgramQueue, ...]
    calls: tuple[ServiceCall, ...]
    collections: tuple[Collection, ...] = ()
    callings: tuple[Calling, ...] = ()
    stows: tuple[Stow, ...] = ()
    routings: tuple[Routing, ...] = ()
    directory: Directory
    constants: Pool
    days: Days = field(default_factory=Days)

    def feeding(self, strategy: int) -> int:
        """The queue of the first view that submits to a strategy, -1 if none does: a run that
        begins with a chat in its strategy takes it for pulled from there."""
        return next((view.queue for view in self.views if view.strategy == strategy), -1)

    def digest(self) -> str:
        """SHA-256 of everything above but names of the project, its files and lines."""
        return self._digest

    @cached_property
    def _digest(self) -> str:
        parts: list[str] = []
        parts += [
            column.tobytes().hex()
            for column in (
                self.ops, self.codes, self.code_starts, self.block_ops, self.port_starts,
                self.port_targets, self.handler_starts, self.handlers,
            )
        ]  # fmt: skip
        parts += [f"{b.label} {b.kind} {b.strategy} {b.ports} {b.atoms}" for b in self.blocks]
        parts += [repr(strategy) for strategy in self.strategies]
        parts += [
            f"{v.name} {v.queue} {v.where} {v.timed} {v.every_us} {v.order} {v.strategy}"
            for v in self.views
        ]
        throttled = [view for view in self.views if view.submitted_max or view.rate[0]]
        parts += [f"{v.name} {v.queue} {v.submitted_max} {v.rate}" for v in throttled]
        parts += [repr(queue) for queue in self.queues]
        parts += [repr(call) for call in self.calls]
        parts += [repr(collection) for collection in self.collections]
        parts += [repr(calling) for calling in self.callings]
        parts += [repr(stow) for stow in self.stows]
        parts += [repr(routing) for routing in self.routings]
        parts += [
            f"routing {number} {line}"
            for number, routing in enumerate(self.routings)
            for line in routing.settings
        ]
        parts += [repr(self.directory), repr(self.constants.items)]
        parts += self.directory.settings
        parts += [f"capacity {q.name} {q.capacity}" for q in self.queues if q.capacity >= 0]
        parts += self.days.settings
        return sha256("\n".join(parts).encode()).hexdigest()
