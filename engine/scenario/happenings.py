"""What happens to an interaction from outside of any strategy, at an instant that a test names.

In: nothing. Out: the table of happenings that tests can write (`at 20m customer_writes("hi")`), and
`Happening`, one of them at its time. What each does is the business of `sim`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from engine.ops import Family
from engine.values import Type, Value


class Act(Enum):
    """What can happen."""

    CUSTOMER_WRITES = "customer_writes"
    SESSION_ENDS = "session_ends"
    SESSION_LOST = "session_lost"
    CALLER_HANGS_UP = "caller_hangs_up"
    DATA_CHANGES = "data_changes"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActPage:
    """How an act is written: its parameters in order, the family it happens to, what it does."""

    parameters: tuple[tuple[str, Type], ...]
    family: Family | None
    text: str
    example: str


ACTS: Mapping[Act, ActPage] = {
    Act.CUSTOMER_WRITES: ActPage(
        parameters=(("text", Type.TEXT),),
        family=Family.CHAT,
        text="The customer of a chat writes. While the session is open the message joins it; after "
        "its end the customer comes back as a new inbound chat, by the channel's `inbound_route`.",
        example='at 20m customer_writes("hi")',
    ),
    Act.SESSION_ENDS: ActPage(
        parameters=(),
        family=Family.CHAT,
        text="The customer leaves the chat: its session ends, and `IsOnline` becomes 0.",
        example="at 5m session_ends()",
    ),
    Act.SESSION_LOST: ActPage(
        parameters=(),
        family=Family.CHAT,
        text="Chat Server forgets the chat's session, as after a restart; nobody tells the "
        "interaction, which still counts as online.",
        example="at 5m session_lost()",
    ),
    Act.CALLER_HANGS_UP: ActPage(
        parameters=(),
        family=Family.VOICE,
        text="The caller hangs up: the strategy goes on at `on abandoned`, and the call ends as "
        "abandoned, at once if there is no such handler.",
        example="at 2s caller_hangs_up()",
    ),
    Act.DATA_CHANGES: ActPage(
        parameters=(("key", Type.TEXT), ("value", Type.ANY)),
        family=None,
        text="Somebody else, an agent's desktop or another application, sets a key of the "
        "interaction's attached data.",
        example='at 1m data_changes("Priority", "high")',
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One act at its time, in microseconds from the run's start.

    `of` says to whom: 0 the interaction that the run begins with, n the n-th one created after it.
    None is the first that the act can happen to: for acts of chats the beginning's own interaction
    if it is a chat, else the first chat created.
    """

    at_us: int
    act: Act
    arguments: tuple[Value, ...] = ()
    of: int | None = None
