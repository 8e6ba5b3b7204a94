"""Figures of a day: what each is made of, and what it leaves out."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from engine.log.counts import Counts, Desk, Waits, bucket_of
from engine.stats.demand import percentiles, service_level
from engine.stats.figures import EVERYBODY, figures
from engine.stats.model import Figures, Share
from engine.stats.periods import everything, periods, simulated
from engine.stats.work import crew
from engine.values import HOUR, MINUTE, SECOND
from tests.report.simulated import counts, nothing, simulation, staffed_program


def found(of: Counts | None = None) -> Figures:
    return figures(staffed_program(), simulation(), counts() if of is None else of)


def test_all_arrivals_are_the_sum_of_each() -> None:
    made = found()

    assert [scope.name for scope in made.arrivals] == ["calls", "chats"]
    assert made.everybody.name == EVERYBODY
    assert made.everybody.whole.counts.asked == sum(s.whole.counts.asked for s in made.arrivals)
    assert made.everybody.whole.counts.waited_most_us == 400 * SECOND


def test_the_four_service_levels_differ_by_those_who_give_up() -> None:
    level = found().arrivals[0].whole.service_level

    assert level.of_all == Share(908, 1210)
    assert level.of_answered == Share(908, 1108)
    assert level.without_short_abandons == Share(908, 1180)
    assert level.abandons_count == Share(938, 1210)


def test_who_is_turned_away_by_a_full_queue_is_not_delayed() -> None:
    assert found().arrivals[0].whole.delayed == Share(703, 1202)


def test_what_comes_after_the_end_does_not_make_agents_idle() -> None:
    longer = replace(counts(), end_us=26 * HOUR)

    assert found(longer).everyone_at_work.whole == found().everyone_at_work.whole
    assert found(longer).queues[0].whole == found().queues[0].whole


def test_occupancy_leaves_breaks_out_and_utilisation_does_not() -> None:
    anna = found().agents[0].whole

    assert anna.occupancy == Share(75 * MINUTE, 110 * MINUTE)
    assert anna.utilisation == Share(75 * MINUTE, 120 * MINUTE)


def test_a_group_is_the_sum_of_its_members() -> None:
    made = found()
    group, members = made.groups[0].whole.spent, [agent.whole.spent for agent in made.agents]

    assert group.busy_us == sum(each.busy_us for each in members)
    assert group == made.everyone_at_work.whole.spent
    assert (made.groups[1].members, made.groups[1].whole.occupancy) == (0, Share(0, 0))


def test_the_mean_length_of_a_queue_is_its_integral_over_the_simulation() -> None:
    queue = found().queues[0]

    assert queue.whole.mean == Share(18_009 * SECOND, 2 * HOUR)
    assert (queue.whole.mean_hundredths, queue.whole.most, queue.whole.last) == (250, 23, 1)
    assert [each.mean_hundredths for each in queue.periods] == [500, 0, 0]


def test_faults_have_their_names_and_only_places_with_anybody_are_told() -> None:
    made = found()

    assert made.calls[0].refused == (("unknown_channel", 2), ("response_unavailable", 10))
    assert made.live == (("queued", 1), ("running", 1))


def test_a_day_without_anybody_has_no_means_and_no_shares() -> None:
    made = found(nothing())

    assert made.everybody.whole.answered_wait_us is None
    assert made.everybody.whole.service_level.of_all.thousandths is None
    assert made.everybody.percentiles == ()
    assert made.notification_stay_us is None
    assert made.everyone_at_work.whole.occupancy.thousandths is None
    assert all(block.stay_us is None for block in made.blocks)


def test_warm_up_belongs_to_no_period() -> None:
    seen = periods(replace(counts(), warm_up_us=90 * MINUTE))

    assert [(each.begins_us, each.ends_us) for each in seen[1:]] == [
        (90 * MINUTE, 2 * HOUR), (2 * HOUR, 2 * HOUR + 10 * MINUTE),
    ]  # fmt: skip
    made = found(replace(nothing(), warm_up_us=90 * MINUTE))
    assert len(made.everybody.periods) == 2
    assert made.queues[0].whole.mean.whole == 30 * MINUTE


WAITS = st.lists(st.integers(0, 10 * HOUR), min_size=1, max_size=60)


@given(WAITS)
def test_percentiles_are_those_of_the_sorted_waits_to_a_hundredth(waits: list[int]) -> None:
    buckets = sorted({bucket_of(wait) for wait in waits})
    histogram = [(each, sum(bucket_of(wait) == each for wait in waits)) for each in buckets]

    for percent, wait in percentiles(histogram, max(waits)):
        exact = sorted(waits)[-(-percent * len(waits) // 100) - 1]
        assert abs(wait - exact) * 100 <= max(exact, 0)
        assert wait <= max(waits)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_service_levels_are_in_order(good: int, slow: int, short: int, long: int) -> None:
    level = service_level(
        Waits(
            asked=good + slow + short + long, answered=good + slow, answered_in_target=good,
            abandoned=short + long, abandoned_in_target=short,
        )
    )  # fmt: skip

    for share in (level.of_answered, level.without_short_abandons, level.abandons_count):
        assert share.part * level.of_all.whole >= level.of_all.part * share.whole
        assert 0 <= share.part <= share.whole


def test_who_is_had_beyond_the_end_counts_in_how_long_agents_have_them() -> None:
    """Otherwise an hour of calls of half an hour has calls that are too short."""
    during = Desk(logged_in_us=HOUR, busy_us=HOUR, answered=2, handled_us=HOUR)
    after = Desk(logged_in_us=30 * MINUTE, busy_us=30 * MINUTE, handled_us=30 * MINUTE)
    counts = replace(
        nothing(), duration_us=HOUR, end_us=90 * MINUTE, agents=((during, after),),
        arrivals=(), virtual_queues=(), histograms=(), virtual_lengths=(), queues=(),
    )  # fmt: skip

    found = crew("anna", counts, [0], alone=True)

    assert found.whole.handling_us == 45 * MINUTE
    assert found.whole.spent == during


def test_a_day_cut_off_within_its_warm_up_has_a_whole_without_time() -> None:
    counts = replace(nothing(), warm_up_us=HOUR, end_us=MINUTE)

    for whole in (everything(counts), simulated(counts)):
        assert whole.begins_us == whole.ends_us == MINUTE
