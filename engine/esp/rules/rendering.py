"""What UCS needs to render: the records behind the objects that a text's field codes read.

In: a text's template and the request. Out: the KVLists of the objects, or `Refused`. Of codes of
Contact the user data must name the contact, of Interaction the interaction, of Agent the employee;
without them UCS answers that a parameter is missing (docs.genesys.com, Composer, User Data).
"""

from engine.directory import MissingValues
from engine.esp import field_codes
from engine.esp.envelope import Request
from engine.esp.field_codes import FieldCodeError, Library, Rendered, Setting, Template
from engine.esp.field_codes.objects import (
    AGENT,
    CONTACT,
    CUSTOM,
    DATE_CREATED,
    INTERACTION,
    UTC_ZONE,
    Sources,
)
from engine.esp.outcome import Note, Refused, refusal
from engine.esp.rules import contacts, interactions, parameters
from engine.esp.world import World
from engine.values import KVList, Time, Value

EMPLOYEE = "OwnerEmployeeId"


def parsed(text: str, world: World, *, structured: bool) -> tuple[Template, Library]:
    """A text with its codes read, and the custom codes. Raises `FieldCodeError`."""
    library = field_codes.library(world.directory.field_codes, world.limits)
    names = library.templates.keys()
    return field_codes.parse(text, world.limits, structured=structured, names=names), library


def objects_of(template: Template, library: Library) -> tuple[str, ...]:
    """The objects that the codes of a text read, also by the custom codes that it uses."""
    from engine.esp.field_codes.steps import Named, Read, ReadAt

    found: dict[str, None] = {}
    seen: set[str] = set()
    agenda = [template]
    while agenda:
        for code in agenda.pop().codes:
            for step in code.steps:
                if isinstance(step, Read | ReadAt):
                    found[step.object] = None
                elif isinstance(step, Named) and step.name not in seen:
                    seen.add(step.name)
                    inner = library.templates.get(step.name)
                    if isinstance(inner, Template):
                        agenda.append(inner)
    return tuple(name for name in (CONTACT, INTERACTION, AGENT, CUSTOM) if name in found)


def sources(request: Request, objects: tuple[str, ...], world: World) -> Sources:
    """The KVLists of the objects that are read. Raises `Refused` for a missing record."""
    found: dict[str, KVList] = {CUSTOM: parameters.pairs(request, CUSTOM)}
    if CONTACT in objects:
        found[CONTACT] = contacts.object_of(*contacts.of_request(request, world))
    if INTERACTION in objects:
        found[INTERACTION] = _interaction(request, world)
    if AGENT in objects:
        if request.user_data.get(EMPLOYEE) in (None, ""):
            raise Refused(refusal("missing_parameter", EMPLOYEE))
        # A declared agent has no record: what is known of one is what the request says.
        found[AGENT] = parameters.pairs(request, AGENT)
    return found


def of_records(
    text: str, request: Request, policy: MissingValues, world: World, *, structured: bool = False
) -> Rendered:
    """A text filled from the records that its codes read. Raises `FieldCodeError`, `Refused`."""
    template, library = parsed(text, world, structured=structured)
    found = sources(request, objects_of(template, library), world)
    return rendered(template, library, found, policy, world)


def rendered(
    template: Template, library: Library, found: Sources, policy: MissingValues, world: World
) -> Rendered:
    """A template filled at this instant. Raises `FieldCodeError`."""
    setting = Setting(
        policy=policy, now=Time(world.now_us), named=library.templates, limits=world.limits
    )
    return field_codes.render(template, found, setting)


def brought(request: Request) -> Sources:
    """The KVLists of the objects that a request brings itself.

    A KVList carries a date as a text: that of Interaction is read, and `wrong_type` if it is none.
    """
    found = {name: parameters.pairs(request, name) for name in (CONTACT, AGENT, CUSTOM)}
    interaction = parameters.pairs(request, INTERACTION)
    dated = ((key, _dated(value) if _is_date(key) else value) for key, value in interaction)
    return {**found, INTERACTION: KVList(dated)}


def _is_date(key: str) -> bool:
    return key.lower() == DATE_CREATED.lower()


def _dated(value: Value) -> Value:
    # Imported here: most requests bring no date.
    from engine.esp.field_codes.dates import read
    from engine.esp.field_codes.errors import Unfit
    from engine.esp.field_codes.locales import locale_of

    try:
        if isinstance(value, str):
            return read(value, locale_of())
    except Unfit:
        pass
    raise Refused(refusal("wrong_type", f"{INTERACTION}.{DATE_CREATED}"))


def _interaction(request: Request, world: World) -> KVList:
    ident = request.about(interactions.INTERACTION_ID)
    if not isinstance(ident, str):
        raise Refused(refusal("missing_parameter", interactions.INTERACTION_ID))
    _, subject = interactions.find(request, world)
    own: list[tuple[str, Value]] = [("Id", ident), ("AttachedData", request.user_data)]
    given = [
        (name, value)
        for name in ("Subject", "ToAddress", "FromAddress")
        if (value := request.user_data.get(name)) is not None
    ]
    created = Time(subject.created_us)
    return KVList([*own, *given, (DATE_CREATED, created), UTC_ZONE])


def why_missing(missing: tuple[str, ...], policy: str) -> tuple[Note, ...]:
    """A note for each code without a value."""
    return tuple(
        Note(f"field code `{code}` has no value", f"missing_values = {policy} [inferred]")
        for code in dict.fromkeys(missing)
    )


def failed(what: str, error: FieldCodeError) -> Refused:
    """`rendering_failed`, with what was rendered and the mistake."""
    return Refused(refusal("rendering_failed", f"{what}, {error}"))
