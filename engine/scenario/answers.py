"""How ESP calls are answered: `AnswerPlan` for one call, `Stub` for the calls of a method or block.

In: an operator's words, or what a test says. Out: frozen values, which `sim` acts on.
"""

from dataclasses import dataclass, field
from enum import Enum

from engine.diagnostics import did_you_mean
from engine.faults import BY_NUMBER, BY_SYMBOL, TIMEOUT
from engine.limits import LIMITS
from engine.syntax.quantities import read
from engine.values import MILLISECOND, SECOND, Duration, KVList

LATENCY_US = 50 * MILLISECOND
LATE_US = 1 * SECOND
"""How long after the time-out a late answer, and after the first a second one, comes."""
FAULT_MAX = 9999


class Answering(Enum):
    """How ESP and the servers behind it treat a call.

    All but `FAULT`, `TIMEOUT` and `GIVEN` execute it.
    """

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
    GIVEN = "given"
    """Answered with what a test says; no server is asked and nothing happens besides."""


SPOKEN = {answering.value: answering for answering in Answering if answering is not Answering.GIVEN}
"""The ways that one word names."""


@dataclass(frozen=True, slots=True)
class AnswerPlan:
    """How one call is answered.

    `fault` is the number of `FAULT`, `text` its FaultString, that of the table if it is empty.
    `after_us` is when the answer or fault comes after the request; None leaves that to the way of
    answering. `result` is the answer of `GIVEN`.

    >>> AnswerPlan.parse("fault:unavailable").fault, AnswerPlan.parse("after:2s").after_us
    (102, 2000000)
    """

    answering: Answering = Answering.OK
    fault: int = 0
    after_us: int | None = None
    text: str = ""
    result: KVList = field(default_factory=KVList)

    @classmethod
    def parse(cls, text: str) -> "AnswerPlan":
        """Reads `ok`, `fault:SYMBOL`, `fault:NUMBER`, `after:DURATION` and the other words.

        Raises ValueError with a message for whoever wrote the text.
        """
        word, colon, rest = text.partition(":")
        answering = SPOKEN.get(word)
        if answering is None:
            hint = did_you_mean(word, SPOKEN)
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
class Stub:
    """How the calls of one method, or of one block, are answered.

    `method` is `Service.Method`; `block` a label, in any strategy, which wins over the method's.
    One of the two is empty. Call k is answered by `plans[k]`; later ones normally, or, if `every`,
    by the last plan again.
    """

    method: str = ""
    block: str = ""
    plans: tuple[AnswerPlan, ...]
    every: bool = False


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

    >>> fault_text(102), fault_text(905)
    ('application unavailable', 'fault 905')
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
