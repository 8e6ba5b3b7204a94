"""What holds whatever agents do: laws of the log, the same bytes in any form of the core."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.log.events import Event
from tests.generators.desks import desks
from tests.generators.projects import Drawn
from tests.generators.scenarios import scenario_of
from tests.helpers.oracle import assert_lawful, assert_what_was_to_happen_has_left_a_row
from tests.helpers.runs import run_text
from tests.laws.test_scenarios import in_a_new_process

Drawing = tuple[Drawn, dict[str, Any]]


@given(desks())
def test_whatever_agents_do_the_log_keeps_its_laws(drawing: Drawing) -> None:
    drawn, plot = drawing
    story = run_text(drawn.text, scenario=scenario_of(drawn, plot))

    assert_lawful(story)
    assert_what_was_to_happen_has_left_a_row(story, scenario_of(drawn, plot).happenings)


@given(desks())
def test_nobody_has_an_interaction_for_longer_than_the_time_outs_say(drawing: Drawing) -> None:
    drawn, plot = drawing
    story = run_text(drawn.text, scenario=scenario_of(drawn, plot))
    server = story.program.directory.interaction_server
    longest = max([server.handling_us, *(each.handling_us for each in server.media), 180_000_000])

    for row in story.rows(Event.ROUTING_TIMED_OUT):
        assert row.b == server.routing_us
    for row in story.rows(Event.HANDLING_TIMED_OUT):
        assert row.b <= longest


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(desks(), min_size=12, max_size=12))
def test_hash_seed_and_form_of_the_core_do_not_change_what_agents_do(batch: list[Drawing]) -> None:
    stories = [run_text(drawn.text, scenario=scenario_of(drawn, plot)) for drawn, plot in batch]
    here = [[story.log.events_hash(), story.log.why_hash()] for story in stories]

    for hash_seed, form in (("0", "plain"), ("random", "")):
        reply = in_a_new_process(batch, hash_seed=hash_seed, form=form)
        assert reply["hashes"] == here, (hash_seed, reply["form"])
