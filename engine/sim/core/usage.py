"""`UsageTally`: what is paid for by use: messages to customers, how long interactions are there.

In: what the log tells of interactions that come, are written to and end. Out: `log.counts.Usage`.
"""

from engine.log.counts import Usage
from engine.ops import Family, family_of, is_whatsapp
from engine.sim.core.columns import FIRST_CAPACITY, column, grown
from engine.sim.core.numbers import NONE
from engine.sim.core.tags import DIGIT_BITS
from engine.values import Pool, Value

FAMILIES = len(Family)


class UsageTally:
    """By slot, `_kind` is the family of media of its interaction, doubled, and one more if it is of
    WhatsApp; `_kinds` remembers that of a media type by its text, whose number may become that of
    another text while a run goes on. By family, `_there` is how many there are, `_lasted` how long
    they and those before have been there until `_since`. Nothing counts before warm-up has
    ended."""

    def __init__(self, warm_up_us: int) -> None:
        self._warm_up_us = warm_up_us
        self._texts: list[Value] = []
        self._kinds: dict[Value, int] = {}
        self._there = column(FAMILIES)
        self._lasted = column(FAMILIES)
        self._since = column(FAMILIES, warm_up_us)
        self._templates = 0
        self._kind = column(FIRST_CAPACITY)

    def meet(self, pool: Pool) -> None:
        """The pool knows what the rows' values are."""
        self._texts = pool.items

    def grow(self, length: int) -> None:
        """There are columns for this many slots."""
        self._kind = grown(self._kind, length)

    def come(self, slot: int, media: int, now: int) -> None:
        """A slot is that of a new interaction; `media` is a text value."""
        index = media >> DIGIT_BITS
        text = self._texts[index] if 0 <= index < len(self._texts) else ""
        kind = self._kinds.get(text, NONE)
        if kind == NONE:
            kind = self._kinds[text] = _kind_of(str(text))
        self._kind[slot] = kind
        self._pass_time(kind >> 1, now)
        self._there[kind >> 1] += 1

    def send(self, slot: int, now: int) -> None:
        """A message was handed to its customer."""
        if self._kind[slot] & 1 and now >= self._warm_up_us:
            self._templates += 1

    def finish(self, slot: int, now: int) -> None:
        """It has come to its final place."""
        family = self._kind[slot] >> 1
        self._pass_time(family, now)
        self._there[family] -= 1

    def _pass_time(self, family: int, now: int) -> None:
        """As many of a family have been there as there are until now."""
        if now > self._since[family]:
            self._lasted[family] += self._there[family] * (now - self._since[family])
            self._since[family] = now

    def counts(self, end_us: int) -> Usage:
        """What has been counted until an instant."""
        for family in range(FAMILIES):
            self._pass_time(family, end_us)
        return Usage(templates=self._templates, lasted_us=tuple(self._lasted))


def _kind_of(media: str) -> int:
    return 2 * int(family_of(media)) + int(is_whatsapp(media))
