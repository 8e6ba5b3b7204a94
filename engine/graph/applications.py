"""The applications that calls are made to, as far as they are known before a run.

In: the sketches of the strategies, the directory. Out: findings E290 for an application that writes
from something which is no address; warnings W335 for a call that every run would refuse: its
application is not declared, does not have the method, or has no queue for what the method writes.
Which application a call finds is asked of the rule that runs follow. One that is declared without a
connection is meant to be so, and a project without applications says nothing of any server: neither
is told.
"""

from dataclasses import replace

from engine.blocks.kind import Calls
from engine.diagnostics import Findings, did_you_mean, listed
from engine.directory import EMAIL_SERVER, SMS_SERVER, Application, Directory, type_name
from engine.esp.declared import offered
from engine.esp.outcome import Refused
from engine.esp.rules import applications
from engine.esp.rules.addresses import phone_problem, sender_problem
from engine.esp.signature import Signature
from engine.graph.calls import OUTPUT_QUEUE, parameter_name
from engine.graph.model import CallSite
from engine.graph.names import shown
from engine.graph.project import Project
from engine.graph.sketch import Sketch
from engine.source import Span
from engine.syntax.nodes import Expression, Name, Text
from engine.values import KVList, Value
from engine.world.kinds.application import Application as Server

ADDRESSES = {EMAIL_SERVER: sender_problem, SMS_SERVER: phone_problem}
"""What is wrong with the address of an application of this type."""


def check_applications(
    project: Project, sketches: list[Sketch], directory: Directory, findings: Findings
) -> None:
    """E290 for addresses; W335 for every such call that is reached."""
    for declared in project.declared:
        if isinstance(declared.model, Server):
            _check_address(declared.model, findings)
    if project.held or not (directory.applications or directory.services):
        return
    connected = _connected(directory)
    for sketch in sketches:
        for draft in sketch.drafts:
            signature, site = draft.signature, draft.call
            if draft.state is None or draft.skipped or draft.in_error:
                continue
            if signature is None or site is None:
                continue
            for effect in draft.effects:
                if isinstance(effect, Calls):
                    _check(effect, site, signature, connected, project, findings)


def _check_address(model: Server, findings: Findings) -> None:
    judge = ADDRESSES.get(model.type)
    problem = judge(model.address) if judge is not None and model.address else None
    if problem is not None:
        findings.error("E290", model.places["address"], problem, "what it writes is from there")


def _connected(directory: Directory) -> Directory:
    """The same servers, all of them connected; those that are come first, as a call finds them."""
    ordered = sorted(directory.applications, key=lambda each: not each.connected)
    return replace(
        directory,
        applications=tuple(replace(each, connected=True) for each in ordered),
        chat_server=replace(directory.chat_server, esp=True),
    )


def _check(
    call: Calls,
    site: CallSite,
    signature: Signature,
    directory: Directory,
    project: Project,
    findings: Findings,
) -> None:
    name = _known(call.app_name, project)
    if (call.app_name is not None and not name) or name in project.broken:
        return
    span = call.operand.span if call.app_name is None else call.app_name.span
    given: list[tuple[str, Value]] = [("AppName", name)] if name else []
    given += [("AppType", call.app_type)] if call.app_type is not None else []
    try:
        found, _ = applications.find(KVList(given), directory)
    except Refused:
        _tell_none(name, call.app_type, directory, span, findings)
        return
    methods = offered(found, call.service, directory)
    if all(each.signature.method != call.method for each in methods):
        message = f"{shown(found.name)} does not offer `{signature.name}`"
        findings.warning("W335", span, message, _who_does(signature, directory))
        return
    _check_queue(site, signature, found, findings)


def _known(expression: Expression | None, project: Project) -> str:
    """The application's name if the text says it before a run, else empty."""
    match expression:
        case Text(text=text):
            return text
        case Name(text=text):
            found = project.constants.parameters.get(text)
            return found if isinstance(found, str) else ""
        case _:
            return ""


def _tell_none(
    name: str, kind: int | None, directory: Directory, span: Span, findings: Findings
) -> None:
    names = [*(each.name for each in directory.applications), directory.chat_server.name]
    what, cure = "", None
    if kind is not None:
        what = f" of type `{type_name(kind)}`"
        cure = f"declare it: `application name {{ type = {type_name(kind)} }}`"
    if name:
        what = f" {shown(name)}{what}"
        cure = did_you_mean(name, names) or f"there are {listed(names)}"
    if name in names:
        cure = "leave `app_type` out"
    findings.warning("W335", span, f"there is no application{what}", cure)


def _who_does(signature: Signature, directory: Directory) -> str:
    able = [
        each.name
        for each in directory.applications
        if any(
            method.signature.name == signature.name
            for method in offered(each, signature.service, directory)
        )
    ]
    if able:
        return f"{listed(able)} {'do' if len(able) > 1 else 'does'}"
    kind = type_name(signature.application_type)
    return f"an application with `type = {kind}` does"


def _check_queue(
    site: CallSite, signature: Signature, application: Application, findings: Findings
) -> None:
    """A call that writes something, and neither it nor its application says where it waits."""
    name = parameter_name(site, OUTPUT_QUEUE)
    parameter = None if name is None else signature.parameter(name)
    if parameter is None or parameter.required or application.output_queue is not None:
        return
    if parameter.name in site.computed or site.constants.get(parameter.name):
        return
    message = f"nothing says where what `{signature.name}` writes waits"
    cure = f"give {shown(application.name)} an `output_queue`, or the call a `{parameter.name}`"
    findings.warning("W335", site.span, message, cure)
