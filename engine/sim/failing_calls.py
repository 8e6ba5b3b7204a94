"""`FailingCalls`: what goes wrong with ESP calls, on the way and at the servers.

In: calls as they are made, with what their servers make of them. Out: how each is answered, if it
is. Each failure is drawn for each call by itself; of those that happen the first in the order of a
way of a request counts: it does not arrive, is refused, its answer is lost, bad or late.
"""

from dataclasses import dataclass, replace

from engine.blocks.operands import ServiceCall
from engine.directory import CHAT_SERVER, SOCIAL_MS, Directory
from engine.esp import METHODS
from engine.esp.envelope import Request
from engine.esp.outcome import Outcome, Refusal, Refused, Send, Success, refusal
from engine.esp.rules import applications
from engine.failures import Failing, Failure
from engine.failures import Refused as Denied
from engine.faults import BY_SYMBOL, ESP_FAULTS, TIMEOUT
from engine.scenario import Answering, AnswerPlan, fault_text
from engine.sim.core.numbers import NONE
from engine.sim.core.places import Places
from engine.sim.failing import Failings

ON_THE_WAY = (
    Failure.ESP_TIMEOUT, Failure.CHANNEL_UNKNOWN, Failure.ESP_FAULT, Failure.ESP_LOST_REPLY,
    Failure.ESP_MALFORMED, Failure.ESP_LATE, Failure.ESP_REPEATED, Failure.ESP_DUPLICATE,
    Failure.ESP_FOREIGN, Failure.ESP_SLOW,
)  # fmt: skip
"""In the order in which they count."""
OF_CALLS = (
    *ON_THE_WAY, Failure.CHAT_SERVER_DOWN, Failure.CHAT_SERVER_FAILOVER, Failure.DMS_DOWN,
    Failure.DMS_SLOW, Failure.DELIVERY_REFUSED,
)  # fmt: skip
CALL = 0
"""A sort of occasions (`Failings.occasion`)."""
INVITATION = "ChatService.InviteToChat"
UNDECLARED = 999
"""A fault that no table has, and no strategy can name: it takes the port of any other fault."""
FAULT_NUMBERS = (*(each.number for each in ESP_FAULTS if each.number != TIMEOUT), UNDECLARED)
PLANS = {
    Failure.ESP_TIMEOUT: AnswerPlan(Answering.TIMEOUT),
    Failure.CHANNEL_UNKNOWN: AnswerPlan(
        Answering.FAULT,
        BY_SYMBOL["unknown_channel"].number,
        text=BY_SYMBOL["unknown_channel"].text,
    ),
    Failure.ESP_REPEATED: AnswerPlan(Answering.DUPLICATE),
    Failure.ESP_DUPLICATE: AnswerPlan(Answering.DUPLICATE),
    Failure.ESP_FOREIGN: AnswerPlan(Answering.FOREIGN),
}
"""A server that gets a request twice answers twice, of what it remembers: it is executed once."""
BAD_REPLY = BY_SYMBOL["bad_reply"].number
FLAWS = (
    "a key that the method promises is missing",
    "a value has another type than the method promises",
    "a value has a million characters",
    "a text has a character NUL",
    "a text has half of a surrogate pair",
)
DENIALS: dict[Denied, tuple[str, str | None]] = {
    Denied.REJECTED: ("the provider rejects the number", None),
    Denied.RE_ENGAGEMENT: (
        "provider code 131047, the customer has not written for 24 hours",
        "re_engagement",
    ),
    Denied.TEMPLATE_MISSING: ("provider code 132001, the template does not exist", None),
    Denied.RATE_LIMIT: ("provider code 130429, too many messages", None),
}
"""What a provider says (codes: WhatsApp Business Platform, error codes), and the fault that it is
under `strict_delivery`, as for messages that cannot be delivered anyway."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mishap:
    """What befalls a call. `plan` says how it is answered; if it is executed, the answer may be
    lost, have a flaw (from 1), or come later than it would. `detail` is that of its row."""

    plan: AnswerPlan
    lost: bool = False
    flaw: int = 0
    later_us: int = 0
    detail: int = NONE


SOUND = Mishap(plan=AnswerPlan())


class FailingCalls:
    """The calls of one run."""

    def __init__(
        self, failings: Failings, places: Places, directory: Directory, latency_us: int
    ) -> None:
        self._failings = failings
        self._places = places
        self._directory = directory
        self._latency_us = latency_us

    def befall(self, interaction: int, spec: ServiceCall) -> Mishap:
        """What happens to a call that an interaction makes."""
        occasion = self._failings.occasion(interaction, CALL)
        down = self._is_down(spec)
        if down is not None:
            self._failings.tell(down, interaction)
            return self._unanswered(spec, down)
        entity, name = self._places.entity(interaction), _name(spec)
        mishap = SOUND
        for failure in ON_THE_WAY:
            if failure is Failure.CHANNEL_UNKNOWN and _application_type(spec) != SOCIAL_MS:
                continue
            failing = self._failings.happens(failure, entity, occasion, name)
            if failing is not None:
                mishap = self._mishap(failing, spec, entity, occasion)
                self._failings.tell(failure, interaction, mishap.detail)
                break
        return self._slowed(interaction, spec, mishap, occasion)

    def answered(self, outcome: Outcome | None, mishap: Mishap) -> Outcome | None:
        """What the client gets of an answer; None if nothing."""
        if outcome is None or mishap.lost:
            return None
        if mishap.flaw:
            said = f"{BY_SYMBOL['bad_reply'].text}: {FLAWS[mishap.flaw - 1]}"
            outcome = Refusal(BAD_REPLY, said, outcome.after_us)
        if mishap.later_us:
            own = self._latency_us if outcome.after_us is None else outcome.after_us
            outcome = replace(outcome, after_us=own + mishap.later_us)
        return outcome

    def served(self, interaction: int, request: Request, outcome: Outcome | None) -> Outcome | None:
        """What the server makes of a request that has come there: a provider may refuse the message
        of an invitation; under a name that Chat Server has no longer nobody is reached."""
        if isinstance(outcome, Refusal) and outcome.number == BY_SYMBOL["unavailable"].number:
            name = self._directory.chat_server.name
            failover = Failure.CHAT_SERVER_FAILOVER
            if self._failings.is_on(failover) and request.envelope.get("AppName") == name:
                self._failings.tell(failover, interaction)
        if isinstance(outcome, Success):
            for number, effect in enumerate(outcome.effects):
                if isinstance(effect, Send) and effect.failure is None:
                    return self._sent(interaction, request, outcome, number)
        return outcome

    def _sent(self, interaction: int, request: Request, outcome: Success, number: int) -> Outcome:
        """An invitation whose message a provider may refuse."""
        failure = Failure.DELIVERY_REFUSED
        occasion = self._failings.occasion(interaction, int(failure))
        entity = self._places.entity(interaction)
        failing = self._failings.happens(failure, entity, occasion)
        send = outcome.effects[number]
        if failing is None or not isinstance(send, Send):
            return outcome
        drawn = self._failings.below(failure, entity, occasion, len(Denied)) + 1
        denied = Denied(failing.detail or drawn)
        because, symbol = DENIALS[denied]
        self._failings.tell(failure, interaction, int(denied))
        if symbol is not None and self._is_strict(request):
            return refusal(symbol, because)
        effects = list(outcome.effects)
        effects[number] = replace(send, failure=because)
        return replace(outcome, effects=tuple(effects))

    def _is_strict(self, request: Request) -> bool:
        try:
            application, _ = applications.find(request.envelope, self._directory)
        except Refused:
            return False
        return application.strict_delivery

    # Servers

    def _is_down(self, spec: ServiceCall) -> Failure | None:
        """The outage that keeps a call from its server."""
        kind = _application_type(spec)
        if kind == SOCIAL_MS and self._failings.is_on(Failure.DMS_DOWN):
            return Failure.DMS_DOWN
        needs_chat_server = kind == CHAT_SERVER or _name(spec) == INVITATION
        if needs_chat_server and self._failings.is_on(Failure.CHAT_SERVER_DOWN):
            return Failure.CHAT_SERVER_DOWN
        return None

    @staticmethod
    def _unanswered(spec: ServiceCall, down: Failure) -> Mishap:
        """Interaction Server knows that it has lost Chat Server, and so does Digital Messaging
        Server, which refuses; what is sent to one that hangs is never answered [inferred]."""
        if down is Failure.DMS_DOWN:
            return Mishap(plan=AnswerPlan(Answering.TIMEOUT))
        symbol = "submit_failed" if _name(spec) == INVITATION else "unavailable"
        fault = BY_SYMBOL[symbol]
        text = f"{fault.text}: Chat Server is down"
        return Mishap(plan=AnswerPlan(Answering.FAULT, fault.number, text=text))

    def _slowed(self, interaction: int, spec: ServiceCall, mishap: Mishap, occasion: int) -> Mishap:
        """Digital Messaging Server may be slow besides."""
        failing = self._failings.now(Failure.DMS_SLOW)
        if failing is None or _application_type(spec) != SOCIAL_MS:
            return mishap
        later = self._failings.length(failing, self._places.entity(interaction), occasion)
        self._failings.tell(Failure.DMS_SLOW, interaction, later)
        return replace(mishap, later_us=mishap.later_us + later)

    # On the way

    def _mishap(self, failing: Failing, spec: ServiceCall, entity: int, occasion: int) -> Mishap:
        """What a failing does to a call that it happens to."""
        failure = failing.failure
        if failure in PLANS:
            return Mishap(plan=PLANS[failure])
        if failure is Failure.ESP_LOST_REPLY:
            return Mishap(plan=AnswerPlan(), lost=True)
        if failure is Failure.ESP_FAULT:
            at = self._failings.below(failure, entity, occasion, len(FAULT_NUMBERS))
            number = failing.detail or FAULT_NUMBERS[at]
            plan = AnswerPlan(Answering.FAULT, number, text=fault_text(number))
            return Mishap(plan=plan, detail=number)
        if failure is Failure.ESP_MALFORMED:
            drawn = self._failings.below(failure, entity, occasion, len(FLAWS)) + 1
            flaw = failing.detail or drawn
            return Mishap(plan=AnswerPlan(), flaw=flaw, detail=flaw)
        length = self._failings.length(failing, entity, occasion)
        if failure is Failure.ESP_LATE and spec.timeout_us is not None:
            after = spec.timeout_us + max(length, 1)
            return Mishap(plan=AnswerPlan(Answering.AFTER, after_us=after), detail=after)
        return Mishap(plan=AnswerPlan(), later_us=length, detail=length)


def _name(spec: ServiceCall) -> str:
    return f"{spec.service}.{spec.method}"


def _application_type(spec: ServiceCall) -> int:
    """The application type of the server that has the method; 0 for services of one's own."""
    method = METHODS.get(_name(spec))
    return 0 if method is None else method.signature.application_type
