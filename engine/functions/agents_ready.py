"""`agents_ready`: how many agents could be offered something."""

from engine.functions.kind import Function, FunctionParameter, State
from engine.values import Type


def agents_ready(state: State, agents: tuple[str, ...]) -> int:
    """How many agents of a group, or with some skills, are ready at this instant.

    The bare name of a group is written, or a skill expression. Those count who are logged in, ready
    and have nothing: whom an interaction is being offered to, or who has one, is not counted, even
    where capacity would allow for more [inferred].

    Example:
        nobody: if(agents_ready(everyone) == 0) { true -> sorry   false -> hold }
        experts: if(agents_ready(skill(billing) >= 5) > 2) { true -> hold   false -> all }

    Genesys:
        `RStatAgentsReady` of URS, or Stat Server's `StatAgentsAvailable` of a group, which
        `sdata` reads: `sdata(Group2.GA, StatAgentsAvailable)`.
    """
    return state.agents_ready(agents)


FUNCTION = Function(
    name="agents_ready",
    parameters=(
        FunctionParameter(
            name="agents", ref="group", skills=True, meaning="a group or a skill expression"
        ),
    ),
    result=Type.INTEGER,
    evaluate=agents_ready,
    doc=agents_ready.__doc__ or "",
    reads_state=True,
    known_as=("RStatAgentsReady", "StatAgentsAvailable", "sdata"),
)  # fmt: skip
