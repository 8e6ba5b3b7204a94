"""`Sms.Send`: sends the SMS that the interaction is.

In: a request about an SMS that a call has written. Out: what goes out as an effect, or `Refused`.
"""

from engine.directory import SMS_SERVER, Application
from engine.esp.envelope import Request
from engine.esp.letter import SMS
from engine.esp.outcome import Success
from engine.esp.rules import interactions, letters
from engine.esp.signature import Signature
from engine.esp.world import World
from engine.ops import Family

PAGE = """Sends the SMS that the interaction is: one that `Sms.Create` has written.

It goes out once: a second call is refused with `already_sent`, an interaction that is no such SMS
with `nothing_to_send`. The interaction stays where it is until its strategy stops it. Faults and
their order are [inferred].

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
    Send SMS of IRD and Composer, for a message that Create SMS has made; it yields no output for
    later blocks (docs.genesys.com, Composer Help, eServices Blocks).
"""

SIGNATURE = Signature(
    server="SMS Server",
    application_type=SMS_SERVER,
    service="Sms",
    method="Send",
    parameters=(),
    promises=(),
    reads=((interactions.INTERACTION_ID, "the SMS; it goes along with the user data"),),
    needs=(interactions.INTERACTION_ID,),
    families=(Family.EMAIL,),
    doc=PAGE,
)


class Send:
    """The method; see `PAGE`."""

    signature = SIGNATURE

    def call(self, request: Request, application: Application, world: World) -> Success:
        """What goes out. Raises `Refused`."""
        ident, letter, why = letters.written(request, application, world, SMS)
        return letters.sent(ident, letter, (letters.Filled(), letters.Filled()), why, own=True)


SEND = Send()
