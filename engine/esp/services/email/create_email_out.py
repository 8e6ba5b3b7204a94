"""`Email.CreateEmailOut`: writes a new e-mail to a customer.

In: a request with a text or a standard response. Out: a new e-mail as effects, or `Refused`.
"""

from engine.directory import EMAIL_SERVER, Application
from engine.esp.envelope import Request
from engine.esp.outcome import Success
from engine.esp.rules import interactions, letter_parameters, letters
from engine.esp.signature import Signature
from engine.esp.world import World
from engine.values import Type

PAGE = """Writes a new e-mail, of a standard response or of a text, which a strategy sends later.

The new e-mail is of type Outbound and subtype `OutboundNew`. It waits in `Queue`, or in the
application's `output_queue`, until a strategy there calls `Email.Send`; `InteractionId` of the
answer is its id. If user data goes along, it has the user data of the interaction and is its child;
any interaction can have such one, also a call. Field codes in text and subject are filled as by
`OMFieldCodes.RenderMessageContent`. Without `StandardResponseId` and `Text` the call is refused
with `missing_parameter`. Names, subtypes, faults and their order are [inferred].

Example:
    application "EmailServer" {
      type = EmailServer
      address = "help@example.com"
      output_queue = outgoing
    }
    queue outgoing { view all { every = 1s   submit = post } }

    strategy hello (voice) {
      data { EmailAddress: text }
      write: esp("Email.CreateEmailOut") {
        app_name = "EmailServer"
        parameters = { Subject: "Your call"   Text: "We call back tomorrow." }
        fault -> bye
        timeout -> bye
      } -> bye
      bye: disconnect { reason = "written" }
    }
    strategy post (email) {
      send: esp("Email.Send") {
        app_name = "EmailServer"
        fault -> gone
        timeout -> gone
      } -> gone
      gone: stop { reason = "sent" }
    }

Genesys:
    Create E-mail Out of IRD, Create E-mail of Composer, which yields output for later blocks
    (docs.genesys.com, Composer Help, eServices Blocks).
"""

KIND = letters.Kind("OutboundNew")

SIGNATURE = Signature(
    server="E-mail Server",
    application_type=EMAIL_SERVER,
    service="Email",
    method="CreateEmailOut",
    parameters=(
        letter_parameters.RESPONSE_OR_TEXT,
        letter_parameters.TEXT,
        *letter_parameters.NEW_EMAIL,
    ),
    promises=((interactions.INTERACTION_ID, Type.TEXT),),
    reads=letter_parameters.EMAIL_READS,
    doc=PAGE,
)


class CreateEmailOut:
    """The method; see `PAGE`."""

    signature = SIGNATURE

    def call(self, request: Request, application: Application, world: World) -> Success:
        """The new e-mail. Raises `Refused`."""
        body = letters.needed_body(request, application, world)
        return letters.email(request, application, world, KIND, body)


CREATE_EMAIL_OUT = CreateEmailOut()
