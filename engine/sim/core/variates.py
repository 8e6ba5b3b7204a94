"""`Variates`: numbers drawn from distributions.

In: a `Spread`, and what a draw is for. Out: whole numbers in the unit of the spread, the same in
any process, on any machine, in both forms of the core. So logarithm and exponential are our own, of
additions, multiplications and divisions alone, which IEEE 754 fixes to the last bit; the compiler
may not contract them (`hatch_build`).
"""

from array import array

from engine.sim.core.columns import FIRST_CAPACITY, column, grown
from engine.sim.core.draws import Draws, high_product, mixed
from engine.sim.core.floats import exponential, natural_log, normal, square_root, unit
from engine.spreads import MILLION, Law, Spread
from engine.streams import GAMMA, MASK

CONSTANT, EXPONENTIAL, UNIFORM, GAMMA_LAW, LOGNORMAL, WEIBULL, EMPIRICAL, PARETO = map(int, Law)
LONGEST = 3_653 * 24 * 3_600 * MILLION
"""Nothing drawn is more: ten years, as long as a run may be."""
PARTS = float(MILLION)


class Variates:
    """Distributions by number, and draws from them. By number: `law`, three factors of it, and the
    two bounds of a uniform one, or where the quantiles of an empirical one begin and how many
    there are."""

    def __init__(self, draws: Draws) -> None:
        self.draws = draws
        self.count = 0
        self._laws = column(FIRST_CAPACITY)
        self._firsts = column(FIRST_CAPACITY)
        self._seconds = column(FIRST_CAPACITY)
        self._scales = array("d", bytes(8 * FIRST_CAPACITY))
        self._shapes = array("d", bytes(8 * FIRST_CAPACITY))
        self._others = array("d", bytes(8 * FIRST_CAPACITY))
        self._quantiles = column(FIRST_CAPACITY)
        self._quantile_count = 0
        self._known: dict[Spread, int] = {}

    def add(self, spread: Spread) -> int:
        """The number of a distribution; equal ones have one."""
        known = self._known.get(spread)
        if known is not None:
            return known
        number = self.count
        if number == len(self._laws):
            self._grow(2 * number)
        self.count += 1
        self._known[spread] = number
        self._laws[number] = int(spread.law)
        self._firsts[number] = spread.a
        self._seconds[number] = spread.b
        if spread.law is Law.EMPIRICAL:
            first = self._quantile_count
            self._quantile_count += len(spread.table)
            self._firsts[number] = first
            self._seconds[number] = len(spread.table)
            while self._quantile_count > len(self._quantiles):
                self._quantiles = grown(self._quantiles, 2 * len(self._quantiles))
            for at, quantile in enumerate(spread.table):
                self._quantiles[first + at] = quantile
        else:
            scale, shape, other = _factors(spread)
            self._scales[number], self._shapes[number], self._others[number] = scale, shape, other
        return number

    def draw(self, spread: int, purpose: int, entity: int, draw: int) -> int:
        """A number of a distribution; never less than 0 or more than `LONGEST`."""
        law = self._laws[spread]
        if law == CONSTANT:
            return self._firsts[spread]
        bits = self.draws.bits(purpose, entity, draw)
        if law == UNIFORM:
            width = self._seconds[spread] - self._firsts[spread] + 1
            return self._firsts[spread] + high_product(bits, width)
        value = self._value(spread, law, bits)
        return LONGEST if value >= LONGEST else int(value + 0.5)

    def gap(self, purpose: int, entity: int, draw: int) -> float:
        """An exponential number of mean 1."""
        return -natural_log(unit(self.draws.bits(purpose, entity, draw)))

    def _value(self, spread: int, law: int, bits: int) -> float:
        scale, shape = self._scales[spread], self._shapes[spread]
        if law == EXPONENTIAL:
            return -scale * natural_log(unit(bits))
        if law == LOGNORMAL:
            return exponential(scale + shape * normal(unit(bits)))
        if law == GAMMA_LAW:
            return self._gamma(spread, bits)
        if law == WEIBULL:
            return scale * exponential(natural_log(-natural_log(unit(bits))) * shape)
        if law == PARETO:
            return scale * exponential(-natural_log(unit(bits)) * shape)
        return self._between(spread, bits)

    def _between(self, spread: int, bits: int) -> float:
        """A number between two quantiles, straight in between."""
        steps = self._seconds[spread] - 1
        first = self._firsts[spread]
        if steps == 0:
            return float(self._quantiles[first])
        place = unit(bits) * steps
        step = int(place)
        low, high = self._quantiles[first + step], self._quantiles[first + step + 1]
        return low + (high - low) * (place - step)

    def _gamma(self, spread: int, bits: int) -> float:
        """By Marsaglia and Tsang, "A simple method for generating gamma variables" (ACM
        Transactions on Mathematical Software 26, 2000); the draw seeds a SplitMix64 of its own."""
        scale, shape, other = self._scales[spread], self._shapes[spread], self._others[spread]
        boost = 1.0
        state = bits
        if other > 0.0:
            boost = exponential(natural_log(unit(mixed(state))) * other)
            state = (state + GAMMA) & MASK
        slope = 1.0 / square_root(9.0 * shape)
        while True:
            deviate = normal(unit(mixed(state)))
            choice = unit(mixed((state + GAMMA) & MASK))
            state = (state + GAMMA + GAMMA) & MASK
            root = 1.0 + slope * deviate
            if root > 0.0:
                cube = root * root * root
                bound = 0.5 * deviate * deviate + shape * (1.0 - cube + natural_log(cube))
                if natural_log(choice) < bound:
                    return scale * shape * cube * boost

    def _grow(self, length: int) -> None:
        self._laws = grown(self._laws, length)
        self._firsts = grown(self._firsts, length)
        self._seconds = grown(self._seconds, length)
        self._scales = _longer(self._scales, length)
        self._shapes = _longer(self._shapes, length)
        self._others = _longer(self._others, length)


def _longer(old: "array[float]", length: int) -> "array[float]":
    """A longer copy, as `columns.grown` makes one of whole numbers."""
    fresh = array("d", bytes(8 * length))
    memoryview(fresh)[: len(old)] = memoryview(old)
    return fresh


def _factors(spread: Spread) -> tuple[float, float, float]:
    """The numbers by which `Variates` draws; of a gamma, scale, shape less a third, and the
    inverse shape where that is below 1."""
    a, b = float(spread.a), float(spread.b)
    if spread.law is Law.EXPONENTIAL:
        return a, 0.0, 0.0
    if spread.law is Law.GAMMA:
        shape = b / PARTS
        if shape < 1.0:
            return a / shape, shape + 2.0 / 3.0, 1.0 / shape
        return a / shape, shape - 1.0 / 3.0, 0.0
    if spread.law is Law.LOGNORMAL:
        if spread.a == 0:
            return -float(MILLION), 0.0, 0.0
        ratio = b / a
        variance = natural_log(1.0 + ratio * ratio)
        return natural_log(a) - variance / 2.0, square_root(variance), 0.0
    if spread.law in {Law.WEIBULL, Law.PARETO}:
        return a, PARTS / b, 0.0
    return 0.0, 0.0, 0.0
