"""The plans of failures of a project, and the one that each simulation names.

In: `faults` declarations, checked by themselves, the methods that there are. Out:
`failures.FailurePlan`s by name, or findings: E217 for a method that no call can be of.
"""

from collections.abc import Mapping

from engine.diagnostics import Findings, did_you_mean
from engine.directory import Directory
from engine.esp import METHODS
from engine.failures import FailurePlan, plan_named
from engine.graph.project import Project
from engine.world.failure_values import Wrong
from engine.world.kinds.faults import Faults


def read_plans(
    project: Project, directory: Directory, findings: Findings
) -> Mapping[str, FailurePlan]:
    """All plans, in the order of their declarations."""
    methods = (*METHODS, *(service.name for service in directory.services))
    found: dict[str, FailurePlan] = {}
    for declared in project.declared:
        model = declared.model
        if isinstance(model, Faults):
            _check_methods(model, methods, project, findings)
            found.setdefault(model.name or "", model.lower())
    return found


def _check_methods(
    model: Faults, methods: tuple[str, ...], project: Project, findings: Findings
) -> None:
    for each in model.methods:
        name = each.failing.name
        if name not in methods and each.of is not None and not project.held:
            cure = did_you_mean(name, methods) or "write for example `ChatService.InviteToChat`"
            findings.error("E217", each.of, f"there is no method `{name}`", cure)


def plan_of(wrong: Wrong, plans: Mapping[str, FailurePlan]) -> FailurePlan | None:
    """What goes wrong in a simulation; None for nothing, or for a name that is in error."""
    if wrong.given is None:
        return None
    try:
        return plan_named(wrong.given.name, tuple(plans.values()))
    except ValueError:
        return None
