"""Small projects that differ a little, and comparisons of them."""

from functools import cache

from engine.replications.compare import Compared, compare
from engine.replications.model import Variant
from engine.stats.seen import Seen
from tests.helpers.days import program_of

LINE = """
param clerks = 3
param often = 60/h
agent clerk { count = clerks }
group team { members = [clerk] }
virtual_queue VQ
queue notes { view all { where = not is_online   every = 1s   submit = over } }
chat_server { endpoints 1 { "notes" = notes } }
strategy over (chat) { end: stop { reason = "told" } }
strategy line (voice) {
  on abandoned -> gone
  many: if(length(VQ) >= 4) { true -> busy   false -> hold }
  busy: disconnect { reason = "too many" }
  hold: route {
    targets = [group(team)]
    virtual_queue = VQ
    timeout = 2m
    timeout -> sorry
  }
  sorry: disconnect { reason = "nobody" }
  gone: disconnect { reason = "gone" }
}
arrivals calls {
  strategy = line
  rate = often
  patience = exponential(3m)
  handling = exponential(3m)
  retry { share = 50%   after = exponential(5m) }
}
simulation today { start = 2026-11-23T08:00   duration = 2h   seed = 7 }
"""
"""A line with three agents who have a little too much to do."""


@cache
def variant(name: str, *changes: tuple[str, str]) -> Variant:
    """The line with texts in place of others, each of which it has."""
    text = LINE
    for old, new in changes:
        if old not in text:
            raise AssertionError(old)
        text = text.replace(old, new)
    program = program_of(text)
    return Variant(name=name, program=program, simulation=program.days.simulations[0])


@cache
def compared_with(*changes: tuple[str, str], count: int = 4) -> Compared:
    """The line, and the line with other texts in it."""
    return compare([variant("old"), variant("new", *changes)], count=count)


def days_of(found: Compared) -> list[list[Seen]]:
    """The days of each variant, as measures look at them."""
    return [
        [Seen(program=each.program, simulation=each.simulation, counts=run.counts) for run in runs]
        for each, runs in zip(found.variants, found.finished, strict=True)
    ]
