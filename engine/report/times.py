"""Instants of a run as a trace shows them: `00:01.050`, all of one width.

In: microseconds from the run's start. Out: text.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from engine.folds.records import Record
from engine.values import DAY, HOUR, MILLISECOND, MINUTE, SECOND


@dataclass(frozen=True, slots=True)
class Clock:
    """How finely and how far the instants of one run are written.

    >>> Clock(last_us=61_050_000, micros=False).show(61_050_000)
    '01:01.050'
    >>> Clock(last_us=HOUR, micros=True).show(61_050_001)
    '00:01:01.050001'
    """

    last_us: int
    micros: bool

    @classmethod
    def of(cls, records: Iterable[Record]) -> "Clock":
        """The form that fits every instant of a run."""
        instants = [record.time_us for record in records] or [0]
        return cls(last_us=max(instants), micros=any(instant % MILLISECOND for instant in instants))

    def show(self, instant_us: int) -> str:
        """An instant. One beyond the run's last may be wider."""
        days, rest = divmod(instant_us, DAY)
        hours, rest = divmod(rest, HOUR)
        minutes, rest = divmod(rest, MINUTE)
        seconds, rest = divmod(rest, SECOND)
        fraction = f"{rest:06}" if self.micros else f"{rest // MILLISECOND:03}"
        shown = f"{minutes:02}:{seconds:02}.{fraction}"
        if max(self.last_us, instant_us) >= HOUR:
            shown = f"{hours:02}:{shown}"
        return f"{days}d {shown}" if max(self.last_us, instant_us) >= DAY else shown

    @property
    def width(self) -> int:
        """The columns of an instant."""
        return len(self.show(self.last_us))
