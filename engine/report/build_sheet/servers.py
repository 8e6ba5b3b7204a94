"""What to configure around the strategies: queues, views, Chat Server, messaging servers, messages.

In: a `Process`. Out: lines of a page. Options are those of the vendor's documentation: Interaction
Queue blocks and views (Composer Help, InteractionQueueBlock and InteractionQueueViews), conditions
and order (Interaction Server, Translations), sections `endpoints:<tenant>` and option
`stop-abandoned-interaction` of Chat Server, sections `channel-<name>` with `inbound-route` and
`inbound-route-by-call` of a Digital Messaging Server, standard responses (eServices Manager).
"""

from collections.abc import Callable, Iterator, Mapping

from engine.directory import (
    CONTACT_SERVER,
    EMAIL_SERVER,
    INTERACTION_SERVER,
    SMS_SERVER,
    SOCIAL_MS,
    TYPE_NAMES,
    Application,
    Channel,
    ChatServer,
    Contact,
    Directory,
    FieldCode,
    InteractionServer,
    Notices,
    Owner,
    SessionStatistics,
    StandardResponse,
)
from engine.graph.model import Process, View
from engine.report.build_sheet.calendars import calendar_lines
from engine.report.build_sheet.classification import category_lines, rule_lines
from engine.report.build_sheet.names import Names
from engine.report.build_sheet.page import heading, notes, rows
from engine.report.build_sheet.pieces import flat
from engine.report.build_sheet.reader import written
from engine.report.build_sheet.services import service_lines
from engine.report.build_sheet.staff import (
    agent_lines,
    capacity_rule_lines,
    group_lines,
    skill_lines,
    virtual_queue_lines,
)
from engine.report.build_sheet.view import ViewWriter
from engine.values import MINUTE, SECOND, Duration, Time

ORDERS = {
    "priority": "priority desc, received_at asc",
    "oldest": "received_at asc",
    "newest": "received_at desc",
    "longest_in_queue": "placed_in_queue_at asc",
}
"""Columns of Interaction Server; the names of the two times are [inferred]."""


def process_lines(process: Process, level: int) -> list[str]:
    """Everything around the strategies."""
    lines: list[str] = []
    for say in SECTIONS.values():
        lines += say(process.directory, level)
    for queue in process.queues:
        lines += heading(level, f"Interaction queue `{queue.name}`")
        lines += ["Configuration: a script of type Interaction Queue", ""]
        lines += rows([("Name", queue.name)])
        if queue.capacity >= 0:
            said = f"It holds {queue.capacity:,} at most: no option of the queue says so [inferred]"
            lines += notes([said])
        if not queue.views:
            lines += notes(["It has no view: what gets in stays until somebody takes it by hand"])
        for view in queue.views:
            lines += _view(view, level + 1)
    return lines


def _view(view: View, level: int) -> list[str]:
    writer = ViewWriter(Names.of(()))
    condition = "empty"
    if view.where is not None:
        condition = flat(written(view.where.instructions, writer, {}).text)
    every = view.every
    said = [f"The columns of the order `{view.order}` are [inferred]"]
    if every % SECOND:
        said.append(f"It looks every {every}; the option counts whole seconds: take the next one")
    said += [f"{each.name} is {each.how}" for each in writer.held]
    count, unit = view.rate
    throttles = [
        ("max-submitted-interactions", str(view.submitted_max) if view.submitted_max else ""),
        ("max-submission-rate", f"{count}/{'second' if unit == SECOND else 'minute'}"),
    ]
    throttles = [(name, text) for name, text in throttles if text and text[0] != "0"]
    if throttles:
        said.append(
            "The throttles are options of the router: they hold for all its views [inferred]"
        )
    lines = heading(level, f"View `{view.name}`")
    lines += ["Configuration: a script of type Interaction Queue View, with a submitter", ""]
    lines += rows([
        ("Enabled", "true"),
        ("Check interval", f"{-(-int(every) // SECOND)} (seconds)"),
        ("Condition", condition),
        ("Order", ORDERS.get(view.order, view.order)),
        ("Submitter leads to", view.submit),
        *throttles,
    ])  # fmt: skip
    return lines + notes([*said, *writer.notes])


# Servers: one function for each part of the directory


def _applications(directory: Directory, level: int) -> list[str]:
    lines: list[str] = []
    for server in directory.applications:
        lines += heading(level, f"Application `{server.name}`")
        lines += [f"Configuration: the application object of {_what(server)}", ""]
        lines += rows(_application(server)) + notes(list(_switches(server)))
        for channel in server.channels:
            lines += heading(level + 1, f"Section `[{channel.name}]`")
            lines += rows(_channel(channel))
            lines += notes([
                "The business id is that of the channel in the messaging provider's hub, and the "
                "value of `_umsBusinessId` in every call",
            ])  # fmt: skip
    return lines


def _what(server: Application) -> str:
    """What an application is, in the words of the vendor where they are known."""
    known = {
        SOCIAL_MS: "a Digital Messaging Server",
        CONTACT_SERVER: "Universal Contact Server",
        EMAIL_SERVER: "E-mail Server",
        SMS_SERVER: "an SMS Server [inferred]",
        INTERACTION_SERVER: "Interaction Server",
    }
    names = {number: name for name, number in TYPE_NAMES.items()}
    return known.get(server.type) or f"type {names.get(server.type, server.type)}"


def _application(server: Application) -> list[tuple[str, str]]:
    pairs = [
        ("Name", server.name),
        ("Type", str(server.type)),
        ("Connection of Interaction Server to it", "yes" if server.connected else "no"),
    ]
    if server.address is not None:
        pairs.append(("Address in `From`, where a block leaves it out", server.address))
    if server.output_queue is not None:
        pairs.append(("Output Queue, where a block leaves it out", server.output_queue))
    if server.type in TYPE_NAMES.values() and server.type != SOCIAL_MS:
        return pairs
    return [
        *pairs,
        ("Protocol to Chat Server", "Flex Chat" if server.flex_chat else "not Flex Chat"),
    ]


def _switches(server: Application) -> Iterator[str]:
    """What is ours, where it is not as it would be without a word."""
    usual = Application(name="")
    ours: Mapping[str, tuple[object, object]] = {
        "strict_delivery": (server.strict_delivery, usual.strict_delivery),
        "opt_in_required": (server.opt_in_required, usual.opt_in_required),
        "facebook": (server.facebook, usual.facebook),
        "sms": (server.sms, usual.sms),
        "missing_values": (server.missing_values, usual.missing_values),
        "no_match": (server.no_match, usual.no_match),
    }
    for name, (found, default) in ours.items():
        if found != default:
            value = str(found).lower()
            yield f"`{name} = {value}` is a switch of the simulator: see what the server does"


def _channel(channel: Channel) -> list[tuple[str, str]]:
    pairs = [
        ("media", f"{channel.media.value}, by its driver"),
        ("session media type", channel.media.session),
        ("business id", channel.business_id),
    ]
    routes = {
        "inbound-route": channel.inbound_route,
        "inbound-route-by-call": channel.inbound_route_by_call,
    }
    return [*pairs, *((option, key) for option, key in routes.items() if key is not None)]


def _chat_server(directory: Directory, level: int) -> list[str]:
    server = directory.chat_server
    if server == ChatServer():
        return []
    lines = heading(level, f"Chat Server `{server.name}`")
    lines += ["Configuration: options of its application object", ""]
    stop = ("settings / stop-abandoned-interaction", server.stop_abandoned_interaction.value)
    endpoints = [
        (f"endpoints:{each.tenant} / {each.name}", each.queue) for each in server.endpoints
    ]
    lines += rows([stop, *_sessions(server), *endpoints])
    age = Duration(server.lost_after_us)
    said = [f"A chat counts as lost from {age} on: a figure of the simulator's ledger"]
    if not server.esp:
        said.append("Interaction Server is not connected to its port `ESP`")
    return lines + notes(said)


def _sessions(server: ChatServer) -> list[tuple[str, str]]:
    """The options that say how sessions end, as far as they are not Chat Server's own defaults."""
    seconds = {
        "settings / async-idle-alert": server.async_idle_alert_us,
        "settings / async-idle-close": server.async_idle_close_us,
    }
    usual = (ChatServer().async_idle_alert_us, ChatServer().async_idle_close_us)
    found = [
        (name, str(length // SECOND))
        for (name, length), default in zip(seconds.items(), usual, strict=True)
        if length != default
    ]
    if server.attach_session_statistics is not SessionStatistics.NONE:
        found.append(
            ("settings / attach-session-statistics", server.attach_session_statistics.value)
        )
    if server.async_idle_notices is not Notices.MAJOR:
        found.append(("settings / async-idle-notices", server.async_idle_notices.value))
    control = server.inactivity
    if control is None:
        return found
    section = "inactivity-control"
    return [
        *found,
        (f"{section} / timeout-alert", str(control.alert_us // SECOND)),
        (f"{section} / timeout-alert2", str(control.alert2_us // SECOND)),
        (f"{section} / timeout-close", str(control.close_us // SECOND)),
        (f"{section} / include-notices", control.include_notices.value),
        (f"{section} / message-alert", control.alert),
        (f"{section} / message-alert2", control.alert2),
        (f"{section} / message-close", control.close),
    ]


def _interaction_server(directory: Directory, level: int) -> list[str]:
    server, usual = directory.interaction_server, InteractionServer()
    if server == usual:
        return []
    lines = heading(level, "Interaction Server")
    lines += ["Configuration: options of its application object, section `settings`", ""]
    options = [
        ("routing-timeout", server.routing_us),
        ("handling-timeout", server.handling_us),
    ]
    lines += rows([(name, _minutes(length_us)) for name, length_us in options])
    delivering = f"{-(-server.delivering_us // SECOND)} (seconds)"
    lines += rows([("delivering-timeout", delivering)])
    lines += _list(
        "Media types, values of the business attribute Media Type",
        [(f"{each.media} / handling-timeout", _minutes(each.handling_us)) for each in server.media],
        level + 1,
    )
    uneven = [us for _, us in options if us % MINUTE]
    uneven += [each.handling_us for each in server.media if each.handling_us % MINUTE]
    said = ["The options count whole minutes: take the next one"] if uneven else []
    return lines + notes(said)


def _minutes(length_us: int) -> str:
    return f"{-(-length_us // MINUTE)} (minutes)"


OWNERS = {
    Owner.AGENT: ("agent", "WorkbinAgentId"),
    Owner.GROUP: ("agent group", "WorkbinAgentGroupId"),
    Owner.PLACE: ("place", "WorkbinPlaceId"),
    Owner.PLACE_GROUP: ("place group", "WorkbinPlaceGroupId"),
}
"""Whose a workbin can be, and the property of the interaction that names them."""


def _workbins(directory: Directory, level: int) -> list[str]:
    lines: list[str] = []
    for workbin in directory.workbins:
        whose, named = OWNERS[workbin.owner]
        lines += heading(level, f"Workbin `{workbin.name}`")
        lines += ["Configuration: a script of type Interaction Workbin", ""]
        lines += rows([
            ("Name", workbin.name),
            ("Owner", whose),
            ("Property of its interactions", named),
        ])  # fmt: skip
    return lines


def _responses(directory: Directory, level: int) -> list[str]:
    lines: list[str] = []
    for response in directory.responses:
        lines += heading(level, f"Standard response `{response.name}`")
        lines += ["Configuration: Universal Contact Server, in eServices Manager", ""]
        lines += rows(_response(response))
    return lines


def _response(response: StandardResponse) -> list[tuple[str, str]]:
    structured = response.content_type != "text"
    known: list[tuple[str, str | None]] = [
        ("StandardResponseId in calls", response.name),
        ("Media origin", "Genesys JSON" if structured else None),
        ("Content type", response.content_type),
        ("ID", response.template_id),
        ("Subject", response.subject),
        ("Language", response.language),
        ("Country", response.country),
        ("Structured body" if structured else "Body", response.body),
        ("Approved", "yes" if response.approved else "no"),
        ("Start time", None if response.starts is None else str(Time(response.starts))),
        ("Expiration time", None if response.expires is None else str(Time(response.expires))),
    ]
    return [(name, value) for name, value in known if value is not None]


def _field_codes(directory: Directory, level: int) -> list[str]:
    return _list("Custom field codes", [_field_code(each) for each in directory.field_codes], level)


def _field_code(code: FieldCode) -> tuple[str, str]:
    return code.name, code.text


def _contacts(directory: Directory, level: int) -> list[str]:
    lines = _list("Contacts", [_contact(each) for each in directory.contacts], level)
    said = ["They are what the simulator knows of customers: nothing is to be configured for them"]
    return lines + notes(said if lines else [])


def _contact(contact: Contact) -> tuple[str, str]:
    ago = contact.last_inbound_ago_us
    heard = "never wrote" if ago is None else f"last wrote {Duration(ago)} ago"
    consent = "opted in" if contact.opt_in else "not opted in"
    known = "".join(f", {key} {value!s}" for key, value in contact.attributes)
    return contact.client_id, f"{contact.channel or 'every channel'}, {consent}, {heard}{known}"


def _list(title: str, pairs: list[tuple[str, str]], level: int) -> list[str]:
    return [*heading(level, title), *rows(pairs)] if pairs else []


SECTIONS: Mapping[str, Callable[[Directory, int], list[str]]] = {
    "applications": _applications,
    "chat_server": _chat_server,
    "interaction_server": _interaction_server,
    "workbins": _workbins,
    "responses": _responses,
    "field_codes": _field_codes,
    "contacts": _contacts,
    "categories": category_lines,
    "screening_rules": rule_lines,
    "calendars": calendar_lines,
    "services": service_lines,
    "skills": skill_lines,
    "agents": agent_lines,
    "groups": group_lines,
    "virtual_queues": virtual_queue_lines,
    "capacity_rules": capacity_rule_lines,
}
"""What is said of each part of the directory, by its name there."""
