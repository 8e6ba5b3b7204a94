"""Requests of ESP calls as the log tells them.

In: an event `REQUESTED`, or the envelope of one. Out: what was asked for, and of whom.
"""

from engine.folds.records import Record
from engine.log.events import Why
from engine.values import KVList, Value


def method_of(envelope: KVList) -> str:
    """The method that a request names.

    >>> method_of(KVList([("Service", "ChatService"), ("Method", "InviteToChat")]))
    'ChatService.InviteToChat'
    """
    return ".".join(str(envelope.get(word)) for word in ("Service", "Method"))


def envelope_of(request: Record) -> KVList:
    """What the event of a request says that was sent."""
    return _told(request, "envelope")


def user_data_of(request: Record) -> KVList:
    """The user data that went with it."""
    return _told(request, "user_data")


def kvlist_of(value: Value | None) -> KVList:
    """A value that should be a KVList; an empty one for any other."""
    return value if isinstance(value, KVList) else KVList()


def _told(request: Record, name: str) -> KVList:
    for because in request.whys(Why.ENVELOPE):
        return kvlist_of(because.details[name])
    return KVList()
