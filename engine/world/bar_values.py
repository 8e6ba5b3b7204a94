"""What bars an agent from more of one media: `voice >= 1 or (email >= 2 and chat >= 1)`.

In: a condition as authors write it. Out: a `Bar`, or findings at their places: E267 for what does
not say how many are too many, E307 for a number out of range, E204 for `and` beside `or`.
"""

from typing import TypeAlias

from engine.diagnostics import Findings
from engine.ops import Family
from engine.shelf.constants import Constants, Takes, excerpt, value_of
from engine.staff import AND, CAPACITY_MAX, OR, Bar
from engine.syntax import precedence
from engine.syntax.nodes import Chain, Expression, Group, Name, Operator
from engine.values import Type

MEDIA = {family.name.lower(): int(family) for family in Family}
FORM = "write for example `voice >= 1 or email >= 2`"
COMPARISONS_MAX = 32
"""The core keeps what holds in the bits of one number."""
JOINTS: dict[str, Bar] = {"and": ((AND, 0),), "or": ((OR, 0),)}
AT_LEAST, MORE_THAN = ">=", ">"
TURNED = {"<=": AT_LEAST, "<": MORE_THAN}
"""The comparison with its sides exchanged."""
SIGNS = (*JOINTS, AT_LEAST, MORE_THAN, *TURNED)

_Read: TypeAlias = Expression | Bar | None
"""What stands beside an operator: not read yet, read, or in error."""


def read_bar(expression: Expression, constants: Constants, findings: Findings) -> Bar | None:
    """The rows of a condition."""
    bar = _bar(expression, constants, findings)
    if bar is not None and len(bar) > 2 * COMPARISONS_MAX - 1:
        message = f"there are more than {COMPARISONS_MAX} comparisons"
        findings.error("E267", expression.span, message, "say it by fewer")
        return None
    return bar


def _bar(expression: Expression, constants: Constants, findings: Findings) -> Bar | None:
    match expression:
        case Group(inner=inner):
            return _bar(inner, constants, findings)
        case Chain() if precedence.mixed(expression):
            readings = precedence.readings(expression)
            message = "`and` and `or` stand together without parentheses"
            cure = f"write `{readings[0]}` or `{readings[1]}`"
            findings.error("E204", expression.span, message, cure)
        case Chain():
            return _chain(expression, constants, findings)
        case Name(text=text) if text in MEDIA:
            message = f"`{text}` is compared with nothing"
            findings.error("E267", expression.span, message, f"write `{text} >= 1`")
        case _:
            message = f"{excerpt(expression)} does not say how many are too many"
            findings.error("E267", expression.span, message, FORM)
    return None


def _chain(chain: Chain, constants: Constants, findings: Findings) -> Bar | None:
    stack: list[_Read] = []
    for part in precedence.postfix(chain):
        if not isinstance(part, Operator):
            stack.append(part)
        elif part.text not in SIGNS:
            message = f"`{part.text}` does not say how many are too many"
            findings.error("E267", part.span, message, FORM)
            return None
        else:
            right, left = stack.pop(), stack.pop()
            if part.text in JOINTS:
                first = _side(left, constants, findings)
                second = _side(right, constants, findings)
                sound = first is not None and second is not None
                stack.append(
                    (*(first or ()), *(second or ()), *JOINTS[part.text]) if sound else None
                )
            else:
                stack.append(_comparison(left, part, right, constants, findings))
    return _side(stack[0], constants, findings)


def _side(side: _Read, constants: Constants, findings: Findings) -> Bar | None:
    """What stands beside a joint: something in parentheses, or what has been read already."""
    return side if side is None or isinstance(side, tuple) else _bar(side, constants, findings)


def _comparison(
    left: _Read, sign: Operator, right: _Read, constants: Constants, findings: Findings
) -> Bar | None:
    """`media >= number`, or the other way round."""
    word = sign.text
    if word in TURNED:
        left, right, word = right, left, TURNED[word]
    match left:
        case Name(text=text) if text in MEDIA:
            pass
        case _:
            message = f"`{sign.text}` says of no media here how many are too many"
            findings.error("E267", sign.span, message, FORM)
            return None
    if right is None or isinstance(right, tuple):
        findings.error("E267", sign.span, f"`{sign.text}` compares no number here", FORM)
        return None
    beyond = int(word == MORE_THAN)
    takes = Takes(text, f"a whole number from {1 - beyond} to {CAPACITY_MAX:,}")
    value = value_of(right, Type.INTEGER, takes, constants, findings)
    if not isinstance(value, int):
        return None
    if not 1 <= value + beyond <= CAPACITY_MAX + 1:
        findings.error("E307", right.span, f"{excerpt(right)} is out of range: {takes}")
        return None
    return ((MEDIA[text], value + beyond),)
