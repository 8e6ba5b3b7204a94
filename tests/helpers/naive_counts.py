"""A second reader of the event log: what a simulation has come to, told from whole histories.

It keeps everything, looks at every list again and again, and shares nothing with `core.tally` but
the form of the answer and the buckets of waits. From the rows it makes *stretches* (from, to) and
lengths by instants; a stretch that lasts has no end.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from engine.days import Simulation
from engine.log.counts import (
    Counts,
    Desk,
    Length,
    Usage,
    Waits,
    bucket_of,
)
from engine.log.events import AgentState, Event
from engine.log.model import EventLog, Row
from engine.ops import Family, Place, family_of
from engine.program.model import Program
from tests.helpers.naive_visits import calls, notifications, place, visits

FOREVER = 2**62


@dataclass(slots=True)
class Stretch:
    """Something that lasts; `end` is `FOREVER` while it does."""

    begin: int
    end: int = FOREVER


@dataclass(slots=True)
class Wait:
    """One wait: where it counts, when it began, how and when it was over."""

    scope: int
    came: int
    began: int
    how: str = "waiting"
    ended: int = FOREVER


@dataclass(slots=True)
class Story:
    """What the rows tell, before anything is summed up."""

    waits: list[Wait] = field(default_factory=list)
    virtual_waits: list[Wait] = field(default_factory=list)
    queued: dict[int, list[Stretch]] = field(default_factory=lambda: defaultdict(list))
    in_line: dict[int, list[Stretch]] = field(default_factory=lambda: defaultdict(list))
    loads: dict[int, list[Stretch]] = field(default_factory=lambda: defaultdict(list))
    had: dict[int, list[Stretch]] = field(default_factory=lambda: defaultdict(list))
    wraps: dict[int, list[Stretch]] = field(default_factory=lambda: defaultdict(list))
    states: dict[int, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))


def naive_counts(
    log: EventLog, program: Program, simulation: Simulation, end_us: int | None = None
) -> Counts:
    """The counts of a whole log."""
    rows = list(log.rows())
    last = rows[-1].time if rows else 0
    end = max(last, simulation.duration_us) if end_us is None else end_us
    histories: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        if row.interaction >= 0:
            histories[row.interaction].append(row)
    agents = {agent.name: number for number, agent in enumerate(program.directory.agents)}
    story = Story()
    for history in histories.values():
        _read_waits(history, program, simulation, story)
        _read_queues(history, story)
    _read_agents(rows, log, agents, story)
    cuts = _Cuts(simulation, end)
    warm = simulation.warm_up_us
    ends = Counter(row.a for row in rows if row.kind is Event.FINAL)
    live = Counter(place(history) for history in histories.values())
    scopes = range(max(simulation.arrivals, default=-1) + 1)
    virtual = range(len(program.directory.virtual_queues))
    return Counts(
        interval_us=simulation.interval_us,
        warm_up_us=warm,
        duration_us=simulation.duration_us,
        end_us=end,
        target_us=simulation.target_us,
        interactions=len(histories),
        events=len(rows),
        finals=tuple(ends[each] for each in Place),
        live=tuple(live[each] for each in Place),
        arrivals=_by_scope(story.waits, scopes, cuts, simulation, rows),
        virtual_queues=_by_scope(story.virtual_waits, virtual, cuts, simulation, []),
        virtual_lengths=tuple(_lengths(story.in_line[each], cuts) for each in virtual),
        queues=tuple(
            _lengths(story.queued[each], cuts) for each in range(len(program.queues))
        ),
        agents=tuple(_desks(each, story, cuts) for each in agents.values()),
        blocks=visits(histories.values(), program, warm),
        calls=calls(rows, warm),
        notifications=notifications(histories.values(), warm),
        histograms=tuple(
            _histogram(wait for wait in waits if wait.scope == scope)
            for waits, found in ((story.waits, scopes), (story.virtual_waits, virtual))
            for scope in found
        ),
        retried=sum(row.kind is Event.COMES_AGAIN for row in rows),
        usage=_usage(histories.values(), log, warm, end),
    )  # fmt: skip


def _usage(histories: Iterable[list[Row]], log: EventLog, warm: int, end: int) -> Usage:
    """Messages to customers of WhatsApp, and how long everybody was there, by family."""
    lasted = dict.fromkeys(Family, 0)
    templates = 0
    for history in histories:
        media = log.text(history[0].a)
        over = [row.time for row in history if row.kind is Event.FINAL]
        lasted[family_of(media)] += _shared(Stretch(history[0].time, *over), warm, end)
        if media == "whatsappsession":
            sent = [row for row in history if row.kind is Event.SENT]
            templates += sum(row.time >= warm for row in sent)
    return Usage(templates=templates, lasted_us=tuple(lasted.values()))


class _Cuts:
    """The intervals, and where each begins and ends; what is looked at is from warm-up on."""

    def __init__(self, simulation: Simulation, end: int) -> None:
        step, duration = simulation.interval_us, simulation.duration_us
        self.begins = [*range(0, duration, step), duration]
        self.count = len(self.begins)
        self.warm = simulation.warm_up_us
        self.end = end

    def of(self, time: int) -> int:
        """The interval of an instant."""
        return max(bisect_right(self.begins, time) - 1, 0)

    def bounds(self, interval: int) -> tuple[int, int]:
        """From when to when an interval is looked at; empty if not at all."""
        last = interval == self.count - 1
        until = self.end if last else min(self.begins[interval + 1], self.end)
        return max(self.begins[interval], self.warm), until


# Waits


def _read_waits(history: list[Row], program: Program, simulation: Simulation, story: Story) -> None:
    came = next((row for row in history if row.kind is Event.ARRIVED), None)
    if came is not None and came.time >= simulation.warm_up_us:
        asked = [at for at, row in enumerate(history) if _asks(row)]
        if asked:
            wait = Wait(came.a, came.time, history[asked[0]].time)
            _end_of_wait(wait, history, asked[0])
            story.waits.append(wait)
    for at, row in enumerate(history):
        if row.kind is Event.ROUTING:
            queue = program.routings[row.a].virtual_queue
            if queue >= 0:
                _episode(history, at, queue, simulation, story)


def _asks(row: Row) -> bool:
    return row.kind is Event.ROUTING or (row.kind is Event.REJECTED and row.queue < 0)


def _end_of_wait(wait: Wait, history: list[Row], first: int) -> None:
    for at in range(first, len(history)):
        row = history[at]
        how = ""
        if row.kind in (Event.ACCEPTED, Event.TAKEN):
            how = "answered"
        elif _gone(row) or (row.kind is Event.FINAL and row.a == Place.ABANDONED):
            how = "abandoned"
        elif row.kind is Event.FINAL:
            latest = [each for each in history[: at + 1] if _asks(each)][-1]
            how = "left" if latest.kind is Event.ROUTING else "blocked"
        if how:
            wait.how, wait.ended = how, row.time
            return


def _gone(row: Row) -> bool:
    """Whether the customer goes with this."""
    return row.kind is Event.HUNG_UP or (row.kind is Event.SESSION_CLOSED and row.a == 0)


def _episode(history: list[Row], at: int, queue: int, simulation: Simulation, story: Story) -> None:
    """One wait in a virtual queue, and how long it stands in line there."""
    began = history[at].time
    outs = (Event.ACCEPTED, Event.NO_AGENT, Event.HUNG_UP, Event.ENDED, Event.REJECTED)
    after = history[at + 1 :]
    out = next((row for row in after if row.kind in outs), None)
    line = Stretch(began) if out is None else Stretch(began, out.time)
    story.in_line[queue].append(line)
    if began < simulation.warm_up_us:
        return
    wait = Wait(queue, began, began)
    story.virtual_waits.append(wait)
    for row in after:
        if _gone(row):
            wait.how, wait.ended = "abandoned", row.time
        elif row.kind in outs:
            ways = {Event.ACCEPTED: "answered", Event.REJECTED: "blocked"}
            how = ways.get(row.kind, "left")
            wait.how, wait.ended = how, row.time
        else:
            continue
        return


def _by_scope(
    waits: list[Wait], scopes: range, cuts: _Cuts, simulation: Simulation, rows: list[Row]
) -> tuple[tuple[Waits, ...], ...]:
    """By scope and interval; `rows` tell of those who came."""
    came = Counter(
        (row.a, cuts.of(row.time))
        for row in rows
        if row.kind is Event.ARRIVED and row.time >= simulation.warm_up_us
    )
    return tuple(
        tuple(
            _waits(
                [each for each in waits if (each.scope, cuts.of(each.came)) == (scope, interval)],
                simulation.target_us,
                came[scope, interval],
            )
            for interval in range(cuts.count)
        )
        for scope in scopes
    )


def _waits(mine: list[Wait], target: int, came: int) -> Waits:
    lengths: dict[str, list[int]] = defaultdict(list)
    for wait in mine:
        lengths[wait.how].append(wait.ended - wait.began)
    return Waits(
        came=came,
        asked=len(mine),
        answered=len(lengths["answered"]),
        answered_in_target=sum(each <= target for each in lengths["answered"]),
        abandoned=len(lengths["abandoned"]),
        abandoned_in_target=sum(each <= target for each in lengths["abandoned"]),
        left=len(lengths["left"]),
        blocked=len(lengths["blocked"]),
        waiting=len(lengths["waiting"]),
        waited_answered_us=sum(lengths["answered"]),
        waited_abandoned_us=sum(lengths["abandoned"]),
        waited_left_us=sum(lengths["left"]),
        waited_most_us=max(lengths["answered"], default=0),
        delayed=sum(
            not (wait.how == "blocked" or (wait.how == "answered" and wait.ended == wait.began))
            for wait in mine
        ),
    )


def _histogram(waits: Iterable[Wait]) -> tuple[tuple[int, int], ...]:
    answered = [wait.ended - wait.began for wait in waits if wait.how == "answered"]
    return tuple(sorted(Counter(map(bucket_of, answered)).items()))


# Queues


def _read_queues(history: list[Row], story: Story) -> None:
    """What is placed in a queue is there until it is anywhere else."""
    elsewhere = (
        Event.PLACED, Event.PULLED, Event.STARTED, Event.STOWED, Event.ACCEPTED, Event.TAKEN,
        Event.FINAL,
    )  # fmt: skip
    moves = [row for row in history if row.kind in elsewhere]
    for row, after in zip(moves, [*moves[1:], None], strict=True):
        if row.kind is Event.PLACED:
            stay = Stretch(row.time) if after is None else Stretch(row.time, after.time)
            story.queued[row.queue].append(stay)


def _lengths(stays: list[Stretch], cuts: _Cuts) -> tuple[Length, ...]:
    found = []
    for interval in range(cuts.count):
        begin, until = cuts.bounds(interval)
        ended = interval >= cuts.of(cuts.end)
        last = until > begin and not ended
        found.append(
            Length(
                integral_us=sum(_shared(stay, begin, until) for stay in stays),
                most=max((_at(stays, time) for time in _changes(stays, begin, until)), default=0),
                last=(
                    sum(stay.end == FOREVER for stay in stays)
                    if ended
                    else sum(stay.begin < until <= stay.end for stay in stays)
                    if last
                    else 0
                ),
                entered=_within((stay.begin for stay in stays), interval, cuts),
                left=_within((stay.end for stay in stays), interval, cuts),
            )
        )
    return tuple(found)


def _shared(stay: Stretch, begin: int, until: int) -> int:
    return max(min(stay.end, until) - max(stay.begin, begin), 0)


def _changes(stays: Iterable[Stretch], begin: int, until: int) -> list[int]:
    """The instants from which on the length is the same for a while."""
    times = {begin} | {time for stay in stays for time in (stay.begin, stay.end)}
    return sorted(time for time in times if begin <= time < until)


def _at(stays: Iterable[Stretch], time: int) -> int:
    return sum(stay.begin <= time < stay.end for stay in stays)


def _within(times: Iterable[int], interval: int, cuts: _Cuts) -> int:
    return sum(cuts.warm <= time < FOREVER and cuts.of(time) == interval for time in times)


# Agents


def _read_agents(rows: list[Row], log: EventLog, agents: dict[str, int], story: Story) -> None:
    offered: dict[tuple[int, int], Stretch] = {}
    held: dict[tuple[int, int], Stretch] = {}
    wrapping: dict[int, list[Stretch]] = defaultdict(list)
    kinds = (
        Event.OFFERED, Event.REFUSED_OFFER, Event.WITHDRAWN, Event.ACCEPTED, Event.TAKEN,
        Event.HANDLING_ENDED, Event.AGENT_STATE, Event.WRAP_UP, Event.WRAPPED_UP,
    )  # fmt: skip
    for row in (row for row in rows if row.kind in kinds):
        agent = agents.get(log.text(row.a))
        if agent is None:
            continue
        both = (agent, row.interaction)
        if row.kind is Event.AGENT_STATE:
            story.states[agent].append((row.time, row.b))
        elif row.kind is Event.WRAP_UP:
            wrapping[agent].append(Stretch(row.time))
            story.wraps[agent].append(wrapping[agent][-1])
        elif row.kind is Event.WRAPPED_UP:
            wrapping[agent].pop(0).end = row.time
        elif row.kind is Event.OFFERED:
            offered[both] = Stretch(row.time)
            story.loads[agent].append(offered[both])
        elif row.kind in (Event.REFUSED_OFFER, Event.WITHDRAWN):
            offered.pop(both).end = row.time
        elif row.kind is Event.HANDLING_ENDED:
            held.pop(both).end = row.time
        else:
            if row.kind is Event.ACCEPTED:
                offered.pop(both).end = row.time
            held[both] = Stretch(row.time)
            story.loads[agent].append(held[both])
            story.had[agent].append(held[both])


def _desks(agent: int, story: Story, cuts: _Cuts) -> tuple[Desk, ...]:
    found = []
    states = [(-1, int(AgentState.READY)), *story.states[agent]]
    turns = [Stretch(time) for time, _ in states]
    for interval in range(cuts.count):
        begin, until = cuts.bounds(interval)
        loads, had, wraps = story.loads[agent], story.had[agent], story.wraps[agent]
        times = [*_changes([*loads, *wraps, *turns], begin, until), until]
        spent: Counter[str] = Counter()
        for time, after in pairwise(times):
            if _at(loads, time):
                spent["busy"] += after - time
            elif _at(wraps, time):
                spent["wrap_up"] += after - time
            else:
                state = [state for since, state in states if since <= time][-1]
                spent[AgentState(state).name] += after - time
        found.append(
            Desk(
                logged_in_us=spent.total() - spent["LOGGED_OUT"],
                ready_us=spent["READY"],
                not_ready_us=spent["NOT_READY"],
                busy_us=spent["busy"],
                wrap_up_us=spent["wrap_up"],
                break_us=spent["ON_BREAK"],
                answered=_within((stay.begin for stay in had), interval, cuts),
                handled_us=sum(_shared(stay, begin, until) for stay in had),
            )
        )
    return tuple(found)
