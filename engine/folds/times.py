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
    >>> Clock(last_us=SECOND, micros=False, first_us=-MINUTE).show(-MINUTE)
    '-01:00.000'
    """

    last_us: int
    micros: bool
    first_us: int = 0
    """Negative if something lay there before the run."""

    @classmethod
    def of(cls, records: Iterable[Record]) -> "Clock":
        """The form that fits every instant of a run."""
        return cls.fitting(record.time_us for record in records)

    @classmethod
    def fitting(cls, instants: Iterable[int]) -> "Clock":
        """The form that fits these instants."""
        shown = list(instants) or [0]
        return cls(
            last_us=max(shown),
            micros=any(instant % MILLISECOND for instant in shown),
            first_us=min(shown),
        )

    def show(self, instant_us: int) -> str:
        """An instant. One beyond the run's last may be wider."""
        if instant_us < 0:
            return f"-{self.show(-instant_us)}"
        longest = max(self.last_us, -self.first_us, instant_us)
        days, rest = divmod(instant_us, DAY)
        hours, rest = divmod(rest, HOUR)
        minutes, rest = divmod(rest, MINUTE)
        seconds, rest = divmod(rest, SECOND)
        fraction = f"{rest:06}" if self.micros else f"{rest // MILLISECOND:03}"
        shown = f"{minutes:02}:{seconds:02}.{fraction}"
        if longest >= HOUR:
            shown = f"{hours:02}:{shown}"
        return f"{days}d {shown}" if longest >= DAY else shown

    @property
    def width(self) -> int:
        """The columns of an instant."""
        return max(len(self.show(self.last_us)), len(self.show(self.first_us)))
