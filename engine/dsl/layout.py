"""Expressions to text, on one line or over several.

In: an expression and where it begins. Out: its canonical text. What fits on one line stands on one;
else lists, maps and arguments stand one item a line, and chains one operand of their loosest `or`,
`and`, or `+` and `-`.
"""

import re
from collections.abc import Sequence
from typing import assert_never

from engine.syntax.nodes import (
    NO_TRIVIA,
    Argument,
    Call,
    Chain,
    Expression,
    Group,
    ListOf,
    Map,
    Name,
    Operator,
    Pair,
    Path,
    Prefixed,
    Quantity,
    Text,
    Trivia,
    Word,
)
from engine.values import quote

WIDTH = 88
"""Columns of a line, unless something longer cannot be broken."""
STEP = 2
"""Columns of one level of indentation."""
GOES_ON = 2 * STEP
"""Columns by which what goes on with an entry is indented, more than what stands in its body."""
BROKEN_AT = (("or",), ("and",), ("+", "-"))
"""The operators before which a chain may be broken: the first of these that it has."""

IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
BLOCK_ESCAPE = re.compile(r'\\|"(?="")|"\Z|[^\n -~]')


# ---- Words and comments


def word(node: Word) -> str:
    """A name, text or quantity as it is written; a text always in quotes of one line."""
    return quote(node.text) if isinstance(node, Text) else node.text


def text(node: Text) -> str:
    """A text in quotes; over several lines if it was written so and has several."""
    if not node.block or "\n" not in node.text:
        return quote(node.text)
    return f'"""{BLOCK_ESCAPE.sub(_escape, node.text)}"""'


def _escape(found: "re.Match[str]") -> str:
    character = found[0]
    return (
        character if character.isprintable() and not character.isascii() else quote(character)[1:-1]
    )


def comment(words: str) -> str:
    """A comment as it is written; rules of `#` and the first line of a script stay whole.

    >>> comment("as IRD does"), comment(""), comment("#####")
    ('# as IRD does', '#', '######')
    """
    return f"#{words}" if not words or words[0] in "#!" else f"# {words}"


def lines_of(comments: Sequence[str | None], indent: int) -> list[str]:
    """Comments on lines of their own; None is an empty line."""
    return ["" if words is None else " " * indent + comment(words) for words in comments]


def with_trivia(body: str, trivia: Trivia, indent: int, *, first: bool) -> list[str]:
    """The lines of an entry or pair, with its comments; nothing is empty above a first one."""
    lines = [""] if trivia.blank and not first else []
    lines += lines_of(trivia.above, indent)
    after = "" if trivia.after is None else f"  {comment(trivia.after)}"
    lines.append(f"{' ' * indent}{body}{after}")
    return lines


# ---- On one line


def flat(node: Expression, room: int) -> str | None:
    """The expression on one line of at most `room` columns, or None if it cannot be.

    >>> from engine.source import Source, Span
    >>> span = Span(Source("", ""), 0, 0)
    >>> flat(Call(Name("f", span), (Argument(None, Name("x", span)),), span), 10)
    'f(x)'
    """
    parts: list[str] = []
    return "".join(parts) if _flat(node, parts, room) >= 0 else None


def _flat(node: Expression, parts: list[str], room: int) -> int:
    """Appends the parts of an expression; what is left of `room`, negative if it does not fit."""
    match node:
        case Name() | Quantity():
            return _put(node.text, parts, room)
        case Text():
            written = text(node)
            return -1 if "\n" in written else _put(written, parts, room)
        case Path():
            room = _flat(node.base, parts, room)
            return room if room < 0 else _put(f".{_key(node)}", parts, room)
        case Call():
            room = _put(f"{node.function.text}(", parts, room)
            return _flat_items(node.arguments, ")", parts, room)
        case ListOf():
            return _flat_items(node.items, "]", parts, _put("[", parts, room))
        case Map():
            return _flat_map(node, parts, room)
        case Group():
            room = _put("(", parts, room)
            room = room if room < 0 else _flat(node.inner, parts, room)
            return room if room < 0 else _put(")", parts, room)
        case Prefixed():
            room = _put(_sign(node), parts, room)
            return room if room < 0 else _flat(node.operand, parts, room)
        case Chain():
            return _flat_chain(node, parts, room)
    assert_never(node)


def _put(written: str, parts: list[str], room: int) -> int:
    parts.append(written)
    return room - len(written)


def _flat_items(items: Sequence[Argument], close: str, parts: list[str], room: int) -> int:
    for index, item in enumerate(items):
        if room < 0:
            return room
        if index:
            room = _put(", ", parts, room)
        if item.name is not None:
            room = _put(f"{item.name.text}: ", parts, room)
        room = _flat(item.value, parts, room)
    return room if room < 0 else _put(close, parts, room)


def _flat_map(node: Map, parts: list[str], room: int) -> int:
    if node.closing:
        return -1
    if not node.pairs:
        return _put("{}", parts, room)
    room = _put("{ ", parts, room)
    for index, pair in enumerate(node.pairs):
        if room < 0 or pair.trivia != NO_TRIVIA:
            return -1
        room = _put(f"{', ' if index else ''}{word(pair.key)}: ", parts, room)
        room = _flat(pair.value, parts, room)
    return room if room < 0 else _put(" }", parts, room)


def _flat_chain(node: Chain, parts: list[str], room: int) -> int:
    room = _flat(node.operands[0], parts, room)
    for operator, operand in zip(node.operators, node.operands[1:], strict=True):
        if room < 0:
            return room
        room = _flat(operand, parts, _put(_sign_between(operator), parts, room))
    return room


def _key(node: Path) -> str:
    return node.key.text if IDENTIFIER.fullmatch(node.key.text) else quote(node.key.text)


def _sign_between(operator: Operator) -> str:
    """An operator with its spaces; a range has none: `08:00..18:00`."""
    return operator.text if operator.text == ".." else f" {operator.text} "


def _sign(node: Prefixed) -> str:
    return "not " if node.operator.text == "not" else node.operator.text


# ---- Over several lines


def layout(node: Expression, indent: int, column: int, reserve: int = 0) -> str:
    """The expression, begun at `column` of a line indented by `indent`.

    `reserve` columns follow it on its last line.
    """
    on_one_line = flat(node, WIDTH - column - reserve)
    if on_one_line is not None:
        return on_one_line
    match node:
        case Name() | Quantity() | Text():
            return text(node) if isinstance(node, Text) else node.text
        case Call():
            inner = items(node.arguments, indent, column + len(node.function.text) + 1, reserve + 1)
            return f"{node.function.text}({inner})"
        case ListOf():
            return f"[{items(node.items, indent, column + 1, reserve + 1)}]"
        case Map():
            return _map(node, indent)
        case Path():
            return f"{_part(node.base, indent)}.{_key(node)}"
        case Group():
            return f"({layout(node.inner, indent, column + 1, reserve + 1)})"
        case Prefixed():
            sign = _sign(node)
            return f"{sign}{layout(node.operand, indent, column + len(sign), reserve)}"
        case Chain():
            return _chain(node, indent, column, reserve)
    assert_never(node)


def _chain(node: Chain, indent: int, column: int, reserve: int) -> str:
    """A chain over several lines: each begins with an operator, and is indented once."""
    there = {operator.text for operator in node.operators}
    at = next((level for level in BROKEN_AT if there & {*level}), None)
    if at is None:
        return _joined(node, indent)
    segments = _segments(node, at)
    below = indent + GOES_ON
    first = layout(segments[0][1], below, column, 0)
    lines = [first]
    for number, (operator, segment) in enumerate(segments[1:], 2):
        room = reserve if number == len(segments) else 0
        lead = f"{operator} "
        lines.append(f"{' ' * below}{lead}{layout(segment, below, below + len(lead), room)}")
    return "\n".join(lines)


def _segments(node: Chain, at: tuple[str, ...]) -> list[tuple[str, Expression]]:
    """The parts between operators, each with the one before it."""
    cuts = [place for place, operator in enumerate(node.operators) if operator.text in at]
    found: list[tuple[str, Expression]] = []
    for begin, end in zip([-1, *cuts], [*cuts, len(node.operators)], strict=True):
        operands = node.operands[begin + 1 : end + 1]
        operators = node.operators[begin + 1 : end]
        lead = "" if begin < 0 else node.operators[begin].text
        whole = Chain(operands, operators, node.span) if operators else operands[0]
        found.append((lead, whole))
    return found


def _joined(node: Chain, indent: int) -> str:
    parts = [_part(node.operands[0], indent)]
    for operator, operand in zip(node.operators, node.operands[1:], strict=True):
        parts.append(f"{_sign_between(operator)}{_part(operand, indent)}")
    return "".join(parts)


def _part(node: Expression, indent: int) -> str:
    # A part of something that is not broken is broken only if a line of its own would not do.
    return layout(node, indent, indent)


def items(arguments: Sequence[Argument], indent: int, column: int, reserve: int) -> str:
    """What stands between brackets that open before `column` and does not fit on one line.

    One item a line, from the line after the bracket to the one before its end. A single item stays
    at its bracket: it would be as long on a line of its own, or is broken itself.
    """
    if len(arguments) == 1 and arguments[0].name is None:
        return layout(arguments[0].value, indent, column, reserve)
    inner = indent + STEP
    lines = []
    for index, argument in enumerate(arguments):
        comma = "," if index < len(arguments) - 1 else ""
        name = "" if argument.name is None else f"{argument.name.text}: "
        value = layout(argument.value, inner, inner + len(name), len(comma))
        lines.append(f"{' ' * inner}{name}{value}{comma}")
    return "\n".join(["", *lines, " " * indent])


def _map(node: Map, indent: int) -> str:
    lines = ["{"]
    for index, pair in enumerate(node.pairs):
        lines += with_trivia(
            _pair(pair, indent + STEP), pair.trivia, indent + STEP, first=not index
        )
    lines += lines_of(node.closing, indent + STEP)
    return "\n".join([*lines, " " * indent + "}"])


def _pair(pair: Pair, indent: int) -> str:
    key = f"{word(pair.key)}: "
    return key + layout(pair.value, indent, indent + len(key))
