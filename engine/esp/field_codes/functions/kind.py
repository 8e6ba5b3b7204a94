"""What a function of formulas is.

In: values of the types that its parameters take. Out: a value, or `Unfit`. A function is total and
takes no longer than its arguments are.
"""

from collections.abc import Callable
from dataclasses import dataclass

from engine.esp.field_codes.kinds import Kind, Known
from engine.values import Time


@dataclass(frozen=True, slots=True)
class Context:
    """What a function may see besides its arguments: the time, and how long a text may be."""

    now: Time
    chars_max: int


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: the types that it takes."""

    name: str
    kinds: Kind
    meaning: str
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """One function; its parameters with `optional` stand last.

    `takes_missing` says that an argument may be missing; else the result is, too. `reads_clock`
    says that the result changes with time. `doc` is its page.
    """

    name: str
    parameters: tuple[Parameter, ...]
    result: Kind
    evaluate: Callable[..., Known]
    doc: str
    takes_missing: bool = False
    reads_clock: bool = False

    @property
    def required(self) -> int:
        """How many arguments at least."""
        return sum(not parameter.optional for parameter in self.parameters)

    @property
    def usage(self) -> str:
        """As an author writes it, for example `Mid(text, start[, count])`."""
        shown = [p.name for p in self.parameters if not p.optional]
        rest = "".join(f"[, {p.name}" for p in self.parameters if p.optional)
        text = ", ".join(shown) + rest + "]" * rest.count("[")
        return f"{self.name}({text.removeprefix('[, ') if not shown else text})"


def pure(function: Callable[..., Known]) -> Callable[..., Known]:
    """A function of its arguments alone, in the form of `Function.evaluate`."""

    def evaluate(_: Context, *arguments: object) -> Known:
        return function(*arguments)

    return evaluate
