"""`Contact.Identify`: which contact the interaction's data belongs to.

In: a request with user data. Out: how many contacts fit, and the only one's attributes; a new
contact if that is asked for; or `Refused`.
"""

from engine.directory import CONTACT_SERVER, Application
from engine.esp.envelope import Request
from engine.esp.outcome import Success
from engine.esp.rules import contacts, parameters
from engine.esp.rules.contacts import CONTACT_ID
from engine.esp.signature import Parameter, Signature
from engine.esp.world import World
from engine.values import KVList, Type

PAGE = """Finds the contact of an interaction by its user data.

The answer's `Count` says how many contacts fit. If it is one, the answer has its `ContactId` and
its attributes in `UserData`, and they are attached to the interaction. If there are several,
nothing is attached; with `ReturnUnique` "false" the answer has their ids, under a `ContactId` that
repeats. If there is none, that is no fault: with `CreateContact` "true" one is made of the user
data, and returned as if it had been found. Without any attribute to search by the call lacks a
parameter.

That contacts are found by the user data, that attributes come back only for a single one and go to
the user data, and the two switches are those of Composer's block; the names of the parameters, the
`Count`, and the order of the search are [inferred]: `ContactId`, then `EmailAddress`,
`PhoneNumber`, `_msg_ProfileUserId_ABC`, then `FirstName` and `LastName` together.

Example:
    application "UCS" { type = ContactServer }
    contact "+14155550123" { attributes = { FirstName: "Ana"   LastName: "Gomez" } }

    strategy hello (voice) {
      number: attach { PhoneNumber = ANI } -> who
      who: esp("Contact.Identify") {
        app_name = "UCS"
        fault -> bye
        timeout -> bye
      } -> known
      known: if(who.answer.Count == 1) { true -> greet   false -> bye }
      greet: log("a known customer calls") -> bye
      bye: disconnect { reason = "done" }
    }

Genesys:
    Universal Contact Server, service Contact (UCS API guide, table of contents); the eServices
    block Identify Contact of IRD and Composer does the same. Its answer comes partly in Parameters,
    partly in UserData (docs.genesys.com, UCS, RESTAPI).
"""


SIGNATURE = Signature(
    server="Universal Contact Server",
    application_type=CONTACT_SERVER,
    service="Contact",
    method="Identify",
    parameters=(
        Parameter(
            name="CreateContact", type=Type.TEXT, check=parameters.flag_problem, code="E272",
            meaning='"true": make a contact if there is none; default "false"',
        ),
        Parameter(
            name="ReturnUnique", type=Type.TEXT, check=parameters.flag_problem, code="E272",
            meaning='"false": return the ids of several contacts too; default "true"',
        ),
    ),
    promises=(("Count", Type.INTEGER),),
    may_attach=(CONTACT_ID, *contacts.ATTRIBUTES),
    of_contact=True,
    reads=tuple((name, "what to search by") for name in contacts.SEARCHED),
    needs=contacts.SEARCHED,
    doc=PAGE,
)  # fmt: skip


class Identify:
    """The method; see `PAGE`."""

    signature = SIGNATURE

    def call(self, request: Request, application: Application, world: World) -> Success:  # noqa: ARG002 - UCS is one
        """The contacts that fit. Raises `Refused`."""
        create = parameters.flag(parameters.text(request, "CreateContact") or "false")
        unique = parameters.flag(parameters.text(request, "ReturnUnique") or "true")
        found, note = contacts.matching(request, world)
        if not found and create:
            made = contacts.made(request, world)
            return Success(
                parameters=KVList([("Count", 1)]),
                user_data=contacts.user_data_of(made.contact_id, made.attributes),
                effects=(made,),
                notes=(note,),
            )
        count = KVList([("Count", len(found))])
        if len(found) > 1:
            ids = () if unique else tuple((CONTACT_ID, ident) for ident in found)
            answer = KVList([*count, *ids])
            return Success(parameters=answer, user_data=KVList(), notes=(note,))
        data = KVList()
        if found:
            data = contacts.user_data_of(found[0], world.contacts[found[0]])
        return Success(parameters=count, user_data=data, notes=(note,))


IDENTIFY = Identify()
