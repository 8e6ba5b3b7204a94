"""A strategy while it is checked: what its entries say, before it is known to be right.

In: the syntax of a strategy. Out: `Sketch` and its `Draft` blocks, which the checks fill in and
`strategies` turns into a `BlockGraph`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from engine.blocks.kind import BlockKind, Calls, Effect
from engine.esp.signature import Signature
from engine.graph.callees import Callee
from engine.graph.facts import State
from engine.graph.model import CallSite, Compiled, Edge, Variable
from engine.ops import Family
from engine.shelf.kind import Expr, Free, Own, Ref, Reference
from engine.shelf.shape import shape_of
from engine.source import Span
from engine.syntax.nodes import Block, Expression, Name
from engine.values import Type

HANDLERS = ("fault", "timeout", "abandoned")
"""What can stand after `on` in a strategy."""


@dataclass(slots=True)
class Draft:
    """A block while it is checked.

    `syntax` is None for a block that could not be parsed, `kind` for one that is in error: both
    have a name that edges may lead to, and nothing is known of what they do. `edges` are those
    that the author wrote, `covered` those that the strategy adds, `soft` says that its fault takes
    only what no author has to wire. `open` says that a way out leads to no block. `state` is what
    is certain when the block is entered. `origins` are the faults of the block's expressions with
    the place of their first cause. `signature` is that of the method the block calls, `callee` the
    subroutine that it runs.
    """

    index: int
    label: Name
    syntax: Block | None
    shape: type[BlockKind] | None
    kind: BlockKind | None
    effects: tuple[Effect, ...] = ()
    edges: list[Edge] = field(default_factory=list)
    covered: list[Edge] = field(default_factory=list)
    soft: bool = False
    open: bool = False
    state: State = None
    codes: dict[int, Compiled] = field(default_factory=dict)
    atoms: list[str] = field(default_factory=list)
    origins: dict[str, Span] = field(default_factory=dict)
    call: CallSite | None = None
    signature: Signature | None = None
    callee: Callee | None = None

    @property
    def name(self) -> str:
        """The label's text."""
        return self.label.text

    @property
    def in_error(self) -> bool:
        """Whether it is not fully known what the block does, so that nothing follows from it."""
        return self.kind is None or self.kind.damaged

    @property
    def skipped(self) -> bool:
        """Whether the block is disabled."""
        return self.kind is not None and self.kind.disabled

    @property
    def fails(self) -> bool:
        """Whether the block can fail apart from what its expressions can."""
        if self.callee is not None:
            return self.callee.fails
        return self.kind is not None and self.kind.fails

    @property
    def suspends(self) -> bool:
        """Whether time passes in the block, or can pass in the subroutine that it runs."""
        if self.kind is None or self.skipped:
            return False
        return self.kind.suspends if self.callee is None else self.callee.suspends

    def called(self) -> Iterator[Calls]:
        """The ESP calls that the block makes."""
        for effect in self.effects:
            if isinstance(effect, Calls):
                yield effect

    @property
    def edges_of_flow(self) -> Iterator[Edge]:
        """The edges that an interaction can take: of a disabled block only `ok`."""
        if self.skipped:
            yield from (edge for edge in self.edges if edge.port == "ok")
        else:
            yield from self.edges
            yield from self.covered


@dataclass(slots=True, kw_only=True)
class Sketch:
    """A strategy while it is checked.

    `labels` give the first block of each label, `repeated` are labels that several blocks have.
    `variables` that are in error are None. `handlers` are blocks by the word after `on`. `held`
    says that an entry could not be read, so that a name that is not found may stand there; `unsure`
    that not all declared data is known; `partial` that some path is not known to the end. Of a
    subroutine the `families` of media are found out, `family` is the first of them; of a strategy
    they are one. `parameters` are among the variables too; those in error, and `outputs` in error,
    have no type.
    """

    name: Name
    span: Span
    family: Family
    drafts: list[Draft] = field(default_factory=list)
    labels: dict[str, int] = field(default_factory=dict)
    repeated: set[str] = field(default_factory=set)
    variables: dict[str, Variable | None] = field(default_factory=dict)
    data: dict[str, Type] = field(default_factory=dict)
    entry: int | None = None
    handlers: dict[str, int] = field(default_factory=dict)
    handler_spans: dict[str, Span] = field(default_factory=dict)
    held: bool = False
    unsure: bool = False
    partial: bool = False
    subroutine: bool = False
    families: tuple[Family, ...] = ()
    parameters: dict[str, Type | None] = field(default_factory=dict)
    outputs: dict[str, Type | None] = field(default_factory=dict)

    @property
    def what(self) -> str:
        """The word of what it is."""
        return "subroutine" if self.subroutine else "strategy"

    def roots(self) -> list[int]:
        """The blocks where an activation can begin or be taken: the entry, then the handlers."""
        first = [] if self.entry is None else [self.entry]
        return first + [self.handlers[word] for word in HANDLERS if word in self.handlers]

    def live_roots(self) -> list[int]:
        """The blocks where an activation begins, or can be taken without any block having failed.

        The border check leads to `on fault` when declared data is missing.
        """
        roots = [self.entry, self.handlers.get("abandoned")]
        roots += [self.handlers.get("fault")] if self.data else []
        return [index for index in roots if index is not None]

    def reached(self) -> list[Draft]:
        """The blocks that an interaction can come to, in no particular order."""
        seen = [False] * len(self.drafts)
        stack = self.roots()
        for index in stack:
            seen[index] = True
        found: list[Draft] = []
        while stack:
            draft = self.drafts[stack.pop()]
            found.append(draft)
            for edge in draft.edges_of_flow:
                if not seen[edge.target]:
                    seen[edge.target] = True
                    stack.append(edge.target)
        return found


@cache
def expression_parts(kind: type[BlockKind]) -> tuple[tuple[str, str, Expr, bool], ...]:
    """Where a kind keeps expressions: attribute, word, marker, whether under free keys."""
    found: list[tuple[str, str, Expr, bool]] = []
    for part in shape_of(kind).parts:
        marker = part.marker
        if isinstance(marker, Expr):
            found.append((part.attribute, part.takes.place, marker, False))
        elif isinstance(marker, Free) and isinstance(marker.value, Expr):
            found.append((part.attribute, part.word, marker.value, True))
    return tuple(found)


@cache
def reference_parts(kind: type[BlockKind]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Where a kind keeps names of declared things: attribute, kinds of what is named."""
    return tuple(
        (part.attribute, part.marker.kinds)
        for part in shape_of(kind).parts
        if isinstance(part.marker, Ref)
    )


@cache
def own_parts(kind: type[BlockKind]) -> tuple[str, ...]:
    """The attributes of a kind that it reads by itself."""
    return tuple(part.attribute for part in shape_of(kind).parts if isinstance(part.marker, Own))


def references(kind: BlockKind) -> Iterator[tuple[tuple[str, ...], Reference]]:
    """The names of declared things that a block holds, with the kinds of what is named."""
    for attribute, kinds in reference_parts(type(kind)):
        value = kind.held(attribute)
        if isinstance(value, Reference):
            yield kinds, value
    for attribute in own_parts(type(kind)):
        yield from kind.held(attribute).references()


def expressions(kind: BlockKind) -> Iterator[tuple[str, Expr, Expression]]:
    """The expressions that a block holds, in the kind's order: their place, marker and syntax."""
    for attribute, place, marker, free in expression_parts(type(kind)):
        value = kind.held(attribute)
        if free:
            for entry in value:
                yield entry.name, marker, entry.expression
        elif value is not None:
            yield place, marker, value
    for attribute in own_parts(type(kind)):
        yield from kind.held(attribute).expressions()
