"""What to configure of those who work: skills, agents, groups, virtual queues.

In: the directory. Out: lines of a page. Objects are those of Configuration Manager
(docs.genesys.com, Genesys Administrator: persons, skills, agent groups, DNs) and capacity rules
those of Resource Capacity Planning.
"""

from engine.directory import Directory
from engine.ops import Family
from engine.report.build_sheet.page import heading, notes, rows
from engine.staff import AND, NO_BARS, VOICE_ONLY, Agent, Bar

MANAGER = "Configuration: objects of Configuration Server"


def skill_lines(directory: Directory, level: int) -> list[str]:
    """The skills."""
    if not directory.skills:
        return []
    lines = [*heading(level, "Skills"), MANAGER, ""]
    return lines + rows([("Skill", skill.name) for skill in directory.skills])


def agent_lines(directory: Directory, level: int) -> list[str]:
    """The agents, with what they are able to do and how much of it."""
    lines: list[str] = []
    for agent in directory.agents:
        lines += heading(level, f"Agent `{agent.name}`")
        lines += ["Configuration: a person who is an agent, with an agent login", ""]
        lines += rows(_agent(agent))
    said: list[str] = []
    if any(_is_ruled(agent) for agent in directory.agents):
        said.append(
            "How much an agent can have at once is a capacity rule, which a person is given"
        )
    if any(agent.works or agent.breaks or agent.crew for agent in directory.agents):
        said.append(
            "When agents work and have breaks is a schedule of Workforce Management: nothing that "
            "a strategy reads"
        )
    return lines + (notes(said) if said else [])


def _agent(agent: Agent) -> list[tuple[str, str]]:
    levels = [(f"Skill {skill}", f"level {level}") for skill, level in agent.skills]
    rule = agent.rule or _room(agent.capacity, agent.bars)
    if not _is_ruled(agent):
        rule = "none: one voice interaction and nothing else"
    return [
        ("User name", agent.name),
        ("Employee ID", agent.ident or f"{agent.name} [its own is not given here]"),
        *levels,
        ("Capacity rule", rule),
        *(("Works by the calendar", each) for each in (agent.works,) if each),
        *((("Works as planned for", agent.crew.name),) if agent.crew else ()),
        *(("Has breaks by the calendar", each) for each in (agent.breaks,) if each),
    ]


def _is_ruled(agent: Agent) -> bool:
    return agent.capacity != VOICE_ONLY or agent.bars != NO_BARS


def _room(capacity: tuple[int, int, int], bars: tuple[Bar, Bar, Bar]) -> str:
    room = [
        f"{family.name.lower()} {number}" + (f" unless busy with {_condition(bar)}" if bar else "")
        for family, number, bar in zip(Family, capacity, bars, strict=True)
        if number
    ]
    return ", ".join(room) or "nothing"


def _condition(bar: Bar) -> str:
    """A condition in words; what is joined by one word within the other stands in parentheses."""
    stack: list[tuple[str, int]] = []
    for what, least in bar:
        if what >= 0:
            stack.append((f"{Family(what).name.lower()} {least}", 0))
            continue
        right, left = stack.pop(), stack.pop()
        sides = [text if joint in (0, what) else f"({text})" for text, joint in (left, right)]
        stack.append((" and ".join(sides) if what == AND else " or ".join(sides), what))
    return stack[0][0]


def capacity_rule_lines(directory: Directory, level: int) -> list[str]:
    """The capacity rules that agents share."""
    lines: list[str] = []
    for rule in directory.capacity_rules:
        lines += heading(level, f"Capacity rule `{rule.name}`")
        lines += ["Configuration: a script of type Capacity Rule, which persons are given", ""]
        lines += rows([("Name", rule.name), ("Interactions", _room(rule.capacity, rule.bars))])
    return lines


def group_lines(directory: Directory, level: int) -> list[str]:
    """The groups with their members."""
    lines: list[str] = []
    for group in directory.groups:
        lines += heading(level, f"Agent group `{group.name}`")
        lines += [MANAGER, ""]
        members = [("Agent", member) for member in group.members] or [("Agents", "none")]
        lines += rows([("Name", group.name), *members])
    return lines


def virtual_queue_lines(directory: Directory, level: int) -> list[str]:
    """The virtual queues."""
    if not directory.virtual_queues:
        return []
    lines = [*heading(level, "Virtual queues"), "Configuration: DNs of type Virtual Queue", ""]
    lines += rows([("Number", each.name) for each in directory.virtual_queues])
    bounded = [each for each in directory.virtual_queues if each.capacity >= 0]
    return lines + notes([
        f"`{each.name}` holds {each.capacity:,} at most: there an expression before the target "
        "compares the number of calls in it [inferred]"
        for each in bounded
    ])  # fmt: skip
