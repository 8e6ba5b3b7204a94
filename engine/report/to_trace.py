"""The trace of a run: its story in the order of simulated time, block by block, each with why.

In: a program, the log of a run of it. Out: styled lines. A *scene* is what happens to one
interaction until another one has its turn; blocks stand inside a scene, with what they evaluated
and the port they left by.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from engine.folds.fates import PassedOver, fates, passed_over_before_pulls
from engine.folds.records import Record, records
from engine.folds.times import Clock
from engine.log.events import Event, Why
from engine.log.model import EventLog
from engine.ops import Family
from engine.program.model import Program
from engine.report.items import Item
from engine.report.sentences import properties, told
from engine.report.styled import EMPTY, Line, Style, indented, line, line_width, wrap
from engine.report.telling import Context, by_calendar
from engine.report.to_ledger import to_ledger, to_standstill

INDENT = 2
NOBODY = "(nobody)"
"""The head of a scene about an interaction that there is not."""
SERVER = "(Chat Server)"
"""The head of a scene about all sessions."""
AGENTS = "(agents)"
"""The head of a scene about who is ready."""
_HEADS = {Event.RESTARTED: SERVER, Event.AGENT_STATE: AGENTS}
_OF_NOBODY = (Event.CAME_TO_NOTHING, *_HEADS)


def to_trace(
    program: Program, log: EventLog, *, columns: int, facts: Sequence[str] = ()
) -> list[Line]:
    """Header, story, what is left, ledger. `facts` are further words for the header."""
    happened = records(program, log)
    clock = Clock.of(happened)
    lines = [*_header(program, log, happened, facts, columns), EMPTY]
    for scene in _scenes(program, happened, clock, columns):
        lines += [*_laid_out(scene, clock, columns), EMPTY]
    lines += [*to_standstill(program, log, happened, clock, columns=columns), EMPTY]
    return lines + to_ledger(log, happened, columns=columns)


def _header(
    program: Program,
    log: EventLog,
    happened: Sequence[Record],
    facts: Sequence[str],
    columns: int,
) -> list[Line]:
    name = log.head.get("strategy", "")
    family = next((s.family for s in program.strategies if s.name == name), Family.VOICE)
    what = line(": strategy ", (name, Style.NAME), f" ({Family(family).name.lower()})")
    if not name:
        queue = next((record.queue for record in happened if record.kind is Event.PLACED), None)
        what = line(": queue ", (queue or "", Style.NAME))
    shown = [f"{key} {log.head.get(key, '')}" for key in ("start", "seed")]
    return [
        *wrap((*line((program.name, Style.STRONG)), *what), columns, hang=INDENT),
        *wrap(line((", ".join(shown), Style.QUIET)), columns, hang=INDENT),
        *(each for fact in facts for each in wrap(line((fact, Style.QUIET)), columns, hang=INDENT)),
    ]


@dataclass(frozen=True, slots=True)
class _Told:
    """An item with the instant it belongs to.

    `opens` says that it can stand behind the scene's id, `way` that it is a block's way out.
    """

    time_us: int
    item: Item
    opens: bool = False
    way: bool = False


@dataclass(frozen=True, slots=True)
class _Scene:
    interaction: str
    told: tuple[_Told, ...]


def _scenes(
    program: Program, happened: Sequence[Record], clock: Clock, columns: int
) -> Iterator[_Scene]:
    """The story. Looks of a view that took nothing are told where the wait ends."""
    story = [
        record
        for record in happened
        if (record.interaction is not None and record.kind is not Event.SCANNED)
        or record.kind in _OF_NOBODY
    ]
    teller = _Teller(program, happened, clock, columns)
    for scene in _cut(story):
        lines = tuple(teller.tell(scene))
        if lines:
            yield _Scene(_head(scene[0]), lines)


def _head(first: Record) -> str:
    return _HEADS.get(first.kind) or first.interaction or NOBODY


def _cut(story: Sequence[Record]) -> Iterator[list[Record]]:
    """A scene ends when another interaction has its turn, when a view takes it up again, or when
    time has passed since its strategy ended. Which keys a new chat is not given is part of the
    chat's scene, although the caller's request had them."""
    scene: list[Record] = []
    over = False
    for record in story:
        if (
            scene
            and record.kind is not Event.KEY_DROPPED
            and (
                record.interaction != scene[0].interaction
                or record.kind is Event.PULLED
                or Event.RESTARTED in (record.kind, scene[-1].kind)
                or _head(record) != _head(scene[0])
                or (over and record.time_us > scene[-1].time_us)
            )
        ):
            yield scene
            scene, over = [], False
        scene.append(record)
        over = over or record.kind is Event.ENDED
    if scene:
        yield scene


class _Teller:
    """Turns records into items; remembers what running strategies and requests need."""

    def __init__(
        self, program: Program, happened: Sequence[Record], clock: Clock, columns: int
    ) -> None:
        self._room = columns - clock.width - 2 - INDENT
        self._asked: dict[int, int] = {}
        self._started: set[str] = set()
        self._asking: set[str] = set()
        self._looks = passed_over_before_pulls(happened)
        self._entries = {
            strategy.name: program.blocks[strategy.entry].label for strategy in program.strategies
        }
        lost = {fate.interaction: fate.lost for fate in fates(happened)}
        conditions = {
            (queue.name, program.views[view].name): program.views[view].condition
            for queue in program.queues
            for view in queue.views
        }
        self._context = Context(
            asked_us=self._asked.get,
            lost=lost.get,
            condition=lambda queue, view: conditions.get((queue, view), ""),
            clock=clock.show,
        )

    def tell(self, scene: list[Record]) -> Iterator[_Told]:
        """The items of one scene, blocks with what they did below them."""
        position = 0
        if _goes_on(scene[0]):
            position = _end_of_block(scene, 0)
            yield from self._rest_of_block(scene[:position])
        while position < len(scene):
            if scene[position].kind in (Event.ENTERED, Event.RETURNED):
                end = _end_of_block(scene, position)
                yield from self._block(scene[position:end])
                position = end
            else:
                yield from self._told(scene[position], depth=1)
                position += 1

    def _rest_of_block(self, block: list[Record]) -> Iterator[_Told]:
        """What a block goes on to do after another interaction's scene."""
        label = block[0].block.label if block[0].block else ""
        told = [item for record in block for item in self._told(record, depth=1)]
        if told:
            where = line(("in block ", Style.QUIET), (label, Style.NAME))
            yield _Told(told[0].time_us, Item(1, where), opens=True)
        yield from told

    def _told(self, record: Record, depth: int) -> Iterator[_Told]:
        name = record.interaction or ""
        if record.kind is Event.REQUESTED:
            self._asked[record.number("reference")] = record.time_us
            self._asking.add(name)
        elif record.kind in _ENDS_OF_ASKING:
            self._asking.discard(name)
        match record.kind:
            case Event.CREATED:
                yield _Told(record.time_us, Item(depth, _created(record)), opens=True)
                for item in properties(record):
                    yield _Told(record.time_us, Item(depth + item.depth, item.text))
            case Event.STARTED:
                self._started.add(name)
                yield _Told(record.time_us, Item(depth, self._beginning(record)))
            case Event.LEFT if record.port is not None:
                for why in record.whys(Why.CALENDAR):
                    yield _Told(record.time_us, by_calendar(why, depth))
                yield _Told(record.time_us, Item(depth, _way(record)), way=True)
            case _:
                context = replace(
                    self._context, owned=name in self._started, asking=name in self._asking
                )
                # A pull opens its scene: what it rests on stands directly below the scene's id.
                opens = record.kind is Event.PULLED or record.interaction is None
                below = depth - 1 if opens else depth
                for item in told(record, context):
                    told_at = Item(item.depth + below if item.depth else depth, item.text)
                    yield _Told(record.time_us, told_at, opens and not item.depth)
        for look in self._looks.get(record.index, ()):
            yield _Told(record.time_us, Item(depth, _looked(look)))

    def _beginning(self, record: Record) -> Line:
        """Which strategy starts, and where if not at its entry."""
        name = record.text("strategy")
        starts = line("strategy ", (name, Style.NAME), " starts")
        block = record.block
        if block is None or block.label == self._entries.get(name):
            return starts
        return (*starts, *line(" at block ", (block.label, Style.NAME)))

    def _block(self, block: list[Record]) -> Iterator[_Told]:
        """A block: on one line if it did at most one short thing at one instant."""
        entered = block[0].block
        label, kind = (entered.label, entered.kind) if entered else ("", "")
        head = _Told(block[0].time_us, Item(1, line((label, Style.NAME), ": ", (kind, Style.KIND))))
        did = [item for record in _behind_head(block) for item in self._told(record, depth=2)]
        facts = [one for one in did if not one.way]
        whole = _joined([head.item.text, *(one.item.text for one in did)])
        at_once = all(one.time_us == head.time_us for one in did)
        if len(facts) <= 1 and at_once and line_width(whole) <= self._room:
            yield replace(head, item=Item(1, whole))
            return
        yield head
        yield from did


def _laid_out(scene: _Scene, clock: Clock, columns: int) -> list[Line]:
    """A scene: instants to the left wherever they change, the interaction above what befell it."""
    gutter = clock.width + 2
    first, *rest = scene.told
    head = line((scene.interaction, Style.WHO))
    if first.opens:
        head = (*head, *line(" "), *first.item.text)
    else:
        rest = [first, *rest]
    lines = _stamped(wrap(head, columns - gutter, hang=INDENT), clock, first.time_us)
    now = first.time_us
    for each in rest:
        indent = INDENT * each.item.depth
        parts = wrap(each.item.text, columns - gutter - indent, hang=INDENT)
        stamp = each.time_us if each.time_us != now else None
        lines += _stamped(indented(parts, indent), clock, stamp)
        now = each.time_us
    return lines


def _stamped(lines: list[Line], clock: Clock, instant_us: int | None) -> list[Line]:
    """Lines behind the column of instants; the first one says when."""
    gutter = clock.width + 2
    if instant_us is None:
        return indented(lines, gutter)
    stamp = (f"{clock.show(instant_us):>{clock.width}}  ", Style.TIME)
    return [(stamp, *lines[0]), *indented(lines[1:], gutter)]


def _goes_on(first: Record) -> bool:
    """Whether a scene takes up a block where another scene had broken in."""
    return first.block is not None and first.kind not in _OPENINGS


def _behind_head(block: list[Record]) -> list[Record]:
    """What a block did; that a subroutine has led back to it is a part of that."""
    return block if block[0].kind is Event.RETURNED else block[1:]


_OPENINGS = (
    Event.ENTERED,
    Event.RETURNED,
    Event.STARTED,
    Event.LATE,
    Event.DUPLICATE,
    Event.FOREIGN,
)


def _end_of_block(scene: list[Record], start: int) -> int:
    """Where the records end that belong to the block entered at `start`: behind its way out, or
    behind all that ends with it at that instant if its activation does."""
    over_us: int | None = None
    for position in range(start, len(scene)):
        record = scene[position]
        if position > start and record.kind in _BEGINNINGS:
            return position
        if record.kind is Event.LEFT and record.port is not None:
            return position + 1
        if over_us is not None and record.time_us > over_us:
            return position
        if record.kind is Event.ENDED:
            over_us = record.time_us
    return len(scene)


_ENDS_OF_ASKING = (Event.ENDED, Event.LEFT, Event.HUNG_UP)
_BEGINNINGS = (Event.ENTERED, Event.RETURNED, Event.STARTED, Event.PULLED)


def _joined(parts: list[Line]) -> Line:
    """Lines side by side."""
    gap = ("  ", Style.PLAIN)
    return tuple(fragment for part in parts for fragment in (gap, *part))[1:]


def _created(record: Record) -> Line:
    by = record.get("by")
    maker = line("created by ", (str(by), Style.WHO)) if by is not None else line("arrives")
    return (*maker, *line(f", media {record.text('media')}"))


def _looked(look: PassedOver) -> Line:
    return line(
        "view ", (look.view, Style.NAME), f" had passed it over: {look.because} did not hold"
    )


def _way(left: Record) -> Line:
    """`-> next`, and for which reason this port and no other."""
    arrow = line("-> ", (left.text("next"), Style.NAME))
    label = left.port.label if left.port else ""
    why = _WHY_PORT.get(label, label if label.startswith("fault") else f"label {label}")
    return (*arrow, *line((f"  ({why})", Style.QUIET))) if why else arrow


_WHY_PORT = {
    "ok": "",
    "true": "true",
    "false": "false",
    "else": "no label matches",
    "invalid": "invalid",
    "timeout": "timeout",
    "open": "open",
    "closed": "closed",
    "holiday": "holiday",
}
