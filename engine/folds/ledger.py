"""The ledger: the totals of a run.

In: the records of a run. Out: `Ledger`. Every total that a command prints is counted here, from the
log alone, by the rules of `totals`.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engine.faults import BY_NUMBER
from engine.folds.fates import LOST_KINDS, fates
from engine.folds.records import Record
from engine.folds.totals import (
    CALLED,
    CLIENT_KEYS,
    HANDLED,
    IN_WORKBIN,
    QUEUED,
    RUNNING,
    SHOWN,
    TOTALS,
    Totals,
)
from engine.log.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The totals of a run. `chats` are those that ESP calls created, but `chats_inbound`, which
    customers started, `emails` the e-mails, SMS and work items that calls created; of the calls
    those are open to which nothing has come yet.

    `faults` counts refused calls by the fault's symbol, or its number where it has none.
    """

    messages_sent: int
    messages_failed: int
    chats_created: int
    chats_inbound: int
    chats_stopped: int
    chats_lost_removed: tuple[tuple[str, int], ...]
    chats_queued: int
    chats_elsewhere: tuple[tuple[str, int], ...]
    emails_created: int
    emails_stopped: int
    emails_queued: int
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
    totals = totals_of(records)
    count = {name: rule(totals) for name, rule in TOTALS.items()}
    lost = Counter(fate.lost for fate in fates(records) if fate.by is not None and fate.lost)
    elsewhere = sorted((p, n) for p, n in totals.chats.items() if n and p not in SHOWN)
    return Ledger(
        messages_sent=count["messages_sent"],
        messages_failed=count["messages_failed"],
        chats_created=count["chats_created"],
        chats_inbound=count["chats_inbound"],
        chats_stopped=count["chats_stopped"],
        chats_lost_removed=tuple((kind, lost[kind]) for kind in LOST_KINDS),
        chats_queued=count["chats_queued"],
        chats_elsewhere=tuple(elsewhere),
        emails_created=count["emails_created"],
        emails_stopped=count["emails_stopped"],
        emails_queued=count["emails_queued"],
        duplicate_invites=count["duplicate_invites"],
        duplicate_answers=count["duplicate_answers"],
        calls=count["calls"],
        calls_answered=count["calls_answered"],
        calls_timed_out=count["calls_timed_out"],
        calls_open=count["calls_open"],
        faults=_faults(records),
        late_answers=count["late_answers"],
        foreign_answers=count["foreign_answers"],
    )


def totals_of(records: Iterable[Record]) -> Totals:
    """What there is to count in records."""
    totals = Totals()
    for record in records:
        totals.counts[record.kind] += 1
        match record.kind:
            case Event.CREATED:
                totals.created(record.interaction, record.get("by"), record.text("media"))
            case Event.STARTED | Event.PULLED | Event.RESUMED:
                totals.moved(record.interaction, RUNNING)
            case Event.PLACED:
                totals.moved(record.interaction, QUEUED)
            case Event.TAKEN | Event.ACCEPTED:
                totals.moved(record.interaction, HANDLED)
            case Event.STOWED:
                totals.moved(record.interaction, IN_WORKBIN)
            case Event.FINAL:
                totals.moved(record.interaction, record.text("place"))
            case Event.ATTACHED if record.text("key") in CLIENT_KEYS:
                totals.attached(record.interaction, record.text("key"), record.text("value"))
            case kind if kind in CALLED:
                totals.called(kind, record.number("reference"))
            case _:
                pass
    return totals


def fault_name(number: int) -> str:
    """The symbol of a fault, or its number where the table has none.

    >>> fault_name(204), fault_name(905)
    ('unknown_channel', '905')
    """
    return BY_NUMBER[number].symbol if number in BY_NUMBER else str(number)


def _faults(records: Iterable[Record]) -> tuple[tuple[str, int], ...]:
    numbers = Counter(record.number("fault") for record in records if record.kind is Event.REFUSED)
    return tuple((fault_name(number), numbers[number]) for number in sorted(numbers))
