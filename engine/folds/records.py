"""The event log with its integers turned back to words: what every fold starts from.

In: a program and the log of a run of it. Out: one `Record` an event, in order. What the two value
columns of an event mean is said once, in `MEANINGS`; the trace and JSON both read it there.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import islice
from typing import Protocol, TypeAlias

from engine.folds.calendars_asked import CalendarsTold
from engine.log.events import AgentState, Cause, Event, Input, Return, Why, Withdrawal
from engine.log.model import EventLog, Reason, Row
from engine.ops import Place, family_of
from engine.program.model import Port, Program, ProgramBlock
from engine.scenario import Act
from engine.values import Duration, Value

NONE = -1
LIMIT_NAMES = ("steps", "steps_in_total", "hops", "spawn")
ACT_NAMES = tuple(act.value for act in Act)


class Meaning(Enum):
    """How an integer of column `a` or `b` is read."""

    NUMBER = auto()
    FLAG = auto()
    VALUE = auto()
    """A value of the pool; 0 stands for none."""
    RESULT = auto()
    """A value, or a fault as its number negated: its words are in the `why` section."""
    RETURN = auto()
    OUTCOME = auto()
    """A value, or a fault as its number negated, which is kept; -1 stands for neither."""
    CONTENT = auto()
    LENGTH = auto()
    """Microseconds of a length of time."""
    INSTANT = auto()
    """Microseconds from the start; -1 stands for none, and so does any instant before it."""
    INTERACTION = auto()
    STRATEGY = auto()
    VIEW = auto()
    BLOCK = auto()
    ATOM = auto()
    FAULT = auto()
    CAUSE = auto()
    PLACE = auto()
    LIMIT = auto()
    ACT = auto()
    INPUT = auto()
    WORKBIN = auto()
    ROUTING = auto()
    """The virtual queue of a routing, nothing if it names none."""
    TARGET = auto()
    """A target of a routing, as its author wrote it."""
    WITHDRAWAL = auto()
    AGENT_STATE = auto()
    ARRIVALS = auto()
    VIRTUAL_QUEUE = auto()


Named: TypeAlias = tuple[str, Meaning] | None

_REFERENCE: Named = ("reference", Meaning.NUMBER)
_AGENT: Named = ("agent", Meaning.VALUE)
_WORKBIN: Named = ("workbin", Meaning.WORKBIN)

MEANINGS: dict[Event, tuple[Named, Named]] = {
    Event.CREATED: (("media", Meaning.VALUE), ("by", Meaning.INTERACTION)),
    Event.STARTED: (("strategy", Meaning.STRATEGY), ("view", Meaning.VIEW)),
    Event.ENTERED: (None, None),
    Event.CONDITION: (("condition", Meaning.ATOM), ("outcome", Meaning.FLAG)),
    Event.ASSIGNED: (("name", Meaning.VALUE), ("value", Meaning.VALUE)),
    Event.ATTACHED: (("key", Meaning.VALUE), ("value", Meaning.VALUE)),
    Event.LEFT: (("next", Meaning.BLOCK), None),
    Event.REQUESTED: (_REFERENCE, ("proxy_reference", Meaning.NUMBER)),
    Event.ANSWERED: (_REFERENCE, ("result", Meaning.VALUE)),
    Event.REFUSED: (_REFERENCE, ("fault", Meaning.FAULT)),
    Event.TIMED_OUT: (_REFERENCE, None),
    Event.LATE: (_REFERENCE, ("result", Meaning.RESULT)),
    Event.DUPLICATE: (_REFERENCE, ("result", Meaning.RESULT)),
    Event.FOREIGN: (_REFERENCE, None),
    Event.FAULTED: (None, ("fault", Meaning.FAULT)),
    Event.RENDERED: (("text", Meaning.CONTENT), ("characters", Meaning.NUMBER)),
    Event.SESSION_OPENED: (("terminate", Meaning.FLAG), None),
    Event.PLACED: (("cause", Meaning.CAUSE), ("visible", Meaning.INSTANT)),
    Event.SENT: (("text", Meaning.CONTENT), ("characters", Meaning.NUMBER)),
    Event.SEND_FAILED: (("text", Meaning.CONTENT), ("reason", Meaning.VALUE)),
    Event.SESSION_CLOSED: (("code", Meaning.NUMBER), None),
    Event.CLOSE_LOST: (None, None),
    Event.SESSION_LOST: (None, None),
    Event.KEY_DROPPED: (("key", Meaning.VALUE), None),
    Event.SCANNED: (("view", Meaning.VIEW), ("pulled", Meaning.NUMBER)),
    Event.PULLED: (("view", Meaning.VIEW), ("waited", Meaning.LENGTH)),
    Event.SUSPENDED: (None, ("until", Meaning.INSTANT)),
    Event.RESUMED: (None, None),
    Event.LOGGED: (("text", Meaning.VALUE), None),
    Event.LIMIT: (("limit", Meaning.LIMIT), None),
    Event.ENDED: (None, None),
    Event.FINAL: (("place", Meaning.PLACE), ("reason", Meaning.VALUE)),
    Event.WROTE: (("text", Meaning.CONTENT), ("characters", Meaning.NUMBER)),
    Event.HUNG_UP: (None, None),
    Event.CAME_TO_NOTHING: (("act", Meaning.ACT), ("reason", Meaning.VALUE)),
    Event.NOTICED: (("notice", Meaning.VALUE), ("text", Meaning.CONTENT)),
    Event.HELD: (None, None),
    Event.RELEASED: (None, None),
    Event.RESTARTED: (("keeps_sessions", Meaning.FLAG), None),
    Event.PLAYED: (("prompt", Meaning.VALUE), ("length", Meaning.LENGTH)),
    Event.PRESSED: (("keys", Meaning.VALUE), None),
    Event.DRAWN: (("number", Meaning.NUMBER), None),
    Event.COLLECTED: (("digits", Meaning.VALUE), ("input", Meaning.INPUT)),
    Event.ROUTING_TIMED_OUT: (None, ("after", Meaning.LENGTH)),
    Event.TAKEN: (_AGENT, _WORKBIN),
    Event.STOWED: (_WORKBIN, ("owner", Meaning.VALUE)),
    Event.RETURN_DUE: (None, ("at", Meaning.INSTANT)),
    Event.WORKED: (_AGENT, None),
    Event.HANDLING_TIMED_OUT: (_AGENT, ("after", Meaning.LENGTH)),
    Event.WORKBIN_TIMED_OUT: (_WORKBIN, ("after", Meaning.LENGTH)),
    Event.AGENT_JOINED: (_AGENT, None),
    Event.AGENT_LEFT: (_AGENT, None),
    Event.TIMEOUT_IGNORED: (("value", Meaning.VALUE), None),
    Event.CALLED: (("subroutine", Meaning.STRATEGY), ("depth", Meaning.NUMBER)),
    Event.RETURNED: (("way", Meaning.RETURN), ("result", Meaning.OUTCOME)),
    Event.SAID: (("text", Meaning.CONTENT), ("characters", Meaning.NUMBER)),
    Event.CONTACT_CREATED: (("contact", Meaning.VALUE), ("attributes", Meaning.VALUE)),
    Event.CONTACT_UPDATED: (("contact", Meaning.VALUE), ("attributes", Meaning.VALUE)),
    Event.ROUTING: (("virtual_queue", Meaning.ROUTING), ("priority", Meaning.NUMBER)),
    Event.TUNED: (("length", Meaning.LENGTH), ("objective", Meaning.LENGTH)),
    Event.SELECTING: (("virtual_queue", Meaning.ROUTING), ("target", Meaning.TARGET)),
    Event.OFFERED: (_AGENT, ("target", Meaning.TARGET)),
    Event.ACCEPTED: (_AGENT, ("waited", Meaning.LENGTH)),
    Event.REFUSED_OFFER: (_AGENT, ("after", Meaning.LENGTH)),
    Event.WITHDRAWN: (_AGENT, ("reason", Meaning.WITHDRAWAL)),
    Event.NO_AGENT: (None, ("waited", Meaning.LENGTH)),
    Event.HANDLING_ENDED: (_AGENT, ("after", Meaning.LENGTH)),
    Event.AGENT_STATE: (_AGENT, ("state", Meaning.AGENT_STATE)),
    Event.WRAP_UP: (_AGENT, ("takes", Meaning.LENGTH)),
    Event.WRAPPED_UP: (_AGENT, ("after", Meaning.LENGTH)),
    Event.ARRIVED: (("arrivals", Meaning.ARRIVALS), ("number", Meaning.NUMBER)),
    Event.COMES_AGAIN: (("time", Meaning.NUMBER), ("at", Meaning.INSTANT)),
    Event.REJECTED: (("virtual_queue", Meaning.VIRTUAL_QUEUE), ("capacity", Meaning.NUMBER)),
    Event.IMPATIENT: (None, ("until", Meaning.INSTANT)),
    Event.CAME_BACK: (None, ("chat", Meaning.INTERACTION)),
    Event.FAILED: (("failure", Meaning.NUMBER), ("detail", Meaning.NUMBER)),
    Event.TRANSFERRED: (_AGENT, ("strategy", Meaning.STRATEGY)),
    Event.COMPOSED: (("text", Meaning.CONTENT), ("characters", Meaning.NUMBER)),
    Event.RECORD_CREATED: (("attributes", Meaning.VALUE), None),
    Event.RECORD_UPDATED: (("attributes", Meaning.VALUE), None),
    Event.RECORD_ENDED: (("deleted", Meaning.FLAG), ("reason", Meaning.VALUE)),
}

_DIRECT: dict[Meaning, Callable[[int], Value]] = {
    Meaning.NUMBER: int,
    Meaning.FLAG: bool,
    Meaning.LENGTH: Duration,
    Meaning.FAULT: int,
    Meaning.CAUSE: lambda number: Cause(number).name.lower(),
    Meaning.PLACE: lambda number: Place(number).name.lower(),
    Meaning.LIMIT: lambda number: LIMIT_NAMES[number],
    Meaning.ACT: lambda number: ACT_NAMES[number],
    Meaning.INPUT: lambda number: Input(number).name.lower(),
    Meaning.WITHDRAWAL: lambda number: Withdrawal(number).name.lower(),
    Meaning.AGENT_STATE: lambda number: AgentState(number).name.lower(),
    Meaning.RETURN: lambda number: Return(number).name.lower(),
}

_WHYS: dict[Why, tuple[str, str]] = {
    Why.ENVELOPE: ("envelope", "user_data"),
    Why.RESULT: ("parameters", "user_data"),
    Why.FAULT_TEXT: ("text", ""),
    Why.MESSAGE: ("text", "response"),
    Why.FIELD_CODE: ("code", "text"),
    Why.CHOICE: ("what", "because"),
    Why.PASSED_OVER: ("interaction", "because"),
    Why.PROPERTIES: ("properties", ""),
    Why.HEADERS: ("headers", "text"),
    Why.CANDIDATE: ("agent", "because"),
    Why.SAVED: ("user_data", ""),
}


@dataclass(frozen=True, slots=True)
class Because:
    """One row of the `why` section, its contents looked up, or what a calendar has decided."""

    kind: Why
    details: Mapping[str, Value | None]

    def text(self, name: str) -> str:
        """A detail as text, empty if there is none."""
        found = self.details.get(name)
        return "" if found is None else str(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One event. `interaction` is an id (`chat-2`); `details` are what `MEANINGS` names."""

    index: int
    time_us: int
    kind: Event
    interaction: str | None
    block: ProgramBlock | None
    port: Port | None
    queue: str | None
    details: Mapping[str, Value | None]
    because: tuple[Because, ...]

    def get(self, name: str) -> Value | None:
        """A detail, None if the event has none of that name."""
        return self.details.get(name)

    def text(self, name: str) -> str:
        """A detail as text, empty if there is none."""
        found = self.details.get(name)
        return "" if found is None else str(found)

    def number(self, name: str) -> int:
        """A detail that is a number, 0 if there is none."""
        found = self.details.get(name)
        return found if isinstance(found, int) else 0

    def whys(self, kind: Why) -> list[Because]:
        """The reasons of one kind."""
        return [because for because in self.because if because.kind is kind]


def interaction_id(media: str, index: int) -> str:
    """The id of the interaction with this index: one counter over the run, from 1.

    >>> interaction_id("voice", 0), interaction_id("whatsappsession", 1)
    ('voice-1', 'chat-2')
    """
    return f"{family_of(media).name.lower()}-{index + 1}"


def records(program: Program, log: EventLog) -> list[Record]:
    """The log's events in order, readable."""
    return list(each_record(program, log))


def each_record(program: Program, log: EventLog) -> Iterator[Record]:
    """The same one by one, of a log of any length."""
    ids = {
        row.interaction: interaction_id(log.text(row.a), row.interaction)
        for row in log.rows()
        if row.kind is Event.CREATED
    }
    reasons: defaultdict[int, list[Reason]] = defaultdict(list)
    for reason in log.reasons:
        reasons[reason.event].append(reason)
    reader = _Reader(program, log, ids, CalendarsTold(program, log))
    for index, row in enumerate(log.rows()):
        yield reader.record(index, row, reasons.get(index, []))


class HasName(Protocol):
    """What has a name."""

    @property
    def name(self) -> str:
        """Its name."""


@dataclass(frozen=True, slots=True)
class _Reader:
    program: Program
    log: EventLog
    ids: Mapping[int, str]
    calendars: CalendarsTold

    def record(self, index: int, row: Row, reasons: list[Reason]) -> Record:
        block = self.program.blocks[row.block] if row.block != NONE else None
        details = {
            named[0]: self.read(named[1], number, block)
            for named, number in zip(MEANINGS[row.kind], (row.a, row.b), strict=True)
            if named
        }
        return Record(
            index=index,
            time_us=row.time,
            kind=row.kind,
            interaction=self.ids.get(row.interaction),
            block=block,
            port=block.ports[row.port] if block and row.port != NONE else None,
            queue=self.program.queues[row.queue].name if row.queue != NONE else None,
            details=details,
            because=(
                *(self.because(reason) for reason in reasons),
                *(Because(Why.CALENDAR, told) for told in self.calendars.told(row)),
            ),
        )

    def because(self, reason: Reason) -> Because:
        kind = Why(reason.kind)
        first, second = _WHYS[kind]
        if kind is Why.PASSED_OVER:
            one: Value | None = self.ids.get(reason.a)
        else:
            one = self.content(reason.a)
        details = {first: one} | ({second: self.content(reason.b)} if second else {})
        return Because(kind, details)

    def content(self, index: int) -> Value | None:
        return self.log.contents[index] if index != NONE else None

    def read(self, meaning: Meaning, number: int, block: ProgramBlock | None) -> Value | None:
        if meaning in _DIRECT:
            return _DIRECT[meaning](number)
        if meaning is Meaning.VALUE:
            return self.log.value(number) if number else None
        if meaning is Meaning.RESULT:
            return self.log.value(number) if number > 0 else None
        if meaning is Meaning.OUTCOME:
            return self.log.value(number) if number > 0 else (number if number != NONE else None)
        if meaning is Meaning.ATOM:
            return block.atoms[number] if block else None
        return self.found(meaning, number) if number >= 0 else None

    def virtual_queue(self, routing: int) -> Value | None:
        number = self.program.routings[routing].virtual_queue
        return self.program.directory.virtual_queues[number].name if number != NONE else None

    def found(self, meaning: Meaning, number: int) -> Value | None:
        match meaning:
            case Meaning.CONTENT:
                # A log of events alone names contents that it does not have.
                return self.log.contents[number] if self.log.contents else None
            case Meaning.INTERACTION:
                return self.ids.get(number)
            case Meaning.ROUTING:
                return self.virtual_queue(number)
            case Meaning.TARGET:
                targets = (each for one in self.program.routings for each in one.targets)
                return next(islice(targets, number, None)).label
            case Meaning.BLOCK:
                return self.program.blocks[number].label
            case Meaning.INSTANT:
                return Duration(number)
            case _:
                return self.name(meaning, number)

    def name(self, meaning: Meaning, number: int) -> str:
        """The name of what the program has under a number."""
        named: Sequence[HasName]
        match meaning:
            case Meaning.STRATEGY:
                named = self.program.strategies
            case Meaning.VIEW:
                named = self.program.views
            case Meaning.WORKBIN:
                named = self.program.directory.workbins
            case Meaning.ARRIVALS:
                named = self.program.days.arrivals
            case _:
                named = self.program.directory.virtual_queues
        return named[number].name
