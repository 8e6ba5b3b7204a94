"""The kind `special_day`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine.shelf.kind import Expr
from engine.syntax.nodes import Expression
from engine.world.kind import DeclarationKind, Naming


class SpecialDay(DeclarationKind):
    """Gives dates of a calendar hours of their own, instead of those of the day of the week.

    Dates are written as in `holiday`, hours as in `calendar`. Hours that go on over midnight do so
    unless another special day or a holiday begins there.

    Example:
        calendar service {
          zone = "Europe/Berlin"
          mon_fri = 08:00..18:00
          special_day "Christmas Eve" { date = dec(24)   open = 08:00..12:00 }
          special_day "fair" { date = 2026-09-12..2026-09-13   open = [10:00..13:00, 14:00..20:00] }
        }

        strategy hello (voice) {
          busy: if(is_special_day(service, "fair")) { true -> fair   false -> done }
          fair: log("we are at the fair") -> done
          done: exit
        }

    Genesys:
        A statistical day with a beginning and an end, which `IsSpecialDayEx` of IRD finds if it is
        told to look at the time too.
    """

    word: ClassVar[str] = "special_day"
    naming: ClassVar[Naming] = "text"
    top_level: ClassVar[bool] = False

    date: Annotated[Expression, Expr()] = Field(
        description="the date, the dates from one to another, or a list",
        examples=["dec(24)"],
    )
    open: Annotated[Expression, Expr()] = Field(
        description="the hours, or a list of them", examples=["08:00..12:00"]
    )
