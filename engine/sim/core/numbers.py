"""Numbers that modules of the core share, and the rest of the simulator with them.

They stand in a module of their own that has no `.pxd`: what a `.pxd` types is not to be seen from
outside, so each module of the core imports them and types its own copy.
"""

from engine.ops import Family

NONE = -1
"""No block, queue, view, entry, instant."""
NEVER = 2**53
"""An instant that no run comes to: something has not happened."""
NOWHERE = -1
"""The place of an interaction between its creation and its first placement, in one instant."""
FREED = -2
"""The place of a slot that no interaction has."""
REST = -1
"""No next operation: the activation waits or is over."""

ANSWER = 0
"""Kinds of events on the agenda, in the order in which they happen at one instant. The subject of
an `ANSWER` is an arrival of `sim.services`."""
SESSION = 1
"""The subject is a happening of the scenario: what customers and others do."""
CROWD = 2
"""What the people of a simulation do; the subject is `what << WHAT_BITS | who`, see `COMES`."""
TIMER = 3
"""The subject is an interaction that waits; negated from -1 on, one whose clock of Interaction
Server has come to its end."""
WATCHED = 2**40
"""The subject of a `SESSION` event: rows of kinds that are watched have been written. From here on
subjects are the affairs of `sim.failing`."""
SCAN = 4
"""The subject is a view."""

WHAT_BITS = 40
COMES, COMES_BY_BURST, COMES_AS_RECORDED, GIVES_UP, SHIFTS, WRAPPED_UP, RETURNS, ACTS = range(8)
"""What people do, and who: `COMES…` and `RETURNS` a stream of arrivals (or a row of its own),
`GIVES_UP` an interaction, `SHIFTS` a row of the rota, `WRAPPED_UP` a desk, `ACTS` a row of the
host's."""

LOGS_IN, LOGS_OUT, BREAK_BEGINS, BREAK_ENDS, PLANS = range(5)
"""What a row of the rota says. To `PLANS` is added how many agents are planned of a crew; the agent
is the first of it."""

TO_BE_ASKED = 2
"""What `Exchanges.send` gives where the host has to be asked: neither `SENT` nor `SUSPENDED` nor a
fault."""
BY_HOST, NOBODY = -2, -1
"""What `Exchanges.come` gives where the host has to take an answer, and where nobody waits."""

ATTEMPTS_MAX = 2**6 - 1
"""How often a customer comes, at most: 6 bits of an entity."""

COLLECTING = -1
"""What an activation waits for that collects digits, in place of a call's reference id."""

ALONE, BY_RULE = 1, 2
"""What else an agent may have: with `ALONE` nothing; `BY_RULE` that depends on what it is."""

ROUTING = -2
"""What an activation waits for that asks for an agent."""
(
    IS_NOT_READY, IS_OUT, RESTS, IS_FULL, IS_BARRED, IS_UNSKILLED, THRESHOLD_FALSE, PREFERRED,
) = range(8)  # fmt: skip
"""Why an agent is passed over; to `PREFERRED` the `Order` is added by which another is better."""

NOT_HELD, TOO_MANY_AT_ONCE, TOO_FAST = range(3)
"""Why a view has not taken an interaction: its condition, or one of its throttles."""

LENGTH, ESTIMATED_WAIT, PURE = 1, 2, 3
"""Functions that the core evaluates by itself; `PURE` are all those whose results it remembers."""

SILENT = 0
NOTING = 1
"""Whether an evaluation writes the outcomes of atomic conditions to the log."""

STEPS, STEPS_IN_TOTAL, HOPS = range(3)
"""What `Event.LIMIT` counts."""
(
    EXITED, WRITTEN, MET_STEPS, MET_HOPS, HUNG, UNROUTED, REVOKED, HANDLED_BY_AGENT, FULL, GAVE_UP,
    INTERRUPTED, AGENT_GONE, DISABLED,
) = range(1, 14)  # fmt: skip
REASONS = {
    EXITED: "exit", WRITTEN: "default route", MET_STEPS: "step limit", MET_HOPS: "livelock",
    HUNG: "the caller hung up", UNROUTED: "routing time-out", REVOKED: "handling time-out",
    HANDLED_BY_AGENT: "handled", FULL: "the queue is full",
    GAVE_UP: "the customer has given up", INTERRUPTED: "Interaction Server restarted",
    AGENT_GONE: "the agent was logged out", DISABLED: "the queue is disabled",
}  # fmt: skip
"""Why the engine itself brings an interaction to a final place; no fault has these numbers."""
VOICE = int(Family.VOICE)
