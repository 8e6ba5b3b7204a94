"""What goes wrong in a run: the plan of its simulation, or one that is drawn from its seed.

In: a simulation and a seed. Out: a plan in which everything happens, or None if nothing does.

What is drawn (`all`) is drawn at two levels, as simulators of whole systems do it (swarm testing:
Groce and others, ISSTA 2012): each failure is absent in half of the runs, so that rare ones are
seen without those that hide them. Where it is present its share is spread evenly over the orders
of magnitude from one in ten thousand to its most, and so are lengths from a microsecond to a day.
"""

from engine.days import Simulation
from engine.failures import PAGES, Failing, Failure, FailurePlan, Page, Way, Window
from engine.sim.swizzle import with_swizzles
from engine.spreads import MILLION, Law, Spread
from engine.streams import Purpose, drawn
from engine.values import DAY, SECOND

LEAST_SHARE = 100
"""One in ten thousand, in millionths."""
WINDOWS_MAX = 3
DETAILS = 8
"""Draws for one failure: whether, share, length, how many windows; then two for each window."""
DEGENERATE = 10
"""One length in so many is nothing at all."""


def plan_of(simulation: Simulation, seed: int) -> FailurePlan | None:
    """The plan of a run, without what never happens; None if nothing is left.

    >>> plan_of(Simulation(name="day", start_us=0, duration_us=1), 7) is None
    True
    """
    plan = simulation.failures
    if plan is None or plan.idle:
        return None
    failings = plan.failings
    if plan.drawn:
        failings = tuple(
            _drawn(failure, PAGES[failure], simulation, seed)
            for failure in Failure
            if failure not in plan.without
        )
    if all(each.idle for each in failings):
        return None
    left = tuple(each for each in failings if each.share or each.windows)
    return FailurePlan(name=plan.name, failings=with_swizzles(left, simulation, seed))


def _drawn(failure: Failure, page: Page, simulation: Simulation, seed: int) -> Failing:
    """A failure as a run has it; idle if it has it not."""

    def draw(number: int) -> int:
        return drawn(seed, Purpose.FAILURE_PLAN, int(failure), number)

    if not _below(draw(0), MILLION) < page.runs:
        return Failing(failure=failure)
    share = MILLION if page.way is Way.RUN else evenly(draw(1), LEAST_SHARE, page.most)
    length = 0 if not _below(draw(2), DEGENERATE) else evenly(draw(3), 1, DAY)
    windows: tuple[Window, ...] = ()
    if page.way is Way.WINDOW:
        windows = tuple(
            Window(
                begins_us=_below(draw(DETAILS + 2 * number), max(simulation.duration_us, 1)),
                lasts_us=evenly(draw(DETAILS + 2 * number + 1), SECOND, page.lasts_us)
                if page.lasts_us
                else 0,
                daily=False,
            )
            for number in range(_below(draw(4), WINDOWS_MAX + 1))
        )
    spread = Spread(law=Law.CONSTANT, a=length)
    return Failing(failure=failure, share=share, windows=windows, length=spread)


def evenly(bits: int, least: int, most: int) -> int:
    """A number from `least` to `most` by 64 bits: each doubling is as likely as another, and within
    it each number.

    >>> evenly(0, 100, 300_000), evenly(2**64 - 1, 100, 300_000), evenly(2**63, 1, 1024)
    (100, 300000, 32)
    """
    doublings = 1
    while least << doublings < most:
        doublings += 1
    which, rest = divmod(bits * doublings, 1 << 64)
    low, high = least << which, min(least << (which + 1), most)
    return low + (rest * (high - low + 1) >> 64)


def _below(bits: int, count: int) -> int:
    """A number from 0 to `count` - 1 by 64 bits."""
    return bits * count >> 64
