"""What the servers of a run tell the customers of a simulation, and ask them.

In: what happens to their interactions. Out: what they do about it. In a run of one interaction
nobody of these is there, and what customers do is said by the scenario.
"""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from engine.failures import Failure
    from engine.sim.failing_chats import FailingChats


class Visitors(Protocol):
    """The customers of a simulation; `engine.sim.visitors` has them."""

    def fail(self, failing: "FailingChats") -> None:
        """Servers may be down when these want to do something."""

    def held(self, interaction: int) -> "Failure | None":
        """The outage that keeps the customer of a chat from being heard."""

    def comes(self, stream: int, number: int) -> None:
        """Customer `number` of a stream comes: their chat or e-mail is made and placed."""

    def gives_up(self, interaction: int) -> None:
        """The customer of a chat has waited for long enough."""

    def acts(self, row: int) -> None:
        """The time of something has come that a customer does by themself."""

    def made(self, fresh: int, by: int) -> None:
        """A call of an interaction has made another one."""

    def sent(self, interaction: int) -> None:
        """A message has reached the customer of an interaction."""

    def came_back(self, fresh: int, chat: int) -> None:
        """The customer of a chat has begun a new one."""

    def accepted(self, interaction: int) -> None:
        """An agent has an interaction now."""

    def released(self, interaction: int) -> None:
        """The agent is about to lose an interaction, or it is about to be over."""

    def types(self, interaction: int, block: str) -> str:
        """What the customer types in a `collect` block this time, empty for nothing."""

    def forget(self, interaction: int) -> None:
        """Nothing refers to an interaction any more."""
