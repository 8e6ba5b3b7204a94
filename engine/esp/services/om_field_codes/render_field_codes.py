"""`OMFieldCodes.RenderFieldCodes`: fills the field codes of a text that the request brings.

In: a text and the objects' KVLists. Out: the filled text, or `Refused`.
"""

from engine.directory import CONTACT_SERVER, Application
from engine.esp import field_codes
from engine.esp.envelope import Request
from engine.esp.field_codes import FieldCodeError, Setting
from engine.esp.field_codes.objects import AGENT, CONTACT, CUSTOM, INTERACTION
from engine.esp.outcome import Success
from engine.esp.rules import parameters, rendering
from engine.esp.signature import Parameter, Signature
from engine.esp.world import World
from engine.values import KVList, Time, Type

PAGE = """Fills the field codes of a text with what the request brings.

The objects of the codes are KVLists of the request: nothing is looked up. A code without a value
becomes what the application's `missing_values` says; a text that is no valid template, or has no
result, is refused with `rendering_failed`. That the answer has the text as `Text` is [inferred].

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
        Parameter(name="Text", type=Type.TEXT, required=True, meaning="a text with field codes"),
        *(
            Parameter(name=name, type=Type.KVLIST, meaning=f"fills `<${name}.Key$>`")
            for name in OBJECTS
        ),
    ),
    promises=(("Text", Type.TEXT),),
    doc=PAGE,
)


class RenderFieldCodes:
    """The method; see `PAGE`."""

    signature = SIGNATURE

    def call(self, request: Request, application: Application, world: World) -> Success:
        """The filled text. Raises `Refused`."""
        policy = application.missing_values
        brought = {name: parameters.pairs(request, name) for name in OBJECTS}
        text = parameters.text(request, "Text") or ""
        try:
            template, library = rendering.parsed(text, world, structured=False)
            setting = Setting(
                policy=policy, now=Time(world.now_us), named=library.templates, limits=world.limits
            )
            rendered = field_codes.render(template, brought, setting)
        except FieldCodeError as error:
            raise rendering.failed("Text", error) from error
        return Success(
            parameters=KVList([("Text", rendered.text)]),
            user_data=KVList(),
            notes=rendering.why_missing(rendered.missing, policy),
        )


RENDER_FIELD_CODES = RenderFieldCodes()
