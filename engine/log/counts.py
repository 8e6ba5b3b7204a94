"""`Counts`: what a simulated day has come to, in whole numbers.

In: the rows of an event log, folded while they are written or afterwards. Out: frozen data that
figures are made of. Times are microseconds. A *scope* is one of the arrivals or one of the virtual
queues. There are as many *intervals* as the simulation has, and one more for all that comes after
it; `interval_count` says how many.

What belongs to a customer counts in the interval in which the customer came, and does not count at
all for one of warm-up; what belongs to a queue, an agent or a block counts when it happens, from
the end of warm-up on.
"""

from dataclasses import dataclass, field
from enum import IntEnum


class Level(IntEnum):
    """How much of the event log is kept."""

    SUMMARY = 0
    """Nothing but what it is folded to."""
    EVENTS = 1
    """All rows."""
    WHY = 2
    """All rows, and the reasons: candidates passed over, envelopes, messages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """Those of one scope and interval who asked for an agent.

    Whoever has asked is answered, has abandoned, has left (the strategy gave up waiting), is
    blocked (found the virtual queue full and met nothing else), or still waits. `in_target` are
    those answered, and abandoned, within the acceptable waiting time (a wait of exactly that long
    is within it). A customer asks once: the wait is from the first `route` to the first agent, who
    may also have taken it out of a queue or workbin. In a virtual queue each `route` is a wait of
    its own. Who leaves a chat has abandoned then, whatever its strategy does afterwards.
    """

    came: int = 0
    """Customers who came (of arrivals only); who never asks for an agent counts here alone."""
    asked: int = 0
    answered: int = 0
    answered_in_target: int = 0
    abandoned: int = 0
    abandoned_in_target: int = 0
    left: int = 0
    blocked: int = 0
    waiting: int = 0
    waited_answered_us: int = 0
    waited_abandoned_us: int = 0
    waited_left_us: int = 0
    waited_most_us: int = 0
    """The longest wait of the answered."""
    delayed: int = 0
    """Those who did not have an agent at once, the blocked left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """How long a queue was in one interval: the integral over time, the most that it was for some
    time, that at the end."""

    integral_us: int = 0
    most: int = 0
    last: int = 0
    entered: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What an agent did in one interval. Busy is having at least one interaction, also one that is
    only offered; after that comes wrap-up, a break, being not ready, being ready: these five make
    up the time logged in. Who has something or wraps up is logged in."""

    logged_in_us: int = 0
    ready_us: int = 0
    not_ready_us: int = 0
    busy_us: int = 0
    wrap_up_us: int = 0
    break_us: int = 0
    answered: int = 0
    handled_us: int = 0
    """The sum over interactions that the agent has, which is more than `busy_us` where several are
    had at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visits:
    """How often a block was entered, for how long by those who are out of it again, and by which
    port it was left, if by one. A block that calls a subroutine is not left meanwhile."""

    entered: int = 0
    stayed_us: int = 0
    ports: tuple[int, ...] = ()
    handed_over: int = 0
    """How often the activation ended in it, or the subroutine that it stands in returned."""
    gone: int = 0
    """How often the caller hung up in it, or a subroutine that it had called ended all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calls:
    """What became of the ESP calls of one block."""

    requested: int = 0
    answered: int = 0
    refused: tuple[tuple[int, int], ...] = ()
    """Fault numbers and how often, sorted."""
    timed_out: int = 0
    late: int = 0
    answer_us: int = 0
    """The sum of the times until the answers and refusals that came in time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notifications:
    """Chats that ESP calls have made with `TerminateSessionFlag` true."""

    created: int = 0
    stopped: int = 0
    lost_removed: int = 0
    other: int = 0
    """Ended in another way."""
    left: int = 0
    """Still there at the end."""
    stayed_us: int = 0
    stayed_most_us: int = 0
    """Of those that have ended, from their creation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What is paid for by use, from the end of warm-up on."""

    templates: int = 0
    """Messages that invitations (`ChatService.InviteToChat`) have handed to customers of WhatsApp:
    outside of a conversation these are templates."""
    lasted_us: tuple[int, ...] = ()
    """By `ops.Family`: how long interactions were there, from their coming to their final place or
    the end, all of them together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """What came of one failure of the world (`failures.Failure`)."""

    failure: int
    windows: int = 0
    """How often it happened to nobody in particular: windows that began."""
    happened: int = 0
    """How often it happened to an interaction."""
    hit: int = 0
    """How many interactions it happened to."""
    finals: tuple[int, ...] = ()
    """What became of these, by `ops.Place`; the rest are still there at the end."""


DESKS_MAX = 1_000_000
"""How many `Desk`s a tally has at most."""
HISTOGRAM_BITS = 7
"""Waits are sorted into buckets whose width is at most 2^-7 of the value: percentiles are exact to
within one per cent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Everything. Lists by scope are in the order of `Days.arrivals`, then of the directory's
    virtual queues, agents, the program's queues and blocks; inner lists are by interval.

    `finals` counts the interactions by `ops.Place`, `placed` those still there at the end.
    `histogram[scope]` counts answered waits by bucket (`waits_bucket`), the virtual queues' after
    the arrivals'.
    """

    interval_us: int
    warm_up_us: int
    duration_us: int
    end_us: int
    target_us: int
    interactions: int = 0
    events: int = 0
    finals: tuple[int, ...] = ()
    live: tuple[int, ...] = ()
    """By `ops.Place` too."""
    arrivals: tuple[tuple[Waits, ...], ...] = ()
    virtual_queues: tuple[tuple[Waits, ...], ...] = ()
    virtual_lengths: tuple[tuple[Length, ...], ...] = ()
    queues: tuple[tuple[Length, ...], ...] = ()
    agents: tuple[tuple[Desk, ...], ...] = ()
    """Where there were more than `DESKS_MAX`, by two intervals: the simulation, what came after."""
    blocks: tuple[Visits, ...] = ()
    calls: tuple[tuple[int, Calls], ...] = ()
    """By block number, of those blocks that have called."""
    notifications: Notifications = field(default_factory=Notifications)
    histograms: tuple[tuple[tuple[int, int], ...], ...] = ()
    """By scope, the buckets that are not empty and how many are in each."""
    retried: int = 0
    """How often customers who had given up came again."""
    failures: tuple[Failed, ...] = ()
    """What went wrong, in the order of `failures.Failure`."""
    usage: Usage = field(default_factory=Usage)


def interval_count(duration_us: int, interval_us: int) -> int:
    """How many intervals there are, with the one after the end.

    >>> interval_count(8, 3), interval_count(9, 3)
    (4, 4)
    """
    return -(-duration_us // interval_us) + 1


def bucket_of(value: int) -> int:
    """The bucket of a wait: exact below 2^HISTOGRAM_BITS, then so many buckets an octave.

    >>> bucket_of(5), bucket_of(127), bucket_of(128), bucket_of(255), bucket_of(256)
    (5, 127, 128, 255, 256)
    """
    shift = max(value.bit_length() - HISTOGRAM_BITS - 1, 0)
    return (shift << HISTOGRAM_BITS) + (value >> shift)


def bucket_bounds(bucket: int) -> tuple[int, int]:
    """The least and the greatest wait of a bucket.

    >>> [bucket_of(value) for value in bucket_bounds(bucket_of(1_000_000))] == [
    ...     bucket_of(1_000_000)] * 2
    True
    """
    shift = max((bucket >> HISTOGRAM_BITS) - 1, 0)
    low = (bucket - (shift << HISTOGRAM_BITS)) << shift
    return low, low + (1 << shift) - 1
