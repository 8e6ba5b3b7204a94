"""What holds whatever strategies ask of agents: laws of the log, the same bytes in any form."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.folds.history import History
from engine.log.events import COLUMNS, AgentState, Event
from engine.log.model import Row
from engine.ops import Place
from engine.scenario import plan_of
from tests.generators.projects import Drawn
from tests.generators.routes import AGENTS, routes
from tests.generators.scenarios import scenario_of
from tests.helpers.oracle import assert_lawful, assert_what_was_to_happen_has_left_a_row
from tests.helpers.runs import Story, run_text
from tests.laws.test_scenarios import in_a_new_process

Drawing = tuple[Drawn, dict[str, Any]]
SERVED = (Event.ACCEPTED, Event.LEFT, Event.HUNG_UP, Event.ENDED, Event.FINAL, Event.PLACED)
"""After these an interaction waits for no agent."""
WITH_AGENTS = (Event.OFFERED, Event.TAKEN)
GONE = (Event.REFUSED_OFFER, Event.WITHDRAWN, Event.PLACED, Event.STOWED, Event.FINAL)
"""After these no agent has an interaction."""


def story_of(drawing: Drawing) -> Story:
    """The run of a drawn project."""
    drawn, plot = drawing
    return run_text(drawn.text, scenario=scenario_of(drawn, plot))


@given(routes())
def test_whatever_agents_are_asked_the_log_keeps_its_laws(drawing: Drawing) -> None:
    story = story_of(drawing)

    assert_lawful(story)
    assert_what_was_to_happen_has_left_a_row(story, scenario_of(*drawing).happenings)


@given(routes())
def test_an_offer_has_one_answer_that_is_the_agents_own(drawing: Drawing) -> None:
    story = story_of(drawing)
    staff = scenario_of(*drawing).staff
    open_offers: dict[int, tuple[str, int]] = {}

    for row in story.rows(Event.OFFERED, Event.ACCEPTED, Event.REFUSED_OFFER, Event.WITHDRAWN):
        agent = story.log.text(row.a)
        if row.kind is Event.OFFERED:
            assert row.interaction not in open_offers
            open_offers[row.interaction] = agent, row.time
            continue
        offered, since = open_offers.pop(row.interaction)
        assert offered == agent
        plan = plan_of(staff, agent)
        if row.kind is Event.ACCEPTED:
            assert plan.accepting.value == "after"
            assert row.time - since == plan.after_us
        if row.kind is Event.REFUSED_OFFER:
            assert plan.accepting.value == "refuses"
            assert row.time == since


@dataclass
class Count:
    """Who waits where, who has what, who is away: counted row by row, without any fold."""

    story: Story
    waiting: dict[int, str] = field(default_factory=dict)
    has: dict[int, str] = field(default_factory=dict)
    away: set[str] = field(default_factory=set)
    offers: Counter[int] = field(default_factory=Counter)

    def take(self, row: Row) -> None:
        """Counts one more row."""
        self.offers[row.interaction] += row.kind is Event.OFFERED
        if row.kind is Event.ROUTING:
            number = self.story.program.routings[row.a].virtual_queue
            queues = self.story.program.directory.virtual_queues
            self.waiting[row.interaction] = queues[number].name if number >= 0 else ""
        elif row.kind in SERVED:
            self.waiting.pop(row.interaction, None)
        if row.kind in WITH_AGENTS:
            self.has[row.interaction] = self.story.log.text(row.a)
        elif row.kind in GONE:
            self.has.pop(row.interaction, None)
        if row.kind is Event.AGENT_STATE:
            turn = self.away.discard if row.b == AgentState.READY else self.away.add
            turn(self.story.log.text(row.a))


@given(routes())
def test_the_history_of_agents_says_what_the_log_says(drawing: Drawing) -> None:
    story = story_of(drawing)
    history = History(story.program, scenario_of(*drawing), story.log)
    rows = zip(*(story.log.columns[name] for name in COLUMNS), strict=True)
    count = Count(story)

    for row, columns in zip(story.rows(), rows, strict=True):
        history.take(columns)
        count.take(row)
        if row.kind is Event.ENDED:
            continue  # the row that says where it goes comes next
        lengths = Counter(count.waiting.values())
        for queue in story.program.directory.virtual_queues:
            assert history.queue_length(queue.name) == lengths[queue.name]
        for name in AGENTS:
            assert history.staff.is_ready(name) == (name not in count.away)
            assert history.staff.is_busy(name) == (name in count.has.values())
        for number, life in enumerate(history.interactions):
            assert life.offers == count.offers[number]
            assert (life.place == Place.HANDLED.name.lower()) == (life.agent != "")


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(routes(), min_size=12, max_size=12))
def test_hash_seed_and_form_of_the_core_do_not_change_who_gets_what(batch: list[Drawing]) -> None:
    stories = list(map(story_of, batch))
    here = [[story.log.events_hash(), story.log.why_hash()] for story in stories]

    for hash_seed, form in (("0", "plain"), ("random", "")):
        reply = in_a_new_process(batch, hash_seed=hash_seed, form=form)
        assert reply["hashes"] == here, (hash_seed, reply["form"])
