"""`Contact.Update`: the interaction's data become attributes of its contact.

In: a request with user data. Out: the changed attributes as an effect, or `Refused`.
"""

from engine.directory import CONTACT_SERVER, Application
from engine.esp.envelope import Request
from engine.esp.outcome import Note, Success, UpdateContact
from engine.esp.rules import contacts
from engine.esp.rules.contacts import CONTACT_ID
from engine.esp.signature import Signature
from engine.esp.world import World
from engine.values import KVList

PAGE = """Updates a contact with the interaction's user data.

`ContactId` of the user data names the contact, so it must be there: `Contact.findOrCreate` attaches
it. Keys of user data that are attributes of contacts replace what the contact had: `Title`,
`FirstName`, `LastName`, `EmailAddress`, `PhoneNumber`, `_msg_ProfileUserId_ABC`,
`_msg_ProfileNickname`, and every attribute that a `contact` of the project has [inferred]. Empty
ones and other keys change nothing.

Example:
    application "UCS" { type = ContactServer }

    strategy hello (voice) {
      who: esp("Contact.findOrCreate") {
        app_name = "UCS"
        with = { PhoneNumber: ANI }
        fault -> bye
        timeout -> bye
      } -> name
      name: attach { FirstName = "Ana" } -> save
      save: esp("Contact.Update") {
        app_name = "UCS"
        fault -> bye
        timeout -> bye
      } -> bye
      bye: disconnect { reason = "done" }
    }

Genesys:
    Universal Contact Server, service Contact (UCS API guide, table of contents); Update Contact of
    IRD and Composer does the same.
"""

SIGNATURE = Signature(
    server="Universal Contact Server",
    application_type=CONTACT_SERVER,
    service="Contact",
    method="Update",
    parameters=(),
    promises=(),
    reads=((CONTACT_ID, "the contact; required"),),
    needs=(CONTACT_ID,),
    doc=PAGE,
)


class Update:
    """The method; see `PAGE`."""

    signature = SIGNATURE

    def call(self, request: Request, application: Application, world: World) -> Success:  # noqa: ARG002 - UCS is one
        """The attributes that change. Raises `Refused` without a known contact."""
        ident, before = contacts.of_request(request, world)
        given = contacts.attributes_of(request.user_data, world.directory)
        changed = KVList((key, value) for key, value in given if before.get(key) != value)
        note = Note(f"contact `{ident}`", f"{CONTACT_ID} names it")
        effects = (UpdateContact(contact_id=ident, attributes=changed),) if len(changed) else ()
        return Success(parameters=KVList(), user_data=KVList(), effects=effects, notes=(note,))


UPDATE = Update()
