"""Several simulated days as text: what whoever runs the centre should remember, and the tables.

In: estimates. Out: styled lines. What a `±` means is said once, in words. Columns and tables that
would have nothing but noughts in them are left out; the document for machines
(`replications_to_json`) has them all.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from engine.report.estimated_amounts import average, count, share, time
from engine.report.grid import Cell, cell, grid
from engine.report.local_times import LocalTimes
from engine.report.sentences import final_place
from engine.report.styled import EMPTY, Line, Style, counted, indented, line, table, wrap
from engine.report.warm_up_lines import warm_up_lines
from engine.stats.estimates import Estimate
from engine.stats.figures import EVERYBODY
from engine.stats.several import LEVELS, Interval, Row, Several
from engine.values import Duration

INDENT = 2
AGENTS_MAX = 20
"""More agents than this are not listed one by one."""
LIMITS_MAX = 3
"""So many days that have met a limit are named."""
LATER = "later"
GLUE = "~"
"""Stands for a space at which no line is broken."""

Show = Callable[[Estimate | None], str]
Column = tuple[str, str, Show]
"""The head, the measure, and how it is written."""
Section = tuple[str, Sequence[Line]]

CUSTOMERS: tuple[Column, ...] = (
    ("asked", "asked", count),
    ("answered", "answered", count),
    ("gave up", "abandoned", count),
    ("rate", "abandonment", share),
)
LESS_OFTEN: tuple[Column, ...] = (
    ("left", "left", count),
    ("blocked", "blocked", count),
    ("waiting", "still_waiting", count),
)
"""Left out where they are nought."""
VIRTUAL_QUEUES: tuple[Column, ...] = (
    ("asked", "asked", count),
    ("in {target}", "service_level", share),
    ("gave up", "abandonment", share),
    ("wait", "average_wait", time),
    ("length", "queue_length", average),
)
QUEUES: tuple[Column, ...] = (
    ("entered", "queue_entered", count),
    ("length", "queue_length", average),
    ("most", "longest_queue", count),
    ("left over", "left_over", count),
)
CREWS: tuple[Column, ...] = (
    ("occupancy", "occupancy", share),
    ("logged in", "logged_in", time),
    ("answered", "handled", count),
    ("each", "average_handling", time),
)
CALLS: tuple[Column, ...] = (
    ("sent", "esp_calls", count),
    ("refused", "esp_faults", count),
    ("timed out", "esp_timeouts", count),
    ("took", "esp_answer_time", time),
)
INTERVALS: tuple[Column, ...] = (
    ("asked", "asked", count),
    ("in {target}", "service_level", share),
    ("gave up", "abandonment", share),
    ("wait", "average_wait", time),
    ("occupancy", "occupancy", share),
)
NOTIFICATIONS = (
    ("created", "notifications_created", count),
    ("  stopped", "notifications_stopped", count),
    ("  lost and removed", "notifications_lost_and_removed", count),
    ("  ended otherwise", "notifications_ended_otherwise", count),
    ("  still there", "notifications_left", count),
    ("stayed on average", "notification_stay", time),
)


def to_replications(
    found: Several,
    *,
    columns: int,
    goals: Sequence[Line] = (),
    sections: Sequence[Section] = (),
) -> list[Line]:
    """What is to be remembered, the goals, then all tables; `sections` are others' tables, which
    stand before those about what became of all interactions."""
    room, target = columns - INDENT, Duration(found.simulation.target_us)
    times = LocalTimes(
        found.simulation.start_us, found.simulation.zone, found.simulation.duration_us,
        found.simulation.interval_us,
    )  # fmt: skip
    told = _Telling(found=found, times=times, room=room, target=str(target))
    tables: list[Section] = [
        ("goals", goals),
        ("customers, a day", told.customers()),
        (f"service level: an agent within {target}", told.levels()),
        ("how long those waited who had an agent", told.waits()),
        (f"every {Duration(found.simulation.interval_us)}", told.intervals()),
        ("virtual queues", told.rows(VIRTUAL_QUEUES, told.virtual(), "asked")),
        ("queues", told.rows(QUEUES, told.placed(), "queue_entered")),
        ("agents", told.crews()),
        ("notifications, a day", told.notifications()),
        ("ESP calls, a day", told.rows(CALLS, found.calls, "esp_calls")),
        *sections,
        ("what became of all interactions, a day", told.places()),
    ]
    lines = [*told.head(columns), EMPTY, *told.short(columns)]
    for title, section in tables:
        if section:
            lines += [EMPTY, *wrap(line((title, Style.STRONG)), columns)]
            lines += indented(section, INDENT)
    return lines


class _Telling:
    """The tables of one report."""

    def __init__(self, found: Several, times: LocalTimes, room: int, target: str) -> None:
        self._found = found
        self._times = times
        self._room = room
        self._target = target

    # What is said in words

    def head(self, columns: int) -> list[Line]:
        """What was simulated, and how often."""
        found, simulation, times = self._found, self._found.simulation, self._times
        first = line(
            (simulation.name, Style.NAME), f" of project {found.project}: ",
            f"{times.date(0)}, {times.show(0)} to {times.show(simulation.duration_us)} "
            f"{simulation.zone}",
        )  # fmt: skip
        many = len(found.seeds)
        often = f"{many:,} {'time' if many == 1 else 'times'}"
        said = f"simulated {often}, the first with seed {found.seeds[0]}"
        if simulation.warm_up_us:
            said += f", figures from {times.show(simulation.warm_up_us)} on"
        return [*wrap(first, columns, hang=INDENT), *wrap(line((said, Style.QUIET)), columns)]

    def short(self, columns: int) -> list[Line]:
        """What to remember, what the numbers mean, what is wrong with them."""
        found = self._found
        headline = [_spaced(each) for each in wrap(line(*self._headline()), columns)]
        lines = [*headline, *wrap(line(self._meaning()), columns)]
        if found.extremes is not None and len(found.seeds) > 1:
            low, high = found.extremes
            said = (
                f"Single days differ more: from {_percent(low.value)} within {self._target} "
                f"(--seed {low.seed}) to {_percent(high.value)} (--seed {high.seed})."
            )
            lines += wrap(line(said), columns)
        for seed, message in found.limits[:LIMITS_MAX]:
            said = f"  the day of seed {seed}: {message}; its figures are those until then"
            lines += wrap(line(("cut off", Style.BAD), said), columns, hang=INDENT)
        if len(found.limits) > LIMITS_MAX:
            said = f"  and {counted(len(found.limits) - LIMITS_MAX, 'day')} more"
            lines += wrap(line(("cut off", Style.BAD), said), columns, hang=INDENT)
        cut = found.truncated - len(found.limits)
        if cut > 0:
            said = f"  {counted(cut, 'day')} went on when the time for winding down was over"
            lines += wrap(line(("cut off", Style.WARNING), said), columns, hang=INDENT)
        return lines + warm_up_lines(found.advice, found.simulation.warm_up_us, columns)

    def _headline(self) -> list[Cell]:
        """The service level, who gave up, how busy agents were: as far as there is any."""
        everybody, crew = self._found.customers[-1].estimates, self._found.crews[-1].estimates
        said: list[Cell] = []
        if "service_level" in everybody:
            said += [
                (_unbroken(everybody["service_level"]), Style.STRONG),
                (f" of the customers who asked for an agent had one within {self._target}, ", ""),
                (_unbroken(everybody["abandonment"]), Style.STRONG),
                (" gave up", ""),
            ]
        if "occupancy" in crew:
            said += [
                ("; agents were busy " if said else "Agents were busy ", ""),
                (_unbroken(crew["occupancy"]), Style.STRONG),
                (" of their time", ""),
            ]
        return [*said, (".", "")] if said else [("No customer asked for an agent.", "")]

    def _meaning(self) -> str:
        """What a `±` means, once for all of them."""
        found = self._found
        certain = f"{found.level * 100:g} times in 100"
        if found.batches:
            return (
                f"82% ± 1 means: the true average is between 81% and 83%, {certain}. This one run "
                f"was cut into {found.batches} pieces for that; what has no ± was not."
            )
        if len(found.seeds) == 1:
            return "One day says nothing about how far others differ: use --replications."
        return (
            f"82% ± 1 means: the average of very many such days is between 81% and 83%, {certain} "
            "(`routewright explain intervals`). More --replications make it closer."
        )

    # Tables

    def rows(self, wanted: Sequence[Column], rows: Sequence[Row], needed: str) -> list[Line]:
        """A row for each of whom there is anything of that measure."""
        shown = [(_name(row.name), row) for row in rows if _value(row.estimates.get(needed))]
        return self._grid(wanted, [(name, row.estimates) for name, row in shown])

    def _grid(
        self, wanted: Sequence[Column], rows: Sequence[tuple[Cell, Mapping[str, Estimate]]]
    ) -> list[Line]:
        if not rows:
            return []
        head = [word.format(target=self._target) for word, _, _ in wanted]
        cells = [
            [name, *(cell(show(found.get(measure))) for _, measure, show in wanted)]
            for name, found in rows
        ]
        return grid(head, cells, self._room)

    def _scopes(self) -> Sequence[Row]:
        """The arrivals, and all of them if there are several."""
        rows = self._found.customers
        return rows if len(rows) > 2 else rows[:1]

    def customers(self) -> list[Line]:
        """Who came and what became of them."""
        rows = self._scopes()
        came = [("came", "arrivals", count)] if self._differs(rows) else []
        rest = [
            each for each in LESS_OFTEN if any(_value(row.estimates.get(each[1])) for row in rows)
        ]
        return self._grid(
            [*came, *CUSTOMERS, *rest], [(_name(row.name), row.estimates) for row in rows]
        )

    @staticmethod
    def _differs(rows: Sequence[Row]) -> bool:
        """Whether any came who did not ask."""
        return any(
            _value(row.estimates.get("arrivals")) != _value(row.estimates.get("asked"))
            for row in rows
        )

    def levels(self) -> list[Line]:
        """By all four definitions."""
        heads = ("of all", "of answered", "no short abandons", "abandons count")
        wanted = [(head, name, share) for head, name in zip(heads, LEVELS, strict=True)]
        return self.rows(wanted, self._scopes(), "asked")

    def waits(self) -> list[Line]:
        """The mean, and the wait of the unlucky, as they are on an average day."""
        rows = [row for row in self._scopes() if _value(row.estimates.get("answered"))]
        cells = [
            [
                _name(row.name),
                cell(time(row.estimates.get("average_wait"))),
                *(cell(time(row.percentiles.get(percent))) for percent in (50, 90)),
                cell(time(row.estimates.get("longest_wait"))),
                cell(time(row.estimates.get("average_wait_of_abandoned"))),
            ]
            for row in rows
        ]
        head = ["mean", "50%", "90%", "longest", "gave up after"]
        return grid(head, cells, self._room) if cells else []

    def intervals(self) -> list[Line]:
        """All customers by interval, and how much the agents had to do then."""
        found = self._found.intervals
        if len([each for each in found if not each.period.after_end]) < 2:
            return []
        rows = [(self._clock(each), each.estimates) for each in found]
        return self._grid(INTERVALS, rows)

    def _clock(self, interval: Interval) -> Cell:
        if interval.period.after_end:
            return (LATER, Style.TIME)
        return (self._times.show(interval.period.begins_us), Style.TIME)

    def virtual(self) -> list[Row]:
        """The virtual queues: who waited in them, and how long they were."""
        found = self._found
        lengths = {row.name: row.estimates for row in found.queues}
        return [
            replace(row, estimates={**row.estimates, **lengths[row.name]})
            for row in found.virtual_queues
        ]

    def placed(self) -> list[Row]:
        """The queues that are not virtual ones."""
        virtual = {row.name for row in self._found.virtual_queues}
        return [row for row in self._found.queues if row.name not in virtual]

    def crews(self) -> list[Line]:
        """Groups, agents if they are few, all of them."""
        found = self._found
        *named, everybody = found.crews
        groups = [row for row in named if row.name in found.members]
        agents = [row for row in named if row.name not in found.members]
        if not agents:
            return []
        rows: list[tuple[Cell, Row]] = [
            ((f"{row.name} ({found.members[row.name]})", Style.NAME), row) for row in groups
        ]
        if len(agents) <= AGENTS_MAX:
            rows += [(_name(row.name), row) for row in agents]
        rows += [(_name(everybody.name), everybody)] if len(agents) > 1 else []
        return self._grid(CREWS, [(name, row.estimates) for name, row in rows])

    def notifications(self) -> list[Line]:
        """What became of the chats that were made to send one message."""
        found = self._found.notifications.estimates
        if not _value(found.get("notifications_created")):
            return []
        rows = [
            (line((head, Style.QUIET)), line(show(found.get(measure))))
            for head, measure, show in NOTIFICATIONS
        ]
        return table(rows, self._room)

    def places(self) -> list[Line]:
        """Where interactions came to."""
        rows = [
            (line((final_place(place), Style.QUIET)), line(count(estimate)))
            for place, estimate in self._found.places.items()
        ]
        return table(rows, self._room)


def _unbroken(estimate: Estimate) -> str:
    """A share in one piece, whatever the line is broken at."""
    return share(estimate).replace(" ", GLUE)


def _spaced(told: Line) -> Line:
    return tuple((text.replace(GLUE, " "), style) for text, style in told)


def _name(name: str) -> Cell:
    return (name, Style.STRONG if name == EVERYBODY else Style.NAME)


def _value(estimate: Estimate | None) -> float:
    return 0.0 if estimate is None else estimate.value


def _percent(value: float) -> str:
    return f"{value * 100:.1f}%"
