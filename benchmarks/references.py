"""The figures that simulated days must meet: exact ones of theory, and published ones.

In: nothing. Out: `CASES`, each a model in `models/`, how often it is replicated, and its figures.
Published ones are those of ContactCenters (umontreal-simul/contactcenters, `doc/examples/*.res` and
`doc/msk/mskuse.tex`), whose half-width is that of the printed standard deviation of the printed
number of replications.
"""

from dataclasses import dataclass

from benchmarks import measures as m
from benchmarks import theory
from benchmarks.estimates import Estimate, published
from benchmarks.measures import Measure

THIRD = 1 / 3


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a case."""

    name: str
    measure: Measure
    reference: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A model, one of its simulations, how many days, what must come out, and who says so."""

    model: str
    figures: tuple[Figure, ...]
    source: str
    simulation: str = "day"
    days: int = 20

    @property
    def name(self) -> str:
        """The model, and the simulation if it has several."""
        return self.model if self.simulation == "day" else f"{self.model} {self.simulation}"


def exact(name: str, measure: Measure, value: float) -> Figure:
    """A figure of theory."""
    return Figure(name, measure, Estimate(value))


def erlang_c(model: str, arrival: float, service: float, servers: int, *, target: float) -> Case:
    """All wait as long as it takes; rates are per minute."""
    steady = theory.steady(arrival, service, servers)
    within = theory.erlang_c_within(servers, arrival, service, target)
    figures = (
        exact("P(wait)", m.DELAYED, steady.delayed),
        exact("wait, min", m.WAIT, steady.wait),
        exact("service level", m.OF_ALL, within),
        exact("occupancy", m.occupancy(), steady.occupancy),
        exact("queue length", m.queue_length, steady.waiting),
    )
    return Case(model=model, figures=figures, source="Erlang C")


def erlang_a(model: str, arrival: float, service: float, servers: int, *, leaving: float) -> Case:
    """Customers give up; the target is 20 s."""
    steady = theory.steady(arrival, service, servers, leaving=leaving)
    in_time, gone = theory.within(arrival, service, servers, leaving=leaving, target=THIRD)
    figures = (
        exact("P(wait)", m.DELAYED, steady.delayed),
        exact("P(abandon)", m.ABANDONED, steady.abandoned),
        exact("wait of all, min", m.WAIT, steady.wait),
        exact("service level of all", m.OF_ALL, in_time),
        exact("service level of answered", m.OF_ANSWERED, in_time / (1 - steady.abandoned)),
        exact("service level without short abandons", m.WITHOUT_SHORT, in_time / (1 - gone)),
        exact("occupancy", m.occupancy(), steady.occupancy),
        exact("queue length", m.queue_length, steady.waiting),
    )
    return Case(model=model, figures=figures, source="Erlang A")


def blocking() -> tuple[Case, ...]:
    """Few places to wait."""
    twelve = theory.steady(4.2, 0.5, 12, places=5)
    two = theory.steady(3, 4, 2, places=1)
    return (
        Case(
            model="mmck",
            source="M/M/c/K",
            figures=(
                exact("P(blocked)", m.BLOCKED, twelve.blocked),
                exact("wait of accepted, min", m.SPEED_OF_ANSWER, twelve.wait),
                exact("occupancy", m.occupancy(), twelve.occupancy),
                exact("queue length", m.queue_length, twelve.waiting),
            ),
        ),
        Case(
            model="mm23",
            source="M/M/2/3 of simmer",
            figures=(
                exact("P(blocked)", m.BLOCKED, two.blocked),
                exact("customers", m.customers, two.busy + two.waiting),
            ),
        ),
    )


def single() -> tuple[Case, ...]:
    """One server, and the states of three."""
    shares = theory.many_servers(10, 12, 3)
    waits = theory.priority_waits([0.2, 0.6], 1)
    states = tuple(exact(f"P({n} there)", m.state(n), shares[n]) for n in range(9))
    sojourns = tuple(
        exact(f"time in system of class {n + 1}, min", sojourn(n), wait + 1)
        for n, wait in enumerate(waits)
    )
    return (
        Case(model="states", source="M/M/3, printed by Ciw", figures=states),
        Case(model="priority", source="priorities, printed by Ciw", figures=sojourns),
        *(
            Case(
                model="mm1",
                simulation=f"load_{percent}",
                source="M/M/1",
                figures=(exact("customers", m.customers, percent / (100 - percent)),),
            )
            for percent in (10, 50, 80, 90)
        ),
    )


def sojourn(arrivals: int) -> Measure:
    """Waiting, and the minute that a service takes in the mean."""
    return m.minutes(m.WAITED, m.ASKED, more=1.0, arrivals=arrivals)


def printed(name: str, measure: Measure, value: float, deviation: float, digits: int = 3) -> Figure:
    """A figure that ContactCenters prints, of 1,000 replications."""
    return Figure(name, measure, published(value, deviation=deviation, count=1000, digits=digits))


def per_cent(name: str, measure: Measure, value: float, deviation: float) -> Figure:
    """A figure in per cent with one digit, of 300 replications."""
    return Figure(
        name, measure, published(value / 100, deviation=deviation / 100, count=300, digits=3)
    )


DAYS_OF_CONTACT_CENTERS = (
    Case(
        model="m1",
        days=1000,
        source="MMC.res",
        figures=(
            printed("in target", m.count("answered_in_target"), 1816.158, 57.043),
            printed("service level", m.OF_ANSWERED, 0.902, 0.033),
            printed("speed of answer, min", m.SPEED_OF_ANSWER, 0.099, 0.045),
            printed("occupancy", m.occupancy(), 0.695, 0.023),
        ),
    ),
    Case(
        model="m2",
        days=1000,
        source="MMCAb.res",
        figures=(
            printed("abandoned", m.count("abandoned"), 58.609, 15.295),
            printed("in target", m.count("answered_in_target"), 1906.008, 35.828),
            printed("service level", m.OF_ANSWERED, 0.975, 0.0079),
            printed("speed of answer, min", m.SPEED_OF_ANSWER, 0.024, 0.006),
            printed("occupancy", m.occupancy(), 0.675, 0.019),
            printed("service level with abandonment", m.WITHOUT_SHORT, 0.968, 0.0099),
        ),
    ),
    Case(
        model="m3",
        days=1000,
        source="MMCBlocked.res",
        figures=(
            printed("blocked", m.count("blocked"), 18.655, 9.831),
            printed("in target", m.count("answered_in_target"), 1854.284, 42.176),
            printed("service level", m.OF_ANSWERED, 0.929, 0.019),
            printed("speed of answer, min", m.SPEED_OF_ANSWER, 0.060, 0.016),
            printed("occupancy", m.occupancy(), 0.689, 0.021),
            printed("service level with blocked", m.OF_ALL, 0.920, 0.022),
        ),
    ),
)

GOOD = (
    ((170.154, 93.722), (599.334, 83.392), (15.490, 27.520)),
    ((262.936, 134.377), (511.648, 86.571), (34.697, 55.230)),
    ((259.806, 155.150), (613.732, 99.046), (24.888, 44.327)),
)
"""Contacts in target by type and period of SimpleMSK, with their standard deviations."""
SKILLS = Case(
    model="m6",
    days=1000,
    source="SimpleMSK.res",
    figures=(
        printed("served", m.count("answered"), 4297.305, 437.605),
        printed("abandoned", m.count("abandoned"), 910.335, 551.164),
        printed("service level", m.WITHOUT_SHORT, 0.501, 0.128),
        printed("occupancy of group 0", m.occupancy("left", to_the_end=True), 0.881, 0.058),
        *(
            printed(
                f"in target, type {number}, period {period}",
                m.count("answered_in_target", arrivals=number, interval=period),
                *GOOD[number][period],
            )
            for number in range(3)
            for period in range(3)
        ),
    ),
)

HOURS = (
    (78.1, 11.2), (85.9, 9.17), (97.5, 3.05), (93.7, 5.96), (90.1, 7.33), (93.0, 6.41),
    (97.4, 3.21), (97.3, 3.36), (93.5, 5.61), (97.0, 3.92), (87.3, 9.99), (91.8, 7.64),
    (94.7, 5.73),
)  # fmt: skip
"""The service level of singleQueue by hour, in per cent, with standard deviations."""
HOURLY = (
    Case(
        model="m10",
        simulation="within_20s",
        days=300,
        source="mskuse.tex",
        figures=(
            per_cent("service level", m.WITHOUT_SHORT, 92.5, 1.90),
            per_cent("occupancy", m.occupancy(to_the_end=True), 55.8, 1.68),
            *(
                per_cent(
                    f"service level from {8 + hour:02}:00",
                    m.share(m.IN_TARGET, ("asked", "-abandoned_in_target"), interval=hour),
                    *HOURS[hour],
                )
                for hour in range(13)
            ),
        ),
    ),
    Case(
        model="m10",
        simulation="within_30s",
        days=300,
        source="mskuse.tex",
        figures=(per_cent("service level", m.WITHOUT_SHORT, 94.4, 1.69),),
    ),
)

CASES = (
    erlang_c("c1", 100 / 30, THIRD, 14, target=THIRD),
    erlang_c("c2", 100 / 30, THIRD, 15, target=0.33),
    erlang_c("c3", 12, 1 / 4, 55, target=1 / 4),
    erlang_c("c4", 4.2, 0.5, 12, target=THIRD),
    erlang_c("c6", 48 / 60, 1, 1, target=THIRD),
    erlang_a("a1", 100 / 30, THIRD, 14, leaving=1 / 5),
    erlang_a("a2", 100 / 30, THIRD, 13, leaving=1 / 5),
    erlang_a("a3", 48, 1, 50, leaving=1 / 2),
    erlang_c("a3_endless", 48, 1, 50, target=THIRD),
    erlang_a("a4", 4.2, 0.5, 12, leaving=1),
    *blocking(),
    *single(),
    *DAYS_OF_CONTACT_CENTERS,
    SKILLS,
    *HOURLY,
)
