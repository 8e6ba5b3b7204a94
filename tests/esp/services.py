"""Requests to the services of Chat Server and Universal Contact Server, in a world that stands."""

from collections.abc import Mapping
from dataclasses import replace

from engine.directory import (
    CONTACT_SERVER,
    Application,
    Contact,
    FieldCode,
    MissingValues,
    StandardResponse,
)
from engine.esp.envelope import Request, build_envelope
from engine.esp.world import Subject
from engine.values import KVList, Value
from tests.esp.still import DMS, Still, world

UCS = Application(name="UCS", type=CONTACT_SERVER)
CHAT = Subject(chat=True, known=True, online=True)
ENDED = replace(CHAT, online=False)
FORGOTTEN = replace(CHAT, known=False)
CALL = Subject(chat=False, known=False, online=True)
OWN = KVList([("InteractionId", "chat-2"), ("MediaType", "webchat"), ("TenantId", 1)])
"""What Interaction Server adds where the user data of `chat-2` goes along."""
NO_DATA = KVList()


def here(
    *contacts: Contact,
    responses: tuple[StandardResponse, ...] = (),
    codes: tuple[FieldCode, ...] = (),
    missing: MissingValues = MissingValues.EMPTY,
    **subjects: Subject,
) -> Still:
    """A world with Chat Server `Chat_1`, `UCS`, and interactions, `_` in their names for `-`."""
    still = world(DMS, replace(UCS, missing_values=missing), contacts=contacts, responses=responses)
    found = {name.replace("_", "-"): subject for name, subject in subjects.items()}
    directory = replace(still.directory, field_codes=codes)
    return replace(still, directory=directory, subjects=found or {"chat-2": CHAT})


def asked(
    name: str,
    parameters: Mapping[str, Value] | None = None,
    *,
    user_data: Mapping[str, Value] | None = None,
    properties: KVList = OWN,
    app_name: str | None = None,
) -> Request:
    """A request for a method, to the server that has it."""
    service, _, method = name.rpartition(".")
    servers = {"Chat": "Chat_1", "ChatService": "DMS"}
    envelope = build_envelope(
        app_name=app_name or servers.get(service, "UCS"), app_type=None, service=service,
        method=method, parameters=KVList((parameters or {}).items()),
    )  # fmt: skip
    return Request(7, envelope, KVList((user_data or {}).items()), properties)


def contact(client: str, **attributes: Value) -> Contact:
    """A contact that the project declares."""
    return Contact(client_id=client, attributes=KVList(attributes.items()))
