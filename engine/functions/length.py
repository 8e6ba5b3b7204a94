"""`length`: how full an interaction queue or a virtual queue is."""

from engine.functions.kind import Function, FunctionParameter, State
from engine.values import Type


def length(state: State, queue: str) -> int:
    """How many interactions are in an interaction queue or a virtual queue at this instant.

    The queue's bare name is written. In an interaction queue those that no view can see yet
    (`not_before`) count, those that a strategy has pulled do not. In a virtual queue are those that
    wait in `route` blocks that name it, one to whom an offer is being made included.

    Example:
        busy: if(length(wa_inbound) > 20) { true -> decline   false -> invite }

    Genesys:
        Stat Server's `CurrNumberInQueue`-like statistics of an interaction queue, and of a virtual
        queue `StatCallsInQueue` or `CallsWaiting`, read without their delay [inferred].
    """
    return state.queue_length(queue)


QUEUE = FunctionParameter(
    name="queue",
    ref="queue",
    also="virtual_queue",
    meaning="an interaction queue or a virtual queue",
)
FUNCTION = Function(
    name="length",
    parameters=(QUEUE,),
    result=Type.INTEGER,
    evaluate=length,
    doc=length.__doc__ or "",
    reads_state=True,
    known_as=("StatCallsInQueue", "CallsWaiting"),
)
