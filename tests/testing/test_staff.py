"""Author tests of strategies that route to agents: claims about them, and what is covered."""

import pytest
from hypothesis import HealthCheck, given, settings

from engine.log.events import Event
from engine.report.coverage_to_json import coverage_document
from engine.report.styled import plain
from engine.report.to_coverage import to_coverage
from engine.scenario import AgentPlan
from engine.testing.points import Aspect, Tally, tallies
from engine.testing.verdict import Outcome
from tests.generators.projects import Drawn
from tests.generators.routes import routes
from tests.generators.scenarios import scenario_of
from tests.helpers.covered import covered, names
from tests.helpers.runs import process_of, run_process
from tests.testing.verdicts import verdict, verdicts

LINE = """
skill billing
agent anna { skills = { billing: 8 } }
agent ben { skills = { billing: 3 } }
group everyone { members = [anna, ben] }
virtual_queue VQ
strategy line (voice) {
  on abandoned -> bye
  hold: route {
    targets = [{ target: skill(billing) >= 5, for: 30s }, group(everyone)]
    virtual_queue = VQ
    timeout = 2m
    timeout -> bye
  }
  bye: disconnect { reason = "no agent" }
}
"""
AWAY = "ready(anna) = false   ready(ben) = false"


@pytest.mark.parametrize(
    "entries",
    [
        "expect agent == anna  expect place == handled  expect waited == 0s  expect offers == 1",
        "expect ready(anna) and busy(anna) and not busy(ben)  expect path == [hold]",
        'expect udata.LastAgent == "anna"  expect udata.RTargetAgentSelected == anna',
        "given { ready(anna) = false }  expect agent == ben and waited == 30s",
        "given { accepts(anna) = after(5s) }  within 5s expect place == handled"
        "  never waited > 5s  expect waited == 5s",
        "given { accepts(anna) = silent }  expect agent == ben and offers == 2"
        "  expect waited == 30s  within 30s expect not ready(anna)",
        "given { accepts(anna) = refuses  accepts(ben) = refuses }  expect offers == 2"
        '  expect outcome == disconnected("no agent")  expect port(hold) == "timeout"',
        "given { handles(anna) = 4m }  expect ended == 4m  expect not busy(anna)"
        '  expect outcome == disconnected("handled")  expect waited == 0s',
        f"given {{ {AWAY} }}  within 1s expect length(VQ) == 1  at 40s agent_ready(ben)"
        "  expect waited == 40s  expect length(VQ) == 0  always length(VQ) <= 1",
        f"given {{ {AWAY} }}  at 40s agent_ready(anna)  at 41s agent_not_ready(anna)"
        "  expect busy(anna) and not ready(anna)",
        f"given {{ {AWAY} }}  at 1m caller_hangs_up()  expect waited == 1m  expect offers == 0"
        "  expect place == abandoned  expect length(VQ) == 0",
        "given { accepts(anna) = after(9s) }  at 4s caller_hangs_up()  expect not busy(anna)"
        "  within 4s expect not busy(anna)  expect place == abandoned",
        "at 3m agent_finishes()  expect ended == 3m  eventually within 3m expect not busy(anna)",
        "given { ready(anna) = row.is }  row x { is = true  who = anna }"
        "  row y { is = false  who = ben }  expect agent == row.who",
    ],
)  # fmt: skip
def test_what_tests_say_of_agents_holds(entries: str) -> None:
    found = verdicts(LINE, f'test "t" {{ strategy = line  {entries} }}')

    assert [each.failures for each in found] == [()] * len(found)


def test_a_claim_about_an_agent_shows_what_it_read() -> None:
    found = verdict(
        LINE, 'test "t" { strategy = line  expect agent == ben or ready(ben) == false }'
    )

    assert found.outcome is Outcome.FAILED
    (failure,) = found.failures
    assert [(each.text, each.value) for each in failure.readings] == [
        ("agent", "anna"), ("ready(ben)", True),
    ]  # fmt: skip


def test_nobody_has_waited_before_a_route() -> None:
    text = (
        'test "t" { strategy = line  start = bye  expect (waited ?? 9s) == 9s  expect offers == 0 }'
    )

    assert verdict(LINE, text).failures == ()


def test_each_target_counts_for_coverage() -> None:
    process = process_of(LINE)
    none, first, both = (
        covered(process, stories)
        for stories in (
            [],
            [run_process(process)],
            [
                run_process(process),
                run_process(process, staff=(AgentPlan(agent="anna", ready=False),)),
            ],
        )
    )

    targets = [each for each in none.points() if each.aspect is Aspect.TARGETS]
    assert names(targets) == ["hold: skill(billing) >= 5", "hold: group(everyone)"]
    assert tallies(first.points())[Aspect.TARGETS] == Tally(1, 2)
    assert tallies(both.points())[Aspect.TARGETS] == Tally(2, 2)


def test_a_target_that_never_gives_an_agent_is_told() -> None:
    process = process_of(LINE)

    found = covered(process, [run_process(process)])

    text = "\n".join(plain(each) for each in to_coverage([found], columns=100))
    assert "hold: target `group(everyone)` never gives an agent" in text
    document = coverage_document([found])
    assert '"targets"' in str(document).replace("'", '"')


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(routes())
def test_targets_are_covered_as_often_as_something_was_offered(
    drawing: tuple[Drawn, dict[str, object]],
) -> None:
    drawn, plot = drawing
    process = process_of(drawn.text)

    story = run_process(process, scenario=scenario_of(drawn, plot))

    offers = story.rows(Event.OFFERED)
    points = [each for each in covered(process, [story]).points() if each.aspect is Aspect.TARGETS]
    assert sum(each.count for each in points) == len(offers)
    for point in points:
        if point.count:
            assert any(story.program.blocks[row.block].label == point.of for row in offers)
