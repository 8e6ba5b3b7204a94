"""The kind `view`."""

import re
from typing import Annotated, ClassVar

from pydantic import Field, field_validator

from engine.shelf.kind import Choice, Constant, Expr, Ref, Reference, UnfitError
from engine.syntax.nodes import Expression
from engine.values import MINUTE, SECOND, Duration, Type
from engine.world.kind import DeclarationKind

RATE = re.compile(r"([0-9]{1,5})/(second|minute)", re.ASCII)
UNITS = {"second": SECOND, "minute": MINUTE}
RATE_MAX = 1_000


class View(DeclarationKind):
    """Takes interactions out of its queue and hands them to a strategy.

    At every multiple of `every`, counted from the run's start, it takes all interactions that match
    `where` [inferred]. Attached data that an interaction lacks means that it does not match.
    `age` counts from when the interaction was created, `time_in_queue` from when it was last placed
    in the queue. Order `priority` takes higher priority first and, of the same, what was received
    first [inferred default].

    Two throttles hold back what matches, in the view's order, until a later look: no more than
    `max_submitted_interactions` of its interactions are in strategies at once, and no more than
    `max_submission_rate` come there in a second or a minute, which are counted from the run's start
    [inferred]. Nothing that is in a strategy is ever called back.

    Example:
        queue notifications {
          view finished { where = not is_online   every = 1s   submit = stop_chat }
          view lost { where = is_online and age > 10m   every = 1m   submit = stop_chat }
        }

        strategy stop_chat (chat) { done: stop { reason = "no longer needed" } }

    Genesys:
        An interaction queue view with its check interval, condition and order, and the submitter
        that attaches a strategy to it. Condition and order are database text there; `_age()` is
        `age` here, in a duration instead of seconds, and `_time_in_queue()` is `time_in_queue`
        [inferred]. A check interval of 30 seconds, if none is set, is [inferred]. The throttles are
        options of the router, `max-submitted-interactions` and `max-submission-rate`; each view has
        its own here [inferred].
    """

    word: ClassVar[str] = "view"
    top_level: ClassVar[bool] = False

    where: Annotated[Expression | None, Expr(Type.FLAG)] = Field(
        None,
        description="which interactions it takes; all if it is left out",
        examples=["is_online and age > 10m"],
    )
    every: Annotated[Duration, Constant(Type.DURATION)] = Field(
        Duration(30 * SECOND),
        gt=Duration(0),
        description="how often it looks [inferred default]",
    )
    order: Annotated[str, Choice(("priority", "oldest", "newest", "longest_in_queue"))] = Field(
        "priority", description="in which order it takes them [inferred default]"
    )
    submit: Annotated[Reference, Ref(("strategy",))] = Field(
        description="the strategy that gets them"
    )
    max_submitted_interactions: Annotated[int, Constant(Type.INTEGER)] = Field(
        0,
        ge=0,
        le=50_000,
        description="how many of its interactions may be in strategies at once; 0 sets no bound",
    )
    max_submission_rate: Annotated[str, Constant(Type.TEXT)] = Field(
        "0/second",
        description="how many it may submit in a second or a minute; 0 sets no bound",
        examples=['"10/second"', '"25/minute"'],
    )

    @field_validator("max_submission_rate")
    @classmethod
    def _is_rate(cls, text: str) -> str:
        found = RATE.fullmatch(text)
        if found is None:
            cure = 'write for example `"10/second"` or `"25/minute"`'
            message = f'`"{text}"` is no rate'
            raise UnfitError(message, code="E232", cure=cure)
        if int(found[1]) * SECOND > RATE_MAX * UNITS[found[2]]:
            message = f"a rate is at most {RATE_MAX} a second"
            raise UnfitError(message, code="E232")
        return text

    @property
    def rate(self) -> tuple[int, int]:
        """How many it may submit, and in how many microseconds."""
        found = RATE.fullmatch(self.max_submission_rate)
        return (int(found[1]), UNITS[found[2]]) if found else (0, SECOND)
