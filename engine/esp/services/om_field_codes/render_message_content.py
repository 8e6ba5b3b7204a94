"""`OMFieldCodes.RenderMessageContent`: fills a standard response with what UCS has of the customer.

In: the name of a standard response, user data. Out: the text and the subject, or `Refused`.
"""

from engine.directory import CONTACT_SERVER, Application
from engine.esp.envelope import Request
from engine.esp.field_codes import FieldCodeError
from engine.esp.field_codes.objects import AGENT, CUSTOM
from engine.esp.outcome import Success
from engine.esp.rules import contacts, interactions, parameters, rendering, responses
from engine.esp.signature import Content, Parameter, Signature
from engine.esp.world import World
from engine.values import KVList, Type

PAGE = """Fills a standard response, with the records of contact and interaction that UCS has.

Which records it needs depends on the codes that the response has: codes of Contact need `ContactId`
in the user data, those of Interaction `InteractionId`, which goes along with the interaction's user
data, those of Agent `OwnerEmployeeId`. Without it the call is refused with `missing_parameter`. A
value that the record does not have is another thing: the application's `missing_values` decides.
An `agent` that is declared has no record there: what is known of one is the parameter `Agent`
[inferred]. The contact object has as `PrimaryPhoneNumber`, `PrimaryEmailAddress` and
`EmailAddresses` the contact's `PhoneNumber` and `EmailAddress`, unless it has attributes of these
names [inferred].

The answer has the filled `Text`, and the `Subject` of a response that has one [inferred]. Nothing
is sent: `Chat.Message` does that.

Example:
    application "UCS" { type = ContactServer }
    response SR_hello { content_type = text   body = "Dear <$Contact.FirstName$>" }

    strategy hello (voice) {
      who: esp("Contact.findOrCreate") {
        app_name = "UCS"
        with = { PhoneNumber: ANI }
        fault -> bye
        timeout -> bye
      } -> fill
      fill: esp("OMFieldCodes.RenderMessageContent") {
        app_name = "UCS"
        parameters = { StandardResponseId: "SR_hello" }
        fault -> bye
        timeout -> bye
      } -> say
      say: log(fill.answer.Text) -> bye
      bye: disconnect { reason = "done" }
    }

Genesys:
    Universal Contact Server, service OMFieldCodes (UCS API guide, table of contents), which Render
    Message of IRD and Composer calls; what it needs in user data is documented there
    (docs.genesys.com, Composer, "Mandatory User Data For UCS Blocks").
"""

SIGNATURE = Signature(
    server="Universal Contact Server",
    application_type=CONTACT_SERVER,
    service="OMFieldCodes",
    method="RenderMessageContent",
    parameters=(
        Parameter(
            name="StandardResponseId", type=Type.TEXT, content=Content.RESPONSE, required=True,
            meaning="the standard response",
        ),
        Parameter(name=AGENT, type=Type.KVLIST, meaning="fills `<$Agent.Key$>` [inferred]"),
        Parameter(name=CUSTOM, type=Type.KVLIST, meaning="fills `<$CustomProperties.Key$>`"),
    ),
    promises=(("Text", Type.TEXT),),
    reads=(
        (contacts.CONTACT_ID, "the contact; required by codes of Contact"),
        (interactions.INTERACTION_ID, "the interaction; required by codes of Interaction"),
        (rendering.EMPLOYEE, "the agent; required by codes of Agent"),
    ),
    doc=PAGE,
)  # fmt: skip


class RenderMessageContent:
    """The method; see `PAGE`."""

    signature = SIGNATURE

    def call(self, request: Request, application: Application, world: World) -> Success:
        """Text and subject. Raises `Refused`."""
        name = parameters.text(request, "StandardResponseId") or ""
        response = responses.find(world.directory, name, world.now_us)
        policy = application.missing_values
        try:
            structured = responses.is_structured(response)
            text = rendering.of_records(
                response.body, request, policy, world, structured=structured
            )
            subject = rendering.of_records(response.subject or "", request, policy, world)
        except FieldCodeError as error:
            raise rendering.failed(response.name, error) from error
        answer = [("Text", text.text)]
        if response.subject is not None:
            answer.append(("Subject", subject.text))
        missing = (*subject.missing, *text.missing)
        return Success(
            parameters=KVList(answer),
            user_data=KVList(),
            notes=rendering.why_missing(missing, policy),
        )


RENDER_MESSAGE_CONTENT = RenderMessageContent()
