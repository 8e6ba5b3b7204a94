"""A simulated day written by hand, as large as its reports need it."""

from dataclasses import replace
from datetime import UTC, datetime

from engine.days import Arrivals, Days, Simulation
from engine.directory import Directory
from engine.log.counts import (
    Calls,
    Counts,
    Desk,
    Length,
    Notifications,
    Visits,
    Waits,
    bucket_of,
)
from engine.ops import Place
from engine.pipeline import SimulatedDay
from engine.program.model import Program
from engine.sim.day import Day
from engine.staff import Agent, Group, VirtualQueue
from engine.values import HOUR, MINUTE, SECOND, Time
from tests.report.story import DONE, HOLD, INVITE, LONG_WAIT, TELL, program

CALLS, CHATS = range(2)
START = Time.of(datetime(2026, 12, 21, 7, tzinfo=UTC))
UNAVAILABLE, NO_CHANNEL = 301, 204
NOBODY = Waits()
QUIET = Length()

MORNING = Waits(
    came=1300, asked=1200, answered=1100, answered_in_target=900, abandoned=80,
    abandoned_in_target=30, left=12, blocked=8, waited_answered_us=1100 * 15 * SECOND,
    waited_abandoned_us=80 * 50 * SECOND, waited_left_us=12 * MINUTE,
    waited_most_us=400 * SECOND, delayed=700,
)  # fmt: skip
LATER = Waits(
    came=10, asked=10, answered=8, answered_in_target=8, abandoned=1, waiting=1, delayed=3,
    waited_answered_us=8 * SECOND, waited_abandoned_us=30 * SECOND, waited_most_us=2 * SECOND,
)  # fmt: skip
FEW = Waits(came=40, asked=40, answered=40, answered_in_target=40)


def simulation(*, warm_up_us: int = 0) -> Simulation:
    """Two hours of a Monday morning."""
    return Simulation(
        name="monday", start_us=int(START), duration_us=2 * HOUR, zone="Europe/Berlin", seed=7,
        warm_up_us=warm_up_us, arrivals=(CALLS, CHATS),
    )  # fmt: skip


def staffed_program() -> Program:
    """The notification example with agents, a group and a virtual queue."""
    directory = Directory(
        agents=(Agent(name="anna"), Agent(name="ben")),
        groups=(Group(name="everyone", members=("anna", "ben")), Group(name="nobody")),
        virtual_queues=(VirtualQueue(name="VQ_calls"), VirtualQueue(name="VQ_unused")),
    )
    days = Days(
        simulations=(simulation(),),
        arrivals=(
            Arrivals(name="calls", media="voice", strategy="deflect"),
            Arrivals(name="chats", media="whatsappsession", channel="whatsapp"),
        ),
    )
    return replace(program(), directory=directory, days=days)


def desk(busy: int, wrap_up: int, pause: int, ready: int, answered: int) -> Desk:
    """An agent's hour, in minutes."""
    return Desk(
        logged_in_us=(busy + wrap_up + pause + ready) * MINUTE, busy_us=busy * MINUTE,
        wrap_up_us=wrap_up * MINUTE, break_us=pause * MINUTE, ready_us=ready * MINUTE,
        answered=answered, handled_us=busy * MINUTE,
    )  # fmt: skip


def counts() -> Counts:
    """What the morning has come to."""
    line = (
        Length(integral_us=18_000 * SECOND, most=23, last=4, entered=1192, left=1188),
        Length(integral_us=9 * SECOND, most=2, last=1, entered=10, left=13),
        Length(integral_us=0, most=1, last=1),
    )
    visits = {
        LONG_WAIT: Visits(entered=1300, ports=(120, 1180)),
        INVITE: Visits(entered=120, stayed_us=120 * 250_000, ports=(100, 12, 8)),
        TELL: Visits(entered=100, ports=(100,)),
        HOLD: Visits(entered=1300, stayed_us=1300 * 95 * SECOND, handed_over=1260, gone=40),
        DONE: Visits(entered=90, handed_over=90),
    }
    return Counts(
        interval_us=HOUR, warm_up_us=0, duration_us=2 * HOUR, end_us=2 * HOUR + 10 * MINUTE,
        target_us=20 * SECOND, interactions=1450, events=41_000,
        finals=tuple(
            {Place.STOPPED: 98, Place.DISCONNECTED: 1200, Place.ABANDONED: 140,
             Place.LOST_REMOVED: 2, Place.REJECTED: 8}.get(place, 0) for place in Place
        ),
        live=tuple({Place.QUEUED: 1, Place.RUNNING: 1}.get(place, 0) for place in Place),
        arrivals=((MORNING, LATER, NOBODY), (FEW, NOBODY, NOBODY)),
        virtual_queues=((replace(MORNING, came=0), replace(LATER, came=0), NOBODY), (NOBODY,) * 3),
        virtual_lengths=(line, (QUIET,) * 3),
        queues=(
            (replace(line[0], last=0, integral_us=3600 * SECOND), QUIET, Length(most=1)),
            (QUIET,) * 3,
        ),
        agents=(
            (desk(48, 6, 0, 6, 600), desk(20, 1, 10, 29, 8), Desk()),
            (desk(50, 5, 5, 0, 540), desk(0, 0, 0, 0, 0), Desk()),
        ),
        blocks=tuple(
            visits.get(number, Visits(ports=(0,) * len(block.ports)))
            for number, block in enumerate(program().blocks)
        ),
        calls=((INVITE, Calls(
            requested=120, answered=100, refused=((NO_CHANNEL, 2), (UNAVAILABLE, 10)), timed_out=8,
            late=3, answer_us=28 * SECOND,
        )),),
        notifications=Notifications(
            created=100, stopped=90, lost_removed=2, other=5, left=3,
            stayed_us=97 * 11 * MINUTE, stayed_most_us=26 * MINUTE,
        ),
        histograms=(
            ((0, 400), (bucket_of(15 * SECOND), 508), (bucket_of(90 * SECOND), 200)),
            ((0, 40),),
            ((0, 400), (bucket_of(15 * SECOND), 508), (bucket_of(90 * SECOND), 200)),
            (),
        ),
        retried=21,
    )  # fmt: skip


def nothing() -> Counts:
    """What a day without anybody comes to."""
    places = (0,) * len(Place)
    found = counts()
    return replace(
        found, interactions=0, events=0, finals=places, live=places, retried=0,
        arrivals=((NOBODY,) * 3,) * 2, virtual_queues=((NOBODY,) * 3,) * 2,
        virtual_lengths=((QUIET,) * 3,) * 2, queues=((QUIET,) * 3,) * 2,
        agents=((Desk(),) * 3,) * 2, calls=(), notifications=Notifications(),
        histograms=((),) * 4,
        blocks=tuple(Visits(ports=(0,) * len(block.ports)) for block in program().blocks),
    )  # fmt: skip


def day(found: Counts | None = None) -> SimulatedDay:
    """The day as a command has it."""
    return SimulatedDay(
        program=staffed_program(),
        simulation=simulation(),
        day=Day(
            counts=counts() if found is None else found,
            log=None,
            end="nothing is left to happen",
            truncated=False,
        ),
    )
