"""Values that a test writes: known before the run, in one row of its table at a time.

In: expressions of a test. Out: their values, or findings. Besides literals and parameters there are
`row.column`, and words of places and labels of blocks, which stand for themselves as texts.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from engine.diagnostics import Findings, did_you_mean, listed
from engine.shelf.constants import Constants, Takes, excerpt, value_of
from engine.shelf.kind import Constant
from engine.shelf.shape import phrase
from engine.source import Span
from engine.syntax.nodes import Call, Expression, Name, Path
from engine.values import Duration, KVList, Time, Type, Value

V = TypeVar("V", int, str, bool, Duration, Time, KVList)

TYPES: Mapping[type[object], Type] = {
    int: Type.INTEGER, str: Type.TEXT, bool: Type.FLAG, Duration: Type.DURATION,
    Time: Type.TIME, KVList: Type.KVLIST,
}  # fmt: skip
PHRASES: Mapping[Type, str] = {kind: phrase(Constant(kind)) for kind in Type}


@dataclass(frozen=True, slots=True)
class Values:
    """What stands for a value in one row of a test, or in a test without rows.

    `cells` are the places of the row's values by their columns, `ways` what the row says of how a
    call is answered, which is no value.
    """

    constants: Constants
    cells: Mapping[str, Span]
    findings: Findings
    ways: Mapping[str, Expression] = field(default_factory=dict)

    def read(self, expression: Expression, place: str, form: type[V]) -> V | None:
        """A value of a type for the place of this name; None if it is none, which is said."""
        value = self.any(expression, place, TYPES[form])
        return value if isinstance(value, form) else None

    def any(self, expression: Expression, place: str, kind: Type = Type.ANY) -> Value | None:
        """A value of this type of the language, as `read` gives it."""
        takes = Takes(place, PHRASES[kind])
        if self.way(expression) is not expression:
            message = f"{excerpt(expression)} is a way of answering a call, and {takes}"
            cure = 'it stands behind `answer("Service.Method") =` or `answer(block) =`'
            self.findings.error("E220", expression.span, message, cure)
            return None
        return value_of(expression, kind, takes, self.constants, self.findings)

    def way(self, expression: Expression) -> Expression:
        """What the row says, if the expression is its way of answering; else the expression."""
        match expression:
            case Path(base=Name(text="row"), key=key) if key.text in self.ways:
                return self.ways[key.text]
            case _:
                return expression

    def where(self, expression: Expression) -> Span:
        """Where a value itself is written: in the row, if it is the row's."""
        match expression:
            case Path(base=Name(text="row"), key=key) if key.text in self.cells:
                return self.cells[key.text]
            case _:
                return expression.span

    def wrong(
        self, code: str, expression: Expression, message: str, cure: str | None = None
    ) -> None:
        """Says what is wrong with a value, where it is written."""
        self.findings.error(code, self.where(expression), message, cure)


def bound(
    call: Call, names: Sequence[str], named: Collection[str], code: str, findings: Findings
) -> dict[str, Expression] | None:
    """The arguments of a call by name: `names` in this order, `named` only with their names.

    None if some are wrong, which is said with `code`.
    """
    found: dict[str, Expression] = {}
    sound = True
    for position, argument in enumerate(call.arguments):
        word = argument.name.text if argument.name is not None else None
        span = (argument.name or argument.value).span
        if word is None and position < len(names):
            word = names[position]
        known = [*names, *named]
        cure = f"it takes {listed(known)}" if known else "leave it out"
        if word is None:
            findings.error(code, span, f"`{call.function.text}` takes no more values", cure)
        elif word not in known:
            cure = did_you_mean(word, known) or cure
            findings.error(code, span, f"`{call.function.text}` takes no `{word}`", cure)
        elif word in found:
            findings.error("E210", span, f"`{word}` is given twice")
        else:
            found[word] = argument.value
            continue
        sound = False
    return found if sound else None
