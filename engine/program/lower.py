"""Graph -> program: names become numbers, blocks operations, expressions codes.

In: a checked `Process`. Out: its `Program`. Everything is numbered in the author's order, equal
constants and equal expressions once, so the same process always gives the same program.
"""

from array import array
from collections.abc import Iterable, Sequence

from engine.blocks.kind import PortForm
from engine.blocks.operands import Collection, Routing, ServiceCall, Stow
from engine.directory import Directory
from engine.functions import FUNCTIONS
from engine.graph.model import (
    Block,
    BlockGraph,
    Compiled,
    Instruction,
    Process,
    Queue,
    View,
)  # fmt: skip
from engine.ops import NO_CODE, OP_WIDTH, Code, Op
from engine.program.expressions import Expressions, Names
from engine.program.model import (
    ANY_FAULT,
    TIMEOUT_ROW,
    Calling,
    Port,
    Program,
    ProgramBlock,
    ProgramQueue,
    ProgramStrategy,
    ProgramView,
)
from engine.program.verify import verify
from engine.shelf.kind import Reference
from engine.syntax.nodes import Expression, Quantity, Word
from engine.syntax.quantities import read
from engine.values import TAGS, Type, Value

NONE = -1
UNNAMED = ""
"""The name of a slot that a block keeps for itself."""


def lower(process: Process) -> Program:
    """The program of a process, verified."""
    tables = _Tables(process)
    for number, graph in enumerate(process.graphs):
        tables.add_strategy(number, graph)
    for queue in process.queues:
        tables.add_views(queue)
    program = tables.program(process)
    verify(program)
    return program


class _Tables:
    """The arrays of a program while they are filled."""

    def __init__(self, process: Process) -> None:
        self.expressions = Expressions()
        self.pool = self.expressions.pool
        self.ops = array("q")
        self.block_ops = array("q")
        self.port_starts = array("q", [0])
        self.port_targets = array("q")
        self.handler_starts = array("q", [0])
        self.handlers = array("q")
        self.blocks: list[ProgramBlock] = []
        self.strategies: list[ProgramStrategy] = []
        self.views: list[ProgramView] = []
        self.queues: list[ProgramQueue] = []
        self.calls: list[ServiceCall] = []
        self.collections: list[Collection] = []
        self.callings: list[Calling] = []
        self.parameters = {
            graph.name: [item.name.text for item in graph.parameters]
            for graph in process.subroutines
        }
        self.stows: list[Stow] = []
        self.routings: list[Routing] = []
        self.directory = process.directory
        self.strategy_numbers = _numbers(graph.name for graph in process.graphs)
        self.queue_numbers = _numbers(queue.name for queue in process.queues)
        self.workbin_numbers = _numbers(each.name for each in process.directory.workbins)

    def add_strategy(self, number: int, graph: BlockGraph) -> None:
        """A strategy with its blocks, which follow those of the strategies before it."""
        first = len(self.blocks)
        own = (*graph.parameters, *graph.variables)
        variables = _numbers(variable.name.text for variable in own)
        labels = {block.name: first + block.index for block in graph.blocks}
        names = {
            Code.SLOT: variables,
            **dict.fromkeys(
                (Code.ANSWER, Code.FAULT_CODE, Code.FAULT_SYMBOL, Code.FAULT_TEXT), labels
            ),
        }
        scratch = 0
        for block in graph.blocks:
            lowering = _BlockLowering(
                self, block, names, len(variables), subroutine=graph.subroutine
            )
            self._add_block(block, number, first, lowering)
            scratch = max(scratch, lowering.scratch_count)
        self.strategies.append(
            ProgramStrategy(
                name=graph.name,
                family=int(graph.family),
                entry=first + graph.entry,
                first_block=first,
                last_block=len(self.blocks) - 1,
                slots=(*variables, *(UNNAMED for _ in range(scratch))),
                first_values=(
                    *(self.pool.encode(variable.first) for variable in own),
                    *(self.pool.encode(0) for _ in range(scratch)),
                ),
                data=tuple((self.pool.encode(key), int(TAGS[kind])) for key, kind in graph.data),
                on_fault=_index(first, graph.on_fault),
                on_timeout=_index(first, graph.on_timeout),
                on_abandoned=_index(first, graph.on_abandoned),
                subroutine=graph.subroutine,
            )
        )

    def _add_block(
        self, block: Block, strategy: int, first: int, lowering: "_BlockLowering"
    ) -> None:
        self.block_ops.append(len(self.ops) // OP_WIDTH)
        if block.kind.disabled:
            lowering.emit(Op.LEAVE, lowering.port(PortForm.OK))
        else:
            block.kind.lower(lowering)
        ports = tuple(Port(label=edge.label, target=first + edge.target) for edge in block.edges)
        self.port_targets.extend(port.target for port in ports)
        self.port_starts.append(len(self.port_targets))
        for fault, port in _handlers(block):
            self.handlers.extend((fault, port))
        self.handler_starts.append(len(self.handlers) // 2)
        self.blocks.append(
            ProgramBlock(
                label=block.name,
                kind=block.kind.word,
                strategy=strategy,
                place=block.label.span.where(),
                ports=ports,
                atoms=block.atoms,
            )
        )

    def add_views(self, queue: Queue) -> None:
        """A queue with its views."""
        first = len(self.views)
        self.views.extend(self._view(view) for view in queue.views)
        self.queues.append(
            ProgramQueue(
                name=queue.name,
                views=tuple(range(first, len(self.views))),
                capacity=queue.capacity,
            )
        )

    def _view(self, view: View) -> ProgramView:
        return ProgramView(
            name=view.name,
            queue=self.queue_numbers[view.queue],
            where=NO_CODE if view.where is None else self.expressions.compiled(view.where, {}),
            timed=view.timed,
            every_us=int(view.every),
            order=view.order,
            strategy=self.strategy_numbers[view.submit],
            place=view.span.where(),
            condition=view.condition,
            submitted_max=view.submitted_max,
            rate=view.rate,
        )

    def program(self, process: Process) -> Program:
        """The finished program."""
        return Program(
            name=process.name,
            ops=self.ops,
            codes=self.expressions.codes,
            code_starts=self.expressions.starts,
            block_ops=self.block_ops,
            port_starts=self.port_starts,
            port_targets=self.port_targets,
            handler_starts=self.handler_starts,
            handlers=self.handlers,
            blocks=tuple(self.blocks),
            strategies=tuple(self.strategies),
            views=tuple(self.views),
            queues=tuple(self.queues),
            calls=tuple(self.calls),
            collections=tuple(self.collections),
            callings=tuple(self.callings),
            stows=tuple(self.stows),
            routings=tuple(self.routings),
            directory=process.directory,
            constants=self.pool,
            days=process.days.without_texts(),
        )


class _BlockLowering:
    """What one block may ask for; see `engine.blocks.kind.Lowering`."""

    def __init__(
        self,
        tables: _Tables,
        block: Block,
        names: Names,
        variable_count: int,
        *,
        subroutine: bool,
    ) -> None:
        self._subroutine = subroutine
        self.scratch_count = 0
        self._tables = tables
        self._block = block
        self._ports = _numbers(edge.port for edge in block.edges)
        self._names = names
        self._variable_count = variable_count

    def emit(self, op: Op, a: int = 0, b: int = 0, c: int = 0) -> None:
        """Appends an operation to the block."""
        self._tables.ops.extend((int(op), a, b, c))

    def code(self, expression: Expression | None) -> int:
        """The index of a compiled expression, `NO_CODE` for None."""
        if expression is None:
            return NO_CODE
        return self._tables.expressions.compiled(self._block.compiled(expression), self._names)

    def constant(self, value: Value) -> int:
        """The index of an expression that is just this value."""
        return self._tables.expressions.add(int(Code.CONST), self.value(value))

    def matches(self, slot: int, label: Word) -> int:
        """The index of an expression that compares a variable with a label."""
        value = read(label.text) if isinstance(label, Quantity) else label.text
        codes = (Code.SLOT, slot, Code.CONST, self.value(value), Code.EQUAL, 0)  # type: ignore[arg-type]
        return self._tables.expressions.add(*map(int, codes))

    def below(self, slot: int, bound: int) -> int:
        """The index of an expression that is true if a variable is less than a number."""
        codes = (Code.SLOT, slot, Code.CONST, self.value(bound), Code.LESS, 0)
        return self._tables.expressions.add(*map(int, codes))

    def value(self, value: Value) -> int:
        """The integer of a value."""
        return self._tables.pool.encode(value)

    def function(self, name: str, *arguments: Value) -> int:
        """The index of an expression that calls a function."""
        parameters = FUNCTIONS[name].parameters
        codes: list[int] = []
        for value in arguments:
            codes += (int(Code.CONST), self.value(value))
        for parameter in parameters[len(arguments) :]:
            if parameter.reading is not None:
                codes += (int(Code.READ), int(parameter.reading))
            elif parameter.default is not None:
                codes += (int(Code.CONST), self.value(parameter.default))
        number = tuple(FUNCTIONS).index(name)
        codes += (int(Code.FUNCTION), number << 8 | len(parameters))
        return self._tables.expressions.add(*codes)

    def results(self, results: Sequence[tuple[str, Expression]]) -> int:
        """The index of an expression that makes a KVList of results; a list is one value of it."""
        instructions: list[Instruction] = []
        for name, expression in results:
            compiled = self._block.compiled(expression)
            instructions += (Instruction(Code.CONST, name), *compiled.instructions)
            if compiled.type is Type.LIST:
                # A list as the value of a key would become several pairs.
                instructions.append(Instruction(Code.LIST, 1))
        instructions.append(Instruction(Code.KVLIST, len(results)))
        compiled = Compiled(tuple(instructions), Type.KVLIST)
        return self._tables.expressions.compiled(compiled, self._names)

    def calling(self, reference: Reference, arguments: Sequence[tuple[str, Expression]]) -> int:
        """The index of a call of a subroutine with its arguments."""
        names = self._tables.parameters[reference.name]
        given = dict(arguments)
        calling = Calling(
            strategy=self.strategy(reference),
            arguments=tuple(self.code(given[name]) for name in names),
            names=tuple(self.value(name) for name in names),
        )
        self._tables.callings.append(calling)
        return len(self._tables.callings) - 1

    @property
    def in_subroutine(self) -> bool:
        """Whether the block stands in a subroutine."""
        return self._subroutine

    def port(self, name: str) -> int:
        """The index of the port of this block with this name."""
        return self._ports[name]

    def wired(self, name: str) -> bool:
        """Whether the block has this port."""
        return name in self._ports

    def slot(self, name: str) -> int:
        """The slot of a variable of the strategy."""
        return self._names[Code.SLOT][name]

    def scratch(self) -> int:
        """A slot of this block's own; other blocks use the same, since only one runs at a time."""
        self.scratch_count += 1
        return self._variable_count + self.scratch_count - 1

    def queue(self, reference: Reference) -> int:
        """The index of an interaction queue."""
        return self._tables.queue_numbers[reference.name]

    def strategy(self, reference: Reference) -> int:
        """The index of a strategy."""
        return self._tables.strategy_numbers[reference.name]

    def call(self, call: ServiceCall) -> int:
        """The index of an ESP call."""
        self._tables.calls.append(call)
        return len(self._tables.calls) - 1

    def collect(self, collection: Collection) -> int:
        """The index of a collection of digits."""
        self._tables.collections.append(collection)
        return len(self._tables.collections) - 1

    def workbin(self, reference: Reference) -> int:
        """The index of a workbin."""
        return self._tables.workbin_numbers[reference.name]

    def stow(self, stow: Stow) -> int:
        """The index of what a `WORKBIN` does."""
        self._tables.stows.append(stow)
        return len(self._tables.stows) - 1

    @property
    def directory(self) -> Directory:
        """What the servers are configured with, and the agents."""
        return self._tables.directory

    def route(self, routing: Routing) -> int:
        """The index of what a `ROUTE` does."""
        self._tables.routings.append(routing)
        return len(self._tables.routings) - 1


def _handlers(block: Block) -> list[tuple[int, int]]:
    """The rows (fault, port) of a block: its own before the strategy's, a bare `fault` last."""
    ways = sorted(enumerate(block.edges), key=lambda way: (way[1].covered, not way[1].faults))
    rows: list[tuple[int, int]] = []
    for port, edge in ways:
        if edge.port == PortForm.TIMEOUT:
            rows.append((TIMEOUT_ROW, port))
        elif edge.port == PortForm.FAULT:
            rows.extend((fault, port) for fault in edge.faults or (ANY_FAULT,))
    return rows


def _numbers(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(names)}


def _index(first: int, block: int | None) -> int:
    return NONE if block is None else first + block
