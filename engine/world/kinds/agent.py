"""The kind `agent`."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from engine import staff
from engine.limits import LIMITS
from engine.shelf.kind import Constant, Nested, Own, Ref, Reference, UnfitError
from engine.spreads import MILLION
from engine.staff import VOICE_ONLY
from engine.values import Type
from engine.world.amounts import SHARE_TAKES, Share, read_share
from engine.world.capacity_values import CAPACITY_TAKES, Capacity, read_capacity
from engine.world.kind import DeclarationKind, lowered
from engine.world.spread_values import (
    LENGTHS_TAKE,
    SPREAD_TAKES,
    ByMedia,
    Drawn,
    read_lengths,
    read_spread,
)
from engine.world.staff_values import SKILLS_TAKE, Levels, read_levels


class Agent(DeclarationKind):
    """Describes an agent: what they are able to do, and how much of it at once.

    `skills` gives levels of declared skills; one that is not there counts as level 0 [inferred].
    `capacity` says how many calls, chats and e-mails they can have at once; of what it does not
    name they get none. Without it an agent has one call at a time and nothing else. Calls and chats
    do not disturb each other: `{ voice: 1, chat: 3 }` is up to four interactions at once
    [inferred], unless it is said so: `{ voice: 1, chat: { most: 3, unless: voice >= 1 } }`. What
    several agents have in common is a `capacity_rule`, which `capacity` names.

    An agent is logged in and ready when a run begins, unless a test says otherwise.

    With `count = 12` there are twelve of them, `clerk_1` to `clerk_12`, who are alike: a crew. A
    group that has the member `clerk` has all of them.

    The rest is for simulated days. An agent is logged in while the calendar `works` is open, always
    without it, and on a break while `breaks` is; what they have then they finish first. In place of
    `works`, which is everybody's own shift, each `staffing` says how many of a crew are on duty
    from a time of the day on, whoever they are: those go first who have nothing to do. An offer is
    answered after `answers`, at once without it; with the probability `refuses` it is refused, and
    with `ignores` nothing is done about it until the offer ends. `handling` is how long the agent
    has an interaction, `wrap_up` how long it is written up afterwards: what the agent says comes
    before what skills and arrivals say.

    Example:
        skill billing
        calendar early { zone = "Europe/Berlin"   mon_fri = 06:00..14:00 }
        calendar lunch { zone = "Europe/Berlin"   mon_fri = 11:00..11:30 }
        agent anna { skills = { billing: 8 }   capacity = { voice: 1, chat: 3 }   id = "1001" }
        agent clerk {
          count = 12
          skills = { billing: 3 }
          works = early
          breaks = lunch
          answers = uniform(1s, 6s)
          refuses = 2%
          ignores = 1%
        }

        strategy hotline (voice) {
          ask: route { targets = [agent(anna)]   timeout = 5m   timeout -> out }
          out: default_route
        }

    Genesys:
        A person with agent login and skills in Configuration Server, and a capacity rule. The
        default rule there is one voice interaction and nothing else.
    """

    word: ClassVar[str] = "agent"
    elsewhere: ClassVar[Mapping[str, str]] = MappingProxyType(
        {"staffings": "write `staffing 08:00 { agents = 12 }`, once for each"}
    )

    skills: Annotated[Levels, Own(read_levels, SKILLS_TAKE)] = Field(
        default=Levels(), description="what they are able to do, at which level"
    )
    capacity: Annotated[Capacity, Own(read_capacity, CAPACITY_TAKES)] = Field(
        default=Capacity(VOICE_ONLY), description="how many interactions at once"
    )
    id: Annotated[str, Constant(Type.TEXT)] = Field(
        "", max_length=LIMITS.label_chars, description="the Employee ID", examples=['"1001"']
    )
    count: Annotated[int, Constant(Type.INTEGER)] = Field(
        1, ge=0, description="how many such agents there are"
    )
    works: Annotated[Reference | None, Ref(("calendar",))] = Field(
        None, description="when they are logged in; always if it is left out"
    )
    staffings: Annotated[tuple[DeclarationKind, ...], Nested("staffing")] = Field(
        (), description="how many of the crew are on duty from a time of the day on"
    )
    breaks: Annotated[Reference | None, Ref(("calendar",))] = Field(
        None, description="when they have a break"
    )
    answers: Annotated[Drawn | None, Own(read_spread, SPREAD_TAKES)] = Field(
        None, description="how long until they accept an offer; at once if it is left out"
    )
    refuses: Annotated[Share, Own(read_share, SHARE_TAKES)] = Field(
        default=Share(), description="which share of offers they refuse"
    )
    ignores: Annotated[Share, Own(read_share, SHARE_TAKES)] = Field(
        default=Share(), description="which share of offers they let ring"
    )
    handling: Annotated[ByMedia, Own(read_lengths, LENGTHS_TAKE)] = Field(
        default=ByMedia(), description="how long they have an interaction"
    )
    wrap_up: Annotated[ByMedia, Own(read_lengths, LENGTHS_TAKE)] = Field(
        default=ByMedia(), description="how long they write it up afterwards"
    )

    @model_validator(mode="after")
    def _does_one_thing(self) -> "Agent":
        if self.refuses.millionths + self.ignores.millionths > MILLION:
            message = f"`{self.refuses}` refused and `{self.ignores}` ignored are more than all"
            raise UnfitError(message, code="E305", field="ignores")
        return self

    @model_validator(mode="after")
    def _has_one_id(self) -> "Agent":
        if self.id and self.count != 1:
            message = f"`{self.name}` is {self.count:,} agents with one id"
            raise UnfitError(message, cure="leave `id` out, or declare them one by one", field="id")
        return self

    @model_validator(mode="after")
    def _has_one_plan(self) -> "Agent":
        if self.works is not None and "staffings" in self.places:
            message = "`works` is everybody's own shift, and `staffing` names nobody"
            raise UnfitError(message, cure="leave one of them out", field="works")
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the agents: its own, or numbered ones if there is not exactly one."""
        if self.count == 1:
            return (self.name or "",)
        return tuple(f"{self.name}_{number}" for number in range(1, self.count + 1))

    def lower(self) -> tuple[staff.Agent, ...]:
        """The agents; none if there are more than can be."""
        if self.count > LIMITS.agents:
            return ()  # which is said where all of them are counted
        skills = tuple((skill.name, level) for skill, level in self.skills.each)
        plan = sorted(lowered(self.staffings, staff.Staffing), key=lambda each: each.begins_us)
        crew = staff.Crew(name=self.name or "", plan=tuple(plan)) if plan else None
        return tuple(
            staff.Agent(
                name=name,
                capacity=self.capacity.each,
                skills=skills,
                ident=self.id,
                bars=self.capacity.bars,
                rule="" if self.capacity.rule is None else self.capacity.rule.name,
                works=self.works.name if self.works else "",
                breaks=self.breaks.name if self.breaks else "",
                crew=crew,
                handling=self.handling.each,
                wrap_up=self.wrap_up.each,
                answers=None if self.answers is None else self.answers.spread,
                refuses=self.refuses.millionths,
                ignores=self.ignores.millionths,
            )
            for name in self.names
        )
