"""The nodes of the syntax tree.

Spans do not take part in equality: two trees are equal if their canonical text is. Comments and
single blank lines between entries do, since the formatter keeps them. Expressions are flat chains
as written; `precedence` gives them their meaning.
"""

from dataclasses import dataclass, field
from typing import TypeAlias

from engine.source import Source, Span


@dataclass(frozen=True, slots=True)
class Trivia:
    """What surrounds an entry.

    `above` are the comments on lines of their own before it, without `#` and outer space; an empty
    line between two comments is None. `after` is the comment at the end of its last line.
    `blank` says that an empty line separates the entry, with its comments, from what is before.
    """

    above: tuple[str | None, ...] = ()
    after: str | None = None
    blank: bool = False


NO_TRIVIA = Trivia()


@dataclass(frozen=True, slots=True)
class Name:
    """A bare word: a name of something, or the word of a kind, field or port."""

    text: str
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Text:
    """A text in quotes, its escapes resolved. `block` says that it was written in triple quotes."""

    text: str
    span: Span = field(compare=False, repr=False)
    block: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Quantity:
    """Anything that starts with a digit, as written; `quantities.read` gives its value."""

    text: str
    span: Span = field(compare=False, repr=False)


Word: TypeAlias = Name | Text | Quantity
"""What may name something: any name may be quoted, endpoints and labels may be numbers."""


# Expressions


@dataclass(frozen=True, slots=True)
class Path:
    """`base.key`, for example `udata.FirstName` or `invite.answer._umsChatSessionId`."""

    base: "Expression"
    key: Name
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a call or item of a list; `name` is None where none is written."""

    name: Name | None
    value: "Expression"


@dataclass(frozen=True, slots=True)
class Call:
    """`function(argument, name: argument)`."""

    function: Name
    arguments: tuple[Argument, ...]
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ListOf:
    """`[a, b]`."""

    items: tuple[Argument, ...]
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Pair:
    """`key: value` in a map. The trivia belongs to it when it stands on a line of its own."""

    key: Word
    value: "Expression"
    trivia: Trivia = NO_TRIVIA


@dataclass(frozen=True, slots=True)
class Map:
    """`{ key: value, ... }`; keys may repeat. `closing` are the comments before `}`."""

    pairs: tuple[Pair, ...]
    span: Span = field(compare=False, repr=False)
    closing: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """`( expression )`: kept, since the author wrote it."""

    inner: "Expression"
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Operator:
    """An operator as it stands in a chain; `text` is canonical (`not in` with one space)."""

    text: str
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Prefixed:
    """`not x` or `-x`, with the operand that directly follows."""

    operator: Operator
    operand: "Expression"
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Chain:
    """Operands with binary operators between them, as written, precedence not yet applied.

    `operators[i]` stands between `operands[i]` and `operands[i + 1]`. A `not` or `-` that leads an
    operand is a `Prefixed` among the operands; `precedence.postfix` gives `not` its low binding.
    """

    operands: tuple["Expression", ...]
    operators: tuple[Operator, ...]
    span: Span = field(compare=False, repr=False)


Expression: TypeAlias = (
    Name | Text | Quantity | Path | Call | ListOf | Map | Group | Prefixed | Chain
)


# Entries


@dataclass(frozen=True, slots=True)
class Parameter:
    """`name: type` or just `name` in the head of a declaration."""

    name: Name
    type: Name | None


@dataclass(frozen=True, slots=True)
class Field:
    """`key = value`; the key of a `given` may be a call (`estimated_wait(vq) = 5m`)."""

    key: Word | Call
    value: Expression
    span: Span = field(compare=False, repr=False)
    trivia: Trivia = NO_TRIVIA


@dataclass(frozen=True, slots=True)
class Port:
    """`words -> target`: `true -> a`, `"1" -> b`, `fault x, 904 -> c`, `on fault -> d`."""

    words: tuple[Word, ...]
    target: Name
    span: Span = field(compare=False, repr=False)
    trivia: Trivia = NO_TRIVIA


@dataclass(frozen=True, slots=True)
class Binding:
    """`kind name = value`: `param number = "1925"`, `var n = 0`."""

    kind: Name
    name: Word
    value: Expression
    span: Span = field(compare=False, repr=False)
    trivia: Trivia = NO_TRIVIA


@dataclass(frozen=True, slots=True)
class Block:
    """`label: kind(operands) { entries } -> target`.

    `target` is where the trailing arrow leads. A declared type in `data { Key: text }` has this
    shape too.
    """

    label: Name
    kind: Name
    operands: tuple[Argument, ...]
    entries: tuple["Entry", ...]
    target: Name | None
    span: Span = field(compare=False, repr=False)
    trivia: Trivia = NO_TRIVIA
    closing: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """What a test claims, or what happens in it; `leads` are its words, as in `("eventually",
    "within")`. Only the time of what happens can be that of a row, a path."""

    leads: tuple[str, ...]
    bound: "Quantity | Path | None"
    value: Expression
    span: Span = field(compare=False, repr=False)
    trivia: Trivia = NO_TRIVIA


@dataclass(frozen=True, slots=True)
class Declaration:
    """`kind name (parameters) -> (outputs) { entries }`; every part but the kind may be missing.

    `closing` are the comments before `}`.
    """

    kind: Name
    name: Word | None
    parameters: tuple[Parameter, ...]
    outputs: tuple[Parameter, ...]
    entries: tuple["Entry", ...]
    span: Span = field(compare=False, repr=False)
    trivia: Trivia = NO_TRIVIA
    closing: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Broken:
    """An entry that could not be parsed; `label` is its label if it is known to be a block.

    It keeps what follows from complaining about names that the author did write.
    """

    label: Name | None
    span: Span = field(compare=False, repr=False)
    trivia: Trivia = NO_TRIVIA


Entry: TypeAlias = Declaration | Binding | Block | Field | Port | Claim | Broken


@dataclass(frozen=True, slots=True)
class File:
    """One file: its entries in order, and the comments at its end."""

    source: Source = field(compare=False, repr=False)
    entries: tuple[Entry, ...]
    closing: tuple[str | None, ...] = ()
