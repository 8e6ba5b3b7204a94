"""ESP calls: requests that leave, servers that execute them, answers that come, late or never.

In: the operation `CALL`, and arrivals on the agenda. Out: rows of the log, activations that go on,
and the effects of methods, each at the instant of its request. Interaction Server is the proxy
between the router and the servers and numbers requests anew (docs.genesys.com, Events and Models).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.blocks.kind import ServiceCall
from engine.directory import Directory
from engine.esp.declared import find_method, parted, with_attributes
from engine.esp.dispatch import dispatch
from engine.esp.envelope import Request, build_envelope, carried
from engine.esp.outcome import Note, Outcome, Refusal, Success
from engine.esp.rules.contacts import names_of
from engine.faults import BY_NUMBER, TIMEOUT
from engine.log.events import Event, Why
from engine.ops import NO_CODE, Family
from engine.program.model import Program
from engine.scenario import LATE_US, Answering, AnswerPlan, Scenario, fault_text
from engine.sim.agents import Agents
from engine.sim.callers import Callers
from engine.sim.chance import Chance
from engine.sim.chat_server import ChatServer
from engine.sim.core.expressions import Evaluator
from engine.sim.core.machine import Machine
from engine.sim.core.numbers import ANSWER, COLLECTING, NONE, SILENT
from engine.sim.core.state import State
from engine.sim.core.tags import is_fault
from engine.sim.effects import Cause, Effects, attach_all
from engine.sim.happenings import Happenings
from engine.sim.host import SENT, SUSPENDED
from engine.sim.inactivity import subject_of
from engine.sim.plans import Plans
from engine.sim.pooled import interaction_id
from engine.sim.why import WhySection
from engine.sim.world import RunningWorld
from engine.values import KVList, Pool, Value

PROXY_OFFSET = 1_000_000
"""The proxy's reference ids begin after this one [inferred]."""
FOREIGN_OFFSET = 2_000_000
"""A foreign answer carries the reference id of a request of another client."""
INVENTED = Note("the answer is invented", "the test gives it, and no server is asked")
NOTHING = 0
TENANT = 1


@dataclass(slots=True, kw_only=True)
class Exchange:
    """One request and what became of it. `settled` once an answer has come."""

    reference: int
    interaction: int
    block: int
    outcome: Outcome
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Arrival:
    """An answer on its way; `reference` is the id that it carries."""

    exchange: Exchange
    reference: int


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
        self._chance = Chance(program, scenario)
        self._latency_us = scenario.latency_us
        self._world = world
        self._agenda = state.agenda
        self._journal = state.journal
        self._places = state.places
        self._activations = state.activations
        self._evaluator = evaluator
        self._pool = pool
        self._why = why
        self._count = 0
        self._arrivals: dict[int, Arrival] = {}
        self._arrival_count = 0

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
        self._chat_server = chat_server
        self._effects = effects
        self._callers = callers
        self._happenings = happenings
        self._agents = agents

    # Requests

    def call(self, interaction: int, block: int, call: int) -> int:
        """Sends an ESP request: `SUSPENDED`, `SENT` if no answer is awaited, or a fault."""
        spec = self._calls[call]
        request = self._request(interaction, spec)
        if isinstance(request, int):
            return request
        self._count += 1
        event = self._write(
            Event.REQUESTED, interaction, block, request.reference_id,
            PROXY_OFFSET + request.reference_id,
        )  # fmt: skip
        self._why.add(event, Why.ENVELOPE, request.envelope, request.user_data)
        plan = self._plans.plan(spec, block, request.reference_id)
        cause = Cause(interaction, block, plan.answering)
        outcome = self._executed(request, plan)
        if outcome is not None:
            outcome = self._effects.bounded(outcome, cause)
        for note in () if outcome is None else outcome.notes:
            self._why.add(event, Why.CHOICE, note.what, note.because)
        if isinstance(outcome, Success):
            self._effects.apply(outcome.effects, cause)
        if outcome is not None:
            exchange = Exchange(
                reference=request.reference_id, interaction=interaction, block=block,
                outcome=outcome,
            )  # fmt: skip
            self._answer(exchange, plan, spec.timeout_us)
        if not spec.expect_response:
            return SENT
        timeout = NONE if spec.timeout_us is None else spec.timeout_us
        self._machine.wait_for(interaction, request.reference_id, timeout)
        return SUSPENDED

    def _request(self, interaction: int, spec: ServiceCall) -> Request | int:
        """The request of a call, or the fault of one of its expressions."""
        found: list[Value | None] = []
        for expression in (spec.app_name, spec.app_type, spec.parameters, spec.extra):
            value: int = NOTHING
            if expression != NO_CODE:
                value = self._evaluator.evaluate(expression, interaction, SILENT)
                if is_fault(value):
                    return value
            found.append(self._pool.decode(value) if value else None)
        app_name, app_type, parameters, extra = found
        envelope = build_envelope(
            app_name=app_name, app_type=app_type, service=spec.service, method=spec.method,
            parameters=_kvlist(parameters),
        )  # fmt: skip
        user_data = KVList(self._user_data(interaction, spec.user_data, _kvlist(extra)))
        properties = KVList() if spec.user_data == () else self._properties(interaction)
        return Request(self._count + 1, envelope, carried(user_data), properties)

    def _properties(self, interaction: int) -> KVList:
        """What Interaction Server adds where an interaction's user data goes along [inferred].

        The tenant is 1, the vendor's "Environment", unless user data says another.
        """
        family = Family(self._places.family[interaction])
        media = self._pool.decode(self._places.media[interaction])
        named = interaction_id(family, interaction)
        return KVList([("InteractionId", named), ("MediaType", media), ("TenantId", TENANT)])

    def _user_data(
        self, interaction: int, keys: tuple[str, ...] | None, extra: KVList
    ) -> Iterator[tuple[str, Value]]:
        """Attached data, all of it or some keys, without those that the call gives itself."""
        for code, value in self._places.attached[interaction].items():
            key = str(self._pool.decode(code))
            if (keys is None or key in keys) and key not in extra:
                yield key, self._pool.decode(value)
        yield from extra

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

    def _answer(self, exchange: Exchange, plan: AnswerPlan, timeout_us: int | None) -> None:
        """Puts the answers to a request on the agenda."""
        reference, given = exchange.reference, plan.after_us
        own = self._latency_us if exchange.outcome.after_us is None else exchange.outcome.after_us
        after = own if given is None else given
        match plan.answering:
            case Answering.LATE if given is None:
                after = (after if timeout_us is None else timeout_us) + LATE_US
            case Answering.DUPLICATE:
                self._send_answer(exchange, reference, after + LATE_US)
            case Answering.FOREIGN:
                reference += FOREIGN_OFFSET
            case _:
                pass
        self._send_answer(exchange, reference, after)

    def _send_answer(self, exchange: Exchange, reference: int, after_us: int) -> None:
        self._arrivals[self._arrival_count] = Arrival(exchange, reference)
        self._agenda.schedule(self._agenda.now + after_us, ANSWER, self._arrival_count)
        self._arrival_count += 1

    def arrived(self, arrival: int) -> None:
        """An answer has come to the client."""
        came = self._arrivals.pop(arrival)
        exchange = came.exchange
        if came.reference != exchange.reference:
            self._write(Event.FOREIGN, exchange.interaction, exchange.block, came.reference, NONE)
        elif exchange.settled:
            self._note(Event.DUPLICATE, exchange)
        else:
            exchange.settled = True
            if self._awaited(exchange):
                self._take(exchange)
            else:
                self._note(Event.LATE, exchange)

    def _awaited(self, exchange: Exchange) -> bool:
        waiting = self._activations.is_running(exchange.interaction)
        return waiting and self._activations.waiting[exchange.interaction] == exchange.reference

    def _take(self, exchange: Exchange) -> None:
        """The answer that the activation waits for."""
        interaction, outcome = exchange.interaction, exchange.outcome
        if isinstance(outcome, Success):
            event, value = self._answered(Event.ANSWERED, exchange, outcome)
            # What an answer has in its user data goes to the interaction that has asked.
            attach_all(self._machine.life, self._pool, interaction, outcome.user_data)
            self._activations.answered(interaction, exchange.block, value)
            self._machine.resume(interaction)
        else:
            event = self._write(
                Event.REFUSED, interaction, exchange.block, exchange.reference, outcome.number
            )
            content = self._why.add(event, Why.FAULT_TEXT, outcome.text)
            self._machine.resume_failed(interaction, outcome.number, content)

    def _note(self, event: Event, exchange: Exchange) -> None:
        """An answer that nobody waits for."""
        outcome = exchange.outcome
        if isinstance(outcome, Success):
            self._answered(event, exchange, outcome)
        else:
            index = self._write(
                event, exchange.interaction, exchange.block, exchange.reference, -outcome.number
            )
            self._why.add(index, Why.FAULT_TEXT, outcome.text)

    def _answered(self, event: Event, exchange: Exchange, success: Success) -> tuple[int, int]:
        value = self._pool.encode(success.result)
        index = self._write(event, exchange.interaction, exchange.block, exchange.reference, value)
        self._why.add(index, Why.RESULT, success.parameters, success.user_data)
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
        content = self._why.content(BY_NUMBER[TIMEOUT].text)
        self._machine.resume_failed(interaction, TIMEOUT, content)

    # Sessions

    def happened(self, number: int) -> None:
        """The time of one of the scenario's happenings has come, or that of an idle session."""
        if number < 0:
            self._chat_server.idle(subject_of(number))
        else:
            self._happenings.happened(number)

    def stop_place(self, interaction: int) -> int:
        """The final place of an interaction that a strategy stops: stopped, or lost and removed."""
        return self._chat_server.stop_place(interaction)

    def handling_timeout(self, interaction: int) -> int:
        """How long the agent who has an interaction may do nothing, in microseconds."""
        return self._agents.handling_timeout(interaction)

    def accepted(self, interaction: int) -> None:
        """An agent to whom it was routed has an interaction now."""
        self._agents.accepted(interaction)

    def released(self, interaction: int) -> None:
        """The agent who has an interaction is about to lose it."""
        self._agents.released(interaction)

    def finishing(self, interaction: int) -> None:
        """An interaction is about to come to its final place; an open session is closed."""
        self._chat_server.finishing(interaction)

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


def _kvlist(value: Value | None) -> KVList:
    return value if isinstance(value, KVList) else KVList()
