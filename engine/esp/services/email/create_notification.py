"""`Email.CreateNotification`: writes to a customer about an interaction of any media.

In: a request about an interaction. Out: a new e-mail as effects, or `Refused`.
"""

from engine.directory import EMAIL_SERVER, Application
from engine.esp.envelope import Request
from engine.esp.outcome import Success
from engine.esp.rules import interactions, letter_parameters, letters
from engine.esp.signature import Signature
from engine.esp.world import World
from engine.values import Type

PAGE = """Writes an e-mail that tells a customer of something: a standard response, filled.

The interaction may be of any media. The new e-mail is its child, of type Outbound and subtype
`OutboundNotification`, with its user data; it waits in a queue until a strategy there calls
`Email.Send`, and `InteractionId` of the answer is its id. Where nothing else says where it goes, it
goes to `EmailAddress` of the contact that `ContactId` of the user data names. The subject is
`Subject`, else that of the standard response. Names, subtypes, faults and their order are
[inferred].

Example:
    application "EmailServer" {
      type = EmailServer
      address = "help@example.com"
      output_queue = outgoing
    }
    response SR_ticket { content_type = text   body = "We look after it and write again." }
    queue inbound { view all { every = 1s   submit = receive } }
    queue outgoing { view all { every = 1s   submit = post } }

    strategy receive (email) {
      notify: esp("Email.CreateNotification") {
        app_name = "EmailServer"
        parameters = { StandardResponseId: "SR_ticket" }
        fault -> done
        timeout -> done
      } -> done
      done: stop { reason = "notified" }
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
    Create Notification of IRD; Email Response with response type Create Notification of Composer
    (docs.genesys.com, Composer Help, Email Response), whose Output Queue is `Queue`.
"""

KIND = letters.Kind("OutboundNotification")

SIGNATURE = Signature(
    server="E-mail Server",
    application_type=EMAIL_SERVER,
    service="Email",
    method="CreateNotification",
    parameters=(letter_parameters.RESPONSE, *letter_parameters.NEW_EMAIL),
    promises=((interactions.INTERACTION_ID, Type.TEXT),),
    reads=letter_parameters.EMAIL_READS,
    needs=(interactions.INTERACTION_ID,),
    doc=PAGE,
)


class CreateNotification:
    """The method; see `PAGE`."""

    signature = SIGNATURE

    def call(self, request: Request, application: Application, world: World) -> Success:
        """The new e-mail. Raises `Refused`."""
        interactions.find(request, world)
        body = letters.body(request, application, world)
        return letters.email(request, application, world, KIND, body)


CREATE_NOTIFICATION = CreateNotification()
