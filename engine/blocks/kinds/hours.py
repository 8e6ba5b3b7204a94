"""The kind `hours`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine.blocks.counterpart import DEFAULT, Drawn, Row, Sheet
from engine.blocks.kind import BlockKind, Lowering
from engine.ops import NO_PORT, Op
from engine.shelf.kind import Operand, Ref, Reference

OPEN, CLOSED, HOLIDAY = "open", "closed", "holiday"


class Hours(BlockKind):
    """Goes by a calendar: it is open at this instant, or closed.

    With port `holiday` the holidays of the calendar go there; without it they are closed. A special
    day with hours of its own is open or closed like any other.

    Example:
        calendar service {
          zone = "Europe/Berlin"
          mon_fri = 08:00..18:00
          holiday "Christmas" { date = dec(25)..dec(26) }
        }

        strategy by_the_clock (voice) {
          when: hours(service) { open -> team   closed -> sorry   holiday -> wishes }
          team: log("to the team") -> done
          sorry: log("from 08:00 on") -> done
          wishes: log("merry Christmas") -> done
          done: exit
        }

    Genesys:
        The Date, Day of Week and Time segmentation of IRD, one after the other, with a port for
        each range and one for the default, and If with `IsSpecialDay`. Ranges of hours end
        before their second time there as here; a range of dates does so only there.
    """

    word: ClassVar[str] = "hours"
    ird: ClassVar[tuple[str, ...]] = ("Date", "Day of Week", "Time")
    ports: ClassVar[tuple[str, ...]] = (OPEN, CLOSED)
    spare: ClassVar[tuple[str, ...]] = (HOLIDAY,)

    calendar: Annotated[Reference, Ref(("calendar",)), Operand()] = Field(
        description="the calendar"
    )

    def lower(self, out: Lowering) -> None:
        """A `BRANCH` to the holiday's port if it is wired, and one to the others."""
        name = self.calendar.name
        if out.wired(HOLIDAY):
            out.emit(Op.BRANCH, out.function("is_holiday", name), out.port(HOLIDAY), NO_PORT)
        out.emit(Op.BRANCH, out.function("is_open", name), out.port(OPEN), out.port(CLOSED))

    def in_ird(self, out: Sheet) -> tuple[Drawn, ...]:  # noqa: ARG002 - nothing to translate
        """Date, Day of Week and Time, one behind the other; what is said here is their sum."""
        ports = {
            OPEN: "segments of the hours",
            CLOSED: DEFAULT,
            HOLIDAY: "segments of the holidays",
        }
        note = (
            "Draw Date for holidays and special days, behind its default Day of Week, behind each "
            "day Time with its hours; all in the calendar's zone, which the sheet of the process "
            "lists"
        )
        rows = (Row("Calendar", self.calendar.name),)
        return (Drawn(object="Time", rows=rows, ports=ports, notes=(note,)),)

    def in_composer(self, out: Sheet) -> tuple[Drawn, ...]:  # noqa: ARG002 - nothing to translate
        """A Branching over what has to be computed before."""
        rows = (
            Row("Condition open", f"calendar {self.calendar.name} is open"),
            Row("Condition holiday", f"it is a holiday of {self.calendar.name}"),
        )
        note = (
            "No block of Composer reads a calendar: compute both conditions in an ECMAScript block "
            "before, from the days and hours that the sheet of the process lists, and give holiday "
            "the first place"
        )
        ports = {OPEN: "condition open", CLOSED: DEFAULT, HOLIDAY: "condition holiday"}
        return (Drawn(object="Branching", rows=rows, ports=ports, notes=(note,)),)
