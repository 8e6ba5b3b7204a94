"""A swizzle (W-30): servers stop one after the other, and come back in another order.

In: the failings of a run, its simulation and seed. Out: the same failings, and for each window of a
swizzle those of the servers. So does FoundationDB's simulation ("swizzle-clogging"): what waits for
one server finds the next one gone.
"""

from collections.abc import Iterable, Iterator

from engine.days import Simulation
from engine.failures import OCCASION_BITS, Failing, Failure, Window
from engine.sim.failing import Span, spans
from engine.streams import Purpose, drawn

SERVERS = (
    Failure.CHAT_SERVER_DOWN, Failure.INTERACTION_SERVER_RESTART, Failure.DMS_DOWN,
    Failure.STALE_STATES,
)  # fmt: skip
"""Routing without the states of agents is offered by hearsay: nobody takes anything."""
EVERY = 1_000_000
STOPS, COMES_BACK = 0, len(SERVERS)
"""Draws of a window: when each server stops, when it is back."""


def with_swizzles(
    failings: Iterable[Failing], simulation: Simulation, seed: int
) -> tuple[Failing, ...]:
    """The failings with those that their swizzles are made of."""
    found = tuple(failings)
    of_servers = [
        each
        for failing in found
        if failing.failure is Failure.SWIZZLE
        for span in spans(failing, simulation)
        for each in _of_servers(span, seed)
    ]
    return (*found, *of_servers)


def _of_servers(span: Span, seed: int) -> Iterator[Failing]:
    """In the first half of a window they stop, in the second one they come back."""
    stop, back = (_order(span, seed, first) for first in (STOPS, COMES_BACK))
    if stop == back:
        back.reverse()
    part = (span.end_us - span.begin_us) // (2 * len(SERVERS))
    for server in SERVERS:
        begin = span.begin_us + stop.index(server) * part
        lasts = (len(SERVERS) + back.index(server) + 1 - stop.index(server)) * part
        window = Window(begins_us=begin, lasts_us=lasts, daily=False)
        share = EVERY if server is Failure.STALE_STATES else 0
        yield Failing(failure=server, share=share, windows=(window,))


def _order(span: Span, seed: int, first: int) -> list[Failure]:
    base = int(Failure.SWIZZLE) << OCCASION_BITS

    def place(server: Failure) -> int:
        draw = base + first + SERVERS.index(server)
        return drawn(seed, Purpose.FAILURE_DETAIL, span.number, draw)

    return sorted(SERVERS, key=place)
