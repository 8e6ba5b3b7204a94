"""The kind `endpoints`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine import directory
from engine.shelf.kind import Entry, Free, Ref, Reference
from engine.world.kind import DeclarationKind, Naming


class Endpoints(DeclarationKind):
    """Lists the endpoints of one tenant: each leads new chats into an interaction queue.

    The number after the word is the tenant's. A queue key, as in `ChatQueueKey`, is that number, a
    colon and the endpoint's name. A key that names no endpoint is refused; there is no falling back
    to a default one [inferred].

    Example:
        chat_server { endpoints 1 { "session-WA-inbound" = inbound } }
        queue inbound { view all { every = 10s   submit = answer } }

        strategy answer (chat) { done: stop { reason = "answered" } }

    Genesys:
        A section `endpoints:<tenant>` of Chat Server's options, `endpoints:1` for the tenant
        Environment; each option is an endpoint's name with the queue as its value.
    """

    word: ClassVar[str] = "endpoints"
    naming: ClassVar[Naming] = "number"
    top_level: ClassVar[bool] = False

    queues: Annotated[tuple[Entry, ...], Free(Ref(("queue",)), unique=True)] = Field(
        (), description="the endpoints, each with its interaction queue"
    )

    def lower(self) -> tuple[directory.Endpoint, ...]:
        """The endpoints in the order of the file."""
        return tuple(
            directory.Endpoint(tenant=int(self.name or 0), name=entry.name, queue=entry.value.name)
            for entry in self.queues
            if isinstance(entry.value, Reference)
        )
