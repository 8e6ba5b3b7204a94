"""The kind `agent`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine import staff
from engine.limits import LIMITS
from engine.shelf.kind import Constant, Own
from engine.staff import VOICE_ONLY
from engine.values import Type
from engine.world.kind import DeclarationKind
from engine.world.staff_values import (
    CAPACITY_TAKES,
    SKILLS_TAKE,
    Capacity,
    Levels,
    read_capacity,
    read_levels,
)


class Agent(DeclarationKind):
    """Describes an agent: what they are able to do, and how much of it at once.

    `skills` gives levels of declared skills; one that is not there counts as level 0 [inferred].
    `capacity` says how many calls, chats and e-mails they can have at once; of what it does not
    name they get none. Without it an agent has one call at a time and nothing else. Calls and chats
    do not disturb each other: `{ voice: 1, chat: 3 }` is up to four interactions at once
    [inferred].

    An agent is logged in and ready when a run begins, unless a test says otherwise.

    Example:
        skill billing
        agent anna { skills = { billing: 8 }   capacity = { voice: 1, chat: 3 }   id = "1001" }

        strategy hotline (voice) {
          ask: route { targets = [agent(anna)]   timeout = 5m   timeout -> out }
          out: default_route
        }

    Genesys:
        A person with agent login and skills in Configuration Server, and a capacity rule. The
        default rule there is one voice interaction and nothing else. Rules can also limit one media
        by what the agent has of another, which has no counterpart here.
    """

    word: ClassVar[str] = "agent"

    skills: Annotated[Levels, Own(read_levels, SKILLS_TAKE)] = Field(
        default=Levels(), description="what they are able to do, at which level"
    )
    capacity: Annotated[Capacity, Own(read_capacity, CAPACITY_TAKES)] = Field(
        default=Capacity(VOICE_ONLY), description="how many interactions at once"
    )
    id: Annotated[str, Constant(Type.TEXT)] = Field(
        "", max_length=LIMITS.label_chars, description="the Employee ID", examples=['"1001"']
    )

    def lower(self) -> staff.Agent:
        """The agent."""
        return staff.Agent(
            name=self.name or "",
            capacity=self.capacity.each,
            skills=tuple((skill.name, level) for skill, level in self.skills.each),
            ident=self.id,
        )
