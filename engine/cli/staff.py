"""The options `--agent`: what the agents of a run do.

In: the options' texts and the checked project. Out: plans of agents.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from engine.cli.options import stray
from engine.diagnostics import did_you_mean, listed
from engine.limits import LIMITS
from engine.syntax import quantities
from engine.values import Duration

if TYPE_CHECKING:
    from engine.graph.model import Process
    from engine.scenario import AgentPlan

WAYS = ("ready", "not-ready", "refuses", "silent", "after:DURATION", "handles:DURATION")
"""What an agent can be told; here too, so that help loads no simulator."""
CURE = "write it as `--agent NAME=WAY`, for example `--agent anna=refuses`"


def read_staff(texts: Sequence[str], process: "Process") -> "tuple[AgentPlan, ...]":
    """The plan of each agent of whom something is said. Raises `SourceError` with E301."""
    from engine.scenario import AgentPlan

    names = [agent.name for agent in process.directory.agents]
    plans: dict[str, AgentPlan] = {}
    for text in texts:
        name, equals, way = text.partition("=")
        if not name or not equals:
            raise stray("E301", f"`{text}` does not say what an agent does", CURE)
        if name not in names:
            known = f"there are {listed(names)}" if names else "the project declares none"
            raise stray("E301", f"there is no agent `{name}`", did_you_mean(name, names) or known)
        plans[name] = _told(plans.get(name, AgentPlan(agent=name)), way)
    return tuple(plans.values())


def _told(plan: "AgentPlan", way: str) -> "AgentPlan":
    from engine.scenario import Accepting

    word, colon, length = way.partition(":")
    if word in ("ready", "not-ready") and not colon:
        return replace(plan, ready=word == "ready")
    if word in ("refuses", "silent") and not colon:
        return replace(plan, accepting=Accepting(word))
    if word == "after":
        return replace(plan, accepting=Accepting.AFTER, after_us=_duration(way, length))
    if word == "handles":
        return replace(plan, handles_us=_duration(way, length))
    known = [each.partition(":")[0] for each in WAYS]
    cure = did_you_mean(word, known) if word not in known else None
    raise stray(
        "E301", f"`{way}` is nothing that an agent does", cure or f"the ways are {listed(WAYS)}"
    )


def _duration(way: str, text: str) -> int:
    try:
        found = quantities.read(text)
    except ValueError:
        found = None
    if not isinstance(found, Duration) or not 0 <= found <= LIMITS.horizon_us:
        word = way.partition(":")[0]
        raise stray("E301", f"`{way}` names no duration", f"write for example `{word}:5s`")
    return int(found)
