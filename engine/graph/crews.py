"""Agents that one declaration stands for: `agent clerk { count = 12 }`.

In: the declarations. Out: the names `clerk_1` to `clerk_12` among those of the agents; and
findings: E410 for too many agents, E210 for a name that another declaration has; of what is planned
of a crew, E210 for a time that is there twice and E307 for more agents than it has.
"""

from engine.diagnostics import Findings, Note
from engine.graph.names import Namespace
from engine.graph.project import Declared, Project
from engine.limits import Limits
from engine.source import Span
from engine.staff import Staffing
from engine.world.kind import lowered
from engine.world.kinds.agent import Agent


def declare_crews(project: Project, findings: Findings, limits: Limits) -> None:
    """Declares the names of all agents; those that are too many are left out, as in error."""
    total = 0
    for at, declared in enumerate(project.declared):
        model = declared.model
        if not isinstance(model, Agent):
            continue
        _check_plan(model, findings)
        total += model.count
        if total > limits.agents:
            message = f"this project has {total:,} agents and more"
            cure = f"there can be {limits.agents:,}"
            findings.error("E410", model.places.get("count", model.span), message, cure)
            project.declared[at] = Declared(declared.syntax, None)
            project.held = True  # the names of its agents are not known
            total -= model.count
        elif model.count != 1 and model.name is not None:
            project.crews[model.name] = model.names
            _declare(model, project.spaces[Agent.word], findings)


def _check_plan(model: Agent, findings: Findings) -> None:
    first: dict[int, Span] = {}
    known = not model.damaged or "count" not in model.places or model.count != 1
    for inner in model.staffings:
        for planned in lowered((inner,), Staffing):
            before = first.setdefault(planned.begins_us, inner.span)
            if before is not inner.span:
                notes = [Note(before, "the first one is here")]
                message = f"two staffings begin at `{inner.name}`"
                findings.error("E210", inner.span, message, None, notes)
            if known and planned.agents > model.count:
                message = f"this is more than the {model.count:,} of `{model.name}`"
                cure = f"write `count = {planned.agents}`, or plan fewer"
                findings.error("E307", inner.places["agents"], message, cure)


def _declare(model: Agent, space: Namespace, findings: Findings) -> None:
    word = space.first[model.name or ""]
    for name in model.names:
        before = space.first.setdefault(name, word)
        if before is not word:
            notes = [Note(before.span, "the other one is here")]
            message = f"agent `{name}` is declared twice: it is one of the {model.count:,} here"
            cure = "give one of them another name"
            findings.error("E210", word.span, message, cure, notes)
