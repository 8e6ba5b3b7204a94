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
    CHAT_SERVER_RESTARTS = "chat_server_restarts"
    INTERACTION_HELD = "interaction_held"
    INTERACTION_RELEASED = "interaction_released"
    CALLER_PRESSES = "caller_presses"
    AGENT_TAKES = "agent_takes"
    AGENT_WORKS = "agent_works"
    AGENT_LEAVES = "agent_leaves"
    AGENT_PLACES = "agent_places"
    AGENT_KEEPS = "agent_keeps"
    AGENT_STOPS = "agent_stops"
    AGENT_FINISHES = "agent_finishes"
    AGENT_READY = "agent_ready"
    AGENT_NOT_READY = "agent_not_ready"
    AGENT_TRANSFERS = "agent_transfers"
    AGENT_LOGS_OUT = "agent_logs_out"
    AGENT_LOGS_IN = "agent_logs_in"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActPage:
    """How an act is written: its parameters in order, the family it happens to, what it does.

    `to_nobody` says that it happens to no interaction at all, `not_calls` that it happens to any
    one that Interaction Server knows: to no call.
    """

    parameters: tuple[tuple[str, Type], ...]
    family: Family | None
    text: str
    example: str
    to_nobody: bool = False
    not_calls: bool = False


ACTS: Mapping[Act, ActPage] = {
    Act.CUSTOMER_WRITES: ActPage(
        parameters=(("text", Type.TEXT),),
        family=Family.CHAT,
        text="The customer of a chat writes. While the session is open the message joins it; after "
        "its end the customer comes back as a new inbound chat, by the channel's `inbound_route`, "
        "unless another session of theirs is open on that channel [inferred]. It opens WhatsApp's "
        "24 hours for free text.",
        example='at 20m customer_writes("hi")',
    ),
    Act.SESSION_ENDS: ActPage(
        parameters=(),
        family=Family.CHAT,
        text="The customer leaves the chat: its session ends with quit reason code 0, and "
        "`IsOnline` becomes 0. Chat Server's `stop_abandoned_interaction` says what becomes of the "
        "chat.",
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
        "abandoned, at once if there is no such handler; only a fault that nothing handles shows.",
        example="at 2s caller_hangs_up()",
    ),
    Act.DATA_CHANGES: ActPage(
        parameters=(("key", Type.TEXT), ("value", Type.ANY)),
        family=None,
        text="Somebody else, an agent's desktop or another application, sets a key of the "
        "interaction's attached data. Keys of the system cannot be set so.",
        example='at 1m data_changes("Priority", "high")',
    ),
    Act.INTERACTION_HELD: ActPage(
        parameters=(),
        family=None,
        not_calls=True,
        text="Somebody puts a chat or an e-mail on hold at Interaction Server: it stays where it "
        "is, and no view takes it until it is released. A strategy that has it goes on.",
        example="at 5m interaction_held()",
    ),
    Act.INTERACTION_RELEASED: ActPage(
        parameters=(),
        family=None,
        not_calls=True,
        text="An interaction that was on hold is released: views look at it again.",
        example="at 10m interaction_released()",
    ),
    Act.CHAT_SERVER_RESTARTS: ActPage(
        parameters=(("keeps_sessions", Type.FLAG),),
        family=None,
        text="Chat Server restarts in no time. Either it restores its sessions, which go on and "
        "count as active just then [inferred], or it has forgotten every open one, and nobody "
        "tells the interactions, which still count as online.",
        example="at 5m chat_server_restarts(keeps_sessions: false)",
        to_nobody=True,
    ),
    Act.CALLER_PRESSES: ActPage(
        parameters=(("keys", Type.TEXT),),
        family=Family.VOICE,
        text="The caller presses keys, one after the other: digits, `*` and `#`. The call has to "
        "be in a `collect` block then; the prompt that is playing stops [inferred], and what the "
        "test gives as `digits(block)` for this try is not typed.",
        example='at 3s caller_presses("12#")',
    ),
    Act.AGENT_TAKES: ActPage(
        parameters=(("agent", Type.TEXT),),
        family=None,
        not_calls=True,
        text="An agent takes a chat or an e-mail out of its queue or its workbin, and has it from "
        "then on. What is on hold, or not to be seen in its queue yet, no agent can take "
        "[inferred]. User data gets `RTargetAgentSelected` and `LastAgent`, the agent's name; the "
        "agent joins the session of a chat. An agent who then does nothing for "
        "`handling_timeout` loses it, and it goes back to the queue it came from.",
        example='at 1m agent_takes("anna")',
    ),
    Act.AGENT_WORKS: ActPage(
        parameters=(),
        family=None,
        not_calls=True,
        text="The agent who has the interaction does something with it: the handling time-out "
        "begins anew.",
        example="at 4m agent_works()",
    ),
    Act.AGENT_LEAVES: ActPage(
        parameters=(),
        family=Family.CHAT,
        text="The agent leaves the chat's session and still has the chat, for the work after it.",
        example="at 5m agent_leaves()",
    ),
    Act.AGENT_PLACES: ActPage(
        parameters=(("queue", Type.TEXT),),
        family=None,
        not_calls=True,
        text="The agent places the interaction in a queue, and leaves the session of a chat.",
        example="at 6m agent_places(waiting)",
    ),
    Act.AGENT_KEEPS: ActPage(
        parameters=(("workbin", Type.TEXT), ("owner", Type.TEXT)),
        family=None,
        not_calls=True,
        text="The agent puts the interaction into a workbin of somebody, and leaves the session of "
        "a chat. It stays there until an agent takes it.",
        example='at 6m agent_keeps(drafts, "anna")',
    ),
    Act.AGENT_STOPS: ActPage(
        parameters=(("reason", Type.TEXT),),
        family=None,
        not_calls=True,
        text="The agent stops the interaction: it is finished, and the session of a chat is "
        "closed.",
        example='at 7m agent_stops("answered")',
    ),
    Act.AGENT_FINISHES: ActPage(
        parameters=(),
        family=None,
        text="The agent who has the interaction is done with it: a call is disconnected, a chat or "
        "an e-mail is stopped, each for the reason `handled` [inferred], and the agent is free for "
        "the next one.",
        example="at 4m agent_finishes()",
    ),
    Act.AGENT_READY: ActPage(
        parameters=(("agent", Type.TEXT),),
        family=None,
        text="An agent of the project becomes ready: `route` blocks that wait for that agent look "
        "again at once.",
        example="at 20s agent_ready(anna)",
        to_nobody=True,
    ),
    Act.AGENT_NOT_READY: ActPage(
        parameters=(("agent", Type.TEXT),),
        family=None,
        text="An agent of the project is no longer ready: an offer that is out is withdrawn, and "
        "no other follows. What the agent has stays.",
        example="at 20s agent_not_ready(anna)",
        to_nobody=True,
    ),
    Act.AGENT_TRANSFERS: ActPage(
        parameters=(("strategy", Type.TEXT),),
        family=Family.VOICE,
        text="The agent who has a call transfers it back to a routing point: this strategy begins "
        "with it, and finds what is attached, `LastAgent` too. The agent is free for the next one.",
        example="at 4m agent_transfers(hotline)",
    ),
    Act.AGENT_LOGS_OUT: ActPage(
        parameters=(("agent", Type.TEXT),),
        family=None,
        text="An agent of the project goes home: an offer that is out is withdrawn, and no other "
        "follows. Who still has something is not ready until it is over, and has gone then "
        "[inferred].",
        example="at 20s agent_logs_out(anna)",
        to_nobody=True,
    ),
    Act.AGENT_LOGS_IN: ActPage(
        parameters=(("agent", Type.TEXT),),
        family=None,
        text="An agent of the project who has logged out, or is about to, is logged in and ready: "
        "`route` blocks that wait for that agent look again at once.",
        example="at 20m agent_logs_in(anna)",
        to_nobody=True,
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
