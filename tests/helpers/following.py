"""One customer of a long log: an interaction, all that was made for it, and what it was made for.

In: the log of a simulated day with all its events. Out: a log that has nothing else in it, of which
the same traces and documents can be made as of any run.
"""

from array import array
from collections.abc import Mapping
from dataclasses import replace
from itertools import compress

from engine.folds.records import NONE, interaction_id
from engine.log.events import Event, Why
from engine.log.model import EventLog, Reason

_CREATED, _STARTED, _SCANNED = int(Event.CREATED), int(Event.STARTED), int(Event.SCANNED)
_ARRIVED, _CAME_BACK = int(Event.ARRIVED), int(Event.CAME_BACK)


def following(log: EventLog, identity: str, strategies: tuple[str, ...]) -> EventLog | None:
    """The log of the family of an interaction (`voice-12`); None if there is no such one.

    A family is whoever all was made for, and everything that was made for them: a call, the chats
    that its calls to services made, e-mails about these; the customer who comes again or is back.
    `strategies` are the program's by number.
    """
    parents, number = _parents(log, identity)
    if number is None:
        return None
    family = _family(parents, number)
    passed_over = {
        reason.event
        for reason in log.reasons
        if reason.kind == Why.PASSED_OVER and reason.a in family
    }
    kinds, interactions = log.columns["kind"], log.columns["interaction"]
    kept = [
        interaction in family or index in passed_over
        for index, interaction in enumerate(interactions)
    ]
    places = {old: new for new, old in enumerate(compress(range(len(kept)), kept))}
    columns = {name: array("q", compress(column, kept)) for name, column in log.columns.items()}
    reasons = tuple(
        Reason(places[reason.event], reason.kind, reason.a, reason.b)
        for reason in log.reasons
        if reason.event in places and (kinds[reason.event] != _SCANNED or reason.a in family)
    )
    head = dict(log.head) | {"strategy": _begun(columns, strategies)}
    return replace(log, head=head, columns=columns, reasons=reasons)


def _parents(log: EventLog, identity: str) -> tuple[Mapping[int, int], int | None]:
    """For whom each interaction was made, `NONE` for nobody, and the one of this name."""
    columns = log.columns
    parents: dict[int, int] = {}
    latest: dict[tuple[int, int], int] = {}
    wanted = None
    media: dict[int, str] = {}
    for kind, number, code, by in zip(
        columns["kind"], columns["interaction"], columns["a"], columns["b"], strict=True
    ):
        if kind == _CAME_BACK:
            parents[number] = by
        if kind == _ARRIVED:
            parents[number] = latest.get((code, by), NONE)
            latest[code, by] = number
        if kind == _CREATED:
            parents[number] = by
            if code not in media:
                media[code] = log.text(code)
            if interaction_id(media[code], number) == identity:
                wanted = number
    return parents, wanted


def _family(parents: Mapping[int, int], number: int) -> frozenset[int]:
    """Whoever all was made for, and all that was made for them."""
    while parents.get(number, NONE) != NONE:
        number = parents[number]
    family = {number}
    # Whoever is made for somebody is made later: one pass is enough.
    for child, parent in parents.items():
        if parent in family:
            family.add(child)
    return frozenset(family)


def _begun(columns: Mapping[str, "array[int]"], strategies: tuple[str, ...]) -> str:
    """The strategy that was the first to begin, empty if none was before the first queue."""
    for kind, strategy, view in zip(columns["kind"], columns["a"], columns["b"], strict=True):
        if kind == _STARTED:
            return strategies[strategy] if view == NONE else ""
    return ""
