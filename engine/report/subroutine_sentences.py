"""What a trace says of subroutines: which one runs, what it gives back.

In: a record. Out: `Item`s; `SUBROUTINES` is the part of `sentences` that tells of them.
"""

from collections.abc import Callable, Mapping

from engine.folds.ledger import fault_name
from engine.folds.records import Record
from engine.log.events import Event, Why
from engine.report.items import Fragment, Item, say, value
from engine.report.styled import Style
from engine.values import KVList


def _called(record: Record, _: object) -> list[Item]:
    return [say("runs subroutine ", (record.text("subroutine"), Style.NAME))]


def _returned(record: Record, _: object) -> list[Item]:
    result = record.get("result")
    if isinstance(result, KVList):
        given: list[Fragment] = []
        for name, each in result:
            given += [", " if given else " ", (name, Style.NAME), " ", value(each)]
        return [say("returns", *given)]
    if isinstance(result, int):
        symbol = fault_name(-result)
        shown = f"{-result} {symbol}" if symbol != str(-result) else symbol
        words = [say(value(why.details["text"]), depth=1) for why in record.whys(Why.FAULT_TEXT)]
        return [
            say("fails with fault ", (shown, Style.BAD), " ", ("[inferred]", Style.QUIET)),
            *words,
        ]
    return [say("is left, since the caller hung up")]


SUBROUTINES: Mapping[Event, Callable[[Record, object], list[Item]]] = {
    Event.CALLED: _called,
    Event.RETURNED: _returned,
}
