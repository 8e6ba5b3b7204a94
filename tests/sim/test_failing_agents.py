"""What goes wrong with agents (W-15 to W-18, W-21, W-32), one day for each."""

from engine.failures import Failing, Failure
from engine.log.counts import Level
from engine.log.events import AgentState, Cause, Event, Why
from engine.log.model import Row
from engine.ops import Place
from engine.sim.day import Day
from engine.values import MINUTE, SECOND
from tests.helpers.days import day_of, log_of, program_of, rows_of
from tests.helpers.failing import after, at, failed, failing_day

EVERY = 1_000_000
CALLS = """
skill loans
agent anna { @AGENT@ }
group all { members = [anna] }
strategy line (voice) { hold: route { targets = [@TARGET@]   timeout = never } }
arrivals calls {
  strategy = line
  period 08:00 { rate = 0/h }
  burst 08:00 { count = @COUNT@ }
  @CALLER@
}
simulation day { start = 2026-01-05T08:00   duration = 1h   wind_down = @WIND_DOWN@ }
"""
MAILS = """
agent anna { capacity = { email: 5 } }
group all { members = [anna] }
queue tasks { view all { every = 1s   submit = work } }
strategy work (email) { hold: route { targets = [group(all)]   timeout = never } }
arrivals mails {
  queue = tasks   media = email
  period 08:00 { rate = 0/h }
  burst 08:00 { count = 4 }
  handling = constant(30m)
}
simulation day { start = 2026-01-05T08:00   duration = 1h   wind_down = 3h }
"""


def calls(
    *, agent: str = "", caller: str = "handling = constant(10m)", count: int = 1,
    target: str = "group(all)", wind_down: str = "1h",
) -> str:  # fmt: skip
    text = CALLS.replace("@AGENT@", agent).replace("@CALLER@", caller)
    text = text.replace("@TARGET@", target).replace("@WIND_DOWN@", wind_down)
    return text.replace("@COUNT@", str(count))


def states(day: Day) -> list[tuple[int, AgentState]]:
    """When an agent was in another state than before, in minutes."""
    return [(row.time // MINUTE, AgentState(row.b)) for row in rows_of(day, Event.AGENT_STATE)]


def finals(day: Day) -> list[tuple[int, Place, str]]:
    """When what was over, and for which reason."""
    log = log_of(day)
    rows = rows_of(day, Event.FINAL)
    return [(row.time // MINUTE, Place(row.a), log.text(row.b)) for row in rows]


def offers(day: Day) -> list[Row]:
    return rows_of(day, Event.OFFERED)


def test_who_logs_out_with_a_call_loses_it_and_is_back_after_a_while() -> None:
    lost = Failing(failure=Failure.AGENT_LOGS_OUT_HANDLING, share=EVERY, length=after(3 * MINUTE))

    day = failing_day(calls(), lost)

    assert finals(day) == [(3, Place.DISCONNECTED, "the agent was logged out")]
    out, back = AgentState.LOGGED_OUT, AgentState.READY
    assert [each for each in states(day) if each[1] in (out, back)] == [(3, out), (8, back)]
    assert [row.interaction for row in failed(day, lost.failure)] == [0]


def test_who_logs_out_with_e_mails_gives_all_of_them_back_to_their_queue() -> None:
    away = Failing(failure=Failure.AGENTS_ABSENT, windows=at(10, lasts=5))

    day = failing_day(MAILS, away)

    placed = [row for row in rows_of(day, Event.PLACED) if row.a == Cause.CUT_OFF]
    assert [row.time // MINUTE for row in placed] == [10] * 4
    assert len(rows_of(day, Event.ACCEPTED)) == 8
    assert [place for _, place, _ in finals(day)] == [Place.STOPPED] * 4


def test_who_logs_out_in_wrap_up_wraps_nothing_up_any_more() -> None:
    caller = "handling = constant(1m)   wrap_up = constant(10m)"
    lost = Failing(failure=Failure.AGENT_LOGS_OUT_WRAPPING, share=EVERY, length=after(2 * MINUTE))

    day = failing_day(calls(caller=caller, count=2), lost)

    ends = [row.time // MINUTE for row in rows_of(day, Event.WRAPPED_UP)]
    # The second call is answered once the agent is back after 5 minutes.
    assert ends == [3, 11]


def test_without_a_length_a_wrap_up_is_left_when_half_of_it_is_over() -> None:
    caller = "handling = constant(1m)   wrap_up = constant(10m)"

    day = failing_day(
        calls(caller=caller), Failing(failure=Failure.AGENT_LOGS_OUT_WRAPPING, share=EVERY)
    )

    assert [row.time // MINUTE for row in rows_of(day, Event.WRAPPED_UP)] == [6]


def test_who_logs_out_while_a_call_is_offered_does_not_get_it() -> None:
    lost = Failing(failure=Failure.AGENT_LOGS_OUT_OFFERED, share=EVERY, length=after(2 * SECOND))

    day = failing_day(calls(agent="answers = constant(5s)"), lost, duration_us=3 * MINUTE)

    assert rows_of(day, Event.ACCEPTED) == []
    assert rows_of(day, Event.WITHDRAWN)[0].time == 2 * SECOND
    assert (0, AgentState.LOGGED_OUT) in states(day)


def test_an_offer_by_a_stale_state_is_refused_once_the_state_is_renewed() -> None:
    stale = Failing(failure=Failure.STALE_STATES, share=EVERY, length=after(15 * SECOND))

    day = failing_day(calls(), stale, duration_us=MINUTE)

    assert rows_of(day, Event.REFUSED_OFFER)[0].time == 15 * SECOND
    assert rows_of(day, Event.ACCEPTED) == []
    assert len(failed(day, Failure.STALE_STATES)) == len(offers(day))


def test_agents_who_are_absent_come_back_to_who_waits() -> None:
    away = Failing(failure=Failure.AGENTS_ABSENT, windows=at(0, lasts=20))

    day = failing_day(calls(), away)

    assert [row.time for row in offers(day)] == [20 * MINUTE]


def test_an_absence_does_not_bring_anybody_whose_shift_is_over() -> None:
    text = 'calendar early { zone = "UTC"   mon_fri = 08:00..08:10 }\n' + calls(
        agent="works = early", caller="handling = constant(1m)"
    )
    away = Failing(failure=Failure.AGENTS_ABSENT, windows=at(5, lasts=20))

    day = failing_day(text, away)

    assert states(day) == [(5, AgentState.LOGGED_OUT)]


def test_toggling_agents_are_ready_at_the_end() -> None:
    toggles = Failing(failure=Failure.AGENT_TOGGLES, detail=10, windows=at(5, lasts=1))

    day = failing_day(calls(caller="handling = constant(20m)"), toggles)

    turns = [state for _, state in states(day)]
    assert turns == [AgentState.NOT_READY, AgentState.READY] * 10
    assert [(minute, place) for minute, place, _ in finals(day)] == [(20, Place.DISCONNECTED)]


def test_less_room_evicts_nobody_and_bounds_what_is_offered_from_then_on() -> None:
    less = Failing(failure=Failure.CAPACITY_CHANGED, detail=4, windows=at(10, lasts=45))

    day = failing_day(MAILS.replace("count = 4", "count = 7"), less)

    ends = [row.time // MINUTE for row in rows_of(day, Event.HANDLING_ENDED)]
    begins = [row.time // MINUTE for row in rows_of(day, Event.ACCEPTED)]
    assert begins == [0] * 5 + [30] + [55]
    assert ends == [30] * 5 + [60, 85]


def test_whose_skills_are_lost_gets_nothing_by_skill_and_all_else() -> None:
    unlearnt = Failing(failure=Failure.SKILLS_CHANGED, windows=at(0, lasts=20))
    by_skill = calls(agent="skills = { loans: 5 }", target="skill(loans) >= 3")

    first, second = failing_day(by_skill, unlearnt), failing_day(calls(), unlearnt)

    assert [row.time // MINUTE for row in offers(first)] == [20]
    assert [row.time // MINUTE for row in offers(second)] == [0]


def test_nobody_comes_and_nothing_is_offered_from_beginning_to_end() -> None:
    for failure in (Failure.NOBODY_THERE, Failure.NO_CAPACITY):
        day = failing_day(calls(), Failing(failure=failure, share=EVERY))

        assert offers(day) == []
        assert len(failed(day, failure)) == 1
        assert finals(day) == []


def test_a_share_of_agents_is_chosen_by_the_seed_alone() -> None:
    text = calls(agent="count = 20")
    some = Failing(failure=Failure.AGENTS_ABSENT, share=EVERY // 2, windows=at(5, lasts=1))
    other = Failing(failure=Failure.AGENT_TOGGLES, share=EVERY // 2, windows=at(40, lasts=1))

    away, both = failing_day(text, some), failing_day(text, other, some)

    early = [
        [row for row in rows_of(day, Event.AGENT_STATE) if row.time < 10 * MINUTE]
        for day in (away, both)
    ]
    assert 4 < len(early[0]) // 2 < 16
    assert early[0] == early[1]


def test_what_never_happens_changes_no_byte() -> None:
    never = [
        Failing(failure=failure)
        for failure in Failure
        if failure.name.startswith(("AGENT", "CAPACITY", "SKILLS", "STALE", "NO"))
    ]

    without, idle = day_of(program_of(calls(count=3))), failing_day(calls(count=3), *never)

    assert list(log_of(idle).rows()) == list(log_of(without).rows())
    assert idle.counts == without.counts


def test_whoever_reads_why_is_told_who_lacks_the_skills() -> None:
    unlearnt = Failing(failure=Failure.SKILLS_CHANGED, windows=at(0, lasts=20))
    text = calls(agent="skills = { loans: 5 }", target="skill(loans) >= 3")

    log = log_of(failing_day(text, unlearnt, level=Level.WHY))

    said = [log.contents[row.b] for row in log.reasons if row.kind == Why.CANDIDATE]
    assert said == ["lacks the skills"]


def test_what_agents_have_who_log_out_at_once_is_hit() -> None:
    away = Failing(failure=Failure.AGENTS_ABSENT, windows=at(5, lasts=5))

    day = failing_day(calls(agent="count = 2", count=3), away)

    assert [row.interaction for row in failed(day, away.failure)] == [-1, 0, 1]
    assert [(each.windows, each.hit) for each in day.counts.failures] == [(1, 2)]


def test_a_wrap_up_of_a_call_whose_slot_could_be_free_is_left_all_the_same() -> None:
    caller = "handling = constant(1m)   wrap_up = constant(30s)"
    text = calls(caller=caller, agent="count = 4").replace("rate = 0/h", "rate = 120/h")
    lost = Failing(failure=Failure.AGENT_LOGS_OUT_WRAPPING, share=300_000)

    recycled, kept = failing_day(text, lost), failing_day(text, lost, recycle=False)

    assert log_of(recycled).events_hash() == log_of(kept).events_hash()
    assert failed(recycled, lost.failure)


def test_who_is_not_back_when_nobody_is_there_any_more_keeps_no_day_going() -> None:
    away = Failing(failure=Failure.AGENTS_ABSENT, windows=at(30, lasts=600))

    day = failing_day(calls(), away)

    assert not day.truncated


def test_who_hangs_up_when_they_are_offered_does_not_lose_patience_later() -> None:
    goes = Failing(failure=Failure.ENDS_WHEN_OFFERED, share=EVERY)
    caller = "handling = constant(10m)   patience = constant(10m)"
    text = calls(agent="answers = constant(5s)", caller=caller)
    late = "timeout = never }   late: wait(20m) -> off   off: disconnect"
    text = text.replace("timeout = never }", late).replace("hold:", "on abandoned -> late   hold:")

    day = failing_day(text, goes)

    assert [row.time for row in rows_of(day, Event.HUNG_UP)] == [0]
