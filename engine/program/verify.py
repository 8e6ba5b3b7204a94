"""Checks that a program can be run: the core trusts its arrays, since it looks up nothing twice.

In: a program, from `lower` or from anywhere else. Out: nothing, or `BadProgram`. Every number is
in the range of what it counts, every expression and every block ends, no jump leads back or out,
and a stack never runs empty.
"""

from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from engine.blocks.operands import Collection, Routing, Stow
from engine.functions import FUNCTIONS
from engine.graph.testing.model import FIRST_LEAF
from engine.ops import CODE_WIDTH, NO_CODE, NO_PORT, OP_WIDTH, Code, Op, Reading
from engine.program.model import ANY_FAULT, TIMEOUT_ROW, Calling, Codes, Program
from engine.values import TAG_BITS, TAG_MASK, Tag


class BadProgram(Exception):  # noqa: N818 - it says what is wrong
    """A program that the executor cannot run; one that `lower` made is never bad."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Readable:
    """What the expressions of a strategy, or of a claim, can read: how many there are of each.

    `data` says whether there is attached data.
    """

    slots: int = 0
    blocks: int = 0
    names: int = 0
    leaves: int = 0
    data: bool = False


class Operand(Enum):
    """What one of the three numbers of an operation stands for."""

    NOTHING = auto()
    VALUE = auto()
    SLOT = auto()
    CODE = auto()
    CODE_OR_NONE = auto()
    PORT = auto()
    PORT_OR_NONE = auto()
    CALL = auto()
    COLLECTION = auto()
    CALLING = auto()
    STOW = auto()
    ROUTING = auto()
    QUEUE = auto()
    STRATEGY = auto()


_ = Operand.NOTHING
OPERANDS: dict[Op, tuple[Operand, Operand, Operand]] = {
    Op.LET: (Operand.SLOT, Operand.CODE, _),
    Op.SET: (Operand.SLOT, Operand.CODE, Operand.VALUE),
    Op.ATTACH: (Operand.VALUE, Operand.CODE, _),
    Op.BRANCH: (Operand.CODE, Operand.PORT, Operand.PORT_OR_NONE),
    Op.LEAVE: (Operand.PORT, _, _),
    Op.CALL: (Operand.CALL, _, _),
    Op.WAIT: (Operand.CODE, _, _),
    Op.LOG: (Operand.CODE, _, _),
    Op.PARK: (Operand.QUEUE, Operand.CODE_OR_NONE, _),
    Op.STOP: (Operand.CODE_OR_NONE, _, _),
    Op.DISCONNECT: (Operand.CODE_OR_NONE, _, _),
    Op.ENTER: (Operand.STRATEGY, _, _),
    Op.EXIT: (_, _, _),
    Op.DEFAULT_ROUTE: (_, _, _),
    Op.PLAY: (Operand.CODE, Operand.CODE, _),
    Op.COLLECT: (Operand.COLLECTION, _, _),
    Op.DRAW: (Operand.SLOT, _, _),
    Op.CALL_SUBROUTINE: (Operand.CALLING, _, _),
    Op.RETURN: (Operand.CODE, _, _),
    Op.RETURN_FAULT: (_, _, _),
    Op.WORKBIN: (Operand.STOW, _, _),
    Op.ROUTE: (Operand.ROUTING, _, _),
}
ENDS = frozenset(
    {
        Op.LEAVE,
        Op.PARK,
        Op.WORKBIN,
        Op.ROUTE,
        Op.STOP,
        Op.DISCONNECT,
        Op.ENTER,
        Op.EXIT,
        Op.DEFAULT_ROUTE,
        Op.RETURN,
        Op.RETURN_FAULT,
    }
)
"""Operations after which none of the block runs, whatever happens."""
VALUED = frozenset({Code.CONST, Code.DATA, Code.KEY})
JUMPS = frozenset({Code.OR_ELSE, Code.JUMP_FALSE, Code.JUMP_TRUE})
OF_BLOCKS = frozenset({Code.ANSWER, Code.FAULT_CODE, Code.FAULT_SYMBOL, Code.FAULT_TEXT})
PUSHES = OF_BLOCKS | {Code.CONST, Code.SLOT, Code.READ, Code.DATA}
COUNTED = frozenset({Code.LIST, Code.KVLIST, Code.FUNCTION})
TURNS = frozenset({Code.KEY, Code.NEEDED, Code.OF_TYPE, Code.NOT, Code.NEGATE, Code.ATOM})


def verify(program: Program) -> None:
    """Raises `BadProgram` unless every number of a program stands for something in it."""
    _verify_tables(program)
    width = max((len(strategy.slots) for strategy in program.strategies), default=0)
    verify_codes(
        program, Readable(slots=width, blocks=len(program.blocks), names=len(Reading), data=True)
    )
    for block in range(len(program.blocks)):
        _verify_block(program, block, width)
    for strategy in program.strategies:
        blocks = (strategy.entry, strategy.on_fault, strategy.on_timeout, strategy.on_abandoned)
        for block in blocks:
            _need(
                block == NO_PORT or strategy.first_block <= block <= strategy.last_block,
                "a strategy leads to a block that is not its own",
            )
        _need(len(strategy.slots) == len(strategy.first_values), "a slot has no first value")
    for view in program.views:
        _need(0 <= view.queue < len(program.queues), "a view has no queue")
        _need(0 <= view.strategy < len(program.strategies), "a view has no strategy")
        _need(not program.strategies[view.strategy].subroutine, "a view submits to a subroutine")
        _need(view.every_us > 0, "a view never ticks")
        bounds = (view.submitted_max, view.rate[0], view.rate[1] - 1)
        _need(min(bounds) >= 0, "a view has an impossible throttle")
        _verify_code(program, view.where)
        _need(not _reads_activation(program, view.where), "a view reads what a strategy knows")
    _verify_queues(program)
    for call in program.calls:
        for code in (call.app_name, call.app_type, call.parameters, call.extra):
            _verify_code(program, code)


def _verify_tables(program: Program) -> None:
    """The tables that say where things begin have one row for each, in ascending order."""
    blocks = len(program.blocks)
    _need(len(program.block_ops) == blocks, "a block has no operations")
    for starts, entries in (
        (program.port_starts, len(program.port_targets)),
        (program.handler_starts, len(program.handlers) // 2),
    ):
        _need(len(starts) == blocks + 1, "a table does not have a row for each block")
        _need(list(starts) == sorted(starts), "a table goes back")
        _need(starts[0] == 0 and starts[-1] == entries, "a table is not as long as it says")
    _need(all(start >= 0 for start in program.block_ops), "a block begins before the operations")
    _need(len(program.handlers) % 2 == 0, "a handler has half a row")


def _verify_queues(program: Program) -> None:
    """Each view stands in the queue that it says, once."""
    listed = [view for queue in program.queues for view in queue.views]
    _need(sorted(listed) == list(range(len(program.views))), "a view is not in one queue")
    for number, queue in enumerate(program.queues):
        fed = all(program.views[view].queue == number for view in queue.views)
        _need(fed, "a view is in another queue than it says")


def _verify_block(program: Program, block: int, width: int) -> None:
    ports = program.port_starts[block + 1] - program.port_starts[block]
    strategy = program.strategies[program.blocks[block].strategy]
    for at in range(program.port_starts[block], program.port_starts[block + 1]):
        target = program.port_targets[at]
        _need(
            strategy.first_block <= target <= strategy.last_block,
            "a port leads out of its strategy",
        )
    for row in range(program.handler_starts[block], program.handler_starts[block + 1]):
        fault, port = program.handlers[2 * row], program.handlers[2 * row + 1]
        _need(fault in (ANY_FAULT, TIMEOUT_ROW) or fault > 0, "a handler takes no fault")
        _need(0 <= port < ports, "a handler leaves by no port")
    at = program.block_ops[block]
    ended = False
    while not ended:
        _need(at * OP_WIDTH < len(program.ops), "a block does not end")
        op, *arguments = program.ops[at * OP_WIDTH : (at + 1) * OP_WIDTH]
        returns = op in (Op.RETURN, Op.RETURN_FAULT)
        _need(strategy.subroutine or not returns, "a strategy returns to nobody")
        for operand, number in zip(OPERANDS[Op(op)], arguments, strict=True):
            _verify_operand(program, operand, number, ports, width)
        ended = op in ENDS or (op == Op.BRANCH and arguments[2] != NO_PORT)
        at += 1


def _verify_operand(
    program: Program, operand: Operand, number: int, ports: int, width: int
) -> None:
    count = {
        Operand.SLOT: width,
        Operand.CODE: len(program.code_starts),
        Operand.CODE_OR_NONE: len(program.code_starts),
        Operand.PORT: ports,
        Operand.PORT_OR_NONE: ports,
        Operand.CALL: len(program.calls),
        Operand.COLLECTION: len(program.collections),
        Operand.CALLING: len(program.callings),
        Operand.STOW: len(program.stows),
        Operand.ROUTING: len(program.routings),
        Operand.QUEUE: len(program.queues),
        Operand.STRATEGY: len(program.strategies),
    }.get(operand)
    none = operand in (Operand.CODE_OR_NONE, Operand.PORT_OR_NONE) and number == NO_CODE
    if operand is Operand.VALUE:
        _verify_value(program, number)
    if count is not None and not none:
        _need(0 <= number < count, f"an operation names a {operand.name.lower()} that is not there")
    if operand is Operand.CALLING:
        _verify_calling(program, program.callings[number])
    if operand is Operand.STRATEGY:
        _need(not program.strategies[number].subroutine, "a subroutine is entered without a call")
    if operand is Operand.COLLECTION:
        _verify_collection(program, program.collections[number], ports, width)
    if operand is Operand.STOW:
        _verify_stow(program, program.stows[number])
    if operand is Operand.ROUTING:
        _verify_routing(program, program.routings[number])


def _verify_calling(program: Program, calling: Calling) -> None:
    _need(0 <= calling.strategy < len(program.strategies), "a call has no subroutine")
    callee = program.strategies[calling.strategy]
    _need(callee.subroutine, "a call leads to what is no subroutine")
    _need(len(calling.arguments) == len(calling.names), "an argument has no name")
    _need(len(calling.arguments) <= len(callee.slots), "an argument has no slot")
    for code in calling.arguments:
        _verify_code(program, code)
        _need(code != NO_CODE, "an argument has no value")
    for name in calling.names:
        _verify_value(program, name)


def _verify_collection(program: Program, collection: Collection, ports: int, width: int) -> None:
    for code in (collection.prompt, collection.length):
        _verify_code(program, code)
        _need(code != NO_CODE, "digits are collected after no prompt")
    _need(0 <= collection.slot < width, "digits go to no variable")
    _need(0 <= collection.invalid < ports, "digits leave by no port")
    _need(0 < collection.least <= collection.most, "no number of digits is wanted")
    _need(collection.tries > 0 and collection.timeout_us > 0, "no digits are waited for")


def _verify_stow(program: Program, stow: Stow) -> None:
    workbins, queues = len(program.directory.workbins), len(program.queues)
    _need(0 <= stow.workbin < workbins, "a workbin is not there")
    _need(stow.owner != NO_CODE, "a workbin has no owner")
    _verify_code(program, stow.owner)
    _verify_value(program, stow.nobody)
    returned = 0 <= stow.return_to < queues and stow.after_us > 0
    _need(returned or stow.return_to == -1, "a workbin is emptied into no queue")


def _verify_routing(program: Program, routing: Routing) -> None:
    agents, virtual_queues = len(program.directory.agents), len(program.directory.virtual_queues)
    _need(-1 <= routing.virtual_queue < virtual_queues, "a virtual queue is not there")
    _need(bool(routing.targets), "nobody is asked for")
    _need(routing.timeout_us >= -1, "a route is over before it begins")
    _need(min(routing.age_step, routing.age_every_us) >= 0, "a priority goes down")
    _verify_code(program, routing.priority)
    _verify_code(program, routing.objective)
    known = not routing.use_predict or routing.virtual_queue >= 0
    _need(known, "a wait is foretold by no virtual queue")
    for treatment in routing.treatments:
        _need(treatment.length_us > 0, "a treatment takes no time")
        _need(treatment.prompt != NO_CODE, "a treatment plays nothing")
        _verify_code(program, treatment.prompt)
    for target in routing.targets:
        known = all(0 <= agent < agents for agent in target.agents)
        _need(known, "an agent is not there")
        ordered = all(a < b for a, b in pairwise(target.agents))
        _need(ordered, "the agents of a target are in no order")
        _need(target.name == NO_CODE or not target.agents, "a target is named and fixed")
        _need(target.for_us >= -1, "a target is over before it begins")
        _verify_code(program, target.name)
        _verify_code(program, target.when)


def _verify_code(program: Program, expression: int) -> None:
    known = 0 <= expression < len(program.code_starts)
    _need(known or expression == NO_CODE, "an expression is not there")


def _reads_activation(program: Program, expression: int) -> bool:
    """Whether an expression reads variables, answers or faults."""
    at = program.code_starts[expression] if expression != NO_CODE else len(program.codes)
    for code in program.codes[at * CODE_WIDTH :: CODE_WIDTH]:
        if code == Code.END:
            break
        if code == Code.SLOT or code in OF_BLOCKS:
            return True
    return False


def verify_codes(codes: Codes, readable: Readable) -> None:
    """Raises `BadProgram` unless every expression ends with one value, of what can be read."""
    _need(all(start >= 0 for start in codes.code_starts), "an expression begins before the codes")
    for start in codes.code_starts:
        _verify_expression(codes, start, readable)


def _verify_expression(codes: Codes, at: int, readable: Readable) -> None:
    """Follows the depth of the stack; where a jump lands it must be that of the way there."""
    depth = 0
    landings: dict[int, int] = {}
    while True:
        _need(at * CODE_WIDTH < len(codes.codes), "an expression does not end")
        number, argument = codes.codes[at * CODE_WIDTH : (at + 1) * CODE_WIDTH]
        code = Code(number)
        _need(landings.pop(at, depth) == depth, "a jump lands where the stack is another")
        if code is Code.END:
            _need(depth == 1 and not landings, "an expression does not give one value")
            return
        _need(code not in COUNTED or argument >= 0, "a list has less than no members")
        taken, given = _stack_effect(code, argument)
        _need(depth >= taken, "a stack runs empty")
        if code in JUMPS:
            _need(argument > 0, "a jump leads back")
            target = at + 1 + argument
            _need(landings.setdefault(target, depth) == depth, "two jumps land differently")
        _verify_read(code, argument, readable)
        if code in VALUED:
            _verify_value(codes, argument)
        if code is Code.FUNCTION:
            _need(0 <= argument >> 8 < len(FUNCTIONS), "a function is not there")
        depth += given - taken
        at += 1


def _verify_read(code: Code, argument: int, readable: Readable) -> None:
    """What a code reads is there."""
    if code is Code.SLOT:
        _need(0 <= argument < readable.slots, "a variable has no slot")
    elif code in OF_BLOCKS:
        _need(0 <= argument < readable.blocks, "a block is not there")
    elif code is Code.READ:
        named = 0 <= argument < readable.names
        leaf = FIRST_LEAF <= argument < FIRST_LEAF + readable.leaves
        _need(named or leaf, "a name to read is not there")
    elif code is Code.DATA:
        _need(readable.data, "there is no attached data")


def _verify_value(codes: Codes, value: int) -> None:
    """A value that is interned stands in the pool."""
    interned = value & TAG_MASK >= Tag.TEXT
    _need(not interned or 0 <= value >> TAG_BITS < len(codes.constants.items), "no such value")


def _stack_effect(code: Code, argument: int) -> tuple[int, int]:
    """How many values a code takes from the stack, and gives to it where it does not jump."""
    if code in PUSHES:
        return 0, 1
    if code in TURNS:
        return 1, 1
    if code in JUMPS:
        return 1, 0
    if code is Code.FUNCTION:
        return argument & 0xFF, 1
    if code is Code.LIST:
        return argument, 1
    if code is Code.KVLIST:
        return 2 * argument, 1
    return 2, 1


def _need(condition: bool, otherwise: str) -> None:  # noqa: FBT001 - reads as a sentence
    if not condition:
        raise BadProgram(otherwise)
