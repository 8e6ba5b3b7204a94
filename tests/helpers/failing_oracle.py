"""Judges the log of a day in which things went wrong: what must hold then, and afterwards.

In: the rows, and the plan that the run had. Out: nothing, or an assertion. Who is hit is drawn here
again, by nothing but the seed and the plan; what agents have is counted anew from the rows.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from engine.days import Simulation
from engine.failures import OCCASION_BITS, Failing, Failure, FailurePlan
from engine.log.events import AgentState, Event
from engine.log.model import Row
from engine.ops import NO_CODE, family_of
from engine.sim.failing import spans
from engine.streams import Purpose, drawn
from tests.helpers.runs import Story

MILLION = 1_000_000
SHUTS = (Failure.NOTICES_DROPPED, Failure.INTERACTION_SERVER_RESTART)


@dataclass(frozen=True, slots=True)
class Open:
    """A window as it was in the run, and which agents it hits."""

    begin: int
    end: int
    failing: Failing
    number: int
    agents: frozenset[int]

    def holds(self, time: int) -> bool:
        """Whether an instant is well within it: at its edges both may be so."""
        return self.begin < time < self.end


@dataclass(slots=True)
class Desk:
    """An agent as the rows tell: what they have or are offered, what they wrap up."""

    state: AgentState = AgentState.READY
    families: dict[int, int] = field(default_factory=dict)
    wraps: Counter[int] = field(default_factory=Counter)

    def load(self, family: int) -> int:
        return sum(each == family for each in self.families.values()) + self.wraps[family]


class Judge:
    """One day. `assert_it_held` judges row by row."""

    def __init__(self, story: Story, simulation: Simulation, plan: FailurePlan, seed: int) -> None:
        self.story = story
        self.rows = list(story.log.rows())
        self.agents = story.program.directory.agents
        self.names = {agent.name: number for number, agent in enumerate(self.agents)}
        self.targets = [each for one in story.program.routings for each in one.targets]
        self.desks = [Desk() for _ in self.agents]
        self.families: dict[int, int] = {}
        self.holder: dict[int, int] = {}
        self.windows: dict[Failure, list[Open]] = {}
        self.plan = plan
        for failing in plan.failings:
            for span in spans(failing, simulation):
                hit = frozenset(
                    agent
                    for agent in range(len(self.agents))
                    if not failing.share or _takes(seed, failing, span.number, agent)
                )
                found = Open(span.begin_us, span.end_us, failing, span.number, hit)
                self.windows.setdefault(failing.failure, []).append(found)
        self.seed = seed
        self._wrapping: dict[int, list[tuple[int, int]]] = {}

    def open(self, *failures: Failure, time: int) -> Iterator[Open]:
        """The windows that are open at an instant."""
        for failure in failures:
            yield from (each for each in self.windows.get(failure, ()) if each.holds(time))

    def assert_it_held(self) -> None:
        """Every law that a log must keep in which things went wrong."""
        for row in self.rows:
            self._judge(row)
            self._note(row)
        self._assert_who_is_hit_by_a_restart_is_cut_off()
        self._assert_views_look_once_they_can()
        self._assert_nobody_new_comes_in_a_silence()
        self._assert_nobody_accepts_by_a_stale_state()

    def _judge(self, row: Row) -> None:
        match row.kind:
            case Event.OFFERED:
                self._judge_offer(row)
            case Event.PULLED:
                assert not list(self.open(*SHUTS, time=row.time)), row
            case Event.PLACED:
                shut = self.open(Failure.QUEUE_DISABLED, time=row.time)
                assert row.queue not in [self._queue(each) for each in shut], row
            case Event.AGENT_STATE if row.b == AgentState.LOGGED_OUT:
                desk = self.desks[self._agent(row)]
                assert not desk.families, row  # I-31
                assert not +desk.wraps, row
            case _:
                pass

    def _judge_offer(self, row: Row) -> None:
        agent, family = self._agent(row), self.families[row.interaction]
        desk = self.desks[agent]
        planned = {each.failure for each in self.plan.failings if each.share}
        assert not planned & {Failure.NOBODY_THERE, Failure.NO_CAPACITY}, row
        assert desk.state is AgentState.READY, row
        for window in self.open(Failure.AGENTS_ABSENT, time=row.time):
            assert agent not in window.agents, row
        cuts = [
            each.failing.detail
            for each in self.open(Failure.CAPACITY_CHANGED, time=row.time)
            if agent in each.agents
        ]
        room = self.agents[agent].capacity[family]
        assert desk.load(family) < max(room - max(cuts, default=0), min(room, 1)), row
        if self.targets[row.b].skills and self.targets[row.b].name == NO_CODE:
            for window in self.open(Failure.SKILLS_CHANGED, time=row.time):
                assert agent not in window.agents, row

    def _note(self, row: Row) -> None:
        one = row.interaction
        match row.kind:
            case Event.CREATED:
                self.families[one] = int(family_of(self.story.log.text(row.a)))
            case Event.OFFERED | Event.TAKEN if self._knows(row):
                self.holder[one] = self._agent(row)
                self.desks[self._agent(row)].families[one] = self.families[one]
            case Event.REFUSED_OFFER | Event.WITHDRAWN | Event.HANDLING_ENDED:
                self.desks[self.holder.pop(one)].families.pop(one)
            case Event.WRAP_UP:
                self.desks[self._agent(row)].wraps[self.families[one]] += 1
                self._wrapping.setdefault(self._agent(row), []).append(
                    (row.time, self.families[one])
                )
            case Event.WRAPPED_UP:
                agent = self._agent(row)
                began = row.time - row.b
                family = next(each[1] for each in self._wrapping[agent] if each[0] == began)
                self._wrapping[agent].remove((began, family))
                self.desks[agent].wraps[family] -= 1
            case Event.AGENT_STATE:
                self.desks[self._agent(row)].state = AgentState(row.b)
            case _:
                pass

    def _knows(self, row: Row) -> bool:
        return self.story.log.text(row.a) in self.names

    def _agent(self, row: Row) -> int:
        return self.names[self.story.log.text(row.a)]

    def _queue(self, window: Open) -> int:
        names = [queue.name for queue in self.story.program.queues]
        if window.failing.name:
            return names.index(window.failing.name)
        draw = int(Failure.QUEUE_DISABLED) << OCCASION_BITS
        bits = drawn(self.seed, Purpose.FAILURE_DETAIL, window.number, draw)
        return bits * len(names) >> 64

    def _assert_who_is_hit_by_a_restart_is_cut_off(self) -> None:
        """A strategy that is interrupted is over in that instant. A run may be cut off before."""
        ended = {(row.time, row.interaction) for row in self.rows if row.kind is Event.ENDED}
        for row in self.rows[:-1]:
            hit = row.kind is Event.FAILED and row.interaction >= 0
            if hit and row.a == Failure.INTERACTION_SERVER_RESTART:
                assert (row.time, row.interaction) in ended, row

    def _assert_nobody_accepts_by_a_stale_state(self) -> None:
        """Who is not what routing believes does not get what it offers them."""
        stale: set[int] = set()
        for row in self.rows:
            match row.kind:
                case Event.FAILED if row.a == Failure.STALE_STATES:
                    stale.add(row.interaction)
                case Event.REFUSED_OFFER | Event.WITHDRAWN:
                    stale.discard(row.interaction)
                case Event.ACCEPTED:
                    assert row.interaction not in stale, row
                case _:
                    pass

    def _assert_views_look_once_they_can(self) -> None:
        """What a view takes in any case is taken at its first tick that sees it, or at the first
        one after those in which views saw nothing (I-16)."""
        last = self.rows[-1].time if self.rows else 0
        for placed, left in self._stays():
            for view in self.story.program.views:
                free = view.where == NO_CODE and not view.submitted_max and not view.rate[0]
                if view.queue == placed.queue and free:
                    due = self._first_look(max(placed.time + 1, placed.b), view.every_us)
                    end = last if left is None else left.time
                    assert end <= due, (placed, left, view.name)

    def _first_look(self, time: int, every: int) -> int:
        """The first tick from an instant on at which views see: not within a window, though they
        may at its very end."""
        tick = -(-time // every) * every
        shut = [each for failure in SHUTS for each in self.windows.get(failure, ())]
        for window in sorted(shut, key=lambda each: each.begin):
            if window.begin <= tick < window.end:
                tick = -(-window.end // every) * every
        return tick

    def _stays(self) -> Iterator[tuple[Row, Row | None]]:
        """Each stay in a queue: the row that began it, and the one that ended it."""
        here: dict[int, Row] = {}
        leaving = (Event.PULLED, Event.TAKEN, Event.FINAL)
        for row in self.rows:
            if row.kind is Event.PLACED:
                here[row.interaction] = row
            elif row.kind in leaving and row.interaction in here:
                yield here.pop(row.interaction), row
        yield from ((row, None) for row in here.values())

    def _assert_nobody_new_comes_in_a_silence(self) -> None:
        again = {row.b for row in self.rows if row.kind is Event.COMES_AGAIN}
        # Who came while a chat could not be made is let in when it can.
        for down in (Failure.CHAT_SERVER_DOWN, Failure.DMS_DOWN):
            again |= {window.end for window in self.windows.get(down, ())}
        for row in self.rows:
            if row.kind is Event.ARRIVED and row.time not in again:
                assert not list(self.open(Failure.SILENCE, time=row.time)), row


def _takes(seed: int, failing: Failing, window: int, agent: int) -> bool:
    draw = (int(failing.failure) << OCCASION_BITS) + window
    return drawn(seed, Purpose.FAILURE, agent, draw) * MILLION >> 64 < failing.share
