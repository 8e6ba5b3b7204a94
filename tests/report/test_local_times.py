"""Clocks beside figures."""

from datetime import datetime
from zoneinfo import ZoneInfo

from engine.report.local_times import LocalTimes
from engine.values import DAY, HOUR, MINUTE, Time

BERLIN = ZoneInfo("Europe/Berlin")


def hours(year: int, month: int, day: int) -> list[str]:
    """What stands beside the first hours of a day in Berlin."""
    start = Time.of(datetime(year, month, day, tzinfo=BERLIN))
    times = LocalTimes(int(start), "Europe/Berlin", DAY)
    return [times.show(number * HOUR) for number in range(5)]


def test_an_hour_that_comes_twice_has_two_names() -> None:
    assert hours(2026, 10, 25) == [
        "00:00+02:00", "01:00+02:00", "02:00+02:00", "02:00+01:00", "03:00+01:00",
    ]  # fmt: skip


def test_an_hour_that_never_comes_is_left_out() -> None:
    assert hours(2026, 3, 29)[1:3] == ["01:00+01:00", "03:00+02:00"]


def test_where_clocks_are_left_alone_there_are_hours_alone() -> None:
    assert hours(2026, 6, 1) == ["00:00", "01:00", "02:00", "03:00", "04:00"]


def test_steps_of_half_a_minute_have_seconds() -> None:
    times = LocalTimes(0, "UTC", HOUR, MINUTE // 2)

    assert [times.show(number * MINUTE // 2) for number in range(3)] == [
        "00:00:00", "00:00:30", "00:01:00",
    ]  # fmt: skip
