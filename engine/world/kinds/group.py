"""The kind `group`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine import staff
from engine.shelf.kind import Own
from engine.world.kind import DeclarationKind
from engine.world.staff_values import MEMBERS_TAKE, Members, read_members


class Group(DeclarationKind):
    """Describes a group of agents.

    `route` asks for it with `group(everyone)`. An agent may be in several groups. Who has a skill
    needs no group: `skill(billing) >= 5` is one by itself.

    Example:
        agent anna
        agent ben
        group everyone { members = [anna, ben] }

        strategy hotline (voice) {
          ask: route { targets = [group(everyone)]   timeout = 5m   timeout -> out }
          out: default_route
        }

    Genesys:
        An agent group of Configuration Server. A virtual agent group, which a condition on skills
        defines, is such a condition in `route`.
    """

    word: ClassVar[str] = "group"

    members: Annotated[Members, Own(read_members, MEMBERS_TAKE)] = Field(
        description="the agents in it"
    )

    def lower(self) -> staff.Group:
        """The group with the names of its members."""
        members = tuple(member.name for member in self.members.each)
        return staff.Group(name=self.name or "", members=members)
