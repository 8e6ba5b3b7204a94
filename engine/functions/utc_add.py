"""`utc_add`: a time so many years, months, days … later."""

from engine.functions.kind import BAD_TIME, Function, FunctionFault, FunctionParameter, pure
from engine.values import DAY, HOUR, INTEGER_MAX, MINUTE, SECOND, Time, Type

MONTHS_OF_A_YEAR = 12
YEARS = range(1, 10_000)
UNITS = ("years", "months", "days", "hours", "minutes", "seconds")


def utc_add(  # noqa: PLR0917 - one value for each unit, as there
    time: Time,
    years: int = 0,
    months: int = 0,
    days: int = 0,
    hours: int = 0,
    minutes: int = 0,
    seconds: int = 0,
) -> Time:
    """A time later by so many years, months, days, hours, minutes and seconds, in UTC.

    Each may be negative. Years and months come first and keep the day, or take the last one of a
    month that has it not [inferred]. A time beyond those of the language faults `bad_time`. Without
    years and months it is the same as `time + 2d`.

    Example:
        utc_add(2026-12-24T08:00, 0, 2, 1)
        = 2027-02-25T08:00:00Z
        utc_add(2026-12-24T08:00, hours: -9)
        = 2026-12-23T23:00:00Z

    Genesys:
        `UTCAdd` of IRD, which adds what it is given to a time in seconds, as it is stated. The form
        of it that Composer brings along adds a date of the calendar.
    """
    from calendar import monthrange

    moment = time.moment()
    index = moment.year * MONTHS_OF_A_YEAR + moment.month - 1 + years * MONTHS_OF_A_YEAR + months
    year, month = index // MONTHS_OF_A_YEAR, index % MONTHS_OF_A_YEAR + 1
    if year not in YEARS:
        raise FunctionFault(BAD_TIME)
    day = min(moment.day, monthrange(year, month)[1])
    moved = int(Time.of(moment.replace(year=year, month=month, day=day)))
    moved += days * DAY + hours * HOUR + minutes * MINUTE + seconds * SECOND
    if abs(moved) > INTEGER_MAX:
        raise FunctionFault(BAD_TIME)
    return Time(moved)


FUNCTION = Function(
    name="utc_add",
    parameters=(
        FunctionParameter(name="time", type=Type.TIME, meaning="when"),
        *(
            FunctionParameter(name=unit, type=Type.INTEGER, default=0, meaning=f"how many {unit}")
            for unit in UNITS
        ),
    ),
    result=Type.TIME,
    faults=frozenset({BAD_TIME}),
    evaluate=pure(utc_add),
    doc=utc_add.__doc__ or "",
    known_as=("UTCAdd",),
)
