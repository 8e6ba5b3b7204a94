"""A program and logs written by hand: the notification example, as small as a report needs it."""

from array import array
from collections.abc import Iterable, Mapping

from engine.directory import Directory
from engine.log.events import COLUMNS, Event, Why
from engine.log.model import EventLog, Reason
from engine.ops import NO_CODE, Family, Place
from engine.program.model import (
    Port,
    Program,
    ProgramBlock,
    ProgramQueue,
    ProgramStrategy,
    ProgramView,
)  # fmt: skip
from engine.values import SECOND, KVList, Pool, Value

LONG_WAIT, INVITE, TELL, HOLD, DONE, GONE = range(6)
NOTIFICATIONS, EMPTY_QUEUE = range(2)
FINISHED, LOST = range(2)
MOBILE, UNAVAILABLE = "is_mobile(ANI)", "fault unavailable"
DEFLECT, STOP_NOTIFICATION, REMOVE_LOST = range(3)


def program(name: str = "whatsapp_notification") -> Program:
    """Strategies `deflect`, `stop_notification`, `remove_lost_chat` and the queue between them."""
    empty = array("q")
    return Program(
        name=name,
        ops=empty, codes=empty, code_starts=empty, block_ops=empty, port_starts=empty,
        port_targets=empty, handler_starts=empty, handlers=empty,
        blocks=(
            _block("long_wait", "if", 0, ("true", INVITE), ("false", HOLD), atoms=(MOBILE,)),
            _block("invite", "esp", 0, ("ok", TELL), (UNAVAILABLE, HOLD), ("timeout", HOLD)),
            _block("tell", "attach", 0, ("ok", HOLD)),
            _block("hold", "disconnect", 0),
            _block("done", "stop", 1),
            _block("gone", "stop", 2),
        ),
        strategies=(
            _strategy("deflect", Family.VOICE, LONG_WAIT, HOLD),
            _strategy("stop_notification", Family.CHAT, DONE, DONE),
            _strategy("remove_lost_chat", Family.CHAT, GONE, GONE),
        ),
        views=(
            _view("finished", STOP_NOTIFICATION, "is_online == false"),
            _view("lost", REMOVE_LOST, "is_online and age > 10m"),
        ),
        queues=(
            ProgramQueue(name="wa_notifications", views=(FINISHED, LOST)),
            ProgramQueue(name="nobody_looks", views=()),
        ),
        calls=(),
        directory=Directory(),
        constants=Pool(),
    )  # fmt: skip


def _block(
    label: str, kind: str, strategy: int, *ports: tuple[str, int], atoms: tuple[str, ...] = ()
) -> ProgramBlock:
    return ProgramBlock(
        label=label, kind=kind, strategy=strategy, place="p.strat:1:1", atoms=atoms,
        ports=tuple(Port(label=port, target=target) for port, target in ports),
    )  # fmt: skip


def _strategy(name: str, family: Family, first: int, last: int) -> ProgramStrategy:
    return ProgramStrategy(
        name=name, family=family, entry=first, first_block=first, last_block=last + 1, slots=(),
        first_values=(), data=(), on_fault=-1, on_timeout=-1, on_abandoned=-1,
    )  # fmt: skip


def _view(name: str, strategy: int, condition: str) -> ProgramView:
    return ProgramView(
        name=name, queue=NOTIFICATIONS, where=NO_CODE, timed=True, every_us=SECOND,
        order="priority", strategy=strategy, place="p.strat:1:1", condition=condition,
    )  # fmt: skip


class Writer:
    """Writes a log event by event. Texts and values are given as they are."""

    def __init__(self) -> None:
        self.pool = Pool()
        self.pool.encode("")
        self.columns: dict[str, array[int]] = {name: array("q") for name in COLUMNS}
        self.reasons: list[Reason] = []
        self.contents: list[Value] = []

    def add(self, time: int, kind: Event, interaction: int, **columns: int) -> None:
        """Appends an event; columns that are not given are -1."""
        row = {"time": time, "kind": int(kind), "interaction": interaction, **columns}
        for name in COLUMNS:
            self.columns[name].append(row.get(name, -1))

    def why(self, kind: Why, *contents: Value | None, interaction: int | None = None) -> None:
        """Appends a reason to the last event."""
        numbers = [] if interaction is None else [interaction]
        for content in contents:
            numbers.append(-1 if content is None else len(self.contents))
            if content is not None:
                self.contents.append(content)
        first, second = (*numbers, -1, -1)[:2]
        self.reasons.append(Reason(len(self.columns["time"]) - 1, int(kind), first, second))

    def content(self, value: Value) -> int:
        """The index of a content."""
        self.contents.append(value)
        return len(self.contents) - 1

    def value(self, value: Value) -> int:
        """The integer of a value."""
        return self.pool.encode(value)

    def attach(self, time: int, interaction: int, pairs: Iterable[tuple[str, Value]]) -> None:
        """Data that a server or the caller attached."""
        for key, value in pairs:
            columns = {"a": self.value(key), "b": self.value(value)}
            self.add(time, Event.ATTACHED, interaction, **columns)

    def log(self, **head: str) -> EventLog:
        """The finished log."""
        facts: Mapping[str, str] = {
            "start": "2026-01-05T09:00:00Z", "seed": "0", "strategy": "deflect", **head
        }  # fmt: skip
        return EventLog(
            head=facts, columns=self.columns, pool=self.pool, reasons=tuple(self.reasons),
            contents=tuple(self.contents),
        )  # fmt: skip


def call(out: Writer) -> None:
    """`voice-1` arrives and `deflect` runs up to its ESP request."""
    out.add(0, Event.CREATED, 0, a=out.value("voice"))
    out.attach(0, 0, [("FirstName", "Ana"), ("Ticket", "T-1")])
    out.add(0, Event.STARTED, 0, block=LONG_WAIT, a=DEFLECT)
    out.add(0, Event.ENTERED, 0, block=LONG_WAIT)
    out.add(0, Event.CONDITION, 0, block=LONG_WAIT, a=0, b=1)
    out.add(0, Event.LEFT, 0, block=LONG_WAIT, port=0, a=INVITE)
    out.add(0, Event.ENTERED, 0, block=INVITE)
    out.add(0, Event.REQUESTED, 0, block=INVITE, a=1, b=1_000_001)
    user_data = KVList([("FirstName", "Ana"), ("Ticket", "T-1")])
    parameters = KVList(
        [
            ("_umsClientId", "+14155550123"),
            ("_umsBusinessId", "19251112222"),
            ("StandardResponseId", "SR_queue_full"),
            ("ChatQueueKey", "1:session-WA-sendSR"),
            ("TerminateSessionFlag", "true"),
            ("Contact", KVList([("FirstName", "Ana")])),
            ("CustomProperties", KVList([("Ticket", "T-1"), ("Wish", "a very long text " * 3)])),
        ]
    )
    envelope = KVList(
        [("AppName", "DMS"), ("Service", "ChatService"), ("Method", "InviteToChat"),
         ("Version", "1.0"), ("Parameters", parameters)]
    )  # fmt: skip
    out.why(Why.ENVELOPE, envelope, user_data)
    out.why(Why.CHOICE, "channel channel-whatsapp", "it is the only one of DMS")
    out.why(Why.CHOICE, "queue wa_notifications", "ChatQueueKey is 1:session-WA-sendSR")


def chat(out: Writer, time: int = 0, chat: int = 1, *, close: bool = True) -> None:
    """The effects of the request: a chat with its message, its session closed again."""
    out.add(time, Event.CREATED, chat, a=out.value("whatsappsession"), b=0)
    out.add(time, Event.SESSION_OPENED, chat, a=1)
    out.add(time, Event.KEY_DROPPED, 0, block=INVITE, a=out.value("IsOnline"))
    out.attach(time, chat, [("_umsChannel", "channel-whatsapp"), ("_umsClientId", "+14155550123")])
    out.add(time, Event.PLACED, chat, queue=NOTIFICATIONS, a=0, b=time)
    text = "Hello Ana, your ticket is T-1."
    out.add(time, Event.RENDERED, chat, a=out.content(text), b=len(text))
    out.why(Why.MESSAGE, text, "SR_queue_full")
    out.why(Why.FIELD_CODE, "<$Contact.FirstName$>", "Ana")
    out.why(Why.FIELD_CODE, "<$CustomProperties.Ticket$>", "T-1")
    out.add(time, Event.SENT, chat, a=out.content(text), b=len(text))
    if close:
        out.add(time, Event.SESSION_CLOSED, chat, a=5)
    else:
        out.add(time, Event.CLOSE_LOST, chat)


def answer(out: Writer, time: int = 50_000) -> None:
    """The answer in time, and the rest of `deflect`."""
    out.add(0, Event.SUSPENDED, 0, block=INVITE, b=5 * SECOND)
    result = KVList([("_umsChatSessionId", "chat-2")])
    out.add(time, Event.ANSWERED, 0, block=INVITE, a=1, b=out.value(result))
    out.why(Why.RESULT, result, KVList())
    out.add(time, Event.RESUMED, 0, block=INVITE)
    out.add(time, Event.LEFT, 0, block=INVITE, port=0, a=TELL)
    out.add(time, Event.ENTERED, 0, block=TELL)
    out.add(time, Event.ATTACHED, 0, block=TELL,
            a=out.value("NotificationChat"), b=out.value("chat-2"))  # fmt: skip
    out.add(time, Event.LEFT, 0, block=TELL, port=0, a=HOLD)
    hang_up(out, time)


def hang_up(out: Writer, time: int) -> None:
    """`hold` disconnects the call."""
    out.add(time, Event.ENTERED, 0, block=HOLD)
    end(out, time, 0, HOLD)
    out.add(time, Event.FINAL, 0, a=int(Place.DISCONNECTED), b=out.value("no agent"))


def end(out: Writer, time: int, interaction: int, block: int) -> None:
    """A block leaves by no port, and the activation is over."""
    out.add(time, Event.LEFT, interaction, block=block)
    out.add(time, Event.ENDED, interaction, block=block)


def pull(out: Writer, time: int, view: int, strategy: int, waited: int, chat: int = 1) -> None:
    """A view takes the chat and its strategy starts."""
    out.add(time, Event.SCANNED, -1, queue=NOTIFICATIONS, a=view, b=1)
    out.add(time, Event.PULLED, chat, queue=NOTIFICATIONS, a=view, b=waited)
    block = DONE if strategy == STOP_NOTIFICATION else GONE
    out.add(time, Event.STARTED, chat, block=block, queue=NOTIFICATIONS, a=strategy, b=view)
    out.add(time, Event.ENTERED, chat, block=block)


def stop(out: Writer, time: int, reason: str, *, lost: bool = False) -> None:
    """The strategy stops the chat; that of a lost one is still open."""
    end(out, time, 1, GONE if lost else DONE)
    if lost:
        out.add(time, Event.SESSION_CLOSED, 1, a=5)
    place = Place.LOST_REMOVED if lost else Place.STOPPED
    out.add(time, Event.FINAL, 1, a=int(place), b=out.value(reason))


def overlooked(out: Writer, time: int, view: int, because: str, chat: int = 1) -> None:
    """A view looks and takes nothing."""
    out.add(time, Event.SCANNED, -1, queue=NOTIFICATIONS, a=view, b=0)
    out.why(Why.PASSED_OVER, because, interaction=chat)


def notification() -> EventLog:
    """All goes well: the chat is stopped as soon as its view looks."""
    out = Writer()
    call(out)
    chat(out)
    answer(out)
    pull(out, SECOND, FINISHED, STOP_NOTIFICATION, SECOND)
    stop(out, SECOND, "notification sent")
    return out.log()


def lost_close() -> EventLog:
    """The close is lost: the chat stays online until the clean-up view takes it."""
    out = Writer()
    call(out)
    chat(out, close=False)
    answer(out)
    overlooked(out, SECOND, FINISHED, "is_online == false")
    overlooked(out, 60 * SECOND, LOST, "is_online and age > 10m")
    pull(out, 660 * SECOND, LOST, REMOVE_LOST, 660 * SECOND)
    stop(out, 660 * SECOND, "lost chat", lost=True)
    return out.log()


def timed_out() -> EventLog:
    """The answer comes after the time-out, and a second and a foreign one come too."""
    out = Writer()
    call(out)
    chat(out)
    out.add(0, Event.SUSPENDED, 0, block=INVITE, b=5 * SECOND)
    pull(out, SECOND, FINISHED, STOP_NOTIFICATION, SECOND)
    stop(out, SECOND, "notification sent")
    out.add(2 * SECOND, Event.FOREIGN, 0, block=INVITE, a=77)
    out.add(5 * SECOND, Event.RESUMED, 0, block=INVITE)
    out.add(5 * SECOND, Event.TIMED_OUT, 0, block=INVITE, a=1)
    out.add(5 * SECOND, Event.LEFT, 0, block=INVITE, port=2, a=HOLD)
    hang_up(out, 5 * SECOND)
    result = KVList([("_umsChatSessionId", "chat-2")])
    for kind in (Event.LATE, Event.DUPLICATE):
        out.add(6 * SECOND, kind, 0, block=INVITE, a=1, b=out.value(result))
        out.why(Why.RESULT, result, KVList())
    return out.log()


def refused() -> EventLog:
    """The service answers with a fault."""
    out = Writer()
    call(out)
    out.add(0, Event.SUSPENDED, 0, block=INVITE, b=5 * SECOND)
    out.add(50_000, Event.RESUMED, 0, block=INVITE)
    out.add(50_000, Event.REFUSED, 0, block=INVITE, a=1, b=102)
    out.why(Why.FAULT_TEXT, "application unavailable: DMS")
    out.add(50_000, Event.LEFT, 0, block=INVITE, port=1, a=HOLD)
    hang_up(out, 50_000)
    return out.log()


def parked() -> EventLog:
    """The message fails, and the chat waits in a queue that nobody looks into."""
    out = Writer()
    call(out)
    out.add(0, Event.CREATED, 1, a=out.value("applebcsession"), b=0)
    out.add(0, Event.SESSION_OPENED, 1, a=0)
    out.add(0, Event.PLACED, 1, queue=NOTIFICATIONS, a=0, b=0)
    out.add(0, Event.SEND_FAILED, 1, a=out.content("Hello"), b=out.value("no valid number"))
    out.add(0, Event.SESSION_LOST, 1)
    answer(out)
    pull(out, SECOND, FINISHED, STOP_NOTIFICATION, SECOND)
    out.add(SECOND, Event.LOGGED, 1, block=DONE, a=out.value("come back\x1b[2J"))
    end(out, SECOND, 1, DONE)
    out.add(SECOND, Event.PLACED, 1, queue=EMPTY_QUEUE, a=1, b=301 * SECOND)
    return out.log()


def livelock() -> EventLog:
    """A chat goes round until the hop limit takes it out."""
    out = Writer()
    out.add(0, Event.CREATED, 0, a=out.value("chat"))
    out.add(0, Event.PLACED, 0, queue=NOTIFICATIONS, a=0, b=0)
    pull(out, SECOND, FINISHED, STOP_NOTIFICATION, SECOND, chat=0)
    out.add(SECOND, Event.FAULTED, 0, block=DONE, b=702)
    out.why(Why.FAULT_TEXT, "missing data: Key")
    end(out, SECOND, 0, DONE)
    out.add(SECOND, Event.PLACED, 0, queue=NOTIFICATIONS, a=2, b=SECOND)
    out.add(2 * SECOND, Event.LIMIT, 0, a=2)
    out.add(2 * SECOND, Event.FINAL, 0, a=int(Place.FAULTED), b=out.value("livelock"))
    return out.log(strategy="stop_notification")


def two_invites() -> EventLog:
    """The same customer is invited twice."""
    out = Writer()
    call(out)
    chat(out)
    chat(out, time=SECOND, chat=2)
    return out.log()


STORIES = {
    "notification": notification, "lost_close": lost_close, "timed_out": timed_out,
    "refused": refused, "parked": parked, "livelock": livelock,
}  # fmt: skip
