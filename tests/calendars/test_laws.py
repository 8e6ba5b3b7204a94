"""Laws of opening hours over calendars that are drawn."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.calendars.ready import opening_of
from tests.calendars.slow import Slow, Special, us

ZONES = (
    "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Antarctica/Troll", "Africa/Cairo",
    "America/Havana", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia", "Etc/UTC",
)  # fmt: skip
TEN_DAYS_US = 10 * 24 * 3_600_000_000
QUARTER = timedelta(minutes=15)
FIRST = datetime(2026, 1, 1, tzinfo=UTC)


@st.composite
def hours(draw: st.DrawFn) -> tuple[tuple[str, str], ...]:
    """Periods of a day in order, the last one perhaps over midnight, before 06:00 never any."""
    cuts = draw(st.lists(st.integers(24, 95), max_size=6, unique=True).map(sorted))
    if len(cuts) % 2 and draw(st.booleans()):
        cuts.append(96 + draw(st.integers(0, 24)))
    return tuple(
        (clock(begin), "24:00" if end == 96 else clock(end))
        for begin, end in zip(cuts[::2], cuts[1::2], strict=False)
    )


def clock(quarters: int) -> str:
    """A time of day."""
    return f"{quarters // 4 % 24:02}:{quarters % 4 * 15:02}"


days = st.dates(date(2026, 1, 1), date(2028, 12, 31))
of_every_year = st.dates(date(2028, 1, 1), date(2028, 12, 31)).map(lambda day: (day.month, day.day))


@st.composite
def specials(draw: st.DrawFn) -> Special:
    """A holiday or special day."""
    own = draw(st.one_of(st.none(), hours()))
    if draw(st.booleans()):
        first = draw(of_every_year)
        return Special(first, draw(st.one_of(st.just(first), of_every_year)), own)
    day = draw(days)
    return Special(day, day + timedelta(days=draw(st.integers(0, 40))), own)


calendars = st.builds(
    Slow,
    st.sampled_from(ZONES),
    st.tuples(*[hours()] * 7).filter(any),
    st.lists(specials(), max_size=4).map(tuple),
)
instants = st.integers(0, 3 * 365 * 96).map(lambda count: FIRST + QUARTER * count)
moments = st.builds(
    lambda instant, more: instant + timedelta(microseconds=more),
    instants, st.integers(0, 15 * 60 * 1_000_000 - 1),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(calendars, st.lists(moments, min_size=1, max_size=20))
def test_it_is_open_when_the_slow_calendar_is(slow: Slow, asked: list[datetime]) -> None:
    fast = opening_of(slow)

    found = [fast.is_open(us(each)) for each in asked]

    assert found == [slow.is_open(each) for each in asked]
    assert found == [fast.decision(us(each)).open for each in asked]


@settings(max_examples=60, deadline=None)
@given(calendars, st.lists(moments, min_size=1, max_size=5))
def test_the_next_opening_is_the_first_instant_that_is_open(
    slow: Slow, asked: list[datetime]
) -> None:
    fast = opening_of(slow)
    for instant in asked:
        at = us(instant)
        found = fast.next_open(at)

        if found is not None:
            assert found >= at
            assert fast.is_open(found)
            assert fast.next_open(found) == found
            assert found == at or not fast.is_open(found - 1)
        before = instant
        # All drawn hours begin and end at quarters of an hour, as the clocks of the zones do.
        while us(before) < min(found or at + TEN_DAYS_US, at + TEN_DAYS_US):
            assert not slow.is_open(before)
            before = FIRST + ((before - FIRST) // QUARTER + 1) * QUARTER


@settings(max_examples=40, deadline=None)
@given(calendars, moments, st.integers(0, 90 * 24 * 3_600_000_000))
def test_who_asks_later_is_told_no_earlier_opening(slow: Slow, at: datetime, later: int) -> None:
    fast = opening_of(slow)

    first, second = fast.next_open(us(at)), fast.next_open(us(at) + later)

    if second is None:
        assert first is None or first < us(at) + later
    else:
        assert first is not None
        assert first <= second
        assert second == first or us(at) + later > first


@settings(max_examples=40, deadline=None)
@given(calendars, st.lists(moments, min_size=2, max_size=10))
def test_what_was_asked_before_changes_no_answer(slow: Slow, asked: list[datetime]) -> None:
    fast = opening_of(slow)

    together = [(fast.next_open(us(each)), fast.is_open(us(each))) for each in asked]

    alone = [
        (opening.next_open(us(each)), opening.is_open(us(each)))
        for each in asked
        for opening in [type(fast)(fast.calendar)]
    ]
    assert together == alone
