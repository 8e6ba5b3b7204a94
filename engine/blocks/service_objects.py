"""The objects of IRD and Composer for calls of services that are no ESP servers.

In: what a call says, and what its service is. Out: `Drawn`. Properties of Composer's blocks are
those of Composer Help (DBDataCommonBlock, WebServiceBlock, PlayApplicationBlock); IRD's objects are
named in the vendor's migration guide (DataServicesObj) and in the table of voice treatments, their
properties are [inferred].
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from engine.blocks.counterpart import Dialect, Drawn, Row
from engine.services import ServiceKind

IRD_OBJECTS: Mapping[ServiceKind, str] = {
    ServiceKind.DATABASE: "Database Wizard",
    ServiceKind.WEB_SERVICE: "Web Service",
    ServiceKind.VOICE_APPLICATION: "Play Application",
    ServiceKind.IVR: "IVR",
    ServiceKind.CUSTOM: "Custom Server",
}
COMPOSER_OBJECTS: Mapping[ServiceKind, str] = {
    ServiceKind.DATABASE: "DB Data",
    ServiceKind.WEB_SERVICE: "Web Service",
    ServiceKind.VOICE_APPLICATION: "Play Application",
    ServiceKind.IVR: "IVR",
}
"""A custom server has no block in Composer: its external service is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """What a call says, in the words of a dialect: `given` are its parameters, `result` where its
    answer is kept, `seconds` its time-out, `waits` whether it waits for an answer."""

    kind: ServiceKind
    service: str
    method: str
    given: tuple[Row, ...]
    result: tuple[Row, ...]
    seconds: str
    waits: bool
    sends: bool


def object_of(called: Called, dialect: Dialect, ports: Mapping[str, str]) -> Drawn | None:
    """The object that is drawn for a call; None for an External Service."""
    objects = IRD_OBJECTS if dialect is Dialect.IRD else COMPOSER_OBJECTS
    if called.kind not in objects:
        return None
    notes = []
    if dialect is Dialect.IRD:
        rows = _in_ird(called)
        notes.append("The names of this object's properties are [inferred]")
    else:
        rows = IN_COMPOSER[called.kind](called)
    if called.sends and not called.kind.voice:
        notes.append("It sends no user data: what it needs of it is one of its parameters")
    return Drawn(object=objects[called.kind], rows=tuple(rows), ports=ports, notes=tuple(notes))


def _in_ird(called: Called) -> list[Row]:
    words = {
        ServiceKind.DATABASE: ("Data source", "Query or stored procedure"),
        ServiceKind.WEB_SERVICE: ("Service", "Method"),
        ServiceKind.CUSTOM: ("Server", "Function"),
        ServiceKind.VOICE_APPLICATION: ("Application", "Application ID"),
        ServiceKind.IVR: ("IVR", "Script"),
    }
    where, what = words[called.kind]
    return [
        Row(where, called.service),
        Row(what, called.method),
        *(Row(f"Input / {row.property}", row.value) for row in called.given),
        *(Row(f"Output / {row.property}", row.value) for row in called.result),
        Row("Timeout", called.seconds),
    ]


def _db_data(called: Called) -> list[Row]:
    return [
        Row("Connection Profile", called.service),
        Row("Query Type", "SQL Query or Stored Procedure"),
        Row("Query or Stored Procedure", called.method),
        *(Row(f"Parameter / {row.property}", row.value) for row in called.given),
        *(Row("Records Variable", row.value) for row in called.result),
        Row("Timeout", called.seconds),
    ]


def _web_service(called: Called) -> list[Row]:
    return [
        Row("Available Services", called.service),
        Row("Operations", called.method),
        *(Row(f"Input Parameters / {row.property}", row.value) for row in called.given),
        *(Row("Output Result", row.value) for row in called.result),
        Row("Timeout", called.seconds),
    ]


def _voice(called: Called) -> list[Row]:
    return [
        Row("Resource", f"{called.method} of {called.service}"),
        *(Row(f"Parameters / {row.property}", row.value) for row in called.given),
        *(Row(f"Output / {row.property}", row.value) for row in called.result),
        Row("Use User Data", "true" if called.sends else "false"),
        Row("Wait For Treatment End", "true" if called.waits else "false"),
    ]


IN_COMPOSER: Mapping[ServiceKind, Callable[[Called], list[Row]]] = {
    ServiceKind.DATABASE: _db_data,
    ServiceKind.WEB_SERVICE: _web_service,
    ServiceKind.VOICE_APPLICATION: _voice,
    ServiceKind.IVR: _voice,
}
