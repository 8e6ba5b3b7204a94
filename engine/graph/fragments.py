"""Pieces of compiled expressions, and what the checker carries along while it makes them.

In: pieces of syntax, for their places. Out: `Fragment`, `Work` and the two steps that every
consumer of a value takes: `settle` (is it there at all?) and `need` (has it the right type?).
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol, TypeAlias

from engine.diagnostics import Findings
from engine.graph.model import Instruction
from engine.graph.roster import NOBODY, Roster
from engine.ops import Code
from engine.shelf.constants import Amount
from engine.source import Span
from engine.syntax.nodes import Call, Expression, Name
from engine.values import KV_INTEGER_MAX, TAGS, Duration, Type, Value

SOFT_FAULTS = frozenset({"overflow", "too_long", "missing_declared_data"})
"""Faults that go to `on fault` if there is one, and that no author has to wire: almost any
expression could end with them."""


class Facts(Protocol):
    """What is certain where an expression stands, on every path that leads there."""

    def key(self, key: str) -> tuple[bool, Type | None]:
        """Whether attached data has this key, and its type: `ANY` if unknown, None if the block
        that would tell is itself in error."""

    def answered(self, block: str) -> bool:
        """Whether the call of this block has answered."""

    def failed(self, block: str) -> bool:
        """Whether the call of this block has ended with a fault."""


@dataclass(frozen=True, slots=True)
class NoFacts:
    """Nothing is certain: the facts of a view's condition."""

    def key(self, key: str) -> tuple[bool, Type | None]:  # noqa: ARG002
        """No key is known."""
        return False, Type.ANY

    def answered(self, block: str) -> bool:  # noqa: ARG002
        """There are no calls."""
        return False

    def failed(self, block: str) -> bool:  # noqa: ARG002
        """There are no calls."""
        return False


@dataclass(frozen=True, slots=True)
class CallShape:
    """What a strategy can read of a block: the keys that its call's answer promises.

    `calls` is false for a block that makes no call, `answers` for a call that waits for none.
    `broken` says that the block is in error, so that reading it is no further one. `whole` says
    that the answer can be read as one KVList: not if a result of a subroutine fits into none.
    `returns` is true for a call of a subroutine, whose results are all that there is.
    """

    calls: bool = False
    answers: bool = False
    broken: bool = False
    promises: Mapping[str, Type] = field(default_factory=dict)
    whole: bool = True
    returns: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reads:
    """The names that an expression can read: one object serves a whole strategy or view.

    A variable whose declaration is in error has type None. `names` are the declared names by kind
    (`queue`, `strategy`), `reopening` the calendars that always open again, `days` the holidays and
    special days of each calendar, `services` the author's own, `roster` the agents, `bounded` the
    virtual queues that can be full. `broken` are names whose declaration is in error; `held` says
    that some declaration could not be read at all, so that an unknown name may well be declared
    there. `amounts` are the parameters that no expression can have, with what each is. `observed`
    is there for claims of tests alone.
    """

    parameters: Mapping[str, Value] = field(default_factory=dict)
    variables: Mapping[str, Type | None] = field(default_factory=dict)
    blocks: Mapping[str, CallShape] = field(default_factory=dict)
    names: Mapping[str, Collection[str]] = field(default_factory=dict)
    reopening: Collection[str] = ()
    days: Mapping[str, Collection[str]] = field(default_factory=dict)
    broken: Collection[str] = ()
    held: bool = False
    services: Collection[str] = ()
    roster: Roster = NOBODY
    bounded: Collection[str] = ()
    observed: "Observed | None" = None
    amounts: Mapping[str, Amount] = field(default_factory=dict)


class Observed(Protocol):
    """What claims of tests read besides, a run that is over: it is asked before all else.

    Each gives None for what is nothing of its own.
    """

    def name(self, node: Name, work: "Work") -> "Fragment | None":
        """A bare name."""

    def path(self, base: Expression, keys: list[Name], work: "Work") -> "Fragment | None":
        """`base.key.key`; the base is no path."""

    def call(self, node: Call, work: "Work", compile_value: "Compile") -> "Fragment | None":
        """A call."""


class Never(NamedTuple):
    """What is said of a read that can only fail."""

    span: Span
    message: str
    cure: str


@dataclass(slots=True)
class Fragment:
    """Compiled instructions that leave one value, and what is known of it.

    `type` is None if something was wrong and has been said: nothing more is said of it. `constant`
    is the value if it is known here. `missing` is the place of a read that may find nothing;
    `sure` says that it will find something of this type, apart from what a broken border shows,
    `never` that it will find nothing: the words to say so if nothing stands in for it.
    `combined` marks the outcome of `and`, `or`, `not`;
    `comparison` the operator of a comparison that no parentheses enclose.
    """

    code: list[Instruction]
    type: Type | None
    span: Span
    constant: Value | None = None
    missing: Span | None = None
    sure: bool = False
    never: Never | None = None
    combined: bool = False
    comparison: str | None = None


@dataclass(slots=True)
class Work:
    """What one expression's compilation reads and collects.

    `origins` are the faults it can end with, each with the place of its first cause. `members` are
    the values of the map `kept` by identity of their syntax: the caller judges their types.
    """

    reads: Reads
    facts: Facts
    findings: Findings
    origins: dict[str, Span] = field(default_factory=dict)
    members: dict[int, Fragment] = field(default_factory=dict)
    kept: int | None = None
    read_data: bool = False


Compile: TypeAlias = Callable[[Expression, Work], Fragment]
"""How an expression inside of another is compiled."""

BARE: dict[Code, Instruction] = {code: Instruction(code) for code in Code}
"""The instructions without an argument."""


def wrong(span: Span) -> Fragment:
    """What stands for an expression that something was wrong with."""
    return Fragment([], None, span)


OF_TYPE: dict[Type, Instruction] = {
    kind: Instruction(Code.OF_TYPE, int(tag)) for kind, tag in TAGS.items()
}
"""The test of each type at run time."""


def settle(fragment: Fragment, work: Work) -> Fragment:
    """Takes "it may be missing" off a fragment: there is a value, or a fault."""
    if fragment.missing is not None:
        fragment.code.append(BARE[Code.NEEDED])
        if fragment.never is not None:
            work.findings.error("E211", *fragment.never)
            fragment.type = None
        elif not fragment.sure:
            work.origins.setdefault("missing_data", fragment.missing)
        fragment.missing = None
        doubt(fragment)
    return fragment


def doubt(fragment: Fragment) -> None:
    """Tests a type that is known.

    The border check and `attach` give a key of attached data its type, but Chat Server may set a
    key of the same name, and a handler of the failed border check reads what is there.
    """
    if fragment.sure and fragment.type in OF_TYPE:
        fragment.code.append(OF_TYPE[fragment.type])


CONVERSIONS = {
    (Type.INTEGER, Type.TEXT): "write `text(…)` around it",
    (Type.DURATION, Type.TEXT): "write `text(…)` around it",
    (Type.TIME, Type.TEXT): "write `text(…)` around it",
    (Type.FLAG, Type.TEXT): "write `text(…)` around it",
    (Type.TEXT, Type.INTEGER): "write `number(…)` around it, or leave the quotes off",
    (Type.INTEGER, Type.DURATION): "write a unit, for example `5s`",
    (Type.TEXT, Type.LIST): "a list stands in brackets, `[a, b]`; whether a text holds another one "
    "is `index_of(text, part) > 0`",
    (Type.ANY, Type.TEXT): "declare the key and its type in `data`",
}
"""From which type to which: how to get there."""
COMPARED_WITH = {
    Type.TEXT: '"…"', Type.INTEGER: "1", Type.DURATION: "5s", Type.TIME: "2026-12-24",
    Type.LIST: "[…]",
}  # fmt: skip
"""What a value is compared with where a flag is needed."""
SHOWN_MAX = 40
"""Characters of an expression that a cure repeats."""


def conversion(fragment: Fragment, wanted: Type) -> str | None:
    """How a value of another type becomes one of this type; a flag is what a comparison gives."""
    found = fragment.type
    if wanted is not Type.FLAG or found not in COMPARED_WITH:
        return CONVERSIONS.get((found, wanted)) if found is not None else None
    text = written(fragment)
    if text.startswith("["):
        return "leave the brackets out"
    if fragment.constant is not None:
        return f"write the comparison whole: `… == {text}`"
    return f"compare it, for example `{text} == {COMPARED_WITH[found]}`"


def written(fragment: Fragment) -> str:
    """An expression as its author wrote it, on one line; a long one is left out."""
    text = " ".join(fragment.span.text().split())
    return text if len(text) <= SHOWN_MAX else "…"


def need(fragment: Fragment, wanted: Type, what: str, work: Work) -> Fragment:
    """Asks for a value of a type: E220, E303, or a check at run time if none is known.

    `what` begins the message: "`reason`" or "the right side of `+`".
    """
    settle(fragment, work)
    found = fragment.type
    if found is wanted or found is None:
        return fragment
    if found is Type.ANY:
        fragment.code.append(OF_TYPE[wanted])
        work.origins.setdefault("wrong_data", fragment.span)
        fragment.type = wanted
        return fragment
    work.findings.error(
        code_of(fragment.constant, wanted),
        fragment.span,
        f"{what} needs {wanted}, this is {found}",
        conversion(fragment, wanted),
    )
    fragment.type = None
    return fragment


def code_of(value: Value | None, wanted: Type) -> str:
    """The code of a wrong type: a number where a duration is needed lacks its unit."""
    return "E303" if wanted is Type.DURATION and type(value) is int else "E220"


CARRIED = (Type.TEXT, Type.INTEGER, Type.BINARY, Type.LIST, Type.KVLIST)
"""What attached data and KVLists can hold (KVList library; a list becomes repeated keys)."""


def carried(fragment: Fragment, what: str, work: Work) -> Fragment:
    """Asks for a value that a KVList can hold: E220 for a flag, a duration or a time."""
    settle(fragment, work)
    if fragment.type in (Type.FLAG, Type.DURATION, Type.TIME):
        work.findings.error(
            "E220",
            fragment.span,
            f"{what} holds {one_of(CARRIED)}, this is {fragment.type}",
            CONVERSIONS.get((fragment.type, Type.TEXT)),
        )
        fragment.type = None
    return fragment


def fitting(fragment: Fragment, what: str, work: Work) -> Fragment:
    """Asks for an integer that a KVList can hold: E232 for a larger one that is known."""
    value = fragment.constant
    if type(value) is int and not -KV_INTEGER_MAX - 1 <= value <= KV_INTEGER_MAX:
        message = f"{what} is beyond the integers of a KVList, which have 32 bits"
        work.findings.error("E232", fragment.span, message, "write it as a text")
    return fragment


def at_least(fragment: Fragment, least: int, what: str, work: Work) -> None:
    """Asks for a value that is not below a bound: E232 for one that is known."""
    value = fragment.constant
    if isinstance(value, int) and fragment.type is not None and value < least:
        bound = Duration(least) if isinstance(value, Duration) else least
        work.findings.error("E232", fragment.span, f"{what} must be at least {bound}")


def one_of(words: Iterable[str]) -> str:
    """Words for a message, the last one after "or".

    >>> one_of(["text", "integer", "list"])
    'text, integer or list'
    """
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last
