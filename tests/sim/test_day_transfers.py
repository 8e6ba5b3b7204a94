"""Agents who send calls back in a simulated day: how many, how often, and to whom it matters."""

from collections import Counter

from engine.log.counts import Level
from engine.log.events import Event
from engine.log.model import EventLog
from engine.pipeline import simulate
from tests.helpers.runs import process_of

LINE = """
agent clerk { count = 30 }
group clerks { members = [clerk] }
strategy line (voice) {
  ask: route { targets = [group(clerks)]   timeout = 5m   timeout -> out }
  out: default_route
}
arrivals calls {
  strategy = line
  rate = 200/h
  handling = exponential(1m)
  TRANSFER
}
simulation day { start = 2026-11-23T08:00   duration = 10h   seed = 3 }
"""


def day(transfer: str) -> EventLog:
    process = process_of(LINE.replace("TRANSFER", transfer))
    log = simulate(process, process.days.simulations[0], level=Level.EVENTS).day.log
    assert log is not None
    return log


def arrivals(log: EventLog) -> list[tuple[int, int]]:
    """When each customer came, by their number."""
    return [(row.b, row.time) for row in log.rows() if row.kind is Event.ARRIVED]


def transferred(log: EventLog) -> Counter[int]:
    return Counter(row.interaction for row in log.rows() if row.kind is Event.TRANSFERRED)


def test_about_so_many_are_sent_back_as_the_share_says() -> None:
    log = day("transfer { share = 25%   to = line }")

    # Three standard deviations of a binomial with n about 2,000 and p = 1/4 are 58.
    share = len(transferred(log)) / len(arrivals(log))
    assert abs(share - 0.25) < 58 / 2000


def test_a_call_is_sent_back_once_at_most() -> None:
    log = day("transfer { share = 100%   to = line }")

    assert set(transferred(log).values()) == {1}
    assert len(transferred(log)) == len(arrivals(log))
    accepted = Counter(row.interaction for row in log.rows() if row.kind is Event.ACCEPTED)
    assert set(accepted.values()) == {2}


def test_the_same_customers_come_whoever_is_sent_back() -> None:
    assert arrivals(day("")) == arrivals(day("transfer { share = 50%   to = line }"))
