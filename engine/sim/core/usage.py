"""`UsageTally`: what is paid for by use: messages to customers, how long interactions are there.

In: what the log tells of interactions that come, are written to and end. Out: `log.counts.Usage`.
"""

from engine.log.counts import Usage
from engine.ops import Family, family_of, is_whatsapp
from engine.sim.core.columns import FIRST_CAPACITY, column, grown
from engine.sim.core.cuts import Cuts
from engine.sim.core.lines import Lines
from engine.values import Pool


class UsageTally:
    """Columns by slot: of which family of media its interaction is, whether it is of WhatsApp.
    Nothing counts before warm-up has ended."""

    def __init__(self, cuts: Cuts, warm_up_us: int) -> None:
        self._warm_up_us = warm_up_us
        self._pool: Pool | None = None
        self._there = Lines(len(Family), cuts, warm_up_us)
        self._templates = 0
        self._family = column(FIRST_CAPACITY)
        self._whatsapp = column(FIRST_CAPACITY)

    def meet(self, pool: Pool) -> None:
        """The pool knows what the rows' values are."""
        self._pool = pool

    def grow(self, length: int) -> None:
        """There are columns for this many slots."""
        self._family = grown(self._family, length)
        self._whatsapp = grown(self._whatsapp, length)

    def come(self, slot: int, media: int, now: int) -> None:
        """A slot is that of a new interaction; `media` is a text value."""
        named = "" if self._pool is None else str(self._pool.decode(media))
        self._family[slot] = int(family_of(named))
        self._whatsapp[slot] = int(is_whatsapp(named))
        self._there.enter(self._family[slot], now)

    def send(self, slot: int, now: int) -> None:
        """A message was handed to its customer."""
        if self._whatsapp[slot] and now >= self._warm_up_us:
            self._templates += 1

    def finish(self, slot: int, now: int) -> None:
        """It has come to its final place."""
        self._there.leave(self._family[slot], now)

    def counts(self, end_us: int) -> Usage:
        """What has been counted until an instant."""
        there = self._there.counts(end_us)
        return Usage(
            templates=self._templates,
            lasted_us=tuple(sum(each.integral_us for each in lengths) for lengths in there),
        )
