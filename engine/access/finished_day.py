"""`FinishedDay`: a simulated day to be asked what it has come to.

In: a simulation that is over. Out: its figures, the story of an interaction, tables, a document:
what `routewright simulate` shows.
"""

from dataclasses import dataclass

from engine.access.finished import COLUMNS, Finished
from engine.diagnostics import listed
from engine.limits import Limits
from engine.log.counts import Level
from engine.log.model import EventLog
from engine.pipeline import SimulatedDay
from engine.report.figures_to_json import figures_document
from engine.report.styled import plain
from engine.report.to_figures import to_figures
from engine.report.to_json import Document
from engine.sim.day import follow_day
from engine.source import visible
from engine.stats.figures import figures
from engine.stats.goals import JudgedGoal, judge
from engine.stats.model import Figures
from engine.stats.seen import Seen

LEVELS = {level.name.lower(): level for level in Level}
"""What can be kept of the log of a day, as `--log` names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedDay:
    """A day that is over, its figures, and the limits that it was under."""

    simulated: SimulatedDay
    figures: Figures
    limits: Limits

    @classmethod
    def of(cls, simulated: SimulatedDay, limits: Limits) -> "FinishedDay":
        """The day with its figures."""
        counts = simulated.day.counts
        found = figures(simulated.program, simulated.simulation, counts)
        return cls(simulated=simulated, figures=found, limits=limits)

    @property
    def log(self) -> EventLog | None:
        """The event log; None if only figures were kept."""
        return self.simulated.day.log

    @property
    def truncated(self) -> bool:
        """Whether something was still going on when the day was cut off."""
        return self.simulated.day.truncated

    @property
    def goals(self) -> tuple[JudgedGoal, ...]:
        """The project's goals, judged by this day alone; none if a limit has cut it off."""
        day = self.simulated.day
        if day.limit is not None:
            return ()
        simulation, program = self.simulated.simulation, self.simulated.program
        return judge([Seen(program=program, simulation=simulation, counts=day.counts)])

    @property
    def document(self) -> Document:
        """The figures as `--format json` has them."""
        return figures_document(self.simulated)

    def follow(self, interaction: str) -> Finished:
        """The story of `voice-12` and its family: what its calls made, what it was made for, its
        customer who comes again. The day is run twice more for it.

        Raises ValueError for an interaction that the day did not have.
        """
        program, simulation = self.simulated.program, self.simulated.simulation
        day = follow_day(program, simulation, interaction, limits=self.limits)
        if day.log is None:
            near = f"; near it there is {listed(day.near)}" if day.near else ""
            message = f"there is no interaction `{interaction}`{near}"
            raise ValueError(message)
        return Finished.of(program, day.log)

    def tables(self, *, columns: int = COLUMNS) -> str:
        """The figures, as `routewright simulate` prints them."""
        lines = to_figures(self.simulated, columns=columns)
        return "\n".join(visible(plain(line)).rstrip() for line in lines)
