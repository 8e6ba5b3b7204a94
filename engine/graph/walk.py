"""Walks through expressions without looking at their meaning.

In: an expression's syntax. Out: the names it mentions, whether it adds to a variable.
"""

from collections.abc import Iterator, Mapping
from typing import assert_never

from engine.graph.damage import quantity
from engine.syntax.nodes import (
    Call,
    Chain,
    Expression,
    Group,
    ListOf,
    Map,
    Name,
    Path,
    Prefixed,
    Quantity,
    Text,
)
from engine.values import Value


def names(expression: Expression) -> Iterator[Name]:
    """Every bare name that stands for a value, in no particular order; keys of paths do not."""
    stack = [expression]
    while stack:
        node = stack.pop()
        match node:
            case Name():
                yield node
            case Text() | Quantity():
                pass
            case Path(base=base):
                stack.append(base)
            case Call(arguments=items) | ListOf(items=items):
                stack += [item.value for item in items]
            case Map(pairs=pairs):
                stack += [pair.value for pair in pairs]
            case Group(inner=inner):
                stack.append(inner)
            case Prefixed(operand=operand):
                stack.append(operand)
            case Chain(operands=operands):
                stack += operands
            case other:
                assert_never(other)


def raises(variable: str, value: Expression, parameters: Mapping[str, Value]) -> bool:
    """Whether a value is the variable plus a positive constant: what a counter is set to."""
    while isinstance(value, Group):
        value = value.inner
    if not isinstance(value, Chain) or [item.text for item in value.operators] != ["+"]:
        return False
    left, right = value.operands
    for side, step in ((left, right), (right, left)):
        if isinstance(side, Name) and side.text == variable:
            return _is_positive(step, parameters)
    return False


def _is_positive(step: Expression, parameters: Mapping[str, Value]) -> bool:
    value: object = None
    if isinstance(step, Quantity):
        value = quantity(step)
    elif isinstance(step, Name):
        value = parameters.get(step.text)
    return isinstance(value, int) and value > 0
