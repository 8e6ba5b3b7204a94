"""Statistics of a session, which Chat Server attaches to its chat at the end.

In: what happened in a session, as counts. Out: keys of user data with their values. What names
them is [inferred]; that a session's end has a reason is public, its words are [inferred] too.
"""

from engine.directory import SessionStatistics
from engine.esp.outcome import INACTIVE, LOGGED_OUT, REMOVED_BY_SERVER
from engine.values import SECOND, KVList

PROTOCOL_INACTIVE, REMOVED_BY_OTHER = 3, 4
"""Further quit reason codes (docs.genesys.com, eServices Chat, reporting codes)."""
REASONS = {
    LOGGED_OUT: "QUIT", PROTOCOL_INACTIVE: "DISCONNECT", REMOVED_BY_OTHER: "FORCE",
    REMOVED_BY_SERVER: "FORCE", INACTIVE: "INACTIVE",
}  # fmt: skip


def session_statistics(
    wanted: SessionStatistics,
    *,
    length_us: int,
    code: int,
    from_customers: int,
    from_system: int,
    agents: int,
) -> KVList:
    """The keys that a chat gets; `fired` leaves out counts of what did not happen.

    >>> fired = session_statistics(
    ...     SessionStatistics.FIRED, length_us=90_000_000, code=7, from_customers=2, from_system=0,
    ...     agents=0,
    ... )
    >>> [f"{key} {value}" for key, value in fired][:2]
    ['csg_SessionTotalTime 90', 'csg_SessionEndedReason INACTIVE']
    >>> len(fired)
    3
    """
    if wanted is SessionStatistics.NONE:
        return KVList()
    counts = (
        ("csg_MessagesFromCustomersCount", from_customers),
        ("csg_MessagesFromSystemCount", from_system),
        ("csg_PartiesAsAgentCount", agents),
    )
    return KVList(
        [
            ("csg_SessionTotalTime", length_us // SECOND),
            ("csg_SessionEndedReason", REASONS[code]),
            *(pair for pair in counts if pair[1] or wanted is SessionStatistics.ALL),
        ]
    )
