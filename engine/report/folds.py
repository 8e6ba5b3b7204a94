"""Figures and fates: everything that is counted or concluded from an event log.

In: the records of a run. Out: what became of each interaction (`Fate`), the totals (`Ledger`), the
path of blocks. Every figure that a command prints is made here, from the log alone.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from engine.diagnostics import Diagnostic, Severity
from engine.faults import BY_NUMBER
from engine.log.events import Event, Why
from engine.ops import Place
from engine.report.records import Record

LIMITS_MET = {
    "steps": ("E420", "entered too many blocks without a suspension"),
    "steps_in_total": ("E420", "entered too many blocks in all"),
    "hops": ("E424", "moved between queues too often without `not_before`"),
}
"""The limits of `Event.LIMIT`, as `records` names them: the code, what an interaction did."""
CLIENT_KEYS = ("_umsChannel", "_umsClientId")
"""The data of a new chat that say whom it invites, and on which channel."""
LOST_KINDS = {
    "a": "the session had ended, and no view had taken the chat in time",
    "b": "the session was still open",
    "c": "Chat Server did not know the session",
}


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A view has looked at an interaction since it was placed and did not take it; `because` is
    the condition that did not hold."""

    view: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What became of an interaction.

    `place` is a name of `ops.Place`; `since_us` when it came there; `reason` why. `lost` is the
    kind of a lost chat that was removed. `visible_us` is when views see a parked one, `until_us`
    how long a suspended one waits; None where that does not apply.
    """

    interaction: str
    media: str
    by: str | None
    place: str = Place.RUNNING.name.lower()
    since_us: int = 0
    reason: str = ""
    lost: str | None = None
    queue: str | None = None
    visible_us: int | None = None
    until_us: int | None = None
    passed_over: tuple[PassedOver, ...] = ()

    @property
    def final(self) -> bool:
        """Whether it came to its final place."""
        return self.place not in (Place.RUNNING.name.lower(), Place.QUEUED.name.lower())


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The totals of a run. `chats` are those that ESP calls created; the rest speaks for itself.

    `faults` counts refused calls by the fault's symbol, or its number where it has none.
    """

    messages_sent: int
    messages_failed: int
    chats_created: int
    chats_stopped: int
    chats_lost_removed: tuple[tuple[str, int], ...]
    chats_queued: int
    chats_elsewhere: tuple[tuple[str, int], ...]
    duplicate_invites: int
    duplicate_answers: int
    calls: int
    calls_answered: int
    calls_timed_out: int
    calls_open: int
    faults: tuple[tuple[str, int], ...]
    late_answers: int
    foreign_answers: int


def path(records: Iterable[Record], interaction: str) -> tuple[str, ...]:
    """The labels of the blocks that an interaction entered, in order."""
    return tuple(
        record.block.label
        for record in records
        if record.kind is Event.ENTERED and record.interaction == interaction and record.block
    )


def breaches(records: Iterable[Record]) -> list[Diagnostic]:
    """What `--strict` does not forgive: interactions whose strategy ended by a fault or a limit."""
    found: dict[str, Diagnostic] = {}
    for record in records:
        name = record.interaction or ""
        if record.kind is Event.LIMIT:
            code, words = LIMITS_MET[record.text("limit")]
            found[name] = _breach(code, f"`{name}` {words}")
        elif record.kind is Event.FINAL and record.text("place") == Place.FAULTED.name.lower():
            message = f"`{name}` ended by a fault: {record.text('reason')}"
            found.setdefault(name, _breach("E701", message))
    return list(found.values())


def _breach(code: str, message: str) -> Diagnostic:
    cure = "the trace says in which block"
    return Diagnostic(code=code, severity=Severity.ERROR, message=message, help=cure)


def fates(records: Iterable[Record]) -> list[Fate]:
    """What became of every interaction, in the order of their creation."""
    found: dict[str, Fate] = {}
    sessions = _Sessions()
    for record in records:
        sessions.note(record)
        if record.kind is Event.SCANNED:
            for interaction, passed in _passed_over(record):
                fate = found[interaction]
                found[interaction] = replace(fate, passed_over=(*fate.passed_over, passed))
        elif record.interaction is not None:
            found[record.interaction] = _after(found.get(record.interaction), record, sessions)
    return list(found.values())


def passed_over_before_pulls(records: Iterable[Record]) -> dict[int, tuple[PassedOver, ...]]:
    """For each pull, by its index: the views that had looked at the interaction in vain."""
    waiting: defaultdict[str, tuple[PassedOver, ...]] = defaultdict(tuple)
    found: dict[int, tuple[PassedOver, ...]] = {}
    for record in records:
        if record.kind is Event.SCANNED:
            for interaction, passed in _passed_over(record):
                waiting[interaction] += (passed,)
        elif record.kind is Event.PULLED and record.interaction is not None:
            found[record.index] = waiting.pop(record.interaction, ())
        elif record.kind is Event.PLACED and record.interaction is not None:
            waiting.pop(record.interaction, None)
    return found


def ledger(records: Sequence[Record]) -> Ledger:
    """The totals."""
    kinds = Counter(record.kind for record in records)
    chats = [fate for fate in fates(records) if fate.by is not None]
    places = Counter(fate.place for fate in chats)
    lost = Counter(fate.lost for fate in chats if fate.lost)
    named = {Place.STOPPED.name.lower(), Place.LOST_REMOVED.name.lower(), Place.QUEUED.name.lower()}
    answered, refused, silent = (
        kinds[Event.ANSWERED],
        kinds[Event.REFUSED],
        kinds[Event.TIMED_OUT],
    )
    return Ledger(
        messages_sent=kinds[Event.SENT],
        messages_failed=kinds[Event.SEND_FAILED],
        chats_created=len(chats),
        chats_stopped=places[Place.STOPPED.name.lower()],
        chats_lost_removed=tuple((kind, lost[kind]) for kind in LOST_KINDS),
        chats_queued=places[Place.QUEUED.name.lower()],
        chats_elsewhere=tuple(sorted((p, n) for p, n in places.items() if p not in named)),
        duplicate_invites=_duplicate_invites(records),
        duplicate_answers=kinds[Event.DUPLICATE],
        calls=kinds[Event.REQUESTED],
        calls_answered=answered,
        calls_timed_out=silent,
        calls_open=kinds[Event.REQUESTED] - answered - refused - silent,
        faults=_faults(records),
        late_answers=kinds[Event.LATE],
        foreign_answers=kinds[Event.FOREIGN],
    )


def fault_name(number: int) -> str:
    """The symbol of a fault, or its number where the table has none.

    >>> fault_name(204), fault_name(904)
    ('unknown_channel', '904')
    """
    return BY_NUMBER[number].symbol if number in BY_NUMBER else str(number)


def _faults(records: Iterable[Record]) -> tuple[tuple[str, int], ...]:
    numbers = Counter(record.number("fault") for record in records if record.kind is Event.REFUSED)
    return tuple((fault_name(number), numbers[number]) for number in sorted(numbers))


def _duplicate_invites(records: Iterable[Record]) -> int:
    """How many chats invite a customer whom the same interaction had invited on that channel."""
    creators: dict[str, str] = {}
    customers: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for record in records:
        if record.interaction is None:
            continue
        if record.kind is Event.CREATED and record.get("by") is not None:
            creators[record.interaction] = record.text("by")
        elif record.kind is Event.ATTACHED and record.text("key") in CLIENT_KEYS:
            customers[record.interaction][record.text("key")] = record.text("value")
    invites = Counter(
        (creator, *(customers[chat].get(key, "") for key in CLIENT_KEYS))
        for chat, creator in creators.items()
    )
    return sum(invites.values()) - len(invites)


class _Sessions:
    """Which sessions have ended or are unknown, as the log tells it."""

    def __init__(self) -> None:
        self.closed_before_pull: set[str] = set()
        self.unknown: set[str] = set()
        self._closed: set[str] = set()

    def note(self, record: Record) -> None:
        """Takes an event into account."""
        match record.kind, record.interaction:
            case Event.SESSION_CLOSED, str(chat):
                self._closed.add(chat)
            case Event.SESSION_LOST, str(chat):
                self.unknown.add(chat)
            case Event.PULLED, str(chat) if chat in self._closed:
                self.closed_before_pull.add(chat)
            case _:
                pass

    def lost_kind(self, chat: str) -> str:
        """Of which kind a lost chat was when it was pulled; a key of `LOST_KINDS`."""
        if chat in self.unknown:
            return "c"
        return "a" if chat in self.closed_before_pull else "b"


def _after(fate: Fate | None, record: Record, sessions: _Sessions) -> Fate:
    """A fate after one more event of its interaction."""
    name = record.interaction or ""
    if fate is None:
        fate = Fate(interaction=name, media="", by=None)
    match record.kind:
        case Event.CREATED:
            by = record.get("by")
            creator = None if by is None else str(by)
            return replace(fate, media=record.text("media"), by=creator, since_us=record.time_us)
        case Event.STARTED | Event.RESUMED:
            place = Place.RUNNING.name.lower()
            return replace(
                fate, place=place, since_us=record.time_us, until_us=None, visible_us=None
            )
        case Event.PLACED:
            return replace(
                fate,
                place=Place.QUEUED.name.lower(),
                since_us=record.time_us,
                queue=record.queue,
                visible_us=_later(record, "visible"),
                passed_over=(),
            )
        case Event.SUSPENDED:
            return replace(fate, since_us=record.time_us, until_us=_later(record, "until"))
        case Event.FINAL:
            place = record.text("place")
            lost = place == Place.LOST_REMOVED.name.lower()
            return replace(
                fate,
                place=place,
                since_us=record.time_us,
                reason=record.text("reason"),
                lost=sessions.lost_kind(name) if lost else None,
            )
        case _:
            return fate


def _later(record: Record, name: str) -> int | None:
    """An instant of a record if it lies after the record itself."""
    instant = record.get(name)
    return int(instant) if isinstance(instant, int) and instant > record.time_us else None


def _passed_over(scan: Record) -> list[tuple[str, PassedOver]]:
    view = scan.text("view")
    return [
        (because.text("interaction"), PassedOver(view, because.text("because")))
        for because in scan.whys(Why.PASSED_OVER)
    ]
