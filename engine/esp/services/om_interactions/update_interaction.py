"""`OMInteractions.UpdateInteraction`: UCS sets attributes of its record of an interaction.

In: a request about an interaction. Out: the attributes as an effect, or `Refused`.
"""

from engine.directory import CONTACT_SERVER, Application
from engine.esp.envelope import Request
from engine.esp.outcome import KeepRecord, Note, Refused, Success, refusal
from engine.esp.rules import contacts, records
from engine.esp.rules.interactions import INTERACTION_ID
from engine.esp.signature import Parameter, Signature
from engine.esp.world import World
from engine.values import KVList, Type

PAGE = """Sets attributes of the record that Universal Contact Server has of an interaction.

They are `Attributes`, else the user data without the keys of the system; what the record has
besides stays. An interaction without a record is refused with `unknown_interaction`: that of a call
is made by `OMInteractions.CreateInteraction`. Names and faults are [inferred].

Example:
    application "UCS" { type = ContactServer }
    queue inbound { view all { every = 1s   submit = receive } }

    strategy receive (email) {
      note: esp("OMInteractions.UpdateInteraction") {
        app_name = "UCS"
        parameters = { Attributes: { Disposition: "answered" } }
        fault -> done
        timeout -> done
      } -> done
      done: stop { reason = "answered" }
    }

Genesys:
    Update Interaction of IRD; Universal Contact Server, service OMInteractions (UCS API guide,
    table of contents: insert, update, get, stop).
"""

SIGNATURE = Signature(
    server="Universal Contact Server",
    application_type=CONTACT_SERVER,
    service="OMInteractions",
    method="UpdateInteraction",
    parameters=(
        Parameter(
            name=INTERACTION_ID, type=Type.TEXT,
            meaning="the interaction; default: that of the user data",
        ),
        Parameter(
            name=records.ATTRIBUTES, type=Type.KVLIST,
            meaning="what the record gets; default: the user data",
        ),
    ),
    promises=(),
    reads=(
        (INTERACTION_ID, "the interaction, if it is not a parameter; required"),
        (contacts.CONTACT_ID, "the contact, if there is one"),
    ),
    doc=PAGE,
)  # fmt: skip


class UpdateInteraction:
    """The method; see `PAGE`."""

    signature = SIGNATURE

    def call(self, request: Request, application: Application, world: World) -> Success:  # noqa: ARG002 - UCS is one
        """The attributes. Raises `Refused`."""
        ident, subject = records.named(request, world)
        if not subject.recorded:
            raise Refused(refusal("unknown_interaction", ident))
        records.check_contact(request, world)
        kept = KeepRecord(
            interaction_id=ident, attributes=records.attributes_of(request), created=False
        )
        note = Note(f"record of `{ident}`", f"{INTERACTION_ID} names it")
        return Success(parameters=KVList(), user_data=KVList(), effects=(kept,), notes=(note,))


UPDATE_INTERACTION = UpdateInteraction()
