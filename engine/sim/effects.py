"""What ESP methods do to the world: their effects, applied in order at the instant of the request.

In: the effects of an outcome. Out: interactions, sessions, messages; rows of the log with their
reasons. What would create interactions in a chain that is too deep is refused before.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from engine.esp.outcome import (
    DELIVERY_FAILED,
    DELIVERY_STATUS,
    Acting,
    Close,
    Compose,
    CreateContact,
    Deliver,
    Effect,
    EndRecord,
    Keeping,
    KeepRecord,
    Notify,
    OpenSession,
    Outcome,
    Refusal,
    Say,
    Send,
    Submit,
    UpdateContact,
    refusal,
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
from engine.sim.failing_chats import FailingChats
from engine.sim.invariants import check
from engine.sim.kinship import Kinship
from engine.sim.letters import Letters
from engine.sim.pooled import interaction_id
from engine.sim.visiting import Visitors
from engine.sim.why import WhySection
from engine.sim.world import slot_of
from engine.values import KVList, Pool, Value

SPAWN = 3
"""The bound of `Event.LIMIT` on chains of calls that create interactions."""


@dataclass(frozen=True, slots=True)
class Cause:
    """The call whose effects these are: who made it, in which block, and what becomes of it."""

    interaction: int
    block: int
    answering: Answering


@dataclass(frozen=True, slots=True)
class Acted:
    """The servers that effects act upon."""

    chat_server: ChatServer
    contact_server: ContactServer
    letters: Letters


class Effects:
    """Applies effects, each kind by one method."""

    def __init__(
        self,
        program: Program,
        *,
        state: State,
        life: Life,
        servers: Acted,
        kinship: Kinship,
        pool: Pool,
        why: WhySection,
    ) -> None:
        self._queues = {queue.name: number for number, queue in enumerate(program.queues)}
        self._journal = state.journal
        self._places = state.places
        self._life = life
        self._chat_server = servers.chat_server
        self._contact_server = servers.contact_server
        self._letters = servers.letters
        self._kinship = kinship
        self._pool = pool
        self._why = why
        self._by_id: dict[str, int] = {}
        self._created: dict[str, int] = {}
        self._unclosed: set[int] = set()
        self.visitors: Visitors | None = None
        self.failing: FailingChats | None = None

    def bounded(self, outcome: Outcome, cause: Cause) -> Outcome:
        """The outcome, or a refusal of one that would create interactions in too deep a chain."""
        effects = () if isinstance(outcome, Refusal) else outcome.effects
        depth = self._kinship.depth(cause.interaction)
        creates = any(isinstance(effect, Submit) for effect in effects)
        if not creates or self._kinship.may_create(cause.interaction):
            return outcome
        self._journal.write(
            int(Event.LIMIT), cause.interaction, cause.block, NONE, NONE, SPAWN, NONE
        )
        return refusal("submit_failed", f"{depth} calls have created one for another")

    def apply(self, effects: Iterable[Effect], cause: Cause) -> None:
        """Applies effects in their order."""
        self._by_id.clear()
        self._created.clear()
        self._unclosed.clear()
        for effect in effects:
            if isinstance(effect, CreateContact | UpdateContact | KeepRecord | EndRecord):
                self._keep(effect, cause)
            else:
                self._act(effect, cause)
        if cause.answering is Answering.LOST_SESSION:
            for fresh in self._by_id.values():
                if fresh in self._chat_server.sessions:
                    self._chat_server.lose_session(fresh)
        self._check_closed(cause)

    def _act(self, effect: Acting, cause: Cause) -> None:
        """What Interaction Server, Chat Server, channels and the servers of letters do."""
        match effect:
            case OpenSession():
                self._open(effect, cause)
            case Submit():
                self._submit(effect, cause)
            case Send():
                self._send(effect)
            case Compose():
                self._letters.compose(self._by_id[effect.interaction_id], effect)
            case Deliver():
                self._letters.deliver(self._named(effect.interaction_id), effect)
            case Close():
                self._close(effect, cause)
            case Say() | Notify():
                self._write_into(effect)
            case _:
                assert_never(effect)

    def _keep(self, effect: Keeping, cause: Cause) -> None:
        """What Universal Contact Server does."""
        match effect:
            case CreateContact(contact_id=contact, attributes=attributes):
                self._contact_server.create(contact, attributes, cause.interaction)
            case UpdateContact(contact_id=contact, attributes=attributes):
                self._contact_server.update(contact, attributes, cause.interaction)
            case KeepRecord(attributes=attributes, created=created):
                interaction = self._named(effect.interaction_id)
                self._contact_server.keep_record(interaction, attributes, created=created)
            case EndRecord(reason=reason, user_data=user_data, delete=delete):
                interaction = self._named(effect.interaction_id)
                self._contact_server.end_record(interaction, reason, user_data, delete=delete)
            case _:
                assert_never(effect)

    def _open(self, effect: OpenSession, cause: Cause) -> None:
        """The session's id is that of the interaction, which is created with it."""
        chat = self._create(effect.interaction_id, Family.CHAT, effect.media, cause)
        self._chat_server.open(chat, terminate=effect.terminate)

    def _create(self, ident: str, family: Family, media: str, cause: Cause) -> int:
        """A new interaction, in no place yet."""
        nobody = self._pool.encode("")
        media_code = self._pool.encode(media)
        fresh = self._places.create(int(family), media_code, nobody, nobody, 0)
        named = interaction_id(family, self._places.number[fresh])
        check(ident == named, "I-01", f"{ident} is {named}")
        self._by_id[named] = fresh
        by = self._journal.number(cause.interaction)
        self._created[named] = self._write(Event.CREATED, fresh, media_code, by)
        self._places.tell(fresh)
        if self.visitors is not None:
            self.visitors.made(fresh, cause.interaction)
        return fresh

    def _submit(self, effect: Submit, cause: Cause) -> None:
        family = Family[effect.family.upper()]
        if effect.interaction_id not in self._by_id:
            self._create(effect.interaction_id, family, effect.media, cause)
        fresh = self._by_id[effect.interaction_id]
        parent = None if effect.parent is None else self._named(effect.parent)
        self._kinship.born(fresh, cause.interaction, parent)
        if parent is not None:
            self._places.tell(parent)
        for key in effect.dropped:
            self._journal.write(
                int(Event.KEY_DROPPED), cause.interaction, cause.block, NONE, NONE,
                self._pool.encode(key), NONE,
            )  # fmt: skip
        properties = system_properties(
            effect.interaction_type,
            effect.interaction_subtype,
            effect.submitted_by,
            effect.tenant,
            effect.parent,
        )
        created = self._created[effect.interaction_id]
        self._why.describe(created, fresh, effect.interaction_id, properties)
        attach_all(self._life, self._pool, fresh, effect.user_data)
        if family is Family.CHAT:
            self._chat_server.watch(fresh)
        self._life.submit(fresh, self._queues[effect.queue])

    def _send(self, effect: Send) -> None:
        chat, length = self._by_id[effect.interaction_id], len(effect.text)
        if not self._chat_server.sessions[chat].open:
            return  # the queue was full: the chat is over, and nothing can be said in its session
        content = self._why.content(effect.text, chat)
        rendered = self._write(Event.RENDERED, chat, content, length)
        self._why.add(rendered, Why.MESSAGE, effect.text, effect.response)
        for code, became in effect.codes:
            self._why.add(rendered, Why.FIELD_CODE, code, became)
        if effect.failure is None:
            self._write(Event.SENT, chat, content, length)
            lost = self.failing is not None and self.failing.undelivered(chat)
            if self.visitors is not None and not lost:
                self.visitors.sent(chat)
        else:
            self._write(Event.SEND_FAILED, chat, content, self._pool.encode(effect.failure))
            status = self._pool.encode(DELIVERY_STATUS)
            self._life.attach(chat, status, self._pool.encode(DELIVERY_FAILED))
        self._chat_server.system_wrote(chat, "" if effect.failure else effect.text)

    def _close(self, effect: Close, cause: Cause) -> None:
        chat = self._by_id[effect.interaction_id]
        if cause.answering is Answering.LOST_SESSION:
            return  # there is no session to close any more
        if not self._chat_server.sessions[chat].open:
            return  # the queue was full, and the chat is over with its session
        lost = self.failing is not None and self.failing.loses_close(chat)
        if lost or cause.answering is Answering.LOST_CLOSE:
            self._unclosed.add(chat)
            self._chat_server.lose_close(chat)
        else:
            self._chat_server.close(chat, effect.code)

    def _write_into(self, effect: Say | Notify) -> None:
        """A message or a notice of a strategy goes into a session."""
        chat = self._named(effect.interaction_id)
        if isinstance(effect, Say):
            content = self._why.content(effect.text, chat)
            self._write(Event.SAID, chat, content, len(effect.text))
            self._chat_server.system_wrote(chat, effect.text)
        else:
            self._chat_server.notify(chat, effect.notice, effect.text)

    def _named(self, ident: str) -> int:
        """An interaction that a method has found by its id."""
        found = slot_of(ident, self._places)
        check(found is not None, "I-01", f"there is no {ident}")
        return NONE if found is None else found

    def _check_closed(self, cause: Cause) -> None:
        if cause.answering is Answering.LOST_SESSION:
            return
        for named, fresh in self._by_id.items():
            session = self._chat_server.sessions.get(fresh)
            closed = session is None or not (session.terminate and session.open)
            closed = closed or fresh in self._unclosed
            check(closed, "I-17", f"{named} is open")

    def _write(self, event: Event, interaction: int, a: int, b: int) -> int:
        return self._journal.write(int(event), interaction, NONE, NONE, NONE, a, b)


def system_properties(
    kind: str, subtype: str, submitted_by: str, tenant: int, parent: str | None = None
) -> KVList:
    """The system properties that a server gives an interaction it submits."""
    return KVList(
        [
            ("InteractionType", kind),
            ("InteractionSubtype", subtype),
            ("SubmittedBy", submitted_by),
            ("TenantId", tenant),
            *([] if parent is None else [("ParentId", parent)]),
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
