"""The kind `channel`."""

from typing import Annotated, ClassVar

from pydantic import Field, field_validator

from engine import directory
from engine.directory import Media
from engine.limits import LIMITS
from engine.shelf.kind import Choice, Constant, UnfitError
from engine.values import Type
from engine.world.kind import DeclarationKind, Naming


class Channel(DeclarationKind):
    """Describes one channel of a Digital Messaging Server.

    Routes are queue keys, `tenant:endpoint`: they name the endpoint of Chat Server through which a
    chat gets into an interaction queue. A chat that a strategy starts takes the key of its call, or
    `inbound_route_by_call` if the call names none.

    Example:
        application "DMS" {
          flex_chat = true
          channel "channel-whatsapp" {
            media = whatsapp
            business_id = "19251112222"
            inbound_route = "1:session-WA-inbound"
          }
        }
        chat_server { endpoints 1 { "session-WA-inbound" = inbound } }
        queue inbound { view all { every = 10s   submit = answer } }

        strategy answer (chat) { done: stop { reason = "answered" } }

    Genesys:
        A section `[channel-…]` of the server's options, with `inbound-route` and
        `inbound-route-by-call`. What `inbound-route` does for chats that customers start is
        [inferred] from its name.
    """

    word: ClassVar[str] = "channel"
    naming: ClassVar[Naming] = "text"
    top_level: ClassVar[bool] = False

    media: Annotated[Media, Choice(tuple(Media), tuple(Media))] = Field(
        description="the channel's media; its chats have the session media `whatsappsession` etc."
    )
    business_id: Annotated[str, Constant(Type.TEXT)] = Field(
        min_length=1,
        max_length=LIMITS.label_chars,
        description="the business's number or account, compared as it is written [inferred]",
        examples=['"19251112222"'],
    )
    inbound_route: Annotated[str | None, Constant(Type.TEXT)] = Field(
        None,
        description="where chats go that customers start [inferred]",
        examples=['"1:session-WA-inbound"'],
    )
    inbound_route_by_call: Annotated[str | None, Constant(Type.TEXT)] = Field(
        None,
        description="where chats go that a call without `ChatQueueKey` starts",
        examples=['"1:session-WA-sendSR"'],
    )

    @field_validator("inbound_route", "inbound_route_by_call")
    @classmethod
    def _is_queue_key(cls, route: str) -> str:
        tenant, _, endpoint = route.partition(":")
        if not (tenant.isascii() and tenant.isdecimal() and endpoint):
            message = f'`"{route}"` is no queue key'
            cure = 'write tenant and endpoint, for example `"1:session-WA-inbound"`'
            raise UnfitError(message, code="E219", cure=cure)
        return route

    def lower(self) -> directory.Channel:
        """The channel."""
        return directory.Channel(
            name=self.name or "",
            media=self.media,
            business_id=self.business_id,
            inbound_route=self.inbound_route,
            inbound_route_by_call=self.inbound_route_by_call,
        )
