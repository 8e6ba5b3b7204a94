"""Laws of reading, over whatever can be written in any part of any kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as generators
from hypothesis.strategies import SearchStrategy

from engine.blocks import KINDS
from engine.diagnostics import Findings
from engine.shelf.kind import Kind
from engine.shelf.read import Constants, read_kind
from engine.shelf.shape import shape_of
from engine.source import Source, Span
from engine.syntax.nodes import (
    Argument,
    Binding,
    Block,
    Broken,
    Call,
    Chain,
    Declaration,
    Entry,
    Expression,
    Field,
    Group,
    ListOf,
    Map,
    Name,
    Operator,
    Pair,
    Path,
    Port,
    Prefixed,
    Quantity,
    Text,
    Word,
)
from engine.values import Duration
from engine.world import DECLARATIONS

TEXT = "what an author wrote"
HERE = Span(Source("s.strat", TEXT), 0, len(TEXT))
OF_THE_LIBRARY = ("pydantic", "validation", "Input should", "ctx", "<class", "object at", "None")
EVERY_KIND: list[type[Kind]] = [*KINDS.values(), *DECLARATIONS.values()]
WORDS = sorted(
    {"true", "false", "all", "none", "never", "often", "udata", "x", "text", ""}
    | {part.word for kind in EVERY_KIND for part in shape_of(kind).parts}
    | {word for kind in EVERY_KIND for word in shape_of(kind).nested}
)

names = generators.sampled_from(WORDS).map(lambda word: Name(word, HERE))
texts = generators.sampled_from([*WORDS, "A.B", "1:x", "a@b", "1" * 300]).map(
    lambda text: Text(text, HERE)
)
TOO_LONG = "9999d"
"""A duration that is said to be too long where it is read from a file, and nowhere later."""
quantities = generators.sampled_from(
    ["0", "5", "9999999999", "0s", "5s", TOO_LONG, "30%", "40/h", "2026-12-24", "08:30"]
).map(lambda text: Quantity(text, HERE))
words = generators.one_of(names, texts, quantities)


def _composed(
    inner: SearchStrategy[Expression],
) -> SearchStrategy[Expression]:
    arguments = generators.lists(
        generators.builds(Argument, generators.none() | names, inner), max_size=3
    ).map(tuple)
    pairs = generators.lists(generators.builds(Pair, words, inner), max_size=3).map(tuple)
    signs = generators.sampled_from(["-", "not"]).map(lambda sign: Operator(sign, HERE))
    return generators.one_of(
        generators.builds(Group, inner, generators.just(HERE)),
        generators.builds(Path, inner, names, generators.just(HERE)),
        generators.builds(Call, names, arguments, generators.just(HERE)),
        generators.builds(ListOf, arguments, generators.just(HERE)),
        generators.builds(Map, pairs, generators.just(HERE)),
        generators.builds(Prefixed, signs, inner, generators.just(HERE)),
        generators.tuples(inner, inner).map(lambda pair: Chain(pair, (Operator("+", HERE),), HERE)),
    )


expressions: SearchStrategy[Expression] = generators.recursive(words, _composed, max_leaves=6)


def _block(label: Name, kind: Name, value: Expression) -> Block:
    operands = (Argument(None, value),) if isinstance(value, Name) else ()
    return Block(label, kind, operands, (), None, HERE)


def _port(word: Word) -> Port:
    return Port((word,), Name("x", HERE), HERE)


fields = generators.builds(Field, words, expressions, generators.just(HERE))
entries: SearchStrategy[Entry] = generators.one_of(
    fields,
    fields,
    generators.builds(_port, words),
    generators.builds(_block, names, names, expressions),
    generators.builds(Binding, names, words, expressions, generators.just(HERE)),
    generators.builds(
        Declaration,
        names,
        generators.none() | words,
        generators.just(()),
        generators.just(()),
        generators.lists(fields, max_size=2).map(tuple),
        generators.just(HERE),
    ),
    generators.just(Broken(None, HERE)),
)


@generators.composite
def written_kinds(
    draw: generators.DrawFn,
) -> tuple[type[Kind], tuple[Argument, ...], tuple[Entry, ...]]:
    """A kind with operands and a body, most of whose keys are the kind's own."""
    kind = draw(generators.sampled_from(EVERY_KIND))
    shape = shape_of(kind)
    own = [Field(Name(word, HERE), draw(expressions), HERE) for word in shape.fields]
    others = draw(generators.lists(entries, max_size=3))
    count = len(shape.operands)
    operands = draw(
        generators.lists(
            generators.builds(Argument, generators.none() | names, expressions),
            min_size=max(0, count - 1),
            max_size=count + 1,
        )
    )
    body = (
        draw(generators.lists(generators.sampled_from([*own, *others]), max_size=6))
        if (own or others)
        else []
    )
    return kind, tuple(operands), tuple(body)


@given(written_kinds())
def test_there_is_a_model_or_something_is_said_in_our_own_words(
    written: tuple[type[Kind], tuple[Argument, ...], tuple[Entry, ...]],
) -> None:
    kind, operands, body = written
    findings = Findings()

    model = read_kind(
        kind,
        word=Name(kind.word, HERE),
        operands=operands,
        entries=body,
        constants=Constants({"often": Duration(5)}),
        findings=findings,
        nested=DECLARATIONS,
        head={"name": "n"} if "name" in kind.model_fields else {},
    )

    assert model is not None or findings.errors or TOO_LONG in repr(body)
    for found in findings:
        said = f"{found.message} {found.help or ''}"
        assert not [word for word in OF_THE_LIBRARY if word in said]
        assert said[0] == "`" or said[0].islower()


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_an_empty_body_is_read_without_an_accident(kind: type[Kind]) -> None:
    findings = Findings()

    read_kind(
        kind,
        word=Name(kind.word, HERE),
        operands=(),
        entries=(),
        constants=Constants(),
        findings=findings,
    )

    assert {found.code for found in findings} <= {"E230"}
