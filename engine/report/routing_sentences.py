"""What a trace says of agents: who is asked for an interaction, who accepts it, who has it no more.

In: a record. Out: `Item`s; `ROUTING` is the part of `sentences` that tells of them.
"""

from collections.abc import Callable, Mapping

from engine.folds.records import Record
from engine.log.events import Event, Why
from engine.report.items import Fragment, Item, say
from engine.report.styled import Style

WITHDRAWALS = {
    "no_answer": "there is no answer",
    "agent_not_ready": "the agent is no longer ready",
    "not_wanted": "it waits no longer",
}


def _agent(record: Record) -> tuple[str, str]:
    return (record.text("agent"), Style.NAME)


def _candidates(record: Record) -> list[Item]:
    """Who was passed over, and why; who is in several targets is told of once."""
    told = {(why.text("agent"), why.text("because")): None for why in record.whys(Why.CANDIDATE)}
    return [say("agent ", (agent, Style.NAME), f": {why}", depth=1) for agent, why in told]


def _asks(record: Record, _: object) -> list[Item]:
    queue = record.text("virtual_queue")
    within: tuple[Fragment, ...] = (" in virtual queue ", (queue, Style.NAME)) if queue else ()
    return [say("asks for an agent", *within, f", priority {record.number('priority')}")]


def _tuned(record: Record, _: object) -> list[Item]:
    objective = record.text("objective") if record.number("objective") > 0 else ""
    within = f", of an objective of {objective}" if objective else ""
    return [say(f"counts as waiting for {record.text('length')}{within}")]


def _selecting(record: Record, _: object) -> list[Item]:
    target = (record.text("target"), Style.NAME)
    nobody = _candidates(record)
    return [say("target ", target, ": nobody is free" if nobody else ""), *nobody]


def _offered(record: Record, _: object) -> list[Item]:
    target = (record.text("target"), Style.NAME)
    return [say("offered to agent ", _agent(record), " of ", target), *_candidates(record)]


def _accepted(record: Record, _: object) -> list[Item]:
    waited = f" after {record.text('waited')} of waiting" if record.number("waited") else ""
    return [say("agent ", _agent(record), (" accepts", Style.GOOD), waited)]


def _refused(record: Record, _: object) -> list[Item]:
    return [say("agent ", _agent(record), (" refuses", Style.WARNING))]


def _withdrawn(record: Record, _: object) -> list[Item]:
    why = WITHDRAWALS[record.text("reason")]
    lost = ("withdrawn", Style.WARNING)
    return [say("the offer to agent ", _agent(record), " is ", lost, f": {why}")]


def _no_agent(record: Record, _: object) -> list[Item]:
    nobody = ("no agent in time", Style.BAD)
    return [say(nobody, f": it has waited for {record.text('waited')}")]


def _handled(record: Record, _: object) -> list[Item]:
    return [say("agent ", _agent(record), f" has had it for {record.text('after')}")]


def _transferred(record: Record, _: object) -> list[Item]:
    strategy = (record.text("strategy"), Style.NAME)
    return [say("agent ", _agent(record), " transfers it back, to strategy ", strategy)]


def _wraps_up(record: Record, _: object) -> list[Item]:
    return [say("agent ", _agent(record), f" wraps it up for {record.text('takes')}")]


def _wrapped_up(record: Record, _: object) -> list[Item]:
    return [say("agent ", _agent(record), f" has wrapped it up after {record.text('after')}")]


STATES = {
    "ready": ("ready", Style.GOOD),
    "not_ready": ("not ready", Style.BAD),
    "logged_out": ("logged out", Style.BAD),
    "on_break": ("on a break", Style.WARNING),
}


def _state(record: Record, _: object) -> list[Item]:
    return [say("agent ", _agent(record), " is ", STATES[record.text("state")])]


ROUTING: Mapping[Event, Callable[[Record, object], list[Item]]] = {
    Event.ROUTING: _asks,
    Event.TUNED: _tuned,
    Event.SELECTING: _selecting,
    Event.OFFERED: _offered,
    Event.ACCEPTED: _accepted,
    Event.REFUSED_OFFER: _refused,
    Event.WITHDRAWN: _withdrawn,
    Event.NO_AGENT: _no_agent,
    Event.HANDLING_ENDED: _handled,
    Event.AGENT_STATE: _state,
    Event.WRAP_UP: _wraps_up,
    Event.WRAPPED_UP: _wrapped_up,
    Event.TRANSFERRED: _transferred,
}
