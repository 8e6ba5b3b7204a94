"""Dates and times of formulas: made of parts, taken apart, moved, read from text.

In: times, numbers, texts. Out: times and numbers, or `Unfit`. A time is an instant in UTC
[inferred: no time zone is stated], from the year 1 to the year 9999.
"""

import re
from calendar import monthrange
from datetime import UTC, datetime
from decimal import ROUND_HALF_EVEN, Context, Decimal

from engine.esp.field_codes.errors import Unfit, quoted
from engine.esp.field_codes.locales import Locale
from engine.values import DAY, Time

FIRST = Time.of(datetime(1, 1, 1, tzinfo=UTC))
LAST = Time.of(datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC))
MONTHS_OF_A_YEAR = 12
MICROSECOND_DIGITS = 6
_WIDE = Context(prec=60, rounding=ROUND_HALF_EVEN)
"""Exact for what is a number of days and within the calendar."""

_CLOCK = r"(?:[ T]+([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,6}))?)?(?: *([AaPp][Mm]))?)?"
_ISO = re.compile(rf"([0-9]{{4}})-([0-9]{{2}})-([0-9]{{2}}){_CLOCK}Z?")
_MONTH_FIRST = re.compile(rf"([^\W\d_]{{3,9}})\.? +([0-9]{{1,2}}), *([0-9]{{4}}){_CLOCK}")
_DAY_FIRST = re.compile(rf"([0-9]{{1,2}}) +([^\W\d_]{{3,9}})\.? +([0-9]{{4}}){_CLOCK}")
_FORMS = "write `2026-12-24 08:00`, or give `Date` the numbers of year, month and day"


def of_parts(parts: tuple[int, ...]) -> Time:
    """The time of year, month, day, hour, minute, second."""
    try:
        return Time.of(datetime(*parts, tzinfo=UTC))  # type: ignore[misc, arg-type]
    except (ValueError, OverflowError) as error:
        year, month, day, hour, minute, second = parts
        shown = f"{year}-{month}-{day} {hour}:{minute:02}:{second:02}"
        message = f"there is no date {shown}"
        raise Unfit(message) from error


def moved(time: Time, count: Decimal, unit_us: int) -> Time:
    """A time so many units later; less than a microsecond is rounded half to even."""
    if count.copy_abs() > Decimal(LAST - FIRST):
        raise Unfit("the date is beyond the calendar")
    change = int(_WIDE.to_integral_value(_WIDE.multiply(count, Decimal(unit_us))))
    return _within(int(time) + change)


def moved_by_months(time: Time, months: int) -> Time:
    """The same day of another month, or that month's last day if it is shorter [inferred]."""
    moment = time.moment()
    index = moment.year * MONTHS_OF_A_YEAR + moment.month - 1 + months
    year, month = index // MONTHS_OF_A_YEAR, index % MONTHS_OF_A_YEAR + 1
    if not 1 <= year <= 9999:
        raise Unfit("the date is beyond the calendar")
    day = min(moment.day, monthrange(year, month)[1])
    return Time.of(moment.replace(year=year, month=month, day=day))


def days_between(later: Time, earlier: Time) -> Decimal:
    """How many days from one time to another, with a fraction."""
    return _WIDE.divide(Decimal(int(later) - int(earlier)), Decimal(DAY))


def midnight(time: Time) -> Time:
    """The beginning of a time's day."""
    return Time(int(time) // DAY * DAY)


def weekday(time: Time) -> int:
    """1 for Sunday to 7 for Saturday [inferred: as in the spreadsheets that formulas resemble]."""
    return time.moment().isoweekday() % 7 + 1


def hour_of_12(time: Time) -> int:
    """1 to 12."""
    return (time.moment().hour + 11) % 12 + 1


def read(text: str, locale: Locale) -> Time:
    """A time from text: `1965-11-23 09:03:10`, `November 23, 1965 9:03 AM`, `23 novembre 1965`.

    Also what the language writes for a time: `1965-11-23T09:03:10.050000Z`.
    """
    written = text.strip()
    found = _ISO.fullmatch(written)
    if found:
        year, month, day = (int(found[n]) for n in (1, 2, 3))
    elif found := _MONTH_FIRST.fullmatch(written):
        year, month, day = int(found[3]), _month(found[1], locale), int(found[2])
    elif found := _DAY_FIRST.fullmatch(written):
        year, month, day = int(found[3]), _month(found[2], locale), int(found[1])
    else:
        message = f"{quoted(text)} is no date"
        raise Unfit(message, _FORMS)
    minute, second = (int(found[n] or 0) for n in (5, 6))
    whole = of_parts((year, month, day, _hour(int(found[4] or 0), found[8]), minute, second))
    return Time(int(whole) + int((found[7] or "").ljust(MICROSECOND_DIGITS, "0")))


def _month(word: str, locale: Locale) -> int:
    """The number of a month by its name, or by the first three letters of one that is alone so."""
    folded = word.lower()
    months = [name.lower() for name in locale.months]
    if folded in months:
        return months.index(folded) + 1
    short = [index for index, name in enumerate(months) if name[:3] == folded]
    if len(short) != 1:
        message = f"{quoted(word)} is no month"
        raise Unfit(message)
    return short[0] + 1


def _hour(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        message = f"there is no hour {hour} {half.upper()}"
        raise Unfit(message)
    return hour % 12 + (12 if half.lower() == "pm" else 0)


def _within(instant_us: int) -> Time:
    if not FIRST <= instant_us <= LAST:
        raise Unfit("the date is beyond the calendar")
    return Time(instant_us)
