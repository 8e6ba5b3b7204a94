"""The kind `capacity_rule`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine import staff
from engine.shelf.kind import Own
from engine.world.capacity_values import ROOM_TAKES, Room, read_room
from engine.world.kind import DeclarationKind


class CapacityRule(DeclarationKind):
    """Says how many calls, chats and e-mails an agent can have at once, for agents to share.

    Each media has a number, or a number with a condition on what else the agent has:
    `chat = { most: 3, unless: voice >= 1 or email >= 1 }` is up to three chats, and no new one
    while the agent has a call or an e-mail. A condition compares media with how many are too many,
    by `>=` or `>`, joined by `and` or `or`; it can be about the media itself too. Of what the rule
    does not name there is none.

    What an agent has counts whichever way they came by it, and so does what is offered to them and
    what they wrap up [inferred]. A condition keeps new interactions away: an agent with three chats
    who then gets a call, which their rule allows, keeps the chats.

    An agent has the rule by its name, `capacity = blended`, or says the same in a map of their own,
    `capacity = { voice: 1, chat: { most: 3, unless: voice >= 1 } }`.

    Example:
        capacity_rule blended {
          voice = { most: 1, unless: chat >= 2 }
          chat = { most: 3, unless: voice >= 1 or email >= 1 }
          email = 2
        }
        agent anna { capacity = blended }

        strategy hotline (voice) {
          ask: route { targets = [agent(anna)]   timeout = 5m   timeout -> out }
          out: default_route
        }

    Genesys:
        A capacity rule of Resource Capacity Planning, a script object that a person, a place or a
        tenant is given; here agents alone have one. The conditions are those of Agent Setup, "do
        not send new chat interactions when the agent is busy with". That after-call work counts as
        an interaction is `capacity-treat-acw-as-interaction` there, which is off.
    """

    word: ClassVar[str] = "capacity_rule"

    voice: Annotated[Room, Own(read_room, ROOM_TAKES)] = Field(
        default=Room(), description="how many calls; none if it is left out", examples=["1"]
    )
    chat: Annotated[Room, Own(read_room, ROOM_TAKES)] = Field(
        default=Room(),
        description="how many chats; none if it is left out",
        examples=["{ most: 3, unless: voice >= 1 }"],
    )
    email: Annotated[Room, Own(read_room, ROOM_TAKES)] = Field(
        default=Room(), description="how many e-mails; none if it is left out", examples=["5"]
    )

    def lower(self) -> staff.CapacityRule:
        """The rule."""
        return staff.CapacityRule(
            name=self.name or "",
            capacity=(self.voice.most, self.chat.most, self.email.most),
            bars=(self.voice.bar, self.chat.bar, self.email.bar),
        )
