"""The ledger: the totals of a run.

In: the records of a run. Out: `Ledger`. Every total that a command prints is counted here, from the
log alone.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engine.faults import BY_NUMBER
from engine.folds.fates import LOST_KINDS, fates
from engine.folds.records import Record
from engine.log.events import Event
from engine.ops import Place

CLIENT_KEYS = ("_umsChannel", "_umsClientId")
"""The data of a new chat that say whom it invites, and on which channel."""


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
