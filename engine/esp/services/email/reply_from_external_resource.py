"""`Email.ReplyFromExternalResource`: passes the reply of somebody outside on to the customer.

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

PAGE = """Sends a reply that came from an external address on to the customer, at once.

The e-mail is the answer of somebody to whom a customer's e-mail was forwarded. `To` is the
customer: which e-mail it answers is not found out here [inferred]. There is no new interaction:
what goes out is sent before the answer comes, from the address that the e-mail went to, and the
e-mail stays with the strategy, which stops it. Only a subject is filled: `Subject`, with its field
codes, else the e-mail keeps its own. An interaction that is no e-mail is refused with `no_email`.
Names, faults and their order are [inferred].

Example:
    application "EmailServer" { type = EmailServer   address = "help@example.com" }
    queue replies { view all { every = 1s   submit = pass_on } }

    strategy pass_on (email) {
      data { CustomerAddress: text }
      reply: esp("Email.ReplyFromExternalResource") {
        app_name = "EmailServer"
        parameters = { To: udata.CustomerAddress }
        fault -> done
        timeout -> done
      } -> done
      done: stop { reason = "passed on" }
    }

Genesys:
    Reply E-mail from External Resource of IRD; Email Forward with forward type Reply to Customer of
    Composer, which yields no output for later blocks (docs.genesys.com, Composer Help, eServices
    Blocks).
"""

SIGNATURE = Signature(
    server="E-mail Server",
    application_type=EMAIL_SERVER,
    service="Email",
    method="ReplyFromExternalResource",
    parameters=(
        letter_parameters.NEEDED_TO,
        letter_parameters.FROM,
        letter_parameters.SUBJECT,
        *letter_parameters.OBJECTS,
    ),
    promises=(),
    reads=letter_parameters.EMAIL_READS,
    needs=(interactions.INTERACTION_ID,),
    families=(Family.EMAIL,),
    doc=PAGE,
)


class ReplyFromExternalResource:
    """The method; see `PAGE`."""

    signature = SIGNATURE

    def call(self, request: Request, application: Application, world: World) -> Success:
        """What goes out. Raises `Refused`."""
        ident, found = letters.subject_of(request, world)
        to, why_to = addresses.recipient(request)
        sender, why_from = addresses.sender(request, application, EMAIL)
        subject = letters.subject_line(request, application, world, letters.about(request, ""))
        letter = Letter(
            media=EMAIL,
            sender=sender,
            to=to,
            subject=subject.text,
            text=letters.original(request, found),
        )
        return letters.sent(ident, letter, (letters.Filled(), subject), why_to, why_from)


REPLY_FROM_EXTERNAL_RESOURCE = ReplyFromExternalResource()
