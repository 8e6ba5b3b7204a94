"""What a claim is made of, as its author wrote it: its parts, and what it compares.

In: the expression of a claim. Out: everything in it, and the sides of its comparisons. Nothing is
judged here.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.graph.damage import quantity
from engine.graph.operators import COMPARING
from engine.source import Span
from engine.syntax import precedence
from engine.syntax.nodes import (
    Call,
    Chain,
    Expression,
    Group,
    ListOf,
    Map,
    Name,
    Operator,
    Path,
    Prefixed,
    Quantity,
    Text,
)

CHAT, EMAIL = "chat", "email"
LATER = (CHAT, EMAIL)
"""The words for interactions that are created later: which word does not matter to `(n)`."""
OF_CALLS = ("answer", "fault")


def parts(node: Expression) -> Iterator[Expression]:
    """An expression and everything in it."""
    waiting = [node]
    while waiting:
        part = waiting.pop()
        yield part
        match part:
            case Chain():
                waiting += part.operands
            case Group():
                waiting.append(part.inner)
            case Prefixed():
                waiting.append(part.operand)
            case Path():
                waiting.append(part.base)
            case Call():
                waiting += [argument.value for argument in part.arguments]
            case ListOf():
                waiting += [item.value for item in part.items]
            case Map():
                waiting += [pair.value for pair in part.pairs]
            case Name() | Text() | Quantity():
                pass


def bare(node: Expression) -> Expression:
    """An expression without the parentheses around it."""
    while isinstance(node, Group):
        node = node.inner
    return node


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: what it may be, in the order of its `??`.

    It is empty for what is computed of several things.
    """

    span: Span
    options: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides with the operator between them."""

    left: Side
    operator: str
    right: Side

    @property
    def span(self) -> Span:
        """All of it."""
        return self.left.span.to(self.right.span)

    def both_ways(self) -> tuple[tuple[Side, Side], tuple[Side, Side]]:
        """Each side with the other one."""
        return (self.left, self.right), (self.right, self.left)


def comparisons(node: Expression) -> Iterator[Comparison]:
    """All comparisons in an expression."""
    for part in parts(node):
        if isinstance(part, Chain):
            yield from _compared(part)


def _compared(chain: Chain) -> Iterator[Comparison]:
    stack: list[Side] = []
    for item in precedence.postfix(chain):
        if not isinstance(item, Operator):
            stack.append(Side(item.span, _options(item)))
            continue
        right = stack.pop()
        if item.text in ("not", precedence.PREFIX_MINUS):
            stack.append(Side(item.span.to(right.span)))
            continue
        left = stack.pop()
        if item.text in COMPARING:
            yield Comparison(left, item.text, right)
        options = (*left.options, *right.options) if item.text == "??" else ()
        stack.append(Side(left.span.to(right.span), options))


def _options(node: Expression) -> tuple[Expression, ...]:
    node = bare(node)
    if isinstance(node, Chain) and all(each.text == "??" for each in node.operators):
        return tuple(option for operand in node.operands for option in _options(operand))
    return (node,)


def whose(node: Expression) -> tuple[int, Name] | None:
    """The number of the interaction that a word is read of, and the word.

    None for anything but `word`, `chat.word` and `chat(n).word`, or `email` for `chat`. A block
    can have the label `email`: what its call answered is not looked at.
    """
    match node:
        case Name():
            return 0, node
        case Path(base=Name(text=root), key=word) if root in LATER and word.text not in OF_CALLS:
            return 1, word
        case Path(base=Call(function=Name(text=root)) as later, key=word) if root in LATER:
            number = number_of(later, 0)
            return None if number is None else (number, word)
        case _:
            return None


def number_of(call: Call, position: int, name: str = "n") -> int | None:
    """A whole number among a call's arguments, by its place or its name."""
    for at, argument in enumerate(call.arguments):
        if (argument.name.text == name) if argument.name else at == position:
            found = quantity(argument.value) if isinstance(argument.value, Quantity) else None
            return found if type(found) is int else None
    return None
