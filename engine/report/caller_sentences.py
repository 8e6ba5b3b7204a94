"""What a trace says of callers, and of chance: what is played and typed, what is drawn.

In: a record. Out: `Item`s; `CALLERS` is the part of `sentences` that tells of them.
"""

from collections.abc import Callable, Mapping

from engine.folds.records import Record
from engine.log.events import Event
from engine.report.items import Item, say, value
from engine.report.styled import Style


def _played(record: Record, _: object) -> list[Item]:
    return [say("plays ", value(record.get("prompt")), f" for {record.text('length')}")]


def _pressed(record: Record, _: object) -> list[Item]:
    return [say("the caller presses ", value(record.get("keys")))]


def _collected(record: Record, _: object) -> list[Item]:
    digits = value(record.get("digits"))
    match record.text("input"):
        case "taken":
            return [say("digits ", digits)]
        case "invalid":
            return [say("digits ", digits, " are ", ("none of those wanted", Style.BAD))]
        case _:
            return [say("the caller types ", ("nothing", Style.BAD))]


def _drawn(record: Record, _: object) -> list[Item]:
    return [say("draws ", (record.text("number"), Style.VALUE), " of 0 to 99")]


CALLERS: Mapping[Event, Callable[[Record, object], list[Item]]] = {
    Event.PLAYED: _played,
    Event.PRESSED: _pressed,
    Event.COLLECTED: _collected,
    Event.DRAWN: _drawn,
}
