"""`Scenario`: what one run is made of besides its program.

In: the operator's choices, or a test. Out: a frozen value. Whatever a run needs is here or in the
program: no clock is read and nothing is drawn.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from engine.scenario.answers import LATENCY_US, AnswerPlan, Stub
from engine.scenario.happenings import Happening
from engine.scenario.staff import AgentPlan
from engine.scenario.told import Told
from engine.values import HOUR, KVList, Time, Value

START = Time.of(datetime(2026, 1, 5, 9, tzinfo=UTC))
"""A Monday morning."""
HORIZON_US = 24 * HOUR


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """The interaction waits in a queue when the run begins, and no strategy has it.

    `age_us` is how long ago it was created, `in_queue_us` how long ago it was placed, at most that.
    `known` is false if Chat Server has forgotten its session, `terminate` says that it is a
    notification's chat, made with TerminateSessionFlag. Views look at it from the start on, and no
    sooner; its first rows in the log lie before the start.
    """

    queue: str
    age_us: int = 0
    in_queue_us: int = 0
    online: bool = True
    known: bool = True
    terminate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Midway:
    """The strategy begins at a block that is not its entry, as if others had run before it.

    `variables` have these values instead of their first ones, by name. `answers` are what the calls
    of blocks have answered, `faults` the numbers they have ended with, by label.
    """

    block: str
    variables: tuple[tuple[str, Value], ...] = ()
    answers: tuple[tuple[str, KVList], ...] = ()
    faults: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistic:
    """What a function that reads the state of the centre says, whatever the state is."""

    function: str
    arguments: tuple[Value, ...]
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One run: an interaction comes to a strategy at `start`, or waits in a queue then.

    `strategy` is empty if the interaction is `waiting`. `data` is its attached data, `media` its
    media type, the family's own name if it is empty. `answers` are the plans of the ESP calls in
    the order in which they are made; calls beyond them are answered normally. Where a `stubs` row
    is for a call, it wins. `staff` are the agents of whom something is said, at most once each; all
    others are ready, accept at once and handle until an act says that they have finished.
    """

    strategy: str = ""
    start: Time = START
    seed: int = 0
    ani: str = ""
    dnis: str = ""
    media: str = ""
    data: KVList = field(default_factory=KVList)
    answers: tuple[AnswerPlan, ...] = ()
    latency_us: int = LATENCY_US
    horizon_us: int = HORIZON_US
    priority: int = 0
    waiting: Waiting | None = None
    midway: Midway | None = None
    statistics: tuple[Statistic, ...] = ()
    stubs: tuple[Stub, ...] = ()
    told: tuple[Told, ...] = ()
    staff: tuple[AgentPlan, ...] = ()
    happenings: tuple[Happening, ...] = ()
