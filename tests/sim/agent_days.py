"""Simulated days of callers and agents: a text, and the story of its log.

In: declarations of agents, and what the calls are like. Out: `Story`.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from engine.log.counts import Level
from engine.log.events import AgentState, Event
from engine.pipeline import check
from engine.program.lower import lower
from engine.sim.day import simulate_day
from tests.helpers.oracle import assert_lawful
from tests.helpers.routing_oracle import assert_routing_is_fair
from tests.helpers.runs import Story

START = 8 * 3600 * 1_000_000
LINE = """
calendar morning { zone = "UTC"   mon_sun = 08:00..10:00 }
calendar tea { zone = "UTC"   mon_sun = 09:00..09:15 }
calendar late { zone = "UTC"   mon_sun = 08:30..18:00 }
group everyone { members = [@MEMBERS@] }
virtual_queue VQ @VQ@
strategy line (voice) {
  hold: route { targets = @TARGETS@   virtual_queue = VQ   timeout = 5h   @MORE@
                timeout -> out   fault -> full }
  out: default_route
  full: disconnect { reason = "full" }
}
arrivals calls { strategy = line   @COME@ }
simulation day { start = 2026-01-05T08:00   duration = 3h   wind_down = 1d }
"""


def agent_day(
    agents: str,
    come: str,
    *,
    members: str = "anna",
    queue: str = "",
    targets: str = "[group(everyone)]",
    more: str = "",
    seed: int = 1,
) -> Story:
    """A day at WHY, judged by all oracles."""
    words = {"MEMBERS": members, "VQ": queue, "TARGETS": targets, "MORE": more, "COME": come}
    text = LINE
    for word, stands_for in words.items():
        text = text.replace(f"@{word}@", stands_for)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "day.strat"
        path.write_text(agents + text, encoding="utf-8")
        checked = check(path)
    assert checked.process is not None, checked.diagnostics
    program = lower(checked.process)
    day = simulate_day(program, program.days.simulations[0], seed=seed, level=Level.WHY, deep=True)
    assert day.log is not None
    story = Story(program=program, log=day.log)
    assert_lawful(story)
    assert_routing_is_fair(story)
    return story


def states(story: Story, agent: str = "anna") -> list[tuple[int, str]]:
    """When, in seconds, an agent was told to be in which state."""
    return [
        (row.time // 1_000_000, AgentState(row.b).name)
        for row in story.rows(Event.AGENT_STATE)
        if story.log.text(row.a) == agent
    ]


def times(story: Story, kind: Event) -> list[int]:
    """When something happened, in seconds."""
    return [row.time // 1_000_000 for row in story.rows(kind)]
