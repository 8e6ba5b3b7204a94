"""Parameters as whoever asks gives them: `--param clerks=12`.

In: the text of an option, the value that the project gives the parameter. Out: another value of the
same sort.
"""

from engine.shelf.constants import FLAGS, Amount, sort_of
from engine.syntax import quantities
from engine.syntax.quantities import Decimal, Percent, Rate
from engine.values import Duration, Value

EXAMPLES = {
    "integer": "3", "flag": "true", "duration": "90s", "time": "2026-12-24T08:00",
    "rate": "40/h", "share": "30%", "decimal number": "2.5",
}  # fmt: skip
"""What an option can look like, by the sort of its parameter. A text is any."""


def value_in(text: str, like: Value | Amount) -> Value | Amount | None:
    """What an option's text says for a parameter that has another value: the same sort of value, or
    None. A text is taken as it is.

    >>> value_in("5", 3), value_in("-5", 3), value_in("5s", 3), value_in("5", "three")
    (5, -5, None, '5')
    >>> value_in("45/h", Rate(40, Duration(1))) == Rate(45, Duration(3_600_000_000))
    True
    """
    if isinstance(like, str):
        return text
    digits = text.removeprefix("-")
    found: object = FLAGS.get(text)
    if found is None:
        try:
            found = quantities.read(digits)
        except ValueError:
            return None
    if not isinstance(found, bool | int | Rate | Percent | Decimal):
        return None
    sort = sort_of(found)
    if digits != text and sort in ("integer", "duration") and isinstance(found, int):
        found = Duration(-found) if isinstance(found, Duration) else -found
    elif digits != text:
        return None
    return found if sort == sort_of(like) else None
