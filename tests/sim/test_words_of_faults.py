"""What strategies read of faults is the same whatever is kept of the log."""

import pytest

from engine.log.counts import Level
from engine.log.events import Event
from engine.sim.day import follow_day
from tests.helpers.days import day_of, program_of

DAY = """
application "Slow" { type = ThirdPartyServer }
service "Slow.Ask" {
  application = "Slow"
  answers { Rank: integer }
  latency = @LATENCY@
  else { @ANSWER@ }
}
strategy line (voice) {
  ask: esp("Slow.Ask") {
    app_name = "Slow"
    timeout = 5s
    timeout -> read
    fault -> read
  } -> bye
  read: log(ask.fault.text) -> bye
  bye: disconnect { reason = "read" }
}
arrivals calls { strategy = line   rate = 30/h }
simulation day { start = 2026-01-05T08:00   duration = 1h }
"""


@pytest.mark.parametrize(
    ("latency", "answer"),
    [("10s", "Rank = 1"), ("1s", 'fault = 904   fault_text = "gone"')],
)
def test_what_a_fault_says_does_not_depend_on_the_log(latency: str, answer: str) -> None:
    program = program_of(DAY.replace("@LATENCY@", latency).replace("@ANSWER@", answer))

    days = [day_of(program, level=level) for level in Level]
    followed = follow_day(program, program.days.simulations[0], "voice-3")

    assert days[0].limit is None
    assert days[0].counts == days[1].counts == days[2].counts == followed.counts
    for day in (days[1], followed):
        assert day.log is not None
        said = {day.log.text(row.a) for row in day.log.rows() if row.kind is Event.LOGGED}
        assert len(said) == 1
