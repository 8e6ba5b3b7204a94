"""What `percentage` blocks draw: by the seed alone, or as a test says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.log.events import Event
from engine.scenario import Told
from engine.scenario.told import What
from engine.streams import Purpose, drawn
from tests.helpers.oracle import assert_lawful
from tests.helpers.runs import Story, process_of, run_process

SPLIT = """
strategy s (voice) {
  var n = 0
  split: percentage { pilot = 10   second = 25   "second" -> b   "pilot" -> a   else -> c }
  a: log("pilot") -> count
  b: log("second") -> count
  c: log("usual") -> count
  count: assign { n = n + 1 } -> enough
  enough: if(n < 3) { true -> split   false -> over }
  over: exit
}
"""
PROCESS = process_of(SPLIT)


def story_of(*numbers: int, every: bool = False, **rest: object) -> Story:
    told = Told(what=What.DRAW, block="split", values=numbers, every=every)
    story = run_process(PROCESS, told=(told,) if numbers else (), **rest)  # type: ignore[arg-type]
    assert_lawful(story)
    return story


def ways(story: Story) -> list[str]:
    return [story.log.text(row.a) for row in story.rows(Event.LOGGED)]


def numbers_of(story: Story) -> list[int]:
    return [row.a for row in story.rows(Event.DRAWN)]


@pytest.mark.parametrize(
    ("number", "way"),
    [(0, "pilot"), (9, "pilot"), (10, "second"), (34, "second"), (35, "usual"), (99, "usual")],
)
def test_the_labels_share_the_numbers_in_their_order(number: int, way: str) -> None:
    story = story_of(number, every=True)

    assert ways(story) == [way] * 3
    assert numbers_of(story) == [number] * 3


def test_what_is_not_told_is_drawn() -> None:
    plain, told = story_of(seed=5), story_of(99, seed=5)

    assert ways(told)[0] == "usual"
    assert numbers_of(told)[1:] == numbers_of(plain)[1:]


@given(st.integers(0, 2**63 - 1))
def test_a_draw_follows_from_seed_interaction_and_count(seed: int) -> None:
    story = story_of(seed=seed)

    assert numbers_of(story) == [
        drawn(seed, Purpose.PERCENTAGE, 0, draw) * 100 >> 64 for draw in range(3)
    ]


def test_shares_are_kept_over_many_seeds() -> None:
    drawn_ways = [ways(story_of(seed=seed))[0] for seed in range(400)]

    assert 20 <= drawn_ways.count("pilot") <= 60
    assert 70 <= drawn_ways.count("second") <= 130


def test_a_draw_takes_no_time() -> None:
    story = story_of(0)

    assert {row.time for row in story.rows()} == {0}
