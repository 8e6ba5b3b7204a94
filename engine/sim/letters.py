"""Letters of a run: e-mails and SMS that servers have written, and those that went out.

In: what methods decide. Out: which interaction is which letter, and whether it has been sent; rows
of the log.
"""

from engine.esp.letter import Letter
from engine.esp.outcome import Compose, Deliver
from engine.log.events import Event, Why
from engine.sim.core.numbers import NONE
from engine.sim.core.state import State
from engine.sim.why import WhySection


class Letters:
    """The letters of one run, by interaction."""

    def __init__(self, state: State, why: WhySection) -> None:
        self._written: dict[int, Letter] = {}
        self._sent: set[int] = set()
        self._journal = state.journal
        self._places = state.places
        self._why = why

    def of(self, interaction: int) -> Letter | None:
        """The letter that an interaction is, None if it is none."""
        return self._written.get(interaction)

    def is_sent(self, interaction: int) -> bool:
        """Whether that letter has been handed out."""
        return interaction in self._sent

    def compose(self, interaction: int, effect: Compose) -> None:
        """A new interaction is this letter."""
        self._written[interaction] = effect.letter
        self._places.note(interaction)
        self._tell(Event.COMPOSED, interaction, effect)

    def deliver(self, interaction: int, effect: Deliver) -> None:
        """A letter goes out: the one that the interaction is, or another one about it."""
        if effect.own:
            self._written[interaction] = effect.letter
            self._sent.add(interaction)
            self._places.note(interaction)
        self._tell(Event.SENT, interaction, effect)

    def forget(self, interaction: int) -> None:
        """Nothing refers to an interaction any more."""
        self._written.pop(interaction, None)
        self._sent.discard(interaction)

    def _tell(self, event: Event, interaction: int, effect: Compose | Deliver) -> None:
        """What happens to a letter; before that its standard response, if one is rendered."""
        text, explained = effect.letter.text, NONE
        if effect.response is not None:
            explained = self._write(Event.RENDERED, interaction, text)
            self._why.add(explained, Why.MESSAGE, text, effect.response)
            self._fill(explained, effect)
        happened = self._write(event, interaction, text)
        self._why.add(
            happened, Why.HEADERS, effect.letter.headers, text if explained == NONE else None
        )
        if explained == NONE:
            self._fill(happened, effect)

    def _fill(self, event: int, effect: Compose | Deliver) -> None:
        for code, became in effect.codes:
            self._why.add(event, Why.FIELD_CODE, code, became)

    def _write(self, event: Event, interaction: int, text: str) -> int:
        content = self._why.content(text, interaction)
        return self._journal.write(int(event), interaction, NONE, NONE, NONE, content, len(text))
