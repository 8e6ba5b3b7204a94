"""What whole histories say of blocks, calls and notifications: part of `naive_counts`."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from engine.log.counts import Calls, Notifications, Visits
from engine.log.events import Event, Return
from engine.log.model import Row
from engine.ops import Place
from engine.program.model import Program


@dataclass(slots=True)
class _Walk:
    """What all walks through blocks come to; `frames` are the open visits of one of them."""

    warm: int
    entered: "Counter[int]" = field(default_factory=Counter)
    stayed: "Counter[int]" = field(default_factory=Counter)
    ended: "Counter[int]" = field(default_factory=Counter)
    gone: "Counter[int]" = field(default_factory=Counter)
    ports: "Counter[tuple[int, int]]" = field(default_factory=Counter)
    frames: list[list[tuple[int, int]]] = field(default_factory=lambda: [[]])

    def close(self, row: Row, how: "Counter[int] | None" = None) -> None:
        """The innermost visit, if there is one, is over."""
        for block, since in self.frames[-1]:
            self.stayed[block] += max(row.time - max(since, self.warm), 0)
            if how is not None:
                how[block] += row.time >= self.warm
        self.frames[-1] = []

    def step(self, row: Row) -> None:
        """One row."""
        counts = row.time >= self.warm
        match row.kind:
            case Event.ENTERED:
                self.frames[-1].append((row.block, row.time))
                self.entered[row.block] += counts
            case Event.LEFT:
                self.close(row)
                self.ports[row.block, row.port] += counts
            case Event.CALLED:
                self.frames.append([])
            case Event.RETURNED if row.block >= 0:
                self.close(row, self.ended)
                self.frames.pop()
                if row.a == Return.HUNG_UP:
                    self.close(row, self.gone)
            case Event.HUNG_UP:
                self.close(row, self.gone)
            case Event.ENDED:
                self.close(row, self.ended)
                while len(self.frames) > 1:
                    self.frames.pop()
                    self.close(row, self.gone)
            case _:
                pass


def visits(histories: Iterable[list[Row]], program: Program, warm: int) -> tuple[Visits, ...]:
    """By block."""
    walk = _Walk(warm)
    for history in histories:
        walk.frames = [[]]
        for row in history:
            walk.step(row)
    return tuple(
        Visits(
            entered=walk.entered[number],
            stayed_us=walk.stayed[number],
            ports=tuple(walk.ports[number, port] for port in range(len(block.ports))),
            handed_over=walk.ended[number],
            gone=walk.gone[number],
        )
        for number, block in enumerate(program.blocks)
    )


def calls(rows: list[Row], warm: int) -> tuple[tuple[int, Calls], ...]:
    """By number, of those blocks that have called."""
    sent: dict[int, int] = {}
    took: Counter[int] = Counter()
    found: Counter[tuple[int, Event]] = Counter()
    faults: Counter[tuple[int, int]] = Counter()
    for row in rows:
        if row.kind is Event.REQUESTED:
            sent[row.a] = row.time
        if row.time < warm:
            continue
        if row.kind in (
            Event.REQUESTED, Event.ANSWERED, Event.REFUSED, Event.TIMED_OUT, Event.LATE,
        ):  # fmt: skip
            found[row.block, row.kind] += 1
        if row.kind in (Event.ANSWERED, Event.REFUSED):
            took[row.block] += row.time - sent[row.a]
        if row.kind is Event.REFUSED:
            faults[row.block, row.b] += 1
    return tuple(
        (
            block,
            Calls(
                requested=found[block, Event.REQUESTED],
                answered=found[block, Event.ANSWERED],
                refused=tuple(
                    sorted((fault, count) for (at, fault), count in faults.items() if at == block)
                ),
                timed_out=found[block, Event.TIMED_OUT],
                late=found[block, Event.LATE],
                answer_us=took[block],
            ),
        )
        for block in sorted({block for block, _ in found})
    )


# Interactions


def place(history: list[Row]) -> int:
    """Where an interaction is at the end; -1 if that is final."""
    found = int(Place.RUNNING)
    for row in history:
        if row.kind is Event.FINAL:
            return -1
        if row.kind is Event.PLACED:
            found = Place.QUEUED
        elif row.kind in (Event.PULLED, Event.STARTED):
            found = Place.RUNNING
        elif row.kind is Event.STOWED:
            found = Place.IN_WORKBIN
        elif row.kind in (Event.ACCEPTED, Event.TAKEN):
            found = Place.HANDLED
    return found


def notifications(histories: Iterable[list[Row]], warm: int) -> Notifications:
    """Chats that calls have made to be terminated, and how they ended."""
    hows: Counter[int] = Counter()
    stays = []
    count = 0
    for history in histories:
        created = history[0].time
        flagged = any(row.kind is Event.SESSION_OPENED and row.a for row in history)
        if flagged and created >= warm:
            count += 1
            for row in history:
                if row.kind is Event.FINAL:
                    hows[row.a] += 1
                    stays.append(row.time - created)
    stopped, lost = hows[Place.STOPPED], hows[Place.LOST_REMOVED]
    return Notifications(
        created=count,
        stopped=stopped,
        lost_removed=lost,
        other=len(stays) - stopped - lost,
        left=count - len(stays),
        stayed_us=sum(stays),
        stayed_most_us=max(stays, default=0),
    )
