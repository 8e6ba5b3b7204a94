"""What went wrong in a day, and what became of those whom it hit: a part of `to_figures`.

In: counts of failures. Out: styled lines; a list for machines.
"""

from collections.abc import Iterable, Sequence

from engine.failures import Failure
from engine.log.counts import Failed
from engine.ops import FIRST_FINAL, Place
from engine.report.amounts import number
from engine.report.grid import Cell, cell, grid
from engine.report.sentences import final_place
from engine.report.styled import Line, Style, line, wrap
from engine.report.to_json import Document

FINALS = tuple(place for place in Place if place >= FIRST_FINAL)
MEANING = "How often, how many interactions it hit, and what became of these."
ABOUT_NOBODY = "begun"


def failures_section(failed: Sequence[Failed], columns: int) -> list[Line]:
    """A row for each; nothing if nothing went wrong. Who was hit by two stands in two rows."""
    if not failed:
        return []
    places = [place for place in FINALS if any(_final(each, place) for each in failed)]
    begun = any(each.windows for each in failed)
    left = any(_left(each) for each in failed)
    head = [
        *([ABOUT_NOBODY] if begun else []), "times", "hit",
        *(final_place(place.name.lower()) for place in places),
        *(["still there"] if left else []),
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [
            (Failure(each.failure).word, Style.NAME),
            *([cell(number(each.windows))] if begun else []),
            cell(number(each.happened)),
            cell(number(each.hit)),
            *(cell(number(_final(each, place))) for place in places),
            *([cell(number(_left(each)))] if left else []),
        ]
        for each in failed
    ]
    return [*wrap(line((MEANING, Style.QUIET)), columns), *grid(head, rows, columns)]


def summed(runs: Iterable[Sequence[Failed]]) -> tuple[Failed, ...]:
    """The failures of several runs together.

    >>> one = Failed(failure=21, happened=2, hit=1, finals=(0, 1))
    >>> summed([[one], [], [one]])
    (Failed(failure=21, windows=0, happened=4, hit=2, finals=(0, 2)),)
    """
    found: dict[int, Failed] = {}
    for each in (each for run in runs for each in run):
        before = found.get(each.failure)
        if before is None:
            found[each.failure] = each
        else:
            found[each.failure] = Failed(
                failure=each.failure,
                windows=before.windows + each.windows,
                happened=before.happened + each.happened,
                hit=before.hit + each.hit,
                finals=tuple(
                    one + other for one, other in zip(before.finals, each.finals, strict=True)
                ),
            )
    order = {int(failure): at for at, failure in enumerate(Failure)}
    return tuple(sorted(found.values(), key=lambda each: order[each.failure]))


def failures_document(failed: Sequence[Failed]) -> Document:
    """The part `faults` of a document; nothing if nothing went wrong. Places that nobody came to
    are left out."""
    faults = [
        {
            "fault": Failure(each.failure).word,
            "begun": each.windows,
            "times": each.happened,
            "hit": each.hit,
            "final": {
                place.name.lower(): _final(each, place) for place in FINALS if _final(each, place)
            },
            "still_there": _left(each),
        }
        for each in failed
    ]
    return {"faults": faults} if faults else {}


def _final(each: Failed, place: Place) -> int:
    return each.finals[place] if place < len(each.finals) else 0


def _left(each: Failed) -> int:
    return each.hit - sum(each.finals)
