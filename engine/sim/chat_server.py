"""Chat Server: the sessions of chats, how they end, and what that does to the interactions.

In: what ESP calls and strategies ask for. Out: rows of the log, `IsOnline` of interactions. A
session has the id of its interaction. A closed session leaves its interaction where it is, unless
`stop_abandoned_interaction` says otherwise: that is where lost chats come from (docs.genesys.com,
Chat Server options).
"""

from dataclasses import dataclass

from engine import directory
from engine.directory import StopAbandoned
from engine.esp.outcome import REMOVED_BY_SERVER
from engine.log.events import Event
from engine.ops import Place
from engine.sim.core.life import Life
from engine.sim.core.numbers import NONE
from engine.sim.core.state import State
from engine.sim.invariants import check
from engine.values import Pool

IS_ONLINE = "IsOnline"
"""The key of user data that says whether the session is open: "1" or "0" (docs.genesys.com)."""
SHOWN = ("0", "1")
"""Its values."""
OFFLINE, ONLINE = 0, 1
UNKNOWN, KNOWN = 0, 1


@dataclass(slots=True)
class Session:
    """One session; `known` is false once Chat Server has forgotten it."""

    terminate: bool
    open: bool = True
    known: bool = True
    abandoned_at: int | None = None
    """AbandonedAt: when the session ended, None while it is open."""


class ChatServer:
    """The sessions of one run, by interaction."""

    def __init__(
        self,
        configured: directory.ChatServer,
        state: State,
        life: Life,
        pool: Pool,
    ) -> None:
        self.sessions: dict[int, Session] = {}
        self._stop_abandoned = configured.stop_abandoned_interaction
        self._lost_after_us = configured.lost_after_us
        self._agenda = state.agenda
        self._journal = state.journal
        self._places = state.places
        self._life = life
        self._pool = pool

    def open(self, interaction: int, *, terminate: bool) -> None:
        """A session is opened; the customer is online."""
        self.sessions[interaction] = Session(terminate)
        self._places.set_session(interaction, ONLINE, KNOWN)
        self._write(Event.SESSION_OPENED, interaction, int(terminate))

    def ended_before(self, interaction: int) -> None:
        """The interaction's session had ended when the run began."""
        self.sessions[interaction] = Session(terminate=False, open=False, abandoned_at=0)
        self._places.set_session(interaction, OFFLINE, KNOWN)

    def close(self, interaction: int, code: int) -> None:
        """A session is closed with a quit reason code; its interaction may be stopped for it.

        A session that Chat Server does not know cannot be closed.
        """
        session = self.sessions[interaction]
        if not session.known:
            return
        self._end(interaction, session, code)
        # `always`, `noagents` and `noanswer` agree as long as no agent has joined a chat.
        if self._stop_abandoned is not StopAbandoned.NEVER:
            reason = self._pool.encode("stopped by Chat Server")
            self._life.finish(interaction, int(Place.STOPPED), reason)

    def lose_close(self, interaction: int) -> None:
        """The close does not arrive: the session stays open."""
        self._write(Event.CLOSE_LOST, interaction, NONE)

    def lose_session(self, interaction: int) -> None:
        """Chat Server forgets a session; nobody tells the interaction, which stays online."""
        self.sessions[interaction].known = False
        self._places.set_session(interaction, ONLINE, UNKNOWN)
        self._write(Event.SESSION_LOST, interaction, NONE)
        self._life.changed(interaction)

    def stop_place(self, interaction: int) -> int:
        """`LOST_REMOVED` for a chat that is lost at this instant, else `STOPPED`.

        Lost is a chat older than `lost_after` whose session (a) has ended, while it was left in its
        queue for longer than that, (b) was to be terminated and is still open, or (c) is not known
        to Chat Server [inferred].
        """
        session = self.sessions.get(interaction)
        age = self._agenda.now - self._places.created[interaction]
        if session is None or age <= self._lost_after_us:
            return int(Place.STOPPED)
        in_queue = self._places.pulled[interaction] - self._places.placed[interaction]
        left_behind = not session.open and in_queue > self._lost_after_us
        lost = left_behind or (session.open and session.terminate) or not session.known
        return int(Place.LOST_REMOVED if lost else Place.STOPPED)

    def finishing(self, interaction: int) -> None:
        """An interaction comes to its final place: its session is closed if it is open."""
        session = self.sessions.get(interaction)
        if session is not None and session.open and session.known:
            self._end(interaction, session, REMOVED_BY_SERVER)

    def _end(self, interaction: int, session: Session, code: int) -> None:
        check(session.open, "I-19b", f"session of interaction {interaction} closed twice")
        session.open = False
        session.abandoned_at = self._agenda.now
        self._places.set_session(interaction, OFFLINE, KNOWN)
        self._write(Event.SESSION_CLOSED, interaction, code)
        offline = self._pool.encode(SHOWN[OFFLINE])
        self._life.attach(interaction, self._pool.encode(IS_ONLINE), offline)

    def _write(self, event: Event, interaction: int, a: int) -> None:
        self._journal.write(int(event), interaction, NONE, NONE, NONE, a, NONE)
