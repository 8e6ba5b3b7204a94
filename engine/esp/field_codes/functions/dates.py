"""Functions of dates and times.

In: times and numbers. Out: times, numbers, names, booleans, or `Unfit`. `Date`, `Day`, `Hour12`,
`Hour24`, `IsAm`, `IsPm` and `WeekdayName` are documented (docs.genesys.com, eServices, field codes,
date and time functions); the others are [inferred]. Times are in UTC [inferred].
"""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

from engine.esp.field_codes import dates, numbers
from engine.esp.field_codes.errors import Unfit
from engine.esp.field_codes.functions.kind import Context, Function, Parameter, pure
from engine.esp.field_codes.kinds import Kind, Known
from engine.esp.field_codes.locales import ENGLISH_MONTHS, ENGLISH_WEEKDAYS, locale_of
from engine.values import DAY, HOUR, MINUTE, SECOND, Time

PARTS = ("year", "month", "day", "hour", "minute", "second")
PARTS_MIN = 3
TIME = Parameter("time", Kind.TIME, "a date/time")


def _date(first: Decimal | str, *rest: Decimal | str) -> Time:
    if isinstance(first, str):
        if len(rest) > 1 or not all(isinstance(each, str) for each in rest):
            raise Unfit("`Date` of a string takes a locale and nothing else")
        return dates.read(first, locale_of(*(str(each) for each in rest)))
    given = (first, *rest)
    if len(given) < PARTS_MIN:
        raise Unfit("`Date` takes a year, a month and a day")
    parts = [
        numbers.whole(part, f"`{name}`")
        for name, part in zip(PARTS, given, strict=False)
        if isinstance(part, Decimal)
    ]
    if len(parts) < len(given):
        raise Unfit("the parts of a `Date` are numbers", "`Num(…)` makes a number of a string")
    return dates.of_parts((*parts, *(0,) * (len(PARTS) - len(parts))))


def _now(context: Context) -> Time:
    return context.now


def _today(context: Context) -> Time:
    return dates.midnight(context.now)


def _part(name: str, result: Kind, take: Callable[[Time], Known], doc: str) -> Function:
    return Function(name=name, parameters=(TIME,), result=result, evaluate=pure(take), doc=doc)


def _number(name: str, take: Callable[[datetime], int], doc: str) -> Function:
    return _part(name, Kind.NUMBER, lambda time: Decimal(take(time.moment())), doc)


def _later(name: str, noun: str, move: Callable[[Time, Decimal], Time], doc: str) -> Function:
    count = Parameter(noun, Kind.NUMBER, f"how many {noun}, also negative")
    return Function(
        name=name, parameters=(TIME, count), result=Kind.TIME, evaluate=pure(move), doc=doc
    )


def _by(unit_us: int) -> Callable[[Time, Decimal], Time]:
    return lambda time, count: dates.moved(time, count, unit_us)


def _by_months(name: str, months: int) -> Callable[[Time, Decimal], Time]:
    def move(time: Time, count: Decimal) -> Time:
        number = numbers.whole(count, f"`{name}`")
        return dates.moved_by_months(time, number * months)

    return move


FUNCTIONS = (
    Function(
        name="Date",
        parameters=(
            Parameter("year", Kind.NUMBER | Kind.STRING, "the year, or a date as a string"),
            Parameter("month", Kind.NUMBER | Kind.STRING, "1 to 12, or a locale", optional=True),
            *(
                Parameter(name, Kind.NUMBER, f"the {name}", optional=True)
                for name in PARTS[PARTS_MIN - 1 :]
            ),
        ),
        result=Kind.TIME,
        evaluate=pure(_date),
        doc="""A date/time made of numbers, hour, minute and second 0 if they are left out.

`Date(string, locale)` reads a string, which the vendor advises against; the forms that are read are
[inferred].

Example:
    Date(1965, 11, 23, 9, 3, 10)
    = 1965-11-23 09:03:10
    Date("November 23, 1965 9:03 AM")
    = 1965-11-23 09:03:00
    Date("23 novembre 1965 21:03:00", "fr_FR")
    = 1965-11-23 21:03:00
""",
    ),
    Function(
        name="Now",
        parameters=(),
        result=Kind.TIME,
        evaluate=_now,
        reads_clock=True,
        doc="""The time at which the message is rendered [inferred].

Example:
    Now() > Date(1965, 11, 23)
    = True
""",
    ),
    Function(
        name="CurrentDate",
        parameters=(),
        result=Kind.TIME,
        evaluate=_today,
        reads_clock=True,
        doc="""The beginning of the day on which the message is rendered [inferred].

Example:
    Hour24(CurrentDate())
    = 0
""",
    ),
    _number(
        "Year",
        lambda moment: moment.year,
        """The year of a date/time [inferred].

Example:
    Year(Date(1965, 11, 23))
    = 1965
""",
    ),
    _number(
        "Month",
        lambda moment: moment.month,
        """The month of a date/time, 1 to 12 [inferred].

Example:
    Month(Date(1965, 11, 23))
    = 11
""",
    ),
    _part(
        "MonthName",
        Kind.STRING,
        lambda time: ENGLISH_MONTHS[time.moment().month - 1],
        """The English name of a date's month [inferred].

Example:
    MonthName(Date(1965, 11, 23))
    = November
""",
    ),
    _number(
        "Day",
        lambda moment: moment.day,
        """The day of a date/time, 1 to 31.

Example:
    Day(Date(1965, 11, 23))
    = 23
""",
    ),
    _part(
        "Weekday",
        Kind.NUMBER,
        lambda time: Decimal(dates.weekday(time)),
        """The day of the week, 1 for Sunday to 7 for Saturday [inferred].

Example:
    Weekday(Date(1965, 11, 23))
    = 3
""",
    ),
    _part(
        "WeekdayName",
        Kind.STRING,
        lambda time: ENGLISH_WEEKDAYS[dates.weekday(time) - 1],
        """The English name of the day of the week.

Example:
    WeekdayName(Date(1965, 11, 23))
    = Tuesday
""",
    ),
    _number(
        "Hour24",
        lambda moment: moment.hour,
        """The hour of a date/time, 0 to 23.

Example:
    Hour24(Date(1965, 11, 23, 21))
    = 21
""",
    ),
    _part(
        "Hour12",
        Kind.NUMBER,
        lambda time: Decimal(dates.hour_of_12(time)),
        """The hour of a date/time on a clock of twelve hours, 1 to 12.

Example:
    Hour12(Date(1965, 11, 23, 21))
    = 9
""",
    ),
    _number(
        "Minute",
        lambda moment: moment.minute,
        """The minute of a date/time, 0 to 59 [inferred].

Example:
    Minute(Date(1965, 11, 23, 9, 3))
    = 3
""",
    ),
    _number(
        "Second",
        lambda moment: moment.second,
        """The second of a date/time, 0 to 59 [inferred].

Example:
    Second(Date(1965, 11, 23, 9, 3, 10))
    = 10
""",
    ),
    _part(
        "IsAm",
        Kind.BOOLEAN,
        lambda time: time.moment().hour < 12,
        """Whether a date/time is between midnight and noon.

Example:
    IsAm(Date(1965, 11, 23, 12))
    = False
""",
    ),
    _part(
        "IsPm",
        Kind.BOOLEAN,
        lambda time: time.moment().hour >= 12,
        """Whether a date/time is between noon and midnight.

Example:
    IsPm(Date(1965, 11, 23, 12))
    = True
""",
    ),
    _later(
        "AddYears",
        "years",
        _by_months("years", dates.MONTHS_OF_A_YEAR),
        """The same day of another year; 29 February becomes 28 where there is none [inferred].

Example:
    AddYears(Date(2024, 2, 29), 1)
    = 2025-02-28 00:00:00
""",
    ),
    _later(
        "AddMonths",
        "months",
        _by_months("months", 1),
        """The same day of another month, at most that month's last one [inferred].

Example:
    AddMonths(Date(2026, 1, 31), 1)
    = 2026-02-28 00:00:00
""",
    ),
    _later(
        "AddDays",
        "days",
        _by(DAY),
        """A date/time so many days later, as `+` does it [inferred].

Example:
    AddDays(Date(2026, 12, 24), 10)
    = 2027-01-03 00:00:00
""",
    ),
    _later(
        "AddHours",
        "hours",
        _by(HOUR),
        """A date/time so many hours later [inferred].

Example:
    AddHours(Date(2026, 12, 24), -1)
    = 2026-12-23 23:00:00
""",
    ),
    _later(
        "AddMinutes",
        "minutes",
        _by(MINUTE),
        """A date/time so many minutes later [inferred].

Example:
    AddMinutes(Date(2026, 12, 24), 1.5)
    = 2026-12-24 00:01:30
""",
    ),
    _later(
        "AddSeconds",
        "seconds",
        _by(SECOND),
        """A date/time so many seconds later [inferred].

Example:
    AddSeconds(Date(2026, 12, 24), 90)
    = 2026-12-24 00:01:30
""",
    ),
)
