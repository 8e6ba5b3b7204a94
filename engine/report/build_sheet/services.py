"""Services of one's own on the build sheet: what they take and answer, to be built there.

In: the directory. Out: lines of a page.
"""

from collections.abc import Iterator

from engine.directory import Directory
from engine.report.build_sheet.page import heading, notes, rows
from engine.services import Service, ServiceKind
from engine.values import Duration

WHERE = {
    ServiceKind.ESP: "a server built with the Open Media Platform SDK, with an application object",
    ServiceKind.DATABASE: "a query or a stored procedure, with a connection to its database",
    ServiceKind.WEB_SERVICE: "a web service's operation, by its description",
    ServiceKind.VOICE_APPLICATION: "a voice application of the voice platform",
    ServiceKind.IVR: "a script of an IVR",
    ServiceKind.CUSTOM: "a custom server of IRD, with an application object",
}
"""What a service is there; that the parameters of all but the first are called so is [inferred]."""


def service_lines(directory: Directory, level: int) -> list[str]:
    """A section for each service."""
    lines: list[str] = []
    for service in directory.services:
        lines += heading(level, f"Service `{service.name}`")
        lines += [f"Configuration: {WHERE[service.kind]}", ""]
        lines += rows(_properties(service)) + notes(_remarks(service))
    return lines


def _properties(service: Service) -> Iterator[tuple[str, str]]:
    yield "Service", service.service
    yield "Method", service.method
    if service.application is not None:
        yield "Application", service.application
    else:
        yield "Applications", f"all of type {service.application_type}"
    for name, kind, required in service.parameters:
        yield f"Takes {name}", str(kind) if required else f"{kind}, may be left out"
    for name, kind in service.answers:
        where = " in UserData, so that it is attached" if name in service.attaches else ""
        yield f"Answers {name}", f"{kind}{where}"


def _remarks(service: Service) -> list[str]:
    """What was relied on in the simulation, and is not to be configured."""
    said = []
    if service.rows or service.otherwise is not None:
        said.append("Its answers are the simulator's: nothing is to be configured for them")
    if service.latency_us is not None:
        takes = Duration(service.latency_us)
        said.append(f"It was simulated to answer after {takes}: see that it does")
    return said
