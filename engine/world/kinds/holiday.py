"""The kind `holiday`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine.shelf.kind import Expr
from engine.syntax.nodes import Expression
from engine.world.kind import DeclarationKind, Naming


class Holiday(DeclarationKind):
    """Names dates of a calendar on which nothing is open, from midnight to midnight.

    A date is one of a year, `2026-04-03`, or of every year: `dec(25)`, by the first three letters
    of the month. From one to another, both included, is `dec(24)..jan(1)`; several stand in a list.
    `feb(29)` is in leap years only.

    Example:
        calendar service {
          zone = "America/New_York"
          mon_fri = 09:00..17:00
          holiday "New Year" { date = jan(1) }
          holiday "Thanksgiving" { date = [2026-11-26, 2027-11-25] }
        }

        strategy hello (voice) {
          day: hours(service) { open -> done   closed -> done   holiday -> wishes }
          wishes: log("a happy holiday") -> done
          done: exit
        }

    Genesys:
        A statistical day that `IsSpecialDay` of IRD finds in a statistical table. A range of dates
        ends before its second date there; here that date belongs to it.
    """

    word: ClassVar[str] = "holiday"
    naming: ClassVar[Naming] = "text"
    top_level: ClassVar[bool] = False

    date: Annotated[Expression, Expr()] = Field(
        description="the date, the dates from one to another, or a list",
        examples=["dec(25)"],
    )
