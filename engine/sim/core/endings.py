"""`Endings`: operations that end an activation by bringing the interaction to another place.

In: operations of blocks. Out: `REST`, or the next one where a fault leads; rows of the event log.
"""

from engine.log.events import Cause
from engine.ops import NO_CODE, Place
from engine.sim.core.life import Life
from engine.sim.core.numbers import REST
from engine.sim.core.state import State
from engine.sim.core.tags import DIGIT_BITS, FAULTY, MISSING, SCALE, TAG_DIGITS
from engine.sim.core.waiting import Waiting
from engine.sim.host import Servers

PARKED = int(Cause.PARKED)
OUT_DISCONNECTED = int(Place.DISCONNECTED)
NO_EXPRESSION = int(NO_CODE)


class Endings:
    """Where strategies leave their interactions."""

    def __init__(self, *, state: State, life: Life, waiting: Waiting, servers: Servers) -> None:
        self._agenda = state.agenda
        self._activations = state.activations
        self._life = life
        self._waiting = waiting
        self._servers = servers

    def stop(self, interaction: int, expression: int) -> int:
        """Stops the interaction, for a reason."""
        return self._finish_for(interaction, self._servers.stop_place(interaction), expression)

    def disconnect(self, interaction: int, expression: int) -> int:
        """Disconnects the call, for a reason."""
        return self._finish_for(interaction, OUT_DISCONNECTED, expression)

    def park(self, interaction: int, queue: int, expression: int) -> int:
        """Moves into a queue, invisible to views for as long as an expression says."""
        visible = self._agenda.now * SCALE
        if expression != NO_EXPRESSION:
            visible = self._waiting.until(interaction, expression)
            if visible & TAG_DIGITS == FAULTY:
                return self._life.fail(interaction, visible)
        self._life.end(interaction, self._activations.block[interaction])
        self._life.put(interaction, queue, visible >> DIGIT_BITS, PARKED)
        return REST

    def _finish_for(self, interaction: int, place: int, expression: int) -> int:
        reason = MISSING
        if expression != NO_EXPRESSION:
            reason = self._waiting.value(interaction, expression)
            if reason & TAG_DIGITS == FAULTY:
                return self._life.fail(interaction, reason)
        self._life.finish(interaction, place, reason)
        return REST
