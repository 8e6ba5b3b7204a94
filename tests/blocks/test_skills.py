"""Conditions on skills mean the same here, in brute force, and as a router's skill expression."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from engine.blocks.selection import skills
from engine.blocks.skills import SkillCondition, read_skills
from engine.diagnostics import Findings
from engine.shelf.constants import Constants
from engine.staff import Agent
from engine.syntax.nodes import Field
from tests.shelf.reading import first_entry

NAMES = ("billing", "english")
SIGNS = ("==", "!=", "<", "<=", ">", ">=")
Meaning = Callable[[Agent], bool]
Written = tuple[str, Meaning]


def compare(name: str, sign: str, level: int, *, turned: bool) -> Written:
    """One comparison, its sides as they come."""
    tests: dict[str, Callable[[int, int], bool]] = {
        "==": lambda a, b: a == b, "!=": lambda a, b: a != b, "<": lambda a, b: a < b,
        "<=": lambda a, b: a <= b, ">": lambda a, b: a > b, ">=": lambda a, b: a >= b,
    }  # fmt: skip
    if turned:
        return f"{level} {sign} skill({name})", lambda agent: tests[sign](level, agent.level(name))
    return f"skill({name}) {sign} {level}", lambda agent: tests[sign](agent.level(name), level)


def negate(inner: Written) -> Written:
    """`not`, always with parentheses."""
    return f"not ({inner[0]})", lambda agent: not inner[1](agent)


def join(parts: list[Written], word: str) -> Written:
    """Several with one word between them, each in parentheses."""
    every = all if word == "and" else any
    return f" {word} ".join(f"({text})" for text, _ in parts), lambda agent: every(
        meaning(agent) for _, meaning in parts
    )


conditions = st.recursive(
    st.builds(
        compare,
        st.sampled_from(NAMES),
        st.sampled_from(SIGNS),
        st.integers(0, 3),
        turned=st.booleans(),
    ),
    lambda inner: st.one_of(
        st.builds(negate, inner),
        st.builds(join, st.lists(inner, min_size=2, max_size=3), st.sampled_from(("and", "or"))),
    ),
    max_leaves=8,
)
AGENTS = [
    Agent(name=f"a{one}{two}", skills=(("billing", one), ("english", two)))
    for one in range(4)
    for two in range(4)
] + [Agent(name="new")]


def read(text: str) -> SkillCondition:
    """The condition of a text without mistakes."""
    findings = Findings()
    entry = first_entry(f"given {{ x = {text} }}")
    field = next(each for each in entry.entries if isinstance(each, Field))  # type: ignore[union-attr]
    condition = read_skills(field.value, Constants(), findings)
    assert condition is not None, [item.message for item in findings]
    return condition


def routed(expression: str, agent: Agent) -> bool:
    """A skill expression as a router reads it: `&` and `|` from the left, of one priority."""
    tokens = expression.replace("(", " ( ").replace(")", " ) ").split()

    def value() -> bool:
        found, joint = side(), ""
        while tokens and tokens[0] != ")":
            joint = tokens.pop(0)
            right = side()
            found = (found and right) if joint == "&" else (found or right)
        return found

    def side() -> bool:
        if tokens[0] == "(":
            tokens.pop(0)
            found = value()
            tokens.pop(0)
            return found
        name, sign, level = tokens.pop(0), tokens.pop(0), tokens.pop(0)
        own = "==" if sign == "=" else sign
        return compare(name, own, int(level), turned=False)[1](agent)

    return value()


@given(conditions)
def test_a_condition_holds_for_whom_it_should(written: Written) -> None:
    text, meaning = written
    condition = read(text)

    assert [condition.holds(agent) for agent in AGENTS] == [meaning(agent) for agent in AGENTS]


@given(conditions)
def test_a_router_reads_the_same_from_its_notation(written: Written) -> None:
    condition = read(written[0])
    notation = skills(condition)

    assert [routed(notation, agent) for agent in AGENTS] == [
        condition.holds(agent) for agent in AGENTS
    ]


def test_notation_has_no_more_parentheses_than_it_needs() -> None:
    assert skills(read("skill(billing) >= 5")) == "(billing >= 5)"
    assert (
        skills(read("skill(billing) >= 5 and not (skill(english) < 3 or skill(english) == 9)"))
        == "(billing >= 5 & english >= 3 & english != 9)"
    )
    assert (
        skills(read("(skill(billing) > 1 or skill(english) > 1) and 5 > skill(billing)"))
        == "((billing > 1 | english > 1) & billing < 5)"
    )


def test_not_binds_looser_than_a_comparison() -> None:
    condition = read("not skill(billing) >= 2 and skill(english) >= 1")

    assert condition.holds(Agent(name="a", skills=(("billing", 1), ("english", 1))))
    assert not condition.holds(Agent(name="a", skills=(("billing", 2), ("english", 1))))
