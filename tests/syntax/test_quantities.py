"""What quantities mean."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.syntax.quantities import Decimal, Percent, Quantified, Rate, TimeOfDay, read
from engine.values import DAY, HOUR, MINUTE, SECOND, Duration, Time


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("007", 7),
        ("999999999999999", 999_999_999_999_999),
        ("5s", Duration(5 * SECOND)),
        ("0s", Duration(0)),
        ("1h30m", Duration(90 * MINUTE)),
        ("2d", Duration(2 * DAY)),
        ("50ms", Duration(50_000)),
        ("10us", Duration(10)),
        ("1d2h3m4s5ms6us", Duration(DAY + 2 * HOUR + 3 * MINUTE + 4 * SECOND + 5_006)),
        ("28.7", Decimal(28_700_000)),
        ("0.000001", Decimal(1)),
        ("30%", Percent(30_000_000)),
        ("0.5%", Percent(500_000)),
        ("40/h", Rate(40, Duration(HOUR))),
        ("08:30", TimeOfDay(Duration(8 * HOUR + 30 * MINUTE))),
        ("23:59:59", TimeOfDay(Duration(DAY - SECOND))),
        ("24:00", TimeOfDay(Duration(DAY))),
        ("1970-01-01", Time(0)),
        ("1970-01-02T00:00:01", Time(DAY + SECOND)),
        ("2026-12-24T08:00", Time(1_798_099_200 * SECOND)),
    ],
)
def test_a_quantity_has_a_value_of_its_type(text: str, value: Quantified) -> None:
    found = read(text)

    assert (type(found), found) == (type(value), value)


@pytest.mark.parametrize(
    "text",
    [
        "", "x", "1000000000000000", "1.0000000", "1.", "1e5", "0x1", "1_0", "5S", "5 s", "s5",
        "1s1s", "1s1m", "3661d", "40/y", "40/5", "24:01", "25:00", "8:60", "8:00:60", "8:5",
        "2026-13-01", "2026-02-29",
        "0000-01-01", "2026-12-24T24:00", "2026-1-1", "5y", "\uff11\uff12", "²",
    ],
)  # fmt: skip
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read(text)


@given(st.integers(0, 10 * 365 * DAY))
def test_a_duration_is_read_as_it_is_shown(microseconds: int) -> None:
    assert read(str(Duration(microseconds))) == microseconds


@given(st.text("0123456789.:-/%THdhmsu", max_size=12))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(ValueError):
        assert read(text) == read(text)
