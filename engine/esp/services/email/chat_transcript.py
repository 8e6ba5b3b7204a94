"""`Email.ChatTranscript`: writes an e-mail with what was said in a chat.

In: a request about a chat. Out: a new e-mail as effects, or `Refused`.
"""

from engine.directory import EMAIL_SERVER, Application
from engine.esp.envelope import Request
from engine.esp.outcome import Refused, Success, refusal
from engine.esp.rules import interactions, letter_parameters, letters
from engine.esp.signature import Signature
from engine.esp.world import World
from engine.ops import Family
from engine.values import Type

PAGE = """Writes an e-mail with the transcript of the chat, below a standard response if any.

The chat may be over or go on: what has come into its session until then stands in the e-mail, each
message and notice on a line, `customer: …` what the customer wrote, `system: …` what strategies
sent [inferred form]. It goes to `To`, else to `EmailAddress` of the user data or of the contact. It
is the chat's child, of type Outbound and subtype `OutboundNew`, and waits in a queue until a
strategy there calls `Email.Send`; `InteractionId` of the answer is its id. An interaction that is
no chat is refused with `no_transcript`. Names, faults and their order are [inferred].

Example:
    application "EmailServer" {
      type = EmailServer
      address = "help@example.com"
      output_queue = outgoing
    }
    queue inbound { view over { where = not is_online   every = 1s   submit = finish } }
    queue outgoing { view all { every = 1s   submit = post } }

    strategy finish (chat) {
      transcript: esp("Email.ChatTranscript") {
        app_name = "EmailServer"
        parameters = { Subject: "Our chat" }
        fault -> done
        timeout -> done
      } -> done
      done: stop { reason = "transcript written" }
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
    Chat Transcript of IRD and Composer: a reply by e-mail to a chat, with the transcript attached
    (docs.genesys.com, Composer Help, eServices Blocks).
"""

KIND = letters.Kind("OutboundNew")

SIGNATURE = Signature(
    server="E-mail Server",
    application_type=EMAIL_SERVER,
    service="Email",
    method="ChatTranscript",
    parameters=(letter_parameters.RESPONSE_OR_TEXT, *letter_parameters.NEW_EMAIL),
    promises=((interactions.INTERACTION_ID, Type.TEXT),),
    reads=letter_parameters.EMAIL_READS,
    needs=(interactions.INTERACTION_ID,),
    families=(Family.CHAT,),
    doc=PAGE,
)


class ChatTranscript:
    """The method; see `PAGE`."""

    signature = SIGNATURE

    def call(self, request: Request, application: Application, world: World) -> Success:
        """The new e-mail. Raises `Refused`."""
        ident, chat = interactions.find(request, world)
        if not chat.chat or not chat.known:
            raise Refused(refusal("no_transcript", ident))
        body = letters.body(request, application, world)
        body = letters.above(body, "\n".join(chat.lines), world)
        return letters.email(request, application, world, KIND, body)


CHAT_TRANSCRIPT = ChatTranscript()
