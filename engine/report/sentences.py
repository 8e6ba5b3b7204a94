"""What a trace says of one event: a sentence, and below it what the sentence rests on.

In: a record. Out: `Item`s, lines with a depth. A rule or number that no public source states is
marked `[inferred]` where it shows.
"""

from collections.abc import Callable

from engine.esp.outcome import INACTIVE, LOGGED_OUT
from engine.folds.fates import LIMITS_MET, LOST_KINDS
from engine.folds.records import Record
from engine.log.events import Event, Why
from engine.ops import Place
from engine.report.call_sentences import CALLS
from engine.report.caller_sentences import CALLERS
from engine.report.day_sentences import DAYS
from engine.report.failure_sentences import FAILURES
from engine.report.handling_sentences import HANDLING
from engine.report.items import Fragment, Item, say, value
from engine.report.routing_sentences import ROUTING
from engine.report.service_sentences import SERVICES, letter
from engine.report.styled import Style, counted
from engine.report.subroutine_sentences import SUBROUTINES
from engine.report.telling import INFERRED, Context, by_calendar, choice
from engine.values import KVList, quote


def told(record: Record, context: Context) -> list[Item]:
    """The sentence of an event and its details; nothing for an event that others tell of."""
    teller = _TELLERS.get(record.kind)
    return teller(record, context) if teller else []


def properties(record: Record) -> list[Item]:
    """The system properties that a server gave a new interaction, on one line; what led to it."""
    given = [
        say(", ".join(f"{key} {inner!s}" for key, inner in found))
        for why in record.whys(Why.PROPERTIES)
        if isinstance(found := why.details["properties"], KVList)
    ]
    return given + [choice(why) for why in record.whys(Why.CHOICE)]


def _condition(record: Record, _: Context) -> list[Item]:
    outcome = ("true", Style.GOOD) if record.get("outcome") else ("false", Style.BAD)
    return [
        say(record.text("condition"), " is ", outcome),
        *(by_calendar(why, 1) for why in record.whys(Why.CALENDAR)),
    ]


def _assigned(record: Record, _: Context) -> list[Item]:
    return [say((record.text("name"), Style.NAME), " = ", value(record.get("value")))]


def _attached(record: Record, _: Context) -> list[Item]:
    name = f"udata.{record.text('key')}"
    return [say((name, Style.NAME), " = ", value(record.get("value")))]


def _rendered(record: Record, _: Context) -> list[Item]:
    messages = record.whys(Why.MESSAGE)
    name = messages[0].text("response") if messages else ""
    items = [
        say(
            "standard response ", (name, Style.NAME), " rendered, ",
            counted(record.number("characters"), "character"),
        )
    ]  # fmt: skip
    items += [say((quote(why.text("text")), Style.VALUE), depth=1) for why in messages]
    items += [
        say((why.text("code"), Style.NAME), " is ", value(why.details["text"]), depth=1)
        for why in record.whys(Why.FIELD_CODE)
    ]
    return items


def _session_opened(record: Record, _: Context) -> list[Item]:
    purpose = ", to end once the message is out" if record.get("terminate") else ""
    return [say(f"Chat Server opens a session{purpose}")]


def _placed(record: Record, context: Context) -> list[Item]:
    queue = (record.queue or "", Style.NAME)
    visible = record.get("visible")
    seen = ""
    if isinstance(visible, int) and visible > record.time_us:
        seen = f", seen by views from {context.clock(visible)}"
    match record.text("cause"):
        case "parked":
            return [say("parked in queue ", queue, seen)]
        case "returned":
            return [say("returned to queue ", queue, " by default routing", seen)]
        case "timed_out":
            return [say("Interaction Server places it in queue ", queue)]
        case "not_taken":
            return [say("returned to queue ", queue, ": the agent has not taken it")]
        case "by_agent":
            return [say("the agent places it in queue ", queue)]
        case _:
            return [say("submitted to queue ", queue, seen)]


def _sent(record: Record, _: Context) -> list[Item]:
    if record.whys(Why.HEADERS):
        return [say(("message sent", Style.GOOD)), *letter(record)]
    return [say(("message sent", Style.GOOD), " to the customer")]


def _send_failed(record: Record, _: Context) -> list[Item]:
    return [say(("message not delivered", Style.BAD), f": {record.text('reason')}")]


def _session_closed(record: Record, context: Context) -> list[Item]:
    code = (record.text("code"), Style.VALUE)
    if record.get("code") == LOGGED_OUT:
        return [say("the customer leaves the session, quit reason code ", code)]
    if record.get("code") == INACTIVE:
        return [say("Chat Server closes the session for inactivity, quit reason code ", code)]
    # That a session which ends by `TerminateSessionFlag` carries this code is our reading.
    mark: tuple[Fragment, ...] = () if context.owned else (" ", INFERRED)
    return [say("Chat Server closes the session, quit reason code ", code, *mark)]


def _close_lost(_: Record, __: Context) -> list[Item]:
    return [say(("the close is lost", Style.BAD), ": Chat Server keeps the session open")]


def _session_lost(_: Record, __: Context) -> list[Item]:
    return [say(("the session is lost", Style.BAD), ": Chat Server does not know it any more")]


def _noticed(record: Record, _: Context) -> list[Item]:
    notice = say("notice ", (record.text("notice"), Style.NAME), " in the session")
    message = record.get("text")
    return [notice] if message is None else [notice, say(value(message), depth=1)]


def _held(_: Record, __: Context) -> list[Item]:
    return [say(("put on hold", Style.WARNING), ": no view takes it")]


def _released(_: Record, __: Context) -> list[Item]:
    return [say("released from hold")]


def _restarted(record: Record, _: Context) -> list[Item]:
    if record.get("keeps_sessions"):
        return [say(("restarts", Style.WARNING), " and keeps its sessions")]
    return [say(("restarts", Style.BAD), " and has lost its sessions")]


def _key_dropped(record: Record, _: Context) -> list[Item]:
    key = record.text("key")
    owner = "the new session has its own" if key.startswith("_ums") else "it belongs to the system"
    return [say("key ", (key, Style.NAME), f" of the request is dropped: {owner}")]


def _suspended(record: Record, context: Context) -> list[Item]:
    until = record.get("until")
    if isinstance(until, int):
        # Of a request the answer tells, or the time-out.
        return [] if context.asking else [say(f"waits until {context.clock(until)}")]
    return [say(f"waits {'for the answer ' if context.asking else ''}without end")]


def _logged(record: Record, _: Context) -> list[Item]:
    return [say("says ", value(record.get("text")))]


def _limit(record: Record, _: Context) -> list[Item]:
    words = LIMITS_MET[record.text("limit")][1]
    return [say(("limit met", Style.BAD), f": it {words} ", INFERRED)]


def final_place(place: str) -> str:
    """The words for a final place.

    >>> final_place("lost_removed")
    'lost and removed'
    """
    words = {Place.LOST_REMOVED.name.lower(): "lost and removed"}
    return words.get(place, place.replace("_", " "))


def _final(record: Record, context: Context) -> list[Item]:
    reason = f" ({record.text('reason')})" if record.get("reason") else ""
    items = [say("final place ", (final_place(record.text("place")), Style.STRONG), reason)]
    kind = context.lost(record.interaction or "")
    if kind:
        items.append(say(f"lost chat of kind ({kind}): {LOST_KINDS[kind]} ", INFERRED, depth=1))
    return items


def _pulled(record: Record, context: Context) -> list[Item]:
    queue, view = record.queue or "", record.text("view")
    condition = context.condition(queue, view)
    everything = condition in ("", "true")
    return [
        say(
            "pulled by view ", (view, Style.NAME), " of queue ", (queue, Style.NAME),
            f" after {record.text('waited')}",
        ),
        say("it takes everything" if everything else f"{condition} holds", depth=1),
    ]  # fmt: skip


def _wrote(record: Record, _: Context) -> list[Item]:
    return [say("the customer writes ", value(record.get("text")))]


def _hung_up(_: Record, __: Context) -> list[Item]:
    return [say(("the caller hangs up", Style.WARNING))]


def _came_to_nothing(record: Record, _: Context) -> list[Item]:
    act = (record.text("act"), Style.NAME)
    return [say(act, " ", ("comes to nothing", Style.BAD), f": {record.text('reason')}")]


_TELLERS: dict[Event, Callable[[Record, Context], list[Item]]] = {
    Event.CONDITION: _condition,
    Event.ASSIGNED: _assigned,
    Event.ATTACHED: _attached,
    Event.RENDERED: _rendered,
    Event.SESSION_OPENED: _session_opened,
    Event.PLACED: _placed,
    Event.SENT: _sent,
    Event.SEND_FAILED: _send_failed,
    Event.SESSION_CLOSED: _session_closed,
    Event.CLOSE_LOST: _close_lost,
    Event.SESSION_LOST: _session_lost,
    Event.KEY_DROPPED: _key_dropped,
    Event.NOTICED: _noticed,
    Event.RESTARTED: _restarted,
    Event.HELD: _held,
    Event.RELEASED: _released,
    Event.PULLED: _pulled,
    Event.SUSPENDED: _suspended,
    Event.LOGGED: _logged,
    Event.LIMIT: _limit,
    Event.FINAL: _final,
    Event.WROTE: _wrote,
    Event.HUNG_UP: _hung_up,
    Event.CAME_TO_NOTHING: _came_to_nothing,
    **CALLERS,
    **CALLS,
    **DAYS,
    **FAILURES,
    **HANDLING,
    **ROUTING,
    **SERVICES,
    **SUBROUTINES,
}
