"""Universal Contact Server: contacts, and its records of interactions.

In: what ESP calls do to them. Out: their state, which methods read; rows of the log. It begins with
the contacts that the project declares; every interaction has a record, but a call only if one was
made for it [inferred].
"""

from collections.abc import Mapping

from engine.directory import Directory
from engine.esp.rules import contacts
from engine.log.events import Event, Why
from engine.sim.core.numbers import NONE, VOICE
from engine.sim.core.state import State
from engine.sim.invariants import check
from engine.sim.why import WhySection
from engine.values import KVList, Pool


class ContactServer:
    """The contacts of one run by their ids, and which records were deleted."""

    def __init__(self, directory: Directory, state: State, pool: Pool, why: WhySection) -> None:
        self._contacts = contacts.known_at_first(directory)
        self._deleted: set[int] = set()
        self._made: set[int] = set()
        self._places = state.places
        self._journal = state.journal
        self._pool = pool
        self._why = why

    @property
    def contacts(self) -> Mapping[str, KVList]:
        """The attributes of the contacts by their ids, in the order in which they were made."""
        return self._contacts

    def has_record(self, interaction: int) -> bool:
        """Whether there is a record of an interaction."""
        if self._places.family[interaction] == VOICE:
            return interaction in self._made
        return interaction not in self._deleted

    def create(self, contact: str, attributes: KVList, by: int) -> None:
        """A new contact, made for an interaction."""
        named = contacts.next_id(self._contacts)
        check(contact == named, "I-01", f"{contact} is {named}")
        self._contacts[contact] = attributes
        self._write(Event.CONTACT_CREATED, by, contact, attributes)

    def update(self, contact: str, attributes: KVList, by: int) -> None:
        """Sets attributes of a contact; each has one value."""
        given = {key for key, _ in attributes}
        kept = [(key, value) for key, value in self._contacts[contact] if key not in given]
        self._contacts[contact] = KVList([*kept, *attributes])
        self._write(Event.CONTACT_UPDATED, by, contact, attributes)

    def keep_record(self, interaction: int, attributes: KVList, *, created: bool) -> None:
        """The record of an interaction gets attributes; it is made for them if there is none."""
        self._places.note(interaction)
        self._made.add(interaction)
        self._deleted.discard(interaction)
        event = Event.RECORD_CREATED if created else Event.RECORD_UPDATED
        self._journal.write(
            int(event), interaction, NONE, NONE, NONE, self._pool.encode(attributes), NONE
        )

    def end_record(self, interaction: int, reason: str, user_data: KVList, *, delete: bool) -> None:
        """The record of an interaction is stopped, or deleted."""
        if delete:
            self._places.note(interaction)
            self._deleted.add(interaction)
            self._made.discard(interaction)
        event = self._journal.write(
            int(Event.RECORD_ENDED), interaction, NONE, NONE, NONE, int(delete),
            self._pool.encode(reason),
        )  # fmt: skip
        if len(user_data) and not delete:
            self._why.add(event, Why.SAVED, user_data)

    def forget(self, interaction: int) -> None:
        """Nothing refers to an interaction any more, nor to its record."""
        self._made.discard(interaction)
        self._deleted.discard(interaction)

    def _write(self, event: Event, interaction: int, contact: str, attributes: KVList) -> None:
        self._journal.write(
            int(event), interaction, NONE, NONE, NONE, self._pool.encode(contact),
            self._pool.encode(attributes),
        )  # fmt: skip
