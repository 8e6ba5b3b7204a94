"""`Handling`: interactions that lie in workbins or that an agent has, and how long they may.

In: the operation `WORKBIN`, what agents do, and the clocks of Interaction Server: how long a
strategy may keep an interaction (routing time-out), an agent may do nothing (handling time-out), a
workbin may hold it. Out: interactions in other places, rows of the event log. Of calls Interaction
Server knows nothing, so none of this is about them.
"""

from engine.faults import NO_OWNER
from engine.log.events import Cause, Event
from engine.ops import Place
from engine.program.model import Program
from engine.sim.core.columns import column
from engine.sim.core.life import Life
from engine.sim.core.numbers import (
    AGENT_GONE,
    INTERRUPTED,
    NONE,
    REST,
    REVOKED,
    UNROUTED,
    VOICE,
)
from engine.sim.core.state import State
from engine.sim.core.tags import FAULTY, TAG_DIGITS, fault_value
from engine.sim.core.waiting import Waiting
from engine.sim.host import Servers

ROUTING_TIMED_OUT = int(Event.ROUTING_TIMED_OUT)
TAKEN = int(Event.TAKEN)
STOWED = int(Event.STOWED)
RETURN_DUE = int(Event.RETURN_DUE)
WORKED = int(Event.WORKED)
HANDLING_TIMED_OUT = int(Event.HANDLING_TIMED_OUT)
WORKBIN_TIMED_OUT = int(Event.WORKBIN_TIMED_OUT)

TIMED_OUT = int(Cause.TIMED_OUT)
BY_AGENT = int(Cause.BY_AGENT)
CUT_OFF = int(Cause.CUT_OFF)
IN_STRATEGY = int(Place.RUNNING)
IN_WORKBIN = int(Place.IN_WORKBIN)
HANDLED = int(Place.HANDLED)
OUT_DEFAULT_ROUTED = int(Place.DEFAULT_ROUTED)
OUT_DISCONNECTED = int(Place.DISCONNECTED)
OUT_STOPPED = int(Place.STOPPED)
NOBODYS = fault_value(NO_OWNER)


class Handling:
    """Tables by stow, a `WORKBIN` of the program: where it puts what, and for how long."""

    def __init__(
        self,
        program: Program,
        *,
        state: State,
        life: Life,
        waiting: Waiting,
        servers: Servers,
    ) -> None:
        self._agenda = state.agenda
        self._journal = state.journal
        self._places = state.places
        self._activations = state.activations
        self._life = life
        self._waiting = waiting
        self._servers = servers
        count = max(len(program.stows), 1)
        self._workbin = column(count)
        self._owner = column(count)
        self._nobody = column(count)
        self._return_to = column(count)
        self._after = column(count)
        for number, stow in enumerate(program.stows):
            self._workbin[number] = stow.workbin
            self._owner[number] = stow.owner
            self._nobody[number] = stow.nobody
            self._return_to[number] = stow.return_to
            self._after[number] = stow.after_us
        self._returns: dict[int, int] = {}

    def stow(self, interaction: int, stow: int) -> int:
        """A strategy puts its interaction into a workbin, and ends; without an owner it fails."""
        owner = self._waiting.value(interaction, self._owner[stow])
        if owner & TAG_DIGITS == FAULTY:
            return self._life.fail(interaction, owner)
        if owner == self._nobody[stow]:
            return self._life.fail(interaction, NOBODYS)
        block = self._activations.block[interaction]
        self._life.end(interaction, block)
        self._put_into(interaction, block, self._workbin[stow], owner)
        if self._return_to[stow] != NONE:
            self._returns[interaction] = self._return_to[stow]
            until = self._agenda.now + self._after[stow]
            self._places.set_clock(interaction, self._after[stow])
            self._journal.write(
                RETURN_DUE, interaction, NONE, NONE, self._return_to[stow], NONE, until
            )
        return REST

    # What agents do

    def take(self, interaction: int, agent: int) -> None:
        """An agent (a text value) takes an interaction out of its queue or its workbin."""
        workbin, queue = self._places.workbin[interaction], NONE
        if self._places.place[interaction] != IN_WORKBIN:
            queue = self._places.queue[interaction]
        self._places.take(interaction, agent)
        self._journal.write(TAKEN, interaction, NONE, NONE, queue, agent, workbin)
        self._places.set_clock(interaction, self._servers.handling_timeout(interaction))

    def work(self, interaction: int) -> None:
        """The agent who has an interaction does something."""
        agent = self._places.agent[interaction]
        self._journal.write(WORKED, interaction, NONE, NONE, NONE, agent, NONE)
        self._places.set_clock(interaction, self._servers.handling_timeout(interaction))

    def place(self, interaction: int, queue: int) -> None:
        """The agent who has an interaction places it in a queue."""
        self._put(interaction, queue, BY_AGENT)

    def keep(self, interaction: int, workbin: int, owner: int) -> None:
        """The agent who has an interaction puts it into a workbin of an owner (a text value)."""
        self._put_into(interaction, NONE, workbin, owner)

    def stop(self, interaction: int, reason: int) -> None:
        """The agent who has an interaction stops it, for a reason (a text value)."""
        self._life.finish(interaction, OUT_STOPPED, reason)

    # Clocks

    def ring(self, interaction: int) -> None:
        """The clock for the place that an interaction is in has come to its end."""
        self._places.rung(interaction)
        length = self._agenda.now - self._places.since[interaction]
        place = self._places.place[interaction]
        if place == IN_STRATEGY:
            block = self._activations.block[interaction]
            self._journal.write(ROUTING_TIMED_OUT, interaction, block, NONE, NONE, NONE, length)
            self._life.end(interaction, block)
            self._return(interaction, UNROUTED, TIMED_OUT)
        elif place == HANDLED:
            agent = self._places.agent[interaction]
            self._journal.write(HANDLING_TIMED_OUT, interaction, NONE, NONE, NONE, agent, length)
            self._servers.released(interaction)
            self._return(interaction, REVOKED, TIMED_OUT)
        else:
            workbin = self._places.workbin[interaction]
            self._journal.write(WORKBIN_TIMED_OUT, interaction, NONE, NONE, NONE, workbin, length)
            self._put(interaction, self._returns[interaction], TIMED_OUT)

    # What goes wrong

    def interrupt(self, interaction: int) -> None:
        """Interaction Server restarts: the strategy that has an interaction is over, wherever it
        was, and the interaction is back in its queue [inferred]."""
        self._life.end(interaction, self._activations.block[interaction])
        self._return(interaction, INTERRUPTED, CUT_OFF)

    def lose_agent(self, interaction: int) -> None:
        """The agent who has an interaction is logged out: a call is disconnected, anything else
        goes back to its queue, as after a handling time-out [inferred]."""
        if self._places.family[interaction] == VOICE:
            reason = self._life.reason(AGENT_GONE)
            self._life.finish(interaction, OUT_DISCONNECTED, reason)
        else:
            self._servers.released(interaction)
            self._return(interaction, AGENT_GONE, CUT_OFF)

    def _return(self, interaction: int, reason: int, cause: int) -> None:
        """Back to the queue that it came from; what came out of none is default routed."""
        queue = self._places.queue[interaction]
        if queue == NONE:
            self._life.finish(interaction, OUT_DEFAULT_ROUTED, self._life.reason(reason))
        else:
            self._put(interaction, queue, cause)

    def _put(self, interaction: int, queue: int, cause: int) -> None:
        # Time has passed: nothing goes round in no time.
        self._places.hops[interaction] = 0
        self._life.put(interaction, queue, self._agenda.now, cause)

    def _put_into(self, interaction: int, block: int, workbin: int, owner: int) -> None:
        self._places.stow(interaction, workbin, owner)
        self._journal.write(STOWED, interaction, block, NONE, NONE, workbin, owner)
