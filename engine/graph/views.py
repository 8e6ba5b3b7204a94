"""Interaction queues and their views: conditions compiled, strategies found.

In: the declarations of queues. Out: `Queue`s with their `View`s, or findings. What a condition
reads of one interaction alone; data that is missing means that it does not match, so its faults
need no port.
"""

from collections.abc import Mapping

from engine.diagnostics import Findings
from engine.functions import FUNCTIONS
from engine.graph.expressions import Wanted, check_expression
from engine.graph.fragments import NoFacts, Reads
from engine.graph.model import Compiled, Queue, View
from engine.graph.project import Project
from engine.ops import Code, Family, Reading
from engine.values import Type
from engine.world.kinds import queue, view
from engine.world.kinds.calendar import Calendar

CHANGING = frozenset(map(int, (Reading.AGE, Reading.TIME_IN_QUEUE, Reading.NOW)))
BY_NUMBER = tuple(FUNCTIONS)
BARE_NAMES = (queue.Queue.word, Calendar.word, "virtual_queue", "group")
"""The kinds whose names are written bare in conditions."""


def read_queues(
    project: Project, families: Mapping[str, Family], findings: Findings
) -> tuple[Queue, ...]:
    """All queues that are not in error, in declaration order."""
    reads = Reads(
        parameters=project.constants.parameters,
        amounts=project.constants.amounts,
        names={kind: project.names(kind) for kind in BARE_NAMES},
        roster=project.roster,
        days=project.days,
        broken=project.broken,
        held=project.held,
    )
    found: list[Queue] = []
    for declared in project.declared:
        model = declared.model
        if isinstance(model, queue.Queue) and model.name is not None:
            models = [item for item in model.views if isinstance(item, view.View)]
            for item in models:
                _check_family(item, families, findings)
            views = tuple(_view(item, model.name, reads, findings) for item in models)
            if not model.damaged:
                capacity = -1 if model.capacity is None else model.capacity
                found.append(
                    Queue(name=model.name, views=views, span=model.span, capacity=capacity)
                )
    return tuple(found)


def _view(model: view.View, queue_name: str, reads: Reads, findings: Findings) -> View:
    where: Compiled | None = None
    condition = ""
    if model.where is not None:
        wanted = Wanted(what="`where`", type=Type.FLAG)
        checked = check_expression(model.where, wanted, reads, NoFacts(), findings)
        condition = " ".join(model.where.span.text().split())
        where = None if checked.constant is True else checked.compiled
    return View(
        name=model.name or "",
        queue=queue_name,
        where=where,
        condition=condition,
        timed=where is not None and _is_timed(where),
        every=model.every,
        order=model.order,
        submit=model.submit.name,
        span=model.span,
        submitted_max=model.max_submitted_interactions,
        rate=model.rate,
    )


def _is_timed(where: Compiled) -> bool:
    return any(
        (item.code is Code.READ and item.argument in CHANGING)
        or (
            item.code is Code.FUNCTION
            and isinstance(item.argument, int)
            and FUNCTIONS[BY_NUMBER[item.argument >> 8]].reads_state
        )
        for item in where.instructions
    )


def _check_family(model: view.View, families: Mapping[str, Family], findings: Findings) -> None:
    """E228 for a view that would submit chats and e-mails to a strategy for calls."""
    if families.get(model.submit.name) is Family.VOICE:
        message = f"`{model.submit.name}` is for calls, a queue holds chats and e-mails"
        findings.error(
            "E228", model.submit.span, message, "submit to a strategy `(chat)` or `(email)`"
        )
