"""The objects of IRD and Composer for e-mails, SMS and records: calls of servers that they make.

In: what a call says. Out: `Drawn`. Properties of Composer's blocks are those of Composer Help
(Email Response, Common Properties for Workflow Blocks); IRD's objects are in its palette, and their
properties are [inferred] to be the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.blocks.counterpart import Dialect, Drawn, Row
from engine.blocks.service_objects import Called


@dataclass(frozen=True, slots=True)
class MessageObject:
    """What stands for a method; `fixed` is a property of Composer's block that says which of its
    methods is meant."""

    ird: str
    composer: str = ""
    fixed: Row | None = None


def _response(name: str, response_type: str) -> MessageObject:
    return MessageObject(name, "Email Response", Row("Response Type", response_type))


def _forward(name: str, forward_type: str) -> MessageObject:
    return MessageObject(name, "Email Forward", Row("Forward Type", forward_type))


MESSAGE_OBJECTS: Mapping[str, MessageObject] = {
    "Email.Acknowledgement": _response("Acknowledgement", "Acknowledgement"),
    "Email.Autoresponse": _response("Autoresponse", "Autoresponse"),
    "Email.CreateNotification": _response("Create Notification", "Create Notification"),
    "Email.Forward": _forward("Forward E-mail", "Forward"),
    "Email.Redirect": _forward("Redirect E-mail", "Redirect"),
    "Email.ReplyFromExternalResource": _forward(
        "Reply E-mail from External Resource", "Reply to Customer"
    ),
    "Email.CreateEmailOut": MessageObject("Create E-mail Out", "Create E-mail"),
    "Email.Send": MessageObject("Send E-mail", "Send E-mail"),
    "Email.ChatTranscript": MessageObject("Chat Transcript", "Chat Transcript"),
    "Sms.Create": MessageObject("Create SMS", "Create SMS"),
    "Sms.Send": MessageObject("Send SMS", "Send SMS"),
    "OMInteractions.CreateInteraction": MessageObject("Create Interaction", "Create Interaction"),
    "OMInteractions.UpdateInteraction": MessageObject("Update Interaction"),
    "InteractionServer.SubmitNewInteraction": MessageObject("Submit New Interaction"),
    "Classification.Classify": MessageObject("Classify", "Classify"),
    "Classification.Screen": MessageObject("Screen", "Screen Interaction"),
    "Classification.MultiScreen": MessageObject("Multi-Screen", "Screen Interaction"),
}
"""The objects by the methods that they call. A method without a block of Composer is called by its
External Service."""

PROPERTIES: Mapping[str, str] = {
    "StandardResponseId": "Standard Response",
    "Cc": "CC",
    "Queue": "Output Queue",
    "Text": "Message",
    "CustomProperties": "Field Codes",
    "InteractionId": "Interaction ID",
    "Attributes": "Interaction Attributes",
    "UserDataKey": "User data key if specified",
    "Root": "Root Category",
    "Rule": "Screening Rule",
    "Rules": "Screening Rules",
}
"""Parameters by the properties that they are; others have the same name."""
SERVERS: Mapping[str, str] = {
    "Email": "Email Server",
    "Sms": "SMS Server",
    "OMInteractions": "Universal Contact Server",
    "Classification": "Classification Server",
}
"""The property that names the server, by the service."""

IRD_NAMES = tuple(dict.fromkeys(each.ird for each in MESSAGE_OBJECTS.values()))
COMPOSER_NAMES = tuple(
    dict.fromkeys(each.composer for each in MESSAGE_OBJECTS.values() if each.composer)
)


def message_object(
    called: Called, application: str, dialect: Dialect, ports: Mapping[str, str]
) -> Drawn | None:
    """The object that is drawn for a call; None if it is an External Service."""
    found = MESSAGE_OBJECTS.get(f"{called.service}.{called.method}")
    name = "" if found is None else found.ird if dialect is Dialect.IRD else found.composer
    if found is None or not name:
        return None
    fixed = () if dialect is Dialect.IRD or found.fixed is None else (found.fixed,)
    rows = (
        *fixed,
        Row(SERVERS.get(called.service, "Interaction Server"), application),
        *(Row(_property(row.property, found), row.value) for row in called.given),
        *(Row("Output Result", row.value) for row in called.result),
    )
    return Drawn(object=name, rows=rows, ports=ports, notes=tuple(_notes(called, dialect)))


def _property(path: str, found: MessageObject) -> str:
    """A parameter's path, `CustomProperties / Order`, as the object calls it."""
    first, *rest = path.split(" / ")
    if first == "To" and found.composer == "Email Forward":
        return "Destination"
    return " / ".join((PROPERTIES.get(first, first), *rest))


def _notes(called: Called, dialect: Dialect) -> Iterator[str]:
    if dialect is Dialect.IRD:
        yield "The names of this object's properties are [inferred]"
    if not called.sends:
        yield "Unlike here, the object sends the interaction's user data [inferred]"
    if called.seconds and called.waits:
        yield f"The time-out, {called.seconds}, is no property of it [inferred]"
    if not called.waits:
        yield "`expect_response = false` has no property: it waits for an answer [inferred]"
