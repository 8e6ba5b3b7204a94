"""The kind `view`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine.shelf.kind import Choice, Constant, Expr, Ref, Reference
from engine.syntax.nodes import Expression
from engine.values import SECOND, Duration, Type
from engine.world.kind import DeclarationKind


class View(DeclarationKind):
    """Takes interactions out of its queue and hands them to a strategy.

    At every multiple of `every`, counted from the run's start, it takes all interactions that match
    `where` [inferred]. Attached data that an interaction lacks means that it does not match.
    `age` counts from when the interaction was created, `time_in_queue` from when it was last placed
    in the queue. Order `priority` takes higher priority first and, of the same, what was received
    first [inferred default].

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
        [inferred]. A check interval of 30 seconds, if none is set, is [inferred].
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
