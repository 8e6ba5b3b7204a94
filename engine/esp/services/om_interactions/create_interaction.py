"""`OMInteractions.CreateInteraction`: UCS makes a record of an interaction.

In: a request about an interaction. Out: the record as an effect, or `Refused`.
"""

from engine.directory import CONTACT_SERVER, Application
from engine.esp.envelope import Request
from engine.esp.outcome import KeepRecord, Note, Success
from engine.esp.rules import contacts, records
from engine.esp.rules.interactions import INTERACTION_ID
from engine.esp.signature import Parameter, Signature
from engine.esp.world import World
from engine.values import KVList, Type

PAGE = """Makes the record that Universal Contact Server has of an interaction.

Chats and e-mails have a record as soon as they are there, calls have none until this makes one
[inferred]. It keeps `Attributes`, else the user data without the keys of the system. A record that
is there already gets them too, and is no fault [inferred]. If the user data has a `ContactId` it
must be that of a contact, whose history the interaction then belongs to. `InteractionId` of the
answer is the interaction. Names and faults are [inferred].

Example:
    application "UCS" { type = ContactServer }

    strategy hello (voice) {
      record: esp("OMInteractions.CreateInteraction") {
        app_name = "UCS"
        with = { Subject: "a call" }
        fault -> bye
        timeout -> bye
      } -> bye
      bye: disconnect { reason = "noted" }
    }

Genesys:
    Create Interaction of IRD and Composer: a record in UCS's database for a customer contact
    (docs.genesys.com, Composer Help, eServices Blocks). It makes no interaction at Interaction
    Server: `InteractionServer.SubmitNewInteraction` does.
"""

SIGNATURE = Signature(
    server="Universal Contact Server",
    application_type=CONTACT_SERVER,
    service="OMInteractions",
    method="CreateInteraction",
    parameters=(
        Parameter(
            name=INTERACTION_ID, type=Type.TEXT,
            meaning="the interaction; default: that of the user data",
        ),
        Parameter(
            name=records.ATTRIBUTES, type=Type.KVLIST,
            meaning="what the record keeps; default: the user data",
        ),
    ),
    promises=((INTERACTION_ID, Type.TEXT),),
    reads=(
        (INTERACTION_ID, "the interaction, if it is not a parameter; required"),
        (contacts.CONTACT_ID, "the contact, if there is one"),
    ),
    doc=PAGE,
)  # fmt: skip


class CreateInteraction:
    """The method; see `PAGE`."""

    signature = SIGNATURE

    def call(self, request: Request, application: Application, world: World) -> Success:  # noqa: ARG002 - UCS is one
        """The record. Raises `Refused`."""
        ident, subject = records.named(request, world)
        records.check_contact(request, world)
        kept = KeepRecord(
            interaction_id=ident,
            attributes=records.attributes_of(request),
            created=not subject.recorded,
        )
        because = "there is one already [inferred]" if subject.recorded else "there is none yet"
        return Success(
            parameters=KVList([(INTERACTION_ID, ident)]),
            user_data=KVList(),
            effects=(kept,),
            notes=(Note(f"record of `{ident}`", because),),
        )


CREATE_INTERACTION = CreateInteraction()
