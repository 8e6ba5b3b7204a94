"""Agents who send a call back to a routing point."""

from engine.log.events import Event
from engine.ops import Place
from engine.report.styled import plain
from engine.report.to_trace import to_trace
from engine.scenario import Act
from engine.values import MINUTE, SECOND
from tests.helpers.runs import Story, at, check_text, codes, run_text

LINE = """
agent anna { skills = { } }
agent ben { capacity = { voice: 1, chat: 1 } }
queue waiting { view all { every = 1s   submit = write } }
strategy line (voice) {
  who: if((udata.LastAgent ?? "") == "") {
    true -> first
    false -> other
    fault wrong_data -> bye
  }
  first: route { targets = [agent(anna)]   timeout = 5m   timeout -> bye }
  other: route { targets = [agent(ben)]   timeout = 5m   timeout -> bye }
  bye: disconnect { reason = "no agent" }
}
strategy write (chat) {
  hold: route { targets = [agent(ben)]   timeout = 5m   timeout -> bye }
  bye: stop { reason = "no agent" }
}
"""


def line(*happenings: tuple[int, Act, tuple[str, ...]]) -> Story:
    return run_text(LINE, happenings=tuple(at(time, act, *said) for time, act, said in happenings))


def test_the_strategy_begins_anew_and_knows_who_had_the_call() -> None:
    story = line((MINUTE, Act.AGENT_TRANSFERS, ("line",)))

    assert story.path() == ["who", "first", "who", "other"]
    (sent,) = story.rows(Event.TRANSFERRED)
    assert (story.log.text(sent.a), sent.time) == ("anna", MINUTE)
    assert [story.log.text(row.a) for row in story.rows(Event.ACCEPTED)] == ["anna", "ben"]
    assert story.data(0)["LastAgent"] == "ben"


def test_the_agent_who_has_sent_it_on_has_it_no_more() -> None:
    story = line((MINUTE, Act.AGENT_TRANSFERS, ("line",)))

    (ended,) = story.rows(Event.HANDLING_ENDED)
    assert (story.log.text(ended.a), ended.b) == ("anna", MINUTE)


def test_a_call_that_was_sent_on_ends_like_any_other() -> None:
    story = line((MINUTE, Act.AGENT_TRANSFERS, ("line",)), (2 * MINUTE, Act.AGENT_FINISHES, ()))

    final = story.final(0)
    assert final is not None
    assert final[0] is Place.DISCONNECTED


def test_what_cannot_be_sent_on_says_why() -> None:
    story = line(
        (MINUTE, Act.AGENT_TRANSFERS, ("write",)),
        (MINUTE, Act.AGENT_FINISHES, ()),
        (MINUTE + SECOND, Act.AGENT_TRANSFERS, ("line",)),
    )

    assert story.nothings() == [
        ("agent_transfers", "no strategy write for calls"),
        ("agent_transfers", "voice-1 is over: disconnected"),
    ]


def test_the_trace_tells_of_it() -> None:
    story = line((MINUTE, Act.AGENT_TRANSFERS, ("line",)))

    shown = [plain(each).strip() for each in to_trace(story.program, story.log, columns=80)]

    assert any("agent anna transfers it back, to strategy line" in each for each in shown)


def test_a_test_that_names_no_strategy_for_calls_is_told() -> None:
    test = 'test "on" { strategy = line   at 1m agent_transfers(NAME)   expect place == handled }'

    for name in ("write", "lines"):
        checked = check_text(LINE, test.replace("NAME", f'"{name}"'))
        assert codes(checked) == ["E211"]
    assert check_text(LINE, test.replace("NAME", "line")).process is not None
