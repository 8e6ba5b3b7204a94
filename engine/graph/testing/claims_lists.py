"""Lists of labels in claims: `path == [a, b]`.

In: the expression of a claim. Out: the items of its lists, the labels that a path is compared with,
findings for labels of blocks that the interaction cannot come to (E211).
"""

from collections.abc import Iterator

from engine.diagnostics import Findings
from engine.functions import FUNCTIONS
from engine.graph.fragments import NoFacts, Reads, Work
from engine.graph.testing.claims_arguments import tell_no_block
from engine.graph.testing.claims_parts import bare, parts, whose
from engine.graph.testing.vocabulary import ClaimScope
from engine.syntax.nodes import Call, Chain, Expression, ListOf, Name, Text

PATH = "path"


def list_items(node: Expression) -> Iterator[Expression]:
    """The items of all lists in an expression."""
    for part in parts(node):
        if isinstance(part, ListOf):
            yield from (item.value for item in part.items)


def steps_of(node: Expression) -> tuple[str, ...] | None:
    """The labels of `path == [a, b]`, whichever side they stand on; None for any other claim."""
    node = bare(node)
    if not isinstance(node, Chain) or [item.text for item in node.operators] != ["=="]:
        return None
    sides = [bare(operand) for operand in node.operands]
    for one, other in (sides, reversed(sides)):
        if _path_of(one) is not None and isinstance(other, ListOf):
            labels = [item.value for item in other.items]
            texts = tuple(label.text for label in labels if isinstance(label, Name | Text))
            return texts if len(texts) == len(labels) else None
    return None


def check_labels(node: Expression, scope: ClaimScope, findings: Findings) -> None:
    """E211 for labels in lists that are compared with a path which cannot have them."""
    for of, labels in _compared(node):
        for item in labels.items:
            label = bare(item.value)
            if not isinstance(label, Name | Text):
                continue
            # A bare word that is no label at all has been told, or means something else.
            known = label.text in scope.vocabulary.labels
            if (known or isinstance(label, Text)) and scope.block(label.text, of) is None:
                tell_no_block(label, of, scope, Work(Reads(), NoFacts(), findings))


def _compared(node: Expression) -> Iterator[tuple[int, ListOf]]:
    """The lists that stand beside a path, each with the number of the path's interaction."""
    for part in parts(node):
        if isinstance(part, Chain):
            operands = [bare(operand) for operand in part.operands]
            pairs = [
                (left, right)
                for left, operator, right in zip(
                    operands, part.operators, operands[1:], strict=False
                )
                if operator.text in ("==", "!=")
            ]
        elif isinstance(part, Call) and part.function.text in FUNCTIONS:
            values = [bare(argument.value) for argument in part.arguments]
            pairs = [(values[0], values[1])] if len(values) == 2 else []
        else:
            continue
        for left, right in pairs:
            for one, other in ((left, right), (right, left)):
                of = _path_of(one)
                if of is not None and isinstance(other, ListOf):
                    yield of, other


def _path_of(node: Expression) -> int | None:
    """The number of the interaction whose path an expression is; None if it is something else."""
    found = whose(node)
    return found[0] if found is not None and found[1].text == PATH else None
