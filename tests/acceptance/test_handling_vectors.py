"""Vector 25: the handling time-out is looked up in user data, media type, server."""

from engine.log.events import Event
from engine.ops import Place
from engine.scenario import Act, Waiting
from engine.sim.handling_timeout import handling_timeout_us
from engine.values import MINUTE, KVList
from tests.helpers.runs import at, run_text

PROJECT = """
interaction_server {
  handling_timeout = 180m
  media whatsappsession { handling_timeout = 10m }
}
queue here {
  view again { where = time_in_queue > 1m and udata.LastAgent == "anna"   submit = over }
}
strategy over (chat) { done: stop { reason = "back from its agent" } }
"""


def test_vector_25_user_data_5_media_option_10_server_180_are_5_minutes() -> None:
    assert handling_timeout_us(5, 10 * MINUTE, 180 * MINUTE) == 5 * MINUTE


def test_vector_25_the_agent_loses_the_chat_after_5_minutes_and_its_queue_has_it_again() -> None:
    for user_data, minutes in (([("handling-timeout", 5)], 5), ([], 10)):
        story = run_text(
            PROJECT,
            waiting=Waiting(queue="here"),
            media="whatsappsession",
            data=KVList(user_data),
            happenings=[at(MINUTE, Act.AGENT_TAKES, "anna")],
        )

        revoked = [(row.time, row.b) for row in story.rows(Event.HANDLING_TIMED_OUT)]
        assert revoked == [((1 + minutes) * MINUTE, minutes * MINUTE)]
        assert story.queues(0) == ["here", "here"]
        assert story.final(0) == (Place.STOPPED, "back from its agent")
