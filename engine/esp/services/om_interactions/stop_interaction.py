"""`OMInteractions.StopInteraction`: UCS marks its record of an interaction as stopped.

In: a request about an interaction. Out: what becomes of the record, as an effect, or `Refused`.
"""

from engine.directory import CONTACT_SERVER, Application
from engine.esp.envelope import Request
from engine.esp.outcome import EndRecord, Note, Refused, Success, refusal
from engine.esp.rules import parameters, records
from engine.esp.rules.interactions import INTERACTION_ID
from engine.esp.signature import Parameter, Signature
from engine.esp.world import World
from engine.values import KVList, Type

PAGE = """Ends the record that Universal Contact Server has of an interaction.

The interaction itself stays where it is: a strategy ends it with `stop`, at Interaction Server
[inferred]. `InteractionId` and `TenantId` must be given, as parameters or in the user data; they go
along with the interaction's user data. The rest of the user data is saved with the record, except
the keys of the system. With `Delete` "true" the record is deleted, if the interaction has no child.
A record that was deleted is not there any more: the call is refused with `unknown_interaction`.

Example:
    application "UCS" { type = ContactServer }
    queue inbound { view all { every = 1s   submit = finish } }

    strategy finish (chat) {
      record: esp("OMInteractions.StopInteraction") {
        app_name = "UCS"
        parameters = { Reason: "answered" }
        fault -> done
        timeout -> done
      } -> done
      done: stop { reason = "answered" }
    }

Genesys:
    Universal Contact Server, method StopInteraction of service OMInteractions (docs.genesys.com,
    UCS, RESTAPI). IRD's and Composer's Stop Interaction lets Interaction Server notify UCS.
"""

TENANT_ID = "TenantId"

SIGNATURE = Signature(
    server="Universal Contact Server",
    application_type=CONTACT_SERVER,
    service="OMInteractions",
    method="StopInteraction",
    parameters=(
        Parameter(name="Reason", type=Type.TEXT, meaning="why processing has stopped"),
        Parameter(
            name="Delete", type=Type.TEXT, check=parameters.flag_problem, code="E272",
            meaning='"true": delete the record, if the interaction has no child; default "false"',
        ),
        Parameter(
            name=INTERACTION_ID, type=Type.TEXT,
            meaning="the interaction; default: that of the user data",
        ),
        Parameter(name="InteractionType", type=Type.TEXT, meaning="its type; it changes nothing"),
        Parameter(name="MediaType", type=Type.TEXT, meaning="its media; it changes nothing"),
        Parameter(
            name=TENANT_ID, type=Type.INTEGER, meaning="its tenant; default: that of the user data"
        ),
    ),
    promises=(),
    reads=(
        (INTERACTION_ID, "the interaction, if it is not a parameter; required"),
        (TENANT_ID, "the tenant, if it is not a parameter; required"),
    ),
    doc=PAGE,
)  # fmt: skip


class StopInteraction:
    """The method; see `PAGE`."""

    signature = SIGNATURE

    def call(self, request: Request, application: Application, world: World) -> Success:  # noqa: ARG002 - UCS is one
        """The end of the record. Raises `Refused`."""
        ident = records.needed(request, INTERACTION_ID, Type.TEXT)
        records.needed(request, TENANT_ID, Type.INTEGER)
        delete = parameters.flag(parameters.text(request, "Delete") or "false")
        subject = world.interaction(str(ident))
        if subject is None or not subject.recorded:
            raise Refused(refusal("unknown_interaction", f"{ident!s}"))
        notes = [Note(f"record of `{ident!s}`", f"{INTERACTION_ID} names it")]
        if delete and subject.parent:
            notes.append(Note("the record is not deleted", "the interaction has a child"))
        ended = EndRecord(
            interaction_id=str(ident),
            reason=parameters.text(request, "Reason") or "",
            delete=delete and not subject.parent,
            user_data=records.saved(request.user_data),
        )
        return Success(
            parameters=KVList(), user_data=KVList(), effects=(ended,), notes=tuple(notes)
        )


STOP_INTERACTION = StopInteraction()
