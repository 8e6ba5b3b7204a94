"""How long an agent who has an interaction may do nothing with it, and who says so.

In: what user data, the media type and Interaction Server say. Out: a length of time. The order in
which they are asked is public (docs.genesys.com, Interaction Server options, `handling-timeout`).
"""

from engine.directory import HANDLING_MAX_US, HANDLING_MIN_US
from engine.values import MINUTE, Value

HANDLING_TIMEOUT = "handling-timeout"
"""The key of user data, a number of minutes."""


def minutes_of(value: Value) -> int | None:
    """A number of minutes that user data can say, in microseconds; None for anything else.

    That a text of digits is a number, and that one out of range is none, is [inferred].

    >>> minutes_of(5), minutes_of("5"), minutes_of("soon"), minutes_of(0), minutes_of(True)
    (300000000, 300000000, None, None, None)
    """
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) <= 5:
        value = int(value)
    if type(value) is not int:
        return None
    length_us = value * MINUTE
    return length_us if HANDLING_MIN_US <= length_us <= HANDLING_MAX_US else None


def handling_timeout_us(user_data: Value | None, media_us: int | None, server_us: int) -> int:
    """User data before the media type's option before the server's.

    >>> minutes = handling_timeout_us(5, 10 * MINUTE, 180 * MINUTE) // MINUTE
    >>> minutes, handling_timeout_us(None, 10 * MINUTE, 180 * MINUTE) // MINUTE
    (5, 10)
    >>> handling_timeout_us("soon", None, 180 * MINUTE) // MINUTE
    180
    """
    own = None if user_data is None else minutes_of(user_data)
    if own is not None:
        return own
    return server_us if media_us is None else media_us
