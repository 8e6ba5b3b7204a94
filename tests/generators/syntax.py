"""Generates syntax trees of files: every form of entry and expression, comments, empty lines.

The trees are those that parsing can give: a first entry has no empty line above it, comments have
no space around them, names are no operators. What they say need not make sense.
"""

import re

from hypothesis import strategies as st

from engine.source import Source, Span
from engine.syntax.nodes import (
    NO_TRIVIA,
    Argument,
    Binding,
    Block,
    Call,
    Chain,
    Claim,
    Declaration,
    Entry,
    Expression,
    Field,
    File,
    Group,
    ListOf,
    Map,
    Name,
    Operator,
    Pair,
    Parameter,
    Path,
    Port,
    Prefixed,
    Quantity,
    Text,
    Trivia,
    Word,
)

SOURCE = Source("generated.strat", "")
SPAN = Span(SOURCE, 0, 0)

RESERVED = frozenset(
    {"and", "or", "in", "mod", "not", "expect", "always", "never", "within", "eventually", "at"}
)
OPERATORS = (
    "and", "or", "in", "not in", "mod", "==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "??",
    "..",
)  # fmt: skip
QUANTITIES = (
    "0", "5", "19251", "5s", "1h30m", "50ms", "0s", "30%", "28.7", "40/h", "08:30", "2026-12-24",
    "2026-12-24T08:00",
)  # fmt: skip

identifiers = st.one_of(
    st.sampled_from(["a", "queue", "true", "else", "fault", "on", "_x1", "expected", "inner"]),
    st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,30}", fullmatch=True),
).filter(lambda name: name not in RESERVED)
names = identifiers.map(lambda name: Name(name, SPAN))
texts = st.builds(
    lambda text, block: Text(text, SPAN, block),
    st.one_of(
        st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
        st.text('"\\\n\t a#{}', max_size=12),
    ),
    st.booleans(),
)
quantities = st.sampled_from(QUANTITIES).map(lambda text: Quantity(text, SPAN))
bounds = st.one_of(
    quantities, st.sampled_from(["-5m", "-1h30m", "-3"]).map(lambda text: Quantity(text, SPAN))
)
words: st.SearchStrategy[Word] = st.one_of(
    names, texts.filter(lambda word: not re.search(r"[\x00-\x1f\x7f-\x9f]", word.text)), quantities
)
comments = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x17F, exclude_characters="\x7f\xad")
    .filter(str.isprintable),
    max_size=30,
).map(lambda words: words.strip(" "))  # fmt: skip
KEYS = st.one_of(identifiers, st.text(st.characters(exclude_categories=["Cs"]), max_size=8))


@st.composite
def comment_lines(draw: st.DrawFn, *, gap_first: bool, gap_last: bool) -> tuple[str | None, ...]:
    """Comments on lines of their own, with empty lines between, and before or after if allowed."""
    lines: list[str | None] = []
    for comment in draw(st.lists(comments, min_size=1, max_size=3)):
        if (lines or gap_first) and draw(st.booleans()):
            lines.append(None)
        lines.append(comment)
    if gap_last and draw(st.booleans()):
        lines.append(None)
    return tuple(lines)


@st.composite
def trivia(draw: st.DrawFn, *, first: bool) -> Trivia:
    """What surrounds an entry; mostly nothing."""
    if draw(st.integers(0, 3)):
        return NO_TRIVIA
    return Trivia(
        draw(st.one_of(st.just(()), comment_lines(gap_first=False, gap_last=True))),
        draw(st.one_of(st.none(), comments)),
        not first and draw(st.booleans()),
    )


def closing(*, empty: bool) -> st.SearchStrategy[tuple[str | None, ...]]:
    """Comments before a closing brace; mostly none."""
    none: st.SearchStrategy[tuple[str | None, ...]] = st.just(())
    return st.one_of(none, none, none, comment_lines(gap_first=not empty, gap_last=False))


@st.composite
def arguments(draw: st.DrawFn, depth: int) -> tuple[Argument, ...]:
    """Arguments of a call or items of a list."""
    count = draw(st.integers(0, 3))
    return tuple(
        Argument(draw(st.one_of(st.none(), names)), draw(values(depth))) for _ in range(count)
    )


@st.composite
def maps(draw: st.DrawFn, depth: int) -> Map:
    """A map with comments among its pairs."""
    pairs = tuple(
        Pair(draw(words), draw(values(depth)), draw(trivia(first=not index)))
        for index in range(draw(st.integers(0, 3)))
    )
    return Map(pairs, SPAN, draw(closing(empty=not pairs)))


@st.composite
def paths(draw: st.DrawFn, depth: int) -> Path:
    """A path of one or more keys."""
    base: Name | Call | Path = draw(st.one_of(names, calls(depth)))
    for key in draw(st.lists(KEYS, min_size=1, max_size=3)):
        base = Path(base, Name(key, SPAN), SPAN)
    assert isinstance(base, Path)
    return base


def calls(depth: int) -> st.SearchStrategy[Call]:
    """A call."""
    return st.builds(lambda name, items: Call(name, items, SPAN), names, arguments(depth))


@st.composite
def prefixed(draw: st.DrawFn, depth: int) -> Expression:
    """An operand behind `not` or `-`."""
    sign = draw(st.sampled_from(["not", "-"]))
    operand = draw(operands(depth))
    if sign == "-" and isinstance(operand, Quantity) and operand.text == "0":
        return operand  # there is no negative zero
    return Prefixed(Operator(sign, SPAN), operand, SPAN)


def operands(depth: int) -> st.SearchStrategy[Expression]:
    """Whatever may stand between operators."""
    simple = st.one_of(names, texts, quantities)
    if depth <= 0:
        return simple
    return st.one_of(
        simple,
        calls(depth - 1),
        paths(depth - 1),
        arguments(depth - 1).map(lambda items: ListOf(items, SPAN)),
        expressions(depth - 1).map(lambda inner: Group(inner, SPAN)),
        prefixed(depth - 1),
    )


@st.composite
def chains(draw: st.DrawFn, depth: int) -> Chain:
    """Operands with operators between them."""
    count = draw(st.integers(2, 5))
    return Chain(
        tuple(draw(operands(depth)) for _ in range(count)),
        tuple(Operator(draw(st.sampled_from(OPERATORS)), SPAN) for _ in range(count - 1)),
        SPAN,
    )


def expressions(depth: int) -> st.SearchStrategy[Expression]:
    """An operand or a chain of them."""
    return st.one_of(operands(depth), chains(depth))


def values(depth: int) -> st.SearchStrategy[Expression]:
    """An expression or a map."""
    return expressions(depth) if depth <= 0 else st.one_of(expressions(depth), maps(depth - 1))


@st.composite
def parameters(draw: st.DrawFn) -> tuple[Parameter, ...]:
    """Parameters of a declaration."""
    count = draw(st.integers(0, 2))
    return tuple(Parameter(draw(names), draw(st.one_of(st.none(), names))) for _ in range(count))


@st.composite
def ports(draw: st.DrawFn, surroundings: Trivia) -> Port:
    """A port of one word, or of a name and what it takes."""
    several = draw(st.lists(words, max_size=3))
    first = draw(names) if several else draw(words)
    return Port((first, *several), draw(names), SPAN, surroundings)


@st.composite
def claims(draw: st.DrawFn, surroundings: Trivia) -> Claim:
    """A claim of a test."""
    leads = draw(
        st.sampled_from(
            [("expect",), ("always",), ("never",), ("within",), ("eventually", "within"), ("at",)]
        )
    )
    bound: Quantity | Path | None = draw(bounds) if leads[-1] in {"within", "at"} else None
    if leads == ("at",):
        if draw(st.booleans()):
            bound = Path(Name("row", SPAN), draw(names), SPAN)
        return Claim(leads, bound, draw(calls(1)), SPAN, surroundings)
    value = draw(expressions(2).filter(_may_start_a_claim))
    return Claim(leads, bound, value, SPAN, surroundings)


def _may_start_a_claim(value: Expression) -> bool:
    # `expect (x)` would be read as the call `expect(x)` only without its space; a lone `-` after a
    # word reads as an operator to people, so that the language has none there.
    first = value.operands[0] if isinstance(value, Chain) else value
    return not (isinstance(first, Prefixed) and first.operator.text == "-")


@st.composite
def entries(draw: st.DrawFn, depth: int) -> tuple[Entry, ...]:
    """The entries of a body, in any order."""
    count = draw(st.integers(0, 4))
    return tuple(draw(entry(depth, first=not index)) for index in range(count))


@st.composite
def entry(draw: st.DrawFn, depth: int, *, first: bool) -> Entry:
    """An entry of any form."""
    surroundings = draw(trivia(first=first))
    match draw(st.sampled_from(["field", "port", "binding", "claim", "block", "declaration"])):
        case "field":
            key = draw(st.one_of(words, calls(1)))
            return Field(key, draw(values(2)), SPAN, surroundings)
        case "port":
            return draw(ports(surroundings))
        case "binding":
            return Binding(draw(names), draw(words), draw(values(2)), SPAN, surroundings)
        case "claim":
            return draw(claims(surroundings))
        case "block":
            inner = draw(entries(depth - 1)) if depth else ()
            return Block(
                draw(names), draw(names), draw(arguments(1)), inner,
                draw(st.one_of(st.none(), names)), SPAN, surroundings,
                draw(closing(empty=not inner)),
            )  # fmt: skip
        case _:
            inner = draw(entries(depth - 1)) if depth else ()
            name = draw(st.one_of(st.none(), words))
            head = draw(parameters()) if name else ()
            return Declaration(
                draw(names), name, head, draw(parameters()) if head else (), inner, SPAN,
                surroundings, draw(closing(empty=not inner)),
            )  # fmt: skip


@st.composite
def files(draw: st.DrawFn) -> File:
    """A file."""
    top = draw(entries(2))
    return File(SOURCE, top, draw(closing(empty=not top)))
