"""Expressions: typed and compiled in one pass.

In: an expression's syntax, the names it can read, what is certain where it stands. Out: `Checked`
with its `Compiled` code, or findings. One function per family of nodes; chains are walked in
postfix order without recursion, so only what nests (at most `limits.depth`) uses the stack.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from engine.diagnostics import Findings
from engine.graph import operators, reading
from engine.graph.damage import quantity
from engine.graph.fragments import (
    BARE,
    Facts,
    Fragment,
    Reads,
    Work,
    at_least,
    carried,
    doubt,
    fitting,
    need,
    settle,
    wrong,
)
from engine.graph.model import Compiled, Instruction
from engine.ops import Code
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
from engine.values import Duration, Time, Type, Value

JUMPING = {"and": Code.JUMP_FALSE, "or": Code.JUMP_TRUE}


@dataclass(frozen=True, slots=True)
class Checked:
    """A compiled expression with what only the checker needs of it.

    `type` is None if something was wrong. `origins` are the places of the first cause of each
    fault. `members` are the values of the map at the top by identity of their syntax.
    """

    compiled: Compiled
    type: Type | None
    constant: Value | None
    origins: Mapping[str, Span]
    members: Mapping[int, Fragment]
    read_data: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the place of an expression asks for.

    `what` names the place in messages. `condition` notes the outcomes of the atomic conditions,
    numbered from `first_atom`. `carried` asks for what attached data can hold. `members_apart`
    leaves the members of a map at the top to the caller. A known value is `least` or more.
    """

    what: str
    type: Type | None = None
    condition: bool = False
    first_atom: int = 0
    carried: bool = False
    members_apart: bool = False
    least: int | None = None


def check_expression(
    node: Expression, wanted: Wanted, reads: Reads, facts: Facts, findings: Findings
) -> Checked:
    """Checks and compiles an expression for the place where it stands."""
    work = Work(reads, facts, findings, kept=id(node) if wanted.members_apart else None)
    fragment = settle(_compile(node, work, condition=wanted.condition), work)
    if wanted.type is not None and wanted.type is not Type.ANY:
        need(fragment, wanted.type, wanted.what, work)
    if wanted.least is not None:
        at_least(fragment, wanted.least, wanted.what, work)
    if wanted.carried:
        carried(fragment, wanted.what, work)
    atoms: list[str] = []
    if wanted.condition:
        if not fragment.combined:
            _note_outcome(fragment)
        _number_atoms(fragment.code, wanted.first_atom, atoms)
    compiled = Compiled(
        tuple(fragment.code), fragment.type or Type.ANY, frozenset(work.origins), tuple(atoms)
    )
    return Checked(
        compiled, fragment.type, fragment.constant, work.origins, work.members, work.read_data
    )


def _compile(node: Expression, work: Work, *, condition: bool = False) -> Fragment:
    if type(node) is Chain:
        return _chain(node, work, condition=condition)
    if type(node) is Group:
        inner = _compile(node.inner, work, condition=condition)
        inner.comparison = None
        inner.span = node.span
        return inner
    if type(node) is Prefixed:
        operand = _compile(node.operand, work, condition=condition)
        return _prefix(node.operator, operand, work, condition=condition)
    return _LEAVES[type(node)](node, work)


def _value(node: Expression, work: Work) -> Fragment:
    return _compile(node, work)


# Leaves


def _text(node: Text, _: Work) -> Fragment:
    return reading.constant(node.text, node.span)


def _quantity(node: Quantity, work: Work) -> Fragment:
    value = quantity(node)
    if value is None:
        return wrong(node.span)
    if type(value) is int or isinstance(value, Duration | Time):
        return reading.constant(value, node.span)
    message = f"`{node.text}` means nothing in a strategy"
    cure = "a strategy knows whole numbers, durations such as `30s`, and times"
    work.findings.error("E220", node.span, message, cure)
    return wrong(node.span)


def _path(node: Path, work: Work) -> Fragment:
    return reading.path(node, work, _value)


def _call(node: Call, work: Work) -> Fragment:
    return reading.call(node, work, _value)


def _list(node: ListOf, work: Work) -> Fragment:
    code: list[Instruction] = []
    for item in node.items:
        if item.name is not None:
            cure = "a map has them: `{ key: value }`"
            work.findings.error("E220", item.name.span, "the items of a list have no names", cure)
        code += settle(_compile(item.value, work), work).code
    code.append(Instruction(Code.LIST, len(node.items)))
    return Fragment(code, Type.LIST, node.span)


def _map(node: Map, work: Work) -> Fragment:
    apart = work.kept == id(node)
    code: list[Instruction] = []
    for pair in node.pairs:
        value = settle(_compile(pair.value, work), work)
        if apart:
            work.members[id(pair.value)] = value
        else:
            fitting(carried(value, f"`{pair.key.text}`", work), f"`{pair.key.text}`", work)
        code.append(Instruction(Code.CONST, pair.key.text))
        code += value.code
    code.append(Instruction(Code.KVLIST, len(node.pairs)))
    return Fragment(code, Type.KVLIST, node.span)


_LEAVES: dict[type, Callable[..., Fragment]] = {
    Name: reading.name, Text: _text, Quantity: _quantity, Path: _path, Call: _call,
    ListOf: _list, Map: _map,
}  # fmt: skip


# Chains


def _chain(node: Chain, work: Work, *, condition: bool) -> Fragment:
    if precedence.mixed(node):
        readings = precedence.readings(node)
        work.findings.error(
            "E204",
            node.span,
            "`and` and `or` stand together without parentheses",
            f"write `{readings[0]}` or `{readings[1]}`",
        )
    stack: list[Fragment] = []
    for item in precedence.postfix(node):
        if not isinstance(item, Operator):
            stack.append(_compile(item, work, condition=condition))
            continue
        right = stack.pop()
        if item.text in ("not", precedence.PREFIX_MINUS):
            stack.append(_prefix(item, right, work, condition=condition))
            continue
        left = stack.pop()
        if item.text in JUMPING:
            stack.append(_jump(item, left, right, work, condition=condition))
        elif item.text == "??":
            stack.append(_or_else(item, left, right, work))
        else:
            stack.append(operators.apply(item, left, right, work))
    return stack[0]


def _prefix(operator: Operator, operand: Fragment, work: Work, *, condition: bool) -> Fragment:
    if operator.text != "not":
        return operators.negate(operator, operand, work)
    need(operand, Type.FLAG, "`not`", work)
    if condition and not operand.combined:
        _note_outcome(operand)
    operand.code.append(BARE[Code.NOT])
    constant = not operand.constant if isinstance(operand.constant, bool) else None
    span = operator.span.to(operand.span)
    return Fragment(operand.code, Type.FLAG, span, constant, combined=True)


def _jump(
    operator: Operator, left: Fragment, right: Fragment, work: Work, *, condition: bool
) -> Fragment:
    """`and` and `or`: the right side is evaluated only if the left one leaves it open."""
    for side in (left, right):
        need(side, Type.FLAG, f"a side of `{operator.text}`", work)
        if condition and not side.combined:
            _note_outcome(side)
    left.code.append(Instruction(JUMPING[operator.text], len(right.code)))
    left.code.extend(right.code)
    return Fragment(left.code, Type.FLAG, left.span.to(right.span), combined=True)


def _or_else(operator: Operator, left: Fragment, right: Fragment, work: Work) -> Fragment:
    """`x ?? d`. The result may still be missing if `d` may be."""
    span = left.span.to(right.span)
    if left.missing is None and left.type is not None:
        message = "the left side of `??` is always there"
        cure = "`??` gives a default for `udata.Key` or for a key of an answer"
        work.findings.error("E220", operator.span, message, cure)
    if right.sure:
        settle(right, work)
    left.code.append(Instruction(Code.OR_ELSE, len(right.code)))
    left.code.extend(right.code)
    joined = Fragment(left.code, right.type, span, missing=right.missing, never=right.never)
    if left.type is None or right.type is None:
        joined.type = None
    elif right.type is Type.ANY:
        pass
    elif left.type is Type.ANY:
        joined.type = Type.ANY
        need(joined, right.type, "`??`", work)
    elif left.type is right.type:
        joined.sure = True
        doubt(joined)
    else:
        message = f"the default is {right.type}, what it stands for is {left.type}"
        work.findings.error("E220", right.span, message)
        joined.type = None
    return joined


# Atomic conditions


def _note_outcome(fragment: Fragment) -> None:
    """Marks a fragment as an atomic condition; `_number_atoms` puts its number in."""
    fragment.code.append(Instruction(Code.ATOM, fragment.span))


def _number_atoms(code: list[Instruction], first: int, atoms: list[str]) -> None:
    for place, instruction in enumerate(code):
        if instruction.code is Code.ATOM and isinstance(instruction.argument, Span):
            code[place] = Instruction(Code.ATOM, first + len(atoms))
            atoms.append(" ".join(instruction.argument.text().split()))
