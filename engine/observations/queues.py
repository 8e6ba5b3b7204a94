"""Queues, views and workbins.

In: the queues of a run. Out: the observations of them.
"""

from engine.log.events import Event
from engine.observations.kind import Observation, ObservationParameter, Seen, Takes, of_run
from engine.values import Type


def _length(seen: Seen, queue: str) -> int:
    return seen.queue_length(queue)


def _workbin_length(seen: Seen, workbin: str) -> int:
    return seen.workbin_length(workbin)


def _pulls(seen: Seen, queue: str, view: str) -> int:
    return seen.pulls(queue, view)


LENGTH = Observation(
    word="length",
    text="How many interactions are in a queue, those that no view can see yet included, or wait "
    "for an agent in a virtual queue. What `given` says of it is for the strategies: a claim "
    "counts.",
    example="within 1m expect length(wa_notifications) == 0",
    type=Type.INTEGER,
    read=of_run(_length),
    parameters=(ObservationParameter(name="queue", takes=Takes.QUEUE),),
    changed_by=frozenset(
        {
            Event.PLACED, Event.PULLED, Event.TAKEN, Event.STOWED, Event.FINAL, Event.ROUTING,
            Event.LEFT, Event.HUNG_UP, Event.ACCEPTED,
        }
    ),
)  # fmt: skip
WORKBIN_LENGTH = Observation(
    word="workbin_length",
    text="How many interactions are in a workbin, whoever's it is.",
    example="expect workbin_length(drafts) == 0",
    type=Type.INTEGER,
    read=of_run(_workbin_length),
    parameters=(ObservationParameter(name="workbin", takes=Takes.WORKBIN),),
    changed_by=frozenset({Event.PLACED, Event.TAKEN, Event.STOWED, Event.FINAL}),
)
PULLS = Observation(
    word="pulls",
    text="How many interactions a view has pulled from its queue.",
    example="expect pulls(wa_notifications.finished) == 1",
    type=Type.INTEGER,
    read=of_run(_pulls),
    parameters=(ObservationParameter(name="view", takes=Takes.VIEW),),
    changed_by=frozenset({Event.PULLED}),
    written=("pulls(queue.view)",),
)
