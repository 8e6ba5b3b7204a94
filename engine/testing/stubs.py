"""Stubs that no call came to: what the test gives was not so.

In: the stubs of a case and the log of its run. Out: `Failure`s in the order of the stubs. A stub
that lets calls go their normal way changes nothing, so that it need not be used.
"""

from collections.abc import Iterable, Sequence

from engine.log.events import Event, Why
from engine.log.model import EventLog
from engine.program.model import Program
from engine.scenario import AnswerPlan, Stub
from engine.testing.verdict import Failure
from engine.values import KVList

NORMALLY = AnswerPlan()


def never_used(program: Program, stubs: Sequence[Stub], log: EventLog) -> Iterable[Failure]:
    """The stubs of a run that no call of it came to."""
    wanted = [
        number for number, stub in enumerate(stubs) if any(plan != NORMALLY for plan in stub.plans)
    ]
    if not wanted:
        return
    calls = _calls(program, log)
    labels = {label for label, _ in calls}
    own = {stub.block for stub in stubs if stub.block}
    last_us = max(0, log.columns["time"][-1])
    for number in wanted:
        stub = stubs[number]
        if stub.block and stub.block not in labels:
            message = f"`answer({stub.block})` was never used: no call of `{stub.block}` was made"
        elif stub.method and all(method != stub.method or label in own for label, method in calls):
            made = any(method == stub.method for _, method in calls)
            why = f"no call of `{stub.method}` was made"
            if made:
                why = "every call was made by a block that has an `answer` of its own"
            message = f'`answer("{stub.method}")` was never used: {why}'
        else:
            continue
        yield Failure(claim=None, message=message, at_us=last_us, stub=number)


def _calls(program: Program, log: EventLog) -> set[tuple[str, str]]:
    """The calls of a run: the labels of the blocks that made them, with the methods."""
    kinds, blocks = log.columns["kind"], log.columns["block"]
    if Event.REQUESTED not in kinds:
        return set()
    found: set[tuple[str, str]] = set()
    for reason in log.reasons:
        envelope = log.contents[reason.a] if reason.kind == Why.ENVELOPE else None
        if isinstance(envelope, KVList) and kinds[reason.event] == Event.REQUESTED:
            label = program.blocks[blocks[reason.event]].label
            found.add((label, f"{envelope.get('Service')!s}.{envelope.get('Method')!s}"))
    return found
