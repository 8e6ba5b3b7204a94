"""A formula as flat code for a machine with a stack.

In: nothing. Out: the kinds of steps. Each knows the place in the body that it was read from, which
is where a message about it points.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from engine.esp.field_codes.kinds import Known

if TYPE_CHECKING:
    from engine.esp.field_codes.functions import Function
    from engine.esp.field_codes.operators import Operator


@dataclass(frozen=True, slots=True)
class At:
    """Where a step stands in the body."""

    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Push(At):
    """Pushes a literal."""

    value: Known


@dataclass(frozen=True, slots=True)
class Read(At):
    """Pushes a property: an object by its name in `objects.OBJECTS`, the keys to its value."""

    object: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadAt(At):
    """Takes a string and pushes `Object.Key(string)`."""

    object: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named(At):
    """Pushes the text of a custom code."""

    name: str


@dataclass(frozen=True, slots=True)
class Apply(At):
    """Takes the operands of an operator and pushes its result."""

    operator: "Operator"
    count: int


@dataclass(frozen=True, slots=True)
class Call(At):
    """Takes the arguments of a function and pushes its result."""

    function: "Function"
    count: int


@dataclass(frozen=True, slots=True)
class Branch(At):
    """Takes a condition: goes on if it is true, else at `otherwise`. If it is missing, pushes what
    is missing and goes on at `end`."""

    otherwise: int
    end: int


@dataclass(frozen=True, slots=True)
class Jump(At):
    """Goes on at `end`."""

    end: int


@dataclass(frozen=True, slots=True)
class Decide(At):
    """The left side of `And` and `Or`: leaves it and goes on at `end` if it is what decides
    (`deciding`) or missing, else takes it."""

    operator: "Operator"
    deciding: bool
    end: int


@dataclass(frozen=True, slots=True)
class Judge(At):
    """The right side of `And` and `Or`: it must be a boolean."""

    operator: "Operator"


Step: TypeAlias = Push | Read | ReadAt | Named | Apply | Call | Branch | Jump | Decide | Judge
