"""Templates: a body with its codes read, ready to be rendered any number of times.

In: a body and the names of the custom codes; then the objects' KVLists, the time, the policy for
missing values. Out: the text, and what each code became.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, assert_never

from engine.directory import MissingValues
from engine.esp.field_codes.errors import FieldCodeError, Unfit, quoted
from engine.esp.field_codes.kinds import FieldValue
from engine.esp.field_codes.objects import Sources
from engine.esp.field_codes.scanner import OPEN, SPACE, Hole, scan
from engine.limits import LIMITS, Limits
from engine.values import Time

if TYPE_CHECKING:
    # Formulas are loaded with the first code that is more than a property: many projects have none.
    from engine.esp.field_codes.machine import Work
    from engine.esp.field_codes.steps import Named, Step

EPOCH = Time(0)


@dataclass(frozen=True, slots=True)
class FieldCode:
    """A code in its place: where it begins, its text in the body, the formula in it."""

    offset: int
    text: str
    steps: "tuple[Step, ...]"


@dataclass(frozen=True, slots=True)
class Template:
    """A body; its pieces in order, texts and codes."""

    pieces: tuple[str | FieldCode, ...]

    @property
    def codes(self) -> tuple[FieldCode, ...]:
        """The codes in order."""
        return tuple(piece for piece in self.pieces if isinstance(piece, FieldCode))


@dataclass(frozen=True, slots=True)
class Filled:
    """What a code became: its value (None if it is missing), the text in its place, and all the
    properties and custom codes that were read for it, with what they were."""

    code: str
    value: FieldValue
    text: str
    reads: tuple[tuple[str, FieldValue], ...]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A rendered body: the text, its codes in order, repetitions kept.

    `missing` are the codes without a value, also those of custom codes, in the order in which they
    were met.
    """

    text: str
    filled: tuple[Filled, ...]
    missing: tuple[str, ...]

    @property
    def codes(self) -> tuple[tuple[str, str], ...]:
        """The codes with the texts that they became."""
        return tuple((each.code, each.text) for each in self.filled)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What rendering needs besides the body and the data.

    `named` are the custom codes by their names; one may be an error, which using it meets.
    """

    policy: MissingValues = MissingValues.EMPTY
    now: Time = EPOCH
    named: Mapping[str, Template | FieldCodeError] = field(default_factory=dict)
    limits: Limits = LIMITS


def parse(
    body: str,
    limits: Limits = LIMITS,
    *,
    structured: bool = False,
    names: Collection[str] = frozenset(),
) -> Template:
    """Reads a body. Raises `FieldCodeError` for its first mistake.

    In a structured body strings of formulas stand in single quotes. `names` are the custom codes.

    >>> len(parse("Dear <$Contact.FirstName$>, order <$ Custom.OrderId $>").pieces)
    4
    """
    return _parsed(body, limits, structured, frozenset(names))


@lru_cache(maxsize=512)
def _parsed(body: str, limits: Limits, structured: bool, names: frozenset[str]) -> Template:  # noqa: FBT001 - for the cache
    pieces: list[str | FieldCode] = []
    for piece in _pieces(body, limits, names, structured=structured):
        if isinstance(piece, FieldCodeError):
            raise piece
        pieces.append(piece)
    return Template(tuple(pieces))


def mistakes(
    body: str, limits: Limits, *, structured: bool, names: Collection[str]
) -> list[FieldCodeError]:
    """All that is wrong with a body: one mistake of each code, in order."""
    try:
        found = list(_pieces(body, limits, names, structured=structured))
    except FieldCodeError as error:
        return [error]
    return [piece for piece in found if isinstance(piece, FieldCodeError)]


def _pieces(
    body: str, limits: Limits, names: Collection[str], *, structured: bool
) -> Iterator[str | FieldCode | FieldCodeError]:
    """The pieces in order, an error for a code that cannot be read."""
    count = 0
    for piece in scan(body):
        if not isinstance(piece, Hole):
            yield piece
            continue
        count += 1
        if count > limits.field_codes:
            message = f"more than {limits.field_codes} field codes"
            yield FieldCodeError(piece.offset, message, length=len(piece.text))
            return
        try:
            yield FieldCode(
                piece.offset, piece.text, _steps(piece, limits, names, structured=structured)
            )
        except FieldCodeError as error:
            yield error


def _steps(
    hole: Hole, limits: Limits, names: Collection[str], *, structured: bool
) -> "tuple[Step, ...]":
    from engine.esp.field_codes.plain import plain
    from engine.esp.field_codes.steps import Named

    inside = hole.inside.strip(SPACE)
    if not inside:
        message = f"empty field code {quoted(hole.text)}"
        raise FieldCodeError(hole.offset, message, length=len(hole.text))
    if inside in names:
        return (Named(hole.offset, len(hole.text), inside),)
    start = hole.offset + len(OPEN)
    property_ = plain(inside, start + hole.inside.index(inside))
    if property_ is not None:
        return (property_,)
    from engine.esp.field_codes.checking import check
    from engine.esp.field_codes.formula import read

    steps = read(hole.inside, start, names=names, limits=limits, structured=structured)
    check(steps, limits)
    return steps


def render(template: Template, sources: Sources, setting: Setting) -> Rendered:
    """Fills a template; `sources` are the objects' KVLists by the names of `objects.OBJECTS`.

    Raises `FieldCodeError` at a code without a value under policy `fault`, at a formula without a
    result, and where the text grows over `limits.rendered_chars`; no more than that is ever built.

    >>> from engine.values import KVList
    >>> template = parse("Dear <$Contact.FirstName$>")
    >>> contact = KVList([("FirstName", "Ana")])
    >>> render(template, {"Contact": contact}, Setting()).text
    'Dear Ana'
    """
    from engine.esp.field_codes.machine import Work

    return _Rendering(sources, setting, Work.of(setting.limits.field_code_work)).render(template)


@dataclass(slots=True)
class _Rendering:
    """One rendering: what its formulas have still to spend, the texts of the custom codes that are
    done, those that are under way."""

    sources: Sources
    setting: Setting
    work: "Work"
    missing: list[str] = field(default_factory=list)
    done: dict[str, str] = field(default_factory=dict)
    under_way: list[str] = field(default_factory=list)

    def render(self, template: Template) -> Rendered:
        chars_max = self.setting.limits.rendered_chars
        texts: list[str] = []
        filled: list[Filled] = []
        offset = size = 0
        for piece in template.pieces:
            if isinstance(piece, FieldCode):
                filled.append(self._filled(piece))
                text, written = filled[-1].text, piece.text
            else:
                text = written = piece
            size += len(text)
            if size > chars_max:
                message = f"the rendered text is longer than {chars_max} characters"
                raise FieldCodeError(offset, message, length=len(written))
            texts.append(text)
            offset += len(written)
        return Rendered("".join(texts), tuple(filled), tuple(self.missing))

    def _filled(self, code: FieldCode) -> Filled:
        from engine.esp.field_codes.formats import shown
        from engine.esp.field_codes.functions import Context
        from engine.esp.field_codes.machine import Scene, value_of_formula

        context = Context(self.setting.now, self.setting.limits.rendered_chars)
        scene = Scene(self.sources, context, self._named, self.work)
        value = value_of_formula(code.steps, scene)
        if value is None:
            self.missing.append(code.text)
            text = _stand_in(code, self.setting.policy)
        else:
            text = shown(value)
        return Filled(code.text, value, text, tuple(scene.reads))

    def _named(self, step: "Named") -> str:
        """The text of a custom code: rendered once, however often it is used."""
        text = self.done.get(step.name)
        if text is None:
            text = self.done[step.name] = self._custom(step.name)
        return text

    def _custom(self, name: str) -> str:
        template = self.setting.named.get(name)
        if template is None:
            message = f"there is no custom code {quoted(name)}"
            raise Unfit(message)
        if name in self.under_way or len(self.under_way) >= self.setting.limits.field_code_depth:
            message = f"the custom code {quoted(name)} contains itself, or too many others"
            raise Unfit(message)
        self.under_way.append(name)
        try:
            if isinstance(template, FieldCodeError):
                raise template
            return self.render(template).text
        except FieldCodeError as error:
            message = f"in the custom code {quoted(name)}: {error.message}"
            raise Unfit(message, error.cure) from error
        finally:
            self.under_way.pop()


def _stand_in(code: FieldCode, policy: MissingValues) -> str:
    match policy:
        case MissingValues.EMPTY:
            return ""
        case MissingValues.NONE_TEXT:
            return "None"
        case MissingValues.KEEP:
            return code.text
        case MissingValues.FAULT:
            message = f"{quoted(code.text)} has no value"
            raise FieldCodeError(code.offset, message, length=len(code.text))
        case other:
            assert_never(other)
