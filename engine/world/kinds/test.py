"""The kind `test`."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, ClassVar

from pydantic import Field, field_validator

from engine.shelf.kind import Constant, Expr, Keys, Nested, Ref, Reference, UnfitError
from engine.syntax import nodes
from engine.syntax.nodes import Expression, Map
from engine.values import Duration, Type
from engine.world.kind import DeclarationKind, Naming

IN_INPUT = ("ANI", "DNIS", "priority", "media", "udata", "is_online", "age", "time_in_queue")
IN_GIVEN = (
    "now", "answer", "answers", "answered", "failed", "length", "mock", "stub", "fault", "setup",
)  # fmt: skip
UNWRAPPED = ("when", "then", "events", "claims", "expectations", "steps", "scenario")
NAMING = ("name", "title", "description", "describe")
TABLE = ("rows", "examples", "table", "parametrize", "cases")
"""Words of other languages of tests, by what stands for them here."""


class StrategyTest(DeclarationKind):
    """Claims what a strategy does with one interaction, on a virtual clock.

    It begins at a strategy (`strategy = name`), at one of its blocks (`start = block` besides), or,
    without a strategy, with a chat that waits in an interaction queue (`start = queue`); if all of
    the queue's views submit to strategies for e-mails, it is an e-mail that waits. `input`
    describes the interaction: `ANI`, `DNIS`, `priority`, `media`, its attached data `udata`, and
    `is_online` for a chat. A chat that waits in a queue has an `age` and a `time_in_queue`, the
    same if only one of the two is given; `session_known: false` means that Chat Server has
    forgotten it, `terminate: true` that it is the chat of a notification. Attached data that the
    strategy declares is given, or is said not to be there: `udata: { FirstName: missing }`.

    Events happen to the run at their times, `at 20m customer_writes("hi")`; `of: 1` says that it
    is the first interaction created after the beginning's own one, `of: 0` that one.

    Claims say what must hold: `expect` at the end, `always` and `never` at every instant,
    `within 1m expect` that it becomes true in this time, `eventually within 1m expect` that it does
    and stays so. Bare labels of blocks and words of places are texts in them.

    Example:
        strategy greet (voice) {
          data { FirstName: text }
          hello: log("hello " + udata.FirstName) -> pause
          pause: wait(2s) -> bye
          bye: disconnect { reason = "greeted" }
        }

        test "a caller is greeted by name" {
          strategy = greet
          input = { ANI: "+14155550123", udata: { FirstName: "Ana" } }
          expect path == [hello, pause, bye]
          within 2s expect outcome == disconnected("greeted")
        }

    Genesys:
        There is none: strategies are tried out on a test system with calls made by hand, and what
        happened is read from the logs of URS and Interaction Server. An author keeps such trials as
        tests here.
    """

    word: ClassVar[str] = "test"
    naming: ClassVar[Naming] = "text"
    keeps: ClassVar[tuple[type[nodes.Entry], ...]] = (nodes.Claim,)
    elsewhere: ClassVar[Mapping[str, str]] = MappingProxyType(
        dict.fromkeys(IN_INPUT, "it stands in the map: `input = { … }`")
        | dict.fromkeys(IN_GIVEN, "what the run finds stands in `given { … }`")
        | dict.fromkeys(UNWRAPPED, "claims and events stand in the test itself, without it")
        | dict.fromkeys(NAMING, 'the name of the test says what it is: `test "name" { … }`')
        | dict.fromkeys(TABLE, 'write each row by itself: `row "name" { column = value }`')
        | {"xfail": 'write `fails = "reason"`', "timeout": "write `horizon = 5m`"}
    )

    strategy: Annotated[Reference | None, Ref(("strategy",))] = Field(
        None, description="the strategy that the interaction comes to"
    )
    subroutine: Annotated[Reference | None, Ref(("subroutine",))] = Field(
        None,
        description="the subroutine that the run begins in, with the `parameters` of `input`, "
        "instead of a strategy",
    )
    start: Annotated[Reference | None, Ref(("block", "queue"))] = Field(
        None,
        description="the strategy's block that the run begins with; without a strategy the queue "
        "in which the interaction waits",
    )
    input: Annotated[Map | None, Expr(Type.KVLIST)] = Field(
        None, description="the interaction", examples=['{ ANI: "+14155550123" }']
    )
    tags: Annotated[tuple[str, ...], Keys()] = Field(
        (), description="words by which tests are chosen", examples=["[slow, whatsapp]"]
    )
    skip: Annotated[str | None, Constant(Type.TEXT)] = Field(
        None,
        min_length=1,
        description="why it is not run",
        examples=['"waits for the new template"'],
    )
    fails: Annotated[str | None, Constant(Type.TEXT)] = Field(
        None,
        min_length=1,
        description="why it is expected to fail; then it is a mistake if it passes",
        examples=['"bug 17"'],
    )
    horizon: Annotated[Duration | None, Constant(Type.DURATION)] = Field(
        None,
        gt=Duration(0),
        description="how long the run lasts at most; 24h, or as long as claims and events need, if "
        "it is left out",
    )
    given: Annotated[tuple[DeclarationKind, ...], Nested("given")] = Field(
        (), description="what the run finds"
    )
    rows: Annotated[tuple[DeclarationKind, ...], Nested("row")] = Field(
        (), description="the rows of its table"
    )

    @field_validator("input")
    @classmethod
    def _is_map(cls, written: Expression) -> Expression:
        # It is read key by key, for each row of the test's table.
        if not isinstance(written, Map):
            message = "`input` takes a map"
            raise UnfitError(message, code="E220", cure='write `{ ANI: "+14155550123" }`')
        return written

    @classmethod
    def usage(cls) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The forms of its claims and events."""
        forms = (
            'test "name" { … }',
            "expect condition",
            "always condition",
            "never condition",
            "within 1m expect condition",
            "eventually within 1m expect condition",
            'at 20m customer_writes("hi")',
        )
        return (("Form", forms),)
