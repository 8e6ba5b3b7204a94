"""What an observation is: the base of the shelf of what tests can claim of a run.

In: a run as far as it has come, as `Seen` shows it. Out: a value of the language, or None if there
is nothing yet. An observation looks and changes nothing; whatever it says follows from the log.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol, TypeAlias

from engine.log.events import Event
from engine.log.system_properties import SystemProperties
from engine.values import KVList, Type, Value


class SeenInteraction(Protocol):
    """One interaction at the instant that is looked at.

    Instants are microseconds from the run's start; one before it is negative. What is told of a
    block, by its label, is of the last time that the interaction was in it.
    """

    @property
    def id(self) -> str:
        """Its id, for example `chat-2`."""

    @property
    def media(self) -> str:
        """Its media."""

    @property
    def ani(self) -> str:
        """The caller's number."""

    @property
    def dnis(self) -> str:
        """The number that was called."""

    @property
    def priority(self) -> int:
        """Its priority."""

    @property
    def created_us(self) -> int:
        """When it was created."""

    @property
    def placed_us(self) -> int:
        """When it was last placed in a queue, 0 if it never was."""

    @property
    def left_us(self) -> int | None:
        """When it left that queue, None while it is in it."""

    @property
    def moved_us(self) -> Mapping[str, int]:
        """When it first came into queues, by their names."""

    @property
    def abandoned_us(self) -> int | None:
        """When its session ended or its caller hung up, None if neither has happened."""

    @property
    def routed_us(self) -> int | None:
        """When a strategy last got it from its queue, None if none has."""

    @property
    def delivered_us(self) -> int | None:
        """When an agent first got it, None if none has."""

    @property
    def held_us(self) -> int | None:
        """Since when it is on hold, None if it is not."""

    @property
    def offers(self) -> int:
        """How often it was offered to an agent."""

    @property
    def asked_us(self) -> int | None:
        """When it came into its last `route` block, None if it never was in one."""

    @property
    def served_us(self) -> int | None:
        """When it left that block in any way, None while it waits there."""

    @property
    def agent(self) -> str:
        """The agent who has it; empty if none does."""

    @property
    def workbin(self) -> str:
        """The workbin that it lies in; empty if it does not."""

    @property
    def owner(self) -> str:
        """Whose workbin that is; empty where there is none."""

    @property
    def properties(self) -> SystemProperties:
        """What a server has said of it when it submitted it."""

    @property
    def queue(self) -> str:
        """The queue that it is in, or came from; empty if it never was in one."""

    @property
    def online(self) -> bool:
        """Whether its session is open."""

    @property
    def held(self) -> bool:
        """Whether it is on hold."""

    @property
    def known(self) -> bool:
        """Whether Chat Server knows its session."""

    @property
    def place(self) -> str | None:
        """A name of `ops.Place` in small letters; None of a chat that has not come to any yet."""

    @property
    def reason(self) -> str:
        """Why it came to its final place; empty before that."""

    @property
    def ended_us(self) -> int | None:
        """When it came to its final place, None before that."""

    @property
    def path(self) -> Sequence[str]:
        """The labels of the blocks that it entered."""

    @property
    def ports(self) -> Sequence[str]:
        """The ports by which it left blocks, as `label.port`."""

    @property
    def visits(self) -> Mapping[str, int]:
        """How often it entered blocks."""

    @property
    def entered_us(self) -> Mapping[str, int]:
        """When it entered blocks."""

    @property
    def port(self) -> Mapping[str, str]:
        """By which port it left blocks."""

    @property
    def data(self) -> Mapping[str, Value]:
        """Its attached data."""

    @property
    def variables(self) -> Mapping[str, Value]:
        """The latest values of the variables of the strategies that it has been in."""

    @property
    def answers(self) -> Mapping[str, KVList]:
        """What calls have answered."""

    @property
    def written(self) -> Sequence[str]:
        """What its customer has written."""

    @property
    def transcript(self) -> Sequence[str]:
        """What was written in its session, by whom."""

    @property
    def returned(self) -> KVList | None:
        """What the subroutine that the run began in has given back."""

    @property
    def returned_fault(self) -> "SeenFault | None":
        """What it has failed with."""

    def fault(self, label: str) -> "SeenFault | None":
        """What a block has ended with, None if it never failed."""


@dataclass(frozen=True, slots=True)
class SeenFault:
    """The fault that a block ended with."""

    code: int
    symbol: str
    text: str


class SeenAgents(Protocol):
    """The agents of a project at the instant that is looked at, by their names."""

    def is_ready(self, agent: str) -> bool:
        """Whether an agent is ready."""

    def is_busy(self, agent: str) -> bool:
        """Whether an agent has an interaction, or is being offered one."""


class Seen(Protocol):
    """A run at the instant that is looked at. Interactions are numbered as they are created."""

    @property
    def start_us(self) -> int:
        """When the run began, in microseconds since 1970."""

    @property
    def now_us(self) -> int:
        """The instant, in microseconds from the run's start."""

    @property
    def interaction_count(self) -> int:
        """How many interactions there have been."""

    @property
    def rendered(self) -> str | None:
        """The text that was rendered last."""

    @property
    def messages(self) -> Sequence[str]:
        """The texts of all messages that were sent."""

    @property
    def logs(self) -> Sequence[str]:
        """What `log` blocks have written."""

    @property
    def played(self) -> Sequence[str]:
        """What callers were played."""

    def interaction(self, number: int) -> SeenInteraction | None:
        """An interaction; None if there is none of that number yet."""

    def queue_length(self, name: str) -> int:
        """How many interactions are in a queue or a virtual queue."""

    def contact(self, number: int) -> KVList | None:
        """The attributes of a contact, by its number from 1; None if there is none."""

    def workbin_length(self, name: str) -> int:
        """How many interactions are in a workbin."""

    @property
    def staff(self) -> SeenAgents:
        """The agents of the project."""

    def pulls(self, queue: str, view: str) -> int:
        """How many interactions a view has pulled."""

    def requests(self, call: str) -> Sequence[KVList]:
        """The requests of a `Service.Method`, or of a block by its label."""

    def total(self, name: str) -> int:
        """A total of the ledger, one of `ledger.TOTALS`."""

    def column(self, name: str) -> Value | None:
        """The value that the test's row has in a column."""


Read: TypeAlias = Callable[..., Value | None]
"""`(seen, of, *arguments) -> value`; `of` is the number of an interaction."""


class Takes(Enum):
    """What stands for a parameter, and how it is passed on."""

    LABEL = "the label of a block"
    CALL = 'a method, as `"Service.Method"`, or the label of a block that calls one'
    QUEUE = "an interaction queue"
    VIEW = "a view, as `queue.view`"
    WORKBIN = "a workbin"
    AGENT = "an agent"
    COUNT = "a number from 1 on"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationParameter:
    """One parameter. Names are passed as texts, a view as two; one that is optional comes last."""

    name: str
    takes: Takes
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One thing that a claim can read.

    `word` names it, `forms` are how authors write it. `type` is that of its value, `ANY` if that is
    not known before a run. `of_interaction` says that it is read of an interaction: of the
    beginning's own if none is named. `keyed` says that a key has to follow, which is passed as a
    text. `sure` says that there is always a value, at least of the beginning's own interaction.
    `changed_by` are the events that can change the value, besides the interaction's creation; None
    if time alone can. `grows` says that the value is a list that only ever gets longer. `written`
    are its forms if they do not follow from its word.
    """

    word: str
    text: str
    example: str
    type: Type
    read: Read
    parameters: tuple[ObservationParameter, ...] = ()
    of_interaction: bool = False
    keyed: bool = False
    sure: bool = True
    changed_by: frozenset[Event] | None
    grows: bool = False
    written: tuple[str, ...] = ()

    def heeds(self, event: int) -> bool:
        """Whether an event, by its number, can change the value."""
        if self.changed_by is None or event in self.changed_by:
            return True
        return self.of_interaction and event == Event.CREATED

    @property
    def usage(self) -> str:
        """As an author writes it, for example `visits(label)`."""
        if not self.parameters:
            return self.word
        return f"{self.word}({', '.join(parameter.name for parameter in self.parameters)})"

    @property
    def forms(self) -> tuple[str, ...]:
        """The ways of writing it, that of another interaction than the beginning's included."""
        own = self.written or (f"{self.usage}.Key" if self.keyed else self.usage,)
        if not self.of_interaction:
            return own
        if self.parameters:
            return (*own, f"{self.usage[:-1]}, of: n)")
        return (*own, *(f"{whose}.{own[0]}" for whose in ("chat", "chat(n)", "email(n)")))


def of_interaction(read: Callable[..., Value | None]) -> Read:
    """Reads an interaction: `read(interaction, *arguments)`; None while there is none."""

    def reading(seen: Seen, of: int, *arguments: Value) -> Value | None:
        interaction = seen.interaction(of)
        return None if interaction is None else read(interaction, *arguments)

    return reading


def of_run(read: Callable[..., Value | None]) -> Read:
    """Reads the run: `read(seen, *arguments)`."""

    def reading(seen: Seen, _: int, *arguments: Value) -> Value | None:
        return read(seen, *arguments)

    return reading
