"""Capacity rules about other media: what agents have keeps more of something away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.diagnostics import Findings
from engine.directory import Directory
from engine.log.events import Event, Why
from engine.program.lower import lower
from engine.shelf.constants import Constants
from engine.sim.core.bars import Bars
from engine.sim.core.columns import column
from engine.staff import Agent
from engine.syntax.nodes import Field
from engine.values import SECOND
from engine.world.bar_values import read_bar
from tests.helpers.routing_oracle import is_barred
from tests.helpers.runs import Story, process_of
from tests.shelf.reading import first_entry
from tests.sim.assembly import Assembly
from tests.sim.naive_router import Desk, Wish
from tests.sim.routed_runs import Deed, played

MEDIA = ("voice", "chat", "email")
ANYBODY = Wish(targets=(((0,), -1),))
ANSWERED, LATER = (Event.ACCEPTED, Event.HANDLING_ENDED), 100 * SECOND


def told(desk: Desk, *deeds: Deed) -> list[tuple[int, str, int]]:
    story = played([desk], [ANYBODY], list(deeds), LATER)
    return [(row.time // SECOND, row.kind.name, row.interaction) for row in story.rows(*ANSWERED)]


def call(second: int) -> Deed:
    return (second * SECOND, "arrives", 0, 0)


def mail(second: int) -> Deed:
    return (second * SECOND, "arrives", 1, 0)


def test_no_new_mail_while_there_is_a_call_and_then_again() -> None:
    # docs.genesys.com, Agent Setup, capacity rules: "when the agent is busy with either: 1 voice".
    desk = Desk(capacity=(1, 0, 3), unless=((), (), ({0: 1},)))

    assert told(desk, call(0), mail(1), mail(2), (5 * SECOND, "finishes", 0, 0)) == [
        (0, "ACCEPTED", 0), (5, "HANDLING_ENDED", 0), (5, "ACCEPTED", 1), (5, "ACCEPTED", 2),
    ]  # fmt: skip


def test_what_an_agent_has_already_stays_when_a_call_comes() -> None:
    desk = Desk(capacity=(1, 0, 3), unless=((), (), ({0: 1},)))

    assert told(desk, mail(0), mail(1), call(2), mail(3)) == [
        (0, "ACCEPTED", 0), (1, "ACCEPTED", 1), (2, "ACCEPTED", 2),
    ]  # fmt: skip


def test_a_condition_can_join_media_by_and() -> None:
    # Ibid.: "1 email and 1 chat concurrently".
    desk = Desk(capacity=(1, 0, 3), unless=((), (), ({0: 1, 2: 1},)))

    assert told(desk, call(0), mail(1), mail(2)) == [(0, "ACCEPTED", 0), (1, "ACCEPTED", 1)]


def test_wrapping_up_counts_as_a_call() -> None:
    desk = Desk(capacity=(1, 0, 3), unless=((), (), ({0: 1},)), wraps=7 * SECOND)

    finished = (5 * SECOND, "finishes", 0, 0)
    assert told(desk, call(0), mail(1), finished)[-1] == (12, "ACCEPTED", 1)


def test_the_rule_that_agents_share_is_that_of_each() -> None:
    text = """
capacity_rule blended { voice = 1   chat = { most: 3, unless: voice > 0 or email >= 2 }   email = 2 }
agent anna { capacity = blended }
agent ben { capacity = { voice: 1, chat: { most: 3, unless: voice > 0 or email >= 2 }, email: 2 } }
agent clerk { count = 2   capacity = blended }
strategy s (voice) { over: disconnect }
"""  # noqa: E501 - a rule on one line
    anna, ben, *clerks = process_of(text).directory.agents

    assert anna.capacity == ben.capacity == (1, 3, 2)
    assert anna.bars == ben.bars == ((), ((0, 1), (2, 2), (-2, 0)), ())
    assert [(each.capacity, each.bars) for each in clerks] == [(anna.capacity, anna.bars)] * 2


def test_a_project_is_another_one_with_another_condition() -> None:
    text = "agent a {{ capacity = {{ voice: {} }} }} strategy s (voice) {{ over: disconnect }}"
    digests = {
        lower(process_of(text.format(room))).digest()
        for room in ("2", "{ most: 2 }", "{ most: 2, unless: chat >= 1 }",
                     "{ most: 2, unless: chat >= 2 }")
    }  # fmt: skip

    assert len(digests) == 3


def test_it_is_told_that_a_rule_keeps_an_agent_from_more() -> None:
    desk = Desk(capacity=(1, 0, 1), unless=((), (), ({0: 1},)))
    story = played([desk], [ANYBODY], [call(0), mail(1)], LATER)

    assert reasons(story) == [("agent0", "has what their capacity rule keeps from more of this")]


def reasons(story: Story) -> list[tuple[str, str]]:
    contents = story.log.contents
    return [
        (str(contents[why.a]), str(contents[why.b]))
        for why in story.log.reasons
        if why.kind == Why.CANDIDATE
    ]


comparisons = st.builds(
    lambda media, sign, number: f"{media} {sign} {number + (sign == '>=')}",
    st.sampled_from(MEDIA), st.sampled_from((">=", ">")), st.integers(0, 3),
)  # fmt: skip
conditions = st.recursive(
    comparisons,
    lambda inner: st.builds(
        lambda parts, word: f" {word} ".join(f"({part})" for part in parts),
        st.lists(inner, min_size=2, max_size=3), st.sampled_from(("and", "or")),
    ),
    max_leaves=9,
)  # fmt: skip


@given(conditions, st.lists(st.tuples(*[st.integers(0, 4)] * 3), min_size=1, max_size=9))
def test_conditions_mean_the_same_to_the_core_to_the_oracle_and_in_words(
    text: str, loads: list[tuple[int, ...]]
) -> None:
    field = first_entry(f"unless = {text}")
    assert isinstance(field, Field)
    findings = Findings()
    bar = read_bar(field.value, Constants(), findings)
    assert bar is not None
    assert list(findings) == []
    agents = (Agent(name="other"), Agent(name="ruled", bars=(bar, (), ())))
    bars = Bars(Assembly(directory=Directory(agents=agents)).program())

    for load in loads:
        having = dict(zip(MEDIA, load, strict=True))
        has = column(6)
        for family, number in enumerate(load):
            has[3 + family] = number
        held = [family for family, number in enumerate(load) for _ in range(number)]

        wanted = bool(eval(text, {}, having))
        assert is_barred(bar, held) == wanted
        assert bars.keeps_from(1, 0, has) == wanted
        assert not bars.keeps_from(1, 1, has)
        assert not bars.keeps_from(0, 0, has)


@pytest.mark.parametrize("count", [32, 33])
def test_a_condition_has_so_many_comparisons_and_no_more(count: int) -> None:
    text = " or ".join(["voice >= 1"] * count)
    field = first_entry(f"unless = {text}")
    assert isinstance(field, Field)
    findings = Findings()

    bar = read_bar(field.value, Constants(), findings)

    assert (bar is None) == (count > 32)
    assert [each.code for each in findings] == ["E267"] * (count > 32)
