"""Expressions in flat form while they are gathered.

In: compiled expressions with names in them. Out: rows of codes and a pool of constants. Equal
constants and equal expressions stand once, numbered in the order in which they come up.
"""

from array import array
from collections.abc import Mapping
from typing import TypeAlias

from engine.graph.model import Compiled, Instruction
from engine.ops import CODE_WIDTH, Code
from engine.values import Pool

Names: TypeAlias = Mapping[Code, Mapping[str, int]]
"""The numbers of what codes name: variables, blocks."""


class Expressions:
    """The arrays of expressions while they are filled."""

    def __init__(self) -> None:
        self.pool = Pool()
        self.codes = array("q")
        self.starts = array("q")
        self._known: dict[tuple[int, ...], int] = {}

    def add(self, *codes: int) -> int:
        """The index of an expression, given flat and without `END`; equal ones stand once."""
        index = self._known.get(codes)
        if index is None:
            index = self._known[codes] = len(self.starts)
            self.starts.append(len(self.codes) // CODE_WIDTH)
            self.codes.extend(codes)
            self.codes.extend((int(Code.END), 0))
        return index

    def compiled(self, compiled: Compiled, names: Names) -> int:
        """The index of a compiled expression; `names` numbers its variables and blocks."""
        codes: list[int] = []
        for instruction in compiled.instructions:
            codes.append(int(instruction.code))
            codes.append(self._argument(instruction, names))
        return self.add(*codes)

    def _argument(self, instruction: Instruction, names: Names) -> int:
        code, argument = instruction.code, instruction.argument
        if code in names:
            return names[code][str(argument)]
        if code is Code.CONST:
            return self.pool.encode(argument)  # type: ignore[arg-type]
        if isinstance(argument, str):
            return self.pool.encode(argument)
        return int(argument) if isinstance(argument, int) else 0
