"""W311: queues of notifications, whose chats nobody writes in any more.

In: the sketches of the strategies, the queues, the directory. Out: warnings for a queue that gets
chats created with `TerminateSessionFlag` true, if no strategy of its views can stop them, or if
other chats come there too.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.diagnostics import Findings, Note
from engine.directory import Directory
from engine.graph.calls import QUEUE_KEY, parameter_name
from engine.graph.model import Queue, View
from engine.graph.routes import channels, closes_at_once, creates_chats, endpoint_of, endpoints_of
from engine.graph.sketch import Sketch, references
from engine.source import Span


@dataclass(frozen=True, slots=True)
class _Arrival:
    """A way in which chats come into a queue: by a call, or by customers through a channel.

    `closed` says that their sessions are closed at once, `where` is the place of the queue's key.
    """

    queue: str
    closed: bool
    where: Span | None
    what: str


def check_notifications(
    sketches: list[Sketch], queues: tuple[Queue, ...], directory: Directory, findings: Findings
) -> None:
    """Warns at every call that creates notifications in a queue that is not fit for them."""
    arrivals = [*_from_channels(directory), *_from_calls(sketches, directory)]
    others: dict[str, _Arrival] = {}
    for arrival in arrivals:
        if not arrival.closed:
            others.setdefault(arrival.queue, arrival)
    strategies = {sketch.name.text: sketch for sketch in reversed(sketches)}
    views = {queue.name: queue.views for queue in reversed(queues)}
    stopping: dict[str, bool] = {}
    for arrival in arrivals:
        if not arrival.closed:
            continue
        queue = arrival.queue
        if queue not in stopping:
            stopping[queue] = _can_stop(queue, strategies, views)
        if not stopping[queue]:
            message = f"no strategy stops the notifications in queue `{queue}`"
            cure = "give the queue a view that submits to a strategy with `stop`"
            findings.warning("W311", arrival.where, message, cure)
        if queue in others:
            _tell_shared(arrival, others[queue], findings)


def _tell_shared(arrival: _Arrival, other: _Arrival, findings: Findings) -> None:
    message = f"queue `{arrival.queue}` takes these notifications and {other.what} too"
    notes = [Note(other.where, "the others come from here")] if other.where is not None else []
    cure = "lead the notifications to an endpoint with a queue of its own"
    findings.warning("W311", arrival.where, message, cure, notes)


def _from_channels(directory: Directory) -> Iterator[_Arrival]:
    for _, channel in channels(directory):
        if channel.inbound_route is not None:
            endpoint = endpoint_of(channel.inbound_route, directory)
            if endpoint is not None:
                what = f"the chats that customers start on `{channel.name}`"
                yield _Arrival(endpoint.queue, closed=False, where=None, what=what)


def _from_calls(sketches: list[Sketch], directory: Directory) -> Iterator[_Arrival]:
    for sketch in sketches:
        for draft in sketch.drafts:
            site = draft.call
            if site is None or draft.skipped or not creates_chats(site):
                continue
            name = parameter_name(site, QUEUE_KEY)
            where = site.places.get(name, site.span) if name is not None else site.span
            for queue in dict.fromkeys(item.queue for item, _ in endpoints_of(site, directory)):
                what = f"the chats of `{draft.name}`"
                yield _Arrival(queue, closed=closes_at_once(site), where=where, what=what)


def _can_stop(
    name: str, strategies: Mapping[str, Sketch], views: Mapping[str, tuple[View, ...]]
) -> bool:
    """Whether a chat in a queue can come to a `stop`: in a strategy that a view of the queue
    submits to, or in one that this leads to, also through other queues. Of a queue or a block in
    error it is not known, and it may."""
    if name not in views:
        return True
    agenda = [view.submit for view in views[name]]
    seen = {*agenda}
    while agenda:
        sketch = strategies.get(agenda.pop())
        if sketch is None:
            return True
        for draft in sketch.reached():
            if draft.kind is None or draft.in_error or draft.kind.finishes:
                return True
            for kinds, reference in references(draft.kind):
                if "queue" in kinds and reference.name not in views:
                    return True
                following = (
                    [reference.name] if {"strategy", "subroutine"} & {*kinds}
                    else [view.submit for view in views.get(reference.name, ())]
                )  # fmt: skip
                agenda += [item for item in dict.fromkeys(following) if item not in seen]
                seen.update(following)
    return False
