"""What a run leaves behind: who still waits and why nothing moves, and the figures.

In: the records of a run. Out: styled lines. Every figure is a fold of the log (`folds`).
"""

from collections.abc import Iterator, Sequence

from engine.folds.fates import Fate, fates
from engine.folds.ledger import Ledger, ledger
from engine.folds.records import Record
from engine.folds.times import Clock
from engine.folds.totals import HANDLED, IN_WORKBIN
from engine.log.model import EventLog
from engine.program.model import Program
from engine.report.sentences import final_place
from engine.report.styled import Line, Style, counted, indented, line, table, wrap
from engine.values import Duration

INDENT = 2
KEY_MAX = 18
"""Columns of the ledger's first column."""


def to_standstill(
    program: Program, log: EventLog, happened: Sequence[Record], clock: Clock, *, columns: int
) -> list[Line]:
    """Where every interaction is when the run ends, and what those that wait are waiting for."""
    left = fates(happened)
    waiting = [fate for fate in left if not fate.final]
    end_us = max(happened[-1].time_us if happened else 0, 0)
    lines = wrap(line((_ending(log, waiting), Style.STRONG)), columns)
    for fate in left:
        sentence = line((fate.interaction, Style.WHO), *whereabouts(fate, clock, end_us))
        lines += indented(wrap(sentence, columns - INDENT, hang=INDENT), INDENT)
        if not fate.final:
            for reason in _why_it_waits(program, fate, clock):
                parts = wrap(line(reason), columns - 2 * INDENT, hang=INDENT)
                lines += indented(parts, 2 * INDENT)
    return lines


def _ending(log: EventLog, waiting: Sequence[Fate]) -> str:
    if log.head.get("end") == "horizon":
        if not waiting:
            return "the horizon is reached, the run stops here"
        left = counted(len(waiting), "interaction")
        return f"the horizon is reached, the run stops here with {left} not at a final place"
    if waiting:
        return "nothing moves any more"
    return "everything has come to its final place"


def whereabouts(fate: Fate, clock: Clock, end_us: int) -> list[str | tuple[str, str]]:
    """Where an interaction is, or came to, as the end of a sentence about it."""
    when = clock.show(fate.since_us)
    if fate.final:
        reason = f": {fate.reason}" if fate.reason else ""
        return [" ", (final_place(fate.place), Style.STRONG), f" at {when}{reason}"]
    if fate.place == "queued":
        waited = f", for {Duration(end_us - fate.since_us)}" if end_us > fate.since_us else ""
        return [" still in queue ", (fate.queue or "", Style.NAME), f" since {when}{waited}"]
    if fate.place == IN_WORKBIN:
        workbin, owner = (fate.workbin or "", Style.NAME), (fate.owner or "", Style.NAME)
        return [" still in workbin ", workbin, " of ", owner, f" since {when}"]
    if fate.place == HANDLED:
        return [" still with agent ", (fate.agent or "", Style.NAME), f" since {when}"]
    return [f" still in its strategy, waiting since {when}"]


def _why_it_waits(program: Program, fate: Fate, clock: Clock) -> list[str]:
    """One sentence for each view that could take it, or for what holds it."""
    if fate.place in (IN_WORKBIN, HANDLED):
        back = ", or until it is returned" if fate.until_us is not None else ""
        return [f"it waits for an agent{back}"] if fate.place == IN_WORKBIN else []
    if fate.place != "queued":
        until = "without end" if fate.until_us is None else f"until {clock.show(fate.until_us)}"
        return [f"it waits {until}"]
    reasons = []
    if fate.visible_us is not None:
        reasons.append(f"no view sees it before {clock.show(fate.visible_us)}")
    queue = next((q for q in program.queues if q.name == fate.queue), None)
    if queue is None or not queue.views:
        return [*reasons, "no view feeds a strategy from this queue"]
    looks = {look.view: look for look in fate.passed_over}
    for index in queue.views:
        view = program.views[index]
        look = looks.get(view.name)
        seen = f"passes it over: {look.because} does not hold" if look else "has not looked at it"
        reasons.append(f"view {view.name} {seen}")
    return reasons


def to_ledger(log: EventLog, happened: Sequence[Record], *, columns: int) -> list[Line]:
    """The figures, and what makes the run repeatable: seed and hash."""
    figures = ledger(happened)
    rows = [
        ("messages", f"{figures.messages_sent} sent, {figures.messages_failed} failed"),
        *_chats(figures),
        (
            "duplicates",
            f"{counted(figures.duplicate_invites, 'invite')}, "
            f"{counted(figures.duplicate_answers, 'answer')}",
        ),
        *_calls(figures),
        ("seed", log.head.get("seed", "")),
    ]
    shown = table(
        [(line((key, Style.QUIET)), line(text)) for key, text in rows],
        columns - INDENT,
        key_max=KEY_MAX,
    )
    # Not a row of the table: behind its first column the hash would not fit 80 columns.
    shown += wrap(line(("log sha256 ", Style.QUIET), log.events_hash()), columns - INDENT, hang=0)
    return [line(("ledger", Style.STRONG)), *indented(shown, INDENT)]


def _chats(figures: Ledger) -> list[tuple[str, str]]:
    removed = sum(number for _, number in figures.chats_lost_removed)
    kinds = ", ".join(
        f"{number} of kind ({kind})" for kind, number in figures.chats_lost_removed if number
    )
    rows = [
        ("chats created", str(figures.chats_created)),
        ("  stopped", str(figures.chats_stopped)),
        ("  lost and removed", f"{removed}: {kinds}" if kinds else str(removed)),
        ("  still queued", str(figures.chats_queued)),
    ]
    rows += [(f"  {final_place(place)}", str(number)) for place, number in figures.chats_elsewhere]
    rows += [("inbound chats", str(figures.chats_inbound))] if figures.chats_inbound else []
    if figures.emails_created:
        rows.append(("e-mails created", str(figures.emails_created)))
        rows.append(("  stopped", str(figures.emails_stopped)))
        rows.append(("  still queued", str(figures.emails_queued)))
    return rows


def _calls(figures: Ledger) -> Iterator[tuple[str, str]]:
    """The requests by what became of them; stray answers have rows of their own."""
    outcomes = [
        (figures.calls_answered, "answered"),
        *((number, f"fault {symbol}") for symbol, number in figures.faults),
        (figures.calls_timed_out, "timed out"),
        (figures.calls_open, "not yet answered"),
    ]
    parts = ", ".join(f"{number} {word}" for number, word in outcomes if number)
    yield "ESP calls", f"{figures.calls}: {parts}" if parts else "0"
    for number, word in (
        (figures.late_answers, "late answers"),
        (figures.foreign_answers, "foreign answers"),
    ):
        if number:
            yield word, f"{number}, dropped"
