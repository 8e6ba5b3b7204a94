"""The chance of a world: what it wants, and how long things take in it.

In: a number. Out: choices, times and distributions as they are written. `generators.worlds` makes
projects of them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from engine.values import DAY, SECOND, Duration
from tests.helpers.drawn_days import Shuffled

LAWS = (
    "exponential", "constant", "uniform", "lognormal", "weibull", "gamma", "pareto", "empirical",
)  # fmt: skip
LONGEST = int(DAY)
FEATURES = (
    "calls", "chats", "tasks", "counts", "capacity", "skills", "shifts", "refusals", "answers",
    "lengths", "wrap_ups", "full", "throttles", "handlers", "menu", "rank", "invite", "rest",
    "know", "computed", "joining", "thresholds", "named", "priorities", "ageing", "clears",
    "recorded", "periods", "bursts", "patience", "retries", "transfers", "replies",
)  # fmt: skip
"""What a world may want; it has it where it wants it and chance will."""


@dataclass(frozen=True, slots=True)
class Times:
    """How long things take in a world: a number of microseconds at least and at most."""

    least: int
    most: int


class Chance:
    """What is drawn for a world."""

    def __init__(self, seed: int) -> None:
        self._chance = Shuffled(seed * 2_654_435_761 + 1)
        for _ in range(4):
            self._chance.randrange(2)
        self.seed = seed
        self.timeout = self.log_uniform(1, LONGEST)
        self.duration = self.log_uniform(int(SECOND), LONGEST)
        self.times = self._times()
        self.wind_down = min(self.us(), LONGEST)
        self.wants = {name: self.flip() for name in FEATURES}
        self.agents = self.names("a", 1, 5)
        self.groups = ["everyone", *(self.names("g", 1, 2) if self.flip() else [])]
        self.virtual_queues = self.names("VQ", 1, 2)
        self.calls = self.wants["calls"] or not (self.wants["chats"] or self.wants["tasks"])

    def _times(self) -> Times:
        how = self.pick(30)
        if how < 3:
            same = (0, self.log_uniform(1, LONGEST), self.timeout)[how]
            return Times(same, same)
        if how < 12:
            return Times(1, max(self.duration, 2))
        return Times(max(self.duration // 1_000, 1), max(self.duration // 3, 2))

    # Chance

    def pick(self, count: int) -> int:
        """One of so many."""
        return self._chance.randrange(count)

    def flip(self) -> bool:
        """Heads or tails."""
        return self.pick(2) == 0

    def one_of(self, choices: Sequence[str]) -> str:
        """One of them."""
        return choices[self.pick(len(choices))]

    def some(self, choices: Sequence[str]) -> list[str]:
        """One of them at least, in order."""
        found = [each for each in choices if self.flip()]
        return found or [self.one_of(choices)]

    def names(self, prefix: str, least: int, most: int) -> list[str]:
        return [f"{prefix}{number}" for number in range(least + self.pick(most - least + 1))]

    def log_uniform(self, least: int, most: int) -> int:
        """A number whose size is equally likely in all its orders of magnitude."""
        low, high = max(least, 1), max(most, 1)
        bits = self.pick(high.bit_length() - low.bit_length() + 1) + low.bit_length()
        return min(max((1 << (bits - 1)) + self.pick(1 << (bits - 1)), low), high)

    def us(self) -> int:
        """A time of this world."""
        if self.times.least == self.times.most:
            return self.times.least
        how = self.pick(12)
        if how < 2:
            return (0, self.timeout)[how]
        return self.log_uniform(self.times.least, self.times.most)

    def time(self, least: int = 0, most: int = LONGEST) -> str:
        """A time of this world, as it is written."""
        return str(Duration(min(max(self.us(), least), most)))

    def spread(self) -> str:
        """A distribution of times."""
        if self.times.least == self.times.most:
            return f"constant({Duration(self.times.least)})"
        law = self.one_of(LAWS)
        low, high = sorted((self.us(), self.us()))
        first, second = Duration(max(low, 1)), Duration(max(high, 2))
        match law:
            case "constant":
                return f"constant({Duration(low)})"
            case "exponential":
                return f"exponential({first})"
            case "uniform":
                return f"uniform({Duration(low)}, {second})"
            case "empirical":
                return f"empirical([{Duration(low)}, {second}])"
            case "pareto":
                return f"pareto({first}, {1 + self.pick(3)}.5)"
            case "lognormal":
                return f"lognormal({second}, {first})"
            case _:
                return f"{law}({first}, {self.one_of(('0.5', '1.0', '3.25'))})"

    def share(self) -> str:
        """A share, often all or nothing."""
        return self.one_of(("0%", "5%", "50%", "95%", "100%"))

    def maybe(self, feature: str, written: Callable[[], str]) -> str:
        """What is written where this world wants a feature, half of the time."""
        return f"  {written()}" if self.wants[feature] and self.flip() else ""
