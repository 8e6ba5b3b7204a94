"""Simulated days: who comes when, how long things take, what customers and agents do.

In: what declarations (`world`) say. Out: plain frozen data, which a program holds and a simulation
acts on. All times are whole microseconds, shares and shapes millionths; there are no floats.
"""

from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import TYPE_CHECKING

from engine.spreads import MILLION, Spread
from engine.values import HOUR, SECOND, Value

if TYPE_CHECKING:
    from engine.failures import FailurePlan
    from engine.goals import Goal, Prices

NO_LENGTH = (None, None, None)
"""No distribution for any family of media."""
RATE_MAX = 10**12 * MILLION
"""More arrivals an hour than this, in millionths, are not meant."""
DRAWN_MAX = 3_653 * 24 * HOUR
"""Nothing drawn is more: ten years, as long as a run may be."""


Lengths = tuple[Spread | None, Spread | None, Spread | None]
"""A distribution for each family of media, in the order of `ops.Family`; None is not given."""


class Source(IntEnum):
    """Where a value of a customer's data comes from."""

    FIXED = 0
    CHOICE = 1
    """One of `choices`, by their weights."""
    RANGE = 2
    """A whole number from `low` to `high`, both included, all equally likely."""
    SEQUENCE = 3
    """`prefix` and the number of the customer among those of the arrivals, from 1."""
    PHONE = 4
    """A phone number that begins with `prefix`, valid in form, of no real region's test range."""
    FIRST_NAME = 5
    LAST_NAME = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """One key of a customer's data. The keys `ANI`, `DNIS` and `priority` are the interaction's
    own; all others are attached data. Weights are whole numbers, not all 0."""

    key: str
    source: Source
    value: Value | None = None
    choices: tuple[tuple[Value, int], ...] = ()
    low: int = 0
    high: int = 0
    prefix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From a time of the day on (microseconds since midnight of the simulation's zone), what
    differs; None is as in the arrivals. `rate` is in millionths of arrivals an hour."""

    begins_us: int
    rate: int
    handling: Spread | None = None
    wrap_up: Spread | None = None
    patience: Spread | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Burst:
    """So many more from a time of the day on, equally likely at any instant of `within_us`."""

    begins_us: int
    count: int
    within_us: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Retry:
    """Who has given up comes again: with a share (millionths), after a time, at most so often."""

    share: int
    after: Spread
    most: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """The agent who has a call sends it back to a routing point, with a share (millionths), once at
    most: a strategy begins with it."""

    share: int
    strategy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a customer does who is written to: writes back with a share (millionths), after a time;
    writes again and again while an agent has the chat, with gaps, if `gap` is given."""

    share: int
    after: Spread
    gap: Spread | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Typing:
    """What callers type in a `collect` block: one of some texts, by weights; an empty one is
    nothing."""

    block: str
    choices: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """One arrival of a file: when (microseconds since 1970, or since the start if `relative`), and
    what the other columns say."""

    at_us: int
    data: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrivals:
    """Customers of one sort. Exactly one of `strategy`, `channel` and `queue` is not empty: where a
    call or chat begins, by which channel a chat comes in, into which queue something is placed.

    `media` is the media type, of which `ops.family_of` gives the family. Before the first period
    nobody comes. `impatient` is the share (millionths) of those who do not wait at all.
    """

    name: str
    media: str
    strategy: str = ""
    channel: str = ""
    queue: str = ""
    periods: tuple[Period, ...] = ()
    busyness: Spread | None = None
    bursts: tuple[Burst, ...] = ()
    recorded: tuple[Recorded, ...] = ()
    relative: bool = False
    data: tuple[Attribute, ...] = ()
    patience: Spread | None = None
    impatient: int = 0
    retry: Retry | None = None
    handling: Spread | None = None
    wrap_up: Spread | None = None
    typing: tuple[Typing, ...] = ()
    reply: Reply | None = None
    transfer: Transfer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulation:
    """A day, or any other length of time, to be simulated.

    `start_us` is microseconds since 1970. Nobody comes after `duration_us`; what is there then goes
    on for at most `wind_down_us`. Who comes within `warm_up_us` counts in no figure. `target_us` is
    the acceptable waiting time of the service level; figures are also given for each `interval_us`.
    `handling` and `wrap_up` hold where nothing else says how long. `arrivals` are indexes into
    `Days.arrivals`. `failures` is what goes wrong in it.
    """

    name: str
    start_us: int
    duration_us: int
    zone: str = "UTC"
    warm_up_us: int = 0
    wind_down_us: int = 24 * HOUR
    seed: int = 1
    target_us: int = 20 * SECOND
    interval_us: int = HOUR
    handling: Lengths = NO_LENGTH
    wrap_up: Lengths = NO_LENGTH
    arrivals: tuple[int, ...] = ()
    replications: int = field(default=1, repr=False)
    """How often to run it, with other draws each time. What a day comes to does not depend on it,
    so it is no part of what identifies a program."""
    failures: "FailurePlan | None" = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """All simulations and arrivals of a project, and its plans of failures, in the order of their
    declarations."""

    simulations: tuple[Simulation, ...] = ()
    arrivals: tuple[Arrivals, ...] = ()
    plans: "tuple[FailurePlan, ...]" = ()
    goals: "tuple[Goal, ...]" = ()
    prices: "Prices | None" = None
    """Neither goals nor prices change what happens: they are no part of `settings`."""

    @property
    def settings(self) -> list[str]:
        """The text of all of it, which is part of what identifies a program; nothing of none."""
        lines = [repr(simulation) for simulation in self.simulations]
        for each in self.arrivals:
            lines.append(repr(replace(each, recorded=())))
            lines += [f"{row.at_us} {row.data}" for row in each.recorded]
        plans = ((each.name, each.failures) for each in self.simulations)
        return [*lines, *(f"{name} {plan!r}" for name, plan in plans if plan and not plan.idle)]

    def without_texts(self) -> "Days":
        """The same without the author's files, as programs have it."""
        if not self.goals:
            return self
        return replace(self, goals=tuple(goal.without_text() for goal in self.goals))
