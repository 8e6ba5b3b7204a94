"""Agents at their desktops, as far as tests say what they do with chats and e-mails.

In: an interaction, and what its agent does. Out: rows of the log, and the interaction in another
place; or why it cannot be. Whom a strategy routes to, with which skills, is none of this.
"""

from typing import Literal, TypeAlias

from engine.log.events import Event
from engine.ops import Family, Place
from engine.program.model import Program
from engine.scenario import Act
from engine.sim.chat_server import ChatServer
from engine.sim.core.machine import Machine
from engine.sim.core.numbers import NONE
from engine.sim.core.state import State
from engine.sim.core.tags import MISSING
from engine.sim.handling_timeout import HANDLING_TIMEOUT, handling_timeout_us, minutes_of
from engine.sim.pooled import id_of
from engine.values import Pool, Value

LAST_AGENT, SELECTED = "LastAgent", "RTargetAgentSelected"
"""Keys of user data that name the agent who got an interaction [inferred for one who took it]."""

AgentAct: TypeAlias = Literal[
    Act.AGENT_TAKES,
    Act.AGENT_WORKS,
    Act.AGENT_LEAVES,
    Act.AGENT_PLACES,
    Act.AGENT_KEEPS,
    Act.AGENT_STOPS,
    Act.AGENT_FINISHES,
    Act.AGENT_READY,
    Act.AGENT_NOT_READY,
    Act.AGENT_TRANSFERS,
    Act.AGENT_LOGS_OUT,
    Act.AGENT_LOGS_IN,
]


class Agents:
    """What agents do; each act is a method that gives why it did not happen, or ""."""

    def __init__(
        self,
        program: Program,
        *,
        state: State,
        machine: Machine,
        chat_server: ChatServer,
        pool: Pool,
    ) -> None:
        self._server = program.directory.interaction_server
        self._media = {each.media: each.handling_us for each in self._server.media}
        self._queues = {queue.name: number for number, queue in enumerate(program.queues)}
        self._workbins = {
            workbin.name: number for number, workbin in enumerate(program.directory.workbins)
        }
        self._staff = {agent.name: number for number, agent in enumerate(program.directory.agents)}
        self._lines = {
            each.name: number
            for number, each in enumerate(program.strategies)
            if each.family == Family.VOICE and not each.subroutine
        }
        self._agenda = state.agenda
        self._journal = state.journal
        self._places = state.places
        self._machine = machine
        self._chat_server = chat_server
        self._pool = pool

    def act(self, act: AgentAct, interaction: int, texts: tuple[str, ...]) -> str:
        """One act with what it says."""
        match act:
            case Act.AGENT_TAKES:
                return self.take(interaction, *texts)
            case Act.AGENT_WORKS:
                return self.work(interaction)
            case Act.AGENT_LEAVES:
                return self.leave(interaction)
            case Act.AGENT_PLACES:
                return self.place(interaction, *texts)
            case Act.AGENT_KEEPS:
                return self.keep(interaction, *texts)
            case Act.AGENT_STOPS:
                return self.stop(interaction, *texts)
            case Act.AGENT_FINISHES:
                return self.finish(interaction)
            case Act.AGENT_TRANSFERS:
                return self.transfer(interaction, *texts)
            case Act.AGENT_READY | Act.AGENT_NOT_READY | Act.AGENT_LOGS_OUT | Act.AGENT_LOGS_IN:
                return self.appear(act, *texts)

    def take(self, interaction: int, agent: str) -> str:
        """An agent takes an interaction out of its queue or its workbin."""
        reason = self._out_of_reach(interaction)
        if reason:
            return reason
        if not agent:
            return "the agent has no name"
        self._machine.handling.take(interaction, self._pool.encode(agent))
        for key in (SELECTED, LAST_AGENT):
            self._attach(interaction, key, agent)
        self._chat_server.agent_joins(interaction, agent)
        return ""

    def place(self, interaction: int, queue: str) -> str:
        """The agent places an interaction in a queue, and leaves its session."""
        reason = self._not_handled(interaction)
        if reason:
            return reason
        if queue not in self._queues:
            return f"no interaction queue {queue}"
        self._chat_server.agent_leaves(interaction)
        self._machine.handling.place(interaction, self._queues[queue])
        return ""

    def keep(self, interaction: int, workbin: str, owner: str) -> str:
        """The agent puts an interaction into a workbin, and leaves its session."""
        reason = self._not_handled(interaction)
        if reason:
            return reason
        if workbin not in self._workbins:
            return f"no workbin {workbin}"
        if not owner:
            return "nobody is named whose workbin it is"
        self._chat_server.agent_leaves(interaction)
        number = self._workbins[workbin]
        self._machine.handling.keep(interaction, number, self._pool.encode(owner))
        return ""

    def stop(self, interaction: int, reason: str) -> str:
        """The agent stops an interaction."""
        refused = self._not_handled(interaction)
        if not refused:
            self._machine.handling.stop(interaction, self._pool.encode(reason))
        return refused

    def finish(self, interaction: int) -> str:
        """The agent is done with an interaction."""
        refused = self._not_handled(interaction)
        if not refused:
            self._machine.routing.finish(interaction)
        return refused

    def transfer(self, call: int, strategy: str) -> str:
        """The agent sends a call back to a routing point, where a strategy begins with it."""
        refused = self._not_handled(call)
        if refused:
            return refused
        if strategy not in self._lines:
            return f"no strategy {strategy} for calls"
        self._machine.transfer(call, self._lines[strategy])
        return ""

    def appear(self, act: Act, agent: str) -> str:
        """An agent of the project becomes ready, or is so no longer; logs out, as soon as they have
        nothing, or in."""
        if agent not in self._staff:
            return f"there is no agent {agent}"
        routing, number = self._machine.routing, self._staff[agent]
        is_ready = bool(routing.staff.ready[number])
        # Or is about to be: no test lets anybody have a break.
        is_out = bool(routing.staff.presence.is_leaving[number])
        if is_out and act in (Act.AGENT_LOGS_OUT, Act.AGENT_READY):
            return f"{agent} is logged out"
        if not is_out and act is Act.AGENT_LOGS_IN:
            return f"{agent} is logged in"
        if act in (Act.AGENT_READY, Act.AGENT_NOT_READY):
            ready = act is Act.AGENT_READY
            if is_ready == ready:
                return f"{agent} is ready" if ready else f"{agent} is not ready"
            routing.set_ready(number, ready)
        elif act is Act.AGENT_LOGS_OUT:
            routing.log_out(number)
        else:
            routing.log_in(number)
        return ""

    def work(self, interaction: int) -> str:
        """The agent does something with an interaction."""
        reason = self._not_handled(interaction)
        if not reason:
            self._machine.handling.work(interaction)
        return reason

    def leave(self, interaction: int) -> str:
        """The agent leaves the chat's session, and still has the chat."""
        reason = self._not_handled(interaction)
        if reason:
            return reason
        if not self._chat_server.agent_leaves(interaction):
            return f"no agent is in a session of {self._id(interaction)}"
        self._machine.handling.work(interaction)
        return ""

    def accepted(self, interaction: int) -> None:
        """An agent has accepted a chat: they join its session."""
        self._chat_server.agent_joins(interaction, self._agent(interaction))

    def released(self, interaction: int) -> None:
        """The agent who has an interaction is about to lose it."""
        self._chat_server.agent_leaves(interaction)

    def handling_timeout(self, interaction: int) -> int:
        """How long the agent may do nothing; user data that says no such time is passed over."""
        said = self._places.attached.get(interaction, self._pool.encode(HANDLING_TIMEOUT))
        own: Value | None = None if said == MISSING else self._pool.decode(said)
        if own is not None and minutes_of(own) is None:
            event = int(Event.TIMEOUT_IGNORED)
            self._journal.write(event, interaction, NONE, NONE, NONE, said, NONE)
        media = str(self._pool.decode(self._places.media[interaction]))
        return handling_timeout_us(own, self._media.get(media), self._server.handling_us)

    def usual_timeout(self, media: int) -> tuple[int, int]:
        """The key of user data that may say how long an agent may do nothing (a text value), and
        how long it is for a media type where the data says nothing."""
        usual = self._media.get(str(self._pool.decode(media)))
        length = handling_timeout_us(None, usual, self._server.handling_us)
        return self._pool.encode(HANDLING_TIMEOUT), length

    def _out_of_reach(self, interaction: int) -> str:
        """Why no agent can take an interaction."""
        place: int = self._places.place[interaction]
        if self._places.family[interaction] == Family.VOICE:
            return f"{self._id(interaction)} is a call, of which Interaction Server knows nothing"
        if place == Place.RUNNING:
            return f"{self._id(interaction)} is with a strategy"
        if place == Place.HANDLED:
            return f"{self._agent(interaction)} has {self._id(interaction)}"
        if self._places.on_hold[interaction]:
            return f"{self._id(interaction)} is on hold"
        unseen = self._places.visible[interaction] > self._agenda.now
        if place == Place.QUEUED and unseen:
            return f"{self._id(interaction)} is not to be seen in its queue yet"
        return ""

    def _not_handled(self, interaction: int) -> str:
        if self._places.place[interaction] == Place.HANDLED:
            return ""
        return f"no agent has {self._id(interaction)}"

    def _agent(self, interaction: int) -> str:
        return str(self._pool.decode(self._places.agent[interaction]))

    def _attach(self, interaction: int, key: str, value: Value) -> None:
        self._machine.life.attach(interaction, self._pool.encode(key), self._pool.encode(value))

    def _id(self, interaction: int) -> str:
        return id_of(self._places, interaction)
