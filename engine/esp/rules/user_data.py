"""Which of a request's user data a new chat gets, and which keys are its own.

In: the request's user data. Out: the chat's, and the keys that were dropped.
"""

from engine.directory import Channel, ChatServer
from engine.values import KVList

IS_ONLINE = "IsOnline"
"""The key of a chat's data that says whether its session is open (docs.genesys.com)."""
SHOWN = ("0", "1")
"""What it says of one that has ended, and of one that is open."""

RECORD_KEYS = frozenset(
    {
        "InteractionId", "ParentId", "ExternalId", "MediaType", "Type", "Subtype", "State",
        "StagingArea", "SubmittedBy", "TenantId", "ReceivedAt", "SubmittedAt", "DeliveredAt",
        "PlacedInQueueAt", "WorkbinAgentId", "WorkbinPlaceId", "WorkbinAgentGroupId",
        "WorkbinPlaceGroupId", "Queue",
    }
)  # fmt: skip
"""What a record of Universal Contact Server has without user data: keys that are not saved with it
(docs.genesys.com, UCS, OMInteractions.StopInteraction)."""

SYSTEM_KEYS = RECORD_KEYS | frozenset(
    {
        # The system properties of Interaction Server: no key of user data may have their
        # names (docs.genesys.com, IxnProps).
        "ParentID", "InteractionType", "InteractionSubtype", "InteractionState", "Workbin",
        "IsLocked", "SubmittedToRouterAt", "MovedToQueueAt", "AbandonedAt", "IsHeld", "HeldAt",
        "AssignedAt", "AssignedTo", "CompletedAt", "InQueues", "FlexibleProperties",
        # Chat Server's own (docs.genesys.com, eServices Chat, workflow).
        IS_ONLINE, "ChatServerAppName",
        # Of the request that creates a chat, not of the chat.
        "TerminateSessionFlag",
    }
)  # fmt: skip
"""Keys that user data cannot bring into a new interaction."""


def says_ended(data: KVList) -> bool:
    """Whether the data of a chat says that its session has ended.

    The property is an integer, the key a text (docs.genesys.com, interaction properties).

    >>> says_ended(KVList([("IsOnline", "0")])), says_ended(KVList())
    (True, False)
    """
    return data.get(IS_ONLINE) in (SHOWN[False], 0)


def of_new_chat(
    given: KVList, *, channel: Channel, server: ChatServer, client_id: str
) -> tuple[KVList, tuple[str, ...]]:
    """The user data of a chat: what the request brought, then the session's own keys.

    The second part are the request's keys that were left out, each once, in their order: system
    keys, and those that the session sets itself, for its own win [inferred].
    """
    own = (
        ("_umsChannel", channel.name),
        ("_umsClientId", client_id),
        ("_umsBusinessId", channel.business_id),
        ("ChatServerAppName", server.name),
        (IS_ONLINE, SHOWN[True]),
    )
    barred = SYSTEM_KEYS.union(key for key, _ in own)
    passed = [(key, value) for key, value in given if key not in barred]
    dropped = dict.fromkeys(key for key in given.keys() if key in barred)  # noqa: SIM118
    return KVList([*passed, *own]), tuple(dropped)
