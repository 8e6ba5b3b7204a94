"""A simulated day as text: tables that whoever runs the centre can read.

In: a day that is over. Out: styled lines. Columns and tables that would have nothing but noughts in
them are left out; the document for machines (`figures_to_json`) has them all.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from engine.report.amounts import average, length, number, percent
from engine.report.cost_lines import cost_lines, cost_title
from engine.report.figures_of_blocks import blocks_section, calls_section
from engine.report.figures_of_failures import failures_section
from engine.report.figures_of_queues import LATER, lengths_section
from engine.report.goal_lines import goal_lines
from engine.report.grid import NOTHING, Cell, cell, grid
from engine.report.local_times import LocalTimes
from engine.report.long_run_lines import long_run_section
from engine.report.sentences import final_place
from engine.report.styled import EMPTY, Line, Style, counted, indented, line, table, wrap
from engine.stats.cost import cost_of
from engine.stats.figures import EVERYBODY, figures
from engine.stats.goals import judge
from engine.stats.model import Crew, Demand, Figures, QueueFigures, Scope
from engine.stats.seen import Seen
from engine.values import Duration

if TYPE_CHECKING:
    from engine.days import Simulation
    from engine.pipeline import SimulatedDay

INDENT = 2
AGENTS_MAX = 20
"""More agents than this are not listed one by one."""
LEVELS = ("of all", "of answered", "without short abandons", "abandons count")

Column = tuple[str, Callable[[Demand], int]]
OUTCOMES: tuple[Column, ...] = (
    ("came", lambda demand: demand.counts.came),
    ("asked", lambda demand: demand.counts.asked),
    ("answered", lambda demand: demand.counts.answered),
    ("abandoned", lambda demand: demand.counts.abandoned),
    ("left", lambda demand: demand.counts.left),
    ("blocked", lambda demand: demand.counts.blocked),
    ("waiting", lambda demand: demand.counts.waiting),
)
ALWAYS = ("asked", "answered", "abandoned")


def to_figures(day: "SimulatedDay", *, columns: int) -> list[Line]:
    """All tables of a day."""
    found = figures(day.program, day.simulation, day.day.counts)
    room, interval = columns - INDENT, Duration(found.interval_us)
    times = LocalTimes(found.start_us, found.zone, found.duration_us, found.interval_us)
    customers = [*found.arrivals, *([found.everybody] if len(found.arrivals) > 1 else [])]
    seen = Seen(program=day.program, simulation=day.simulation, counts=day.day.counts)
    cost, goals = cost_of([seen]), () if day.day.limit else judge([seen])
    sections = [
        ("goals", goal_lines(goals, room)),
        ("customers", _outcomes(customers, room)),
        (f"service level: an agent within {Duration(found.target_us)}", _levels(customers, room)),
        ("how long those waited who had an agent", _waits(customers, room)),
        (f"every {interval}", _periods(found, times, room)),
        ("virtual queues", _virtual_queues(found, room)),
        ("queues", _queues([each for each in found.queues if not each.virtual], room)),
        (f"queue lengths every {interval}: average, most", lengths_section(found, times, room)),
        ("agents", _crews(found, room)),
        ("" if cost is None else cost_title(cost), [] if cost is None else cost_lines(cost, room)),
        ("notifications", _notifications(found, room)),
        (faults_title(day.simulation), failures_section(day.day.counts.failures, room)),
        ("ESP calls", calls_section(found.calls, room)),
        ("blocks", blocks_section(found.blocks, room)),
        ("what became of all interactions", _places(found, room)),
        ("averages of this run", long_run_section(day, room)),
    ]
    lines = [*_head(found, times, columns), *_truncated(day, times, columns)]
    for title, section in sections:
        if section:
            lines += [EMPTY, *wrap(line((title, Style.STRONG)), columns)]
            lines += indented(section, INDENT)
    if day.day.log is not None:
        told = line(("log sha256 ", Style.QUIET), day.day.log.events_hash())
        lines += [EMPTY, *wrap(told, columns)]
    return lines


def faults_title(simulation: "Simulation") -> str:
    """The name of the faults of a simulation, which the author has given."""
    plan = simulation.failures
    return "faults" if plan is None else f"faults {plan.name}"


def _head(found: Figures, times: LocalTimes, columns: int) -> list[Line]:
    first = line(
        (found.simulation, Style.NAME), f" of project {found.project}: ",
        f"{times.date(0)}, {times.show(0)} to {times.show(found.duration_us)} {found.zone}, ",
        f"seed {found.seed}",
    )  # fmt: skip
    said = f"{number(found.interactions)} interactions, {number(found.events)} events"
    if found.warm_up_us:
        said += f", figures from {times.show(found.warm_up_us)} on"
    if found.retried:
        said += f", {counted(found.retried, 'customer')} came again"
    return [*wrap(first, columns, hang=INDENT), *wrap(line((said, Style.QUIET)), columns)]


def _truncated(day: "SimulatedDay", times: LocalTimes, columns: int) -> list[Line]:
    """What cut the day off, if anything did: the figures are those until then."""
    if not day.day.truncated:
        return []
    limit = day.day.limit
    because = "the time for winding down is over" if limit is None else limit.message
    at = times.show(day.day.counts.end_us)
    return wrap(line(("truncated", Style.BAD), f" at {at}: {because}"), columns, hang=INDENT)


# Customers


def _name(name: str) -> Cell:
    return (name, Style.STRONG if name == EVERYBODY else Style.NAME)


def _in_target(found: Figures) -> str:
    """The head of a column of service levels, of all who asked."""
    return f"in {Duration(found.target_us)}"


def _columns(demands: Sequence[Demand]) -> list[Column]:
    """The outcomes that anybody has had."""
    return [
        (word, of)
        for word, of in OUTCOMES
        if word in ALWAYS or any(of(demand) for demand in demands)
    ]


def _outcomes(scopes: Sequence[Scope], columns: int) -> list[Line]:
    """The rate of abandonment, of those who asked, stands behind their number."""
    wanted = _columns([scope.whole for scope in scopes])
    at = [word for word, _ in wanted].index("abandoned") + 1
    head = [*(word for word, _ in wanted[:at]), "rate", *(word for word, _ in wanted[at:])]
    rows = []
    for scope in scopes:
        numbers = [cell(number(of(scope.whole))) for _, of in wanted]
        rate = cell(percent(scope.whole.abandonment))
        delayed = cell(percent(scope.whole.delayed))
        rows.append([_name(scope.name), *numbers[:at], rate, *numbers[at:], delayed])
    return grid([*head, "delayed"], rows, columns) if rows else []


def _levels(scopes: Sequence[Scope], columns: int) -> list[Line]:
    rows = [
        [_name(scope.name), *(cell(percent(share)) for share in (
            level.of_all, level.of_answered, level.without_short_abandons, level.abandons_count,
        ))]
        for scope in scopes
        for level in [scope.whole.service_level]
    ]  # fmt: skip
    return grid(LEVELS, rows, columns) if rows else []


def _waits(scopes: Sequence[Scope], columns: int) -> list[Line]:
    asked = [scope for scope in scopes if scope.whole.counts.answered]
    if not asked:
        return []
    percents = [percent for percent, _ in asked[0].percentiles]
    head = ["mean", *(f"{percent}%" for percent in percents), "longest", "gave up after"]
    rows = [
        [
            _name(scope.name),
            cell(length(scope.whole.answered_wait_us)),
            *(cell(length(wait)) for _, wait in scope.percentiles),
            cell(length(scope.whole.counts.waited_most_us)),
            cell(length(scope.whole.abandoned_wait_us)),
        ]
        for scope in asked
    ]
    return grid(head, rows, columns)


def _periods(found: Figures, times: LocalTimes, columns: int) -> list[Line]:
    """All arrivals by interval, and how much the agents had to do then."""
    periods = found.everybody.periods
    if len([each for each in periods if not each.period.after_end]) < 2:
        return []
    work = {each.period.begins_us: each for each in found.everyone_at_work.periods}
    wanted = [each for each in _columns(periods) if each[0] != "waiting"]
    head = [*(word for word, _ in wanted), _in_target(found), "wait", "occupancy"]
    rows = []
    for each in periods:
        at_work = work.get(each.period.begins_us)
        name = LATER if each.period.after_end else times.show(each.period.begins_us)
        rows.append([
            (name, Style.TIME),
            *(cell(number(of(each))) for _, of in wanted),
            cell(percent(each.service_level.of_all)),
            cell(length(each.answered_wait_us)),
            cell(NOTHING if at_work is None else percent(at_work.occupancy)),
        ])  # fmt: skip
    return grid(head, rows, columns)


# Queues


def _virtual_queues(found: Figures, columns: int) -> list[Line]:
    scopes = [scope for scope in found.virtual_queues if scope.whole.counts.asked]
    wanted = [each for each in _columns([scope.whole for scope in scopes]) if each[0] != "waiting"]
    lengths = {queue.name: queue for queue in found.queues if queue.virtual}
    rows = [
        [
            _name(scope.name),
            *(cell(number(of(scope.whole))) for _, of in wanted),
            cell(percent(scope.whole.service_level.of_all)),
            cell(length(scope.whole.answered_wait_us)),
            cell(average(lengths[scope.name].whole.mean_hundredths)),
            cell(number(lengths[scope.name].whole.most)),
        ]
        for scope in scopes
    ]
    head = [*(word for word, _ in wanted), _in_target(found), "wait", "length", "most"]
    return grid(head, rows, columns) if rows else []


def _queues(queues: Sequence[QueueFigures], columns: int) -> list[Line]:
    used = [queue for queue in queues if any(each.entered for each in queue.periods)]
    rows = [
        [_name(queue.name), cell(number(sum(each.entered for each in queue.periods))),
         cell(average(queue.whole.mean_hundredths)), cell(number(queue.whole.most)),
         cell(number(queue.whole.last)), cell(number(queue.periods[-1].last))]
        for queue in used
    ]  # fmt: skip
    head = ["entered", "length", "most", "at the end", "left over"]
    return grid(head, rows, columns) if rows else []


# Agents


def _crews(found: Figures, columns: int) -> list[Line]:
    listed = found.agents if len(found.agents) <= AGENTS_MAX else ()
    crews = [(f"{each.name} ({each.members})", each) for each in found.groups]
    crews += [(each.name, each) for each in listed]
    crews += [(EVERYBODY, found.everyone_at_work)] if len(found.agents) > 1 else []
    rows = [
        [
            _name(name),
            cell(percent(each.whole.occupancy)),
            *(cell(length(time_us)) for time_us in (
                each.whole.spent.logged_in_us, each.whole.spent.wrap_up_us,
                each.whole.spent.break_us,
            )),
            cell(number(each.whole.spent.answered)),
            cell(length(each.whole.handling_us)),
        ]
        for name, each in crews
    ]  # fmt: skip
    head = ["occupancy", "logged in", "wrap-up", "break", "answered", "each"]
    lines = grid(head, rows, columns) if rows else []
    if found.agents and not listed:
        lines += wrap(line((_extremes(found.agents), Style.QUIET)), columns)
    return lines


def _extremes(agents: Sequence[Crew]) -> str:
    """The least and the most occupied of many agents."""
    working = [each for each in agents if each.whole.occupancy.whole]
    if not working:
        return "no agent was logged in"

    def occupied(crew: Crew) -> int:
        return crew.whole.occupancy.thousandths or 0

    least, most = min(working, key=occupied), max(working, key=occupied)
    return (
        f"least occupied {least.name}, {percent(least.whole.occupancy)}; "
        f"most {most.name}, {percent(most.whole.occupancy)}"
    )


# The rest


def _notifications(found: Figures, columns: int) -> list[Line]:
    counts = found.notifications
    if not counts.created:
        return []
    rows = [
        ("created", number(counts.created)),
        ("  stopped", number(counts.stopped)),
        ("  lost and removed", number(counts.lost_removed)),
        ("  ended otherwise", number(counts.other)),
        ("  still there", number(counts.left)),
        ("stayed", f"{length(found.notification_stay_us)} on average, "
                   f"{length(counts.stayed_most_us)} at most"),
    ]  # fmt: skip
    return table([(line((key, Style.QUIET)), line(text)) for key, text in rows], columns)


def _places(found: Figures, columns: int) -> list[Line]:
    rows = [(final_place(place), number(count)) for place, count in found.finals]
    rows += [(f"still {place.replace('_', ' ')}", number(count)) for place, count in found.live]
    return table([(line((key, Style.QUIET)), line(text)) for key, text in rows], columns)
