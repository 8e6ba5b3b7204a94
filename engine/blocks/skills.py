"""Conditions on skills: comparisons of `skill(name)` with whole numbers, joined by and, or, not.

In: an expression. Out: a `SkillCondition`, or findings E265 (and E204) at their places. Skills do
not change during a run, so each agent satisfies a condition always or never.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from operator import eq, ge, gt, le, lt, ne
from typing import TypeAlias

from engine.diagnostics import Findings, listed
from engine.directory import Directory
from engine.shelf.constants import Constants, Takes, excerpt, value_of
from engine.shelf.kind import Reference
from engine.staff import Agent
from engine.syntax import precedence
from engine.syntax.nodes import (
    Argument,
    Call,
    Chain,
    Expression,
    Group,
    Name,
    Operator,
    Prefixed,
    Text,
)
from engine.values import Type

SKILL = "skill"
COMPARISONS: Mapping[str, Callable[[int, int], bool]] = {
    "==": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge,
}  # fmt: skip
TURNED = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
"""The comparison with its sides exchanged."""
JOINTS = ("and", "or")
NOT = "not"
LEVEL = Takes(SKILL, "a whole number to be compared with")
FORM = "write for example `skill(billing) >= 5`"


@dataclass(frozen=True, slots=True)
class Demand:
    """`skill(name) >= level`."""

    skill: Reference
    comparison: str
    level: int

    def holds(self, agent: Agent) -> bool:
        """Whether an agent satisfies it; a skill that is not there counts as level 0."""
        return COMPARISONS[self.comparison](agent.level(self.skill.name), self.level)


Step: TypeAlias = Demand | str
"""A comparison, or `and`, `or`, `not`."""


@dataclass(frozen=True, slots=True)
class SkillCondition:
    """A condition on skills in postfix order."""

    steps: tuple[Step, ...]

    def holds(self, agent: Agent) -> bool:
        """Whether an agent satisfies it."""
        stack: list[bool] = []
        for step in self.steps:
            if isinstance(step, Demand):
                stack.append(step.holds(agent))
            elif step == NOT:
                stack.append(not stack.pop())
            else:
                right, left = stack.pop(), stack.pop()
                stack.append((left and right) if step == "and" else (left or right))
        return stack[0]

    def agents(self, directory: Directory) -> tuple[int, ...]:
        """The numbers of those who satisfy it, ascending."""
        found = enumerate(directory.agents)
        return tuple(number for number, agent in found if self.holds(agent))

    def demands(self) -> Iterator[Demand]:
        """Its comparisons, in order."""
        return (step for step in self.steps if isinstance(step, Demand))


def asks_skills(expression: Expression) -> bool:
    """Whether an expression is meant as a condition on skills: it calls `skill` somewhere."""
    match expression:
        case Call(function=function):
            return function.text == SKILL
        case Group(inner=inner):
            return asks_skills(inner)
        case Prefixed(operand=operand):
            return asks_skills(operand)
        case Chain(operands=operands):
            return any(asks_skills(operand) for operand in operands)
        case _:
            return False


def read_skills(
    expression: Expression, constants: Constants, findings: Findings
) -> SkillCondition | None:
    """The condition that an expression says; None if it is in error."""
    steps = _steps(expression, constants, findings)
    return None if steps is None else SkillCondition(tuple(steps))


def _steps(expression: Expression, constants: Constants, findings: Findings) -> list[Step] | None:
    match expression:
        case Group(inner=inner):
            return _steps(inner, constants, findings)
        case Prefixed(operator=Operator(text="not"), operand=operand):
            steps = _steps(operand, constants, findings)
            return None if steps is None else [*steps, NOT]
        case Chain():
            return _chain(expression, constants, findings)
        case Call(function=Name(text="skill")):
            words = excerpt(expression)
            cure = f"write `{words.strip('`')} > 0`"
            findings.error("E265", expression.span, f"{words} is compared with nothing", cure)
        case _:
            message = f"{excerpt(expression)} is no condition on skills"
            findings.error("E265", expression.span, message, FORM)
    return None


def _chain(chain: Chain, constants: Constants, findings: Findings) -> list[Step] | None:
    if precedence.mixed(chain):
        readings = precedence.readings(chain)
        message = "`and` and `or` stand together without parentheses"
        cure = f"write `{readings[0]}` or `{readings[1]}`"
        findings.error("E204", chain.span, message, cure)
        return None
    steps: list[Step] = []
    sound = True
    for count, (operands, operators) in enumerate(_sides(chain)):
        found = _side(operands, operators, constants, findings)
        sound = sound and found is not None
        steps += found or ()
        if count:
            steps += [operator.text for operator in chain.operators if operator.text in JOINTS][:1]
    return steps if sound else None


def _sides(chain: Chain) -> Iterator[tuple[list[Expression], list[Operator]]]:
    """What stands between the words `and`, or between the words `or`: operands and operators."""
    operands, operators = [chain.operands[0]], list[Operator]()
    for operator, operand in zip(chain.operators, chain.operands[1:], strict=True):
        if operator.text in JOINTS:
            yield operands, operators
            operands, operators = [operand], []
        else:
            operands.append(operand)
            operators.append(operator)
    yield operands, operators


def _side(
    operands: list[Expression], operators: list[Operator], constants: Constants, findings: Findings
) -> list[Step] | None:
    """One comparison, with `not` before it; or something in parentheses."""
    first, last = operands[0], operands[-1]
    if not operators:
        return _steps(first, constants, findings)
    if isinstance(first, Prefixed) and first.operator.text == NOT:
        steps = _side([first.operand, *operands[1:]], operators, constants, findings)
        return None if steps is None else [*steps, NOT]
    if len(operators) == 1:
        return _comparison(first, operators[0], last, constants, findings)
    span = first.span.to(last.span)
    findings.error("E265", span, f"`{span.text()}` is no condition on skills", FORM)
    return None


def _comparison(
    left: Expression,
    sign: Operator,
    right: Expression,
    constants: Constants,
    findings: Findings,
) -> list[Step] | None:
    word, other, level = sign.text, left, right
    if not _is_skill(left) and _is_skill(right):
        word, other, level = TURNED.get(sign.text, sign.text), right, left
    if word not in COMPARISONS:
        message = f"`{sign.text}` compares no levels of skills"
        findings.error("E265", sign.span, message, f"write one of {listed(COMPARISONS)}")
        return None
    skill = _skill(other, findings)
    number = value_of(level, Type.INTEGER, LEVEL, constants, findings)
    if skill is None or not isinstance(number, int):
        return None
    return [Demand(skill, word, number)]


def _is_skill(expression: Expression) -> bool:
    return isinstance(expression, Call) and expression.function.text == SKILL


def _skill(expression: Expression, findings: Findings) -> Reference | None:
    """The skill in `skill(name)`."""
    if not isinstance(expression, Call) or expression.function.text != SKILL:
        message = f"{excerpt(expression)} is no condition on skills"
        findings.error("E265", expression.span, message, FORM)
        return None
    match expression.arguments:
        case (Argument(name=None, value=Name(text=text, span=span)),):
            return Reference(text, span)
        case (Argument(value=Text(text=text, span=span)),):
            message = (
                f"`skill` takes the bare name of a skill, and {excerpt(expression)} has a text"
            )
            findings.error("E265", span, message, f"leave the quotes off: `skill({text})`")
        case _:
            findings.error("E265", expression.span, "`skill` takes the name of one skill", FORM)
    return None
