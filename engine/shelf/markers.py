"""The value that a marker reads from an expression.

In: a marker, what its place takes, an expression. Out: what the field holds, or None with a
finding at the expression's place.
"""

from typing import assert_never

from engine.diagnostics import Findings, Note, did_you_mean
from engine.shelf.constants import A_TYPE, Constants, Takes, amount_of, excerpt, value_of
from engine.shelf.kind import Choice, Constant, Expr, Keys, Own, Ref, Reference
from engine.syntax.nodes import Expression, ListOf, Name, Quantity, Text
from engine.values import Type

Single = Expr | Constant | Ref | Choice | Keys | Own
"""The markers of fields that hold what one expression says."""


def value_at(
    marker: Single,
    takes: Takes,
    expression: Expression,
    constants: Constants,
    findings: Findings,
) -> object | None:
    """What a field with this marker holds; None if the expression cannot be read so."""
    match marker:
        case Expr():
            return expression
        case Constant(type=wanted, words=words, amounts=amounts):
            if isinstance(expression, Name) and expression.text in words:
                return expression.text
            if amounts and (amount := amount_of(expression)) is not None:
                return amount
            return value_of(expression, wanted, takes, constants, findings)
        case Ref():
            return _reference(takes, expression, findings)
        case Choice():
            return _chosen(marker, takes, expression, findings)
        case Keys():
            return _keys(marker, takes, expression, findings)
        case Own(read=read):
            return read(expression, constants, findings)
        case other:
            assert_never(other)


def _refuse(takes: Takes, expression: Expression, findings: Findings) -> None:
    cure = None
    match expression:
        case Text():
            what = f"is {A_TYPE[Type.TEXT]}"
        case Quantity():
            what = "is a number"
        case ListOf():
            what = f"is {A_TYPE[Type.LIST]}"
        case _:
            what, cure = "is an expression", "write the word itself, it is not computed"
    findings.error("E220", expression.span, f"{excerpt(expression)} {what}, and {takes}", cure)


def _reference(takes: Takes, expression: Expression, findings: Findings) -> Reference | None:
    """Any name may be quoted, the name of something declared too."""
    if isinstance(expression, Name | Text):
        return Reference(expression.text, expression.span)
    _refuse(takes, expression, findings)
    return None


def _chosen(
    marker: Choice, takes: Takes, expression: Expression, findings: Findings
) -> object | None:
    if not isinstance(expression, Name | Text):
        _refuse(takes, expression, findings)
        return None
    if expression.text not in marker.words:
        message = f"`{expression.text}` is none of the words here: {takes}"
        cure = did_you_mean(expression.text, marker.words)
        findings.error("E232", expression.span, message, cure)
        return None
    if not marker.values:
        return expression.text
    return marker.values[marker.words.index(expression.text)]


def _keys(
    marker: Keys, takes: Takes, expression: Expression, findings: Findings
) -> str | tuple[str, ...] | None:
    if isinstance(expression, Name) and expression.text in marker.words:
        return expression.text
    if isinstance(expression, Name):
        message = f"`{expression.text}` is none of the words here: {takes}"
        cure = did_you_mean(expression.text, marker.words) or f"one key: `[{expression.text}]`"
        findings.error("E232", expression.span, message, cure)
        return None
    if not isinstance(expression, ListOf):
        _refuse(takes, expression, findings)
        return None
    return _key_list(takes, expression, findings)


def _key_list(takes: Takes, listed: ListOf, findings: Findings) -> tuple[str, ...] | None:
    keys: dict[str, Name | Text] = {}
    sound = True
    for item in listed.items:
        key = item.value
        if item.name is not None or not isinstance(key, Name | Text):
            _refuse(takes, key, findings)
            sound = False
        elif key.text in keys:
            notes = [Note(keys[key.text].span, "the first one is here")]
            findings.error("E210", key.span, f"`{key.text}` is listed twice", notes=notes)
            sound = False
        else:
            keys[key.text] = key
    return tuple(keys) if sound else None
