"""Serves ESP requests: finds the application and the method, checks the request, calls it.

In: a request and the world. Out: the outcome; nothing is changed. The checks that concern every
method come first, in the order of the fault table; the first that fails decides.
"""

from dataclasses import replace

from engine.directory import Application
from engine.esp import METHODS, Method
from engine.esp.envelope import Request, words
from engine.esp.outcome import Outcome, Refused, refusal
from engine.esp.rules import applications, parameters
from engine.esp.world import World


def dispatch(request: Request, world: World) -> Outcome:
    """The answer to a request, with the effects that go before it."""
    try:
        application, why = applications.find(request.envelope, world.directory)
        method = _method(request, application)
        parameters.all_given(method.signature, request)
        parameters.all_typed(method.signature, request)
        success = method.call(request, application, world)
    except Refused as refused:
        return refused.refusal
    return replace(success, notes=(why, *success.notes))


def _method(request: Request, application: Application) -> Method:
    """The method, by its name in the service; names are case-sensitive [inferred]."""
    service, name = request.envelope.get("Service"), request.envelope.get("Method")
    offered = [
        method
        for method in METHODS.values()
        if method.signature.application_type == application.type
        and method.signature.service == service
    ]
    if not offered:
        raise Refused(refusal("unknown_service", f"{words(service)} of {application.name}"))
    for method in offered:
        if method.signature.method == name:
            return method
    raise Refused(refusal("unknown_method", f"{words(name)} of {words(service)}"))
