"""The `why` section by event: what claims ask of it.

In: a log that is finished. Out: envelopes, the words of faults, system properties. The section is
read once, when something of it is first asked for.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from engine.esp.rules.contacts import known_at_first
from engine.faults import BY_NUMBER, TIMEOUT
from engine.folds.requests import kvlist_of
from engine.log.events import Event, Why
from engine.log.model import EventLog
from engine.log.system_properties import OF_A_CALL, SystemProperties, of_beginning, of_pairs
from engine.observations import SeenFault
from engine.ops import Family
from engine.program.model import Program
from engine.scenario import fault_text
from engine.values import KVList


class Whys:
    """The reasons of one log; events go by the numbers of their rows."""

    def __init__(self, program: Program, log: EventLog) -> None:
        self._directory = program.directory
        self._log = log

    @cached_property
    def _by_event(self) -> dict[int, list[tuple[int, int, int]]]:
        whys: defaultdict[int, list[tuple[int, int, int]]] = defaultdict(list)
        for reason in self._log.reasons:
            whys[reason.event].append((reason.kind, reason.a, reason.b))
        return whys

    def _of(self, event: int) -> Sequence[tuple[int, int, int]]:
        return self._by_event.get(event, ())

    def fault(self, number: int, event: int) -> SeenFault:
        """A fault with its words; `event` is the row that tells it, `NONE` if none does."""
        text = BY_NUMBER[TIMEOUT].text if number == TIMEOUT else fault_text(number)
        for kind, content, _ in self._of(event):
            if kind == Why.FAULT_TEXT:
                text = str(self._log.contents[content])
        symbol = BY_NUMBER[number].symbol if number in BY_NUMBER else str(number)
        return SeenFault(number, symbol, text)

    def envelope(self, event: int) -> tuple[KVList, KVList]:
        """A request's envelope and its user data."""
        for kind, envelope, user_data in self._of(event):
            if kind == Why.ENVELOPE:
                contents = self._log.contents
                return kvlist_of(contents[envelope]), kvlist_of(contents[user_data])
        return KVList(), KVList()

    def properties(self, event: int, ident: str) -> SystemProperties:
        """What a server has said of an interaction, of which the run's own one is the first."""
        for kind, content, _ in self._of(event):
            if kind == Why.PROPERTIES:
                return of_pairs(kvlist_of(self._log.contents[content]), ident)
        family, _, number = ident.partition("-")
        if number != "1":
            return OF_A_CALL
        return of_beginning(Family[family.upper()], ident, self._directory.chat_server.name)

    def contact(self, number: int, rows: int) -> KVList | None:
        """The attributes of a contact by its number, after so many rows of the log.

        None if there is none of that number by then.
        """
        known = known_at_first(self._directory)
        columns = self._log.columns
        for row, kind in enumerate(columns["kind"][:rows]):
            if kind in (Event.CONTACT_CREATED, Event.CONTACT_UPDATED):
                ident = self._log.text(columns["a"][row])
                given = kvlist_of(self._log.value(columns["b"][row]))
                # What is set takes the place of what was there.
                kept = [pair for pair in known.get(ident, KVList()) if pair[0] not in given]
                known[ident] = KVList([*kept, *given])
        return dict(enumerate(known.values(), 1)).get(number)
