"""Who works in the centre: agents with their skills and capacity, groups, virtual queues.

In: what declarations (`world`) say. Out: plain frozen data, which the directory holds and routing
reads. Who is ready, and how each answers an offer, belongs to a run (`scenario`).
"""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import ClassVar, TypeAlias

from engine.days import NO_LENGTH, Lengths
from engine.spreads import Spread
from engine.values import MINUTE

VOICE_ONLY = (1, 0, 0)
"""The capacity of an agent who has no rule: one call and nothing else (docs.genesys.com, Resource
Capacity Planning, default capacity)."""
SKILL_MAX = 2**31 - 1
"""The highest level of a skill."""
PRIORITY_MIN, PRIORITY_MAX = -(2**31), 2**31 - 1
"""The bounds of a priority, however it comes about."""
CAPACITY_MAX = 1_000_000
"""The most that an agent can have at once of a family of media."""
AND, OR = -1, -2
"""What joins the two rows before it in a `Bar`."""
Bar: TypeAlias = tuple[tuple[int, int], ...]
"""When an agent gets no more of a family of media: rows in postfix order. `(family, least)` holds
while they have so many of that family or more; `(AND, 0)` and `(OR, 0)` join two. Without rows
nothing bars."""
NO_BARS: tuple[Bar, Bar, Bar] = ((), (), ())
USUAL_OBJECTIVE_US = int(MINUTE)
"""The service objective of an interaction whose route gives none, beside others that have one
[inferred]."""


class Order(IntEnum):
    """Which of several ready agents gets an interaction; ties go to the first declared."""

    ANY = 0
    """The least loaded, of those the longest idle, as URS does by its agent loading [inferred]."""
    LONGEST_IDLE = 1
    """`StatTimeInReadyState`, max."""
    LEAST_LOADED = 2
    """`StatAgentLoading`; the same as `ANY`."""
    LEAST_OCCUPIED = 3
    """`StatAgentOccupancy`, min."""
    PERCENTAGE = 4
    """Targets have shares: which of them is asked first is drawn; of its agents the
    least loaded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """A skill that agents may have. `handling` and `wrap_up` hold for what was routed by a target
    that asks for it."""

    name: str
    handling: Lengths = field(default=NO_LENGTH, repr=False)
    wrap_up: Lengths = field(default=NO_LENGTH, repr=False)

    @property
    def settings(self) -> list[str]:
        """What is not in the text of this, where it differs from what holds without it."""
        return _beyond(self.name, (self.handling, self.wrap_up), (NO_LENGTH, NO_LENGTH))


@dataclass(frozen=True, slots=True, kw_only=True)
class VirtualQueue:
    """A name under which what waits for an agent is counted; `capacity` -1 is no bound."""

    name: str
    capacity: int = field(default=-1, repr=False)

    @property
    def settings(self) -> list[str]:
        """What is not in the text of this, where it differs from what holds without it."""
        return _beyond(self.name, self.capacity, -1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Staffing:
    """From a time of the day on (microseconds since midnight of the simulation's zone), how many
    agents of a crew are planned."""

    begins_us: int
    agents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """Agents of one declaration, of whom as many are logged in as planned, whoever they are.

    `plan` is in the order of time; before the first of a date nobody is planned.
    """

    name: str
    plan: tuple[Staffing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CapacityRule:
    """How many of each family of media agents can have at once, in the order of `ops.Family`, and
    what bars more of it."""

    name: str
    capacity: tuple[int, int, int]
    bars: tuple[Bar, Bar, Bar] = NO_BARS


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """An agent. `capacity` is how many of each family of media they can have at once, in the order
    of `ops.Family`; one who has something of another family can have more all the same [inferred],
    unless one of their `bars`, by family, is about that. Both are those of a `rule`, by its name,
    if they have one.
    `skills` are levels by name; a skill that is not there counts as level 0 [inferred]. `ident` is
    the Employee ID, empty if the author gives none.

    The rest is for simulated days. `works` and `breaks` are calendars: logged in while the first
    is open (always, if empty), on a break while the second is; one of a `crew` is logged in as its
    plan has it. An offer is answered after `answers`, at once without it; `refuses` and `ignores`
    are shares in millionths.
    """

    name: str
    capacity: tuple[int, int, int] = VOICE_ONLY
    skills: tuple[tuple[str, int], ...] = ()
    ident: str = ""
    bars: tuple[Bar, Bar, Bar] = field(default=NO_BARS, repr=False)
    rule: str = field(default="", repr=False)
    works: str = field(default="", repr=False)
    breaks: str = field(default="", repr=False)
    crew: Crew | None = field(default=None, repr=False)
    handling: Lengths = field(default=NO_LENGTH, repr=False)
    wrap_up: Lengths = field(default=NO_LENGTH, repr=False)
    answers: Spread | None = field(default=None, repr=False)
    refuses: int = field(default=0, repr=False)
    ignores: int = field(default=0, repr=False)

    def level(self, skill: str) -> int:
        """The level of a skill.

        >>> Agent(name="anna", skills=(("billing", 8),)).level("billing")
        8
        """
        return dict(self.skills).get(skill, 0)

    @property
    def settings(self) -> list[str]:
        """What is not in the text of this, where it differs from what holds without it."""
        days = (self.works, self.breaks, self.handling, self.wrap_up)
        offers = (self.answers, self.refuses, self.ignores)
        usual = ("", "", NO_LENGTH, NO_LENGTH, None, 0, 0)
        said = _beyond(self.name, (*days, *offers), usual)
        said += _beyond(self.name, self.crew, None)
        return said + _beyond(f"{self.name} bars", self.bars, NO_BARS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group of agents: `members` are names of agents, in the author's order."""

    name: str
    members: tuple[str, ...] = ()
    settings: ClassVar[tuple[str, ...]] = ()


def _beyond(name: str, given: object, usual: object) -> list[str]:
    return [] if given == usual else [f"{name} {given!r}"]
