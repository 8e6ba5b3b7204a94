"""`LimitReached`: a bound on the whole run was met, and it stops without a log.

In: which bound. Out: the exception; a bound that concerns one interaction is a row of the log.
"""

from typing import NoReturn

from engine.limits import TABLE


class LimitReached(Exception):  # noqa: N818 - it says what happened
    """`code` is the diagnostic of `engine.codes`, `message` what was met, in an author's words."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message


def reached(limit: str, bound: int) -> NoReturn:
    """Raises `LimitReached` for a row of `engine.limits.TABLE`.

    >>> reached("events", 10)
    Traceback (most recent call last):
    engine.sim.bounds.LimitReached: E422: more than 10 events of one run
    """
    raise limit_reached(limit, bound)


def limit_reached(limit: str, bound: int) -> LimitReached:
    """What `reached` raises."""
    row = TABLE[limit]
    return LimitReached(row.code, f"more than {bound:,} {row.meaning}")
