"""What a trace says of workbins, agents, and the time-outs of Interaction Server.

In: a record. Out: `Item`s; `HANDLING` is the part of `sentences` that tells of them.
"""

from collections.abc import Callable, Mapping

from engine.folds.records import Record
from engine.log.events import Event
from engine.report.items import Item, say, value
from engine.report.styled import Style
from engine.values import Duration


def _agent(record: Record) -> tuple[str, str]:
    return (record.text("agent"), Style.NAME)


def _workbin(record: Record) -> tuple[str, str]:
    return (record.text("workbin"), Style.NAME)


def _routing_timed_out(record: Record, _: object) -> list[Item]:
    late = ("routing has failed", Style.BAD)
    return [say(late, f": the strategy has had it for {record.text('after')}")]


def _taken(record: Record, _: object) -> list[Item]:
    if record.get("workbin") is not None:
        return [say("agent ", _agent(record), " takes it out of workbin ", _workbin(record))]
    queue = (record.queue or "", Style.NAME)
    return [say("agent ", _agent(record), " takes it out of queue ", queue)]


def _stowed(record: Record, _: object) -> list[Item]:
    owner = (record.text("owner"), Style.NAME)
    return [say("put into workbin ", _workbin(record), " of ", owner)]


def _return_due(record: Record, _: object) -> list[Item]:
    at = record.get("at")
    after = Duration((at if isinstance(at, int) else 0) - record.time_us)
    queue = (record.queue or "", Style.NAME)
    return [say("to be returned to queue ", queue, f" after {after}")]


def _worked(record: Record, _: object) -> list[Item]:
    return [say("agent ", _agent(record), " does something")]


def _handling_timed_out(record: Record, _: object) -> list[Item]:
    late = ("revoked", Style.WARNING)
    quiet = f", who has done nothing for {record.text('after')}"
    return [say(late, " from agent ", _agent(record), quiet)]


def _workbin_timed_out(record: Record, _: object) -> list[Item]:
    late = ("nobody has taken it", Style.WARNING)
    return [say(late, " out of workbin ", _workbin(record), f" for {record.text('after')}")]


def _joined(record: Record, _: object) -> list[Item]:
    return [say("agent ", _agent(record), " joins the session")]


def _left(record: Record, _: object) -> list[Item]:
    return [say("agent ", _agent(record), " leaves the session")]


def _timeout_ignored(record: Record, _: object) -> list[Item]:
    key = ("udata.handling-timeout", Style.NAME)
    said = value(record.get("value"))
    inferred = ("[inferred]", Style.QUIET)
    return [say(key, " ", said, " is no number of minutes from 1 to 1440: passed over ", inferred)]


HANDLING: Mapping[Event, Callable[[Record, object], list[Item]]] = {
    Event.ROUTING_TIMED_OUT: _routing_timed_out,
    Event.TAKEN: _taken,
    Event.STOWED: _stowed,
    Event.RETURN_DUE: _return_due,
    Event.WORKED: _worked,
    Event.HANDLING_TIMED_OUT: _handling_timed_out,
    Event.WORKBIN_TIMED_OUT: _workbin_timed_out,
    Event.AGENT_JOINED: _joined,
    Event.AGENT_LEFT: _left,
    Event.TIMEOUT_IGNORED: _timeout_ignored,
}
