"""`Kind`, the base of every block kind and declaration kind, and the markers of its fields.

A field is declared once, as an annotated pydantic field:

    reason: Annotated[Expression | None, Expr(Type.TEXT)] = Field(None, description="...")

The marker says how the author's text is read: `Expr` keeps an expression for the checker,
`Constant` gives its value, `Ref` the name of something declared, `Choice` one of some words,
`Free` collects entries with the author's own keys, `Nested` the declarations inside, `Typed` the
entries `key: type`, `Labels` the labels of the ports, `Own` what the kind reads by itself. What a
marker has read is ready: pydantic takes it as it is and tests only the bounds that stand in
`Field(...)` and in validators.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Protocol, TypeAlias, cast

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema

from engine.diagnostics import Findings
from engine.source import Span
from engine.syntax import nodes
from engine.syntax.nodes import Expression, Word
from engine.values import Type

if TYPE_CHECKING:
    from engine.shelf.constants import Constants


@dataclass(frozen=True, slots=True)
class Ready:
    """Base of the markers: the value comes from the reader and needs no look from pydantic."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """A schema that takes anything and keeps the bounds that the field has besides."""
        return handler(Any)


@dataclass(frozen=True, slots=True)
class Expr(Ready):
    """The field keeps an expression; the checker asks for this type (None: any type).

    `condition` marks the expression that a branch depends on: the outcome of each of its atomic
    conditions goes to the log. A value that is known before a run must not be below `least`, an
    integer or microseconds; what is computed is the kind's own affair. The faults that
    it `forgives` are no failure of the block.
    """

    type: Type | None = None
    condition: bool = False
    least: int | None = None
    forgives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Constant(Ready):
    """The field is a value known before a run: a literal or a parameter (`param`) of this type.

    `words` are bare words that stand for a value of their own (`timeout = never`). `amounts` says
    that rates, shares and decimal numbers are taken too, which no expression has.
    """

    type: Type
    words: tuple[str, ...] = ()
    amounts: bool = False


@dataclass(frozen=True, slots=True)
class Ref(Ready):
    """The field is a bare name of something declared with one of these kinds."""

    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice(Ready):
    """The field is one of these words, bare or quoted.

    `values` is what each of them stands for, in the same order; if it is empty, the word itself.
    """

    words: tuple[str, ...]
    values: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Keys(Ready):
    """The field is a list of keys `[A, B]`, or one of `words`."""

    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Free(Ready):
    """The field collects all entries `key = value` whose keys the author chooses.

    `value` is how each value is read, `unique` whether a key may stand only once. A field without
    a default needs at least one entry. A key that is also the word of a field of the kind is
    written in quotes. The order of the file is kept.
    """

    value: "Expr | Constant | Ref"
    unique: bool = False


@dataclass(frozen=True, slots=True)
class Nested(Ready):
    """The field collects the declarations of one kind that stand inside this one."""

    kind: str


@dataclass(frozen=True, slots=True)
class Typed(Ready):
    """The field collects the entries `key: type`; each becomes an `Entry` whose value is a `Type`.

    `types` are the types that may stand there.
    """

    types: tuple[Type, ...]


@dataclass(frozen=True, slots=True)
class Labels(Ready):
    """The field collects the labels of the ports (`"1" -> block`), in the order of the file."""


@dataclass(frozen=True, slots=True)
class Operand:
    """The field is written in the parentheses after the kind, not in the body."""


@dataclass(frozen=True, slots=True)
class Own(Ready):
    """The field is read by a function of the kind's own, which says what is wrong; None if all of
    it is. `phrase` is what the place takes, for messages and pages. What the function gives says
    itself which names and expressions it holds: it is `Composed`."""

    read: Callable[[Expression, "Constants", Findings], "Composed | None"]
    phrase: str


class Composed(Protocol):
    """What an `Own` field holds."""

    def references(self) -> "Iterable[tuple[tuple[str, ...], Reference]]":
        """The names of declared things in it, with the kinds of what is named."""

    def expressions(self) -> Iterable[tuple[str, Expr, Expression]]:
        """The expressions in it, with their places, in order."""


Marker: TypeAlias = Expr | Constant | Ref | Choice | Keys | Own | Free | Nested | Typed | Labels


@dataclass(frozen=True, slots=True)
class Reference:
    """The name of something declared, as the author wrote it."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """One `key = value` of a `Free` field; `value` is what its marker reads."""

    key: Word
    value: object

    @property
    def name(self) -> str:
        """The key's text."""
        return self.key.text

    @property
    def expression(self) -> Expression:
        """The value, where the marker keeps expressions."""
        return cast(Expression, self.value)


class UnfitError(ValueError):
    """Raised by a validator of a kind: the values are readable, but not what the kind can take.

    `message` is shown to the author as it is, at the value of `field` if it is given, else where
    the validator's own field stands, else at the kind's word.
    """

    def __init__(
        self, message: str, *, code: str = "E232", cure: str | None = None, field: str | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.cure = cure
        self.field = field


class Kind(BaseModel):
    """Base of every kind. Frozen; built only by `shelf.read.read_kind`.

    The docstring of a kind is its page, with the sections that `explain` prints: a first sentence
    that says what it does, then paragraphs, then `Example:` with text that parses, then
    `Genesys:` with the counterpart there. A rule that no public source states is marked
    `[inferred]` where it is stated.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", defer_build=True, arbitrary_types_allowed=True
    )

    word: ClassVar[str]
    """The word that authors write."""
    binding: ClassVar[bool] = False
    """Whether it is written `kind name = value`."""
    typed_head: ClassVar[bool] = False
    """Whether `head` reads the parentheses of a declaration: names with types, and results."""
    keeps: ClassVar[tuple[type[nodes.Entry], ...]] = ()
    """The entries that the reader passes over, since the graph stage reads them."""
    top_level: ClassVar[bool] = False
    """Whether it can stand by itself, outside of everything else."""
    elsewhere: ClassVar[Mapping[str, str]] = MappingProxyType({})
    """Words that authors look for here, and where what they mean is said."""
    ird: ClassVar[tuple[str, ...]] = ()
    """The objects of IRD's palette that it stands for."""
    composer: ClassVar[tuple[str, ...]] = ()
    """The blocks of Composer that it stands for."""

    span: Annotated[Span, Ready()] = Field(repr=False)
    """The kind's word in the author's text."""
    places: Annotated[Mapping[str, Span], Ready()] = Field(repr=False)
    """Where the value of each operand and field that was written stands."""
    damaged: Annotated[bool, Ready()] = Field(default=False, repr=False)
    """Whether something in it is in error and left out: good enough to look for more mistakes in
    the rest, but nothing may be concluded from what it lacks."""

    @classmethod
    def head(
        cls,
        entry: nodes.Declaration | nodes.Binding,  # noqa: ARG003 - kinds of declarations use it
        findings: Findings,  # noqa: ARG003
    ) -> dict[str, object] | None:
        """The fields that the head of a declaration gives, without those that are in error.

        None if the form is not the kind's own, so that there is nothing to read in the body.
        """
        return {}

    @classmethod
    def port_words(cls) -> tuple[str, ...]:
        """The words before `->` that name its ways out."""
        return ()

    def held(self, attribute: str) -> Any:
        """What a field holds, for stages that read a kind by its `Shape`; raises KeyError."""
        return self.__dict__[attribute]

    @classmethod
    def usage(cls) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Sections of the page that say how the kind is written: headings with their lines."""
        return ()
