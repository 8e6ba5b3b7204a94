"""Slots that are used again, values that are given up: memory follows what is there at once."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.log.counts import Level
from engine.log.events import Event
from engine.ops import FIRST_FINAL, Family, Place
from engine.program.model import Program
from engine.sim.core.agenda import Agenda
from engine.sim.core.numbers import NONE
from engine.sim.core.places import Places
from engine.sim.tidying import Tidying
from engine.values import TAG_BITS, Pool, Value
from tests.helpers.days import EVERYTHING, day_of, log_of, program_of, rows_of
from tests.sim.chat_days import chat_day

CALL, CHAT = int(Family.VOICE), int(Family.CHAT)
CHATS = """
arrivals calls {
  strategy = caller   rate = 60/h
  data = { ANI: phone_number("+1"), Segment: choice({ gold: 1, stone: 1, none: 2 }) }
  reply { share = 60%   after = lognormal(3m, 2m)   gap = exponential(40s) }
}
arrivals chats { channel = "wa"   rate = 30/h   patience = exponential(5m) }
arrivals mails { queue = tasks   media = email   rate = 20/h }
"""
BUSY = EVERYTHING.replace("90/h", "500/h").replace("duration = 10h", "duration = 5h")
FULL = """
agent anna {}
queue inbox { capacity = 3   view never { where = time_in_queue > 100h   submit = s } }
strategy s (email) { bye: stop }
arrivals mails { queue = inbox   media = email   rate = 20/h }
simulation day { start = 2026-01-05T08:00   duration = 1h   wind_down = 0s }
"""
INVITED = """
application "DMS" {
  flex_chat = true
  channel "wa" { media = whatsapp   business_id = "19251112222" }
}
chat_server { endpoints 1 { "send" = notes } }
response note { content_type = notification   id = "acme@note"   body = "Hello" }
queue notes { capacity = 2   view never { where = time_in_queue > 100h   submit = settle } }
strategy settle (chat) { done: stop }
strategy caller (voice) {
  invite: esp("ChatService.InviteToChat") {
    app_name = "DMS"
    parameters = {
      _umsClientId: ANI   _umsBusinessId: "19251112222"   StandardResponseId: "note"
      ChatQueueKey: "1:send"   TerminateSessionFlag: "true"
    }
    timeout -> bye
    fault -> bye
  } -> bye
  bye: disconnect
}
arrivals calls { strategy = caller   rate = 20/h   data = { ANI: phone_number("+1") } }
simulation day { start = 2026-01-05T08:00   duration = 1h   wind_down = 0s }
"""


def days() -> dict[str, Program]:
    return {"calls": program_of(BUSY), "chats": chat_day(CHATS)}


PROGRAMS = days()


def places(*, recycles: bool = True) -> tuple[Agenda, Places]:
    agenda = Agenda(same_instant_events=1_000)
    made = Places(agenda, 1, 1_000)
    if recycles:
        made.recycle()
    return agenda, made


def ended(made: Places) -> int:
    slot: int = made.create(CALL, 0, 0, 0, 0)
    made.run(slot, NONE)
    made.finish(slot, int(Place.DISCONNECTED))
    return slot


def test_a_slot_is_free_once_its_interaction_is_final_and_the_event_over() -> None:
    _, made = places()
    first = ended(made)
    second = made.create(CALL, 0, 0, 0, 0)

    made.sweep()
    third = made.create(CALL, 0, 0, 0, 0)

    assert (first, second, third) == (0, 1, 0)
    assert [made.number[slot] for slot in (second, third)] == [1, 2]
    assert (made.length, made.created_count) == (2, 3)


def test_without_recycling_slots_are_numbers() -> None:
    _, made = places(recycles=False)

    slots = [ended(made) for _ in range(50) if made.sweep() == NONE]

    assert slots == list(range(50)) == [made.slot_of(number) for number in range(50)]


def test_what_is_pinned_keeps_its_slot() -> None:
    _, made = places()
    slot = ended(made)
    made.pin(slot)
    made.sweep()
    assert made.place[slot] == Place.DISCONNECTED

    made.unpin(slot)
    made.sweep()

    assert made.slot_of(0) == NONE


def test_who_keeps_something_of_an_interaction_is_told_before_its_slot_is_free() -> None:
    _, made = places()
    slot = ended(made)
    made.note(slot)

    assert [made.sweep(), made.sweep()] == [slot, NONE]
    assert made.create(CHAT, 0, 0, 0, 0) == slot
    assert made.noted[slot] == 0


def test_nothing_of_an_interaction_is_left_in_its_slot() -> None:
    _, made = places()
    slot = made.create(CHAT, 1, 2, 3, 4)
    made.attached.set(slot, 5, 6)
    made.put(slot, 0, 0)
    made.set_session(slot, 1, 1)
    made.set_hold(slot, 1)
    made.finish(slot, int(Place.STOPPED))
    made.sweep()

    again = made.create(CALL, 0, 0, 0, 0)

    assert again == slot
    assert (made.attached.items(slot), made.first_moves[slot]) == ([], {})
    assert (made.online[slot], made.known[slot], made.on_hold[slot]) == (0, 0, 0)


OF_AN_INTERACTION = (
    "family", "media", "ani", "dnis", "priority", "online", "known", "abandoned", "created",
    "queue", "placed", "moved", "pulled", "visible", "hops", "passed", "held", "throttle",
    "on_hold", "submitter", "routed", "delivered", "held_at", "workbin", "owner", "agent", "clock",
    "since",
)  # fmt: skip


@pytest.mark.parametrize("name", OF_AN_INTERACTION)
def test_a_slot_that_is_used_again_is_like_one_that_never_was(name: str) -> None:
    (_, used), (_, fresh) = places(), places()
    slot = ended(used)
    getattr(used, name)[slot] = 7
    used.sweep()

    again = [made.create(CHAT, 1, 2, 3, 4) for made in (used, fresh)]

    assert again == [slot, slot]
    assert getattr(used, name)[slot] == getattr(fresh, name)[slot]


@given(deeds=st.lists(st.tuples(st.sampled_from("cepu"), st.integers(0, 5)), max_size=200))
def test_numbers_lead_to_slots_and_back(deeds: list[tuple[str, int]]) -> None:
    _, made = places()
    pins: dict[int, int] = {}
    for deed, pick in deeds:
        slots = [slot for slot in range(made.length) if made.place[slot] != -2]
        live = [slot for slot in slots if made.place[slot] < FIRST_FINAL]
        if deed == "c" or not slots:
            made.run(made.create(CALL, 0, 0, 0, 0), NONE)
        elif deed == "e" and live:
            made.finish(live[pick % len(live)], int(Place.DISCONNECTED))
        elif deed == "p" and live:
            slot = live[pick % len(live)]
            made.pin(slot)
            pins[slot] = pins.get(slot, 0) + 1
        elif deed == "u" and pins:
            slot = list(pins)[pick % len(pins)]
            made.unpin(slot)
            pins[slot] -= 1
            if not pins[slot]:
                del pins[slot]
        made.sweep()
        made.balance()
        made.recount()
        used = [slot for slot in range(made.length) if made.place[slot] != -2]
        assert all(made.slot_of(made.number[slot]) == slot for slot in used)
        kept = [slot for slot in used if made.place[slot] >= FIRST_FINAL]
        assert sorted(kept) == sorted(slot for slot in pins if slot in kept)


@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS)
@settings(max_examples=4, deadline=None)
@given(seed=st.integers(0, 2**63 - 1))
def test_a_run_that_uses_slots_again_writes_the_same_log(program: Program, seed: int) -> None:
    again = day_of(program, seed=seed, duration_us=1_800_000_000)
    never = day_of(program, seed=seed, duration_us=1_800_000_000, recycle=False)

    assert log_of(again).events_bytes() == log_of(never).events_bytes()
    assert again.counts == never.counts


@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS)
def test_what_is_kept_of_the_log_changes_no_count(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.sim.tidying.FIRST", 16)
    counts = [day_of(program, level=level, deep=True).counts for level in Level]

    assert counts[Level.SUMMARY] == counts[Level.EVENTS] == counts[Level.WHY]


def test_a_summary_gives_up_values_that_nobody_refers_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.sim.tidying.FIRST", 16)
    seen: list[tuple[int, int]] = []
    tidy = Tidying.tidy

    def watched(self: Tidying) -> None:
        before = len(self._pool)
        tidy(self)
        seen.append((before, len(self._pool)))

    monkeypatch.setattr(Tidying, "tidy", watched)

    day_of(PROGRAMS["calls"], level=Level.SUMMARY)

    assert seen
    assert all(after < before for before, after in seen)


@given(
    texts=st.lists(st.text("abc", max_size=2), max_size=12),
    lists=st.lists(st.lists(st.text("abc", max_size=2), max_size=3).map(tuple), max_size=6),
    kept=st.sets(st.integers(0, 20)),
    first=st.integers(0, 3),
)
def test_a_pool_keeps_what_is_asked_for_and_gives_the_rest_away(
    texts: list[str], lists: list[tuple[str, ...]], kept: set[int], first: int
) -> None:
    pool = Pool()
    values: list[Value] = [*texts, *lists]
    codes = {pool.encode(value): value for value in values}
    wanted = [code for at, code in enumerate(codes) if at in kept]

    pool.give_up(wanted, first)

    old = {code for code in codes if code >> TAG_BITS < first}
    assert all(pool.decode(code) == codes[code] for code in {*wanted, *old})
    fresh = [pool.encode(f"fresh {number}") for number in range(30)]
    assert not set(fresh) & {*wanted, *old}
    assert all(pool.encode(codes[code]) == code for code in {*wanted, *old})


def test_a_full_queue_takes_nothing_more() -> None:
    day = day_of(program_of(FULL), deep=True)

    placed, rejected = rows_of(day, Event.PLACED), rows_of(day, Event.REJECTED)
    finals = rows_of(day, Event.FINAL)
    assert len(placed) == 3
    assert rejected
    assert [(row.queue, row.a, row.b) for row in rejected] == [(0, NONE, 3)] * len(rejected)
    assert [(row.interaction, row.a) for row in finals] == [
        (row.interaction, Place.REJECTED) for row in rejected
    ]
    assert {log_of(day).text(row.b) for row in finals} == {"the queue is full"}
    assert day.counts.finals[Place.REJECTED] == len(rejected)


def test_nothing_is_sent_into_the_session_of_a_chat_whose_queue_was_full() -> None:
    day = day_of(program_of(INVITED), deep=True)

    rejected = {row.interaction for row in rows_of(day, Event.REJECTED)}
    sent = {row.interaction for row in rows_of(day, Event.SENT)}
    assert rejected
    assert len(sent) == 2
    assert not rejected & sent


@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS)
def test_rows_are_the_same_whether_reasons_are_kept_or_not(program: Program) -> None:
    events, why = (day_of(program, level=level) for level in (Level.EVENTS, Level.WHY))

    assert log_of(events).events_hash() == log_of(why).events_hash()
    assert log_of(why).reasons
    assert not log_of(events).reasons
