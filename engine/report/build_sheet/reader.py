"""Compiled expressions read back, piece by piece.

In: the instructions of an expression, as the checker left them (parameters are values, defaulted
arguments are there, every jump leads forward), and a `Writer`. Out: what the writer makes of it.
No recursion: only the writer's own pieces nest.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.functions import FUNCTIONS
from engine.graph.model import Instruction
from engine.ops import Code, Reading
from engine.report.build_sheet.pieces import Piece
from engine.report.build_sheet.writer import Writer
from engine.values import TAGS, Type, Value

TYPES = {int(tag): kind for kind, tag in TAGS.items()}
JOINTS = {Code.JUMP_FALSE: "and", Code.JUMP_TRUE: "or"}
PARTS = {Code.FAULT_CODE: "code", Code.FAULT_SYMBOL: "symbol", Code.FAULT_TEXT: "text"}
ARITHMETIC = (Code.ADD, Code.SUBTRACT, Code.MULTIPLY, Code.DIVIDE, Code.MODULO)
COMPARISONS = (
    Code.EQUAL, Code.UNEQUAL, Code.LESS, Code.LESS_EQUAL, Code.GREATER, Code.GREATER_EQUAL,
)  # fmt: skip
MEMBERSHIPS = (Code.IN, Code.NOT_IN)
SILENT = (Code.NEEDED, Code.ATOM, Code.END)
"""What says nothing of the value."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """The left side of an operator that jumps, until its right side ends."""

    end: int
    code: Code
    left: Piece


def written(
    instructions: Sequence[Instruction], writer: Writer, variables: Mapping[str, Type]
) -> Piece:
    """An expression as the writer writes it; `variables` are those of the strategy."""
    stack: list[Piece] = []
    waiting: list[Waiting] = []
    for place, instruction in enumerate(instructions):
        _settle(place, stack, waiting, writer)
        code, argument = instruction.code, instruction.argument
        before = instructions[place - 1] if place else None
        if code in JOINTS or code is Code.OR_ELSE:
            waiting.append(Waiting(place + 1 + _number(argument), code, stack.pop()))
        elif code is Code.SLOT:
            stack.append(writer.variable(str(argument), variables[str(argument)]))
        elif code is Code.KEY and before is not None and before.code is Code.ANSWER:
            stack.append(writer.answered(str(before.argument), str(argument)))
        elif code is Code.ANSWER:
            if not _is_key(instructions, place + 1):
                stack.append(writer.answered(str(argument), ""))
        elif code not in SILENT:
            _apply(code, argument, stack, writer)
    _settle(len(instructions), stack, waiting, writer)
    return stack[0]


def _is_key(instructions: Sequence[Instruction], place: int) -> bool:
    return place < len(instructions) and instructions[place].code is Code.KEY


def _settle(place: int, stack: list[Piece], waiting: list[Waiting], writer: Writer) -> None:
    """Joins what has ended here."""
    while waiting and waiting[-1].end == place:
        before = waiting.pop()
        right = stack.pop()
        if before.code is Code.OR_ELSE:
            stack.append(writer.or_else(before.left, right))
        else:
            stack.append(writer.joined(JOINTS[before.code], before.left, right))


def _apply(code: Code, argument: object, stack: list[Piece], writer: Writer) -> None:
    """One instruction that does not jump."""
    if code in ARITHMETIC or code in COMPARISONS or code in MEMBERSHIPS:
        right, left = stack.pop(), stack.pop()
        stack.append(_combined(code, left, right, writer))
    elif code in (Code.LIST, Code.KVLIST, Code.FUNCTION):
        _collect(code, _number(argument), stack, writer)
    elif code in (Code.OF_TYPE, Code.NOT, Code.NEGATE, Code.KEY):
        stack.append(_changed(code, argument, stack.pop(), writer))
    else:
        stack.append(_read(code, argument, writer))


def _combined(code: Code, left: Piece, right: Piece, writer: Writer) -> Piece:
    if code in ARITHMETIC:
        return writer.arithmetic(code, left, right)
    if code in COMPARISONS:
        return writer.compared(code, left, right)
    return writer.member(left, right, held=code is Code.IN)


def _collect(code: Code, number: int, stack: list[Piece], writer: Writer) -> None:
    """Takes several pieces off the stack and puts one there."""
    count = {Code.LIST: number, Code.KVLIST: 2 * number}.get(code, number & 0xFF)
    taken = tuple(stack[len(stack) - count :])
    del stack[len(stack) - count :]
    if code is Code.LIST:
        stack.append(writer.listed(taken))
    elif code is Code.KVLIST:
        stack.append(writer.mapped(tuple(zip(taken[::2], taken[1::2], strict=True))))
    else:
        stack.append(writer.called(list(FUNCTIONS.values())[number >> 8], taken))


def _changed(code: Code, argument: object, piece: Piece, writer: Writer) -> Piece:
    match code:
        case Code.OF_TYPE:
            return writer.typed(piece, TYPES[_number(argument)])
        case Code.NOT:
            return writer.denied(piece)
        case Code.NEGATE:
            return writer.negative(piece)
        case _:
            return writer.key(piece, str(argument))


def _read(code: Code, argument: object, writer: Writer) -> Piece:
    match code:
        case Code.CONST:
            return writer.constant(_value(argument))
        case Code.READ:
            return writer.reading(Reading(_number(argument)))
        case Code.DATA:
            return writer.data(str(argument))
        case _:
            return writer.failed(str(argument), PARTS[code])


def _number(argument: object) -> int:
    if not isinstance(argument, int):
        raise TypeError(argument)
    return argument


def _value(argument: object) -> Value:
    return argument  # type: ignore[return-value]  # what stands behind CONST is a value
