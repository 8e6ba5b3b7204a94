"""Days with as much in them as goals and prices look at, written by hand."""

from dataclasses import replace
from functools import cache

from engine.days import Simulation
from engine.log.counts import Counts, Desk, Length, Usage, Waits, bucket_of
from engine.program.model import Program
from engine.stats.seen import Seen
from engine.values import HOUR, MINUTE, SECOND
from tests.helpers.days import program_of

TEXT = """
agent clerk {{ count = 2 }}
group clerks {{ members = [clerk] }}
queue box
strategy line (voice) {{
  ask: route {{ targets = [group(clerks)]   timeout = 10m   timeout -> out }}
  out: default_route
}}
arrivals calls {{ strategy = line   rate = 30/h   handling = constant(4m) }}
arrivals others {{ strategy = line   rate = 30/h   handling = constant(4m) }}
simulation day {{ start = 2026-11-23T08:00   duration = 2h   arrivals = [calls]   seed = 7 }}
simulation both {{ start = 2026-11-23T08:00   duration = 2h }}
{more}
"""


@cache
def program(more: str) -> Program:
    """A small call centre, with these goals and prices."""
    return program_of(TEXT.format(more=more))


def expecting(*comparisons: str, prices: str = "", of: str = "") -> Program:
    """One with one goal, which may be about one simulation."""
    about = f"simulation = {of}" if of else ""
    lines = "\n".join(f"expect {each}" for each in comparisons)
    return program(f'goal "it" {{ {about} {lines} }} {prices}')


def simulation(of: Program, name: str = "day") -> Simulation:
    """One of its simulations."""
    return next(each for each in of.days.simulations if each.name == name)


def day(
    of: Program,
    *,
    seed: int = 7,
    asked: int = 10,
    in_target: int = 8,
    wait_us: int = 10 * SECOND,
    left_over: int = 0,
    logged_in_us: int = 2 * HOUR,
    templates: int = 0,
    name: str = "day",
) -> Seen:
    """A day on which so many callers asked: those in target are answered, the others give up."""
    found = simulation(of, name)
    waits = Waits(
        came=asked,
        asked=asked,
        answered=in_target,
        answered_in_target=in_target,
        abandoned=asked - in_target,
        waited_answered_us=in_target * wait_us,
        waited_most_us=wait_us if in_target else 0,
    )
    desk = Desk(logged_in_us=logged_in_us, ready_us=logged_in_us)
    later = Desk(logged_in_us=HOUR, busy_us=10 * MINUTE, wrap_up_us=MINUTE, ready_us=49 * MINUTE)
    scopes = max(found.arrivals) + 1
    counts = Counts(
        interval_us=2 * HOUR,
        warm_up_us=0,
        duration_us=2 * HOUR,
        end_us=3 * HOUR,
        target_us=20 * SECOND,
        finals=(0,) * 11,
        live=(0,) * 11,
        arrivals=((waits, Waits()), *((Waits(), Waits()),) * (scopes - 1)),
        histograms=(((bucket_of(wait_us), in_target),), *((),) * (scopes - 1)),
        queues=((Length(last=left_over), Length(last=left_over)),),
        agents=((desk, later), (desk, later)),
        usage=Usage(templates=templates, lasted_us=(90 * MINUTE, 0, 0)),
    )
    return Seen(program=of, simulation=replace(found, seed=seed), counts=counts)
