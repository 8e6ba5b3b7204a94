"""Opening hours against a slow calendar that asks `zoneinfo` minute by minute."""

from datetime import UTC, date, datetime, timedelta

import pytest

from engine.values import DAY, HOUR, MINUTE
from tests.calendars.ready import opening, opening_of
from tests.calendars.slow import Slow, Special, minutes, us

CHANGES = {
    # an hour at night
    "Europe/Berlin": ("2026-03-29T01:00", "2026-10-25T01:00"),
    "America/New_York": ("2026-03-08T07:00", "2026-11-01T06:00"),
    # half an hour
    "Australia/Lord_Howe": ("2026-04-04T15:00", "2026-10-03T15:30"),
    # two hours
    "Antarctica/Troll": ("2026-03-29T01:00", "2026-10-25T01:00"),
    # at midnight: a day that begins at 01:00, and one that shows its first hour twice
    "America/Havana": ("2024-03-10T05:00", "2024-11-03T05:00"),
    # midnight itself, 24:00 being 23:00 again
    "Africa/Cairo": ("2026-04-23T22:00", "2026-10-29T21:00"),
}
"""Zones with the instants at which their clocks change."""
WEEKS = {
    "short hours": (
        ("00:00", "00:30"), ("01:30", "02:30"), ("02:45", "03:15"), ("10:00", "10:01"),
        ("23:15", "24:00"),
    ),
    "in the gap": (("00:10", "00:50"), ("02:10", "02:50")),
    "over midnight": (("22:00", "02:30"),),
    "the whole day": (("00:00", "24:00"),),
}  # fmt: skip


@pytest.mark.parametrize("hours", WEEKS.values(), ids=WEEKS)
@pytest.mark.parametrize(("zone", "changes"), CHANGES.items(), ids=CHANGES)
def test_every_minute_around_a_change_of_the_clock_is_as_the_slow_calendar_says(
    zone: str, changes: tuple[str, str], hours: tuple[tuple[str, str], ...]
) -> None:
    slow = Slow(zone, (hours,) * 7)
    fast = opening_of(slow)
    for change in changes:
        at = datetime.fromisoformat(change).replace(tzinfo=UTC)
        before, after = (slow.clock(at - timedelta(minutes=1)), slow.clock(at))
        assert after - before != timedelta(minutes=1), "the clock does change here"
        span = list(minutes(at - timedelta(hours=30), at + timedelta(hours=54)))
        flags = [slow.is_open(each) for each in span]

        assert [fast.is_open(us(each)) for each in span] == flags

        following = next_minutes(span, flags)
        looked_at = len(span) - 24 * 60
        found = [fast.next_open(us(each)) for each in span[:looked_at]]
        assert found == following[:looked_at]


def next_minutes(span: list[datetime], flags: list[bool]) -> list[int | None]:
    """For each minute the first one from it on that is open."""
    found: list[int | None] = []
    last: int | None = None
    for each, flag in zip(reversed(span), reversed(flags), strict=True):
        last = us(each) if flag else last
        found.append(last)
    return found[::-1]


YEAR = Slow(
    "Europe/Berlin",
    ((("08:00", "12:00"), ("13:00", "18:00")),) * 4
    + ((("08:00", "12:00"), ("22:00", "02:00")), (("22:00", "02:00"),), ()),
    (
        Special((12, 24), (12, 24), (("08:00", "12:00"), ("22:00", "03:00"))),
        Special((12, 25), (12, 26)),
        Special((12, 31), (1, 1)),
        Special((2, 29), (2, 29), (("10:00", "11:00"),)),
        Special(date(2028, 2, 26), date(2028, 2, 28), (("20:00", "04:00"),)),
        Special(date(2028, 12, 26), date(2028, 12, 26), (("10:00", "12:00"),)),
    ),
)
"""Everything that a calendar can say."""


def test_a_year_of_quarters_of_an_hour_is_as_the_slow_calendar_says() -> None:
    fast = opening_of(YEAR)
    begin = datetime(2028, 1, 1, tzinfo=UTC)
    span = [begin + timedelta(minutes=15) * each for each in range(366 * 96)]

    flags = [YEAR.is_open(each) for each in span]

    assert [fast.is_open(us(each)) for each in span] == flags


@pytest.mark.parametrize(
    ("day", "open_hours"),
    [
        ("2026-12-23", 9), ("2026-12-24", 6), ("2026-12-25", 0), ("2026-12-27", 0),
        ("2027-01-01", 0), ("2028-02-29", 1), ("2027-02-28", 2), ("2027-03-01", 9),
        ("2028-12-25", 0), ("2028-12-26", 2),
        # four hours in the evening, those after midnight, and four of the night before
        ("2028-02-26", 4), ("2028-02-27", 8), ("2028-02-28", 8),
    ],
)  # fmt: skip
def test_a_date_is_open_so_many_hours(day: str, open_hours: int) -> None:
    fast = opening_of(YEAR)
    midnight = fast.zone.instants(us(datetime.fromisoformat(day).replace(tzinfo=UTC)))[0]

    found = sum(fast.is_open(midnight + each * 15 * MINUTE) for each in range(96))

    assert found == open_hours * 4


def test_an_hour_shown_twice_counts_twice_and_one_leapt_over_not_at_all() -> None:
    fast = opening('calendar c { zone = "Europe/Berlin"   mon_sun = 02:00..03:00 }\n')
    forward = us(datetime(2026, 3, 29, tzinfo=UTC))
    back = us(datetime(2026, 10, 25, tzinfo=UTC))

    open_minutes = [
        sum(fast.is_open(day + each * MINUTE) for each in range(6 * 60)) for day in (forward, back)
    ]

    assert open_minutes == [0, 120]


def test_a_day_is_23_hours_when_the_clock_goes_forward_and_25_when_it_goes_back() -> None:
    fast = opening('calendar c { zone = "Europe/Berlin"   sun = 00:00..24:00 }\n')
    lengths = []

    for day in ("2026-03-29", "2026-10-25", "2026-11-01"):
        first = fast.next_open(us(datetime.fromisoformat(day).replace(tzinfo=UTC)) - 12 * HOUR)
        assert first is not None
        lengths.append(sum(fast.is_open(first + each * MINUTE) for each in range(26 * 60)))

    assert lengths == [23 * 60, 25 * 60, 24 * 60]


def test_a_period_begins_with_its_first_instant_and_ends_before_its_last() -> None:
    fast = opening('calendar c { zone = "Etc/UTC"   mon_sun = 08:00..18:00 }\n')

    found = [fast.is_open(at) for at in (8 * HOUR - 1, 8 * HOUR, 18 * HOUR - 1, 18 * HOUR)]

    assert found == [False, True, True, False]
    assert fast.next_open(8 * HOUR - 1) == 8 * HOUR
    assert fast.next_open(18 * HOUR) == DAY + 8 * HOUR


def test_hours_that_touch_are_open_all_the_time() -> None:
    fast = opening('calendar c { zone = "Etc/UTC"   mon_sun = [08:00..12:00, 12:00..18:00] }\n')

    assert fast.is_open(12 * HOUR)


def test_what_is_never_open_again_says_so() -> None:
    past = "special_day d { date = 2020-02-01   open = 08:00..09:00 }"
    fast = opening(f'calendar c {{ zone = "Etc/UTC"   {past} }}\n')
    last = us(datetime(2020, 2, 1, 9, tzinfo=UTC))

    assert fast.next_open(last - 1) == last - 1
    assert fast.next_open(last) is None
    assert fast.next_open(0) == last - HOUR


def test_the_29th_of_february_of_a_year_far_away_is_found() -> None:
    day = "special_day d { date = feb(29)   open = 08:00..09:00 }"
    fast = opening(f'calendar c {{ zone = "Etc/UTC"   {day} }}\n')

    found = fast.next_open(us(datetime(2097, 1, 1, tzinfo=UTC)))

    assert found == us(datetime(2104, 2, 29, 8, tzinfo=UTC))


def test_the_last_instant_of_the_language_has_an_answer() -> None:
    fast = opening('calendar c { zone = "Europe/Berlin"   mon_sun = 08:00..18:00 }\n')

    assert fast.next_open(2**53 - 1) is None
    assert fast.next_open(-(2**53 - 1)) is not None


def test_a_day_says_which_holiday_it_is() -> None:
    fast = opening_of(YEAR)

    days = [
        fast.special_day(us(datetime(2028, 12, day, 12, tzinfo=UTC))) for day in (23, 24, 25, 26)
    ]

    assert [each and (each.name, each.holiday) for each in days] == [
        None, ("day 0", False), ("day 1", True), ("day 5", False),
    ]  # fmt: skip
