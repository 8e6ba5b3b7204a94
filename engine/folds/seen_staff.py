"""The agents of a run as far as it has come, and who waits for them: what `History` keeps of them.

In: rows of the log about routing. Out: who is ready, who has something, how many wait in each
virtual queue, and how long interactions did.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import ClassVar, TypeAlias

from engine.folds.seen_life import SeenLife
from engine.log.events import AgentState, Event
from engine.log.model import EventLog
from engine.program.model import Program

Columns: TypeAlias = tuple[int, int, int, int, int, int, int, int, int]
"""A row of the log as it stands in its columns: the integers of `log.model.Row`."""
READY = int(AgentState.READY)


class SeenStaff:
    """Agents by name, interactions and virtual queues by number; see `observations.SeenAgents`."""

    __slots__ = ("_away", "_desks", "_lengths", "_lines", "_lives", "_log", "_numbers", "_routings")

    def __init__(self, program: Program, lives: Sequence[SeenLife], log: EventLog) -> None:
        self._routings = program.routings
        self._lives = lives
        self._log = log
        self._away: set[str] = set()
        self._desks: dict[int, str] = {}
        self._numbers = {
            queue.name: number for number, queue in enumerate(program.directory.virtual_queues)
        }
        self._lengths: Counter[int] = Counter()
        self._lines: dict[int, int] = {}

    def is_ready(self, agent: str) -> bool:
        """Whether an agent is ready."""
        return agent not in self._away

    def is_busy(self, agent: str) -> bool:
        """Whether an agent has an interaction, or is being offered one."""
        return agent in self._desks.values()

    def length(self, virtual_queue: str) -> int:
        """How many wait in a virtual queue; one that is not declared is empty."""
        number = self._numbers.get(virtual_queue)
        return 0 if number is None else self._lengths[number]

    def take(self, row: Columns) -> None:
        """Takes a row of one of the kinds in `EFFECTS` into account."""
        self.EFFECTS[row[1]](self, row)

    def gets(self, interaction: int, agent: str) -> None:
        """An agent is offered an interaction, or has it."""
        self._desks[interaction] = agent

    def leaves(self, interaction: int, now_us: int) -> None:
        """An interaction comes to another place: no agent has it, and it waits for none."""
        self._desks.pop(interaction, None)
        self.served(interaction, now_us)

    def served(self, interaction: int, now_us: int) -> None:
        """An interaction waits for an agent no longer, if it did."""
        virtual_queue = self._lines.pop(interaction, None)
        if virtual_queue is not None:
            self._lives[interaction].served_us = now_us
            self._lengths[virtual_queue] -= 1

    # What rows change

    def _asks(self, row: Columns) -> None:
        life = self._lives[row[2]]
        life.asked_us, life.served_us = row[0], None
        virtual_queue = self._routings[row[7]].virtual_queue
        self._lines[row[2]] = virtual_queue
        self._lengths[virtual_queue] += 1

    def _offered(self, row: Columns) -> None:
        self._lives[row[2]].offers += 1
        self.gets(row[2], self._log.text(row[7]))

    def _declined(self, row: Columns) -> None:
        self._desks.pop(row[2], None)

    def _turned(self, row: Columns) -> None:
        agent = self._log.text(row[7])
        if row[8] == READY:
            self._away.discard(agent)
        else:
            self._away.add(agent)

    EFFECTS: ClassVar[dict[int, Callable[["SeenStaff", Columns], None]]] = {
        Event.ROUTING: _asks, Event.OFFERED: _offered, Event.REFUSED_OFFER: _declined,
        Event.WITHDRAWN: _declined, Event.AGENT_STATE: _turned,
    }  # fmt: skip
    """What a row changes."""
