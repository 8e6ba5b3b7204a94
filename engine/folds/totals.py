"""The totals of a run: each of them by one rule.

In: the events of a run, one after the other, as numbers of the log or as its words. Out: `Totals`,
which know at every moment how much there has been. The ledger of a whole run and the claims of a
test, which look at it after each event, both count here.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from typing import TypeAlias

from engine.log.events import Event
from engine.ops import Family, Place, family_of

CLIENT_KEYS = ("_umsChannel", "_umsClientId")
"""The data of a new chat that say whom it invites, and on which channel."""
QUEUED, RUNNING = Place.QUEUED.name.lower(), Place.RUNNING.name.lower()
IN_WORKBIN, HANDLED = Place.IN_WORKBIN.name.lower(), Place.HANDLED.name.lower()
STOPPED, LOST_REMOVED = Place.STOPPED.name.lower(), Place.LOST_REMOVED.name.lower()
SHOWN = (STOPPED, LOST_REMOVED, QUEUED)
"""The places of chats that have totals of their own."""
OUTCOMES = frozenset({Event.ANSWERED, Event.REFUSED, Event.TIMED_OUT, Event.LATE})
"""What becomes of a request; a late answer is one too, where nobody waited for it any more."""

Invite: TypeAlias = tuple[Hashable, ...]
"""Who invites, and the data that `CLIENT_KEYS` name."""


class Totals:
    """What has been counted so far. Interactions and requests go by any name that is theirs.

    `counts` are events by their kind; `chats` and `emails` those that ESP calls created, by their
    places; where one is not anywhere yet, it runs. SMS and work items count as e-mails.
    """

    def __init__(self) -> None:
        self.counts = [0] * (max(Event) + 1)
        self.chats: Counter[str] = Counter()
        self.emails: Counter[str] = Counter()
        self.inbound = 0
        self.open_calls: set[int] = set()
        self.repeated = 0
        self._first: Hashable = None
        self._places: dict[Hashable, str] = {}
        self._counters: dict[Hashable, Counter[str]] = {}
        self._invites: dict[Hashable, Invite] = {}
        self._invited: Counter[Invite] = Counter()

    def created(self, interaction: Hashable, by: Hashable, media: str) -> None:
        """An interaction was created: by another one's call, or `by` nobody (None)."""
        if by is not None:
            email = family_of(media) is Family.EMAIL
            counter = self.emails if email else self.chats
            self._places[interaction] = RUNNING
            self._counters[interaction] = counter
            counter[RUNNING] += 1
            if not email:
                self._invite(interaction, (by, *("" for _ in CLIENT_KEYS)))
        elif self._first is None:
            self._first = interaction
        else:
            self.inbound += 1

    def moved(self, interaction: Hashable, place: str) -> None:
        """An interaction has come to a place."""
        before = self._places.get(interaction)
        if before is not None:
            counter = self._counters[interaction]
            counter[before] -= 1
            counter[place] += 1
            self._places[interaction] = place

    def attached(self, interaction: Hashable, key: str, value: str) -> None:
        """One of `CLIENT_KEYS` was attached to an interaction."""
        before = self._invites.get(interaction)
        if before is not None:
            at = 1 + CLIENT_KEYS.index(key)
            self._invited[before] -= 1
            self.repeated -= self._invited[before] > 0
            self._invite(interaction, (*before[:at], value, *before[at + 1 :]))

    def _invite(self, interaction: Hashable, invite: Invite) -> None:
        self.repeated += self._invited[invite] > 0
        self._invited[invite] += 1
        self._invites[interaction] = invite

    def called(self, kind: int, reference: int) -> None:
        """A request went out, or something became of it."""
        if kind == Event.REQUESTED:
            self.open_calls.add(reference)
        else:
            self.open_calls.discard(reference)


CALLED = OUTCOMES | {Event.REQUESTED}
"""The events of which `Totals.called` is told."""

Total: TypeAlias = Callable[[Totals], int]


def _counted(event: Event) -> Total:
    return lambda totals: totals.counts[event]


def _in_place(place: str) -> Total:
    return lambda totals: totals.chats[place]


TOTALS: Mapping[str, Total] = {
    "messages_sent": lambda totals: totals.counts[Event.SENT] + totals.counts[Event.SAID],
    "messages_failed": _counted(Event.SEND_FAILED),
    "chats_created": lambda totals: totals.chats.total(),
    "chats_inbound": lambda totals: totals.inbound,
    "chats_stopped": _in_place(STOPPED),
    "chats_lost_removed": _in_place(LOST_REMOVED),
    "chats_queued": _in_place(QUEUED),
    "chats_elsewhere": lambda totals: (
        totals.chats.total() - sum(totals.chats[place] for place in SHOWN)
    ),
    "emails_created": lambda totals: totals.emails.total(),
    "emails_stopped": lambda totals: totals.emails[STOPPED],
    "emails_queued": lambda totals: totals.emails[QUEUED],
    "duplicate_invites": lambda totals: totals.repeated,
    "duplicate_answers": _counted(Event.DUPLICATE),
    "calls": _counted(Event.REQUESTED),
    "calls_answered": _counted(Event.ANSWERED),
    "calls_timed_out": _counted(Event.TIMED_OUT),
    "calls_open": lambda totals: len(totals.open_calls),
    "faults": _counted(Event.REFUSED),
    "late_answers": _counted(Event.LATE),
    "foreign_answers": _counted(Event.FOREIGN),
}
"""The totals by the names that the ledger and claims have for them."""
