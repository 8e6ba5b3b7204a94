"""How traces, documents and what is left over tell of agents and of those who wait for them."""

import json

from engine.folds.records import records
from engine.log.events import Event
from engine.report.run_to_json import run_document
from engine.report.styled import plain
from engine.report.to_trace import to_trace
from engine.scenario import Accepting, Act, AgentPlan, Happening
from engine.source import visible
from engine.values import MINUTE, SECOND
from tests.helpers.runs import Story, at, run_text

TEXT = """
agent anna { capacity = { voice: 1 } }
agent ben
group everyone { members = [anna, ben] }
virtual_queue VQ
strategy s (voice) {
  hold: route { targets = [{ target: agent(anna), for: 10s }, group(everyone)]
                virtual_queue = VQ   priority = 7   timeout = 1m   timeout -> sorry }
  sorry: disconnect { reason = "no agent" }
}
"""
AWAY = AgentPlan(agent="anna", ready=False)
SILENT = AgentPlan(agent="ben", accepting=Accepting.SILENT)


def run(*acts: Happening, staff: tuple[AgentPlan, ...] = (), **more: object) -> Story:
    return run_text(TEXT, happenings=acts, staff=staff, **more)


def told(story: Story) -> list[str]:
    lines = to_trace(story.program, story.log, columns=100)
    return [" ".join(visible(plain(line)).split()) for line in lines]


def test_a_trace_says_who_is_asked_and_who_accepts() -> None:
    lines = told(run())

    assert "asks for an agent in virtual queue VQ, priority 7" in lines
    assert "offered to agent anna of agent(anna)" in lines
    assert "agent anna accepts" in lines
    assert "voice-1 still with agent anna since 00:00.000" in lines


def test_who_is_in_several_targets_is_told_of_once() -> None:
    lines = told(run(staff=(AWAY, AgentPlan(agent="ben", ready=False))))

    joined = lines.index("00:10.000 target group(everyone): nobody is free")
    assert lines[joined + 1 : joined + 3] == ["agent anna: not ready", "agent ben: not ready"]
    assert "no agent in time" in lines[joined + 3]


def test_a_trace_says_why_nobody_is_asked_and_that_the_offer_comes_to_nothing() -> None:
    lines = told(run(staff=(AWAY, SILENT)))

    assert "(agents) 00:00.000 agent anna is not ready" in " ".join(lines[3:5]) or any(
        line.endswith("agent anna is not ready") for line in lines
    )
    nobody = lines.index("target agent(anna): nobody is free")
    assert lines[nobody + 1] == "agent anna: not ready"
    offered = lines.index("offered to agent ben of group(everyone)")
    assert lines[offered + 1] == "agent anna: not ready"
    assert any(
        line.endswith("the offer to agent ben is withdrawn: there is no answer") for line in lines
    )
    assert any(line.endswith("no agent in time: it has waited for 1m") for line in lines)


def test_a_trace_says_for_how_long_an_agent_has_had_it() -> None:
    lines = told(run(at(4 * MINUTE, Act.AGENT_FINISHES)))

    ended = next(
        at for at, line in enumerate(lines) if line.endswith("agent anna has had it for 4m")
    )
    assert lines[ended + 1] == "final place disconnected (handled)"


def test_what_still_waits_at_the_horizon_is_told() -> None:
    lines = told(run(staff=(AWAY, SILENT), horizon_us=5 * SECOND))

    assert "voice-1 still in its strategy, waiting since 00:00.000" in lines
    assert "it waits until 01:00.000" in lines


def test_a_document_has_routing_in_words() -> None:
    story = run(staff=(AWAY,))
    found = json.loads(json.dumps(run_document(story.program, story.log)))

    offers = [each for each in found["events"] if each["event"] == "offered"]
    assert [each["agent"] for each in offers] == ["ben"]
    assert [each["target"] for each in offers] == ["group(everyone)"]


def test_every_row_of_routing_has_a_sentence() -> None:
    story = run(at(4 * SECOND, Act.AGENT_READY, "anna"), staff=(AWAY, SILENT))

    kinds = {record.kind for record in records(story.program, story.log)}
    assert {Event.AGENT_STATE, Event.ROUTING, Event.SELECTING, Event.ACCEPTED} <= kinds


TUNED = TEXT.replace(
    "priority = 7",
    'priority = 7 use_age = true objective = 30s treatments = ["sorry", { play: "waltz" }]',
)


def test_a_trace_says_what_orders_a_call_and_what_it_hears() -> None:
    lines = told(run_text(TUNED, staff=(AWAY, SILENT)))

    assert "counts as waiting for 0s, of an objective of 30s" in lines
    assert 'plays "sorry" for 5s' in lines
    assert '00:05.000 plays "waltz" for 5s' in lines


def test_without_an_objective_none_is_told_of() -> None:
    lines = told(run_text(TUNED.replace("objective = 30s", ""), staff=(AWAY,)))

    assert "counts as waiting for 0s" in lines
