"""`utc_text`: a time as text."""

from engine.functions import zoned
from engine.functions.kind import Function, pure
from engine.values import SECOND, Time, Type


def utc_text(at: Time) -> str:
    """A time as `YYYY-MM-DDThh:mm:ssZ`, in UTC and without parts of a second.

    Example:
        utc_text(2026-12-24T08:00:00 + 500ms)
        = "2026-12-24T08:00:00Z"

    Genesys:
        `UTCToString` of IRD.
    """
    return str(Time(at // SECOND * SECOND))


FUNCTION = Function(
    name="utc_text",
    parameters=(zoned.AT,),
    result=Type.TEXT,
    evaluate=pure(utc_text),
    doc=utc_text.__doc__ or "",
    known_as=("UTCToString",),
)
