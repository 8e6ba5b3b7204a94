"""`Email.Forward`: sends the e-mail that came to somebody who is not an agent.

In: a request about an e-mail. Out: what goes out as an effect, or `Refused`.
"""

from engine.directory import EMAIL_SERVER, Application
from engine.esp.envelope import Request
from engine.esp.letter import EMAIL, Letter
from engine.esp.outcome import Success
from engine.esp.rules import addresses, interactions, letter_parameters, letters
from engine.esp.signature import Signature
from engine.esp.world import World
from engine.ops import Family

PAGE = """Forwards the e-mail to an external address, at once.

There is no new interaction: what goes out is sent before the answer comes, and the e-mail stays
with the strategy, which stops it or keeps it for the reply [inferred]. Text and subject of a
standard response, if one is named, are filled as by `OMFieldCodes.RenderMessageContent` and stand
above what is forwarded, whose own text is its key `Body`. The subject is `Subject`, else that of
the standard response, else that of the e-mail after `Fwd:`. It comes from the address that the
e-mail went to. An interaction that is no e-mail is refused with `no_email`. Names, faults and their
order are [inferred].

Example:
    application "EmailServer" { type = EmailServer   address = "help@example.com" }
    queue inbound { view all { every = 1s   submit = receive } }

    strategy receive (email) {
      away: esp("Email.Forward") {
        app_name = "EmailServer"
        parameters = { To: "legal@partner.example" }
        fault -> done
        timeout -> done
      } -> done
      done: stop { reason = "forwarded" }
    }

Genesys:
    Forward E-mail of IRD; Email Forward with forward type Forward of Composer, which yields no
    output for later blocks (docs.genesys.com, Composer Help, eServices Blocks).
"""

SIGNATURE = Signature(
    server="E-mail Server",
    application_type=EMAIL_SERVER,
    service="Email",
    method="Forward",
    parameters=(
        letter_parameters.NEEDED_TO,
        letter_parameters.RESPONSE_OR_TEXT,
        letter_parameters.FROM,
        letter_parameters.CC,
        letter_parameters.SUBJECT,
        *letter_parameters.OBJECTS,
    ),
    promises=(),
    reads=letter_parameters.EMAIL_READS,
    needs=(interactions.INTERACTION_ID,),
    families=(Family.EMAIL,),
    doc=PAGE,
)


class Forward:
    """The method; see `PAGE`."""

    signature = SIGNATURE

    def call(self, request: Request, application: Application, world: World) -> Success:
        """What goes out. Raises `Refused`."""
        ident, found = letters.subject_of(request, world)
        to, why_to = addresses.recipient(request)
        sender, why_from = addresses.sender(request, application, EMAIL)
        copies = addresses.copies(request)
        body = letters.body(request, application, world)
        body = letters.above(body, letters.original(request, found), world)
        default = letters.about(request, "Fwd:")
        subject = letters.subject_line(request, application, world, default)
        letter = Letter(
            media=EMAIL, sender=sender, to=to, cc=copies, subject=subject.text, text=body.text
        )
        return letters.sent(ident, letter, (body, subject), why_to, why_from)


FORWARD = Forward()
