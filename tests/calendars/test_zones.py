"""Time zones: the rules of the package, wherever the machine keeps its own."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from engine.calendars import zones
from engine.values import HOUR, MINUTE
from tests.calendars.slow import us

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "name",
    [
        "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Antarctica/Troll",
        "Africa/Casablanca", "Pacific/Apia", "Asia/Kathmandu", "Asia/Gaza", "America/Havana",
    ],
)  # fmt: skip
def test_the_clock_of_a_zone_shows_what_zoneinfo_says(name: str) -> None:
    zone, theirs = zones.zone(name), ZoneInfo(name)
    begin = datetime(1960, 1, 1, 0, 30, tzinfo=UTC)
    asked = [begin + timedelta(hours=5) * count for count in range(100 * 366 * 24 // 5)]

    shown = [zones.shown(zone.clock(us(each))) for each in asked[::7]]

    assert shown == [each.astimezone(theirs).replace(tzinfo=None) for each in asked[::7]]


def test_a_clock_shows_a_time_once_twice_or_not_at_all() -> None:
    berlin = zones.zone("Europe/Berlin")
    gap = us(datetime(2026, 3, 29, 2, 30, tzinfo=UTC))
    fold = us(datetime(2026, 10, 25, 2, 30, tzinfo=UTC))

    assert berlin.instants(gap) == ()
    assert berlin.instants(fold) == (fold - 2 * HOUR, fold - HOUR)
    assert berlin.instants(0) == (-HOUR,)


def test_a_day_that_a_zone_has_left_out_is_not_there() -> None:
    apia = zones.zone("Pacific/Apia")
    left_out = us(datetime(2011, 12, 30, 12, tzinfo=UTC))

    assert apia.instants(left_out) == ()
    assert len(apia.instants(left_out + 24 * HOUR)) == 1


def test_spans_follow_one_another_without_a_gap() -> None:
    zone = zones.zone("Africa/Casablanca")
    at = us(datetime(2020, 1, 1, tzinfo=UTC))
    offsets = []
    while at < us(datetime(2030, 1, 1, tzinfo=UTC)):
        span = zone.span(at)
        assert span.begin_us == at
        assert zone.span(span.end_us - 1) == span
        offsets.append(span.offset_us // MINUTE)
        at = span.end_us

    assert set(offsets) == {0, 60}


@pytest.mark.parametrize(
    "name", ["", "Mars/Olympus", "../UTC", "/etc/passwd", "europe/berlin", "."]
)
def test_a_name_that_is_none_opens_no_file(name: str) -> None:
    with pytest.raises(KeyError):
        zones.zone(name)


@pytest.mark.parametrize("folder", ["", "/nowhere", str(ROOT)])
def test_where_the_environment_looks_for_zones_does_not_matter(folder: str) -> None:
    code = "from engine.calendars import zones; print(zones.zone('Europe/Berlin').clock(0))"

    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT, env={**os.environ, "PYTHONTZPATH": folder}, capture_output=True, text=True,
        check=True,
    )  # fmt: skip

    assert done.stdout.strip() == str(HOUR)
