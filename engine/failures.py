"""Failures: what goes wrong in the simulated world, as plain data.

In: what `faults` declarations say, or `all`, which `sim.failing` draws from a seed. Out: frozen
plans that a simulation acts on. An author writes `faults`; in the code a *failure* is something
that goes wrong in the world, a *fault* the way in which a block fails. Times are microseconds,
shares millionths.

A failure happens either to a share of its occasions (calls, closes, messages, offers: `Way.SHARE`)
or in windows of time (`Way.WINDOW`), or from beginning to end (`Way.RUN`). Whether one happens to
an occasion is drawn by `(seed, Purpose.FAILURE, entity, failure << 32 | k)`, where k counts the
occasions of that failure which the entity has had before: no failure disturbs the draws of another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from engine.spreads import Spread
from engine.values import HOUR, SECOND

OCCASION_BITS = 32
"""A draw for the k-th occasion of a failure is number `failure << OCCASION_BITS | k`."""


class Failure(IntEnum):
    """What can go wrong. A number, once used, stays with its failure: it stands in event logs. The
    tens are the row of the catalogue, W-01 to W-32."""

    # Servers of chats

    CHAT_SERVER_DOWN = 10
    """W-01. Chat Server cannot be asked: calls that need it get no answer, sessions stay as they
    are, nobody can write or leave, no chat counts as lost. It has kept its sessions."""
    CHAT_SERVER_RESTART = 20
    """W-02, kind c. Chat Server restarts at the beginning of a window: it has lost a share of the
    open sessions (all if the share is 0), and takes the others up."""
    LOST_CLOSE = 21
    """W-02, kind b. The close of a session that a call terminates does not arrive."""
    CHAT_SERVER_FAILOVER = 30
    """W-03. Another Chat Server takes the sessions over: `ChatServerAppName` of chats made from
    then on is the name of the other; calls by the old name are refused until the window ends."""

    # ESP

    ESP_TIMEOUT = 40
    """W-04. A request never arrives at its server, and nobody answers."""
    ESP_LOST_REPLY = 50
    """W-05. A request is executed, and its answer is lost."""
    ESP_LATE = 60
    """W-06. An answer comes after the time-out of its call, by `length`."""
    ESP_FAULT = 70
    """W-07. A request is refused, whatever it asks for. detail: the fault's number; 0: any one of
    the table, or one that no table has."""
    ESP_REPEATED = 80
    """W-08. A request arrives twice: the server knows it by its reference id, and executes it
    once."""
    ESP_DUPLICATE = 90
    """W-09. An answer comes twice."""
    ESP_FOREIGN = 91
    """W-09. An answer carries the reference id of somebody else's request."""
    ESP_SLOW = 100
    """W-10. An answer takes `length` longer: answers overtake each other."""
    ESP_MALFORMED = 110
    """W-11. An answer cannot be read: a key is missing, has another type, is far too large or
    holds what no text may hold. detail: which of these, from 1; 0: any one."""

    # Sessions

    SESSION_UNNOTICED = 120
    """W-12, kind a. A session ends and nobody tells the interaction, which counts as online."""
    SESSION_LOST = 121
    """W-12, kind c. Chat Server forgets a session, `length` after it was opened."""
    ENDS_IN_STRATEGY = 130
    """W-13. The customer of a chat leaves its session `length` after its strategy has begun to wait
    for an answer or for an agent."""
    ENDS_WHEN_OFFERED = 140
    """W-14. The customer leaves at the very instant of an offer, a call or a chat."""
    ENDS_WITH_AGENT = 131
    """W-13. The customer of a chat leaves its session `length` after an agent has got it."""

    # People (see `sim`, where agents fail)

    AGENT_LOGS_OUT_OFFERED = 150
    """W-15. An agent logs out `length` after something is offered to them, which they do not
    answer. Who logs out so loses all they have at once, and is back after five minutes."""
    AGENT_LOGS_OUT_HANDLING = 151
    """W-15. An agent logs out `length` after they have got something."""
    AGENT_LOGS_OUT_WRAPPING = 152
    """W-15. An agent logs out `length` after a wrap-up has begun; in the middle of it if nothing is
    said."""
    AGENT_TOGGLES = 160
    """W-16. An agent turns not ready and ready again, `detail` times a minute, in a window."""
    CAPACITY_CHANGED = 170
    """W-17. The capacity rule of a share of the agents is another one in a window: all have room
    for `detail` less of everything, but for one at least."""
    SKILLS_CHANGED = 171
    """W-17. A share of the agents loses all skills in a window."""
    AGENTS_ABSENT = 180
    """W-18. A share of the agents logs out at once, and in again when the window ends."""
    INTERACTION_SERVER_RESTART = 190
    """W-19. Strategies of chats and e-mails are interrupted, and what they had goes back to its
    queue; views look again when the window ends."""
    NOTICES_DROPPED = 200
    """W-20. What happens in queues is not told in a window: views look again when it ends."""
    STALE_STATES = 210
    """W-21. The states of agents that routing goes by are old: an offer is refused `length` later,
    once routing hears that the agent is not ready in fact."""
    CLOCK_SKEW = 220
    """W-22. Chat Server's clock is wrong by `length`; detail: 1 ahead, -1 behind, 0 drawn."""

    # Channels

    CHANNEL_UNKNOWN = 230
    """W-23. Digital Messaging Server does not know the channel of a call."""
    DMS_DOWN = 240
    """W-24. Digital Messaging Server does not answer in a window, and hands nothing over."""
    DMS_SLOW = 241
    """W-24. Its answers take `length` longer in a window."""
    DELIVERY_REFUSED = 250
    """W-25, before the answer. The provider refuses a message. detail: which `Refused`; 0: any."""
    DELIVERY_FAILED = 251
    """W-25, after the answer. The provider takes a message, and says `length` later that it could
    not be delivered."""
    RECEIPT_LOST = 260
    """W-26. That a message could not be delivered is never said."""
    RECEIPT_TWICE = 261
    """W-26. It is said twice."""

    # Days

    SURGE = 270
    """W-27. In a window `detail` times as many come."""
    SILENCE = 271
    """W-27. In a window nobody comes."""
    QUEUE_DISABLED = 280
    """W-28. A queue takes nothing in a window. name: which; empty: any one, drawn."""
    HOLIDAYS_MISSING = 290
    """W-29. No calendar knows its holidays and special days."""
    HOURS_MISSING = 291
    """W-29. No calendar knows its opening hours: all are closed."""
    SWIZZLE = 300
    """W-30. Chat Server, Interaction Server, Digital Messaging Server and routing stop one after
    another in a window, and come back in another order."""
    NOBODY_THERE = 320
    """W-32. No agent comes, from beginning to end."""
    NO_CAPACITY = 321
    """W-32. The agents come, and have room for nothing."""

    @property
    def word(self) -> str:
        """What authors call it.

        >>> Failure.LOST_CLOSE.word
        'lost_close'
        """
        return self.name.lower()


class Way(IntEnum):
    """When a failure happens."""

    SHARE = 0
    """To a share of its occasions; in windows only to those within, if it has any."""
    WINDOW = 1
    """In windows; the share is of what it happens to, everything if it is 0."""
    RUN = 2
    """From beginning to end, if the share of runs says so: 1,000,000 is every run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What is to be known of a failure besides its row: the way it happens, what a share is of; how
    long what takes time takes where nothing is said [inferred].

    Of `all`: `runs` is the share of runs that have it, `most` the largest share that is drawn, in
    millionths; `lasts_us` the longest window, 0 if windows are instants.
    """

    way: Way
    of: str
    usual_us: int = 0
    most: int = 300_000
    lasts_us: int = 0
    runs: int = 500_000


_EVERY = 1_000_000
_SHARE, _WINDOW, _RUN = Way.SHARE, Way.WINDOW, Way.RUN

PAGES: Mapping[Failure, Page] = {
    Failure.CHAT_SERVER_DOWN: Page(way=_WINDOW, of="time", lasts_us=4 * HOUR),
    Failure.CHAT_SERVER_RESTART: Page(way=_WINDOW, of="open sessions", most=_EVERY),
    Failure.LOST_CLOSE: Page(way=_SHARE, of="closes"),
    Failure.CHAT_SERVER_FAILOVER: Page(way=_WINDOW, of="time", lasts_us=4 * HOUR),
    Failure.ESP_TIMEOUT: Page(way=_SHARE, of="ESP calls"),
    Failure.ESP_LOST_REPLY: Page(way=_SHARE, of="ESP calls"),
    Failure.ESP_LATE: Page(way=_SHARE, of="ESP calls", usual_us=SECOND),
    Failure.ESP_FAULT: Page(way=_SHARE, of="ESP calls"),
    Failure.ESP_REPEATED: Page(way=_SHARE, of="ESP calls", most=200_000),
    Failure.ESP_DUPLICATE: Page(way=_SHARE, of="ESP calls", most=200_000),
    Failure.ESP_FOREIGN: Page(way=_SHARE, of="ESP calls", most=200_000),
    Failure.ESP_SLOW: Page(way=_SHARE, of="ESP calls", usual_us=10 * SECOND, most=_EVERY),
    Failure.ESP_MALFORMED: Page(way=_SHARE, of="ESP calls", most=50_000),
    Failure.SESSION_UNNOTICED: Page(way=_SHARE, of="sessions that end"),
    Failure.SESSION_LOST: Page(way=_SHARE, of="sessions", usual_us=60 * SECOND),
    Failure.ENDS_IN_STRATEGY: Page(
        way=_SHARE, of="waits of chats", usual_us=10 * SECOND, most=200_000
    ),
    Failure.ENDS_WHEN_OFFERED: Page(way=_SHARE, of="offers", most=200_000),
    Failure.ENDS_WITH_AGENT: Page(
        way=_SHARE, of="chats with an agent", usual_us=30 * SECOND, most=200_000
    ),
    Failure.AGENT_LOGS_OUT_OFFERED: Page(way=_SHARE, of="offers", most=200_000),
    Failure.AGENT_LOGS_OUT_HANDLING: Page(way=_SHARE, of="interactions of agents", most=200_000),
    Failure.AGENT_LOGS_OUT_WRAPPING: Page(way=_SHARE, of="wrap-ups", most=200_000),
    Failure.AGENT_TOGGLES: Page(way=_WINDOW, of="agents", most=_EVERY, lasts_us=HOUR // 60),
    Failure.CAPACITY_CHANGED: Page(way=_WINDOW, of="agents", most=_EVERY, lasts_us=4 * HOUR),
    Failure.SKILLS_CHANGED: Page(way=_WINDOW, of="agents", most=_EVERY, lasts_us=4 * HOUR),
    Failure.AGENTS_ABSENT: Page(way=_WINDOW, of="agents", most=_EVERY, lasts_us=4 * HOUR),
    Failure.INTERACTION_SERVER_RESTART: Page(way=_WINDOW, of="time"),
    Failure.NOTICES_DROPPED: Page(way=_WINDOW, of="time", lasts_us=4 * HOUR),
    Failure.STALE_STATES: Page(way=_SHARE, of="looks at agents"),
    Failure.CLOCK_SKEW: Page(way=_RUN, of="runs", most=_EVERY),
    Failure.CHANNEL_UNKNOWN: Page(way=_SHARE, of="calls to channels", most=200_000),
    Failure.DMS_DOWN: Page(way=_WINDOW, of="time", lasts_us=4 * HOUR),
    Failure.DMS_SLOW: Page(way=_WINDOW, of="time", lasts_us=4 * HOUR),
    Failure.DELIVERY_REFUSED: Page(way=_SHARE, of="messages"),
    Failure.DELIVERY_FAILED: Page(way=_SHARE, of="messages", usual_us=2 * SECOND),
    Failure.RECEIPT_LOST: Page(way=_SHARE, of="receipts"),
    Failure.RECEIPT_TWICE: Page(way=_SHARE, of="receipts"),
    Failure.SURGE: Page(way=_WINDOW, of="time", lasts_us=HOUR // 60),
    Failure.SILENCE: Page(way=_WINDOW, of="time", lasts_us=24 * HOUR),
    Failure.QUEUE_DISABLED: Page(way=_WINDOW, of="time", lasts_us=4 * HOUR),
    Failure.HOLIDAYS_MISSING: Page(way=_RUN, of="runs", most=_EVERY, runs=100_000),
    Failure.HOURS_MISSING: Page(way=_RUN, of="runs", most=_EVERY, runs=100_000),
    Failure.SWIZZLE: Page(way=_WINDOW, of="time", lasts_us=HOUR),
    Failure.NOBODY_THERE: Page(way=_RUN, of="runs", most=_EVERY, runs=50_000),
    Failure.NO_CAPACITY: Page(way=_RUN, of="runs", most=_EVERY, runs=50_000),
}


class Refused(IntEnum):
    """How a provider refuses a message (W-25)."""

    REJECTED = 1
    """The number is not one of the media."""
    RE_ENGAGEMENT = 2
    """Free text outside of WhatsApp's 24 hours, provider code 131047."""
    TEMPLATE_MISSING = 3
    """The template is unknown to the provider, or paused."""
    RATE_LIMIT = 4
    """Too many messages; sending it again later may help."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A length of time. `begins_us` is since midnight of the simulation's zone on each of its days
    if `daily`, else since the start of the simulation."""

    begins_us: int
    lasts_us: int = 0
    daily: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Failing:
    """One thing that goes wrong: how often, or when; `length` and `detail` as the row says. `name`
    is whom it concerns: a method (`ChatService.InviteToChat`), a queue, a group; empty is all."""

    failure: Failure
    share: int = 0
    windows: tuple[Window, ...] = ()
    length: Spread | None = None
    detail: int = 0
    name: str = ""

    @property
    def idle(self) -> bool:
        """Whether it never happens: a plan of nothing else is no plan, byte for byte. In windows it
        may still say that what happens otherwise does not happen then."""
        return not (self.windows if PAGES[self.failure].way is Way.WINDOW else self.share)


@dataclass(frozen=True, slots=True, kw_only=True)
class FailurePlan:
    """All that goes wrong in a simulation, in the order of its declaration. One that is `drawn` has
    failings that follow from the seed of each run; those of `without` are left out of it then."""

    name: str
    failings: tuple[Failing, ...] = ()
    drawn: bool = False
    without: tuple[Failure, ...] = ()

    @property
    def idle(self) -> bool:
        """Whether nothing ever happens by it: then it is as if there were none, byte for byte."""
        return not self.drawn and all(failing.idle for failing in self.failings)


ALL, NONE = "all", "none"
"""Names that no `faults` declaration can have: everything drawn from the seed, nothing."""
DRAWN = FailurePlan(name=ALL, drawn=True)


def plan_named(name: str, plans: Sequence[FailurePlan]) -> FailurePlan | None:
    """The plan of a name that an author gives, `all`, or None for `none`.

    Raises ValueError, with a message for whoever wrote the name, if there is no such plan.

    >>> plan_named("all", ()), plan_named("none", ())
    (FailurePlan(name='all', failings=(), drawn=True, without=()), None)
    """
    if name in (ALL, NONE):
        return DRAWN if name == ALL else None
    for plan in plans:
        if plan.name == name:
            return plan
    known = ", ".join(f"`{each}`" for each in (*(plan.name for plan in plans), ALL, NONE))
    message = f"there are no faults `{name}`; there are {known}"
    raise ValueError(message)


def lacking(plan: FailurePlan, failure: Failure) -> FailurePlan:
    """The same plan without one failure: what it costs is the difference.

    >>> lacking(DRAWN, Failure.LOST_CLOSE).without
    (<Failure.LOST_CLOSE: 21>,)
    """
    left = tuple(each for each in plan.failings if each.failure is not failure)
    without = (*plan.without, failure) if plan.drawn else ()
    return FailurePlan(name=plan.name, failings=left, drawn=plan.drawn, without=without)
