"""A run as far as it has come: what the observations of tests look at.

In: a program, a scenario, the log of their run, row after row. Out: `History`, which implements
`observations.Seen`. A row costs what it changes; whatever needs the `why` section, or adds up, is
looked up when it is asked for.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from engine.faults import TIMEOUT
from engine.folds.records import NONE
from engine.folds.requests import kvlist_of, method_of
from engine.folds.seen_life import SeenLife
from engine.folds.seen_staff import Columns, SeenStaff
from engine.folds.totals import (
    CLIENT_KEYS,
    HANDLED,
    IN_WORKBIN,
    QUEUED,
    RUNNING,
    TOTALS,
    Totals,
)
from engine.folds.whys import Whys
from engine.log.events import Event, Return
from engine.log.model import EventLog
from engine.ops import Family, Place, family_of
from engine.program.model import Program
from engine.scenario import Scenario
from engine.values import KVList, Value

PLACES = tuple(place.name.lower() for place in Place)
ENVELOPE = (
    ("app_name", "AppName"), ("app_type", "AppType"), ("service", "Service"),
    ("method", "Method"), ("parameters", "Parameters"),
)  # fmt: skip
"""The keys of a request as claims name them, and as its envelope does."""


class History:
    """See `observations.Seen`."""

    def __init__(
        self,
        program: Program,
        scenario: Scenario,
        log: EventLog,
        columns: Iterable[tuple[str, Value]] = (),
    ) -> None:
        self.start_us = int(scenario.start)
        self.now_us = 0
        self.rendered: str | None = None
        self.messages: list[str] = []
        self.logs: list[str] = []
        self.played: list[str] = []
        self.interactions: list[SeenLife] = []
        self._program = program
        self._scenario = scenario
        self._log = log
        self._value = log.pool.decode
        self._row = 0
        self._totals = Totals()
        self._columns = dict(columns)
        self._queues = [queue.name for queue in program.queues]
        self._lengths = dict.fromkeys(self._queues, 0)
        self._workbins = [workbin.name for workbin in program.directory.workbins]
        self._stowed = dict.fromkeys(self._workbins, 0)
        self.staff = SeenStaff(program, self.interactions, log)
        self._pulls: Counter[int] = Counter()
        self._unread: list[tuple[int, str]] = []
        self._requests: dict[str, list[KVList]] = {}
        self.whys = Whys(program, log)

    def take(self, row: Columns) -> None:
        """Takes the next row of the log into account."""
        self.now_us = row[0]
        self._totals.counts[row[1]] += 1
        effect = self.EFFECTS.get(row[1])
        if effect is not None:
            effect(self, row)
        self._row += 1

    # What is asked

    @property
    def interaction_count(self) -> int:
        """How many interactions there have been."""
        return len(self.interactions)

    def interaction(self, number: int) -> SeenLife | None:
        """An interaction; None if there is none of that number yet."""
        return self.interactions[number] if number < len(self.interactions) else None

    def queue_length(self, name: str) -> int:
        """How many interactions are in a queue or a virtual queue; one that is not declared is
        empty."""
        return self._lengths[name] if name in self._lengths else self.staff.length(name)

    def workbin_length(self, name: str) -> int:
        """How many interactions are in a workbin, whoever's; one that is not declared is empty."""
        return self._stowed.get(name, 0)

    def pulls(self, queue: str, view: str) -> int:
        """How many interactions a view has pulled."""
        return sum(
            count
            for number, count in self._pulls.items()
            if self._program.views[number].name == view
            and self._queues[self._program.views[number].queue] == queue
        )

    def requests(self, call: str) -> Sequence[KVList]:
        """The requests of a `Service.Method`, or of a block by its label."""
        for event, label in self._unread:
            envelope, user_data = self.whys.envelope(event)
            pairs = [(name, envelope.get(key)) for name, key in ENVELOPE]
            given = [(name, value) for name, value in pairs if value is not None]
            request = KVList([*given, ("user_data", user_data)])
            for name in (label, method_of(envelope)):
                self._requests.setdefault(name, []).append(request)
        self._unread.clear()
        return self._requests.get(call, ())

    def total(self, name: str) -> int:
        """A total of the ledger."""
        return TOTALS[name](self._totals)

    def column(self, name: str) -> Value | None:
        """The value that the test's row has in a column."""
        return self._columns.get(name)

    def contact(self, number: int) -> KVList | None:
        """The attributes of a contact that Universal Contact Server has, by its number."""
        return self.whys.contact(number, self._row)

    # What rows change

    def _created(self, row: Columns) -> None:
        media = str(self._value(row[7]))
        life = SeenLife(self.whys, media, row[2], row[0])
        life.event = self._row
        self._totals.created(row[2], None if row[8] == NONE else row[8], media)
        if life.id.startswith(Family.CHAT.name.lower()):
            # Until a session is opened, if one is.
            life.abandoned_us = row[0]
        if not self.interactions:
            self._describe(life)
        self.interactions.append(life)

    def _describe(self, life: SeenLife) -> None:
        """What the run's own interaction brings besides what the log tells."""
        scenario, program = self._scenario, self._program
        life.ani, life.dnis, life.priority = scenario.ani, scenario.dnis, scenario.priority
        voice = life.media == Family.VOICE.name.lower()
        email = family_of(life.media) is Family.EMAIL
        life.online, life.known = voice, not email
        # The run begins once it is where it begins: nobody sees it without a place.
        life.place = RUNNING
        if scenario.waiting is not None:
            return
        number = [strategy.name for strategy in program.strategies].index(scenario.strategy)
        if not voice:
            # It comes as if its strategy's view had just pulled it.
            queue = program.feeding(number)
            life.queue = self._queues[queue] if queue != NONE else ""
            life.moved_us[life.queue] = life.placed_us
            life.routed_us = 0
        if scenario.midway is not None:
            life.answers.update(scenario.midway.answers)
            life.faults.update({label: (n, NONE) for label, n in scenario.midway.faults})

    def _started(self, row: Columns) -> None:
        life = self.interactions[row[2]]
        life.place = RUNNING
        self._totals.moved(row[2], RUNNING)
        if row[5] != NONE:
            life.queue = self._queues[row[5]]
        life.frames.clear()
        self._begin(life, row[7])

    def _begin(self, life: SeenLife, number: int) -> None:
        strategy = self._program.strategies[number]
        for name, first in zip(strategy.slots, strategy.first_values, strict=True):
            if name:
                # The run's pool begins with the program's constants under their integers.
                life.variables[name] = self._value(first)

    def _runs(self, row: Columns) -> None:
        life = self.interactions[row[2]]
        life.frames.append(dict(life.variables))
        self._begin(life, row[7])

    def _returned(self, row: Columns) -> None:
        life = self.interactions[row[2]]
        if life.frames:
            # Variables of the subroutine do not hide those of its caller any more.
            life.variables |= life.frames.pop()
        label = "" if row[3] == NONE else self._program.blocks[row[3]].label
        if row[7] == Return.ANSWERED:
            found = kvlist_of(self._value(row[8]))
            if label:
                life.answers[label] = found
            else:
                life.returned = found
        elif row[7] == Return.FAILED:
            if label:
                life.faults[label] = -row[8], self._row
            else:
                life.failure = -row[8], self._row

    def _entered(self, row: Columns) -> None:
        label, life = self._program.blocks[row[3]].label, self.interactions[row[2]]
        life.path.append(label)
        life.visits[label] = life.visits.get(label, 0) + 1
        life.entered_us[label] = row[0]

    def _left(self, row: Columns) -> None:
        block, life = self._program.blocks[row[3]], self.interactions[row[2]]
        port = block.ports[row[4]].label
        self.staff.served(row[2], row[0])
        life.ports.append(f"{block.label}.{port}")
        life.port[block.label] = port

    def _assigned(self, row: Columns) -> None:
        self.interactions[row[2]].variables[str(self._value(row[7]))] = self._value(row[8])

    def _attached(self, row: Columns) -> None:
        key, value = str(self._value(row[7])), self._value(row[8])
        self.interactions[row[2]].data[key] = value
        if key in CLIENT_KEYS:
            self._totals.attached(row[2], key, str(value))

    def _requested(self, row: Columns) -> None:
        self._unread.append((self._row, self._program.blocks[row[3]].label))
        self._called(row)

    def _called(self, row: Columns) -> None:
        self._totals.called(row[1], row[7])

    def _answered(self, row: Columns) -> None:
        label = self._program.blocks[row[3]].label
        self.interactions[row[2]].answers[label] = kvlist_of(self._value(row[8]))
        self._called(row)

    def _refused(self, row: Columns) -> None:
        self._failed(row)
        self._called(row)

    def _failed(self, row: Columns) -> None:
        if row[3] != NONE:
            label = self._program.blocks[row[3]].label
            self.interactions[row[2]].faults[label] = row[8], self._row

    def _timed_out(self, row: Columns) -> None:
        label = self._program.blocks[row[3]].label
        self.interactions[row[2]].faults[label] = TIMEOUT, NONE
        self._called(row)

    def _rendered(self, row: Columns) -> None:
        self.rendered = str(self._log.contents[row[7]])

    def _sent(self, row: Columns) -> None:
        text = str(self._log.contents[row[7]])
        self.messages.append(text)
        self.interactions[row[2]].transcript.append(f"system: {text}")

    def _wrote(self, row: Columns) -> None:
        text, life = str(self._log.contents[row[7]]), self.interactions[row[2]]
        life.written.append(text)
        life.transcript.append(f"customer: {text}")

    def _noticed(self, row: Columns) -> None:
        message = "" if row[8] == NONE else f": {self._log.contents[row[8]]!s}"
        self.interactions[row[2]].transcript.append(f"{self._value(row[7])!s}{message}")

    def _logged(self, row: Columns) -> None:
        self.logs.append(str(self._value(row[7])))

    def _plays(self, row: Columns) -> None:
        self.played.append(self._log.text(row[7]))

    def _opened(self, row: Columns) -> None:
        life = self.interactions[row[2]]
        life.online = life.known = True
        life.abandoned_us = None

    def _offline(self, row: Columns) -> None:
        life = self.interactions[row[2]]
        life.online, life.abandoned_us = False, row[0]

    def _hung_up(self, row: Columns) -> None:
        self._offline(row)
        self.staff.served(row[2], row[0])

    def _holds(self, row: Columns) -> None:
        life, held = self.interactions[row[2]], row[1] == Event.HELD
        life.held, life.held_us = held, row[0] if held else None

    def _lost(self, row: Columns) -> None:
        self.interactions[row[2]].known = False

    def _placed(self, row: Columns) -> None:
        life = self._leaves(row)
        life.place, life.placed_us, life.queue = QUEUED, row[0], self._queues[row[5]]
        life.left_us = None
        self._totals.moved(row[2], QUEUED)
        life.moved_us.setdefault(life.queue, row[0])
        self._lengths[life.queue] += 1

    def _pulled(self, row: Columns) -> None:
        self._lengths[self._queues[row[5]]] -= 1
        self._pulls[row[7]] += 1
        life = self.interactions[row[2]]
        life.place, life.left_us, life.routed_us = RUNNING, row[0], row[0]
        self._totals.moved(row[2], RUNNING)

    def _resumed(self, row: Columns) -> None:
        self.interactions[row[2]].place = RUNNING

    def _leaves(self, row: Columns) -> SeenLife:
        """An interaction comes to another place than its queue, its workbin or its agent."""
        life = self.interactions[row[2]]
        self.staff.leaves(row[2], row[0])
        if life.place == QUEUED:
            self._lengths[life.queue] -= 1
            life.left_us = row[0]
        elif life.place == IN_WORKBIN:
            self._stowed[life.workbin] -= 1
        life.agent = life.workbin = life.owner = ""
        return life

    def _taken(self, row: Columns) -> None:
        life = self._leaves(row)
        life.place, life.agent = HANDLED, str(self._value(row[7]))
        self.staff.gets(row[2], life.agent)
        life.delivered_us = row[0] if life.delivered_us is None else life.delivered_us
        self._totals.moved(row[2], HANDLED)

    def _routed(self, row: Columns) -> None:
        self.staff.take(row)

    def _stows(self, row: Columns) -> None:
        life = self._leaves(row)
        life.place, life.owner = IN_WORKBIN, str(self._value(row[8]))
        life.workbin = self._workbins[row[7]]
        self._stowed[life.workbin] += 1
        self._totals.moved(row[2], IN_WORKBIN)

    def _final(self, row: Columns) -> None:
        life = self._leaves(row)
        life.place, life.ended_us = PLACES[row[7]], row[0]
        self._totals.moved(row[2], life.place)
        life.reason = str(self._value(row[8])) if row[8] else ""

    EFFECTS: ClassVar[dict[int, Callable[["History", Columns], None]]] = {
        Event.CREATED: _created, Event.STARTED: _started,
        Event.ENTERED: _entered, Event.LEFT: _left,
        Event.CALLED: _runs, Event.RETURNED: _returned,
        Event.ASSIGNED: _assigned, Event.ATTACHED: _attached,
        Event.REQUESTED: _requested, Event.ANSWERED: _answered,
        Event.REFUSED: _refused, Event.FAULTED: _failed, Event.LATE: _called,
        Event.TIMED_OUT: _timed_out, Event.RENDERED: _rendered,
        Event.SENT: _sent, Event.SAID: _sent, Event.WROTE: _wrote, Event.LOGGED: _logged,
        Event.PLAYED: _plays, Event.NOTICED: _noticed,
        **dict.fromkeys(SeenStaff.EFFECTS, _routed),
        Event.TAKEN: _taken, Event.ACCEPTED: _taken, Event.STOWED: _stows,
        Event.HELD: _holds, Event.RELEASED: _holds,
        Event.SESSION_OPENED: _opened, Event.SESSION_CLOSED: _offline,
        Event.HUNG_UP: _hung_up, Event.SESSION_LOST: _lost,
        Event.PLACED: _placed, Event.PULLED: _pulled,
        Event.RESUMED: _resumed, Event.FINAL: _final,
    }  # fmt: skip
    """What a row changes; rows of other kinds change no more than their count."""
