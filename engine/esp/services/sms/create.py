"""`Sms.Create`: writes an SMS to a customer.

In: a request with a text or a standard response. Out: a new SMS as effects, or `Refused`.
"""

from engine.directory import SMS_SERVER, Application
from engine.esp.envelope import Request
from engine.esp.letter import SMS, Letter
from engine.esp.outcome import Success
from engine.esp.rules import addresses, contacts, interactions, letter_parameters, letters
from engine.esp.signature import Parameter, Signature
from engine.esp.world import World
from engine.values import Type

PAGE = """Writes an SMS, of a standard response or of a text, which a strategy sends later.

The new SMS is an interaction of media `sms`, type Outbound and subtype `OutboundNew`; its
strategies are of the family `email`, for it has no session [inferred]. It waits in `Queue`, or in
the application's `output_queue`, until a strategy there calls `Sms.Send`; `InteractionId` of the
answer is its id. If user data goes along, it has the user data of the interaction and is its child.
It goes to `To`, else to `PhoneNumber` of the user data or of the contact, and comes from `From`,
else from the application's `address`. Field codes are filled as by
`OMFieldCodes.RenderMessageContent`. Names, faults and their order are [inferred].

Example:
    application "SMS" { type = GenericServer   address = "+19251112222"   output_queue = outgoing }
    queue outgoing { view all { every = 1s   submit = post } }

    strategy hello (voice) {
      text: esp("Sms.Create") {
        app_name = "SMS"
        parameters = { To: ANI   Text: "We call back tomorrow." }
        fault -> bye
        timeout -> bye
      } -> bye
      bye: disconnect { reason = "written" }
    }
    strategy post (email) {
      send: esp("Sms.Send") {
        app_name = "SMS"
        fault -> gone
        timeout -> gone
      } -> gone
      gone: stop { reason = "sent" }
    }

Genesys:
    Create SMS of IRD and Composer: a message by way of an external SMS server, which yields output
    for later blocks (docs.genesys.com, Composer Help, eServices Blocks). That an SMS Server is of
    application type `GenericServer` is [inferred].
"""

KIND = letters.Kind("OutboundNew")

SIGNATURE = Signature(
    server="SMS Server",
    application_type=SMS_SERVER,
    service="Sms",
    method="Create",
    parameters=(
        letter_parameters.RESPONSE_OR_TEXT,
        letter_parameters.TEXT,
        Parameter(
            name="To", type=Type.TEXT, check=addresses.phone_problem,
            code=letter_parameters.ADDRESS,
            meaning="the number that gets it; default: `PhoneNumber` of the user data or of the "
            "contact",
        ),
        Parameter(
            name="From", type=Type.TEXT, check=addresses.phone_problem,
            code=letter_parameters.ADDRESS,
            meaning="the number that it is from; default: the application's `address`",
        ),
        letter_parameters.QUEUE,
        *letter_parameters.OBJECTS,
    ),
    promises=((interactions.INTERACTION_ID, Type.TEXT),),
    reads=(*letter_parameters.READS, (contacts.PHONE, "the number that gets it")),
    doc=PAGE,
)  # fmt: skip


class Create:
    """The method; see `PAGE`."""

    signature = SIGNATURE

    def call(self, request: Request, application: Application, world: World) -> Success:
        """The new SMS. Raises `Refused`."""
        to, why_to = addresses.customer(request, world, SMS)
        sender, why_from = addresses.sender(request, application, SMS)
        body = letters.needed_body(request, application, world)
        letter = Letter(media=SMS, sender=sender, to=to, text=body.text)
        parts, notes = (body, letters.Filled()), (why_to, why_from)
        return letters.waiting(letter, parts, KIND, request, application, world, notes=notes)


CREATE = Create()
