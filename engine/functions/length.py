"""`length`: how full an interaction queue is."""

from engine.functions.kind import Function, FunctionParameter, State
from engine.values import Type


def length(state: State, queue: str) -> int:
    """How many interactions are in an interaction queue at this instant.

    The queue's bare name is written. Those that no view can see yet (`not_before`) count, those
    that a strategy has pulled do not.

    Example:
        busy: if(length(wa_inbound) > 20) { true -> decline   false -> invite }

    Genesys:
        Stat Server's `CurrNumberInQueue`-like statistics of an interaction queue, read without
        their delay [inferred].
    """
    return state.queue_length(queue)


FUNCTION = Function(
    name="length",
    parameters=(FunctionParameter(name="queue", ref="queue", meaning="an interaction queue"),),
    result=Type.INTEGER,
    evaluate=length,
    doc=length.__doc__ or "",
    reads_state=True,
)
