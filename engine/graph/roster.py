"""Whom a statistic counts: `agents_ready(everyone)`, `agents_ready(skill(billing) >= 5)`.

In: the agents and groups that a project declares, and an expression. Out: the names of agents, or
findings (E211, E220; E265 for what is no condition on skills). Skills and groups do not change
while a strategy runs, so that it is known before.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from engine.diagnostics import Findings
from engine.graph.names import unknown
from engine.shelf.constants import Constants
from engine.staff import Agent, Group
from engine.syntax.nodes import Expression, Name
from engine.world.kind import DeclarationKind, lowered

GROUP_FORM = "write the bare name of a group, or for example `skill(billing) >= 5`"


@dataclass(frozen=True, slots=True)
class Roster:
    """The agents of a project and its groups, by name, with the names of its skills.

    `silent` are names of which nothing is said where they are not found; of none if `held`.
    """

    agents: tuple[Agent, ...] = ()
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    skills: Collection[str] = ()
    constants: Constants = field(default_factory=Constants)
    silent: Collection[str] = ()
    held: bool = False

    def named(self, expression: Expression, findings: Findings) -> tuple[str, ...] | None:
        """The names of the agents whom an expression means, in the order of their declarations."""
        # Imported here: only a statistic of agents needs to read conditions on skills.
        from engine.blocks.skills import asks_skills

        if asks_skills(expression):
            return self._skilled(expression, findings)
        if not isinstance(expression, Name):
            message = "this needs the name of a group, or a condition on skills"
            findings.error("E220", expression.span, message, GROUP_FORM)
            return None
        if expression.text in self.groups:
            members = self.groups[expression.text]
            return tuple(agent.name for agent in self.agents if agent.name in members)
        if not self.held and expression.text not in self.silent:
            unknown("group", expression.text, expression.span, self.groups, findings)
        return None

    def _skilled(self, expression: Expression, findings: Findings) -> tuple[str, ...] | None:
        from engine.blocks.skills import read_skills

        condition = read_skills(expression, self.constants, findings)
        if condition is None:
            return None
        strange = [
            demand.skill for demand in condition.demands() if demand.skill.name not in self.skills
        ]
        for skill in strange:
            if not self.held and skill.name not in self.silent:
                unknown("skill", skill.name, skill.span, self.skills, findings)
        if strange:
            return None
        return tuple(agent.name for agent in self.agents if condition.holds(agent))


NOBODY = Roster()


def roster_of(
    models: Collection[DeclarationKind],
    skills: Collection[str],
    constants: Constants,
    *,
    crews: Mapping[str, tuple[str, ...]],
    silent: Collection[str],
    held: bool,
) -> Roster:
    """The roster of what a project declares."""
    return Roster(
        agents=lowered(models, Agent),
        groups={group.name: group.members for group in groups_of(models, crews)},
        skills=skills,
        constants=constants,
        silent=silent,
        held=held,
    )


def groups_of(
    models: Collection[DeclarationKind], crews: Mapping[str, tuple[str, ...]]
) -> tuple[Group, ...]:
    """The groups with all agents that their members stand for, each once."""

    def agents(group: Group) -> Iterator[str]:
        for member in group.members:
            yield from crews.get(member, (member,))

    groups = lowered(models, Group)
    if not crews:
        return groups
    return tuple(replace(group, members=tuple(dict.fromkeys(agents(group)))) for group in groups)
