"""The kind `chat_server`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine import directory
from engine.directory import StopAbandoned
from engine.shelf.kind import Choice, Constant, Nested
from engine.values import MINUTE, Duration, Type
from engine.world.kind import DeclarationKind, Naming, lowered

DEFAULT_NAME = "ChatServer"


class ChatServer(DeclarationKind):
    """Describes Chat Server: where new chats go, and who stops a chat that has ended.

    A project has at most one; without one there are no endpoints, and no chat can be created. With
    the default `never` a chat whose session has ended stays in its queue until a strategy stops it.

    Example:
        chat_server {
          stop_abandoned_interaction = never
          endpoints 1 { "session-WA-inbound" = inbound }
        }
        queue inbound { view all { every = 10s   submit = answer } }

        strategy answer (chat) { done: stop { reason = "answered" } }

    Genesys:
        The application object of Chat Server, with the option `stop-abandoned-interaction` of its
        section `settings` and the sections `endpoints:…`.
    """

    word: ClassVar[str] = "chat_server"
    naming: ClassVar[Naming] = "optional"

    stop_abandoned_interaction: Annotated[
        StopAbandoned, Choice(tuple(StopAbandoned), tuple(StopAbandoned))
    ] = Field(
        StopAbandoned.NEVER,
        description="who stops the interaction when its chat has ended: Chat Server never or "
        "always, or only if no agent is in the chat (`noagents`) or ever was (`noanswer`)",
    )
    lost_after: Annotated[Duration, Constant(Type.DURATION)] = Field(
        Duration(10 * MINUTE),
        gt=Duration(0),
        description="the age from which a chat that nobody has settled counts as lost when a "
        "strategy stops it [inferred]",
    )
    endpoints: Annotated[tuple[DeclarationKind, ...], Nested("endpoints")] = Field(
        (), description="the endpoints, by tenant"
    )

    def lower(self) -> directory.ChatServer:
        """Chat Server with the endpoints of all tenants."""
        tenants = lowered(self.endpoints, tuple)
        return directory.ChatServer(
            name=self.name or DEFAULT_NAME,
            stop_abandoned_interaction=self.stop_abandoned_interaction,
            lost_after_us=int(self.lost_after),
            endpoints=tuple(endpoint for tenant in tenants for endpoint in tenant),
        )
