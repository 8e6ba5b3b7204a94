"""What a trace says of one event: a sentence, and below it what the sentence rests on.

In: a record. Out: `Item`s, lines with a depth. A rule or number that no public source states is
marked `[inferred]` where it shows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from engine.folds.fates import LIMITS_MET, LOST_KINDS
from engine.folds.ledger import fault_name
from engine.folds.records import Because, Record
from engine.log.events import Event, Why
from engine.ops import Place
from engine.report.styled import Line, Style, counted, line
from engine.scenario import LATENCY_US
from engine.values import Duration, KVList, Value, quote, show

INFERRED = ("[inferred]", Style.QUIET)
KVLIST_WIDTH = 40
"""A nested KVList that is longer than this stands over several lines."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the trace; `depth` counts from the sentence it belongs to."""

    depth: int
    text: Line


@dataclass(frozen=True, slots=True)
class Context:
    """What a sentence may know besides its record.

    `asked_us` is when the request of a reference id left; `lost` the kind of lost chat an
    interaction was; `condition` the text of a view's condition; `owned` says that a strategy has
    had the record's interaction, `asking` that it has a request under way.
    """

    asked_us: Callable[[int], int | None]
    lost: Callable[[str], str | None]
    condition: Callable[[str, str], str]
    clock: Callable[[int], str]
    owned: bool = False
    asking: bool = False


def told(record: Record, context: Context) -> list[Item]:
    """The sentence of an event and its details; nothing for an event that others tell of."""
    teller = _TELLERS.get(record.kind)
    return teller(record, context) if teller else []


Fragment: TypeAlias = str | tuple[str, str]


def _say(*fragments: Fragment, depth: int = 0) -> Item:
    return Item(depth, line(*fragments))


def value(found: Value | None) -> tuple[str, str]:
    """A value as the author would write it, styled as one."""
    return ("nothing" if found is None else show(found), Style.VALUE)


def pairs(found: Value | None, depth: int) -> list[Item]:
    """The pairs of a KVList, one a line; a nested list goes deeper if it is long."""
    items: list[Item] = []
    if not isinstance(found, KVList):
        return items
    for key, inner in found:
        if isinstance(inner, KVList) and len(show(inner)) > KVLIST_WIDTH:
            items.append(_say((key, Style.NAME), ":", depth=depth))
            items += pairs(inner, depth + 1)
        else:
            items.append(_say((key, Style.NAME), ": ", value(inner), depth=depth))
    return items


def _section(name: str, found: Value | None, depth: int = 1) -> list[Item]:
    """A headed KVList, nothing if it is empty."""
    inner = pairs(found, depth + 1)
    return [_say((name, Style.QUIET), depth=depth), *inner] if inner else []


def properties(record: Record) -> list[Item]:
    """The system properties that a server gave a new interaction, on one line."""
    return [
        _say(", ".join(f"{key} {inner!s}" for key, inner in found))
        for why in record.whys(Why.PROPERTIES)
        if isinstance(found := why.details["properties"], KVList)
    ]


def _condition(record: Record, _: Context) -> list[Item]:
    outcome = ("true", Style.GOOD) if record.get("outcome") else ("false", Style.BAD)
    return [_say(record.text("condition"), " is ", outcome)]


def _assigned(record: Record, _: Context) -> list[Item]:
    return [_say((record.text("name"), Style.NAME), " = ", value(record.get("value")))]


def _attached(record: Record, _: Context) -> list[Item]:
    name = f"udata.{record.text('key')}"
    return [_say((name, Style.NAME), " = ", value(record.get("value")))]


def _requested(record: Record, _: Context) -> list[Item]:
    envelopes = record.whys(Why.ENVELOPE)
    envelope = envelopes[0].details["envelope"] if envelopes else None
    user_data = envelopes[0].details["user_data"] if envelopes else None
    items = [_callee(envelope if isinstance(envelope, KVList) else KVList())]
    items.append(
        _say(
            "reference id ", _reference(record), ", at the server ",
            (record.text("proxy_reference"), Style.VALUE), " ", INFERRED,
            depth=1,
        )
    )  # fmt: skip
    if isinstance(envelope, KVList):
        items += _section("Parameters", envelope.get("Parameters"))
    items += _section("UserData", user_data)
    return items + [_choice(why) for why in record.whys(Why.CHOICE)]


def _callee(envelope: KVList) -> Item:
    """Whom a request is for: service, method, and the application by what names it."""
    name, number = envelope.get("AppName"), envelope.get("AppType")
    parts = [str(name)] if name is not None else []
    parts += [f"application type {number}"] if isinstance(number, int) else []
    to = f" of {', '.join(parts)}" if parts else ", no application given"
    method = ".".join(str(envelope.get(key) or "") for key in ("Service", "Method"))
    return _say("calls ", (method, Style.STRONG), to)


def _choice(why: Because) -> Item:
    return _say((why.text("what"), Style.STRONG), f": {why.text('because')}", depth=1)


def _elapsed(record: Record, context: Context) -> list[Fragment]:
    """How long after the request; the latency that holds where no plan gives one is ours."""
    asked = context.asked_us(record.number("reference"))
    if asked is None:
        return []
    elapsed = Duration(record.time_us - asked)
    mark: list[Fragment] = [" ", INFERRED] if elapsed == LATENCY_US else []
    return [f" after {elapsed}", *mark]


def _reference(record: Record) -> tuple[str, str]:
    return (record.text("reference"), Style.VALUE)


def _of_block(record: Record) -> list[Fragment]:
    return [" of block ", (record.block.label, Style.NAME)] if record.block else []


def _answered(record: Record, context: Context) -> list[Item]:
    head = line(
        ("answer", Style.GOOD), " to request ", _reference(record), *_elapsed(record, context)
    )
    return [Item(0, head), *_result(record)]


def _result(record: Record) -> list[Item]:
    whys = record.whys(Why.RESULT)
    if not whys:
        return pairs(record.get("result"), 1)
    return [
        item
        for why in whys
        for item in (
            *pairs(why.details.get("parameters"), 1),
            *_section("UserData", why.details.get("user_data")),
        )
    ]


def _fault(number: int) -> list[Fragment]:
    symbol = fault_name(number)
    shown = str(number) if symbol == str(number) else f"{number} {symbol}"
    return ["fault ", (shown, Style.BAD), " ", INFERRED]


def _fault_text(record: Record) -> list[Item]:
    return [_say(value(why.details["text"]), depth=1) for why in record.whys(Why.FAULT_TEXT)]


def _refused(record: Record, context: Context) -> list[Item]:
    said = [*_fault(record.number("fault")), " in answer to request ", _reference(record)]
    said += _elapsed(record, context)
    return [_say(*said), *_fault_text(record)]


def _timed_out(record: Record, context: Context) -> list[Item]:
    return [
        _say(
            ("no answer", Style.BAD), " to request ", _reference(record),
            *_elapsed(record, context), ": time-out",
        )
    ]  # fmt: skip


def _late(record: Record, context: Context) -> list[Item]:
    return [
        _say(
            ("late answer", Style.WARNING), " to request ", _reference(record),
            *_of_block(record), *_elapsed(record, context),
            ": no strategy waits for it, it is dropped",
        ),
        *_result(record),
        *_fault_text(record),
    ]  # fmt: skip


def _duplicate(record: Record, context: Context) -> list[Item]:
    return [
        _say(
            ("second answer", Style.WARNING), " to request ", _reference(record),
            *_of_block(record), *_elapsed(record, context),
            ": the first one counts, it is dropped",
        ),
        *_result(record),
        *_fault_text(record),
    ]  # fmt: skip


def _foreign(record: Record, _: Context) -> list[Item]:
    return [
        _say(
            ("foreign answer", Style.WARNING), " with reference id ", _reference(record),
            ": no request of this client has it, it is ignored",
        )
    ]  # fmt: skip


def _faulted(record: Record, _: Context) -> list[Item]:
    return [_say(*_fault(record.number("fault"))), *_fault_text(record)]


def _rendered(record: Record, _: Context) -> list[Item]:
    messages = record.whys(Why.MESSAGE)
    name = messages[0].text("response") if messages else ""
    items = [
        _say(
            "standard response ", (name, Style.NAME), " rendered, ",
            counted(record.number("characters"), "character"),
        )
    ]  # fmt: skip
    items += [_say((quote(why.text("text")), Style.VALUE), depth=1) for why in messages]
    items += [
        _say((why.text("code"), Style.NAME), " is ", value(why.details["text"]), depth=1)
        for why in record.whys(Why.FIELD_CODE)
    ]
    return items


def _session_opened(record: Record, _: Context) -> list[Item]:
    purpose = ", to end once the message is out" if record.get("terminate") else ""
    return [_say(f"Chat Server opens a session{purpose}")]


def _placed(record: Record, context: Context) -> list[Item]:
    queue = (record.queue or "", Style.NAME)
    visible = record.number("visible")
    seen = f", seen by views from {context.clock(visible)}" if visible > record.time_us else ""
    match record.text("cause"):
        case "parked":
            return [_say("parked in queue ", queue, seen)]
        case "returned":
            return [_say("returned to queue ", queue, " by default routing", seen)]
        case _:
            return [_say("submitted to queue ", queue, seen)]


def _sent(_: Record, __: Context) -> list[Item]:
    return [_say(("message sent", Style.GOOD), " to the customer")]


def _send_failed(record: Record, _: Context) -> list[Item]:
    return [_say(("message not delivered", Style.BAD), f": {record.text('reason')}")]


def _session_closed(record: Record, context: Context) -> list[Item]:
    # That a session which ends by `TerminateSessionFlag` carries this code is our reading.
    mark: tuple[Fragment, ...] = () if context.owned else (" ", INFERRED)
    return [_say("Chat Server closes the session, quit reason code ", record.text("code"), *mark)]


def _close_lost(_: Record, __: Context) -> list[Item]:
    return [_say(("the close is lost", Style.BAD), ": Chat Server keeps the session open")]


def _session_lost(_: Record, __: Context) -> list[Item]:
    return [_say(("the session is lost", Style.BAD), ": Chat Server does not know it any more")]


def _key_dropped(record: Record, _: Context) -> list[Item]:
    key = record.text("key")
    owner = "the new session has its own" if key.startswith("_ums") else "it belongs to the system"
    return [_say("key ", (key, Style.NAME), f" of the request is dropped: {owner}")]


def _suspended(record: Record, context: Context) -> list[Item]:
    until = record.get("until")
    if isinstance(until, int):
        # Of a request the answer tells, or the time-out.
        return [] if context.asking else [_say(f"waits until {context.clock(until)}")]
    return [_say(f"waits {'for the answer ' if context.asking else ''}without end")]


def _logged(record: Record, _: Context) -> list[Item]:
    return [_say("says ", value(record.get("text")))]


def _limit(record: Record, _: Context) -> list[Item]:
    words = LIMITS_MET[record.text("limit")][1]
    return [_say(("limit met", Style.BAD), f": it {words} ", INFERRED)]


def final_place(place: str) -> str:
    """The words for a final place.

    >>> final_place("lost_removed")
    'lost and removed'
    """
    words = {Place.LOST_REMOVED.name.lower(): "lost and removed"}
    return words.get(place, place.replace("_", " "))


def _final(record: Record, context: Context) -> list[Item]:
    reason = f" ({record.text('reason')})" if record.get("reason") else ""
    items = [_say("final place ", (final_place(record.text("place")), Style.STRONG), reason)]
    kind = context.lost(record.interaction or "")
    if kind:
        items.append(_say(f"lost chat of kind ({kind}): {LOST_KINDS[kind]} ", INFERRED, depth=1))
    return items


def _pulled(record: Record, context: Context) -> list[Item]:
    queue, view = record.queue or "", record.text("view")
    condition = context.condition(queue, view)
    everything = condition in ("", "true")
    return [
        _say(
            "pulled by view ", (view, Style.NAME), " of queue ", (queue, Style.NAME),
            f" after {record.text('waited')}",
        ),
        _say("it takes everything" if everything else f"{condition} holds", depth=1),
    ]  # fmt: skip


_TELLERS: dict[Event, Callable[[Record, Context], list[Item]]] = {
    Event.CONDITION: _condition,
    Event.ASSIGNED: _assigned,
    Event.ATTACHED: _attached,
    Event.REQUESTED: _requested,
    Event.ANSWERED: _answered,
    Event.REFUSED: _refused,
    Event.TIMED_OUT: _timed_out,
    Event.LATE: _late,
    Event.DUPLICATE: _duplicate,
    Event.FOREIGN: _foreign,
    Event.FAULTED: _faulted,
    Event.RENDERED: _rendered,
    Event.SESSION_OPENED: _session_opened,
    Event.PLACED: _placed,
    Event.SENT: _sent,
    Event.SEND_FAILED: _send_failed,
    Event.SESSION_CLOSED: _session_closed,
    Event.CLOSE_LOST: _close_lost,
    Event.SESSION_LOST: _session_lost,
    Event.KEY_DROPPED: _key_dropped,
    Event.PULLED: _pulled,
    Event.SUSPENDED: _suspended,
    Event.LOGGED: _logged,
    Event.LIMIT: _limit,
    Event.FINAL: _final,
}
