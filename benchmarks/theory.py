"""Queueing theory: what simulated days must come to, exactly.

In: rates per unit of time, servers, places, patience. Out: probabilities and means in the same
unit. Everything is a recursion over states or a closed form of public textbooks: Kleinrock,
"Queueing Systems" (1975) for birth-death processes and priorities; Mandelbaum and Zeltyn, "The
Palm/Erlang-A Queue, with Applications to Call Centers" (2005) for customers who give up. What is
cut off where a sum has no end is less than 1e-15 of it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from math import ceil, exp, lgamma, log

NEGLIGIBLE = 1e-18


@dataclass(frozen=True, slots=True, kw_only=True)
class Steady:
    """A queue in its steady state. `wait` is the mean over those who were let in, and those who
    gave up among them; `delayed` the share of all who came that had to wait."""

    delayed: float
    wait: float
    waiting: float
    busy: float
    occupancy: float
    blocked: float = 0.0
    abandoned: float = 0.0


def erlang_b(servers: int, load: float) -> float:
    """The share that finds all servers busy, where nobody waits.

    >>> round(erlang_b(17, 10), 9), erlang_b(2, 1)
    (0.012948875, 0.2)
    """
    blocked = 1.0
    for number in range(1, servers + 1):
        blocked = load * blocked / (number + load * blocked)
    return blocked


def erlang_c(servers: int, load: float) -> float:
    """The share that waits, where all wait as long as it takes.

    >>> round(erlang_c(5, 4), 9)
    0.554112554
    """
    blocked = erlang_b(servers, load)
    return servers * blocked / (servers - load * (1 - blocked))


def erlang_c_within(servers: int, arrival: float, service: float, target: float) -> float:
    """The share answered within a time: its complement decays exponentially.

    >>> round(erlang_c_within(14, 100 / 30, 1 / 3, 20 / 60), 6)
    0.88835
    """
    free = servers * service - arrival
    return 1 - erlang_c(servers, arrival / service) * exp(-free * target)


def states(birth: Callable[[int], float], death: Callable[[int], float]) -> list[float]:
    """The probabilities of 0, 1, 2, … in a birth-death process, up to where they are nothing.

    >>> [round(share, 4) for share in states(lambda n: 1.0 if n < 2 else 0.0, lambda n: 1.0)]
    [0.3333, 0.3333, 0.3333]
    """
    weights = [1.0]
    for number in count():
        following = weights[-1] * birth(number) / death(number + 1)
        if following < NEGLIGIBLE * max(weights) and following < weights[-1]:
            break
        weights.append(following)
    total = sum(weights)
    return [weight / total for weight in weights]


def many_servers(
    arrival: float, service: float, servers: int, *, places: int | None = None, leaving: float = 0.0
) -> list[float]:
    """The probabilities of 0, 1, 2, … customers; `places` bounds those who wait, each of whom
    gives up at the rate `leaving`."""

    def birth(number: int) -> float:
        return arrival if places is None or number < servers + places else 0.0

    def death(number: int) -> float:
        return min(number, servers) * service + max(number - servers, 0) * leaving

    shares = states(birth, death)
    return [*shares, *[0.0] * (servers + (places or 0) + 1 - len(shares))]


def steady(
    arrival: float, service: float, servers: int, *, places: int | None = None, leaving: float = 0.0
) -> Steady:
    """M/M/c, M/M/c/K and M/M/c+M by their states.

    >>> round(steady(4.2, 0.5, 12, places=5).blocked, 9)
    0.009476874
    """
    shares = many_servers(arrival, service, servers, places=places, leaving=leaving)
    waiting = sum(share * number for number, share in enumerate(shares[servers:]))
    busy = sum(share * min(number, servers) for number, share in enumerate(shares))
    blocked = shares[servers + places] if places is not None else 0.0
    return Steady(
        delayed=sum(shares[servers:]) - blocked,
        wait=waiting / (arrival * (1 - blocked)),
        waiting=waiting,
        busy=busy,
        occupancy=busy / servers,
        blocked=blocked,
        abandoned=leaving * waiting / arrival,
    )


def within(
    arrival: float,
    service: float,
    servers: int,
    *,
    leaving: float,
    target: float,
    shares: Sequence[float] | None = None,
) -> tuple[float, float]:
    """The shares of all who came that are answered, and that give up, within a time; of those who
    find so many with the given probabilities, which are those of the steady state if left out.

    Whoever finds k waiting is answered after k + 1 departures, unless they give up before: a chain
    that only goes down. Its state at the time is that of a chain in discrete steps at Poisson
    instants (uniformisation; Jensen, 1953).

    >>> [round(share, 6) for share in within(100 / 30, 1 / 3, 14, leaving=1 / 5, target=20 / 60)]
    [0.916792, 0.007164]
    """
    if shares is None:
        shares = many_servers(arrival, service, servers, leaving=leaving)
    ahead = shares[servers:]
    fastest = servers * service + leaving * (len(ahead) + 1)
    answered = gone = in_time = gone_in_time = 0.0
    weight, steps = exp(-fastest * target), 0
    while steps <= fastest * target or weight >= NEGLIGIBLE:
        in_time += weight * answered
        gone_in_time += weight * gone
        answered += ahead[0] * servers * service / fastest
        gone += sum(ahead) * leaving / fastest
        ahead = _stepped(ahead, servers * service, leaving, fastest)
        steps += 1
        weight *= fastest * target / steps
    return sum(shares[:servers]) + in_time, gone_in_time


def from_empty(
    arrival: float, service: float, servers: int, *, leaving: float, length: float, most: int
) -> list[float]:
    """The shares of a time, from an empty beginning on, in which there are 0, 1, … `most`
    customers: the probabilities of what those find who come in it. More than `most` must be as
    good as impossible (uniformisation, integrated over time).

    >>> steady_ = many_servers(4.2, 0.5, 12, leaving=1.0)
    >>> found = from_empty(4.2, 0.5, 12, leaving=1.0, length=480, most=40)
    >>> found[0] > steady_[0], found[20] < steady_[20], round(sum(found), 9)
    (True, True, 1.0)
    """
    numbers = range(most + 1)
    births = [arrival if number < most else 0.0 for number in numbers]
    deaths = [min(n, servers) * service + max(n - servers, 0) * leaving for n in numbers]
    fastest = arrival + max(deaths)
    stays = [1 - (births[n] + deaths[n]) / fastest for n in numbers]
    now, found = [1.0, *[0.0] * most], [0.0] * (most + 1)
    events, passed, step = fastest * length, 0.0, 0
    while step <= events or 1 - passed > 1e-14:
        # The chance of more than so many instants within the time, over how many there are.
        passed += exp(step * log(events) - events - lgamma(step + 1))
        weight = max(1 - passed, 0.0) / events
        for number in numbers:
            found[number] += weight * now[number]
        now = [
            now[n] * stays[n]
            + (now[n - 1] * births[n - 1] / fastest if n else 0.0)
            + (now[n + 1] * deaths[n + 1] / fastest if n < most else 0.0)
            for n in numbers
        ]
        step += 1
        if step > events + 20 * events**0.5 + 100:
            break
    return found


def answered_of(
    shares: Sequence[float], service: float, servers: int, *, leaving: float
) -> tuple[float, float]:
    """The share of all who come that has a server, and their wait summed up over all who come: who
    finds k waiting is answered if k + 1 departures come before they give up.

    >>> shares = many_servers(4.2, 0.5, 12, leaving=1.0)
    >>> round(1 - answered_of(shares, 0.5, 12, leaving=1.0)[0], 6)
    0.029679
    """
    answered, waited = sum(shares[:servers]), 0.0
    serving, ahead = servers * service, 0.0
    for number, share in enumerate(shares[servers:], 1):
        rate = serving + number * leaving
        ahead += 1 / rate
        answered += share * serving / rate
        waited += share * serving / rate * ahead
    return answered, waited


def _stepped(ahead: Sequence[float], serving: float, leaving: float, fastest: float) -> list[float]:
    """One step: somebody ahead is gone, oneself gives up, or nothing happens."""
    coming = [*ahead[1:], 0.0]
    return [
        share * (1 - (serving + leaving * (number + 1)) / fastest)
        + more * (serving + leaving * (number + 1)) / fastest
        for number, (share, more) in enumerate(zip(ahead, coming, strict=True))
    ]


def priority_waits(arrivals: Sequence[float], service: float) -> list[float]:
    """The mean wait of each class before one server who finishes what was begun, the first class
    first (Cobham, 1954).

    >>> [round(wait + 1, 9) for wait in priority_waits([0.2, 0.6], 1.0)]
    [2.0, 6.0]
    """
    left, load, waits = sum(arrivals) / service**2, 0.0, []
    for arrival in arrivals:
        before, load = load, load + arrival / service
        waits.append(left / ((1 - before) * (1 - load)))
    return waits


def positions(servers: int, shrinkage: float) -> int:
    """How many must be employed for so many to be there.

    >>> positions(17, 0.3)
    25
    """
    return ceil(round(servers / (1 - shrinkage), 9))
