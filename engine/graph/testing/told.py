"""What comes at a block from outside: `digits(menu) = ["1", "2"]`, `draw(split) = "pilot"`.

In: the key and the value of an entry of `given`, in one row. Out: `Told`, or findings (E261; W312
for what no block can use).
"""

from collections.abc import Sequence

from engine.blocks.kind import BlockKind, PortForm
from engine.blocks.kinds.collect import Collect
from engine.blocks.kinds.percentage import ALL, Percentage
from engine.blocks.prompts import KEYS
from engine.diagnostics import did_you_mean, listed
from engine.graph.names import unknown
from engine.graph.sketch import Draft
from engine.graph.testing.scope import Scope
from engine.graph.testing.values import Values
from engine.scenario.told import Told, What
from engine.syntax.nodes import Argument, Call, Expression, ListOf, Name
from engine.values import Type, Value, type_of

NAMED_MAX = 3
"""How many blocks a cure names."""
KINDS: dict[What, tuple[type[BlockKind], str, str]] = {
    What.DIGITS: (Collect, "collects no digits", "they are collected by"),
    What.DRAW: (Percentage, "draws no number", "numbers are drawn by"),
}
"""The kind of block that each is for; what another one is told, and the lead of the cure."""


def read_told(
    what: What, key: Call, value: Expression, scope: Scope, values: Values
) -> Told | None:
    """What one entry says; None if something is wrong with it."""
    drafts = _drafts(what, key, scope, values)
    items = value.items if isinstance(value, ListOf) else (Argument(None, value),)
    read = _digits if what is What.DIGITS else _number
    found = [read(item.value, drafts, values) for item in items]
    told = tuple(item for item in found if item is not None)
    if not drafts or len(told) < len(found):
        return None
    every = not isinstance(value, ListOf)
    return Told(what=what, block=drafts[0].name, values=told, every=every)


def _drafts(what: What, key: Call, scope: Scope, values: Values) -> Sequence[Draft]:
    """The blocks that an entry is about; they share a label."""
    match key.arguments:
        case (Argument(name=None, value=Name() as label),):
            pass
        case _:
            message = f"`{what.value}` takes the label of a block"
            cure = f"write `{what.value}(block) = …`"
            values.findings.error("E261", key.span, message, cure)
            return ()
    drafts = scope.labels.get(label.text, ())
    if not drafts:
        if not scope.vocabulary.unsure:
            unknown("block", label.text, label.span, scope.labels, values.findings)
        return ()
    kind, misses, lead = KINDS[what]
    fitting = [draft for draft in drafts if draft.in_error or isinstance(draft.kind, kind)]
    if not fitting:
        others = [
            name for name, found in scope.labels.items()
            if any(isinstance(draft.kind, kind) for draft in found)
        ]  # fmt: skip
        cure = f"{lead} {listed(others[:NAMED_MAX])}" if others else "leave it out"
        values.findings.error("E261", label.span, f"`{label.text}` {misses}", cure)
        return ()
    if all(draft.skipped for draft in fitting):
        message = f"`{label.text}` is disabled and asks for nothing"
        values.findings.warning("W312", label.span, message, "leave it out")
    return fitting


def _digits(expression: Expression, _: Sequence[Draft], values: Values) -> Value | None:
    """What a caller types at one prompt."""
    typed = values.read(expression, What.DIGITS.value, str)
    if typed is not None and not set(typed) <= set(KEYS):
        message = f"these are no keys of a telephone, which are `{KEYS}`"
        values.wrong("E261", expression, message)
        return None
    return typed


def _number(expression: Expression, drafts: Sequence[Draft], values: Values) -> Value | None:
    """The number that is drawn: written as such, or as the label that has it."""
    found = values.any(expression, What.DRAW.value)
    kinds = [draft.kind for draft in drafts if isinstance(draft.kind, Percentage)]
    match found:
        case None:
            return None
        case str():
            firsts = {kind.first_number(found) for kind in kinds}
            numbers = sorted(number for number in firsts if number is not None)
            if len(numbers) == 1:
                return numbers[0]
            message = f"there is no label `{found}`"
            labels = [*{name: 0 for kind in kinds for name, _ in kind.bounds()}, PortForm.ELSE]
            cure = did_you_mean(found, labels) or f"it has {listed(labels)}"
            if numbers:
                message = f"`{found}` stands for different numbers in several strategies"
                cure = "write the number"
            if kinds:
                values.wrong("E261", expression, message, cure)
            return None
        case int() if type_of(found) is Type.INTEGER and 0 <= found < ALL:
            return found
        case _:
            message = f"what is drawn is a label or a number from 0 to {ALL - 1}"
            values.wrong("E261", expression, message)
            return None
