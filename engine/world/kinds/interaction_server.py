"""The kind `interaction_server`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine import directory
from engine.shelf.kind import Constant, Nested
from engine.values import MINUTE, SECOND, Duration, Type
from engine.world.kind import DeclarationKind, Naming, lowered


class InteractionServer(DeclarationKind):
    """Describes Interaction Server: how long strategies and agents may keep a chat or an e-mail.

    A strategy that has one for longer than `routing_timeout`, counted from when the view submitted
    it, has failed: its activation ends, and the interaction goes back to the queue it came from. An
    agent who has one and does nothing with it for `handling_timeout` loses it in the same way. How
    long that is says, in this order, the interaction's user data `handling-timeout` (a number of
    minutes), the option of its media type, this one; user data that is no number of minutes from 1
    to 1440 is passed over, and the trace says so [inferred]. What came out of no queue is default
    routed [inferred]. An agent to whom `route` offers something has `delivering_timeout` for an
    answer. A project has at most one; without one the defaults hold.

    Example:
        interaction_server {
          routing_timeout = 720m
          handling_timeout = 180m
          media whatsappsession { handling_timeout = 10m }
        }

        strategy answer (chat) { done: stop { reason = "answered" } }

    Genesys:
        The application object of Interaction Server, with its options `routing-timeout`,
        `handling-timeout` and `delivering-timeout`, and the option of a media type. For calls the
        last one stands in for T-Server's `agent-no-answer-timeout` [inferred].
    """

    word: ClassVar[str] = "interaction_server"
    naming: ClassVar[Naming] = "none"

    routing_timeout: Annotated[Duration, Constant(Type.DURATION)] = Field(
        Duration(720 * MINUTE),
        ge=Duration(20 * MINUTE),
        le=Duration(525_600 * MINUTE),
        description="how long a strategy may keep an interaction",
    )
    handling_timeout: Annotated[Duration, Constant(Type.DURATION)] = Field(
        Duration(180 * MINUTE),
        ge=Duration(directory.HANDLING_MIN_US),
        le=Duration(directory.HANDLING_MAX_US),
        description="how long an agent who has an interaction may do nothing with it",
    )
    delivering_timeout: Annotated[Duration, Constant(Type.DURATION)] = Field(
        Duration(directory.DELIVERING_US),
        ge=Duration(SECOND),
        le=Duration(60 * MINUTE),
        description="how long an agent has for an answer to an offer",
    )
    media: Annotated[tuple[DeclarationKind, ...], Nested("media")] = Field(
        (), description="what differs for a media type"
    )

    def lower(self) -> directory.InteractionServer:
        """Its time-outs."""
        return directory.InteractionServer(
            routing_us=int(self.routing_timeout),
            handling_us=int(self.handling_timeout),
            delivering_us=int(self.delivering_timeout),
            media=lowered(self.media, directory.MediaOptions),
        )
