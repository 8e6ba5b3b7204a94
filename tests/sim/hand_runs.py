"""Runs of programs made by hand, and questions about their logs.

In: an `Assembly`. Out: the rows of its log as pairs of words that a test can compare.
"""

from engine.limits import LIMITS, Limits
from engine.log.events import Event
from engine.log.model import EventLog, Row
from engine.ops import Place
from engine.program.model import Program
from engine.scenario import AnswerPlan, Scenario
from engine.sim.simulate import simulate
from engine.values import KVList
from tests.sim.assembly import Assembly


def run(
    made: Assembly,
    *,
    limits: Limits = LIMITS,
    strategy: str | None = None,
    data: KVList = KVList(),  # noqa: B008 - immutable
    answers: tuple[str, ...] = (),
    latency_us: int = 50_000,
    horizon_us: int = 24 * 3600 * 1_000_000,
) -> EventLog:
    """The log of the first strategy, or of the one that is named."""
    scenario = Scenario(
        strategy=strategy or made.strategies[0].name,
        data=data,
        answers=tuple(AnswerPlan.parse(answer) for answer in answers),
        latency_us=latency_us,
        horizon_us=horizon_us,
    )
    return simulate(made.program(), scenario, limits)


def rows(log: EventLog, *kinds: Event) -> list[Row]:
    """The rows of these kinds."""
    return [row for row in log.rows() if row.kind in kinds]


def path(made: Assembly, log: EventLog, interaction: int = 0) -> list[str]:
    """The labels of the blocks that an interaction entered."""
    return [
        made.blocks[row.block].label
        for row in rows(log, Event.ENTERED)
        if row.interaction == interaction
    ]


def final(log: EventLog, interaction: int = 0) -> tuple[Place, str] | None:
    """The final place and its reason; None for an interaction that is still alive."""
    for row in rows(log, Event.FINAL):
        if row.interaction == interaction:
            return Place(row.a), log.text(row.b) if row.b else ""
    return None


def is_walk(program: Program, log: EventLog) -> bool:
    """Whether every activation goes from its entry along ports of the program (I-44)."""
    expected: dict[int, int | None] = {}
    for row in log.rows():
        if row.kind is Event.STARTED:
            expected[row.interaction] = row.block
        elif row.kind is Event.FAULTED and row.block < 0:
            expected[row.interaction] = None
        elif row.kind is Event.LEFT:
            if program.blocks[row.block].ports[row.port].target != row.a:
                return False
            expected[row.interaction] = row.a
        elif row.kind is Event.ENTERED:
            wanted = expected[row.interaction]
            if wanted is not None and wanted != row.block:
                return False
    return True
