"""`estimated_wait`: how long a wait in a virtual queue is likely to be."""

from engine.functions.kind import Function, FunctionParameter, State
from engine.values import Duration, Type


def estimated_wait(state: State, virtual_queue: str) -> Duration:
    """How long an interaction that comes into a virtual queue now is likely to wait.

    The queue's bare name is written. It is the average wait of the last 32 interactions that went
    to agents out of it, and nothing before the first one has: those that hung up or ran out of time
    do not count, and neither do those that still wait [inferred].

    Example:
        long: if(estimated_wait(VQ_billing) > 5m) { true -> call_back   false -> hold }

    Genesys:
        `InVQWaitTime` of URS, which can take the average of the last 32 calls that were distributed
        (docs.genesys.com, Universal Routing Reference Manual); `StatEstimatedWaitingTime` of Stat
        Server is computed otherwise.
    """
    return Duration(state.estimated_wait(virtual_queue))


FUNCTION = Function(
    name="estimated_wait",
    parameters=(
        FunctionParameter(
            name="virtual_queue", ref="virtual_queue", meaning="a virtual queue"
        ),
    ),
    result=Type.DURATION,
    evaluate=estimated_wait,
    doc=estimated_wait.__doc__ or "",
    reads_state=True,
    known_as=("InVQWaitTime", "StatEstimatedWaitingTime"),
)  # fmt: skip
