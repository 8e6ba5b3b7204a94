"""What a trace says of the customers of a simulated day: that they come, wait, give up, come again.

In: a record. Out: `Item`s; `DAYS` is the part of `sentences` that tells of them.
"""

from collections.abc import Callable, Mapping

from engine.folds.records import Record
from engine.log.events import Event
from engine.report.items import Item, say
from engine.report.styled import Style
from engine.values import Duration


def _after(record: Record, name: str) -> Duration:
    """From the record to an instant that it names."""
    at = record.get(name)
    return Duration((at if isinstance(at, int) else 0) - record.time_us)


def _arrived(record: Record, _: object) -> list[Item]:
    # Readers count from 1; the log counts from 0.
    number = record.number("number") + 1
    arrivals = (record.text("arrivals"), Style.NAME)
    return [say("customer ", f"{number:,} of arrivals ", arrivals)]


def _impatient(record: Record, _: object) -> list[Item]:
    patience = _after(record, "until")
    if not patience:
        return [say("the customer waits for nobody")]
    return [say(f"the customer is ready to wait for {patience}")]


def _comes_again(record: Record, _: object) -> list[Item]:
    again = ("comes again", Style.WARNING)
    how_often = f" for the {ordinal(record.number('time'))} time"
    return [say("the customer ", again, how_often, f" after {_after(record, 'at')}")]


def _came_back(record: Record, _: object) -> list[Item]:
    return [say("the customer of ", (record.text("chat"), Style.NAME), " is back")]


def _rejected(record: Record, _: object) -> list[Item]:
    full = ("is full", Style.BAD)
    name = record.text("virtual_queue")
    where = f"virtual queue {name} " if name else f"queue {record.queue or ''} "
    return [say(where, full, f": it takes {record.number('capacity'):,}")]


def ordinal(number: int) -> str:
    """A number in a row, in words as far as they are usual.

    >>> ordinal(1), ordinal(2), ordinal(12)
    ('first', 'second', '12th')
    """
    words = ("", "first", "second", "third", "fourth", "fifth")
    return words[number] if 0 < number < len(words) else f"{number}th"


DAYS: Mapping[Event, Callable[[Record, object], list[Item]]] = {
    Event.ARRIVED: _arrived,
    Event.IMPATIENT: _impatient,
    Event.COMES_AGAIN: _comes_again,
    Event.CAME_BACK: _came_back,
    Event.REJECTED: _rejected,
}
