"""What a trace says of what ESP methods do besides: messages of strategies, contacts, records.

In: a record. Out: `Item`s; `SERVICES` is the part of `sentences` that tells of them.
"""

from collections.abc import Callable, Mapping

from engine.folds.records import Record
from engine.log.events import Event, Why
from engine.report.items import Item, pairs, say, section, value
from engine.report.styled import Style, counted


def _said(record: Record, _: object) -> list[Item]:
    return [
        say("Chat Server puts a message into the session"),
        say(value(record.get("text")), depth=1),
    ]


def _composed(record: Record, _: object) -> list[Item]:
    characters = counted(record.number("characters"), "character")
    return [say("the message is written, ", characters), *letter(record)]


def letter(record: Record) -> list[Item]:
    """The addresses and the subject of an e-mail or SMS; its text, unless that was just rendered;
    what field codes became."""
    items: list[Item] = []
    for why in record.whys(Why.HEADERS):
        items += pairs(why.details["headers"], 1)
        if why.text("text"):
            items.append(say(value(why.details["text"]), depth=1))
    return items + [
        say((why.text("code"), Style.NAME), " is ", value(why.details["text"]), depth=1)
        for why in record.whys(Why.FIELD_CODE)
    ]


def _contact_created(record: Record, _: object) -> list[Item]:
    made = say("contact ", (record.text("contact"), Style.NAME), " made")
    return [made, *pairs(record.get("attributes"), 1)]


def _contact_updated(record: Record, _: object) -> list[Item]:
    updated = say("contact ", (record.text("contact"), Style.NAME), " updated")
    return [updated, *pairs(record.get("attributes"), 1)]


def _record_created(record: Record, _: object) -> list[Item]:
    made = say("Universal Contact Server makes a ", ("record", Style.STRONG), " of it")
    return [made, *pairs(record.get("attributes"), 1)]


def _record_updated(record: Record, _: object) -> list[Item]:
    updated = say("the record at Universal Contact Server is ", ("updated", Style.STRONG))
    return [updated, *pairs(record.get("attributes"), 1)]


def _record_ended(record: Record, _: object) -> list[Item]:
    done = "deleted" if record.get("deleted") else "stopped"
    reason = f" ({record.text('reason')})" if record.get("reason") else ""
    items = [say("the record at Universal Contact Server is ", (done, Style.STRONG), reason)]
    for why in record.whys(Why.SAVED):
        items += section("saved with it", why.details["user_data"])
    return items


SERVICES: Mapping[Event, Callable[[Record, object], list[Item]]] = {
    Event.SAID: _said,
    Event.COMPOSED: _composed,
    Event.RECORD_CREATED: _record_created,
    Event.RECORD_UPDATED: _record_updated,
    Event.CONTACT_CREATED: _contact_created,
    Event.CONTACT_UPDATED: _contact_updated,
    Event.RECORD_ENDED: _record_ended,
}
