"""What is made where the parser has read all parts of a rule.

In: the rules and a builder. Out: for each rule a function from its parts, tokens and what was made
of others, to the builder's node.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from engine.dsl.grammar import Rule
from engine.dsl.transform import Builder

Reduction: TypeAlias = Callable[[list[Any]], object]


def reductions(rules: Iterable[Rule], builder: Builder) -> tuple[Reduction, ...]:
    """One for each rule, in their order."""
    return tuple(_reduction(rule, builder) for rule in rules)


def _reduction(rule: Rule, builder: Builder) -> Reduction:
    arranged = None if rule.children == tuple(range(rule.size)) else _arranged(rule.children)
    if rule.method is None:
        made: Reduction = arranged or list
        return _only if rule.transparent else made
    method: Callable[[Builder, list[Any]], object] = vars(Builder)[rule.method]
    transparent = rule.transparent

    def reduction(parts: list[Any]) -> object:
        children = parts if arranged is None else arranged(parts)
        return children[0] if transparent and len(children) == 1 else method(builder, children)

    return reduction


def _only(parts: list[Any]) -> object:
    (part,) = parts
    return part


def _arranged(children: tuple[int | None, ...]) -> Callable[[list[Any]], list[Any]]:
    """Puts None for what was left out, and children of parts for the parts.

    >>> _arranged((0, None, ~1))(["a", ["b", "c"]])
    ['a', None, 'b', 'c']
    """

    def arranged(parts: list[Any]) -> list[Any]:
        found: list[Any] = []
        for child in children:
            if child is None:
                found.append(None)
            elif child >= 0:
                found.append(parts[child])
            elif found:
                found += parts[~child]
            else:
                found = parts[~child]  # a repetition takes the next one: no copy each time
        return found

    return arranged
