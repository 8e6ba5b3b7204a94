"""Where the interactions of ESP calls go: chats over an endpoint to an interaction queue, e-mails,
SMS and work items to one that is named.

In: call sites and the directory. Out: endpoints and queues, as far as they are known before a run.
"""

from collections.abc import Iterator

from engine.directory import Channel, Directory, Endpoint
from engine.esp import METHODS
from engine.esp.rules import queue_keys
from engine.graph.calls import OUTPUT_QUEUE, QUEUE_KEY, TERMINATE, parameter_name
from engine.graph.model import CallSite

BY_CALL = "inbound_route_by_call"


def endpoint_of(key: str, directory: Directory) -> Endpoint | None:
    """The endpoint that a queue key `tenant:name` leads to."""
    wanted = queue_keys.parts(key)
    for endpoint in directory.chat_server.endpoints:
        if (endpoint.tenant, endpoint.name) == wanted:
            return endpoint
    return None


def channels(directory: Directory) -> Iterator[tuple[str, Channel]]:
    """All channels with the names of their applications."""
    for application in directory.applications:
        for channel in application.channels:
            yield application.name, channel


def creates_chats(site: CallSite) -> bool:
    """Whether the call's method creates a chat in a queue."""
    return parameter_name(site, QUEUE_KEY) is not None


def keys_of(site: CallSite, directory: Directory) -> tuple[tuple[str, str], ...]:
    """The queue keys that a call may use, each with where it is written.

    None at all if the key is computed; those of all channels if it is left out, since the channel
    is chosen during the run.
    """
    name = parameter_name(site, QUEUE_KEY)
    if name is None or name in site.computed:
        return ()
    key = site.constants.get(name)
    if isinstance(key, str) and key:
        return ((key, name),)
    routes = (channel.inbound_route_by_call for _, channel in channels(directory))
    return tuple((route, BY_CALL) for route in dict.fromkeys(routes) if route is not None)


def endpoints_of(site: CallSite, directory: Directory) -> tuple[tuple[Endpoint, str], ...]:
    """The declared endpoints that a call may use, each with where its key is written."""
    return tuple(
        (endpoint, where)
        for key, where in keys_of(site, directory)
        if (endpoint := endpoint_of(key, directory)) is not None
    )


def closes_at_once(site: CallSite) -> bool:
    """Whether it is known before a run that the session of the new chat is closed at once."""
    name = parameter_name(site, TERMINATE)
    value = site.constants.get(name) if name is not None else None
    return isinstance(value, str) and value.lower() == "true"


def output_queues_of(site: CallSite, directory: Directory) -> tuple[tuple[str, str], ...]:
    """The queues that a call may place e-mails, SMS and work items in, each with where it is named.

    None at all if the queue is computed; those of all applications that the call may be for, if it
    is left out.
    """
    name = parameter_name(site, OUTPUT_QUEUE)
    if name is None or name in site.computed:
        return ()
    queue = site.constants.get(name)
    if isinstance(queue, str) and queue:
        return ((queue, name),)
    wanted = METHODS[site.name].signature.application_type
    found = (each.output_queue for each in directory.applications if each.type == wanted)
    return tuple((queue, "output_queue") for queue in dict.fromkeys(found) if queue is not None)
