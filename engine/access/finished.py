"""`Finished`: a run to be asked what happened.

In: a program and the log of a run of it. Out: paths, outcomes, messages, requests, lengths of
queues: folds of the log, in the words that claims of tests use.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from engine.diagnostics import did_you_mean
from engine.folds.fates import Fate, fates, path
from engine.folds.ledger import Ledger, ledger
from engine.folds.records import Record, records
from engine.folds.requests import envelope_of, kvlist_of, method_of, user_data_of
from engine.folds.times import Clock
from engine.log.events import Event, Why
from engine.log.model import EventLog
from engine.ops import Place
from engine.program.model import Program
from engine.report.styled import plain
from engine.report.to_trace import to_trace
from engine.source import visible
from engine.values import Duration, KVList, Value

COLUMNS = 100
"""The width of a trace that nobody gives another one."""
QUEUED = Place.QUEUED.name.lower()


class Ending(NamedTuple):
    """Where an interaction came to in the end, and why: equal to a pair of texts."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Request:
    """A call of a service: `method` is `Service.Method`, `block` the label of who made it."""

    method: str
    block: str
    parameters: KVList
    user_data: KVList


@dataclass(frozen=True, slots=True)
class Interaction:
    """One interaction of a run, with what happened to it in order."""

    fate: Fate
    records: tuple[Record, ...]

    @property
    def id(self) -> str:
        """`voice-1`, `chat-2`."""
        return self.fate.interaction

    @property
    def media(self) -> str:
        """`voice`, or the media of a chat's session."""
        return self.fate.media

    @property
    def path(self) -> tuple[str, ...]:
        """The labels of the blocks that it entered, in order."""
        return path(self.records, self.id)

    @property
    def ports(self) -> tuple[str, ...]:
        """The ports by which it left them, as `label.port`; the last block is not left."""
        return tuple(
            f"{record.block.label}.{record.port.label}"
            for record in self.records
            if record.kind is Event.LEFT and record.block and record.port
        )

    @property
    def place(self) -> str:
        """Where it is at the end of the run: `queued`, `running`, `stopped`, …"""
        return self.fate.place

    @property
    def queue(self) -> str | None:
        """The queue that it is in at the end of the run."""
        return self.fate.queue if self.fate.place == QUEUED else None

    @property
    def outcome(self) -> Ending | None:
        """Its final place with the reason; None if it has not come to one."""
        return Ending(self.fate.place, self.fate.reason) if self.fate.final else None

    @property
    def ended(self) -> Duration | None:
        """How long after the run's start it came to its final place."""
        return Duration(self.fate.since_us) if self.fate.final else None

    @property
    def data(self) -> dict[str, Value]:
        """Its attached data at the end of the run."""
        found: dict[str, Value] = {}
        for record in self.records:
            value = record.get("value")
            if record.kind is Event.ATTACHED and value is not None:
                found[record.text("key")] = value
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A run that is over.

    What is asked without naming an interaction is asked of `interactions[0]`, with which the run
    began; `chats` are those created after it.
    """

    program: Program
    log: EventLog
    records: tuple[Record, ...]
    interactions: tuple[Interaction, ...]

    @classmethod
    def of(cls, program: Program, log: EventLog) -> "Finished":
        """The run of a program that left this log."""
        happened = tuple(records(program, log))
        own: dict[str, list[Record]] = {}
        for record in happened:
            if record.interaction is not None:
                own.setdefault(record.interaction, []).append(record)
        interactions = tuple(
            Interaction(fate, tuple(own[fate.interaction])) for fate in fates(happened)
        )
        return cls(program=program, log=log, records=happened, interactions=interactions)

    @property
    def chats(self) -> tuple[Interaction, ...]:
        """The interactions that the run created, in order."""
        return self.interactions[1:]

    @property
    def path(self) -> tuple[str, ...]:
        """The labels of the blocks that were entered, in order."""
        return self.interactions[0].path

    @property
    def ports(self) -> tuple[str, ...]:
        """The ports by which blocks were left, as `label.port`."""
        return self.interactions[0].ports

    @property
    def outcome(self) -> Ending | None:
        """The final place and the reason; None if the interaction has not come to one."""
        return self.interactions[0].outcome

    @property
    def ended(self) -> Duration | None:
        """How long after its start the run's first interaction came to its final place."""
        return self.interactions[0].ended

    @property
    def rendered(self) -> str | None:
        """The last text that was made of a standard response."""
        found = [
            because.text("text")
            for record in self._of(Event.RENDERED)
            for because in record.whys(Why.MESSAGE)
        ]
        return found[-1] if found else None

    @property
    def messages(self) -> tuple[str, ...]:
        """The texts that were sent to customers, in order."""
        return tuple(record.text("text") for record in self._of(Event.SENT, Event.SAID))

    @property
    def logs(self) -> tuple[str, ...]:
        """The texts that `log` blocks wrote, in order."""
        return tuple(record.text("text") for record in self._of(Event.LOGGED))

    @property
    def requests(self) -> tuple[Request, ...]:
        """The calls of services, in order."""
        return tuple(_request(record) for record in self._of(Event.REQUESTED))

    @property
    def came_to_nothing(self) -> tuple[str, ...]:
        """The events that could not happen, each with its time and the reason."""
        clock = Clock.of(self.records)
        return tuple(
            f"`{record.text('act')}` at {clock.show(record.time_us)}: {record.text('reason')}"
            for record in self._of(Event.CAME_TO_NOTHING)
        )

    @property
    def totals(self) -> Ledger:
        """The ledger that ends every trace."""
        return ledger(self.records)

    def length(self, queue: str, *, after: timedelta | Duration | None = None) -> int:
        """How many interactions a queue holds at the end of the run, or so long after its start.

        Raises ValueError for a queue that the project does not have.
        """
        names = [each.name for each in self.program.queues]
        if queue not in names:
            cure = did_you_mean(queue, names)
            message = f"there is no queue `{queue}`" + (f"; {cure}" if cure else "")
            raise ValueError(message)
        happened: Iterable[Record] = self.records
        if after is not None:
            us = after if isinstance(after, Duration) else after // timedelta(microseconds=1)
            happened = (record for record in self.records if record.time_us <= us)
        return sum(fate.place == QUEUED and fate.queue == queue for fate in fates(happened))

    def trace(self, *, columns: int = COLUMNS) -> str:
        """The story of the run, as `routewright run` prints it."""
        lines = to_trace(self.program, self.log, columns=columns)
        return "\n".join(visible(plain(line)).rstrip() for line in lines)

    def _of(self, *kinds: Event) -> Iterable[Record]:
        return (record for record in self.records if record.kind in kinds)


def _request(record: Record) -> Request:
    envelope = envelope_of(record)
    return Request(
        method=method_of(envelope),
        block=record.block.label if record.block else "",
        parameters=kvlist_of(envelope.get("Parameters")),
        user_data=user_data_of(record),
    )
