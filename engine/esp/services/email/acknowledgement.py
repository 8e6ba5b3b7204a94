"""`Email.Acknowledgement`: tells who wrote an e-mail that it has come.

In: a request about an interaction. Out: a new e-mail as effects, or `Refused`.
"""

from engine.directory import EMAIL_SERVER, Application
from engine.esp.envelope import Request
from engine.esp.outcome import Success
from engine.esp.rules import interactions, letter_parameters, letters
from engine.esp.signature import Signature
from engine.esp.world import World
from engine.values import Type

PAGE = """Writes an e-mail that acknowledges the one that came: a standard response, filled.

What is written is an e-mail of its own: the child of the one that came, of type Outbound and
subtype `OutboundAcknowledgement`, with its user data. It waits in `Queue`, or in the application's
`output_queue`, until a strategy there calls `Email.Send`; `InteractionId` of the answer is its id.
Field codes in body and subject are filled as by `OMFieldCodes.RenderMessageContent`. The subject is
`Subject`, else that of the standard response, else that of the e-mail after `Re:`. The text of the
e-mail that came is not quoted. Names, subtypes, faults and their order are [inferred].

Example:
    application "EmailServer" {
      type = EmailServer
      address = "help@example.com"
      output_queue = outgoing
    }
    response SR_received { content_type = text   body = "Your e-mail has come." }
    queue inbound { view all { every = 1s   submit = receive } }
    queue outgoing { view all { every = 1s   submit = post } }

    strategy receive (email) {
      receipt: esp("Email.Acknowledgement") {
        app_name = "EmailServer"
        parameters = { StandardResponseId: "SR_received" }
        fault -> done
        timeout -> done
      } -> done
      done: stop { reason = "acknowledged" }
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
    Acknowledgement of IRD; Email Response with response type Acknowledgement of Composer
    (docs.genesys.com, Composer Help, Email Response), whose Output Queue is `Queue`. E-mail Server
    submits the new interaction (docs.genesys.com, Events and Models, Invoke Autoresponse).
"""

KIND = letters.Kind("OutboundAcknowledgement")

SIGNATURE = Signature(
    server="E-mail Server",
    application_type=EMAIL_SERVER,
    service="Email",
    method="Acknowledgement",
    parameters=(letter_parameters.RESPONSE, *letter_parameters.NEW_EMAIL),
    promises=((interactions.INTERACTION_ID, Type.TEXT),),
    reads=letter_parameters.EMAIL_READS,
    needs=(interactions.INTERACTION_ID,),
    doc=PAGE,
)


class Acknowledgement:
    """The method; see `PAGE`."""

    signature = SIGNATURE

    def call(self, request: Request, application: Application, world: World) -> Success:
        """The new e-mail. Raises `Refused`."""
        interactions.find(request, world)
        body = letters.body(request, application, world)
        default = letters.about(request, "Re:")
        return letters.email(request, application, world, KIND, body, default)


ACKNOWLEDGEMENT = Acknowledgement()
