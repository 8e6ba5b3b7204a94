"""`position`: the how-manieth somebody is in a virtual queue."""

from engine.functions.kind import Function, FunctionParameter, State
from engine.ops import Reading
from engine.values import Type


def position(state: State, of: str) -> int:
    """The how-manieth an interaction is among those who wait in its virtual queue; 0 if it is in
    none.

    Without an argument it is that of this interaction. It waits as long as it is in its `route`, so
    that a threshold can read it. Whoever has the higher priority is before it, and of those with
    the same whoever has waited for longer.

    Example:
        ask: route {
          targets = [group(team), { target: group(backup), when: position() <= 3 }]
          virtual_queue = VQ_billing
          timeout -> sorry
        }

    Genesys:
        `PositionInQueue` of URS, which IRD offers for routing points and virtual queues.
    """
    return state.position(of)


FUNCTION = Function(
    name="position",
    parameters=(
        FunctionParameter(
            name="of", type=Type.TEXT, reading=Reading.ID, meaning="the id of an interaction"
        ),
    ),
    result=Type.INTEGER,
    evaluate=position,
    doc=position.__doc__ or "",
    reads_state=True,
    known_as=("PositionInQueue",),
)  # fmt: skip
