"""Parameters that methods of the servers for e-mails and SMS share.

In: nothing. Out: `Parameter`s. Their names are [inferred]: they follow the properties of Composer's
blocks (docs.genesys.com, Composer Help, Email Response, Common Properties for Workflow Blocks).
"""

from engine.esp.field_codes.objects import AGENT, CUSTOM
from engine.esp.rules import addresses, contacts, interactions, rendering
from engine.esp.signature import Content, Parameter
from engine.values import Type

ADDRESS = "E290"
OUTPUT_QUEUE = "E291"

TO = Parameter(
    name="To", type=Type.TEXT, check=addresses.email_problem, code=ADDRESS,
    meaning="who gets it; default: who wrote the e-mail (`FromAddress` of the user data), else "
    "`EmailAddress` of the user data or of the contact",
)  # fmt: skip
NEEDED_TO = Parameter(
    name="To", type=Type.TEXT, required=True, check=addresses.email_problem, code=ADDRESS,
    meaning="who gets it",
)  # fmt: skip
FROM = Parameter(
    name="From", type=Type.TEXT, check=addresses.sender_problem, code=ADDRESS,
    meaning="whom it is from; default: the address that the e-mail went to (`ToAddress` of the "
    "user data, if it is one alone), else the application's `address`",
)  # fmt: skip
CC = Parameter(
    name="Cc", type=Type.TEXT, check=addresses.email_problem, code=ADDRESS,
    meaning="who gets a copy",
)  # fmt: skip
SUBJECT = Parameter(
    name="Subject", type=Type.TEXT, content=Content.TEMPLATE,
    meaning="the subject, with field codes; default: that of the standard response",
)  # fmt: skip
RESPONSE = Parameter(
    name="StandardResponseId", type=Type.TEXT, required=True, content=Content.TEXT_RESPONSE,
    meaning="the standard response; its body and its subject are filled",
)  # fmt: skip
RESPONSE_OR_TEXT = Parameter(
    name="StandardResponseId", type=Type.TEXT, content=Content.TEXT_RESPONSE,
    meaning="the standard response; its body and its subject are filled",
)  # fmt: skip
TEXT = Parameter(
    name="Text", type=Type.TEXT, content=Content.TEMPLATE,
    meaning="the text, with field codes, where there is no standard response",
)  # fmt: skip
QUEUE = Parameter(
    name="Queue", type=Type.TEXT, code=OUTPUT_QUEUE,
    meaning="the queue in which it waits; default: the application's `output_queue`",
)  # fmt: skip
OBJECTS = (
    Parameter(name=AGENT, type=Type.KVLIST, meaning="fills `<$Agent.Key$>`"),
    Parameter(name=CUSTOM, type=Type.KVLIST, meaning="fills `<$CustomProperties.Key$>`"),
)
NEW_EMAIL = (TO, FROM, CC, SUBJECT, QUEUE, *OBJECTS)
"""What every method takes that writes an e-mail which waits."""

READS = (
    (interactions.INTERACTION_ID, "the interaction; it goes along with the user data"),
    (contacts.CONTACT_ID, "the contact; required by codes of Contact"),
    (rendering.EMPLOYEE, "the agent; required by codes of Agent"),
)
"""What all of them read of the user data."""
EMAIL_READS = (
    *READS,
    (addresses.FROM_ADDRESS, "who wrote the e-mail"),
    (addresses.TO_ADDRESS, "where it went to"),
    (addresses.SUBJECT, "its subject"),
    (addresses.BODY, "its text [inferred]"),
)
"""The same for e-mails."""
