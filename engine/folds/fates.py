"""Fates: where each interaction came to, and why.

In: the records of a run. Out: what became of each interaction (`Fate`), its path of blocks, what
`--strict` does not forgive.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from engine.diagnostics import Diagnostic, Severity
from engine.folds.records import Record
from engine.log.events import Event, Why
from engine.ops import FIRST_FINAL, Place
from engine.source import Span

LIMITS_MET = {
    "steps": ("E420", "entered too many blocks without a suspension"),
    "steps_in_total": ("E420", "entered too many blocks in all"),
    "spawn": ("E423", "creates interactions in too deep a chain"),
    "hops": ("E424", "moved between queues too often without `not_before`"),
}
"""The limits of `Event.LIMIT`, as `records` names them: the code, what an interaction did."""
FAULTS_MET = {"missing declared data": "E702", "too long": "E413"}
"""The codes of faults that nothing handles, by the reason of `Event.FINAL`; the others are E701.
Data that is missing or wrong otherwise has to be wired: E216."""
ANY_FAULT = "E701"
UNFORGIVEN = "E423"
"""The code of what is told, and ends a command, also without `--strict`: what a chain of calls was
to create is not there, whatever its strategies have made of the refusal."""
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

    `created_us` is when it was created, `place` a name of `ops.Place`, `since_us` when it came
    there, `reason` why. What lay in a queue when the run began has negative instants. `lost` is the
    kind of a lost chat that was removed. `workbin` and `owner` are where it lies, `agent` who has
    it, or had it last. `visible_us` is when views see a parked one, `until_us` how long a suspended
    one waits, or one in a workbin that is emptied; None where that does not apply.
    """

    interaction: str
    media: str
    by: str | None
    created_us: int = 0
    place: str = Place.RUNNING.name.lower()
    since_us: int = 0
    reason: str = ""
    lost: str | None = None
    queue: str | None = None
    visible_us: int | None = None
    until_us: int | None = None
    workbin: str | None = None
    owner: str | None = None
    agent: str | None = None
    passed_over: tuple[PassedOver, ...] = ()

    @property
    def final(self) -> bool:
        """Whether it came to its final place."""
        return Place[self.place.upper()] >= FIRST_FINAL


def path(records: Iterable[Record], interaction: str) -> tuple[str, ...]:
    """The labels of the blocks that an interaction entered, in order."""
    return tuple(
        record.block.label
        for record in records
        if record.kind is Event.ENTERED and record.interaction == interaction and record.block
    )


def breaches(
    records: Iterable[Record], *, strict: bool = True, places: Mapping[str, Span] | None = None
) -> list[Diagnostic]:
    """What `--strict` does not forgive: interactions whose strategy ended by a fault or a limit;
    else what nothing forgives. Each stands at the block that was entered last, if `places` has it:
    the spans of blocks by `ProgramBlock.place`.
    """
    found: dict[str, Diagnostic] = {}
    blocks: dict[str, str] = {}
    for record in records:
        name = record.interaction or ""
        if record.kind is Event.ENTERED and record.block is not None:
            blocks[name] = record.block.place
        elif record.kind is Event.LIMIT:
            code, words = LIMITS_MET[record.text("limit")]
            found[name] = _breach(code, f"`{name}` {words}", blocks.get(name), places or {})
        elif record.kind is Event.FINAL and record.text("place") == Place.FAULTED.name.lower():
            reason = record.text("reason")
            message = f"`{name}` ended by a fault: {reason}"
            code = FAULTS_MET.get(reason, ANY_FAULT)
            found.setdefault(name, _breach(code, message, blocks.get(name), places or {}))
    return [each for each in found.values() if strict or each.code == UNFORGIVEN]


def _breach(code: str, message: str, block: str | None, places: Mapping[str, Span]) -> Diagnostic:
    span = None if block is None else places.get(block)
    cure = "the trace says in which block" if span is None else "the trace tells how it came there"
    return Diagnostic(code=code, severity=Severity.ERROR, message=message, span=span, help=cure)


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


class _Sessions:
    """Which sessions have ended or are unknown, as the log tells it."""

    def __init__(self) -> None:
        self.closed_before_pull: set[str] = set()
        self.unknown: set[str] = set()
        self._open: set[str] = set()

    def note(self, record: Record) -> None:
        """Takes an event into account."""
        match record.kind, record.interaction:
            case Event.SESSION_OPENED, str(chat):
                self._open.add(chat)
            case Event.SESSION_CLOSED, str(chat):
                self._open.discard(chat)
            case Event.SESSION_LOST, str(chat):
                self.unknown.add(chat)
            case Event.PULLED, str(chat) if chat not in self._open:
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
            now = record.time_us
            media = record.text("media")
            return replace(fate, media=media, by=creator, created_us=now, since_us=now)
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
                until_us=None,
                passed_over=(),
            )
        case Event.SUSPENDED:
            return replace(fate, since_us=record.time_us, until_us=_later(record, "until"))
        case Event.TAKEN | Event.ACCEPTED | Event.STOWED | Event.RETURN_DUE:
            return _at_a_desk(fate, record)
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


def _at_a_desk(fate: Fate, record: Record) -> Fate:
    """With an agent, or in a workbin."""
    now = record.time_us
    if record.kind in (Event.TAKEN, Event.ACCEPTED):
        place, agent = Place.HANDLED.name.lower(), record.text("agent")
        return replace(fate, place=place, since_us=now, agent=agent, until_us=None, visible_us=None)
    if record.kind is Event.RETURN_DUE:
        return replace(fate, until_us=_later(record, "at"))
    place = Place.IN_WORKBIN.name.lower()
    workbin, owner = record.text("workbin"), record.text("owner")
    known = replace(fate, workbin=workbin, owner=owner, until_us=None, visible_us=None)
    return replace(known, place=place, since_us=now)


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
