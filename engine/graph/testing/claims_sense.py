"""Claims that hold in every run, or in none: they test nothing (E240).

In: the expression of a claim. Out: findings.
"""

from collections.abc import Iterator

from engine.diagnostics import Findings
from engine.graph.damage import quantity
from engine.graph.testing.claims_parts import Comparison, Side, bare, comparisons, parts
from engine.source import Span
from engine.syntax.nodes import Call, Expression, ListOf, Name, Path, Quantity

COUNTED = frozenset({"length", "calls", "visits", "pulls"})
"""The observations with arguments that count something."""
ALWAYS = frozenset({">=", "<"})
"""Operators that say nothing of a count before a zero."""
TURNED = {"<=": ">=", ">": "<"}
"""What an operator after a zero is before it."""


def check_sense(node: Expression, findings: Findings) -> None:
    """E240 for what does not depend on the run."""
    for span, message, cure in _senseless(node):
        findings.error("E240", span, message, cure)


def _senseless(node: Expression) -> Iterator[tuple[Span, str, str]]:
    for each in comparisons(node):
        if _text(each.left) == _text(each.right):
            yield each.span, f"both sides of `{each.operator}` are the same", "compare two things"
        elif _of_no_count(each):
            holds = "every run" if ">=" in (each.operator, TURNED.get(each.operator)) else "no run"
            message = f"this holds in {holds}: no count is below 0"
            yield each.span, message, "write how many there must be"
    for part in parts(node):
        if isinstance(part, Call) and part.function.text == "in_order":
            wanted = [
                argument.value
                for at, argument in enumerate(part.arguments)
                if (argument.name.text == "wanted" if argument.name else at == 1)
            ]
            if any(isinstance(bare(each), ListOf) and not _items(each) for each in wanted):
                message = "this holds in every run: nothing is asked for in order"
                yield part.span, message, "write what must come, in its order"


def _items(node: Expression) -> int:
    found = bare(node)
    return len(found.items) if isinstance(found, ListOf) else 0


def _text(side: Side) -> str:
    span = side.options[0].span if len(side.options) == 1 else side.span
    return " ".join(span.text().split())


def _of_no_count(each: Comparison) -> bool:
    """Whether a count is compared so with zero that it says nothing."""
    if _is_count(each.left) and _is_zero(each.right):
        return each.operator in ALWAYS
    return _is_count(each.right) and _is_zero(each.left) and each.operator in TURNED


def _is_count(side: Side) -> bool:
    match side.options:
        case (Name(text="chats"),) | (Path(base=Name(text="ledger")),):
            return True
        case (Call(function=Name(text=word)),):
            return word in COUNTED
        case _:
            return False


def _is_zero(side: Side) -> bool:
    match side.options:
        case (Quantity() as written,):
            return quantity(written) == 0
        case _:
            return False
