"""Chat Server: the sessions of chats, how they end, and what that does to the interactions.

In: what ESP calls and strategies ask for. Out: rows of the log, `IsOnline` of interactions. A
session has the id of its interaction. A closed session leaves its interaction where it is, unless
`stop_abandoned_interaction` says otherwise: that is where lost chats come from (docs.genesys.com,
Chat Server options).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine import directory
from engine.directory import StopAbandoned
from engine.esp.outcome import INACTIVE, REMOVED_BY_SERVER
from engine.esp.rules.user_data import IS_ONLINE, SHOWN
from engine.log.events import Event
from engine.ops import FIRST_FINAL, Place
from engine.sim.core.life import Life
from engine.sim.core.numbers import NONE
from engine.sim.core.state import State
from engine.sim.inactivity import CLOSE, Inactivity
from engine.sim.invariants import check
from engine.sim.session_statistics import session_statistics
from engine.sim.why import WhySection
from engine.values import SECOND, Pool, Time, Value

if TYPE_CHECKING:
    from engine.sim.failing_chats import FailingChats

OFFLINE, ONLINE = 0, 1
UNKNOWN, KNOWN = 0, 1
ASYNC_MODE, ASYNC_STATUS = "GCTI_Chat_AsyncMode", "GCTI_Chat_AsyncStatus"
ASYNC_CHECK_AT = "GCTI_Chat_AsyncCheckAt"
"""Keys of asynchronous chats (docs.genesys.com, eServices Chat, asynchronous chat)."""
DORMANT, CUSTOMER_ACTIVE, IDLE = 1, 2, 3
"""Values of `GCTI_Chat_AsyncStatus`; 3 is documented, the others are [inferred]."""


@dataclass(slots=True)
class Session:
    """One session; `known` is false once Chat Server has forgotten it. `from_customer` and
    `from_system` are how many messages were written in it. `agent` is who is in it, empty if nobody
    is, and `agents` how often one has joined; bots are none (docs.genesys.com). `lines` are what
    has come into it, in the form of a transcript."""

    terminate: bool
    opened_at: int
    asynchronous: bool = False
    from_customer: int = 0
    from_system: int = 0
    agent: str = ""
    agents: int = 0
    open: bool = True
    known: bool = True
    lines: list[str] = field(default_factory=list)

    @property
    def live(self) -> bool:
        """Whether a customer is in it who can write or leave."""
        return self.open and self.known


class ChatServer:
    """The sessions of one run, by interaction. Its clock is ahead of the world by `skew_us`."""

    def __init__(
        self,
        configured: directory.ChatServer,
        state: State,
        life: Life,
        *,
        start: Time,
        pool: Pool,
        why: WhySection,
    ) -> None:
        self.failing: FailingChats | None = None
        self.sessions: dict[int, Session] = {}
        self._live: dict[int, None] = {}
        self._statistics = configured.attach_session_statistics
        self._inactivity = Inactivity(configured, state.agenda)
        self._start = start
        self._why = why
        self._stop_abandoned = configured.stop_abandoned_interaction
        self._lost_after_us = configured.lost_after_us
        self._agenda = state.agenda
        self._journal = state.journal
        self._places = state.places
        self._life = life
        self._pool = pool
        self.skew_us = 0

    def open(self, interaction: int, *, terminate: bool) -> None:
        """A session is opened; the customer is online. See `watch`."""
        self.sessions[interaction] = Session(terminate, self._agenda.now)
        self._live[interaction] = None
        self._places.note(interaction)
        self._places.set_session(interaction, ONLINE, KNOWN)
        self._write(Event.SESSION_OPENED, interaction, int(terminate))
        if self.failing is not None:
            self.failing.opened(interaction)

    def ended_before(self, interaction: int) -> None:
        """The interaction's session had ended when the run began."""
        now = self._agenda.now
        self.sessions[interaction] = Session(terminate=False, opened_at=now, open=False)
        self._places.note(interaction)
        self._places.set_session(interaction, OFFLINE, KNOWN)

    def forget(self, interaction: int) -> None:
        """Nothing refers to an interaction any more, nor to its session."""
        self.sessions.pop(interaction, None)

    def recount(self) -> None:
        """Checks the live sessions against all that are known (I-20)."""
        live = [chat for chat, session in self.sessions.items() if session.live]
        check(set(live) == self._live.keys(), "I-20", f"{live}, but {list(self._live)}")
        for chat in live:
            over = self._places.place[chat] >= FIRST_FINAL
            check(not over, "I-20", f"session of interaction {self._places.number[chat]}")

    def live(self) -> Iterator[int]:
        """The chats whose sessions are live, the latest first."""
        return reversed(self._live)

    def watch(self, interaction: int) -> None:
        """The chat of a session has its data: Chat Server watches for inactivity from now on."""
        session = self.sessions[interaction]
        if session.live:
            session.asynchronous = str(self._data(interaction, ASYNC_MODE)).lower() == "true"
            self._inactivity.begin(interaction, asynchronous=session.asynchronous)

    def lines(self, interaction: int) -> tuple[str, ...]:
        """What has come into the session of a chat; nothing if it never had one."""
        session = self.sessions.get(interaction)
        return () if session is None else tuple(session.lines)

    def customer_wrote(self, interaction: int, text: str) -> None:
        """A message of the customer has come into a session; it wakes one that slept."""
        session = self.sessions[interaction]
        session.from_customer += 1
        session.lines.append(f"customer: {text}")
        self._inactivity.active(interaction)
        if session.asynchronous and self._data(interaction, ASYNC_STATUS) in (DORMANT, IDLE):
            self._check_on(interaction, CUSTOMER_ACTIVE)

    def agent_joins(self, interaction: int, agent: str) -> None:
        """The agent who has got a chat comes into its session, if there is one."""
        session = self.sessions.get(interaction)
        if session is None or not session.live:
            return
        session.agent, session.agents = agent, session.agents + 1
        self._write(Event.AGENT_JOINED, interaction, self._pool.encode(agent))
        self._inactivity.active(interaction)

    def agent_leaves(self, interaction: int) -> bool:
        """The agent of a chat leaves its session; gives whether there was one in it."""
        session = self.sessions.get(interaction)
        if session is None or not session.live or not session.agent:
            return False
        self._write(Event.AGENT_LEFT, interaction, self._pool.encode(session.agent))
        session.agent = ""
        self._inactivity.active(interaction)
        return True

    def system_wrote(self, interaction: int, text: str) -> None:
        """A message of a strategy, or of a service for it, has come into a session.

        It is empty if the provider has refused it.
        """
        session = self.sessions[interaction]
        session.from_system += 1
        if text:
            session.lines.append(f"system: {text}")
        self._inactivity.active(interaction)

    def notify(self, interaction: int, notice: str, message: str) -> None:
        """A notice comes into a session; without a message if that is empty.

        Some are activity.
        """
        content = self._why.content(message, interaction) if message else NONE
        self.sessions[interaction].lines.append(f"{notice}: {message}" if message else notice)
        self._journal.write(
            int(Event.NOTICED), interaction, NONE, NONE, NONE, self._pool.encode(notice), content
        )
        self._inactivity.noticed(interaction, notice)

    def idle(self, interaction: int) -> None:
        """Nobody has done anything in a session for as long as it may be idle."""
        if self.failing is not None and self.failing.down():
            self._inactivity.again(interaction)
            return
        step = self._inactivity.due(interaction)
        self.notify(interaction, step.notice, step.message)
        if step.notice == CLOSE:
            self.close(interaction, INACTIVE)
        elif self.sessions[interaction].asynchronous:
            self._check_on(interaction, IDLE)

    def restart(self, *, keeps_sessions: bool) -> None:
        """Chat Server restarts; it takes its sessions up again, or has lost them all."""
        self.restart_keeping(lambda _: keeps_sessions, all_of_them=keeps_sessions)

    def restart_keeping(self, keeps: Callable[[int], bool], *, all_of_them: bool) -> None:
        """Chat Server restarts, and takes up again those of its sessions that it keeps."""
        self._write(Event.RESTARTED, NONE, int(all_of_them))
        for interaction, session in self.sessions.items():
            if session.live and keeps(interaction):
                self._inactivity.active(interaction)
            elif session.live:
                self.lose_session(interaction)

    def close(self, interaction: int, code: int) -> None:
        """A session is closed with a quit reason code; its interaction may be stopped for it.

        A session that Chat Server does not know cannot be closed.
        """
        session = self.sessions[interaction]
        if not session.known:
            return
        if self.failing is not None and self.failing.goes_unnoticed(interaction, code):
            self.lose_session(interaction)
            return
        stops = self._stops(session)
        self._end(interaction, session, code)
        if stops:
            reason = self._pool.encode("stopped by Chat Server")
            self._life.finish(interaction, int(Place.STOPPED), reason)

    def _stops(self, session: Session) -> bool:
        """Whether Chat Server stops the interaction of a session that ends."""
        match self._stop_abandoned:
            case StopAbandoned.NEVER:
                return False
            case StopAbandoned.ALWAYS:
                return True
            case StopAbandoned.NOAGENTS:
                return not session.agent
            case StopAbandoned.NOANSWER:
                return not session.agents

    def lose_close(self, interaction: int) -> None:
        """The close does not arrive: the session stays open."""
        self._write(Event.CLOSE_LOST, interaction, NONE)

    def lose_session(self, interaction: int) -> None:
        """Chat Server forgets a session; nobody tells the interaction, which stays online."""
        self.sessions[interaction].known = False
        self._live.pop(interaction, None)
        self._inactivity.end(interaction)
        self._places.set_session(interaction, self._places.online[interaction], UNKNOWN)
        self._write(Event.SESSION_LOST, interaction, NONE)
        self._life.changed(interaction)

    def stop_place(self, interaction: int) -> int:
        """`LOST_REMOVED` for a chat that is lost at this instant, else `STOPPED`.

        Lost is a chat older than `lost_after` (a) that was left in its queue for longer than that
        after its session had ended, (b) whose session was to be terminated and is still open, or
        (c) whose session is not known to Chat Server [inferred].
        """
        session = self.sessions.get(interaction)
        age = self._agenda.now - self._places.created[interaction]
        silent = self.failing is not None and self.failing.down()  # unknown is not lost (I-19)
        if session is None or age <= self._lost_after_us or silent:
            return int(Place.STOPPED)
        since = max(self._places.placed[interaction], self._places.abandoned[interaction])
        left = self._places.pulled[interaction] - since
        left_behind = not session.open and left > self._lost_after_us
        lost = left_behind or (session.open and session.terminate) or not session.known
        return int(Place.LOST_REMOVED if lost else Place.STOPPED)

    def finishing(self, interaction: int) -> None:
        """An interaction comes to its final place: its session is closed if it is open."""
        session = self.sessions.get(interaction)
        if session is not None and session.live:
            self._end(interaction, session, REMOVED_BY_SERVER)

    def _end(self, interaction: int, session: Session, code: int) -> None:
        check(session.open, "I-19b", f"session of interaction {interaction} closed twice")
        session.open = False
        self._live.pop(interaction, None)
        self._inactivity.end(interaction)
        self._places.set_session(interaction, OFFLINE, KNOWN)
        self._places.end_patience(interaction)
        self._write(Event.SESSION_CLOSED, interaction, code)
        self._attach(interaction, IS_ONLINE, SHOWN[OFFLINE])
        found = session_statistics(
            self._statistics,
            length_us=self._agenda.now - session.opened_at,
            code=code,
            from_customers=session.from_customer,
            from_system=session.from_system,
            agents=session.agents,
        )
        for key, value in found:
            self._attach(interaction, key, value)

    def _check_on(self, interaction: int, status: int) -> None:
        """Tells views that there is something about an asynchronous chat, and since when."""
        now = Time((self._start + self._agenda.now + self.skew_us) // SECOND * SECOND)
        self._attach(interaction, ASYNC_STATUS, status)
        self._attach(interaction, ASYNC_CHECK_AT, str(now))

    def _data(self, interaction: int, key: str) -> Value | None:
        # Looking for a key must not put it into the pool, which is part of the log.
        for code, value in self._places.attached.items(interaction):
            if self._pool.decode(code) == key:
                return self._pool.decode(value)
        return None

    def _attach(self, interaction: int, key: str, value: Value) -> None:
        self._life.attach(interaction, self._pool.encode(key), self._pool.encode(value))

    def _write(self, event: Event, interaction: int, a: int) -> None:
        self._journal.write(int(event), interaction, NONE, NONE, NONE, a, NONE)
