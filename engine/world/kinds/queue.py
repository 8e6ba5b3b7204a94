"""The kind `queue`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine.shelf.kind import Nested
from engine.world.kind import DeclarationKind


class Queue(DeclarationKind):
    """Describes an interaction queue: chats and e-mails stay here until a view takes them.

    Its views look into it from time to time and hand what matches to a strategy. If several views
    look at one instant, they do so in the order of the file [inferred]. A queue without a view
    keeps what it gets.

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

    views: Annotated[tuple[DeclarationKind, ...], Nested("view")] = Field(
        (), description="its views, in order"
    )
