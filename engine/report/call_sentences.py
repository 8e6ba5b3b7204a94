"""What a trace says of ESP calls: requests, and the answers that come, late or never.

In: a record. Out: `Item`s; `CALLS` is the part of `sentences` that tells of them.
"""

from collections.abc import Callable, Mapping

from engine.directory import type_name
from engine.faults import BY_NUMBER
from engine.folds.ledger import fault_name
from engine.folds.records import Record
from engine.log.events import Event, Why
from engine.report.items import Fragment, Item, pairs, say, section, value
from engine.report.styled import Style, line
from engine.report.telling import INFERRED, Context, choice
from engine.scenario import LATENCY_US
from engine.values import Duration, KVList


def _requested(record: Record, _: Context) -> list[Item]:
    envelopes = record.whys(Why.ENVELOPE)
    envelope = envelopes[0].details["envelope"] if envelopes else None
    user_data = envelopes[0].details["user_data"] if envelopes else None
    items = [_callee(envelope if isinstance(envelope, KVList) else KVList())]
    items.append(
        say(
            "reference id ", _reference(record), ", at the server ",
            (record.text("proxy_reference"), Style.VALUE), " ", INFERRED,
            depth=1,
        )
    )  # fmt: skip
    if isinstance(envelope, KVList):
        items += section("Parameters", envelope.get("Parameters"))
    items += section("UserData", user_data)
    return items + [choice(why) for why in record.whys(Why.CHOICE)]


def _callee(envelope: KVList) -> Item:
    """Whom a request is for: service, method, and the application by what names it."""
    name, number = envelope.get("AppName"), envelope.get("AppType")
    parts = [str(name)] if name not in (None, "") else []
    parts += [f"application type {type_name(number)}"] if isinstance(number, int) else []
    to = f" of {', '.join(parts)}" if parts else ", no application given"
    method = ".".join(str(envelope.get(key) or "") for key in ("Service", "Method"))
    return say("calls ", (method, Style.STRONG), to)


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
            *section("UserData", why.details.get("user_data")),
        )
    ]


def _fault(number: int) -> list[Fragment]:
    symbol = fault_name(number)
    shown = str(number) if symbol == str(number) else f"{number} {symbol}"
    found = BY_NUMBER.get(number)
    mark: list[Fragment] = [] if found is not None and not found.inferred else [" ", INFERRED]
    return ["fault ", (shown, Style.BAD), *mark]


def _fault_text(record: Record) -> list[Item]:
    return [say(value(why.details["text"]), depth=1) for why in record.whys(Why.FAULT_TEXT)]


def _refused(record: Record, context: Context) -> list[Item]:
    said = [*_fault(record.number("fault")), " in answer to request ", _reference(record)]
    said += _elapsed(record, context)
    return [say(*said), *_fault_text(record)]


def _timed_out(record: Record, context: Context) -> list[Item]:
    return [
        say(
            ("no answer", Style.BAD), " to request ", _reference(record),
            *_elapsed(record, context), ": time-out",
        )
    ]  # fmt: skip


def _late(record: Record, context: Context) -> list[Item]:
    return [
        say(
            ("late answer", Style.WARNING), " to request ", _reference(record),
            *_of_block(record), *_elapsed(record, context),
            ": no strategy waits for it, it is dropped",
        ),
        *_result(record),
        *_fault_text(record),
    ]  # fmt: skip


def _duplicate(record: Record, context: Context) -> list[Item]:
    return [
        say(
            ("second answer", Style.WARNING), " to request ", _reference(record),
            *_of_block(record), *_elapsed(record, context),
            ": the first one counts, it is dropped",
        ),
        *_result(record),
        *_fault_text(record),
    ]  # fmt: skip


def _foreign(record: Record, _: Context) -> list[Item]:
    return [
        say(
            ("foreign answer", Style.WARNING), " with reference id ", _reference(record),
            ": no request of this client has it, it is ignored",
        )
    ]  # fmt: skip


def _faulted(record: Record, _: Context) -> list[Item]:
    return [say(*_fault(record.number("fault"))), *_fault_text(record)]


CALLS: Mapping[Event, Callable[[Record, Context], list[Item]]] = {
    Event.REQUESTED: _requested,
    Event.ANSWERED: _answered,
    Event.REFUSED: _refused,
    Event.TIMED_OUT: _timed_out,
    Event.LATE: _late,
    Event.DUPLICATE: _duplicate,
    Event.FOREIGN: _foreign,
    Event.FAULTED: _faulted,
}
