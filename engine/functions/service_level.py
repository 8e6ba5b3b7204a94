"""`service_level`: which share has had an agent in time."""

from engine.functions.kind import Function, FunctionParameter, State
from engine.values import Duration, Type


def service_level(state: State, virtual_queue: str, within: Duration) -> int:
    """How many per cent have been answered within a time, of all who have come to an agent out of a
    virtual queue, or have given up in it, since the run began; 100 if nobody has.

    The queue's bare name is written. The per cent are whole, the rest is left off. Waits are told
    apart by seconds, up to an hour: of a time that is no whole number of seconds the part is left
    off, and a longer one is an hour [inferred]. Whoever has left by the strategy's own will does
    not count, and neither does who was not let in, or still waits [inferred].

    Example:
        poor: if(service_level(VQ_billing, 20s) < 80) { true -> help_out   false -> hold }

    Genesys:
        A statistic of Stat Server for a virtual queue, such as `ServiceFactor1`, read by `sdata`.
        What it is a share of is defined by its configuration; this is one of several definitions.
    """
    return state.service_level(virtual_queue, within)


FUNCTION = Function(
    name="service_level",
    parameters=(
        FunctionParameter(name="virtual_queue", ref="virtual_queue", meaning="a virtual queue"),
        FunctionParameter(name="within", type=Type.DURATION, meaning="the acceptable wait"),
    ),
    result=Type.INTEGER,
    evaluate=service_level,
    doc=service_level.__doc__ or "",
    reads_state=True,
    known_as=("ServiceFactor1",),
)
