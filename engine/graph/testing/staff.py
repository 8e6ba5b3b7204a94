"""What a test says of agents: `ready(anna) = false`, `accepts(anna) = after(5s)`.

In: the key and the value of an entry of `given`, in one row. Out: the `AgentPlan` with what the
entry says of it, or findings (E211; E263 for what an agent cannot do).
"""

from collections.abc import Mapping
from dataclasses import replace

from engine.diagnostics import did_you_mean
from engine.graph.names import unknown
from engine.graph.testing.scope import Scope
from engine.graph.testing.values import Values, bound
from engine.limits import LIMITS
from engine.scenario import Accepting, AgentPlan
from engine.syntax.nodes import Argument, Call, Expression, Name, Path, Text
from engine.values import Duration

READY, ACCEPTS, HANDLES = "ready", "accepts", "handles"
OF_AGENTS = (READY, ACCEPTS, HANDLES)
"""The words of the entries that are about an agent."""
AFTER = Accepting.AFTER.value
ALONE = {each.value: each for each in (Accepting.REFUSES, Accepting.SILENT)}
WAYS = f"write `{AFTER}(5s)`, `{Accepting.REFUSES.value}` or `{Accepting.SILENT.value}`"


def read_agent(
    key: Call, value: Expression, plans: Mapping[str, AgentPlan], scope: Scope, values: Values
) -> AgentPlan | None:
    """What is known of the entry's agent with what it says; None if something is wrong with it.

    `plans` are what other entries have said, by agent.
    """
    agent = _agent(key, scope, values)
    plan = AgentPlan(agent=agent or "")
    plan = plans.get(plan.agent, plan)
    match key.function.text:
        case "ready":
            ready = values.read(value, READY, bool)
            told = None if ready is None else replace(plan, ready=ready)
        case "accepts":
            told = _accepting(plan, value, values)
        case _:
            length = _length(value, HANDLES, values)
            told = None if length is None else replace(plan, handles_us=length)
    return None if agent is None else told


def _agent(key: Call, scope: Scope, values: Values) -> str | None:
    word = key.function.text
    match key.arguments:
        case (Argument(name=None, value=Name() | Text() as name),):
            pass
        case _:
            message = f"`{word}` takes the name of an agent"
            values.findings.error("E263", key.span, message, f"write `{word}(agent) = …`")
            return None
    if name.text in scope.staff.agents:
        return name.text
    if not scope.silent(name.text):
        unknown("agent", name.text, name.span, scope.staff.agents, values.findings)
    return None


def _accepting(plan: AgentPlan, value: Expression, values: Values) -> AgentPlan | None:
    """What an agent does with an offer; None if it is none of the ways."""
    match value:
        case Name(text=word) if word in ALONE:
            return replace(plan, accepting=ALONE[word])
        case Call(function=Name(text=word)) if word == AFTER:
            return _after(plan, value, values)
        case Path():
            written = values.read(value, ACCEPTS, str)
            if written in ALONE:
                return replace(plan, accepting=ALONE[written])
            if written is not None:
                values.wrong("E263", value, f"`{written}` is no way of taking an offer", WAYS)
        case Call(function=Name(text=word)) | Name(text=word):
            near = did_you_mean(word, (*ALONE, AFTER))
            message = f"`{word}` is no way of taking an offer"
            values.wrong("E263", value, message, near or WAYS)
        case _:
            values.wrong("E263", value, "this is no way of taking an offer", WAYS)
    return None


def _after(plan: AgentPlan, value: Call, values: Values) -> AgentPlan | None:
    given = bound(value, (AFTER,), (), "E263", values.findings)
    if given is None:
        return None
    if AFTER not in given:
        values.findings.error("E263", value.span, f"`{AFTER}` needs a duration", WAYS)
        return None
    length = _length(given[AFTER], AFTER, values)
    if length is None:
        return None
    return replace(plan, accepting=Accepting.AFTER, after_us=length)


def _length(value: Expression, place: str, values: Values) -> int | None:
    length = values.read(value, place, Duration)
    if length is None:
        return None
    if not 0 <= length <= LIMITS.horizon_us:
        message = f"`{place}` takes a duration from `0s` to `{Duration(LIMITS.horizon_us)}`"
        values.wrong("E232", value, message)
        return None
    return int(length)
