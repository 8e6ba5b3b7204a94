"""`Callers`: what callers type, and what becomes of it in a `collect` block.

In: the operation `COLLECT`, keys that are pressed, the end of waiting. Out: rows of the log, a
variable with the digits, activations that go on. A try begins with the prompt, which a key stops;
each key is waited for as long as the block says. Whom a scenario gives digits types them all, one
second after the prompt has ended; who has hung up types nothing.
"""

from dataclasses import dataclass

from engine.blocks.operands import Collection
from engine.faults import BY_NUMBER, TIMEOUT
from engine.limits import Limits
from engine.log.events import Event, Input
from engine.program.model import Program
from engine.scenario import Scenario
from engine.scenario.told import Told, What
from engine.sim.core.expressions import Evaluator
from engine.sim.core.machine import Machine
from engine.sim.core.numbers import COLLECTING, NONE, SILENT
from engine.sim.core.state import State
from engine.sim.core.tags import NOT_THERE, OVERFLOWN, WRONG, is_fault
from engine.sim.host import SUSPENDED
from engine.sim.visiting import Visitors
from engine.sim.why import WhySection
from engine.values import SECOND, Duration, Pool

THINKING_US = SECOND
"""How long after a prompt a scenario's caller types [inferred]."""


@dataclass(slots=True, kw_only=True)
class Listening:
    """A call in a `collect` block. `coming` is what its caller is about to type."""

    collection: Collection
    block: int
    prompt: str
    length_us: int
    tried: int = 0
    typed: str = ""
    coming: str = ""


class Callers:
    """The callers of one run, by their interactions."""

    def __init__(
        self,
        program: Program,
        scenario: Scenario,
        limits: Limits,
        *,
        state: State,
        evaluator: Evaluator,
        machine: Machine,
        pool: Pool,
        why: WhySection,
    ) -> None:
        self._collections = program.collections
        self._blocks = program.blocks
        self._length_max = limits.horizon_us
        self._told: dict[str, Told] = {}
        for told in scenario.told:
            if told.what is What.DIGITS:
                self._told.setdefault(told.block, told)
        self._times: dict[str, int] = {}
        self._journal = state.journal
        self._places = state.places
        self._activations = state.activations
        self._evaluator = evaluator
        self._machine = machine
        self._pool = pool
        self._why = why
        self._calls: dict[int, Listening] = {}
        self.visitors: Visitors | None = None

    def collect(self, interaction: int, block: int, number: int) -> int:
        """Plays the prompt and waits for digits: `SUSPENDED`, or the fault of an expression."""
        collection = self._collections[number]
        found: list[str | Duration] = []
        for expression in (collection.prompt, collection.length):
            code = self._evaluator.evaluate(expression, interaction, SILENT)
            if is_fault(code):
                return code
            value = self._pool.decode(code) if code else None
            if not isinstance(value, str | Duration):
                return NOT_THERE if value is None else WRONG
            found.append(value)
        prompt, length = found
        if not isinstance(prompt, str) or not isinstance(length, Duration):
            return WRONG
        if length > self._length_max:
            return OVERFLOWN
        listening = Listening(
            collection=collection, block=block, prompt=prompt, length_us=max(int(length), 0)
        )
        self._calls[interaction] = listening
        self._places.note(interaction)
        self._machine.wait_for(interaction, COLLECTING, self._ask(interaction, listening))
        return SUSPENDED

    def forget(self, interaction: int) -> None:
        """Nothing refers to an interaction any more."""
        self._calls.pop(interaction, None)

    def listening(self, interaction: int) -> bool:
        """Whether a call waits for its caller's digits."""
        running = self._activations.is_running(interaction)
        return running and self._activations.waiting[interaction] == COLLECTING

    def press(self, interaction: int, keys: str) -> None:
        """The caller of a call that is listening presses keys."""
        listening = self._calls[interaction]
        listening.coming = ""
        self._write(Event.PRESSED, interaction, listening, keys, NONE)
        collection = listening.collection
        for key in keys:
            if key == collection.terminator:
                self._settle(interaction, listening)
                return
            listening.typed += key
            if len(listening.typed) == collection.most:
                self._settle(interaction, listening)
                return
        self._machine.wait_again(interaction, COLLECTING, collection.timeout_us)

    def waited(self, interaction: int) -> None:
        """The caller types what is coming, or has typed nothing more in time."""
        listening = self._calls[interaction]
        if listening.coming:
            self.press(interaction, listening.coming)
        elif listening.typed:
            self._settle(interaction, listening)
        else:
            self._write(Event.COLLECTED, interaction, listening, "", Input.NOTHING)
            if self._again(interaction, listening):
                return
            content = self._why.fault(BY_NUMBER[TIMEOUT].text)
            self._machine.resume_failed(interaction, TIMEOUT, content)

    def _ask(self, interaction: int, listening: Listening) -> int:
        """Plays the prompt for one more try. Gives how long nothing can happen by itself."""
        listening.tried += 1
        listening.typed = ""
        label = self._blocks[listening.block].label
        time = self._times.get(label, 0)
        self._times[label] = time + 1
        there = label in self._told and self._places.online[interaction]
        coming = self._told[label].at(time) if there else None
        if self.visitors is not None and self._places.online[interaction]:
            coming = self.visitors.types(interaction, label)
        listening.coming = str(coming or "")
        self._write(Event.PLAYED, interaction, listening, listening.prompt, listening.length_us)
        after = THINKING_US if listening.coming else listening.collection.timeout_us
        return listening.length_us + after

    def _again(self, interaction: int, listening: Listening) -> bool:
        """Begins another try if there is one."""
        if listening.tried >= listening.collection.tries:
            return False
        self._machine.wait_again(interaction, COLLECTING, self._ask(interaction, listening))
        return True

    def _settle(self, interaction: int, listening: Listening) -> None:
        """The caller has finished typing."""
        collection, typed = listening.collection, listening.typed
        fits = len(typed) >= collection.least
        fits = fits and (not collection.allowed or typed in collection.allowed)
        outcome = Input.TAKEN if fits else Input.INVALID
        self._write(Event.COLLECTED, interaction, listening, typed, outcome)
        if fits:
            slot = self._activations.base[interaction] + collection.slot
            self._activations.slots[slot] = self._pool.encode(typed)
            self._write(
                Event.ASSIGNED, interaction, listening, collection.name, self._pool.encode(typed)
            )
            self._machine.resume(interaction)
        elif not self._again(interaction, listening):
            self._machine.leave_by(interaction, collection.invalid)

    def _write(
        self, event: Event, interaction: int, listening: Listening, text: str, b: int
    ) -> None:
        a = self._pool.encode(text)
        self._journal.write(int(event), interaction, listening.block, NONE, NONE, a, int(b))
