"""Custom codes: texts with field codes of their own, used by their names as `<$name$>`.

In: names and texts. Out: a `Library`, or what is wrong with a name or a text. A name has at most 64
characters and holds neither `<$` nor `$>` (docs.genesys.com, Designer, field codes). It is found
exactly as it is written [inferred]. A custom code may use others, but not itself by any way, and
they nest no deeper than the keys of a property [inferred].
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from engine.directory import FieldCode
from engine.esp.field_codes.errors import FieldCodeError, quoted
from engine.esp.field_codes.objects import OBJECTS
from engine.esp.field_codes.scanner import CLOSE, OPEN
from engine.esp.field_codes.template import Template, parse
from engine.limits import Limits

if TYPE_CHECKING:
    from engine.esp.field_codes.steps import Named

NAME_CHARS_MAX = 64


@dataclass(frozen=True, slots=True)
class Library:
    """The custom codes of a project; the text of one may be wrong."""

    templates: Mapping[str, Template | FieldCodeError] = field(default_factory=dict)


NONE = Library()


def name_problem(name: str) -> tuple[str, str] | None:
    """What is wrong with the name of a custom code, and the cure.

    >>> name_problem("my.agent.signature")
    >>> name_problem("Contact.FirstName")
    ('the name hides properties of `Contact`', 'choose a name that begins with no object')
    """
    if len(name) > NAME_CHARS_MAX:
        return f"the name has {len(name)} characters", f"it may have {NAME_CHARS_MAX}"
    if OPEN in name or CLOSE in name:
        return "the name holds `<$` or `$>`", "these signs begin and end a field code"
    if name != name.strip() or not name.isprintable():
        return "the name begins or ends with a space, or holds a control character", "leave it out"
    first = name.split(".", 1)[0].strip().lower()
    if first in OBJECTS:
        known = OBJECTS[first]
        return f"the name hides properties of `{known}`", "choose a name that begins with no object"
    return None


@lru_cache(maxsize=16)
def library(codes: tuple[FieldCode, ...], limits: Limits) -> Library:
    """The custom codes with their texts read; of two with one name the first one counts."""
    names = frozenset(code.name for code in codes)
    templates: dict[str, Template | FieldCodeError] = {}
    for code in codes:
        if code.name not in templates:
            try:
                templates[code.name] = parse(code.text, limits, names=names)
            except FieldCodeError as error:
                templates[code.name] = error
    return Library(templates)


def uses(template: Template) -> "list[Named]":
    """The custom codes that a body uses."""
    from engine.esp.field_codes.steps import Named

    return [step for code in template.codes for step in code.steps if isinstance(step, Named)]


@dataclass(frozen=True, slots=True)
class NestingProblem:
    """A use in the custom code `name` that leads back to it, or too deep."""

    name: str
    use: "Named"
    message: str


def nesting_problems(library: Library, depth_max: int) -> list[NestingProblem]:
    """Each use that closes a circle, and each that nests too deep; in one walk along the uses."""
    found: list[NestingProblem] = []
    depths: dict[str, int] = {}
    for name in library.templates:
        if name not in depths:
            _walk(name, library, depths, depth_max, found)
    return found


@dataclass(slots=True)
class _Under:
    """A custom code whose uses are being walked: those that are left, how deep it is so far."""

    name: str
    left: "list[Named]"
    depth: int = 1


def _walk(
    first: str, library: Library, depths: dict[str, int], most: int, found: list[NestingProblem]
) -> None:
    """Walks from one custom code; `depths` gets the levels of all that are met."""
    under = [_Under(first, _left(first, library))]
    names = {first}
    while under:
        at = under[-1]
        if not at.left:
            under.pop()
            names.discard(at.name)
            depths[at.name] = at.depth
            continue
        use = at.left[-1]
        if use.name in names:
            way = [each.name for each in under]
            way = [*way[way.index(use.name) :], use.name]
            shown = " -> ".join(quoted(each) for each in way)
            message = f"the custom code {quoted(use.name)} contains itself: {shown}"
            found.append(NestingProblem(at.name, use, message))
        elif use.name not in depths:
            names.add(use.name)
            under.append(_Under(use.name, _left(use.name, library)))
            continue
        else:
            at.depth = max(at.depth, depths[use.name] + 1)
            if depths[use.name] == most:
                message = f"custom codes nest deeper than {most} levels"
                found.append(NestingProblem(at.name, use, message))
        at.left.pop()


def _left(name: str, library: Library) -> "list[Named]":
    """The uses of a custom code, the first one last."""
    template = library.templates.get(name)
    return uses(template)[::-1] if isinstance(template, Template) else []
