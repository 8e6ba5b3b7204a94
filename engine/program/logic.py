"""`and`, `or`, `not` of a claim apart from the atomic conditions that they join.

In: the instructions of an expression. Out: its atoms, each an expression by itself, and how they
are joined. What stands inside of an atom, as the argument of a function, stays there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from engine.graph.model import Instruction
from engine.ops import Code
from engine.program.verify import PUSHES, TURNS

Postfix: TypeAlias = list[int]
"""Indexes of atoms, and `NOT`, `AND`, `OR`, each after what it joins."""
NOT, AND, OR = -1, -2, -3
JOINTS = {Code.JUMP_FALSE: AND, Code.JUMP_TRUE: OR}
LOGIC = frozenset({Code.NOT, *JOINTS})
COUNT_DIGITS = 255
"""Of a function's number and the count of its arguments, the second."""


@dataclass(slots=True)
class _Part:
    """A part of an expression that leaves one value; `joined` is empty for an atom so far."""

    start: int
    end: int
    joined: list[tuple[int, int] | int]

    def postfix(self) -> list[tuple[int, int] | int]:
        """The places of its atoms with what joins them."""
        return self.joined or [(self.start, self.end)]


def split(
    instructions: Sequence[Instruction],
) -> tuple[list[tuple[Instruction, ...]], Postfix]:
    """The atoms of an expression that gives a flag, and how they are joined.

    >>> a, b = Instruction(Code.READ, 1000), Instruction(Code.READ, 1001)
    >>> jump, turn = Instruction(Code.JUMP_FALSE, 2), Instruction(Code.NOT)
    >>> atoms, joined = split([a, jump, b, turn])
    >>> atoms == [(a,), (b,)], joined == [0, 1, NOT, AND]
    (True, True)
    """
    atoms: list[tuple[Instruction, ...]] = []
    joined: Postfix = []
    for item in _part(instructions, 0, len(instructions)).postfix():
        if isinstance(item, int):
            joined.append(item)
        else:
            joined.append(len(atoms))
            atoms.append(tuple(instructions[slice(*item)]))
    return atoms, joined


def _part(instructions: Sequence[Instruction], at: int, end: int) -> _Part:
    """What a stretch of instructions leaves, found by what each takes from the stack."""
    stack: list[_Part] = []
    while at < end:
        code, argument = instructions[at].code, instructions[at].argument
        count = argument if isinstance(argument, int) else 0
        at += 1
        if code in JOINTS:
            right, left = _part(instructions, at, at + count), stack.pop()
            at = right.end
            joined = left.postfix()
            joined += [*right.postfix(), JOINTS[code]]
            stack.append(_Part(left.start, at, joined))
        elif code is Code.NOT:
            top = stack.pop()
            stack.append(_Part(top.start, at, [*top.postfix(), NOT]))
        elif code is Code.OR_ELSE:
            at += count
            stack.append(_Part(stack.pop().start, at, []))
        else:
            first = len(stack) - _taken(code, count)
            start = stack[first].start if first < len(stack) else at - 1
            stack[first:] = [_Part(start, at, [])]
    return stack[0]


def _taken(code: Code, count: int) -> int:
    """How many values an instruction takes from the stack, to leave one."""
    if code in PUSHES:
        return 0
    if code in TURNS:
        return 1
    counts = {Code.LIST: count, Code.KVLIST: 2 * count, Code.FUNCTION: count & COUNT_DIGITS}
    return counts.get(code, 2)
