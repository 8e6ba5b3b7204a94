"""What the core asks of the rest of the simulator: everything that is not integers in arrays.

In: integers of the core. Out: integers again, values of the run's pool or faults
(`core.tags.fault_value`). Contents are indexes in the `why` section of the log.
"""

from typing import Protocol


class Values(Protocol):
    """Texts, lists, KVLists and functions, by the integers of the pool."""

    def read(self, reading: int, interaction: int) -> int:
        """`Reading.ID`, `Reading.QUEUE` or a system property of an interaction."""

    def key(self, pairs: int, key: int) -> int:
        """The value of a KVList's first pair with this key, or MISSING."""

    def joined(self, left: int, right: int) -> int:
        """Two texts or two lists as one."""

    def order(self, left: int, right: int) -> int:
        """-1, 0 or 1: how two texts compare, by code points."""

    def holds(self, members: int, value: int) -> bool:
        """Whether a list has this member."""

    def listed(self, members: list[int]) -> int:
        """A list of these members."""

    def paired(self, pairs: list[int]) -> int:
        """A KVList of keys and values in turn; a list as value gives repeated keys."""

    def called(self, function: int, arguments: list[int]) -> int:
        """The result of a function, by its number."""

    def fault_symbol(self, number: int) -> int:
        """The symbol of a fault as a text."""

    def fault_text(self, content: int) -> int:
        """The FaultString of a fault as a text."""


class Servers(Protocol):
    """ESP, Chat Server, callers at their telephones, and chance."""

    def call(self, interaction: int, block: int, call: int) -> int:
        """Sends an ESP request: `SUSPENDED`, `SENT` if no answer is awaited, or a fault."""

    def arrived(self, arrival: int) -> None:
        """An answer has come to the client."""

    def happened(self, number: int) -> None:
        """The time of one of the scenario's happenings has come."""

    def collect(self, interaction: int, block: int, collection: int) -> int:
        """Waits for a caller's digits: `SUSPENDED`, or a fault."""

    def draw(self, interaction: int, block: int) -> int:
        """A number from 0 to 99, by chance."""

    def timed_out(self, interaction: int, reference: int) -> None:
        """No answer has come in time; `COLLECTING`: nothing more from a caller."""

    def stop_place(self, interaction: int) -> int:
        """The final place of an interaction that a strategy stops: stopped, or lost and removed."""

    def handling_timeout(self, interaction: int) -> int:
        """How long the agent who has an interaction may do nothing, in microseconds."""

    def usual_timeout(self, media: int) -> tuple[int, int]:
        """The key of user data that may say how long an agent may do nothing, a text value, and how
        long it is for a media type, a text value, where nothing is said."""

    def accepted(self, interaction: int) -> None:
        """An agent to whom it was routed has a chat now; of nothing else is this told."""

    def released(self, interaction: int) -> None:
        """The agent who has an interaction is about to lose it."""

    def finishing(self, interaction: int) -> None:
        """An interaction is about to come to its final place; an open session is closed."""

    def tidy(self) -> None:
        """Time has passed: what nobody refers to may be given up."""

    # The customers of a simulation

    def comes(self, stream: int, number: int) -> None:
        """A customer comes whose interaction a server makes: a chat, or what lies in a queue.

        The host makes it, and then `Crowd.meet(interaction, stream, number)` says who it is of.
        """

    def gives_up(self, interaction: int) -> None:
        """A customer of a chat has waited for long enough: they leave the session."""

    def acts(self, row: int) -> None:
        """The time of something has come that a customer does by themself; a row of the host's."""

    # What goes wrong

    def offering(self, interaction: int, agent: int, answer: int) -> int:
        """How an agent will answer an offer that is about to be made, who would answer so: after
        how long, or `core.accepting.REFUSES` or `SILENT`. Asked if `Offers.is_watched`."""

    def forget(self, interaction: int) -> None:
        """Nothing refers to an interaction any more: its number here may be another one's next."""


class Words(Protocol):
    """The words in which the log gives its reasons."""

    def explain_fault(self, event: int, number: int, key: int) -> int:
        """Says why a block has failed; `key` is what was missing, or 0. Gives the content."""

    def repeat_fault(self, event: int, number: int, content: int) -> int:
        """Says why a subroutine has failed: in the words of the fault that it passes on, or of the
        number if `content` is `NONE`. Gives the content."""

    def explain_passing(self, event: int, interaction: int, view: int) -> None:
        """Says why a view has not taken an interaction."""

    def explain_candidate(self, event: int, agent: int, why: int) -> None:
        """Says why an agent (a text value) was passed over, by one of `core.numbers`."""

    def reason(self, number: int) -> int:
        """The text of one of `core.life.REASONS`, or of a fault by its number."""


SENT = 0
SUSPENDED = 1
