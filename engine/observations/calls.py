"""ESP calls: what was sent, what came back.

In: the requests of a run, the answers and faults of an interaction's blocks. Out: the observations
of them.
"""

from engine.log.events import Event
from engine.observations.kind import (
    Observation,
    ObservationParameter,
    Seen,
    SeenInteraction,
    Takes,
    of_interaction,
    of_run,
)
from engine.values import KVList, Type, Value

CALL = ObservationParameter(name="call", takes=Takes.CALL)
SENT_KEYS = {
    "app_name": Type.TEXT, "app_type": Type.ANY, "service": Type.TEXT, "method": Type.TEXT,
    "parameters": Type.KVLIST, "user_data": Type.KVLIST,
}  # fmt: skip
"""What a request has."""
FAULT_PARTS = {"code": Type.INTEGER, "symbol": Type.TEXT, "text": Type.TEXT}
"""What a fault has."""


def _answer(interaction: SeenInteraction, label: str) -> KVList | None:
    return interaction.answers.get(label)


def _fault(interaction: SeenInteraction, label: str, part: str) -> Value | None:
    fault = interaction.fault(label)
    if fault is None:
        return None
    parts: dict[str, Value] = {"code": fault.code, "symbol": fault.symbol, "text": fault.text}
    return parts[part]


def _returned_fault(interaction: SeenInteraction) -> str | None:
    fault = interaction.returned_fault
    return None if fault is None else fault.symbol


def _sent(seen: Seen, call: str, number: int = 0) -> KVList | None:
    requests = seen.requests(call)
    if number > len(requests) or not requests:
        return None
    return requests[number - 1]


def _calls(seen: Seen, call: str) -> int:
    return len(seen.requests(call))


ANSWER = Observation(
    word="answer",
    text="What the call of a block has answered, for the last time if it did so more than once. "
    "It is not there before.",
    example='expect invite.answer._umsChatSessionId == "chat-2"',
    type=Type.KVLIST,
    read=of_interaction(_answer),
    of_interaction=True,
    sure=False,
    changed_by=frozenset({Event.ANSWERED, Event.RETURNED}),
    written=("label.answer.Key",),
)
FAULT = Observation(
    word="fault",
    text="The fault that a block has ended with, for the last time if it did so more than once: "
    "its number, its symbol, its text. It is not there before. A call that nobody answered in "
    "time has the symbol `timeout`.",
    example="given { answer(invite) = fault(unavailable) }\n"
    'expect invite.fault.symbol == "unavailable"',
    type=Type.ANY,
    read=of_interaction(_fault),
    of_interaction=True,
    sure=False,
    changed_by=frozenset({Event.REFUSED, Event.TIMED_OUT, Event.FAULTED, Event.RETURNED}),
    written=("label.fault.code", "label.fault.symbol", "label.fault.text"),
)
RETURNED = Observation(
    word="returned",
    text="What the subroutine that the test begins in has given back. It is not there before, and "
    "not there at all if it ended in another way.",
    example='expect returned.text == "T-1"',
    type=Type.KVLIST,
    read=of_interaction(lambda interaction: interaction.returned),
    of_interaction=True,
    sure=False,
    changed_by=frozenset({Event.RETURNED}),
    written=("returned.result",),
)
RETURNED_FAULT = Observation(
    word="returned_fault",
    text="The symbol of the fault with which the subroutine that the test begins in was left, by "
    "`exit(fault)`, or since data was missing that it declares. It is not there before, and not "
    "there at all if it ended in another way.",
    example='expect returned_fault == "bad_number"',
    type=Type.TEXT,
    read=of_interaction(_returned_fault),
    of_interaction=True,
    sure=False,
    changed_by=frozenset({Event.RETURNED}),
)
SENT = Observation(
    word="sent",
    text="A request that went out: the latest one, or the n-th, of a method or of a block. It has "
    "`app_name`, `app_type`, `service`, `method`, `parameters` and `user_data`. It is not there "
    "before.",
    example='expect sent("ChatService.InviteToChat").parameters._umsClientId == "+14155550123"',
    type=Type.KVLIST,
    read=of_run(_sent),
    parameters=(CALL, ObservationParameter(name="n", takes=Takes.COUNT, optional=True)),
    sure=False,
    changed_by=frozenset({Event.REQUESTED}),
    written=('sent("Service.Method").parameters.Key', "sent(label).user_data.Key", "sent(call, n)"),
)
CALLS = Observation(
    word="calls",
    text="How many requests of a method, or of a block, went out.",
    example='expect calls("ChatService.InviteToChat") == 1',
    type=Type.INTEGER,
    read=of_run(_calls),
    parameters=(CALL,),
    changed_by=frozenset({Event.REQUESTED}),
    written=('calls("Service.Method")', "calls(label)"),
)
