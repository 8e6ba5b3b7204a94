"""`Contact.findOrCreate`: the contact of the interaction's data, made if there is none.

In: a request with user data. Out: the contact's id and attributes, or `Refused`.
"""

from engine.directory import CONTACT_SERVER, Application
from engine.esp.envelope import Request
from engine.esp.outcome import Note, Success
from engine.esp.rules import contacts
from engine.esp.rules.contacts import CONTACT_ID
from engine.esp.signature import Signature
from engine.esp.world import World
from engine.values import KVList, Type

PAGE = """Finds the contact of an interaction by its user data, and makes one if there is none.

The contact's id and attributes come in the answer's `UserData` and are attached to the interaction,
so that `udata.ContactId` can be read afterwards. `Created` is "true" for a new contact. The search
is that of `Contact.Identify`; of several that fit the first made is taken [inferred].

Example:
    application "UCS" { type = ContactServer }

    strategy hello (voice) {
      number: attach { PhoneNumber = ANI } -> who
      who: esp("Contact.findOrCreate") {
        app_name = "UCS"
        fault -> bye
        timeout -> bye
      } -> tell
      tell: log("contact " + udata.ContactId) -> bye
      bye: disconnect { reason = "done" }
    }

Genesys:
    Universal Contact Server, service Contact (UCS API guide, table of contents). Its answer comes
    partly in Parameters, partly in UserData (docs.genesys.com, UCS, RESTAPI); what stands where is
    [inferred].
"""

SIGNATURE = Signature(
    server="Universal Contact Server",
    application_type=CONTACT_SERVER,
    service="Contact",
    method="findOrCreate",
    parameters=(),
    promises=(("Created", Type.TEXT),),
    attaches=((CONTACT_ID, Type.TEXT),),
    may_attach=contacts.ATTRIBUTES,
    of_contact=True,
    reads=tuple((name, "what to search by") for name in contacts.SEARCHED),
    needs=contacts.SEARCHED,
    doc=PAGE,
)


class FindOrCreate:
    """The method; see `PAGE`."""

    signature = SIGNATURE

    def call(self, request: Request, application: Application, world: World) -> Success:  # noqa: ARG002 - UCS is one
        """The contact. Raises `Refused` if there is nothing to search by."""
        found, note = contacts.matching(request, world)
        if not found:
            made = contacts.made(request, world)
            return Success(
                parameters=KVList([("Created", "true")]),
                user_data=contacts.user_data_of(made.contact_id, made.attributes),
                effects=(made,),
                notes=(note, Note("a new contact", "there was none")),
            )
        first = found[0]
        chosen = [Note(f"contact `{first}`", "the first made of several [inferred]")]
        return Success(
            parameters=KVList([("Created", "false")]),
            user_data=contacts.user_data_of(first, world.contacts[first]),
            notes=(note, *(chosen if len(found) > 1 else ())),
        )


FIND_OR_CREATE = FindOrCreate()
