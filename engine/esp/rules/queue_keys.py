"""Queue keys: `tenant:endpoint`, which Chat Server turns into an interaction queue.

In: the request's key or the channel's default. Out: the endpoint, or `Refused`
(`malformed_queue_key`, `unknown_endpoint`, `no_route`). A key is not the name of a queue.
"""

import re

from engine.directory import Channel, ChatServer, Endpoint
from engine.esp.outcome import Note, Refused, refusal

_KEY = re.compile(r"([0-9]{1,10}):(.+)", re.ASCII)


def parts(key: str) -> tuple[int, str] | None:
    """Tenant and endpoint of a key, None if it is none.

    >>> parts("1:session-WA-sendSR"), parts("session-WA-sendSR"), parts("1:")
    ((1, 'session-WA-sendSR'), None, None)
    """
    found = _KEY.fullmatch(key)
    return (int(found[1]), found[2]) if found else None


def find(server: ChatServer, channel: Channel, given: str | None) -> tuple[Endpoint, Note]:
    """The endpoint of the given key, else of the channel's `inbound_route_by_call`.

    An unknown endpoint is refused; there is no silent `default` [inferred].
    """
    key = given or channel.inbound_route_by_call
    if not key:
        what = f"no ChatQueueKey, and {channel.name} has no inbound_route_by_call"
        raise Refused(refusal("no_route", what))
    because = "ChatQueueKey" if given else f"inbound_route_by_call of `{channel.name}`"
    return _endpoint(server, key, because)


def of_inbound(server: ChatServer, channel: Channel) -> tuple[Endpoint, Note]:
    """The endpoint of the channel's `inbound_route`, by which chats come that customers start."""
    key = channel.inbound_route
    if not key:
        raise Refused(refusal("no_route", f"{channel.name} has no inbound_route"))
    return _endpoint(server, key, f"inbound_route of `{channel.name}` [inferred]")


def _endpoint(server: ChatServer, key: str, because: str) -> tuple[Endpoint, Note]:
    split = parts(key)
    if split is None:
        raise Refused(refusal("malformed_queue_key", key))
    for endpoint in server.endpoints:
        if (endpoint.tenant, endpoint.name) == split:
            return endpoint, Note(f"queue `{endpoint.queue}`", f"endpoint {key} by {because}")
    raise Refused(refusal("unknown_endpoint", key))
