"""`Treatments`: operations in which time passes: waiting, prompts, digits; and chance.

In: operations of blocks. Out: the next one, or `REST` while the activation is suspended; rows of
the event log.
"""

from engine.log.events import Event
from engine.sim.core.life import Life
from engine.sim.core.numbers import NONE, REST
from engine.sim.core.state import State
from engine.sim.core.tags import DIGIT_BITS, FAULTY, INTEGER, SCALE, TAG_DIGITS
from engine.sim.core.waiting import Waiting
from engine.sim.host import Servers

PLAYED = int(Event.PLAYED)
DRAWN = int(Event.DRAWN)


class Treatments:
    """What a caller hears and types, and what an activation waits for by the clock alone."""

    def __init__(self, *, state: State, life: Life, waiting: Waiting, servers: Servers) -> None:
        self._agenda = state.agenda
        self._journal = state.journal
        self._places = state.places
        self._activations = state.activations
        self._life = life
        self._waiting = waiting
        self._servers = servers

    def wait(self, interaction: int, op: int, expression: int) -> int:
        """Suspends for a duration."""
        until = self._waiting.until(interaction, expression)
        if until & TAG_DIGITS == FAULTY:
            return self._life.fail(interaction, until)
        if until >> DIGIT_BITS == self._agenda.now:
            return op + 1  # no time passes, so the count of blocks goes on
        self._places.hops[interaction] = 0
        self._activations.resume[interaction] = op + 1
        self._waiting.suspend(interaction, until >> DIGIT_BITS)
        return REST

    def play(self, interaction: int, op: int, prompt: int, expression: int) -> int:
        """Plays a prompt to the caller, and waits for its end."""
        text = self._waiting.value(interaction, prompt)
        if text & TAG_DIGITS == FAULTY:
            return self._life.fail(interaction, text)
        until = self._waiting.until(interaction, expression)
        if until & TAG_DIGITS == FAULTY:
            return self._life.fail(interaction, until)
        now, block = self._agenda.now, self._activations.block[interaction]
        end = until >> DIGIT_BITS
        self._journal.write(PLAYED, interaction, block, NONE, NONE, text, end - now)
        if end == now:
            return op + 1
        self._places.hops[interaction] = 0
        self._activations.resume[interaction] = op + 1
        self._waiting.suspend(interaction, end)
        return REST

    def collect(self, interaction: int, op: int, collection: int) -> int:
        """Waits for a caller's digits."""
        self._places.hops[interaction] = 0
        self._activations.resume[interaction] = op + 1
        block = self._activations.block[interaction]
        outcome = self._servers.collect(interaction, block, collection)
        if outcome & TAG_DIGITS == FAULTY:
            return self._life.fail(interaction, outcome)
        return REST

    def draw(self, interaction: int, op: int, slot: int) -> int:
        """Draws a number."""
        block = self._activations.block[interaction]
        number = self._servers.draw(interaction, block)
        self._activations.slots[self._activations.base[interaction] + slot] = (
            number * SCALE + INTEGER
        )
        self._journal.write(DRAWN, interaction, block, NONE, NONE, number, NONE)
        return op + 1
