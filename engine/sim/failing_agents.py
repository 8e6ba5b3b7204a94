"""`FailingAgents`: what goes wrong with agents: they are logged out, their room or skills change.

In: the failures of a run, what is offered to agents, what they get and wrap up. Out: agents who are
lost for a while, interactions that go back, offers that are not answered; rows of the log.

An agent who is logged out at once loses what is offered to them, has and wraps up: a call is
disconnected, anything else goes back to its queue. Nobody is evicted by a capacity or by skills
that change: they decide about what is offered from then on [inferred].
"""

from collections import Counter

from engine.failures import Failing, Failure
from engine.log.events import Event
from engine.ops import Family, Place
from engine.sim.core.machine import Machine
from engine.sim.core.numbers import NONE
from engine.sim.core.state import State
from engine.sim.failing import Failings, Span
from engine.values import MINUTE

REFUSES, SILENT = -1, -2
"""As in `core.accepting`, whose constants are not to be seen from outside."""
BACK_US = 5 * MINUTE
"""After how long an agent who was logged out by accident is back [inferred]."""
TOGGLES = 1_000
"""How often a minute an agent toggles, if nothing is said."""
FAMILIES = len(Family)


class FailingAgents:
    """The agents of one run, as far as they fail."""

    def __init__(self, failings: Failings, state: State, machine: Machine) -> None:
        self._failings = failings
        self._agenda = state.agenda
        self._places = state.places
        self._staff = state.staff
        self._routing = machine.routing
        self._handling = machine.handling
        self._numbers = {name: number for number, name in enumerate(state.staff.names)}
        size = len(state.staff.capacity)
        self._capacity = [state.staff.capacity[at] for at in range(size)]
        self._less: list[Counter[int]] = [Counter() for _ in range(state.staff.count)]
        self._unskilled = Counter[int]()

    def begin(self) -> None:
        """The run has begun: what is to go wrong in it is planned."""
        failings, routing = self._failings, self._routing
        if failings.has(Failure.STALE_STATES, Failure.AGENT_LOGS_OUT_OFFERED):
            routing.offers.is_watched = 1
        if failings.has(Failure.AGENT_LOGS_OUT_HANDLING):
            failings.watch(Event.ACCEPTED, self._accepted)
        if failings.has(Failure.AGENT_LOGS_OUT_WRAPPING):
            failings.watch(Event.WRAP_UP, self._wraps_up)
        failings.when(Failure.AGENT_TOGGLES, self._toggle)
        failings.when(Failure.CAPACITY_CHANGED, self._cut, self._restore)
        failings.when(Failure.SKILLS_CHANGED, self._unlearn, self._learn)
        failings.when(Failure.AGENTS_ABSENT, self._go, self._come)
        if failings.happens(Failure.NOBODY_THERE, 0) is not None:
            failings.tell(Failure.NOBODY_THERE, NONE)
            for agent in range(self._staff.count):
                routing.shifts.lose(agent, 1)
        if failings.happens(Failure.NO_CAPACITY, 0) is not None:
            failings.tell(Failure.NO_CAPACITY, NONE)
            for agent in range(self._staff.count):
                self._close(agent)

    # Offers

    def offering(self, interaction: int, agent: int, answer: int) -> int:
        """How an agent answers an offer who would answer so (`host.Servers`)."""
        drawn = [
            self._falls(failure, interaction)
            for failure in (Failure.STALE_STATES, Failure.AGENT_LOGS_OUT_OFFERED)
            if self._failings.has(failure)
        ]
        found = next((each for each in drawn if each is not None), None)
        if found is None:
            return answer
        failing, length = found
        self._failings.tell(failing.failure, interaction)
        return self._spoil(failing, interaction, agent, length)

    def _spoil(self, failing: Failing, interaction: int, agent: int, length: int) -> int:
        """The agent does not answer: they are about to log out, or are not what routing believes,
        which it hears once the state that it goes by is renewed."""
        due, now = self._agenda.now + length, self._agenda.now
        if failing.failure is Failure.AGENT_LOGS_OUT_OFFERED:
            self._failings.at(due, lambda: self._drop_for_a_while(agent))
            return SILENT
        if not length:
            return REFUSES

        def renewed() -> None:
            requests = self._routing.requests
            same = requests.offer[interaction] == agent and requests.offered_at[interaction] == now
            if same and requests.turns.routing[interaction] != NONE:
                self._routing.offers.decline(interaction, NONE)

        self._failings.at(due, renewed, interaction)
        return SILENT

    # What agents have

    def _accepted(self, interaction: int, name: int, _waited: int) -> None:
        """An agent (a text value) has accepted something; do they log out with it?"""
        agent = self._numbers[name]
        found = self._falls(Failure.AGENT_LOGS_OUT_HANDLING, interaction)
        if found is None:
            return
        failing, length = found

        def due() -> None:
            has = self._staff.has(interaction) and self._staff.desk[interaction] == agent
            if has and self._places.place[interaction] == Place.HANDLED:
                self._failings.tell(failing.failure, interaction)
                self._drop_for_a_while(agent)

        self._failings.at(self._agenda.now + length, due, interaction)

    def _wraps_up(self, interaction: int, name: int, takes_us: int) -> None:
        """An agent (a text value) wraps up; do they log out in the midst of it?"""
        agent, began = self._numbers[name], self._agenda.now
        found = self._falls(Failure.AGENT_LOGS_OUT_WRAPPING, interaction)
        if found is None:
            return
        failing, length = found

        def due() -> None:
            if any(self._staff.after_work.since[desk] == began for desk in self._desks(agent)):
                self._failings.tell(failing.failure, NONE)
                self._drop_for_a_while(agent)

        length = length if failing.length is not None else takes_us // 2
        self._failings.at(began + min(length, takes_us), due)

    def _falls(self, failure: Failure, interaction: int) -> tuple[Failing, int] | None:
        """Whether a failure happens to what an agent does with an interaction, and after what
        time."""
        occasion = self._failings.occasion(interaction, failure)
        entity = self._places.entity(interaction)
        failing = self._failings.happens(failure, entity, occasion)
        if failing is None:
            return None
        return failing, self._failings.length(failing, entity, occasion)

    # Who is there

    def _drop_for_a_while(self, agent: int) -> None:
        self._drop(agent)
        back = self._agenda.now + BACK_US
        self._failings.idly(back, lambda: self._routing.shifts.lose(agent, -1))

    def _drop(self, agent: int) -> None:
        """An agent is logged out at once: nothing is left with them (I-31)."""
        staff = self._staff
        self._routing.shifts.lose(agent, 1)
        for interaction in self._has(agent):
            if staff.desk[interaction] == agent:
                staff.forgo(interaction)
                self._handling.lose_agent(interaction)
        for desk in self._desks(agent):
            staff.after_work.cut_short(desk)
            self._routing.wrapped_up(desk)

    def _has(self, agent: int) -> list[int]:
        """What an agent has or is offered."""
        desk = self._staff.desk
        had = [each for each in range(len(desk)) if desk[each] == agent]
        # By their numbers: slots are had again by others.
        return sorted(had, key=self._places.number.__getitem__)

    def _desks(self, agent: int) -> list[int]:
        """Where an agent wraps something up."""
        work = self._staff.after_work
        return [
            desk
            for desk in range(work.count)
            if work.agent[desk] == agent and work.family[desk] != NONE
        ]

    def _chosen(self, span: Span) -> list[int]:
        """The agents of whom a window takes a share."""
        return [agent for agent in range(self._staff.count) if self._failings.takes(span, agent)]

    def _go(self, span: Span) -> None:
        for agent in self._chosen(span):
            for interaction in self._has(agent):
                self._failings.tell(span.failing.failure, interaction)
            self._drop(agent)

    def _come(self, span: Span) -> None:
        for agent in self._chosen(span):
            self._routing.shifts.lose(agent, -1)

    def _toggle(self, span: Span) -> None:
        """Agents turn not ready and ready again, all of them at once, and are ready at the end."""
        half = max(MINUTE // (2 * (span.failing.detail or TOGGLES)), 1)
        agents = self._chosen(span)

        def turn(ready: int) -> None:
            now = self._agenda.now
            last = now + half >= span.end_us
            for agent in agents:
                self._routing.set_ready(agent, int(ready or last))
            if not last:
                self._failings.idly(now + half, lambda: turn(1 - ready))

        turn(0)

    # Room and skills

    def _cut(self, span: Span) -> None:
        self._change(span, 1)

    def _restore(self, span: Span) -> None:
        self._change(span, -1)

    def _change(self, span: Span, more: int) -> None:
        """The room of agents is less by so much while a window is open; of several the least."""
        for agent in self._chosen(span):
            cuts = self._less[agent]
            cuts[max(span.failing.detail, 1)] += more
            less = max((each for each, many in cuts.items() if many), default=0)
            for at in range(agent * FAMILIES, (agent + 1) * FAMILIES):
                room = self._capacity[at]
                self._staff.capacity[at] = max(room - less, min(room, 1))
            self._staff.is_cut[agent] = int(less > 0)
            self._staff.stand_anew(agent)

    def _close(self, agent: int) -> None:
        """An agent has room for nothing."""
        self._staff.alone[agent] = 0
        for at in range(agent * FAMILIES, (agent + 1) * FAMILIES):
            self._staff.capacity[at] = self._capacity[at] = 0
        self._staff.stand_anew(agent)

    def _unlearn(self, span: Span) -> None:
        for agent in self._chosen(span):
            self._unskilled[agent] += 1
            self._teach(agent)

    def _learn(self, span: Span) -> None:
        for agent in self._chosen(span):
            self._unskilled[agent] -= 1
            self._teach(agent)

    def _teach(self, agent: int) -> None:
        self._staff.pools.is_unskilled[agent] = int(self._unskilled[agent] > 0)
        self._staff.stand_anew(agent)
