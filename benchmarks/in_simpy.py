"""The workloads in SimPy, as its own examples are written: a process a customer, resources.

In: how long customers come, a seed. Out: what became of them. `python -m benchmarks.in_simpy
WORKLOAD CUSTOMERS SEED` prints it. The only thing done for speed is that a process of arrivals
draws by itself; agents are servers without a name, which is less than a contact centre does.
"""

import random
from collections.abc import Callable, Generator
from typing import Any

import simpy

from benchmarks import workloads as w
from benchmarks.workloads import Outcome

Process = Generator[simpy.Event, Any, None]


def arrive(
    env: simpy.Environment, draw: random.Random, *, rate: float, until: float,
    customer: Callable[[], Process],
) -> Process:  # fmt: skip
    """Customers of one sort, until nobody comes any more."""
    while True:
        yield env.timeout(draw.expovariate(rate))
        if env.now >= until:
            return
        env.process(customer())


def a(until: float, seed: int) -> Outcome:
    """All wait as long as it takes."""
    env, draw, out = simpy.Environment(), random.Random(seed), Outcome()
    agents = simpy.Resource(env, capacity=w.A_AGENTS)

    def customer() -> Process:
        out.customers += 1
        came = env.now
        with agents.request() as ask:
            yield ask
            out.answered += 1
            out.waited += env.now - came
            yield env.timeout(draw.expovariate(1 / w.A_HANDLING))

    env.process(arrive(env, draw, rate=w.A_RATE, until=until, customer=customer))
    env.run()
    return out


def b(until: float, seed: int) -> Outcome:
    """Callers give up."""
    env, draw, out = simpy.Environment(), random.Random(seed), Outcome()
    agents = simpy.Resource(env, capacity=w.A_AGENTS)

    def customer() -> Process:
        out.customers += 1
        came = env.now
        with agents.request() as ask:
            yield ask | env.timeout(draw.expovariate(1 / w.B_PATIENCE))
            if not ask.triggered:
                out.abandoned += 1
                return
            out.answered += 1
            out.waited += env.now - came
            yield env.timeout(draw.expovariate(1 / w.A_HANDLING))

    env.process(arrive(env, draw, rate=w.A_RATE, until=until, customer=customer))
    env.run()
    return out


def c(until: float, seed: int) -> Outcome:
    """Two media, three groups, overflow."""
    env, draw, out = simpy.Environment(), random.Random(seed), Outcome()
    groups = list(w.C_SHARES)
    shares = list(w.C_SHARES.values())
    desks = {
        (group, media): simpy.Resource(env, capacity=w.C_AGENTS[group] * w.C_CAPACITY[media])
        for group in groups
        for media in w.C_RATE
    }

    def sort_of(media: str) -> Callable[[], Process]:
        def customer() -> Process:
            out.customers += 1
            came = env.now
            (group,) = draw.choices(groups, shares)
            patience = draw.expovariate(1 / w.C_PATIENCE[media])
            if group != "general":
                with desks[group, media].request() as ask:
                    yield ask | env.timeout(min(patience, w.C_OVERFLOW))
                    if ask.triggered:
                        yield answered(media, came)
                        return
                if patience <= w.C_OVERFLOW:
                    out.abandoned += 1
                    return
                out.overflowed += 1
                patience -= w.C_OVERFLOW
            with desks["general", media].request() as ask:
                yield ask | env.timeout(patience)
                if ask.triggered:
                    yield answered(media, came)
                    return
            out.abandoned += 1

        return customer

    def answered(media: str, came: float) -> simpy.Event:
        out.answered += 1
        out.waited += env.now - came
        return env.timeout(draw.expovariate(1 / w.C_HANDLING[media]))

    for media, rate in w.C_RATE.items():
        env.process(arrive(env, draw, rate=rate, until=until, customer=sort_of(media)))
    env.run()
    return out


def line(until: float, seed: int) -> Outcome:
    """A whole strategy, each block a step of the generator."""
    env, draw, out = simpy.Environment(), random.Random(seed), Outcome()
    specialists = simpy.PriorityResource(env, capacity=w.LINE_SPECIALISTS)
    generalists = simpy.PriorityResource(env, capacity=w.LINE_GENERALISTS)
    segments, segment_weights = list(w.LINE_SEGMENTS), list(w.LINE_SEGMENTS.values())
    languages, language_weights = list(w.LINE_LANGUAGES), list(w.LINE_LANGUAGES.values())

    def customer() -> Process:
        out.customers += 1
        (segment,) = draw.choices(segments, segment_weights)
        (language,) = draw.choices(languages, language_weights)
        data = {"Segment": segment, "Language": language}
        data["Greeting"] = "Guten Tag" if data["Language"] == "de" else "Hello"
        if not data["Segment"]:
            out.left += 1
            return
        yield env.timeout(w.LINE_LOOKUP)
        data["Rank"] = str(w.LINE_RANKS[segment])
        rank = w.LINE_RANKS[segment]
        if len(specialists.queue) + len(generalists.queue) >= 500:
            out.left += 1
            return
        yield env.timeout(w.LINE_GREETING)
        asked = env.now
        for _ in range(w.LINE_TRIES):
            with specialists.request(priority=-rank) as ask:
                yield ask | env.timeout(w.LINE_FIRST)
                if ask.triggered:
                    yield answered(asked)
                    return
            out.overflowed += 1
            with generalists.request(priority=-rank) as ask:
                yield ask | env.timeout(w.LINE_SECOND)
                if ask.triggered:
                    yield answered(asked)
                    return
            yield env.timeout(w.LINE_MUSIC)
        out.left += 1

    def answered(asked: float) -> simpy.Event:
        out.answered += 1
        out.waited += env.now - asked
        return env.timeout(draw.expovariate(1 / w.LINE_HANDLING))

    env.process(arrive(env, draw, rate=w.LINE_RATE, until=until, customer=customer))
    env.run()
    return out


if __name__ == "__main__":
    w.told({"a": a, "b": b, "c": c, "line": line})
