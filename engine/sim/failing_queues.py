"""`FailingQueues`: what goes wrong with Interaction Server, its queues, and Chat Server's clock.

In: the failures of a run. Out: strategies that are interrupted, views that see nothing, queues that
take nothing, stamps that are wrong; rows of the log.

A strategy that Interaction Server's restart interrupts begins anew once a view has pulled its
interaction again: what its blocks have done by then is done twice unless the strategy sees to that
[inferred]. Calls are none of Interaction Server's affair.
"""

from engine.failures import Failure
from engine.ops import Family, Place
from engine.program.model import Program
from engine.sim.chat_server import ChatServer
from engine.sim.core.machine import Machine
from engine.sim.core.numbers import NONE
from engine.sim.core.state import State
from engine.sim.failing import Failings, Span
from engine.sim.timetable import Spell

CHAT_SERVER = 1
"""The entity of Chat Server, whose clock is drawn."""
TIMES = 100
"""How many times as many come in a burst, if nothing is said."""
AHEAD, BEHIND = 1, -1


class FailingQueues:
    """The queues of one run, as far as they fail."""

    def __init__(
        self,
        failings: Failings,
        program: Program,
        state: State,
        machine: Machine,
        chat_server: ChatServer,
    ) -> None:
        self._failings = failings
        self._queues = {queue.name: number for number, queue in enumerate(program.queues)}
        self._places = state.places
        self._activations = state.activations
        self._machine = machine
        self._chat_server = chat_server

    def begin(self) -> None:
        """The run has begun: what is to go wrong in it is planned."""
        failings = self._failings
        failings.when(Failure.INTERACTION_SERVER_RESTART, self._restart, self._open)
        failings.when(Failure.NOTICES_DROPPED, self._shut, self._open)
        failings.when(Failure.QUEUE_DISABLED, self._disable, self._enable)
        for failure in (Failure.SURGE, Failure.SILENCE, Failure.SWIZZLE):
            failings.when(failure, _only_told)
        skew = failings.happens(Failure.CLOCK_SKEW, CHAT_SERVER)
        if skew is not None:
            how = (
                skew.detail
                or (BEHIND, AHEAD)[failings.below(Failure.CLOCK_SKEW, CHAT_SERVER, 0, 2)]
            )
            self._chat_server.skew_us = how * failings.length(skew, CHAT_SERVER)
            failings.tell(Failure.CLOCK_SKEW, NONE, self._chat_server.skew_us)

    def _restart(self, span: Span) -> None:
        """Whatever a strategy has, but for calls, is back in its queue; no view sees it before
        Interaction Server is there again."""
        self._machine.views.shut(1)
        # By their numbers: slots are had again by others.
        for interaction in sorted(range(self._places.length), key=self._places.number.__getitem__):
            if (
                self._places.place[interaction] == Place.RUNNING
                and self._places.family[interaction] != Family.VOICE
                and self._activations.is_running(interaction)
            ):
                self._failings.tell(span.failing.failure, interaction)
                self._machine.handling.interrupt(interaction)

    def _shut(self, _span: Span) -> None:
        self._machine.views.shut(1)

    def _open(self, _span: Span) -> None:
        self._machine.views.shut(-1)

    def _disable(self, span: Span) -> None:
        if self._queues:
            self._places.is_disabled[self._queue(span)] += 1

    def _enable(self, span: Span) -> None:
        if self._queues:
            self._places.is_disabled[self._queue(span)] -= 1

    def _queue(self, span: Span) -> int:
        """The queue that a window names, else any one of all, drawn for the window."""
        if span.failing.name:
            return self._queues[span.failing.name]
        failure = Failure.QUEUE_DISABLED
        return self._failings.below(failure, span.number, 0, len(self._queues))


def spells(failings: Failings) -> tuple[Spell, ...]:
    """When more come than is planned, and when nobody does."""
    found = [
        Spell(span.begin_us, span.end_us, span.failing.detail or TIMES)
        for span in failings.spans(Failure.SURGE)
    ]
    found += [Spell(span.begin_us, span.end_us, 0) for span in failings.spans(Failure.SILENCE)]
    return tuple(found)


def _only_told(_span: Span) -> None:
    """Nothing is to be done: others know of the window."""
