"""The binary operators: which types they take, what they give, which fault they can end with.

In: an operator and the fragments of its two sides. Out: one fragment, or findings. `and`, `or` and
`??` jump; they stand in `expressions`.
"""

from engine.graph.fragments import (
    BARE,
    CONVERSIONS,
    Fragment,
    Work,
    need,
    one_of,
    settle,
    written,
)
from engine.graph.model import Instruction
from engine.ops import Code
from engine.syntax.nodes import Operator
from engine.values import Type

_INTEGER, _TEXT, _LIST = Type.INTEGER, Type.TEXT, Type.LIST
_DURATION, _TIME = Type.DURATION, Type.TIME

ARITHMETIC: dict[str, tuple[Code, tuple[tuple[Type, Type, Type], ...]]] = {
    "+": (Code.ADD, (
        (_INTEGER, _INTEGER, _INTEGER), (_TEXT, _TEXT, _TEXT), (_LIST, _LIST, _LIST),
        (_DURATION, _DURATION, _DURATION), (_TIME, _DURATION, _TIME),
    )),
    "-": (Code.SUBTRACT, (
        (_INTEGER, _INTEGER, _INTEGER), (_DURATION, _DURATION, _DURATION),
        (_TIME, _TIME, _DURATION), (_TIME, _DURATION, _TIME),
    )),
    "*": (Code.MULTIPLY, (
        (_INTEGER, _INTEGER, _INTEGER), (_DURATION, _INTEGER, _DURATION),
        (_INTEGER, _DURATION, _DURATION),
    )),
    "/": (Code.DIVIDE, (
        (_INTEGER, _INTEGER, _INTEGER), (_DURATION, _INTEGER, _DURATION),
        (_DURATION, _DURATION, _INTEGER),
    )),
    "mod": (Code.MODULO, ((_INTEGER, _INTEGER, _INTEGER), (_DURATION, _DURATION, _DURATION))),
}  # fmt: skip
"""The rows of each operator: left, right, result. Where one side's type is not known, the first
row that fits the other decides."""

COMPARISONS: dict[str, Code] = {
    "<": Code.LESS, "<=": Code.LESS_EQUAL, ">": Code.GREATER, ">=": Code.GREATER_EQUAL,
}  # fmt: skip
EQUALITIES: dict[str, Code] = {"==": Code.EQUAL, "!=": Code.UNEQUAL}
MEMBERSHIPS: dict[str, Code] = {"in": Code.IN, "not in": Code.NOT_IN}
COMPARING = frozenset({*COMPARISONS, *EQUALITIES, *MEMBERSHIPS})
ORDERED = (Type.INTEGER, Type.TEXT, Type.DURATION, Type.TIME)


def apply(operator: Operator, left: Fragment, right: Fragment, work: Work) -> Fragment:
    """Joins two fragments by an operator that evaluates both sides."""
    word = operator.text
    settle(left, work)
    if word in COMPARING:
        return _compare(operator, left, right, work)
    settle(right, work)
    if word not in ARITHMETIC:
        work.findings.error("E220", operator.span, f"`{word}` means nothing in a strategy")
        return _joined(left, right, None)
    if left.type is None or right.type is None:
        _tell_zero(operator, right, work)
        return _joined(left, right, None)
    code, rows = ARITHMETIC[word]
    row = next(
        (
            row
            for row in rows
            if left.type in (row[0], Type.ANY) and right.type in (row[1], Type.ANY)
        ),
        None,
    )
    if row is None or (left.type is Type.ANY and right.type is Type.ANY):
        _complain(operator, left, right, work)
        return _joined(left, right, None)
    need(left, row[0], word, work)
    need(right, row[1], word, work)
    _note_faults(operator, left, right, row[2], work)
    return _joined(left, right, row[2], BARE[code])


def _compare(operator: Operator, left: Fragment, right: Fragment, work: Work) -> Fragment:
    word = operator.text
    settle(right, work)
    if left.comparison is not None:
        work.findings.error(
            "E220",
            operator.span,
            f"`{left.comparison}` and `{word}` do not chain",
            "compare twice and join the two with `and`",
        )
        return _joined(left, right, None)
    if word in MEMBERSHIPS:
        need(right, Type.LIST, f"the right side of `{word}`", work)
        code = MEMBERSHIPS[word]
    elif word in EQUALITIES:
        code = EQUALITIES[word]
        if left.type is not right.type and Type.ANY not in (left.type, right.type):
            _complain(operator, left, right, work)
    else:
        code = COMPARISONS[word]
        _order(operator, left, right, work)
    joined = _joined(left, right, Type.FLAG, BARE[code])
    joined.comparison = word
    return joined


def _order(operator: Operator, left: Fragment, right: Fragment, work: Work) -> None:
    if left.type is None or right.type is None:
        return
    wanted = right.type if left.type is Type.ANY else left.type
    if wanted not in ORDERED or right.type not in (wanted, Type.ANY):
        _complain(operator, left, right, work)
        return
    need(left, wanted, operator.text, work)
    need(right, wanted, operator.text, work)


def _note_faults(
    operator: Operator, left: Fragment, right: Fragment, result: Type, work: Work
) -> None:
    span = left.span.to(right.span)
    if operator.text in ("/", "mod"):
        if right.constant is None:
            work.origins.setdefault("division_by_zero", span)
        _tell_zero(operator, right, work)
    elif result in (Type.TEXT, Type.LIST):
        work.origins.setdefault("too_long", span)
    else:
        work.origins.setdefault("overflow", span)


def _tell_zero(operator: Operator, right: Fragment, work: Work) -> None:
    if operator.text in ("/", "mod") and right.constant == 0 and right.constant is not False:
        work.findings.error(
            "E221", right.span, f"the right side of `{operator.text}` is always zero"
        )


def _complain(operator: Operator, left: Fragment, right: Fragment, work: Work) -> None:
    if left.type is None or right.type is None:
        return
    if left.type is Type.ANY and right.type is Type.ANY:
        message = f"`{operator.text}` cannot tell the types of its two sides"
        cure: str | None = "declare the keys and their types in `data`"
    else:
        message = f"`{operator.text}` does not fit {left.type} and {right.type}"
        cure = _cure_of_flag(operator, left, right) or _cure(operator, left.type, right.type)
    work.findings.error("E220", left.span.to(right.span), message, cure)


def _cure_of_flag(operator: Operator, left: Fragment, right: Fragment) -> str | None:
    """How a flag is compared, or a list, if a text stands on the other side."""
    if operator.text not in EQUALITIES:
        return None
    for one, text in ((left, right), (right, left)):
        if text.type is Type.TEXT and one.type is Type.FLAG:
            if text.constant not in ("true", "false"):
                return None if text.constant is None else "a flag is `true` or `false`"
            alone = written(one)
            holds = (text.constant == "true") == (operator.text == "==")
            alone = alone if holds else f"not {alone}"
            said = f"{written(one)} {operator.text} {text.constant}"
            return f"leave the quotes off, `{said}`, or write just `{alone}`"
        if text.type is Type.TEXT and one.type is Type.LIST:
            return f"a list stands in brackets, `[…]`; `in` seeks a member: `… in {written(one)}`"
    return None


def _cure(operator: Operator, left: Type, right: Type) -> str | None:
    """What would fit the left side; a conversion if there is one."""
    word = operator.text
    if word in EQUALITIES:
        return CONVERSIONS.get((right, left)) or f"both sides are {left}, or both are {right}"
    if word in COMPARISONS:
        return CONVERSIONS.get((right, left)) or f"it compares {one_of(ORDERED)} with its own type"
    takes = [str(row[1]) for row in ARITHMETIC[word][1] if row[0] is left]
    if not takes:
        kinds = dict.fromkeys(str(row[0]) for row in ARITHMETIC[word][1])
        return CONVERSIONS.get((left, right)) or f"its left side is {one_of(kinds)}"
    conversion = CONVERSIONS.get((right, Type(takes[0])))
    return conversion or f"the right side of {left} is {one_of(takes)}"


def _joined(left: Fragment, right: Fragment, result: Type | None, *codes: Instruction) -> Fragment:
    left.code.extend(right.code)
    left.code.extend(codes)
    return Fragment(left.code, result, left.span.to(right.span))


def negate(operator: Operator, operand: Fragment, work: Work) -> Fragment:
    """`-x` of an integer or a duration."""
    settle(operand, work)
    span = operator.span.to(operand.span)
    if operand.type is Type.ANY:
        need(operand, Type.INTEGER, "`-`", work)
    elif operand.type not in (Type.INTEGER, Type.DURATION, None):
        work.findings.error("E220", span, f"`-` needs integer or duration, this is {operand.type}")
        operand.type = None
    operand.code.append(BARE[Code.NEGATE])
    constant = operand.constant
    if isinstance(constant, int) and not isinstance(constant, bool):
        constant = type(constant)(-constant)
    return Fragment(operand.code, operand.type, span, constant)
