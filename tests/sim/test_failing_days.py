"""What goes wrong with whole days: calendars that have lost their days (row W-29)."""

from engine.failures import Failing, Failure
from engine.log.events import Event
from engine.ops import Place
from engine.sim.day import Day
from tests.helpers.days import log_of
from tests.sim.failing_project import CENTRE, centre_day, of_kind

ON_HOLIDAY = CENTRE.replace("start = 2026-01-06", "start = 2026-01-05")
EVERY_RUN = 1_000_000


def reasons(day: Day) -> set[str]:
    """For what reasons calls were disconnected."""
    log = log_of(day)
    return {log.text(row.b) for row in of_kind(day, Event.FINAL) if row.a == Place.DISCONNECTED}


def test_without_opening_hours_all_is_closed() -> None:
    usual = centre_day()
    failing = centre_day(Failing(failure=Failure.HOURS_MISSING, share=EVERY_RUN))

    assert "shut" not in reasons(usual)
    assert reasons(failing) == {"shut"}


def test_without_holidays_a_holiday_is_a_day_like_others() -> None:
    usual = centre_day(text=ON_HOLIDAY)
    failing = centre_day(
        Failing(failure=Failure.HOLIDAYS_MISSING, share=EVERY_RUN), text=ON_HOLIDAY
    )

    assert reasons(usual) == {"shut"}
    assert "shut" not in reasons(failing)


def test_what_is_of_runs_happens_in_a_share_of_them() -> None:
    half = Failing(failure=Failure.HOURS_MISSING, share=500_000)

    shut = [reasons(centre_day(half, seed=seed)) == {"shut"} for seed in range(6)]

    assert any(shut)
    assert not all(shut)
