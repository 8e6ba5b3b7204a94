"""Figures of several days: rows under the names of measures, batches of one run."""

from dataclasses import replace

from engine.log.counts import Desk, Length, Waits
from engine.measures import MEASURES, Arguments
from engine.stats.estimates import BATCHES, batch_means
from engine.stats.measures import estimate, parts
from engine.stats.seen import Seen
from engine.stats.several import Several, several
from engine.stats.stationarity import Run
from engine.values import HOUR, MINUTE, SECOND
from tests.report.replicated import days
from tests.report.simulated import counts, nothing, simulation, staffed_program


def found() -> Several:
    return several(days())


def long_run(intervals: int = 60) -> Seen:
    """A steady run by the minute: one waits, and one or two of three ask in vain."""
    length = Length(integral_us=MINUTE, most=1, last=1, entered=3, left=3)
    made = [
        Waits(
            asked=3, answered=2 - at % 2, answered_in_target=1, abandoned=1 + at % 2,
            waited_answered_us=SECOND * (at % 7),
        )
        for at in range(intervals)
    ]  # fmt: skip
    row, quiet, nobody = (*[length] * intervals, Length()), Length(), Waits()
    desk = Desk(logged_in_us=MINUTE, ready_us=MINUTE // 2, busy_us=MINUTE // 2, answered=1)
    end = intervals * MINUTE
    whole = replace(
        counts(), interval_us=MINUTE, duration_us=end, end_us=end,
        arrivals=((*made, nobody), (nobody,) * (intervals + 1)),
        virtual_queues=((*made, nobody), (nobody,) * (intervals + 1)),
        virtual_lengths=(row, (quiet,) * (intervals + 1)),
        queues=((quiet,) * (intervals + 1),) * 2,
        agents=((*[desk] * intervals, Desk()),) * 2,
    )  # fmt: skip
    return Seen(program=staffed_program(), simulation=simulation(), counts=whole)


def test_every_row_has_the_estimates_of_its_measures() -> None:
    made = found()

    assert [row.name for row in made.customers] == ["calls", "chats", "in all"]
    assert [row.name for row in made.crews] == ["everyone", "nobody", "anna", "ben", "in all"]
    assert made.members == {"everyone": 2, "nobody": 0}
    for rows in (made.customers, made.virtual_queues, made.queues, made.crews, made.calls):
        for row in rows:
            about = Arguments(name="" if row.name == "in all" else row.name)
            for name, each in row.estimates.items():
                assert each == estimate(name, days(), about), (row.name, name)


def test_seeds_are_those_of_the_days_and_extremes_name_theirs() -> None:
    made = found()

    assert made.seeds == (7, 8, 9)
    assert made.extremes is not None
    least, most = made.extremes
    assert (least.seed, most.seed) == (9, 8)
    assert least.value < most.value


def test_what_no_day_has_anything_to_say_about_is_not_there() -> None:
    made = several(days([nothing(), nothing()]))

    assert made.extremes is None
    assert made.places == {}
    assert made.blocks == ()
    assert "service_level" not in made.customers[-1].estimates
    assert made.customers[-1].estimates["asked"].value == 0.0
    assert made.customers[-1].percentiles == {}


def test_one_day_among_others_may_have_nothing_to_say() -> None:
    """It counts as a day without customers, not as one with a service level of nought."""
    two = several(days([counts(), counts()]))
    three = several(days([counts(), nothing(), counts()]))

    level = "service_level"
    assert three.customers[-1].estimates[level].value == two.customers[-1].estimates[level].value
    assert three.customers[-1].estimates["asked"].value < two.customers[-1].estimates["asked"].value


def test_intervals_are_estimated_by_themselves_and_what_comes_after_the_end_is_one() -> None:
    made = found()

    assert [each.period.after_end for each in made.intervals] == [False, False, True]
    first = made.intervals[0]
    by_day = [replace(day, interval=0) for day in days()]
    assert first.estimates["service_level"] == estimate("service_level", by_day)
    assert first.lengths["VQ_calls"]["queue_length"].value > 0


def test_a_day_that_ended_later_has_the_longest_last_interval() -> None:
    later = replace(counts(), end_us=5 * HOUR)

    made = several(days([counts(), later]))

    assert made.end_us == 5 * HOUR
    assert made.intervals[-1].period.ends_us == 5 * HOUR


def test_one_day_has_no_intervals_of_confidence() -> None:
    made = several(days([counts()]))

    assert made.batches == 0
    assert all(each.low is None for each in made.customers[0].estimates.values())


def test_one_long_steady_run_is_cut_into_batches() -> None:
    run = long_run()

    made = several([run])

    assert (made.advice.run, made.batches) == (Run.STEADY, BATCHES)
    series = [parts("abandonment", replace(run, interval=at)) for at in range(60)]
    assert made.customers[-1].estimates["abandonment"] == batch_means(series)
    assert made.customers[-1].estimates["answered"].low is None
    assert made.crews[-1].estimates["occupancy"].value == 0.5


def test_two_pieces_a_batch_are_the_least() -> None:
    assert several([long_run(39)]).batches == 0
    assert several([long_run(40)]).batches == BATCHES


def test_replications_of_a_steady_run_are_not_cut() -> None:
    made = several([long_run(), long_run()])

    assert made.batches == 0
    assert made.customers[-1].estimates["answered"].low is not None


def test_all_measures_but_money_are_somewhere() -> None:
    made = found()
    rows = [*made.customers, *made.queues, *made.crews, *made.calls, made.notifications]
    named = {name for row in rows for name in row.estimates}
    elsewhere = {"wait_percentile", "interactions"}

    missing = {name for name in MEASURES if not name.startswith("cost")}
    assert missing - named - elsewhere == set()
