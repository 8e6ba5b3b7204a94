"""What pydantic finds wrong with ready values, said in our words.

In: a validation error of a kind. Out: `Misfit`s, each naming the field it concerns. Bounds stand in
`Field(...)`, everything else in validators that raise `UnfitError`; no word of the library gets
out.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, cast

from pydantic import ValidationError

from engine.shelf.kind import UnfitError
from engine.shelf.shape import Shape
from engine.values import Value, show

Words = Callable[[Mapping[str, object]], str]


class Misfit(NamedTuple):
    """One thing that is wrong; `field` is None if it concerns the whole."""

    field: str | None
    code: str
    message: str
    cure: str | None = None


BOUNDS: Mapping[str, Words] = {
    "greater_than": lambda bound: f"must be more than {_shown(bound['gt'])}",
    "greater_than_equal": lambda bound: f"must be at least {_shown(bound['ge'])}",
    "less_than": lambda bound: f"must be less than {_shown(bound['lt'])}",
    "less_than_equal": lambda bound: f"must be at most {_shown(bound['le'])}",
    "too_short": lambda _: "must not be empty",
    "too_long": lambda bound: f"must be no longer than {bound['max_length']}",
}
"""The bounds that a kind may set in `Field(...)`, and their words."""

ALREADY_SAID = ("missing", "frozen_field")
"""What the reader has said itself: an operand or field that is not there or cannot be read."""


def misfits(error: ValidationError, shape: Shape, *, whole: bool) -> Iterator[Misfit]:
    """What the error holds, in the kind's order.

    `whole` says that every part could be read; if not, what concerns the kind as a whole is left
    out, since it may only follow from what is missing.
    """
    for detail in error.errors(include_url=False, include_input=False):
        field = str(detail["loc"][0]) if detail["loc"] else None
        context: Mapping[str, object] = detail.get("ctx", {})
        if detail["type"] in ALREADY_SAID or (field is None and not whole):
            continue
        cause = context.get("error")
        if isinstance(cause, UnfitError):
            yield Misfit(cause.field or field, cause.code, cause.message, cause.cure)
        else:
            place = next(part.takes.place for part in shape.parts if part.word == field)
            yield Misfit(field, "E232", f"`{place}` {BOUNDS[detail['type']](context)}")


def _shown(bound: object) -> str:
    # Bounds are values of the language.
    return show(cast(Value, bound))
