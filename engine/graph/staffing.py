"""What a project says of its agents, and whom its routes ask for.

In: the declarations, the sketches of the strategies, the directory. Out: an Employee ID given twice
(E210), a priority out of range (E413), several agents asked for as one (E264); agents who have no
room for the media (W331), groups and skills of nobody (W338), targets that nobody can meet (W336)
or that never join (W337).
"""

from collections.abc import Iterator
from itertools import pairwise

from engine.blocks.skills import Demand, SkillCondition
from engine.blocks.targets import Named, Sort, Target
from engine.diagnostics import Findings, Note, did_you_mean
from engine.directory import Directory
from engine.graph.model import Compiled
from engine.graph.names import shown
from engine.graph.paths import FAMILIES
from engine.graph.project import Project
from engine.graph.sketch import Draft, Sketch
from engine.ops import Code
from engine.shelf.kind import Reference
from engine.staff import PRIORITY_MAX, PRIORITY_MIN
from engine.syntax.nodes import Expression
from engine.values import Duration
from engine.world.kinds.agent import Agent
from engine.world.kinds.capacity_rule import CapacityRule
from engine.world.kinds.group import Group
from engine.world.kinds.skill import Skill

STAFF = (Skill.word, Agent.word, Group.word, CapacityRule.word)


def check_staffing(
    project: Project, sketches: list[Sketch], directory: Directory, findings: Findings
) -> None:
    """Everything above; of agents that are in error nothing is concluded."""
    _check_idents(project, findings)
    known = not project.held and not any(
        item.syntax.kind.text in STAFF and (item.model is None or item.model.damaged)
        for item in project.declared
    )
    if known:
        _check_groups(project, directory, findings)
    for sketch in sketches:
        for draft in sketch.drafts:
            if draft.kind is None or draft.in_error or draft.kind.asks is None or draft.skipped:
                continue
            _check_priority(draft, draft.kind.asks.priority, findings)
            _check_times(draft.kind.asks.targets, draft.kind.asks.timeout_us, findings)
            for target in draft.kind.asks.targets if project.crews else ():
                _check_crew(target, project, findings)
            for target in draft.kind.asks.targets if known else ():
                _check_target(target, draft, sketch, directory, findings)


def _check_idents(project: Project, findings: Findings) -> None:
    first: dict[str, Agent] = {}
    for declared in project.declared:
        model = declared.model
        if not isinstance(model, Agent) or not model.id:
            continue
        before = first.setdefault(model.id, model)
        if before is not model:
            notes = [Note(before.places["id"], f"it is that of `{before.name}`")]
            message = f"the id {shown(model.id)} is given twice"
            findings.error("E210", model.places["id"], message, "give each agent its own", notes)


def _check_groups(project: Project, directory: Directory, findings: Findings) -> None:
    """W338 for groups without members, and for skills that no agent has."""
    had = {name for agent in directory.agents for name, level in agent.skills if level}
    for declared in project.declared:
        model, name = declared.model, declared.syntax.name
        if name is None:
            continue
        if isinstance(model, Group) and not model.members.each:
            message = f"group `{model.name}` has no members"
            cure = "nobody can be reached by it: write `members = [agent, …]`"
            findings.warning("W338", name.span, message, cure)
        elif isinstance(model, Agent) and not model.count:
            message = f"`{model.name}` is no agent: there are 0 of them"
            cure = "nobody can be reached by it: write `count = 1`, or leave it out"
            findings.warning("W338", name.span, message, cure)
        elif isinstance(model, Skill) and model.name not in had:
            message = f"no agent has the skill `{model.name}`"
            cure = f"give it to one: `skills = {{ {model.name}: 5 }}`"
            findings.warning("W338", name.span, message, cure)


def _check_priority(draft: Draft, priority: Expression | None, findings: Findings) -> None:
    value = None if priority is None else _number(draft.codes.get(id(priority)))
    if priority is not None and value is not None and not PRIORITY_MIN <= value <= PRIORITY_MAX:
        message = f"the priority {shown(priority.span.text())} is out of range"
        cure = f"priorities go from {PRIORITY_MIN:,} to {PRIORITY_MAX:,}"
        findings.error("E413", priority.span, message, cure)


def _number(compiled: Compiled | None) -> int | None:
    """The number that an expression is, if that is known before a run."""
    match compiled.instructions if compiled is not None else ():
        case (first,) if first.code is Code.CONST and isinstance(first.argument, int):
            return int(first.argument)
        case (first, second) if second.code is Code.NEGATE and isinstance(first.argument, int):
            return -int(first.argument)
        case _:
            return None


def _check_times(targets: tuple[Target, ...], timeout_us: int | None, findings: Findings) -> None:
    """W337 for a target that would join when the route is over."""
    if timeout_us is None:
        return
    joins = 0
    for before, target in pairwise(targets):
        joins += before.for_us or 0
        if joins >= timeout_us:
            message = f"{shown(target.label)} never joins: the route is over by then"
            cure = f"it would join after {Duration(joins)}: raise `timeout`, or shorten `for`"
            findings.warning("W337", target.span, message, cure)


def _check_target(
    target: Target, draft: Draft, sketch: Sketch, directory: Directory, findings: Findings
) -> None:
    if target.computed is not None:
        _check_text(target, draft, directory, findings)
        return
    agents = target.agents(directory)
    if not agents:
        _tell_nobody(target, directory, findings)
        return
    room = {family: any(directory.agents[each].capacity[family] for each in agents)
            for family in sketch.families}  # fmt: skip
    for family, some in room.items():
        if not some and not sketch.subroutine:
            what = FAMILIES[family]
            message = f"no agent of {shown(target.label)} can have {what}"
            word = family.name.lower()
            cure = f"an agent without `capacity` has one call and nothing else: `{{ {word}: 1 }}`"
            findings.warning("W331", target.span, message, cure)


def _check_crew(target: Target, project: Project, findings: Findings) -> None:
    """E264 for the name of several agents where one is asked for."""
    match target.whom:
        case Named(sort=Sort.AGENT, name=Reference(name=name, span=span)) if name in project.crews:
            count = len(project.crews[name])
            message = f"`{name}` is {count:,} agents, and `agent({name})` asks for one"
            cure = f"ask for a group: `group team {{ members = [{name}] }}`"
            if count:
                cure += f"; for one of them `agent({name}_1)`"
            findings.error("E264", span, message, cure)
        case _:
            pass


def _check_text(target: Target, draft: Draft, directory: Directory, findings: Findings) -> None:
    """W336 for a text that is known before a run and names nobody."""
    compiled = draft.codes.get(id(target.computed))
    if compiled is None or not isinstance(target.whom, Named):
        return
    match compiled.instructions:
        case (first,) if first.code is Code.CONST and isinstance(first.argument, str):
            name = first.argument
        case _:
            return
    sort = target.whom.sort
    every = directory.agents if sort is Sort.AGENT else directory.groups
    names = [each.name for each in every]
    if name not in names:
        message = f"no {sort.value} is called {shown(name)}: this is always fault `no_target`"
        near = did_you_mean(name, names)
        cure = near or f"a declared name stands without quotes: `{sort.value}(name)`"
        findings.warning("W336", target.span, message, cure)


def _tell_nobody(target: Target, directory: Directory, findings: Findings) -> None:
    if not isinstance(target.whom, SkillCondition):
        return  # a group without members, which has been said
    skills = {skill.name for skill in directory.skills}
    if any(demand.skill.name not in skills for demand in target.whom.demands()):
        return  # that is an error
    message = f"no agent satisfies {shown(target.label)}"
    cure = next(_highest(target.whom, directory), "ask for less, or declare agents who do")
    findings.warning("W336", target.span, message, cure)


def _highest(condition: SkillCondition, directory: Directory) -> Iterator[str]:
    """What the agents have of a skill that none has enough of."""
    for demand in condition.demands():
        levels = [agent.level(demand.skill.name) for agent in directory.agents]
        if levels and not _met(demand, directory):
            yield f"the highest level of `{demand.skill.name}` is {max(levels)}"


def _met(demand: Demand, directory: Directory) -> bool:
    return any(demand.holds(agent) for agent in directory.agents)
