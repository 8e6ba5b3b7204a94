"""`OMFieldCodes.ValidateFieldCodes`: whether the field codes of a text can be read.

In: a text. Out: whether it is valid, and its first mistake.
"""

from engine.directory import CONTACT_SERVER, Application
from engine.esp import field_codes
from engine.esp.envelope import Request
from engine.esp.outcome import Success
from engine.esp.rules import parameters
from engine.esp.signature import Parameter, Signature
from engine.esp.world import World
from engine.values import KVList, Type

PAGE = """Says whether the field codes of a text can be read; nothing is filled.

A text that is not valid is no fault: the answer's `Valid` is "false" then, `Error` says what is
wrong with the first code that cannot be read, and `Position` at which character, from 1. Of a valid
text they are empty and 0. The form of the answer is [inferred].

Example:
    application "UCS" { type = ContactServer }

    strategy hello (voice) {
      data { Greeting: text }
      look: esp("OMFieldCodes.ValidateFieldCodes") {
        app_name = "UCS"
        user_data = none
        parameters = { Text: udata.Greeting }
        fault -> bye
        timeout -> bye
      } -> valid
      valid: if(look.answer.Valid == "true") { true -> bye   false -> say }
      say: log(look.answer.Error) -> bye
      bye: disconnect { reason = "done" }
    }

Genesys:
    Universal Contact Server, service OMFieldCodes (UCS API guide, table of contents).
"""

SIGNATURE = Signature(
    server="Universal Contact Server",
    application_type=CONTACT_SERVER,
    service="OMFieldCodes",
    method="ValidateFieldCodes",
    parameters=(
        Parameter(name="Text", type=Type.TEXT, required=True, meaning="a text with field codes"),
    ),
    promises=(("Valid", Type.TEXT), ("Error", Type.TEXT), ("Position", Type.INTEGER)),
    doc=PAGE,
)


class ValidateFieldCodes:
    """The method; see `PAGE`."""

    signature = SIGNATURE

    def call(self, request: Request, application: Application, world: World) -> Success:  # noqa: ARG002 - UCS is one
        """Whether the text is valid."""
        text = parameters.text(request, "Text") or ""
        library = field_codes.library(world.directory.field_codes, world.limits)
        names = library.templates.keys()
        found = field_codes.mistakes(text, world.limits, structured=False, names=names)
        valid = ("Valid", "false" if found else "true")
        error = found[0].message if found else ""
        position = found[0].offset + 1 if found else 0
        answer = KVList([valid, ("Error", error), ("Position", position)])
        return Success(parameters=answer, user_data=KVList())


VALIDATE_FIELD_CODES = ValidateFieldCodes()
