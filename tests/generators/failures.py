"""Plans of failures, each by a seed, for worlds of any length.

In: a number, how long a day is, its queues. Out: a plan. Each failure is absent from half of the
plans; shares are rare, common or all; windows lie anywhere in the day, touch and overlap.
"""

from engine.failures import PAGES, Failing, Failure, FailurePlan, Page, Way, Window
from engine.spreads import Law, Spread
from tests.generators.world_chance import Chance

SHARES = (10_000, 200_000, 1_000_000)
RARE = (Failure.NOBODY_THERE, Failure.NO_CAPACITY, Failure.HOURS_MISSING)
"""Where one of these happens hardly anything else does."""
WINDOWS = 3


def drawn_plan(seed: int, duration_us: int) -> FailurePlan:
    """The plan of a seed for a day of such a length."""
    chance = Chance(seed + 7_777)
    failings = [
        _failing(failure, PAGES[failure], chance, duration_us)
        for failure in Failure
        if chance.flip() and (failure not in RARE or chance.pick(10) == 0)
    ]
    return FailurePlan(name="drawn", failings=tuple(failings))


def _failing(failure: Failure, page: Page, chance: Chance, duration_us: int) -> Failing:
    share = SHARES[chance.pick(len(SHARES))]
    windows: tuple[Window, ...] = ()
    if page.way is Way.WINDOW or (page.way is Way.SHARE and chance.pick(4) == 0):
        windows = tuple(
            Window(
                begins_us=chance.pick(duration_us),
                lasts_us=chance.pick(3) and chance.pick(duration_us // 2 + 1),
                daily=False,
            )
            for _ in range(1 + chance.pick(WINDOWS))
        )
    length = None if chance.pick(4) == 0 else Spread(law=Law.CONSTANT, a=chance.us())
    # As many times as are said would be more than a day of a world has events.
    most = {Failure.SURGE: 5, Failure.AGENT_TOGGLES: 60, Failure.CAPACITY_CHANGED: 3}
    detail = 1 + chance.pick(most[failure]) if failure in most else 0
    share = share if page.way is not Way.RUN else SHARES[-1]
    return Failing(failure=failure, share=share, windows=windows, length=length, detail=detail)
