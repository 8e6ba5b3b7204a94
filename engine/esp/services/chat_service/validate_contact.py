"""`ChatService.ValidateContact`: whether a number uses WhatsApp, which nobody can say any more.

In: a request whose required parameters are there. Out: the provider's answer, or `Refused`.
"""

from engine.directory import SOCIAL_MS, Application, Media
from engine.esp.envelope import Request
from engine.esp.outcome import Note, Refused, Success, refusal
from engine.esp.rules import channels, clients, parameters
from engine.esp.signature import Parameter, Signature
from engine.esp.world import World
from engine.values import KVList, Type

PAGE = """Asks the provider whether a number uses WhatsApp. Its answer proves nothing any more.

The provider answers `valid` and a WhatsApp id for every number, whether or not it is one of
WhatsApp: the vendor recommends to remove the call, and so does a warning of the checker. That the
id consists of the digits of what was given is the provider's rule. The name of the service, of the
parameters and of what is answered are [inferred].

Example:
    application "DMS" {
      channel "channel-whatsapp" { media = whatsapp   business_id = "19251112222" }
    }

    strategy probe (voice) {
      ask: esp("ChatService.ValidateContact") {
        app_type = SocialMS
        parameters = { _umsClientId: e164(ANI, "US") }
        fault -> bye
        timeout -> bye
      } -> note
      note: attach { WhatsAppId = ask.answer.wa_id } -> bye
      bye: disconnect { reason = "asked" }
    }

Genesys:
    Digital Messaging Server, "Checking if a Contact Uses WhatsApp" (docs.genesys.com, MSGA,
    WhatsApp, ContactValid): application type 171, which IRD shows as SocialMS and which is not
    needed beside a name. Deprecated since the provider's client 2.45.1 of March 2023.
"""

VALID = "valid"

SIGNATURE = Signature(
    server="Digital Messaging Server",
    application_type=SOCIAL_MS,
    service="ChatService",
    method="ValidateContact",
    parameters=(
        Parameter(
            name="_umsChannel", type=Type.TEXT,
            meaning="the DMS channel; needed only where there are several",
        ),
        Parameter(
            name="_umsClientId", type=Type.TEXT, required=True,
            meaning="the phone number with country code",
        ),
    ),
    promises=(("status", Type.TEXT), ("wa_id", Type.TEXT)),
    outdated="the provider answers `valid` for every number, so that it proves nothing",
    doc=PAGE,
)  # fmt: skip


class ValidateContact:
    """The method; see `PAGE`."""

    signature = SIGNATURE

    def call(self, request: Request, application: Application, world: World) -> Success:  # noqa: ARG002 - nothing of the run is looked at
        """`valid`, and the digits of the number. Raises `Refused`."""
        client = parameters.text(request, "_umsClientId") or ""
        channel, why = channels.find(application, parameters.text(request, "_umsChannel"))
        if channel.media is not Media.WHATSAPP:
            raise Refused(refusal("unsupported_media", f"{channel.media} on {channel.name}"))
        clients.usable(channel, client)
        digits = "".join(str(int(char)) for char in client if char.isdecimal())
        note = Note(f"status `{VALID}`", "the provider says so of every number")
        answer = KVList([("status", VALID), ("wa_id", digits)])
        return Success(parameters=answer, user_data=KVList(), notes=(why, note))


VALIDATE_CONTACT = ValidateContact()
