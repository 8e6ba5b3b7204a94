"""The kind `queue`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine.shelf.kind import Constant, Nested
from engine.values import Type
from engine.world.kind import DeclarationKind

CAPACITY_MAX = 1_000_000_000


class Queue(DeclarationKind):
    """Describes an interaction queue: chats and e-mails stay here until a view takes them.

    Its views look into it from time to time and hand what matches to a strategy. If several views
    look at one instant, they do so in the order of the file [inferred]. A queue without a view
    keeps what it gets. With a `capacity` it holds no more than that: what comes then is rejected,
    which is a final place [inferred].

    Example:
        queue notifications {
          view finished { where = not is_online   every = 1s   submit = stop_chat }
          view lost { where = is_online and age > 10m   every = 1m   submit = stop_chat }
        }

        strategy stop_chat (chat) { done: stop { reason = "no longer needed" } }

    Genesys:
        An interaction queue of Interaction Server's business process, a script object. Several
        views of one queue can feed several strategies.
    """

    word: ClassVar[str] = "queue"

    capacity: Annotated[int | None, Constant(Type.INTEGER)] = Field(
        None, ge=0, le=CAPACITY_MAX, description="how many it holds at most", examples=["100"]
    )
    views: Annotated[tuple[DeclarationKind, ...], Nested("view")] = Field(
        (), description="its views, in order"
    )
