"""Serves ESP requests: finds the application and the method, checks the request, calls it.

In: a request and the world. Out: the outcome; nothing is changed. The checks that concern every
method come first, in the order of the fault table; the first that fails decides.
"""

from dataclasses import replace

from engine.directory import Application, Directory
from engine.esp import Method
from engine.esp.declared import offered
from engine.esp.envelope import Request, words
from engine.esp.outcome import Outcome, Refused, Success, refusal
from engine.esp.rules import applications, parameters
from engine.esp.world import World


def dispatch(request: Request, world: World) -> Outcome:
    """The answer to a request, with the effects that go before it."""
    try:
        application, why = applications.find(request.envelope, world.directory)
        method = _method(request, application, world.directory)
    except Refused as refused:
        return refused.refusal
    outcome = _served(method, request, application, world)
    # A refusal that gives no reasons of its own says in its text what was wrong.
    if isinstance(outcome, Success) or outcome.notes:
        outcome = replace(outcome, notes=(why, *outcome.notes))
    if outcome.after_us is None and method.signature.latency_us is not None:
        outcome = replace(outcome, after_us=method.signature.latency_us)
    return outcome


def _served(method: Method, request: Request, application: Application, world: World) -> Outcome:
    try:
        parameters.all_given(method.signature, request)
        parameters.all_typed(method.signature, request)
        return method.call(request, application, world)
    except Refused as refused:
        return refused.refusal


def _method(request: Request, application: Application, directory: Directory) -> Method:
    """The method, by its name in the service; names are case-sensitive [inferred]."""
    service, name = request.envelope.get("Service"), request.envelope.get("Method")
    found = list(offered(application, service, directory))
    if not found:
        raise Refused(refusal("unknown_service", f"{words(service)} of {application.name}"))
    for method in found:
        if method.signature.method == name:
            return method
    raise Refused(refusal("unknown_method", f"{words(name)} of {words(service)}"))
