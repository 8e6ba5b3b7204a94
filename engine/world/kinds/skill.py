"""The kind `skill`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine import staff
from engine.shelf.kind import Own
from engine.world.kind import DeclarationKind
from engine.world.spread_values import LENGTHS_TAKE, ByMedia, read_lengths


class Skill(DeclarationKind):
    """Describes a skill that agents have at some level.

    `agent` gives levels, and `route` asks for them with `skill(billing) >= 5`. In simulated days
    `handling` and `wrap_up` are how long an agent has what was routed by a target that asks for the
    skill, unless the agent says it. Of several skills in a target the first that says it counts.

    Example:
        skill billing { handling = { voice: exponential(5m), chat: lognormal(12m, 6m) } }
        agent anna { skills = { billing: 8 } }

        strategy hotline (voice) {
          ask: route { targets = [skill(billing) >= 5]   timeout = 5m   timeout -> out }
          out: default_route
        }

    Genesys:
        A skill of Configuration Server. Its name there has letters, digits and underscores, does
        not begin with a digit and has at most 126 characters; others stand in quotes in a skill
        expression.
    """

    word: ClassVar[str] = "skill"

    handling: Annotated[ByMedia, Own(read_lengths, LENGTHS_TAKE)] = Field(
        default=ByMedia(), description="how long agents have what needs the skill"
    )
    wrap_up: Annotated[ByMedia, Own(read_lengths, LENGTHS_TAKE)] = Field(
        default=ByMedia(), description="how long they write it up afterwards"
    )

    def lower(self) -> staff.Skill:
        """The skill by its name."""
        return staff.Skill(
            name=self.name or "", handling=self.handling.each, wrap_up=self.wrap_up.each
        )
