"""The kind `calendar`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine.shelf.kind import Constant, Entry, Expr, Free, Nested
from engine.values import Type
from engine.world.kind import DeclarationKind


class Calendar(DeclarationKind):
    """Describes opening hours in a time zone: by the day of the week, with holidays.

    A day is `mon`, `tue`, `wed`, `thu`, `fri`, `sat` or `sun`; `mon_fri` is all days from the first
    to the second. Hours go from a time of the clock, which belongs to them, to one that does not:
    `08:00..18:00`, or several in a list. Hours that end at or before the time at which they begin
    end on the next day; `00:00..24:00` is the whole day. A day that is not named is closed, as with
    `closed`.

    The clock of the zone decides, as it stands on the wall. Where it goes forward, hours that it
    leaps over are not there; where it goes back, the hour that it shows twice counts twice. The
    rules of the zones are those of the installed `tzdata`, whatever the machine has.

    A `holiday` or `special_day` takes the place of all hours of its dates, from midnight to
    midnight: hours of the day before that go on over midnight end there. A date with its year wins
    over one of every year; of two of a kind the first in the file counts.

    What it says is read by the block `hours` and by the functions `is_open`, `next_open`,
    `is_holiday` and `is_special_day`, in strategies, views and claims of tests.

    Example:
        calendar service {
          zone = "Europe/Berlin"
          mon_fri = [08:00..12:00, 13:00..18:00]
          sat = 22:00..02:00
          holiday "Christmas" { date = dec(25)..dec(26) }
          special_day "Christmas Eve" { date = dec(24)   open = 08:00..12:00 }
        }

        strategy greet (voice) {
          now_open: if(is_open(service)) { true -> hello   false -> bye }
          hello: log("good day") -> bye
          bye: exit
        }

    Genesys:
        The Date, Day of Week and Time segmentation of IRD, whose ranges end before their second
        value, and the statistical days and tables of days that `IsSpecialDay` reads. There they are
        objects of the configuration, in the zone of the machine that URS runs on if no other one is
        given. That a day of the week's hours may go on over midnight is ours [inferred].
    """

    word: ClassVar[str] = "calendar"

    zone: Annotated[str, Constant(Type.TEXT)] = Field(
        description="the time zone, by its name in the IANA database",
        examples=['"Europe/Berlin"'],
    )
    week: Annotated[tuple[Entry, ...], Free(Expr(), unique=True)] = Field(
        (), description="days of the week, `mon` or `mon_fri`, each with its hours"
    )
    holidays: Annotated[tuple[DeclarationKind, ...], Nested("holiday")] = Field(
        (), description="dates on which nothing is open"
    )
    special_days: Annotated[tuple[DeclarationKind, ...], Nested("special_day")] = Field(
        (), description="dates with hours of their own"
    )

    @classmethod
    def usage(cls) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The forms of its entries."""
        forms = (
            "calendar name { … }",
            'zone = "Europe/Berlin"',
            "mon_fri = 08:00..18:00",
            "sat = [09:00..12:00, 14:00..16:00]",
            "sun = closed",
            'holiday "New Year" { date = jan(1) }',
            'special_day "Christmas Eve" { date = dec(24)   open = 08:00..12:00 }',
        )
        return (("Form", forms),)
