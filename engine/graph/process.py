"""The business process around the strategies: what no strategy can see by itself.

In: the declarations, the sketches of the strategies, the queues with their views. Out: the
directory, and findings for names in declarations (E211), endpoints (E219) and parking that does not
let time pass (E235). Field codes are looked at in `bodies`.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from engine.blocks.kind import Parks
from engine.diagnostics import Findings, did_you_mean
from engine.directory import (
    Application,
    Category,
    ChatServer,
    Contact,
    Directory,
    FieldCode,
    InteractionServer,
    ScreeningRule,
    StandardResponse,
    Workbin,
)
from engine.esp.rules import queue_keys
from engine.esp.rules.contacts import CONTACT_ID
from engine.esp.rules.user_data import SYSTEM_KEYS
from engine.graph.calls import QUEUE_KEY, parameter_name
from engine.graph.model import Queue
from engine.graph.names import NAMED_BY, holder_of, shown, unknown
from engine.graph.project import Project
from engine.graph.roster import groups_of
from engine.graph.routes import endpoint_of
from engine.graph.sketch import Draft, Sketch
from engine.graph.subroutines import parked_by
from engine.ops import Code
from engine.shelf.kind import Entry, Free, Kind, Nested, Own, Ref, Reference
from engine.shelf.shape import shape_of
from engine.source import Span
from engine.staff import Agent, CapacityRule, Skill, VirtualQueue
from engine.world.kind import lowered
from engine.world.kinds.application import Application as ApplicationKind
from engine.world.kinds.channel import Channel as ChannelKind
from engine.world.kinds.chat_server import ChatServer as ChatServerKind
from engine.world.kinds.contact import Contact as ContactKind
from engine.world.kinds.test import StrategyTest


def directory_of(project: Project) -> Directory:
    """What the simulated servers are configured with."""
    models = [item.model for item in project.declared if item.model is not None]
    servers = lowered(models, ChatServer)
    interaction_servers = lowered(models, InteractionServer)
    rules = lowered(models, CapacityRule)
    return Directory(
        applications=lowered(models, Application),
        chat_server=servers[0] if servers else ChatServer(),
        responses=lowered(models, StandardResponse),
        contacts=lowered(models, Contact),
        field_codes=lowered(models, FieldCode),
        categories=lowered(models, Category),
        screening_rules=lowered(models, ScreeningRule),
        interaction_server=interaction_servers[0] if interaction_servers else InteractionServer(),
        workbins=lowered(models, Workbin),
        skills=lowered(models, Skill),
        agents=_ruled(lowered(models, Agent), rules),
        groups=groups_of(models, project.crews),
        virtual_queues=lowered(models, VirtualQueue),
        capacity_rules=rules,
    )


def _ruled(agents: tuple[Agent, ...], rules: tuple[CapacityRule, ...]) -> tuple[Agent, ...]:
    """The agents, each with what their capacity rule says."""
    named = {rule.name: rule for rule in rules}
    return tuple(
        replace(agent, capacity=named[agent.rule].capacity, bars=named[agent.rule].bars)
        if agent.rule in named
        else agent
        for agent in agents
    )


def contacts_of(project: Project) -> tuple[Contact, ...]:
    """The customers that a project describes."""
    return lowered([item.model for item in project.declared if item.model is not None], Contact)


# Names


def check_references(project: Project, findings: Findings) -> None:
    """E211 for names in declarations that nothing is declared by."""
    for declared in project.declared:
        if declared.model is None or isinstance(declared.model, StrategyTest):
            continue  # what a test names is looked up where it is read
        for kinds, reference in _references(declared.model):
            silent = project.held or reference.name in project.broken
            if not silent and not any(reference.name in project.names(kind) for kind in kinds):
                names = [name for kind in kinds for name in project.names(kind)]
                other = holder_of(reference.name, {kind: project.names(kind) for kind in NAMED_BY})
                unknown(
                    " or ".join(kinds), reference.name, reference.span, names, findings, other=other
                )


def _references(model: Kind) -> Iterator[tuple[tuple[str, ...], Reference]]:
    for part in shape_of(type(model)).parts:
        value = model.held(part.attribute)
        match part.marker:
            case Ref(kinds=kinds) if isinstance(value, Reference):
                yield kinds, value
            case Free(value=Ref(kinds=kinds)):
                for entry in value:
                    if isinstance(entry, Entry) and isinstance(entry.value, Reference):
                        yield kinds, entry.value
            case Own() if value is not None:
                yield from value.references()
            case Nested():
                for inner in value:
                    yield from _references(inner)
            case _:
                pass


def check_contacts(project: Project, findings: Findings) -> None:
    """E220 for attributes that are none, E211 for a channel that no application has."""
    for declared in project.declared:
        if isinstance(declared.model, ContactKind):
            _check_attributes(declared.model, findings)
    applications = [
        item for item in project.declared if item.syntax.kind.text == ApplicationKind.word
    ]
    if project.held or any(item.model is None or item.model.damaged for item in applications):
        return
    models = [item.model for item in applications if isinstance(item.model, ApplicationKind)]
    names = list(dict.fromkeys(inner.name or "" for item in models for inner in item.channels))
    for declared in project.declared:
        model = declared.model
        if isinstance(model, ContactKind) and model.channel not in (None, *names):
            unknown("channel", model.channel or "", model.places["channel"], names, findings)


def _check_attributes(contact: ContactKind, findings: Findings) -> None:
    """What answers attach of a contact must be one text a key, and no key of the system."""
    for key, count in Counter(contact.attributes.keys()).items():
        if key == CONTACT_ID or key in SYSTEM_KEYS:
            message = f"`{key}` is a key of the system, and no attribute of a contact"
            cure = "leave it out: ids are `contact-1` and so on" if key == CONTACT_ID else None
        elif count > 1:
            message = f"the attribute `{key}` is given twice"
            cure = "a contact has one text of each"
        else:
            continue
        findings.error("E220", contact.places["attributes"], message, cure)


# Endpoints


def check_endpoints(
    project: Project, sketches: list[Sketch], directory: Directory, findings: Findings
) -> None:
    """E219 for queue keys, known before a run, that lead to no declared endpoint."""
    if project.held or any(
        item.syntax.kind.text == ChatServerKind.word and (item.model is None or item.model.damaged)
        for item in project.declared
    ):
        return
    for declared in project.declared:
        if isinstance(declared.model, ApplicationKind):
            for channel in declared.model.channels:
                if isinstance(channel, ChannelKind):
                    _check_routes(channel, directory, findings)
    for sketch in sketches:
        for draft in sketch.drafts:
            _check_key(draft, directory, findings)


def _check_routes(channel: ChannelKind, directory: Directory, findings: Findings) -> None:
    for word in ("inbound_route", "inbound_route_by_call"):
        key = channel.held(word)
        if isinstance(key, str) and endpoint_of(key, directory) is None:
            _tell_endpoint(key, channel.places[word], directory, findings)


def _check_key(draft: Draft, directory: Directory, findings: Findings) -> None:
    site = draft.call
    name = parameter_name(site, QUEUE_KEY) if site is not None else None
    if site is None or name is None:
        return
    key = site.constants.get(name)
    if not isinstance(key, str) or queue_keys.parts(key) is None:
        # What has not the form of a key has been complained of where it stands.
        return
    if endpoint_of(key, directory) is None:
        _tell_endpoint(key, site.places[name], directory, findings)


def _tell_endpoint(key: str, span: Span, directory: Directory, findings: Findings) -> None:
    known = [f"{item.tenant}:{item.name}" for item in directory.chat_server.endpoints]
    cure = did_you_mean(key, known)
    if cure is None:
        tenant, _, endpoint = key.partition(":")
        form = f'endpoints {tenant} {{ "{endpoint}" = queue }}'
        cure = f"declare it in `chat_server`: {shown(form)}"
    findings.error("E219", span, f"there is no endpoint {shown(key)}", cure)


# Parking


def check_parking(sketches: list[Sketch], queues: tuple[Queue, ...], findings: Findings) -> None:
    """E235: parking in a queue whose view takes everything and submits to the same strategy."""
    by_name = {queue.name: queue for queue in reversed(queues)}
    graphs = {sketch.name.text: sketch for sketch in reversed(sketches)}
    for sketch in sketches:
        if sketch.subroutine:
            continue  # what it parks its callers do
        for draft, parks in parked_by(sketch, graphs):
            if parks.queue.name not in by_name or _takes_time(draft, parks):
                continue
            for view in by_name[parks.queue.name].views:
                if view.submit == sketch.name.text and view.where is None:
                    message = (
                        f"view `{view.name}` takes the interaction back at once, "
                        "and this strategy starts again"
                    )
                    cure = (
                        "add `not_before = 30s`, or a `where` to the view that parking makes false"
                    )
                    findings.error("E235", parks.queue.span, message, cure)


def _takes_time(draft: Draft, parks: Parks) -> bool:
    if parks.unseen is None:
        return False
    code = draft.codes[id(parks.unseen)].instructions
    return not (len(code) == 1 and code[0].code is Code.CONST and code[0].argument == 0)
