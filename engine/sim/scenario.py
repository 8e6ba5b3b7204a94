"""`Scenario`: what one run is made of besides its program, and how its ESP calls are answered.

In: the operator's choices. Out: frozen values. Whatever a run needs is here or in the program: no
clock is read and nothing is drawn.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum

from engine.diagnostics import did_you_mean
from engine.faults import BY_NUMBER, BY_SYMBOL, TIMEOUT
from engine.limits import LIMITS
from engine.syntax.quantities import read
from engine.values import HOUR, MILLISECOND, SECOND, Duration, KVList, Time

START = Time.of(datetime(2026, 1, 5, 9, tzinfo=UTC))
"""A Monday morning."""
LATENCY_US = 50 * MILLISECOND
HORIZON_US = 24 * HOUR
LATE_US = 1 * SECOND
"""How long after the time-out a late answer, and after the first a second one, comes."""
FAULT_MAX = 9999


class Answering(Enum):
    """How ESP and the servers behind it treat a call. All but `FAULT` and `TIMEOUT` execute it."""

    OK = "ok"
    """Answered after the latency."""
    FAULT = "fault"
    """Refused with a fault, whatever the request."""
    TIMEOUT = "timeout"
    """The request never arrived, and nobody answers."""
    AFTER = "after"
    """Answered after a time of its own, which may be longer than the time-out."""
    LATE = "late"
    """Answered `LATE_US` after the time-out."""
    DUPLICATE = "duplicate"
    """Answered twice, the second time `LATE_US` after the first."""
    FOREIGN = "foreign"
    """The answer carries a reference id that is not the request's."""
    LOST_CLOSE = "lost-close"
    """Answered, but the close of the session never reaches Chat Server."""
    LOST_SESSION = "lost-session"
    """Answered, but Chat Server forgets the session after the message is sent."""


@dataclass(frozen=True, slots=True)
class AnswerPlan:
    """How one call is answered; `fault` is the number of `FAULT`, `after_us` the time of `AFTER`.

    >>> AnswerPlan.parse("fault:unavailable").fault, AnswerPlan.parse("after:2s").after_us
    (102, 2000000)
    """

    answering: Answering = Answering.OK
    fault: int = 0
    after_us: int = 0

    @classmethod
    def parse(cls, text: str) -> "AnswerPlan":
        """Reads `ok`, `fault:SYMBOL`, `fault:NUMBER`, `after:DURATION` and the other words.

        Raises ValueError with a message for whoever wrote the text.
        """
        word, colon, rest = text.partition(":")
        known = {answering.value: answering for answering in Answering}
        answering = known.get(word)
        if answering is None:
            hint = did_you_mean(word, known)
            message = f"`{text}` is no way to answer" + (f"; {hint}" if hint else "")
            raise ValueError(message)
        if answering is Answering.FAULT:
            return cls(answering, fault=_fault(rest))
        if answering is Answering.AFTER:
            return cls(answering, after_us=_duration(rest))
        if colon:
            message = f"`{word}` takes nothing after it"
            raise ValueError(message)
        return cls(answering)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One run: an interaction comes to a strategy at `start`.

    `answers` are the plans of the ESP calls in the order in which they are made; calls beyond them
    are answered normally. `data` is the interaction's attached data.
    """

    strategy: str
    start: Time = START
    seed: int = 0
    ani: str = ""
    dnis: str = ""
    data: KVList = field(default_factory=KVList)
    answers: tuple[AnswerPlan, ...] = ()
    latency_us: int = LATENCY_US
    horizon_us: int = HORIZON_US
    priority: int = 0


def _fault(text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < int(text[:5]) <= FAULT_MAX:
        number = int(text)
    elif text in BY_SYMBOL:
        number = BY_SYMBOL[text].number
    else:
        hint = did_you_mean(text, BY_SYMBOL)
        message = f"`{text}` is no fault" + (f"; {hint}" if hint else "")
        raise ValueError(message)
    if number == TIMEOUT:
        message = f"a time-out is no fault: write `{Answering.TIMEOUT.value}`"
        raise ValueError(message)
    return number


def fault_text(number: int) -> str:
    """The FaultString of a planned fault.

    >>> fault_text(102), fault_text(904)
    ('application unavailable', 'fault 904')
    """
    return BY_NUMBER[number].text if number in BY_NUMBER else f"fault {number}"


def _duration(text: str) -> int:
    try:
        value = read(text)
    except ValueError:
        value = None
    if not isinstance(value, Duration) or value > LIMITS.horizon_us:
        message = f"`{text}` is no duration: write for example `after:2s`"
        raise ValueError(message)
    return int(value)
