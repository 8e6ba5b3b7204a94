"""`Email.Redirect`: passes the e-mail that came on as it is.

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

PAGE = """Redirects the e-mail to an external address, at once: it goes on as it came.

There is no new interaction: the e-mail is passed on before the answer comes, and stays with the
strategy, which stops it [inferred]. It is still from whom it was from. Only a subject is filled:
`Subject`, with its field codes, else the e-mail keeps its own. Its text, the key `Body`, nobody
changes. An interaction that is no e-mail is refused with `no_email`. Names, faults and their order
are [inferred].

Example:
    application "EmailServer" { type = EmailServer }
    queue inbound { view all { every = 1s   submit = receive } }

    strategy receive (email) {
      elsewhere: esp("Email.Redirect") {
        app_name = "EmailServer"
        parameters = { To: "branch@example.com" }
        fault -> done
        timeout -> done
      } -> done
      done: stop { reason = "redirected" }
    }

Genesys:
    Redirect E-mail of IRD; Email Forward with forward type Redirect of Composer, which yields no
    output for later blocks (docs.genesys.com, Composer Help, eServices Blocks).
"""

SIGNATURE = Signature(
    server="E-mail Server",
    application_type=EMAIL_SERVER,
    service="Email",
    method="Redirect",
    parameters=(
        letter_parameters.NEEDED_TO,
        letter_parameters.SUBJECT,
        *letter_parameters.OBJECTS,
    ),
    promises=(),
    reads=letter_parameters.EMAIL_READS,
    needs=(interactions.INTERACTION_ID,),
    families=(Family.EMAIL,),
    doc=PAGE,
)


class Redirect:
    """The method; see `PAGE`."""

    signature = SIGNATURE

    def call(self, request: Request, application: Application, world: World) -> Success:
        """What goes out. Raises `Refused`."""
        ident, found = letters.subject_of(request, world)
        to, why_to = addresses.recipient(request)
        sender, why_from = addresses.author(request)
        subject = letters.subject_line(request, application, world, letters.about(request, ""))
        letter = Letter(
            media=EMAIL,
            sender=sender,
            to=to,
            subject=subject.text,
            text=letters.original(request, found),
        )
        return letters.sent(ident, letter, (letters.Filled(), subject), why_to, why_from)


REDIRECT = Redirect()
