"""`Keeping`: operations that write down a value: variables, attached data, the trace.

In: operations of blocks. Out: the next one; rows of the event log.
"""

from engine.limits import Limits
from engine.log.events import Event
from engine.sim.core.life import Life
from engine.sim.core.numbers import NONE
from engine.sim.core.state import State
from engine.sim.core.tags import (
    DIGIT_BITS,
    FAULTY,
    INTEGER,
    MISSING,
    OVERFLOWN,
    TAG_DIGITS,
    TOO_MUCH,
)
from engine.sim.core.waiting import Waiting
from engine.values import KV_INTEGER_MAX

ASSIGNED = int(Event.ASSIGNED)
ATTACHED = int(Event.ATTACHED)
LOGGED = int(Event.LOGGED)
CARRIED_MAX = KV_INTEGER_MAX
CARRIED_MIN = -KV_INTEGER_MAX - 1


class Keeping:
    """Sets variables and attached data, and writes to the trace."""

    def __init__(self, limits: Limits, *, state: State, life: Life, waiting: Waiting) -> None:
        self._journal = state.journal
        self._places = state.places
        self._activations = state.activations
        self._life = life
        self._waiting = waiting
        self._keys_max = limits.data_keys

    def let(self, interaction: int, op: int, slot: int, expression: int) -> int:
        """Sets a variable that the author did not name."""
        value = self._waiting.value(interaction, expression)
        if value & TAG_DIGITS == FAULTY:
            return self._life.fail(interaction, value)
        self._activations.slots[self._activations.base[interaction] + slot] = value
        return op + 1

    def set(self, interaction: int, op: int, slot: int, expression: int, name: int) -> int:
        """Sets a variable."""
        value = self._waiting.value(interaction, expression)
        if value & TAG_DIGITS == FAULTY:
            return self._life.fail(interaction, value)
        self._activations.slots[self._activations.base[interaction] + slot] = value
        block = self._activations.block[interaction]
        self._journal.write(ASSIGNED, interaction, block, NONE, NONE, name, value)
        return op + 1

    def attach(self, interaction: int, op: int, key: int, expression: int) -> int:
        """Sets a key of attached data."""
        value = self._waiting.value(interaction, expression)
        if value & TAG_DIGITS == FAULTY:
            return self._life.fail(interaction, value)
        attached = self._places.attached
        full = attached.counts[interaction] >= self._keys_max
        if full and attached.get(interaction, key) == MISSING:
            return self._life.fail(interaction, TOO_MUCH)
        if value & TAG_DIGITS == INTEGER and not CARRIED_MIN <= value >> DIGIT_BITS <= CARRIED_MAX:
            return self._life.fail(interaction, OVERFLOWN)
        attached.set(interaction, key, value)
        block = self._activations.block[interaction]
        self._journal.write(ATTACHED, interaction, block, NONE, NONE, key, value)
        return op + 1

    def log(self, interaction: int, op: int, expression: int) -> int:
        """Writes to the trace."""
        value = self._waiting.value(interaction, expression)
        if value & TAG_DIGITS == FAULTY:
            return self._life.fail(interaction, value)
        block = self._activations.block[interaction]
        self._journal.write(LOGGED, interaction, block, NONE, NONE, value, NONE)
        return op + 1
