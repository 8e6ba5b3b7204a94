"""The workloads A, B and C in Ciw, as its documentation writes them: a network of nodes.

In: how long customers come, a seed. Out: what became of them. `python -m benchmarks.in_ciw WORKLOAD
CUSTOMERS SEED` prints it. A group of agents is a node for each media, since they have room for each
apart. Ciw stops at an instant: those who are there then are in no record.
"""

import random

import ciw

from benchmarks import workloads as w
from benchmarks.workloads import Outcome


def network(*, patience: float | None) -> ciw.network.Network:
    """One group of agents; with or without an end to patience."""
    return ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(rate=w.A_RATE)],
        service_distributions=[ciw.dists.Exponential(rate=1 / w.A_HANDLING)],
        number_of_servers=[w.A_AGENTS],
        reneging_time_distributions=[patience and ciw.dists.Exponential(rate=1 / patience)],
    )


def counted(simulation: ciw.Simulation) -> Outcome:
    """What the records say of those who were answered or gave up: one a node they waited at."""
    out = Outcome()
    first: dict[int, float] = {}
    for record in sorted(simulation.get_all_records(), key=lambda one: one.arrival_date):
        came = first.setdefault(record.id_number, record.arrival_date)
        if record.arrival_date > came:
            out.overflowed += 1
        if record.record_type == "service":
            out.answered += 1
            out.waited += record.service_start_date - came
    out.customers = len(first)
    out.abandoned = out.customers - out.answered
    return out


def a(until: float, seed: int) -> Outcome:
    """All wait as long as it takes."""
    return run(network(patience=None), until, seed)


def b(until: float, seed: int) -> Outcome:
    """Callers give up."""
    return run(network(patience=w.B_PATIENCE), until, seed)


def run(model: ciw.network.Network, until: float, seed: int) -> Outcome:
    """Simulates a network."""
    ciw.seed(seed)
    simulation = ciw.Simulation(model)
    simulation.simulate_until_max_time(until)
    return counted(simulation)


class Patience(ciw.dists.Distribution):
    """How long a customer waits at a node: as long as they are patient, at most to the overflow.

    The patience of a customer is drawn at their first node and kept.
    """

    def __init__(self, mean: float, most: float) -> None:
        self.patience = mean
        self.most = most

    def sample(self, t: float = 0.0, ind: ciw.Individual = None) -> float:
        """The time until the customer leaves the node, counted from now."""
        if not hasattr(ind, "gives_up"):
            ind.gives_up = t + random.expovariate(1 / self.patience)
        return min(float(ind.gives_up) - t, self.most)


class Overflow(ciw.routing.Leave):
    """Whoever has not given up when they leave a queue goes to the general group."""

    def __init__(self, node: int) -> None:
        self.node_number = node

    def next_node_for_jockeying(self, ind: ciw.Individual) -> ciw.Node:
        """The node of the general group, or the exit."""
        patient = ind.gives_up > self.simulation.current_time
        return self.simulation.nodes[self.node_number if patient else -1]


def c(until: float, seed: int) -> Outcome:
    """Two media, three groups, overflow: six nodes."""
    places = [(group, media) for group in w.C_SHARES for media in w.C_RATE]
    total = sum(w.C_SHARES.values())
    model = ciw.create_network(
        arrival_distributions={
            media: [
                ciw.dists.Exponential(rate=w.C_RATE[media] * w.C_SHARES[group] / total)
                if of == media
                else None
                for group, of in places
            ]
            for media in w.C_RATE
        },
        service_distributions={
            media: [ciw.dists.Exponential(rate=1 / w.C_HANDLING[media])] * len(places)
            for media in w.C_RATE
        },
        number_of_servers=[w.C_AGENTS[group] * w.C_CAPACITY[media] for group, media in places],
        reneging_time_distributions={
            media: [
                Patience(
                    w.C_PATIENCE[media],
                    float("inf") if group == "general" else w.C_OVERFLOW,
                )
                for group, _ in places
            ]
            for media in w.C_RATE
        },
        routing={
            media: ciw.routing.NetworkRouting(
                routers=[Overflow(1 + places.index(("general", of))) for _, of in places]
            )
            for media in w.C_RATE
        },
    )
    return run(model, until, seed)


if __name__ == "__main__":
    w.told({"a": a, "b": b, "c": c})
