"""What the scenario lets happen: customers who write or leave, callers who hang up, others' data.

In: the scenario's happenings, each at its time. Out: what follows from them, as rows of the log;
one that cannot happen is a row that says why (`Event.CAME_TO_NOTHING`), never silent.
"""

from dataclasses import dataclass
from typing import assert_never

from engine.esp.outcome import LOGGED_OUT
from engine.esp.rules.user_data import SYSTEM_KEYS
from engine.limits import Limits
from engine.log.events import Event
from engine.ops import FIRST_FINAL, Family, Place
from engine.scenario import ACTS, Act, Happening
from engine.sim.agents import Agents
from engine.sim.callers import Callers
from engine.sim.chat_server import ChatServer
from engine.sim.core.machine import Machine
from engine.sim.core.numbers import NONE, SESSION
from engine.sim.core.state import State
from engine.sim.core.tags import MISSING
from engine.sim.customers import Customers
from engine.sim.pooled import id_of
from engine.values import KV_INTEGER_MAX, Pool, Value

NUMBERS = {act: number for number, act in enumerate(Act)}
WORDS = {Family.VOICE: "call", Family.CHAT: "chat"}
PLACE_WORDS = {int(place): place.name.lower().replace("_", " ") for place in Place}
PLACE_WORDS[int(Place.LOST_REMOVED)] = "lost and removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Those who do something in a run."""

    customers: Customers
    callers: Callers
    agents: Agents


class Happenings:
    """The happenings of one run. What an act does is a method that gives why it did not, or ""."""

    def __init__(
        self,
        happenings: tuple[Happening, ...],
        limits: Limits,
        *,
        state: State,
        machine: Machine,
        chat_server: ChatServer,
        people: People,
        pool: Pool,
    ) -> None:
        self._happenings = happenings
        self._keys_max = limits.data_keys
        self._agenda = state.agenda
        self._journal = state.journal
        self._places = state.places
        self._activations = state.activations
        self._machine = machine
        self._chat_server = chat_server
        self._customers = people.customers
        self._callers = people.callers
        self._agents = people.agents
        self._pool = pool

    def schedule(self) -> None:
        """Puts all of them on the agenda; those of one instant happen in their order."""
        for number, happening in enumerate(self._happenings):
            self._agenda.schedule(happening.at_us, SESSION, number)

    def happened(self, number: int) -> None:
        """The time of one has come."""
        happening = self._happenings[number]
        interaction = self._whom(happening)
        reason = self._obstacle(happening, interaction) or self._act(happening, interaction)
        if reason:
            self._journal.write(
                int(Event.CAME_TO_NOTHING), interaction, NONE, number, NONE,
                NUMBERS[happening.act], self._pool.encode(reason),
            )  # fmt: skip

    def _whom(self, happening: Happening) -> int:
        """The interaction that a happening is about; `NONE` if it has not been created."""
        if ACTS[happening.act].to_nobody:
            return NONE
        if happening.of is not None:
            return happening.of if happening.of < self._places.length else NONE
        page = ACTS[happening.act]
        if page.family is not None:
            wanted = {page.family}
        else:
            wanted = {family for family in Family if not page.not_calls or family != Family.VOICE}
        families = self._places.family
        found = (each for each in range(self._places.length) if families[each] in wanted)
        # Where only calls are, the first one says why it cannot be.
        return next(found, 0 if page.family is None else NONE)

    def _obstacle(self, happening: Happening, interaction: int) -> str:
        """Why the act cannot happen to an interaction, whatever the act does."""
        family = ACTS[happening.act].family
        if ACTS[happening.act].to_nobody:
            return ""
        word = WORDS.get(family, "") if family is not None else ""
        if interaction == NONE and happening.of is None:
            return f"there has been no {word} by then"
        if interaction == NONE:
            return f"nothing has been created by then that `of: {happening.of}` names"
        if family is not None and self._places.family[interaction] != family:
            return f"{self._id(interaction)} is no {word}"
        place = self._places.place[interaction]
        # A customer may write whose chat is over.
        if place >= FIRST_FINAL and happening.act is not Act.CUSTOMER_WRITES:
            return f"{self._id(interaction)} is over: {PLACE_WORDS[place]}"
        return ""

    def _act(self, happening: Happening, interaction: int) -> str:
        match happening.act:
            case Act.CUSTOMER_WRITES:
                return self._customers.write(interaction, str(happening.arguments[0]))
            case Act.SESSION_ENDS:
                return self._end(interaction)
            case Act.SESSION_LOST:
                return self._lose(interaction)
            case Act.CALLER_HANGS_UP:
                return self._hang_up(interaction)
            case Act.CALLER_PRESSES:
                return self._press(interaction, str(happening.arguments[0]))
            case Act.INTERACTION_HELD | Act.INTERACTION_RELEASED:
                return self._hold(interaction, int(happening.act is Act.INTERACTION_HELD))
            case Act.CHAT_SERVER_RESTARTS:
                self._chat_server.restart(keeps_sessions=happening.arguments == (True,))
                return ""
            case Act.DATA_CHANGES:
                key, value = happening.arguments
                return self._change(interaction, str(key), value)
            case (
                Act.AGENT_TAKES
                | Act.AGENT_WORKS
                | Act.AGENT_LEAVES
                | Act.AGENT_PLACES
                | Act.AGENT_KEEPS
                | Act.AGENT_STOPS
                | Act.AGENT_FINISHES
                | Act.AGENT_READY
                | Act.AGENT_NOT_READY
                | Act.AGENT_TRANSFERS
                | Act.AGENT_LOGS_OUT
                | Act.AGENT_LOGS_IN
            ):
                texts = tuple(map(str, happening.arguments))
                return self._agents.act(happening.act, interaction, texts)
            case other:
                assert_never(other)

    def _end(self, chat: int) -> str:
        reason = self._dead_session(chat)
        if not reason:
            self._chat_server.close(chat, LOGGED_OUT)
        return reason

    def _lose(self, chat: int) -> str:
        reason = self._dead_session(chat)
        if not reason:
            self._chat_server.lose_session(chat)
        return reason

    def _dead_session(self, chat: int) -> str:
        session = self._chat_server.sessions[chat]
        if not session.known:
            return f"Chat Server does not know the session of {self._id(chat)}"
        return "" if session.open else f"the session of {self._id(chat)} has ended"

    def _hang_up(self, call: int) -> str:
        if not self._places.online[call]:
            return f"the caller of {self._id(call)} has hung up"
        self._machine.hang_up(call)
        return ""

    def _press(self, call: int, keys: str) -> str:
        if not self._places.online[call]:
            return f"the caller of {self._id(call)} has hung up"
        if not self._callers.listening(call):
            return f"{self._id(call)} is in no block that collects digits"
        self._callers.press(call, keys)
        return ""

    def _hold(self, interaction: int, on_hold: int) -> str:
        if self._places.family[interaction] == Family.VOICE:
            return f"{self._id(interaction)} is a call, of which Interaction Server knows nothing"
        if self._places.on_hold[interaction] == on_hold:
            return f"{self._id(interaction)} is {'on hold already' if on_hold else 'not on hold'}"
        self._places.set_hold(interaction, on_hold)
        event = Event.HELD if on_hold else Event.RELEASED
        self._journal.write(int(event), interaction, NONE, NONE, NONE, NONE, NONE)
        self._machine.life.changed(interaction)
        return ""

    def _change(self, interaction: int, key: str, value: Value) -> str:
        if key in SYSTEM_KEYS:
            return f"`{key}` belongs to the system, and nobody else sets it"
        code, attached = self._pool.encode(key), self._places.attached
        count: int = attached.counts[interaction]
        if count >= self._keys_max and attached.get(interaction, code) == MISSING:
            return f"{self._id(interaction)} has {count} keys, and takes no more"
        if type(value) is int and not -KV_INTEGER_MAX - 1 <= value <= KV_INTEGER_MAX:
            return f"{value} is no integer of 32 bits"
        self._machine.life.attach(interaction, code, self._pool.encode(value))
        return ""

    def _id(self, interaction: int) -> str:
        return id_of(self._places, interaction)
