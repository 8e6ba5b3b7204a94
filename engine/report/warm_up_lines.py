"""What a report says of the warm-up of a simulation, if anything needs to be done about it.

In: advice. Out: styled lines; none for a day of its own, and for a run that is steady.
"""

from engine.report.styled import Line, Style, line, wrap
from engine.stats.stationarity import Advice, Run
from engine.values import Duration


def warm_up_lines(advice: Advice, warm_up_us: int, columns: int) -> list[Line]:
    """A warning and its cure.

    >>> from engine.report.styled import plain
    >>> half_an_hour = 1_800_000_000
    >>> advice = Advice(run=Run.STEADY, settled_us=half_an_hour)
    >>> for each in warm_up_lines(advice, 0, 100):
    ...     plain(each)
    'warm-up  the first 30m are not like the rest; leave them out: warm_up = 30m'
    >>> warm_up_lines(advice, half_an_hour, 100)
    []
    """
    if advice.wants_more(warm_up_us):
        settled = Duration(advice.settled_us)
        said = f"the first {settled} are not like the rest; leave them out: warm_up = {settled}"
    elif advice.run is Run.UNSETTLED:
        how = "grows" if advice.grows else "falls"
        said = (
            f"this run has not settled: how many customers are there still {how} at its end. Its "
            "figures are those of this stretch of time alone; simulate longer, and see whether the "
            "agents are enough"
        )
    else:
        return []
    return wrap(line(("warm-up", Style.WARNING), f"  {said}"), columns, hang=2)
