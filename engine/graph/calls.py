"""ESP calls against the signatures of their methods, before any run.

In: the call of a block and the fragments of its parameters. Out: findings (E217, and the code that
a parameter's own rule names); what reading the block's answer can rely on.
"""

from collections.abc import Iterable, Mapping
from functools import cache

from engine.blocks.kind import Calls, Effect
from engine.diagnostics import Findings, Note, did_you_mean, listed
from engine.esp import METHODS
from engine.esp.signature import Parameter, Signature
from engine.graph.fragments import CallShape, Fragment, Reads, Work, carried, fitting
from engine.graph.model import CallSite
from engine.graph.names import shown
from engine.services import ServiceKind
from engine.syntax.nodes import Pair
from engine.values import Duration, Type


def signature_of(effects: Iterable[Effect], methods: Mapping[str, Signature]) -> Signature | None:
    """The signature of the method that a block calls; None if it calls none, or none is known."""
    calls = (effect for effect in effects if isinstance(effect, Calls))
    call = next(calls, None)
    return None if call is None else methods.get(f"{call.service}.{call.method}")


def shape_of_call(call: Calls, signature: Signature | None) -> CallShape:
    """What a strategy can read of the call. Nothing is promised by a method that is not known."""
    promises = dict((*signature.promises, *signature.attaches)) if signature is not None else {}
    return CallShape(calls=True, answers=call.answers, broken=signature is None, promises=promises)


def attached_by(call: Calls, signature: Signature | None) -> tuple[tuple[str, Type], ...]:
    """The keys of attached data that are there once the call has answered, with their types."""
    return signature.attaches if signature is not None and call.answers else ()


def may_attach(call: Calls, signature: Signature | None) -> tuple[str, ...]:
    """The keys of attached data that are texts after some answers and untouched by others."""
    return signature.may_attach if signature is not None and call.answers else ()


def check_call(
    call: Calls, signature: Signature | None, members: Mapping[int, Fragment], work: Work
) -> CallSite:
    """Checks the method's name and its parameters; what is known of the call before a run."""
    pairs = call.parameters.pairs if call.parameters is not None else ()
    if signature is None:
        _tell_unknown(call, work.reads, work.findings)
        for pair in pairs:
            carried(members[id(pair.value)], f"`{pair.key.text}`", work)
    else:
        _check_parameters(call, pairs, members, signature, work)
        _check_user_data(call, signature, work.findings)
        _check_time(call, signature, work.findings)
    constants = {
        pair.key.text: value
        for pair in reversed(pairs)
        if (value := members[id(pair.value)].constant) is not None
    }
    computed = frozenset(pair.key.text for pair in pairs) - frozenset(constants)
    return CallSite(
        service=call.service,
        method=call.method,
        span=call.operand.span,
        constants=constants,
        computed=computed,
        places={pair.key.text: pair.value.span for pair in reversed(pairs)},
        kind=signature.kind if signature is not None else ServiceKind.ESP,
    )


def _check_parameters(
    call: Calls,
    pairs: tuple[Pair, ...],
    members: Mapping[int, Fragment],
    signature: Signature,
    work: Work,
) -> None:
    first: dict[str, Pair] = {}
    for pair in pairs:
        _check_pair(pair, members[id(pair.value)], signature, first, work)
    missing = [
        parameter.name
        for parameter in signature.parameters
        if parameter.required and parameter.name not in first
    ]
    if missing:
        work.findings.error(
            "E217",
            call.operand.span,
            f"`{signature.name}` needs {listed(missing)}",
            "give it in `parameters = { … }`",
        )


def _check_user_data(call: Calls, signature: Signature, findings: Findings) -> None:
    """E270 for a call that sends nothing of what its method needs."""
    if call.brings is None or not signature.needs or {*signature.needs} & {*call.brings}:
        return
    message = f"`{signature.name}` needs user data, and none of it goes along"
    if call.brings:
        message = f"`{signature.name}` needs one of {listed(signature.needs)} in the user data"
    findings.error("E270", call.operand.span, message, "leave `user_data` out, or say `all`")


def _check_time(call: Calls, signature: Signature, findings: Findings) -> None:
    """W333 for a call that does not wait as long as its service takes."""
    takes, waits = signature.latency_us, call.timeout_us
    if takes is None or waits is None or not call.answers or takes < waits:
        return
    message = f"`{signature.name}` takes {Duration(takes)}, and the call waits {Duration(waits)}"
    findings.warning("W333", call.operand.span, message, "give the call a longer `timeout`")


def _tell_unknown(call: Calls, reads: Reads, findings: Findings) -> None:
    if f"{call.service}.{call.method}" in reads.broken:
        return
    names = [*METHODS, *(name for name in reads.services if all(name.rpartition(".")))]
    services = sorted({name.rpartition(".")[0] for name in names})
    if call.service not in services:
        message = f"there is no service {shown(call.service)}"
        cure = did_you_mean(call.service, services) or f"there are {listed(services)}"
    else:
        methods = [
            name.rpartition(".")[2] for name in names if name.rpartition(".")[0] == call.service
        ]
        message = f"service `{call.service}` has no method {shown(call.method)}"
        cure = did_you_mean(call.method, methods) or f"it has {listed(methods)}"
    findings.error("E217", call.operand.span, message, cure)


def _check_pair(
    pair: Pair, value: Fragment, signature: Signature, first: dict[str, Pair], work: Work
) -> None:
    name, findings = pair.key.text, work.findings
    before = first.setdefault(name, pair)
    if before is not pair:
        notes = [Note(before.key.span, "the first one is here")]
        findings.error("E217", pair.key.span, f"`{name}` is given twice", None, notes)
        return
    parameter = signature.parameter(name)
    if parameter is None:
        known = [item.name for item in signature.parameters]
        takes = f"it takes {listed(known)}" if known else "it takes none"
        cure = did_you_mean(name, known) or f"{takes}; `with` adds other data"
        message = f"`{signature.name}` has no parameter {shown(name)}"
        findings.error("E217", pair.key.span, message, cure)
        carried(value, f"`{name}`", work)
        return
    _check_value(pair, parameter, value, findings)
    if parameter.type is Type.INTEGER:
        fitting(value, f"`{name}`", work)


def _check_value(pair: Pair, parameter: Parameter, value: Fragment, findings: Findings) -> None:
    if value.type is None:
        return
    if value.type not in (parameter.type, Type.ANY):
        message = f"`{parameter.name}` takes {parameter.type}, this is {value.type}"
        cure = None
        if parameter.type is Type.TEXT:
            words = pair.value.span.text()
            cure = f'write `"{words}"`' if words.isalnum() else "write `text(…)` around it"
        findings.error(parameter.code, pair.value.span, message, cure)
        return
    if not isinstance(value.constant, str):
        return
    if value.constant == "" and parameter.required:
        message = f"`{parameter.name}` must not be empty"
        findings.error("E217", pair.value.span, message)
        return
    problem = parameter.check(value.constant) if parameter.check is not None else None
    if problem is not None:
        findings.error(parameter.code, pair.value.span, problem, parameter.meaning)


QUEUE_KEY = "E219"
TERMINATE = "E218"
OUTPUT_QUEUE = "E291"


def parameter_name(site: CallSite, code: str) -> str | None:
    """The parameter of a call whose rule has this code: `QUEUE_KEY` is the endpoint of the new
    chat, `TERMINATE` says whether its session is closed at once, `OUTPUT_QUEUE` is the queue of
    what else the call makes. None if the method has none."""
    return _parameter_name(site.name, code)


@cache
def _parameter_name(method: str, code: str) -> str | None:
    found = METHODS.get(method)
    parameters = found.signature.parameters if found is not None else ()
    return next((item.name for item in parameters if item.code == code), None)
