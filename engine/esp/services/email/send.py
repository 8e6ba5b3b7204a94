"""`Email.Send`: sends the e-mail that the interaction is.

In: a request about an e-mail that a call has written. Out: what goes out, or `Refused`.
"""

from dataclasses import replace

from engine.directory import EMAIL_SERVER, Application
from engine.esp.envelope import Request
from engine.esp.letter import EMAIL
from engine.esp.outcome import Success
from engine.esp.rules import interactions, letter_parameters, letters
from engine.esp.signature import Signature
from engine.esp.world import World
from engine.ops import Family

PAGE = """Sends the e-mail that the interaction is: one that another call has written.

It goes to the addresses that it was written for, once: a second call is refused with
`already_sent`, an interaction that no call has written with `nothing_to_send`. Only a subject is
filled: `Subject`, with its field codes, else the e-mail keeps the one that it has. The interaction
stays where it is until its strategy stops it. That nothing comes back when an address does not
exist, and faults and their order, are [inferred].

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
    Send E-mail of IRD and Composer, for a message that Create E-mail has made; it yields no output
    for later blocks (docs.genesys.com, Composer Help, eServices Blocks).
"""

SIGNATURE = Signature(
    server="E-mail Server",
    application_type=EMAIL_SERVER,
    service="Email",
    method="Send",
    parameters=(letter_parameters.SUBJECT, *letter_parameters.OBJECTS),
    promises=(),
    reads=letter_parameters.READS,
    needs=(interactions.INTERACTION_ID,),
    families=(Family.EMAIL,),
    doc=PAGE,
)


class Send:
    """The method; see `PAGE`."""

    signature = SIGNATURE

    def call(self, request: Request, application: Application, world: World) -> Success:
        """What goes out. Raises `Refused`."""
        ident, letter, why = letters.written(request, application, world, EMAIL)
        subject = letters.subject_line(request, application, world, letter.subject)
        filled = replace(letter, subject=subject.text)
        return letters.sent(ident, filled, (letters.Filled(), subject), why, own=True)


SEND = Send()
