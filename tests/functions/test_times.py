"""Functions of dates, times and calendars."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.functions import FUNCTIONS, FunctionFault
from engine.values import DAY, HOUR, INTEGER_MAX, MILLISECOND, SECOND, Time, Value
from tests.functions.calling import SERVICE, call, result_of
from tests.helpers.runs import check_text

BERLIN = "Europe/Berlin"


def at(text: str) -> Time:
    """An instant in UTC."""
    return Time.of(datetime.fromisoformat(text).replace(tzinfo=UTC))


EVE = at("2026-12-24T08:00")
times = st.integers(at("1750-01-01T00:00"), at("2190-01-01T00:00")).map(Time)


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        # Date, Day, Time, TimeStamp in a zone
        ("date", (BERLIN, at("2026-12-31T23:30")), "01/01/2027"),
        ("date", ("America/New_York", at("2027-01-01T04:59:59")), "12/31/2026"),
        ("day", (BERLIN, at("2026-11-21T23:30")), 0),
        ("day", (BERLIN, at("2026-11-22T23:30")), 1),
        ("day", ("Etc/UTC", at("2026-11-21T23:30")), 6),
        ("time_of_day", (BERLIN, EVE), "09:00"),
        ("time_of_day", ("Asia/Kathmandu", EVE), "13:45"),
        ("time_of_day", (BERLIN, at("2026-03-29T00:59:59")), "01:59"),
        ("time_of_day", (BERLIN, at("2026-03-29T01:00")), "03:00"),
        ("time_of_day", (BERLIN, at("2026-10-25T00:30")), "02:30"),
        ("time_of_day", (BERLIN, at("2026-10-25T01:30")), "02:30"),
        ("ms_of_day", (BERLIN, Time(EVE + 1_500_999)), 9 * 3_600_000 + 1_500),
        ("ms_of_day", ("Etc/UTC", at("2026-12-24T00:00")), 0),
        # TimeDifference: the second one is of the next day if the first is greater
        ("time_difference", (0, 86_399_999), 86_399_999),
        ("time_difference", (79_200_000, 21_600_000), 28_800_000),
        ("time_difference", (5, 5), 0),
        # UTCAdd: a length of time, not a date
        ("utc_add", (EVE, 0, 0, 1), at("2026-12-25T08:00")),
        ("utc_add", (EVE, 1, -1, 0, 1, -30, 15), at("2027-11-24T08:30:15")),
        ("utc_add", (at("2027-01-31T00:00"), 0, 1), at("2027-02-28T00:00")),
        ("utc_add", (at("2028-02-29T00:00"), 1), at("2029-02-28T00:00")),
        ("utc_add", (EVE,), EVE),
        # UTCFromString, UTCToString
        ("time", ("1970-01-01T00:00:00Z",), Time(0)),
        ("time", ("2028-02-29T23:59:59Z",), at("2028-02-29T23:59:59")),
        ("utc_text", (Time(-1),), "1969-12-31T23:59:59Z"),
        ("utc_text", (Time(EVE + SECOND - 1),), "2026-12-24T08:00:00Z"),
    ],
)
def test_a_function_of_times_does_what_is_stated_of_it(
    name: str, arguments: tuple[Value, ...], expected: Value
) -> None:
    assert call(name, *arguments) == expected


@pytest.mark.parametrize(
    ("name", "arguments", "symbol"),
    [
        ("date", ("Mars/Olympus", EVE), "unknown_zone"),
        ("day", ("", EVE), "unknown_zone"),
        ("time_of_day", ("../../etc/passwd", EVE), "unknown_zone"),
        ("ms_of_day", ("europe/berlin", EVE), "unknown_zone"),
        ("time", ("2026-12-24T08:00Z",), "bad_time"),
        ("time", ("2027-02-29T08:00:00Z",), "bad_time"),
        ("time", ("2026-12-24T24:00:00Z",), "bad_time"),
        ("time", ("2026-12-24T08:00:60Z",), "bad_time"),
        ("time", ("2026-12-24T08:00:00Z\n",), "bad_time"),
        ("time", ("\u0662\u066026-12-24T08:00:00Z",), "bad_time"),
        ("time", ("9999-12-24T08:00:00Z",), "bad_time"),
        ("time", ("0000-12-24T08:00:00Z",), "bad_time"),
        ("time", ("",), "bad_time"),
        ("utc_add", (EVE, INTEGER_MAX), "bad_time"),
        ("utc_add", (EVE, -5_000), "bad_time"),
        ("utc_add", (EVE, 400), "bad_time"),
        ("utc_add", (EVE, 0, 0, INTEGER_MAX), "bad_time"),
        ("time_difference", (-INTEGER_MAX, INTEGER_MAX), "overflow"),
    ],
)
def test_what_has_no_value_is_a_declared_fault(
    name: str, arguments: tuple[Value, ...], symbol: str
) -> None:
    with pytest.raises(FunctionFault) as caught:
        call(name, *arguments)

    assert caught.value.symbol == symbol
    assert symbol in FUNCTIONS[name].faults


@given(times, st.sampled_from([BERLIN, "America/St_Johns", "Pacific/Apia", "Etc/UTC"]))
def test_the_clock_of_a_zone_is_that_of_zoneinfo(time: Time, zone: str) -> None:
    shown = time.moment().astimezone(ZoneInfo(zone)).replace(tzinfo=None)

    assert call("date", zone, time) == f"{shown.month:02}/{shown.day:02}/{shown.year}"
    assert call("day", zone, time) == (shown.weekday() + 1) % 7
    assert call("time_of_day", zone, time) == f"{shown.hour:02}:{shown.minute:02}"
    midnight = shown.replace(hour=0, minute=0, second=0, microsecond=0)
    since = (shown - midnight).total_seconds() * 1000
    assert call("ms_of_day", zone, time) == int(since)


@given(times)
def test_a_time_is_read_as_it_is_written(time: Time) -> None:
    whole = Time(time // SECOND * SECOND)

    assert call("time", str(call("utc_text", time))) == whole


@given(times, st.integers(-20_000, 20_000), st.integers(-100, 100), st.integers(-100, 100))
def test_days_hours_and_minutes_are_added_as_durations(
    time: Time, days: int, hours: int, minutes: int
) -> None:
    found = call("utc_add", time, 0, 0, days, hours, minutes)

    assert found == time + days * DAY + hours * HOUR + minutes * 60 * SECOND


@given(st.integers(0, DAY // MILLISECOND - 1), st.integers(0, DAY // MILLISECOND - 1))
def test_a_time_of_day_and_the_difference_give_the_other(first: int, second: int) -> None:
    difference = call("time_difference", first, second)

    assert isinstance(difference, int)
    assert 0 <= difference < DAY // MILLISECOND
    assert (first + difference) % (DAY // MILLISECOND) == second


# Calendars


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("is_open", (EVE,), True),
        ("is_open", (at("2026-12-24T11:00"),), False),
        ("next_open", (EVE,), EVE),
        ("next_open", (at("2026-12-24T11:00"),), at("2026-12-28T07:00")),
        ("is_holiday", (EVE,), False),
        ("is_holiday", (at("2026-12-24T23:00"),), True),
        ("is_special_day", ("", EVE), True),
        ("is_special_day", ("Christmas Eve", EVE), True),
        ("is_special_day", ("Christmas", EVE), False),
        ("is_special_day", ("", at("2026-12-23T12:00")), False),
    ],
)
def test_a_function_asks_its_calendar(
    name: str, arguments: tuple[Value, ...], expected: Value
) -> None:
    assert call(name, "service", *arguments) == expected


def test_a_calendar_that_always_opens_again_does_so_to_the_last_instant_of_the_language() -> None:
    with pytest.raises(FunctionFault) as caught:
        call("next_open", "service", Time(2**53 - 1))

    assert caught.value.symbol == "overflow"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        # a run begins on 2026-01-05 at 09:00 UTC, a Monday
        ("is_open(service)", "true"),
        ("is_open(service, now + 12h)", "false"),
        ("is_open(service, at: 2026-12-25T12:00)", "false"),
        ("next_open(service) - now", "0s"),
        ("next_open(service, now + 12h) - now", "22h"),
        ("is_special_day(service, at: 2026-12-24T12:00)", "true"),
        ('is_special_day(service, "Christmas", 2026-12-25T12:00)', "true"),
        ("is_holiday(service)", "false"),
        ('time_of_day("Europe/Berlin")', "10:00"),
        ('date("Europe/Berlin")', "01/05/2026"),
        ("(now - 1970-01-01) / 1s", "1767603600"),
        ("utc_text()", "2026-01-05T09:00:00Z"),
    ],
)
def test_a_time_that_is_left_out_is_now(written: str, expected: str) -> None:
    assert result_of(written) == expected


def test_a_zone_that_is_known_needs_no_port_and_one_from_data_does() -> None:
    form = "strategy s (voice) {{ {0}  a: log(date({1})) -> b  b: exit }}"

    known = check_text(form.format("", '"Europe/Berlin"'))
    wrong = check_text(form.format("", '"Europe/Berln"'))
    data = check_text(form.format("data { Zone: text }", "udata.Zone"))

    assert [d.code for d in known.diagnostics] == []
    assert [(d.code, d.help) for d in wrong.diagnostics] == [
        ("E232", "did you mean `Europe/Berlin` or `Europe/Dublin`?")
    ]
    assert [d.code for d in data.diagnostics] == ["E216"]
    assert "unknown_zone" in data.diagnostics[0].message


def test_a_calendar_is_named_by_its_bare_name() -> None:
    form = SERVICE + "strategy s (voice) { a: if(IT) { true -> b  false -> b }  b: exit }"

    quoted = check_text(form.replace("IT", 'is_open("service")'))
    unknown = check_text(form.replace("IT", "is_open(servise)"))
    value = check_text(form.replace("IT", "service"))

    assert [d.message for d in quoted.diagnostics] == ["this needs the name of a calendar"]
    assert [d.help for d in unknown.diagnostics] == ["did you mean `service`?"]
    assert [d.message for d in value.diagnostics] == ["`service` is a calendar, not a value"]


def test_what_depends_on_the_clock_alone_is_given_by_the_clock() -> None:
    checked = check_text(
        SERVICE + 'strategy s (voice) { a: exit }\ntest "t" { strategy = s\n'
        "  given { is_open(service) = false }\n  expect path == [a]\n}\n"
    )

    assert [d.code for d in checked.diagnostics] == ["E231"]
