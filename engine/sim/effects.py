"""What ESP methods do to the world: their effects, applied in order at the instant of the request.

In: the effects of an outcome. Out: interactions, sessions, messages; rows of the log with their
reasons.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from engine.esp.outcome import (
    DELIVERY_FAILED,
    DELIVERY_STATUS,
    Close,
    CreateContact,
    Effect,
    EndRecord,
    Notify,
    OpenSession,
    Say,
    Send,
    Submit,
    UpdateContact,
)
from engine.log.events import Event, Why
from engine.ops import Family
from engine.program.model import Program
from engine.scenario import Answering
from engine.sim.chat_server import ChatServer
from engine.sim.contact_server import ContactServer
from engine.sim.core.life import Life
from engine.sim.core.numbers import NONE
from engine.sim.core.state import State
from engine.sim.invariants import check
from engine.sim.pooled import interaction_id
from engine.sim.why import WhySection
from engine.sim.world import number_of
from engine.values import KVList, Pool, Value


@dataclass(frozen=True, slots=True)
class Cause:
    """The call whose effects these are: who made it, in which block, and what becomes of it."""

    interaction: int
    block: int
    answering: Answering


class Effects:
    """Applies effects, each kind by one method."""

    def __init__(
        self,
        program: Program,
        *,
        state: State,
        life: Life,
        chat_server: ChatServer,
        contact_server: ContactServer,
        pool: Pool,
        why: WhySection,
    ) -> None:
        self._queues = {queue.name: number for number, queue in enumerate(program.queues)}
        self._journal = state.journal
        self._places = state.places
        self._life = life
        self._chat_server = chat_server
        self._contact_server = contact_server
        self._pool = pool
        self._why = why
        self._by_id: dict[str, int] = {}
        self._created: dict[str, int] = {}

    def apply(self, effects: Iterable[Effect], cause: Cause) -> None:
        """Applies effects in their order."""
        self._by_id.clear()
        self._created.clear()
        for effect in effects:
            if isinstance(effect, CreateContact | UpdateContact | EndRecord):
                self._keep(effect, cause)
            else:
                self._act(effect, cause)
        if cause.answering is Answering.LOST_SESSION:
            for chat in self._by_id.values():
                self._chat_server.lose_session(chat)
        self._check_closed(cause)

    def _act(
        self, effect: OpenSession | Submit | Send | Close | Say | Notify, cause: Cause
    ) -> None:
        """What Chat Server and the channel do."""
        match effect:
            case OpenSession():
                self._open(effect, cause)
            case Submit():
                self._submit(effect, cause)
            case Send():
                self._send(effect)
            case Close():
                self._close(effect, cause)
            case Say() | Notify():
                self._write_into(effect)
            case _:
                assert_never(effect)

    def _keep(self, effect: CreateContact | UpdateContact | EndRecord, cause: Cause) -> None:
        """What Universal Contact Server does."""
        match effect:
            case CreateContact(contact_id=contact, attributes=attributes):
                self._contact_server.create(contact, attributes, cause.interaction)
            case UpdateContact(contact_id=contact, attributes=attributes):
                self._contact_server.update(contact, attributes, cause.interaction)
            case EndRecord(reason=reason, user_data=user_data, delete=delete):
                interaction = self._named(effect.interaction_id)
                self._contact_server.end_record(interaction, reason, user_data, delete=delete)
            case _:
                assert_never(effect)

    def _open(self, effect: OpenSession, cause: Cause) -> None:
        """The session's id is that of the interaction, which is created with it."""
        nobody = self._pool.encode("")
        media = self._pool.encode(effect.media)
        chat = self._places.create(int(Family.CHAT), media, nobody, nobody, 0)
        named = interaction_id(Family.CHAT, chat)
        check(effect.interaction_id == named, "I-01", f"{effect.interaction_id} is {named}")
        self._by_id[named] = chat
        self._created[named] = self._write(Event.CREATED, chat, media, cause.interaction)
        self._chat_server.open(chat, terminate=effect.terminate)

    def _submit(self, effect: Submit, cause: Cause) -> None:
        chat = self._by_id[effect.interaction_id]
        for key in effect.dropped:
            self._journal.write(
                int(Event.KEY_DROPPED), cause.interaction, cause.block, NONE, NONE,
                self._pool.encode(key), NONE,
            )  # fmt: skip
        properties = system_properties(
            effect.interaction_type, effect.interaction_subtype, effect.submitted_by, effect.tenant
        )
        self._why.add(self._created[effect.interaction_id], Why.PROPERTIES, properties)
        attach_all(self._life, self._pool, chat, effect.user_data)
        self._chat_server.watch(chat)
        self._life.submit(chat, self._queues[effect.queue])

    def _send(self, effect: Send) -> None:
        chat, length = self._by_id[effect.interaction_id], len(effect.text)
        content = self._why.content(effect.text)
        rendered = self._write(Event.RENDERED, chat, content, length)
        self._why.add(rendered, Why.MESSAGE, effect.text, effect.response)
        for code, became in effect.codes:
            self._why.add(rendered, Why.FIELD_CODE, code, became)
        if effect.failure is None:
            self._write(Event.SENT, chat, content, length)
        else:
            self._write(Event.SEND_FAILED, chat, content, self._pool.encode(effect.failure))
            status = self._pool.encode(DELIVERY_STATUS)
            self._life.attach(chat, status, self._pool.encode(DELIVERY_FAILED))
        self._chat_server.system_wrote(chat)

    def _close(self, effect: Close, cause: Cause) -> None:
        chat = self._by_id[effect.interaction_id]
        if cause.answering is Answering.LOST_SESSION:
            return  # there is no session to close any more
        if cause.answering is Answering.LOST_CLOSE:
            self._chat_server.lose_close(chat)
        else:
            self._chat_server.close(chat, effect.code)

    def _write_into(self, effect: Say | Notify) -> None:
        """A message or a notice of a strategy goes into a session."""
        chat = self._named(effect.interaction_id)
        if isinstance(effect, Say):
            self._write(Event.SAID, chat, self._why.content(effect.text), len(effect.text))
            self._chat_server.system_wrote(chat)
        else:
            self._chat_server.notify(chat, effect.notice, effect.text)

    def _named(self, ident: str) -> int:
        """An interaction that a method has found by its id."""
        found = number_of(ident, self._places)
        check(found is not None, "I-01", f"there is no {ident}")
        return NONE if found is None else found

    def _check_closed(self, cause: Cause) -> None:
        if cause.answering in (Answering.LOST_CLOSE, Answering.LOST_SESSION):
            return
        for named, chat in self._by_id.items():
            session = self._chat_server.sessions[chat]
            check(not (session.terminate and session.open), "I-17", f"{named} is open")

    def _write(self, event: Event, interaction: int, a: int, b: int) -> int:
        return self._journal.write(int(event), interaction, NONE, NONE, NONE, a, b)


def system_properties(kind: str, subtype: str, submitted_by: str, tenant: int) -> KVList:
    """The system properties that a server gives an interaction it submits."""
    return KVList(
        [
            ("InteractionType", kind),
            ("InteractionSubtype", subtype),
            ("SubmittedBy", submitted_by),
            ("TenantId", tenant),
        ]
    )


def attach_all(life: Life, pool: Pool, interaction: int, data: KVList) -> None:
    """A server sets all pairs of a KVList; the values of a repeated key become a list."""
    found: dict[str, list[Value]] = {}
    for key, value in data:
        found.setdefault(key, []).append(value)
    for key, values in found.items():
        value = values[0] if len(values) == 1 else tuple(values)
        life.attach(interaction, pool.encode(key), pool.encode(value))
