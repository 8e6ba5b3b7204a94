"""`Email.Autoresponse`: answers an e-mail without an agent.

In: a request about an interaction. Out: a new e-mail as effects, or `Refused`.
"""

from engine.directory import EMAIL_SERVER, Application
from engine.esp.envelope import Request
from engine.esp.outcome import Success
from engine.esp.rules import interactions, letter_parameters, letters, parameters
from engine.esp.signature import Parameter, Signature
from engine.esp.world import World
from engine.values import Type

PAGE = """Writes an e-mail that answers the one that came: a standard response, filled.

It does what `Email.Acknowledgement` does, but that the new e-mail has the subtype
`OutboundAutoResponse`: it is an answer, after which the e-mail that came needs nobody any more. It
waits in a queue until a strategy there calls `Email.Send`; `InteractionId` of the answer is its id.
The text of the e-mail that came, its key `Body` if there is one, is quoted below. Names, subtypes,
faults and their order are [inferred].

Example:
    application "EmailServer" {
      type = EmailServer
      address = "help@example.com"
      output_queue = outgoing
    }
    response SR_hours { content_type = text   body = "We are open on weekdays from 8 to 6." }
    queue inbound { view all { every = 1s   submit = receive } }
    queue outgoing { view all { every = 1s   submit = post } }

    strategy receive (email) {
      reply: esp("Email.Autoresponse") {
        app_name = "EmailServer"
        parameters = { StandardResponseId: "SR_hours" }
        fault -> done
        timeout -> done
      } -> done
      done: stop { reason = "answered" }
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
    Autoresponse of IRD; Email Response with response type Autoresponse of Composer
    (docs.genesys.com, Composer Help, Email Response), whose Output Queue is `Queue`. E-mail Server
    submits the new interaction (docs.genesys.com, Events and Models, Invoke Autoresponse).
"""

KIND = letters.Kind("OutboundAutoResponse")

INCLUDE = "IncludeOriginalMessage"

SIGNATURE = Signature(
    server="E-mail Server",
    application_type=EMAIL_SERVER,
    service="Email",
    method="Autoresponse",
    parameters=(
        letter_parameters.RESPONSE,
        letter_parameters.TO,
        letter_parameters.FROM,
        letter_parameters.CC,
        letter_parameters.SUBJECT,
        letter_parameters.QUEUE,
        Parameter(
            name=INCLUDE, type=Type.TEXT, check=parameters.flag_problem, code="E272",
            meaning='"false": the text of the e-mail that came is not quoted; default "true"',
        ),
        *letter_parameters.OBJECTS,
    ),
    promises=((interactions.INTERACTION_ID, Type.TEXT),),
    reads=letter_parameters.EMAIL_READS,
    needs=(interactions.INTERACTION_ID,),
    doc=PAGE,
)  # fmt: skip


class Autoresponse:
    """The method; see `PAGE`."""

    signature = SIGNATURE

    def call(self, request: Request, application: Application, world: World) -> Success:
        """The new e-mail. Raises `Refused`."""
        _, found = interactions.find(request, world)
        body = letters.body(request, application, world)
        if parameters.flag(parameters.text(request, INCLUDE) or "true"):
            lines = letters.original(request, found).splitlines()
            body = letters.above(body, "\n".join(f"> {line}" for line in lines), world)
        default = letters.about(request, "Re:")
        return letters.email(request, application, world, KIND, body, default)


AUTORESPONSE = Autoresponse()
