"""What a function of the language is: the base of the shelf of functions.

In: values that an expression has computed. Out: a value, or `FunctionFault`. A function is total
and quick; it sees nothing but its arguments and, if it asks for it, the queues' lengths.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from engine import phone
from engine.diagnostics import did_you_mean
from engine.values import Type, Value, show

BAD_NUMBER = "bad_number"
"""The fault of functions that read numbers."""


class State(Protocol):
    """What a function may see of the run."""

    def queue_length(self, name: str) -> int:
        """How many interactions are in the queue with this name."""


class FunctionFault(Exception):  # noqa: N818 - a fault of the language, not an error of ours
    """The function has no value for these arguments; `symbol` is one of its declared `faults`."""

    def __init__(self, symbol: str) -> None:
        super().__init__(symbol)
        self.symbol = symbol


def region_problem(text: str) -> tuple[str, str] | None:
    """What is wrong with a region that is known before a run, and the cure.

    >>> region_problem("US"), region_problem("us")
    (None, ('`us` is no region', 'did you mean `US`?'))
    """
    known = phone.regions()
    if text in known:
        return None
    message = f"`{text}` is no region" if text else "the region is empty"
    return message, did_you_mean(text, known) or 'write two letters, for example `"US"`'


def optional_region_problem(text: str) -> tuple[str, str] | None:
    """The same for a region that may be left empty."""
    return region_problem(text) if text else None


Evaluate: TypeAlias = Callable[..., Value]
"""`(state, *arguments) -> value`; arguments have the declared types, defaulted ones may be left
out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionParameter:
    """One parameter.

    `type` is what the argument must be (`Type.ANY`: anything) and None for a `ref`: then the author
    writes the bare name of something declared with that kind, and its name is passed as a text.
    `default` None means that the argument is required. `check` gives what is wrong with a text that
    is known before a run, and the cure.
    """

    name: str
    meaning: str
    type: Type | None = None
    ref: str | None = None
    default: Value | None = None
    check: Callable[[str], tuple[str, str] | None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """One function.

    `faults` are the symbols of all faults that `evaluate` can raise. `reads_state` says that its
    result can change while its arguments stay the same. `doc` is its page.
    """

    name: str
    parameters: tuple[FunctionParameter, ...]
    result: Type
    evaluate: Evaluate
    doc: str
    faults: frozenset[str] = frozenset()
    reads_state: bool = False

    @property
    def required(self) -> int:
        """How many arguments at least; the parameters with a default come last."""
        return sum(parameter.default is None for parameter in self.parameters)

    @property
    def usage(self) -> str:
        """As an author writes it, for example `is_mobile(text, region = "")`."""
        shown = (
            parameter.name
            if parameter.default is None
            else f"{parameter.name} = {show(parameter.default)}"
            for parameter in self.parameters
        )
        return f"{self.name}({', '.join(shown)})"


def pure(function: Callable[..., Value]) -> Evaluate:
    """A function of its arguments alone, in the form of `Evaluate`."""

    def evaluate(_: State, *arguments: Value) -> Value:
        return function(*arguments)

    return evaluate
