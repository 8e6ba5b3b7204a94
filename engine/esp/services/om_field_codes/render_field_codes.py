"""`OMFieldCodes.RenderFieldCodes`: fills the field codes of a text that the request brings.

In: a text and the objects' KVLists. Out: the filled text, or `Refused`.
"""

from engine.directory import CONTACT_SERVER, Application
from engine.esp.envelope import Request
from engine.esp.field_codes import FieldCodeError
from engine.esp.field_codes.objects import AGENT, CONTACT, CUSTOM, INTERACTION
from engine.esp.outcome import Success
from engine.esp.rules import parameters, rendering
from engine.esp.signature import Content, Parameter, Signature
from engine.esp.world import World
from engine.values import KVList, Type

PAGE = """Fills the field codes of a text with what the request brings.

The objects of the codes are KVLists of the request: nothing is looked up. A code without a value
becomes what the application's `missing_values` says; a text that is no valid template, or has no
result, is refused with `rendering_failed`. That the answer has the text as `Text` is [inferred].

`Text` is a template, so that codes which stand in a customer's data would be filled too: data go
into the lists, which are never read for codes. `Interaction.DateCreated` is a date/time, which a
KVList carries as a text such as `2026-12-24T08:00:00Z` [inferred].

Example:
    application "UCS" { type = ContactServer }

    strategy hello (voice) {
      data { FirstName: text }
      fill: esp("OMFieldCodes.RenderFieldCodes") {
        app_name = "UCS"
        user_data = none
        parameters = {
          Text: "Dear <$Contact.FirstName$>"
          Contact: { FirstName: udata.FirstName }
        }
        fault -> bye
        timeout -> bye
      } -> say
      say: log(fill.answer.Text) -> bye
      bye: disconnect { reason = "done" }
    }

Genesys:
    Universal Contact Server, service OMFieldCodes (UCS API guide, table of contents). The parts are
    those of the Platform SDK's request: Interaction, Agent, Contact, Text.
"""

OBJECTS = (CONTACT, AGENT, INTERACTION, CUSTOM)
SIGNATURE = Signature(
    server="Universal Contact Server",
    application_type=CONTACT_SERVER,
    service="OMFieldCodes",
    method="RenderFieldCodes",
    parameters=(
        Parameter(
            name="Text", type=Type.TEXT, required=True, content=Content.TEMPLATE,
            meaning="a text with field codes",
        ),
        *(
            Parameter(name=name, type=Type.KVLIST, meaning=f"fills `<${name}.Key$>`")
            for name in OBJECTS
        ),
    ),
    promises=(("Text", Type.TEXT),),
    doc=PAGE,
)  # fmt: skip


class RenderFieldCodes:
    """The method; see `PAGE`."""

    signature = SIGNATURE

    def call(self, request: Request, application: Application, world: World) -> Success:
        """The filled text. Raises `Refused`."""
        policy = application.missing_values
        sources = rendering.brought(request)
        text = parameters.text(request, "Text") or ""
        try:
            template, library = rendering.parsed(text, world, structured=False)
            rendered = rendering.rendered(template, library, sources, policy, world)
        except FieldCodeError as error:
            raise rendering.failed("Text", error) from error
        return Success(
            parameters=KVList([("Text", rendered.text)]),
            user_data=KVList(),
            notes=rendering.why_missing(rendered.missing, policy),
        )


RENDER_FIELD_CODES = RenderFieldCodes()
