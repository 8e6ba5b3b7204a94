"""What callers hear while nobody is free: prompts in turn, which change nothing else."""

from hypothesis import assume, given
from hypothesis import strategies as st

from engine.log.events import COLUMNS, Event
from engine.scenario import Act, AgentPlan
from engine.values import MINUTE, SECOND
from tests.helpers.oracle import assert_lawful
from tests.helpers.runs import Story, at, run_text
from tests.sim.naive_router import Desk, TwoAtOnceError, Wish
from tests.sim.routed_runs import Deed, played
from tests.sim.test_routing_laws import expected, worlds

PLAYING = '["sorry", { play: "music", length: 20s }]'
AWAY = AgentPlan(agent="anna", ready=False)


def call(*acts: object, treatments: str = PLAYING, rest: str = "", **more: object) -> Story:
    timeout = "" if "timeout" in rest else "timeout = 1m   timeout -> bye"
    text = f"""
agent anna
strategy line (voice) {{
  hold: route {{ targets = agent(anna)   treatments = {treatments}   {timeout}   {rest} }}
  bye: disconnect
}}"""
    story = run_text(text, happenings=acts, **more)
    assert_lawful(story)
    return story


def heard(story: Story) -> list[tuple[int, str]]:
    return [(row.time // SECOND, story.log.text(row.a)) for row in story.rows(Event.PLAYED)]


def test_whoever_gets_an_agent_at_once_hears_nothing() -> None:
    assert heard(call()) == []


def test_treatments_are_played_in_turn_and_from_the_first_again_until_the_wait_is_over() -> None:
    story = call(staff=(AWAY,))

    assert heard(story) == [(0, "sorry"), (5, "music"), (25, "sorry"), (30, "music"), (50, "sorry"),
                            (55, "music")]  # fmt: skip
    assert [row.b for row in story.rows(Event.PLAYED)][:2] == [5 * SECOND, 20 * SECOND]
    assert story.ports() == ["timeout"]


def test_an_offer_ends_a_treatment_and_the_next_one_follows_if_it_comes_to_nothing() -> None:
    silent = AgentPlan(agent="anna", ready=False, after_us=90 * SECOND)
    story = call(at(10 * SECOND, Act.AGENT_READY, "anna"), staff=(silent,))

    assert [row.time // SECOND for row in story.rows(Event.OFFERED, Event.WITHDRAWN)] == [10, 40]
    assert heard(story) == [(0, "sorry"), (5, "music"), (40, "sorry"), (45, "music")]


def test_a_text_that_cannot_be_found_is_a_fault_of_the_block() -> None:
    story = call(treatments='["sorry", udata.Song]', rest="fault -> bye", staff=(AWAY,))

    assert heard(story) == [(0, "sorry")]
    assert [row.time // SECOND for row in story.rows(Event.FAULTED)] == [5]
    assert story.ports() == ["fault"]


def test_a_target_that_joins_when_a_treatment_ends_comes_before_the_next_one() -> None:
    text = """
agent anna
agent ben
strategy line (voice) {
  hold: route {
    targets = [{ target: agent(anna), for: 10s }, agent(ben)]
    treatments = { play: "music", length: 10s }
    timeout -> bye
  }
  bye: disconnect
}"""
    story = run_text(text, staff=(AWAY,))

    assert heard(story) == [(0, "music")]
    assert [row.time // SECOND for row in story.rows(Event.ACCEPTED)] == [10]


def test_what_is_played_keeps_no_run_going() -> None:
    story = call(rest="timeout = never", staff=(AWAY,))

    assert heard(story) == [(0, "sorry"), (5, "music")]
    assert story.log.head["end"] != "horizon"


def test_as_long_as_something_can_happen_it_is_played_to_whoever_waits_for_ever() -> None:
    ready = at(2 * MINUTE, Act.AGENT_READY, "anna")
    story = call(ready, rest="timeout = never", staff=(AWAY,))

    assert len(heard(story)) == 10
    assert [row.time for row in story.rows(Event.ACCEPTED)] == [2 * MINUTE]


def test_of_many_who_wait_for_ever_none_keeps_the_others_going() -> None:
    wish = Wish(targets=(((0,), -1),))
    deeds: list[Deed] = [(0, "not ready", 0, 0)]
    deeds += [(number * SECOND, "arrives", 0, 0) for number in range(1, 40)]

    story = played([Desk()], [wish], deeds, 10**12, treatments=(3 * SECOND, 4 * SECOND))

    assert story.rows(Event.PLAYED)[-1].time < MINUTE + 14 * SECOND


LENGTHS = st.lists(st.sampled_from([SECOND, 5 * SECOND + 3, 60 * SECOND]), min_size=1, max_size=3)


@given(worlds(), LENGTHS.map(tuple))
def test_treatments_change_nothing_but_what_is_heard(
    world: tuple[list[Desk], list[Wish], list[Deed]], lengths: tuple[int, ...]
) -> None:
    desks, wishes, deeds = world
    horizon = deeds[-1][0] + 100 * SECOND
    try:
        expected(desks, wishes, deeds, horizon)
    except TwoAtOnceError:
        assume(condition=False)

    story = played(desks, wishes, deeds, horizon, treatments=lengths)
    silent = played(desks, wishes, deeds, horizon)

    assert without_prompts(story) == without_prompts(silent)
    assert not silent.rows(Event.PLAYED)
    assert_prompts_come_in_turn(story, lengths)


def without_prompts(story: Story) -> list[tuple[int, ...]]:
    rows = list(zip(*(story.log.columns[name] for name in COLUMNS), strict=True))
    kinds = (Event.OFFERED, Event.ACCEPTED, Event.REFUSED_OFFER, Event.WITHDRAWN, Event.NO_AGENT,
             Event.HANDLING_ENDED, Event.FINAL, Event.SELECTING, Event.REJECTED)  # fmt: skip
    return [row[:3] for row in rows if row[1] in kinds]


def assert_prompts_come_in_turn(story: Story, lengths: tuple[int, ...]) -> None:
    """Calls alone hear them, in line, each after the one before."""
    waits: set[int] = set()
    ends: dict[int, tuple[int, int]] = {}
    voices = {row.interaction for row in story.rows(Event.CREATED)
              if story.log.text(row.a) == "voice"}  # fmt: skip
    for row in story.rows():
        match row.kind:
            case Event.ROUTING:
                waits.add(row.interaction)
                ends[row.interaction] = row.time, 0
            case Event.OFFERED | Event.NO_AGENT | Event.FINAL | Event.ENDED:
                waits.discard(row.interaction)
            case Event.REFUSED_OFFER | Event.WITHDRAWN:
                waits.add(row.interaction)
            case Event.PLAYED:
                end, number = ends[row.interaction]
                assert row.interaction in waits & voices
                assert row.time >= end
                assert story.log.text(row.a) == f"prompt {number % len(lengths)}"
                assert row.b == lengths[number % len(lengths)]
                ends[row.interaction] = row.time + row.b, number + 1
            case _:
                pass
