"""The `why` section while it is written: reasons of events, and the texts they quote.

In: events and what explains them. Out: rows and contents of `EventLog`. Contents are what the log
proper must not hold: messages, envelopes, fault texts, conditions.
"""

from engine.faults import BY_NUMBER
from engine.log.events import Why
from engine.log.model import Reason
from engine.log.system_properties import OF_A_CALL, SystemProperties, of_beginning, of_pairs
from engine.ops import Family
from engine.program.model import Program
from engine.scenario import fault_text
from engine.sim.core.journal import Journal
from engine.sim.core.numbers import NONE, NOT_HELD, REASONS, TOO_FAST, TOO_MANY_AT_ONCE
from engine.sim.core.places import Places
from engine.values import MINUTE, SECOND, KVList, Pool, Value

PASSED_OVER = (
    "not ready", "logged out", "on a break",
    "has as much as they may have", "has what their capacity rule keeps from more of this",
    "lacks the skills", "the threshold is false",
    "has more to do, or was idle for less time", "was idle for less time",
    "has more to do, or was idle for less time", "was busier",
    "has more to do, or was idle for less time",
)  # fmt: skip
"""Why agents are passed over, in the order of `core.numbers`; behind `PREFERRED` by `Order`."""
UNITS = {SECOND: "second", MINUTE: "minute"}


class WhySection:
    """Rows and contents, and the words for what the core knows as numbers.

    `properties` are the system properties of interactions, by their slots, where some are known.
    One that is quiet (`hush`) keeps nothing, one that follows some interactions what their events
    have: the contents of faults, which strategies read, are values of the pool then.
    """

    def __init__(self, program: Program, pool: Pool, places: Places | None = None) -> None:
        self.reasons: list[Reason] = []
        self.contents: list[Value] = []
        self.properties: dict[int, SystemProperties] = {}
        self.explains = True
        self._keeps = True
        self._journal: Journal | None = None
        self._passed: set[tuple[int, int]] = set()
        self._texts: dict[str, int] = {}
        self._program = program
        self._pool = pool
        self._places = places

    def hush(self) -> None:
        """Nobody reads reasons and contents: from now on there are none."""
        self.explains = False

    def spare(self) -> None:
        """Nobody reads reasons: contents alone are numbered from now on, as rows name them."""
        self._keeps = False

    def follow(self, journal: Journal) -> None:
        """Nobody reads reasons and contents but of events that the journal keeps, since it follows
        some interactions."""
        self.explains = False
        self._journal = journal

    def fault(self, text: str) -> int:
        """The content of a fault's words; see `fault_text`."""
        return self._index(text) if self.explains else self._pool.encode(text)

    def fault_text(self, content: int) -> int:
        """A fault's words as a value."""
        return self._pool.encode(self.contents[content]) if self.explains else content

    def content(self, value: Value, interaction: int) -> int:
        """The index of a content, `NONE` if nothing is kept of what happens to the interaction."""
        follows = self._journal is not None and self._journal.tells(interaction)
        return self._index(value) if self.explains or follows else NONE

    def _index(self, value: Value) -> int:
        """The index of a content; a text has one however often it is quoted."""
        if not isinstance(value, str):
            return self._added(value)
        if value not in self._texts:
            self._texts[value] = self._added(value)
        return self._texts[value]

    def add(self, event: int, why: Why, a: Value, b: Value | None = None) -> int:
        """Explains an event by one or two contents; gives the first one's index, or what a fault is
        known by (`fault`)."""
        first = NONE
        if self._tells(event):
            first = self._index(a)
            second = NONE if b is None else self._index(b)
            self._append(Reason(event, int(why), first, second))
        return self.fault(str(a)) if why is Why.FAULT_TEXT else first

    def _tells(self, event: int) -> bool:
        """Whether there are contents of an event."""
        return self.explains or (self._journal is not None and event in self._journal.events)

    def describe(self, event: int, interaction: int, ident: str, properties: KVList) -> None:
        """Keeps the system properties of an interaction with the event of its creation."""
        self.add(event, Why.PROPERTIES, properties)
        self.properties[interaction] = of_pairs(properties, ident)
        if self._places is not None:
            self._places.note(interaction)

    def of(self, interaction: int) -> SystemProperties:
        """The system properties of an interaction. What nobody has described is a call, or the
        letter of a simulation's customer."""
        found = self.properties.get(interaction)
        if found is None and self._places is not None:
            return of_beginning(Family(self._places.family[interaction]), "", "")
        return found or OF_A_CALL

    def forget(self, interaction: int) -> None:
        """Nothing refers to an interaction any more."""
        self.properties.pop(interaction, None)

    def explain_fault(self, event: int, number: int, key: int) -> int:
        """Says why a block has failed; `key` is what was missing, or 0. Gives the content."""
        text = BY_NUMBER[number].text
        if key:
            text = f"{text}: {self._pool.decode(key)!s}"
        return self.add(event, Why.FAULT_TEXT, text)

    def repeat_fault(self, event: int, number: int, content: int) -> int:
        """Says why a subroutine has failed: in the words of the fault that it passes on, or of the
        number if `content` is `NONE`. Gives the content."""
        if content == NONE:
            return self.explain_fault(event, number, 0)
        if self._tells(event):
            index = content if self.explains else self._index(self._pool.decode(content))
            self._append(Reason(event, int(Why.FAULT_TEXT), index, NONE))
        return content

    def explain_passing(self, event: int, interaction: int, view: int) -> None:
        """Says why a view has not taken an interaction: what does not hold."""
        found = self._program.views[view]
        held = NOT_HELD if self._places is None else self._places.throttle[interaction]
        words = found.condition
        if held == TOO_MANY_AT_ONCE:
            words = f"fewer than {found.submitted_max} submitted at once"
        elif held == TOO_FAST:
            count, unit_us = found.rate
            words = f"fewer than {count} submitted in this {UNITS[unit_us]}"
        condition = self._index(words)
        number = interaction if self._places is None else self._places.number[interaction]
        self._append(Reason(event, int(Why.PASSED_OVER), number, condition))

    def explain_candidate(self, event: int, agent: int, why: int) -> None:
        """Says why an agent (a text value) was passed over."""
        if not self._keeps:
            if (agent, why) in self._passed:
                return
            self._passed.add((agent, why))
        self.add(event, Why.CANDIDATE, self._pool.decode(agent), PASSED_OVER[why])

    def reason(self, number: int) -> int:
        """The text of one of the core's reasons, or of a fault by its number, as a value."""
        return self._pool.encode(REASONS[number] if number in REASONS else fault_text(number))

    def _append(self, reason: Reason) -> None:
        if self._keeps:
            self.reasons.append(reason)

    def _added(self, value: Value) -> int:
        self.contents.append(value)
        return len(self.contents) - 1
