"""ESP calls: requests that leave, servers that execute them, answers that come, late or never.

In: the operation `CALL`, and arrivals on the agenda. Out: rows of the log, activations that go on,
and the effects of methods, each at the instant of its request. Interaction Server is the proxy
between the router and the servers and numbers requests anew (docs.genesys.com, Events and Models).
"""

from dataclasses import dataclass
from typing import Protocol

from engine.directory import Directory
from engine.esp.declared import find_method, parted, with_attributes
from engine.esp.dispatch import dispatch
from engine.esp.envelope import Request, carried
from engine.esp.outcome import Note, Outcome, Refusal, Success
from engine.esp.rules.contacts import names_of
from engine.faults import BY_NUMBER, TIMEOUT
from engine.log.events import Event, Why
from engine.program.model import Program
from engine.scenario import LATE_US, Answering, AnswerPlan, Scenario, fault_text
from engine.sim.agents import Agents
from engine.sim.callers import Callers
from engine.sim.chance import Chance
from engine.sim.chat_server import ChatServer
from engine.sim.core.expressions import Evaluator
from engine.sim.core.machine import Machine
from engine.sim.core.numbers import COLLECTING, NONE, WATCHED
from engine.sim.core.state import State
from engine.sim.effects import Cause, Effects, attach_all
from engine.sim.failing_calls import SOUND
from engine.sim.failing_world import FailingWorld
from engine.sim.happenings import Happenings
from engine.sim.host import SENT, SUSPENDED
from engine.sim.inactivity import subject_of
from engine.sim.plans import Plans
from engine.sim.requesting import Requesting
from engine.sim.tidying import Tidying
from engine.sim.visiting import Visitors
from engine.sim.why import WhySection
from engine.sim.world import RunningWorld
from engine.values import KVList, Pool

FOREIGN_OFFSET = 2_000_000
"""A foreign answer carries the reference id of a request of another client."""
INVENTED = Note("the answer is invented", "the test gives it, and no server is asked")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and its answer, which has come; `answer` is its number if it is remembered."""

    reference: int
    interaction: int
    block: int
    outcome: Outcome
    answer: int


class Keeper(Protocol):
    """Something that is kept by interaction."""

    def forget(self, interaction: int) -> None:
        """Nothing refers to an interaction any more."""


class Services:
    """ESP and the servers behind it, as `engine.sim.host.Servers` asks for."""

    def __init__(
        self,
        program: Program,
        scenario: Scenario,
        *,
        world: RunningWorld,
        state: State,
        evaluator: Evaluator,
        pool: Pool,
        why: WhySection,
    ) -> None:
        self._calls = program.calls
        self._plans = Plans(program, scenario)
        self._chance = Chance(program, scenario, state.places)
        self._latency_us = scenario.latency_us
        self._world = world
        self._agenda = state.agenda
        self._journal = state.journal
        self._places = state.places
        self._activations = state.activations
        self._requesting = Requesting(state.places, evaluator, pool)
        self._pool = pool
        self._why = why
        self._outcomes: dict[int, Outcome] = {}
        self._remembered: dict[int, Outcome] = {}
        self.remembers = not (scenario.answers or scenario.stubs)
        """Whether the core may answer what a server has answered before."""
        self._keepers: tuple[Keeper, ...] = ()
        self._visitors: Visitors | None = None
        self._failing: FailingWorld | None = None
        self._tidying: Tidying | None = None

    def keeps(self, *keepers: Keeper) -> None:
        """Who keeps something by interaction, and is to forget it with the interaction."""
        self._keepers = keepers

    def join(
        self,
        machine: Machine,
        chat_server: ChatServer,
        effects: Effects,
        callers: Callers,
        happenings: Happenings,
        agents: Agents,
    ) -> None:
        """Makes known the parts of the run that are made after this one and know it."""
        self._machine = machine
        self._exchanges = machine.exchanges
        self._chat_server = chat_server
        self._effects = effects
        self._callers = callers
        self._happenings = happenings
        self._agents = agents

    def tidies(self, tidying: Tidying) -> None:
        """Values that nobody refers to are given up from now on."""
        self._tidying = tidying

    def tidy(self) -> None:
        """Time has passed: what nobody refers to may be given up."""
        if self._tidying is not None and self._tidying.is_due():
            self._exchanges.forget()
            self._machine.routing.forget_words()
            self._tidying.tidy()

    def welcome(self, visitors: Visitors) -> None:
        """The customers of a simulation come to this run."""
        self._visitors = visitors
        self._effects.visitors = visitors
        self._callers.visitors = visitors

    def fails(self, failing: FailingWorld) -> None:
        """Things go wrong in this run."""
        self._failing = failing
        self.remembers = self.remembers and not failing.of_calls
        self._chat_server.failing = self._effects.failing = failing.chats
        self._keepers = (*self._keepers, failing.failings)
        if self._visitors is not None:
            self._visitors.fail(failing.chats)

    # Requests

    def call(self, interaction: int, block: int, call: int) -> int:
        """Sends an ESP request: `SUSPENDED`, `SENT` if no answer is awaited, or a fault."""
        spec = self._calls[call]
        self._exchanges.explains = int(self._why.explains or not self.remembers)
        request = self._requesting.request(interaction, spec, self._exchanges.count + 1)
        if isinstance(request, int):
            return request
        event = self._exchanges.request(interaction, block)
        self._why.add(event, Why.ENVELOPE, request.envelope, request.user_data)
        mishap = SOUND
        if self._failing is not None and self._failing.of_calls:
            mishap = self._failing.calls.befall(interaction, spec)
        plan = self._plans.plan(spec, block, request.reference_id)
        plan = plan if mishap is SOUND else mishap.plan
        cause = Cause(interaction, block, plan.answering)
        outcome = self._executed(request, plan)
        if self._failing is not None and self._failing.of_calls:
            outcome = self._failing.calls.served(interaction, request, outcome)
        if outcome is not None:
            outcome = self._effects.bounded(outcome, cause)
        for note in () if outcome is None else outcome.notes:
            self._why.add(event, Why.CHOICE, note.what, note.because)
        if isinstance(outcome, Success):
            self._effects.apply(outcome.effects, cause)
        if self._failing is not None and mishap is not SOUND:
            outcome = self._failing.calls.answered(outcome, mishap)
        if outcome is not None:
            self._answer(cause, outcome, plan, spec.timeout_us)
        if not spec.expect_response:
            return SENT
        self._exchanges.wait(interaction, NONE if spec.timeout_us is None else spec.timeout_us)
        return SUSPENDED

    def _executed(self, request: Request, plan: AnswerPlan) -> Outcome | None:
        """What the server makes of a request; None if it never comes there."""
        if plan.answering is Answering.TIMEOUT:
            return None
        if plan.answering is Answering.FAULT:
            return Refusal(plan.fault, plan.text or fault_text(plan.fault))
        if plan.answering is Answering.GIVEN:
            return invented(request, carried(plan.result), self._world.directory)
        return dispatch(request, self._world)

    # Answers

    def _answer(
        self, cause: Cause, outcome: Outcome, plan: AnswerPlan, timeout_us: int | None
    ) -> None:
        """Puts the answers to a request on the agenda."""
        own = self._latency_us if outcome.after_us is None else outcome.after_us
        after = own if plan.after_us is None else plan.after_us
        exchanges = self._exchanges
        answer = exchanges.remember(after)
        row = exchanges.begin(cause.interaction, cause.block, exchanges.count, answer)
        if answer == NONE:
            self._outcomes[row] = outcome
        else:
            self._remembered[answer] = outcome
        foreign = 0
        match plan.answering:
            case Answering.LATE if plan.after_us is None:
                after = (after if timeout_us is None else timeout_us) + LATE_US
            case Answering.DUPLICATE:
                exchanges.expect(row, 0, after + LATE_US)
            case Answering.FOREIGN:
                foreign = 1
            case _:
                pass
        exchanges.expect(row, foreign, after)

    def arrived(self, arrival: int) -> None:
        """An answer has come to the client that the core does not take."""
        row = arrival >> 1
        came = self._came(row)
        if arrival & 1:
            foreign = came.reference + FOREIGN_OFFSET
            self._write(Event.FOREIGN, came.interaction, came.block, foreign, NONE)
        elif self._exchanges.settled[row]:
            self._note(Event.DUPLICATE, came)
        elif self._exchanges.is_awaited(row):
            self._exchanges.settle(row)
            self._take(came)
        else:
            self._exchanges.settle(row)
            self._note(Event.LATE, came)
        if self._exchanges.over(row):
            self._outcomes.pop(row, None)

    def _came(self, row: int) -> Exchange:
        exchanges = self._exchanges
        answer: int = exchanges.answer[row]
        return Exchange(
            reference=exchanges.reference[row],
            interaction=exchanges.interaction[row],
            block=exchanges.block[row],
            outcome=self._outcomes[row] if answer == NONE else self._remembered[answer],
            answer=answer,
        )

    def _take(self, came: Exchange) -> None:
        """The answer that the activation waits for."""
        interaction, outcome = came.interaction, came.outcome
        if isinstance(outcome, Success):
            event, value = self._answered(Event.ANSWERED, came, outcome)
            # What an answer has in its user data goes to the interaction that has asked.
            attach_all(self._machine.life, self._pool, interaction, outcome.user_data)
            self._activations.answered(interaction, came.block, value)
            self._machine.resume(interaction)
        else:
            event = self._write(
                Event.REFUSED, interaction, came.block, came.reference, outcome.number
            )
            content = self._why.add(event, Why.FAULT_TEXT, outcome.text)
            self._machine.resume_failed(interaction, outcome.number, content)

    def _note(self, event: Event, came: Exchange) -> None:
        """An answer that nobody waits for."""
        outcome = came.outcome
        if isinstance(outcome, Success):
            self._answered(event, came, outcome)
        else:
            index = self._write(
                event, came.interaction, came.block, came.reference, -outcome.number
            )
            self._why.add(index, Why.FAULT_TEXT, outcome.text)

    def _answered(self, event: Event, came: Exchange, success: Success) -> tuple[int, int]:
        value = self._pool.encode(success.result)
        index = self._write(event, came.interaction, came.block, came.reference, value)
        self._why.add(index, Why.RESULT, success.parameters, success.user_data)
        if came.answer != NONE and not len(success.user_data):
            self._exchanges.learn(came.answer, value)
        return index, value

    def collect(self, interaction: int, block: int, collection: int) -> int:
        """Waits for a caller's digits: `SUSPENDED`, or a fault."""
        return self._callers.collect(interaction, block, collection)

    def draw(self, interaction: int, block: int) -> int:
        """A number from 0 to 99, by chance."""
        return self._chance.draw(interaction, block)

    def timed_out(self, interaction: int, reference: int) -> None:
        """No answer has come in time; `COLLECTING`: nothing more from a caller."""
        if reference == COLLECTING:
            self._callers.waited(interaction)
            return
        block = self._activations.block[interaction]
        self._write(Event.TIMED_OUT, interaction, block, reference, NONE)
        content = self._why.fault(BY_NUMBER[TIMEOUT].text)
        self._machine.resume_failed(interaction, TIMEOUT, content)

    # Sessions

    def happened(self, number: int) -> None:
        """The time of one of the scenario's happenings has come, or that of an idle session."""
        if number < 0:
            self._chat_server.idle(subject_of(number))
        elif number >= WATCHED and self._failing is not None:
            self._failing.failings.happened(number)
        else:
            self._happenings.happened(number)

    def stop_place(self, interaction: int) -> int:
        """The final place of an interaction that a strategy stops: stopped, or lost and removed."""
        return self._chat_server.stop_place(interaction)

    def handling_timeout(self, interaction: int) -> int:
        """How long the agent who has an interaction may do nothing, in microseconds."""
        return self._agents.handling_timeout(interaction)

    def usual_timeout(self, media: int) -> tuple[int, int]:
        """The key of user data that says so too, and how long it is for a media type without it."""
        return self._agents.usual_timeout(media)

    def accepted(self, interaction: int) -> None:
        """An agent to whom it was routed has an interaction now."""
        self._agents.accepted(interaction)
        if self._visitors is not None:
            self._visitors.accepted(interaction)

    def released(self, interaction: int) -> None:
        """The agent who has an interaction is about to lose it."""
        self._agents.released(interaction)
        if self._visitors is not None:
            self._visitors.released(interaction)

    def finishing(self, interaction: int) -> None:
        """An interaction is about to come to its final place; an open session is closed."""
        if self._visitors is not None:
            self._visitors.released(interaction)
        self._chat_server.finishing(interaction)

    def offering(self, interaction: int, agent: int, answer: int) -> int:
        """How an agent will answer an offer who would answer so."""
        if self._failing is None:
            return answer
        return self._failing.agents.offering(interaction, agent, answer)

    # The customers of a simulation

    def comes(self, stream: int, number: int) -> None:
        """A customer comes whose interaction a server makes."""
        if self._visitors is not None:
            self._visitors.comes(stream, number)

    def gives_up(self, interaction: int) -> None:
        """A customer of a chat has waited for long enough."""
        if self._visitors is not None:
            self._visitors.gives_up(interaction)

    def acts(self, row: int) -> None:
        """The time of something has come that a customer does by themself."""
        if self._visitors is not None:
            self._visitors.acts(row)

    def forget(self, interaction: int) -> None:
        """Nothing refers to an interaction any more."""
        for keeper in self._keepers:
            keeper.forget(interaction)
        if self._visitors is not None:
            self._visitors.forget(interaction)

    def _write(self, event: Event, interaction: int, block: int, a: int, b: int) -> int:
        return self._journal.write(int(event), interaction, block, NONE, NONE, a, b)


def invented(request: Request, answer: KVList, directory: Directory) -> Success:
    """An answer that a test gives: keys that the method's answers attach are its user data."""
    name = ".".join(str(request.envelope.get(key)) for key in ("Service", "Method"))
    method = find_method(name, directory)
    signature = None
    if method is not None:
        signature = with_attributes(method.signature, names_of(directory.contacts))
    given, user_data = parted(answer, signature)
    return Success(parameters=given, user_data=user_data, notes=(INVENTED,))
