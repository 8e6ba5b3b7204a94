"""Tables of days: intervals that do not overlap."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from engine.calendars.days import EPOCH, YEAR_DAYS, DayTable, date_of, day_of_year, weekday

intervals = st.lists(
    st.tuples(st.integers(-30, 30), st.integers(0, 12)).map(lambda it: (it[0], it[0] + it[1])),
    max_size=12,
)


@given(intervals)
def test_a_day_belongs_to_the_first_interval_that_has_it(added: list[tuple[int, int]]) -> None:
    table = DayTable()
    told = [table.add(first, last, number) for number, (first, last) in enumerate(added)]

    for day in range(-35, 50):
        having = [number for number, (first, last) in enumerate(added) if first <= day <= last]
        assert table.number(day) == (having[0] if having else None)
    for number, (first, last) in enumerate(added):
        before = {d for a, b in added[:number] for d in range(a, b + 1)}
        taken = [day for day in range(first, last + 1) if day in before]
        assert told[number] == (taken[0] if taken else None)


@given(intervals)
def test_intervals_are_sorted_and_apart_and_make_the_table_again(
    added: list[tuple[int, int]],
) -> None:
    table = DayTable()
    for number, (first, last) in enumerate(added):
        table.add(first, last, number)

    found = table.intervals()

    assert all(first <= last for first, last, _ in found)
    assert all(one[1] < other[0] for one, other in pairwise(found))
    assert DayTable(found).intervals() == found


@given(st.dates(date(1684, 1, 1), date(2255, 12, 31)))
def test_a_day_has_its_date_and_its_day_of_the_week(day: date) -> None:
    number = day.toordinal() - EPOCH

    assert date_of(number) == day
    assert weekday(number) == day.weekday()


def test_the_days_of_a_leap_year_are_numbered_through() -> None:
    first = date(2028, 1, 1)
    numbers = [
        day_of_year((first + timedelta(days=each)).month, (first + timedelta(days=each)).day)
        for each in range(YEAR_DAYS)
    ]

    assert numbers == list(range(YEAR_DAYS))
