"""Calendars in strategies, views and tests that run, and the program they make."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.calendars import Opening, zones
from engine.log.events import Event
from engine.ops import Code
from engine.program.lower import lower
from engine.testing.judge import judge
from engine.testing.verdict import Outcome
from engine.values import DAY, HOUR, Time
from tests.helpers.runs import check_text, process_of, run_process

SERVICE = """calendar service {
  zone = "Europe/Berlin"
  mon_fri = [08:00..12:00, 13:00..18:00]
  sat = 22:00..02:00
  holiday "Christmas" { date = dec(25)..dec(26) }
  special_day "Christmas Eve" { date = dec(24)   open = 08:00..12:00 }
}
"""
BY_HOURS = (
    SERVICE
    + """strategy s (voice) {
  when: hours(service) { open -> o   closed -> c HOLIDAY }
  o: exit
  c: exit
  h: exit
}
"""
)


def start(text: str) -> Time:
    """A time in UTC."""
    return Time.of(datetime.fromisoformat(text).replace(tzinfo=UTC))


@pytest.mark.parametrize(
    ("at", "port"),
    [
        ("2026-12-23T07:00", "open"), ("2026-12-23T06:59:59.999999", "closed"),
        ("2026-12-23T11:00", "closed"), ("2026-12-24T07:00", "open"),
        ("2026-12-24T23:00", "holiday"), ("2026-12-25T10:00", "holiday"),
        ("2026-12-26T23:30", "closed"), ("2026-12-19T23:30", "open"),
    ],
)  # fmt: skip
def test_the_block_hours_goes_by_the_clock_of_the_run(at: str, port: str) -> None:
    process = process_of(BY_HOURS.replace("HOLIDAY", "  holiday -> h"))

    story = run_process(process, start=start(at))

    assert story.ports() == [port]


def test_without_its_port_a_holiday_is_closed() -> None:
    text = BY_HOURS.replace("HOLIDAY", "").replace("h: exit", "").replace("\n  \n", "\n")

    story = run_process(process_of(text), start=start("2026-12-25T10:00"))

    assert story.ports() == ["closed"]


def test_a_view_pulls_when_the_calendar_opens() -> None:
    process = process_of(
        SERVICE
        + """application "DMS" {
  flex_chat = true
  channel "wa" { media = whatsapp   business_id = "1"   inbound_route = "1:in" }
}
chat_server { endpoints 1 { "in" = waiting } }
queue waiting { view v { where = is_open(service)   every = 1m   submit = t } }
strategy t (chat) { a: stop { reason = "seen" } }
strategy s (voice) { on fault -> a   a: exit }
test "waits for the morning" {
  start = waiting
  given { now = 2026-12-23T19:00 }
  horizon = 24h
  expect entered(a) == 12h
  within 12h expect is_open(service) and not is_open(service, now - 1us)
}
"""
    )
    (case,) = process.cases

    verdict = judge(lower(process), case)

    assert verdict.outcome is Outcome.PASSED, verdict


def test_parking_until_it_opens_takes_that_long() -> None:
    process = process_of(
        SERVICE
        + """queue night { view v { every = 1m   submit = again } }
strategy again (chat) {
  on fault -> done
  look: if(is_open(service)) { true -> done   false -> park }
  park: queue(night) { not_before = next_open(service) - now }
  done: stop { reason = "open" }
}
test "parks" {
  start = night
  given { now = 2026-12-24T20:00 }
  horizon = 30d
  expect outcome == stopped("open")
  expect ended == 3d + 11h
}
"""
    )
    (case,) = process.cases

    verdict = judge(lower(process), case)

    assert verdict.outcome is Outcome.PASSED, verdict


def test_the_digest_of_a_program_covers_its_calendars_and_the_rules_of_the_zones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = BY_HOURS.replace("HOLIDAY", "  holiday -> h")
    before = lower(process_of(text)).digest()

    others = [
        text.replace("13:00", "13:01"), text.replace("Europe/Berlin", "Europe/Paris"),
        text.replace("dec(26)", "dec(27)"), text.replace("Christmas Eve", "Eve"),
    ]  # fmt: skip
    digests = {lower(process_of(other)).digest() for other in others}
    same = lower(process_of(text.replace("sat =", "sun = closed\n  sat ="))).digest()
    monkeypatch.setattr(zones, "version", lambda: "1999.1")
    other_rules = lower(process_of(text)).digest()

    assert len(digests | {before, other_rules}) == 6
    assert same == before


def test_a_parameter_can_be_a_zone_and_a_date() -> None:
    process = process_of(
        """param zone = "Europe/Berlin"
param fair = 2026-09-12
env us { zone = "America/New_York" }
calendar c { zone = zone   special_day "fair" { date = fair   open = 08:00..12:00 } }
strategy s (voice) { a: exit }
""",
        environment="us",
    )

    (calendar,) = process.directory.calendars

    assert calendar.zone == "America/New_York"
    assert calendar.dated == (
        (start("2026-09-12T00:00") // DAY, start("2026-09-12T00:00") // DAY, 0),
    )


def test_hours_are_read_as_periods_of_the_day_on_which_they_begin() -> None:
    process = process_of(
        """calendar c {
  zone = "Etc/UTC"
  mon_tue = [13:00..18:00, 08:00..12:00]
  fri_sun = 18:00..00:00
  thu = 00:00..24:00
  holiday "turn" { date = dec(31)..jan(1) }
}
strategy s (voice) { a: exit }
"""
    )

    (calendar,) = process.directory.calendars

    hours = [[(a // HOUR, b // HOUR) for a, b in periods] for periods in calendar.week]
    assert hours == [
        [(8, 12), (13, 18)], [(8, 12), (13, 18)], [], [(0, 24)], [(18, 24)], [(18, 24)], [(18, 24)],
    ]  # fmt: skip
    assert calendar.yearly == ((0, 0, 0), (365, 365, 0))


def test_a_function_in_a_view_makes_it_look_as_time_passes() -> None:
    process = process_of(
        SERVICE + "queue q { view v { where = is_open(service)   submit = t } }\n"
        "strategy t (chat) { a: stop }\n"
    )

    (view,) = process.queues[0].views

    assert view.timed
    assert view.where is not None
    assert Code.READ in [item.code for item in view.where.instructions]


WORDS = (
    "08:00", "18:00", "24:00", "25:00", "..", "[", "]", "(", ")", ",", "closed", "dec", "dec(24)",
    "feb(29)", "2026-12-24", "2027-02-29", "2026-12-24T08:00", "5", "-", "not", '"x"', "{", "}",
    "mon", "a.b", "1.5", "30%", "a:",
)  # fmt: skip
written = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)


@given(written, written, written)
def test_whatever_stands_in_a_calendar_is_read_or_told(hours: str, date: str, own: str) -> None:
    checked = check_text(
        f'calendar c {{\n  zone = "Europe/Berlin"\n  mon = {hours}\n'
        f"  holiday a {{ date = {date} }}\n  special_day b {{ date = {date}   open = {own} }}\n}}\n"
        "strategy s (voice) { a: exit }\n"
    )

    assert (checked.process is None) is any(d.severity == "error" for d in checked.diagnostics)
    assert all(d.span is not None for d in checked.diagnostics)
    if checked.process is not None:
        (calendar,) = checked.process.directory.calendars
        Opening(calendar).next_open(0)


def test_a_trace_has_no_events_of_a_calendar() -> None:
    story = run_process(process_of(BY_HOURS.replace("HOLIDAY", "  holiday -> h")))

    kinds = [row.kind for row in story.rows()]

    assert kinds.count(Event.CONDITION) == 0
