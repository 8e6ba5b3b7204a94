"""What tests can name of their project, gathered once for all of them.

In: the project and the sketches of its strategies. Out: `Scope`.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from engine.blocks.kind import Calls
from engine.esp.signature import Signature
from engine.graph.project import Project
from engine.graph.roster import Roster
from engine.graph.sketch import Draft, Sketch
from engine.graph.testing.vocabulary import PLACES, Staff, Vocabulary, vocabulary_of
from engine.limits import Limits
from engine.ops import Family
from engine.shelf.constants import Constants
from engine.world.kinds.calendar import Calendar
from engine.world.kinds.queue import Queue
from engine.world.kinds.view import View
from engine.world.kinds.workbin import Workbin

STAFF = {"agents": "agent", "groups": "group", "virtual_queues": "virtual_queue"}
"""The kinds of those who are routed to, and of where they are waited for."""


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What tests can name.

    `sketches` are the strategies by name, the first of each. `labels` are the blocks of all
    strategies by label. `held` says that something could not be read, so that what is not found may
    well be there; of names in `broken` nothing is said either. `methods` can be called.
    `mailboxes` are the queues whose views know strategies for e-mails alone: what waits in any
    other queue is a chat.
    """

    sketches: Mapping[str, Sketch]
    labels: Mapping[str, Sequence[Draft]]
    queues: Mapping[str, Collection[str]]
    mailboxes: Collection[str]
    calendars: Collection[str]
    workbins: Collection[str]
    staff: Staff
    roster: Roster
    constants: Constants
    broken: Collection[str]
    held: bool
    limits: Limits
    methods: Mapping[str, Signature]

    def silent(self, name: str) -> bool:
        """Whether nothing can be said of a name that is not found."""
        return self.held or name in self.broken

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The same for claims."""
        found = vocabulary_of(
            list(self.sketches.values()),
            queues=self.queues,
            calendars=self.calendars,
            workbins=self.workbins,
            parameters=self.constants.parameters,
            broken=self.broken,
            held=self.held,
            methods=self.methods,
        )
        return replace(found, staff=self.staff, amounts=self.constants.amounts)

    @cached_property
    def vague(self) -> Vocabulary:
        """The same for claims of a test of which it is not known where it begins."""
        return replace(self.vocabulary, held=True)

    @cached_property
    def called(self) -> frozenset[str] | None:
        """The methods that some block calls; None if not all is known of some block."""
        if self.held or any(sketch.partial or sketch.held for sketch in self.sketches.values()):
            return None
        return frozenset(
            f"{call.service}.{call.method}"
            for sketch in self.sketches.values()
            for draft in sketch.drafts
            if not draft.skipped and (call := call_of(draft)) is not None
        )


def call_of(draft: Draft) -> Calls | None:
    """The ESP call that a block makes, if it makes one."""
    return next((effect for effect in draft.effects if isinstance(effect, Calls)), None)


def scope_of(project: Project, sketches: Sequence[Sketch], limits: Limits) -> Scope:
    """The scope of a project."""
    by_name: dict[str, Sketch] = {}
    labels: dict[str, list[Draft]] = {}
    for sketch in sketches:
        by_name.setdefault(sketch.name.text, sketch)
        for draft in sketch.drafts:
            labels.setdefault(draft.name, []).append(draft)
    queues: dict[str, Collection[str]] = dict.fromkeys(project.names(Queue.word), ())
    mailboxes: set[str] = set()
    for declared in project.declared:
        model = declared.model
        if isinstance(model, Queue) and model.name is not None:
            queues[model.name] = [view.name or "" for view in model.views]
            if _families(model, by_name) == {Family.EMAIL}:
                mailboxes.add(model.name)
    staff = Staff(**{field: project.names(kind) for field, kind in STAFF.items()})
    if project.crews:
        single = [name for name in staff.agents if name not in project.crews]
        staff = replace(staff, agents=single)
    words = {*labels, *PLACES, *queues, *by_name, *project.names(Workbin.word), *staff.agents}
    return Scope(
        sketches=by_name,
        labels=labels,
        queues=queues,
        mailboxes=mailboxes,
        calendars=project.names(Calendar.word),
        workbins=project.names(Workbin.word),
        staff=staff,
        roster=project.roster,
        constants=replace(project.constants, words=words, columns={}),
        broken=project.broken,
        held=project.held or not sketches,  # that there is none has been said
        limits=limits,
        methods=project.methods,
    )


def _families(queue: Queue, sketches: Mapping[str, Sketch]) -> set[Family]:
    """The families of the strategies that a queue's views submit to."""
    views = [view for view in queue.views if isinstance(view, View)]
    named = [sketches.get(view.submit.name) for view in views if not view.damaged]
    return {sketch.family for sketch in named if sketch is not None}
