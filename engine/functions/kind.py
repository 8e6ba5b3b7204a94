"""What a function of the language is: the base of the shelf of functions.

In: values that an expression has computed. Out: a value, or `FunctionFault`. A function is total
and quick; it sees nothing but its arguments and, if it asks for it, the queues' lengths, who is
ready and what the calendars say.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from engine import phone
from engine.calendars import Opening, zones
from engine.diagnostics import did_you_mean
from engine.ops import Reading
from engine.values import Type, Value, show

BAD_NUMBER = "bad_number"
"""The fault of functions that read numbers."""
BAD_TIME = "bad_time"
"""The fault of functions that read or make times."""
UNKNOWN_ZONE = "unknown_zone"
"""The fault of functions that are given a time zone."""
NEVER_OPEN = "never_open"
"""The fault of a calendar that is not open any more."""
OVERFLOW = "overflow"
TOO_LONG = "too_long"


class State(Protocol):
    """What a function may see of the run."""

    def queue_length(self, name: str) -> int:
        """How many interactions are in the queue, or the virtual queue, with this name."""

    def opening(self, name: str) -> Opening:
        """What the calendar with this name says."""

    def estimated_wait(self, name: str) -> int:
        """How long those waited who last left the virtual queue with this name, in microseconds."""

    def agents_ready(self, names: Sequence[str]) -> int:
        """How many of the agents with these names are ready for something more."""

    def position(self, ident: str) -> int:
        """The how-manieth the interaction with this id is in its virtual queue; 0: in none."""

    def service_level(self, name: str, within: int) -> int:
        """The per cent who were answered in time out of the virtual queue with this name."""


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
    known = phone.REGIONS
    if text in known:
        return None
    message = f"`{text}` is no region" if text else "the region is empty"
    return message, did_you_mean(text, known) or 'write two letters, for example `"US"`'


def optional_region_problem(text: str) -> tuple[str, str] | None:
    """The same for a region that may be left empty."""
    return region_problem(text) if text else None


def zone_problem(text: str) -> tuple[str, str] | None:
    """What is wrong with the name of a time zone, and the cure.

    >>> zone_problem("Europe/Berlin"), zone_problem("Berlin")
    (None, ('there is no time zone `Berlin`', 'did you mean `Europe/Berlin`?'))
    """
    known = zones.names()
    if text in known:
        return None
    message = f"there is no time zone {_shown(text)}" if text else "the time zone is empty"
    cure = did_you_mean(text, known) if len(text) <= NAME_MAX else None
    return message, cure or 'time zones have names like `"Europe/Berlin"`'


NAME_MAX = 60
"""Characters of the longest text that is looked at to find what was meant."""


def _shown(text: str) -> str:
    quoted = show(text)[1:-1]
    return f"`{quoted[:NAME_MAX]}…`" if len(quoted) > NAME_MAX else f"`{quoted}`"


Evaluate: TypeAlias = Callable[..., Value]
"""`(state, *arguments) -> value`; arguments have the declared types, defaulted ones may be left
out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionParameter:
    """One parameter.

    `type` is what the argument must be (`Type.ANY`: anything) and None for a `ref`: then the author
    writes the bare name of something declared with that kind, and its name is passed as a text. An
    argument that is left out is `default`, or what `reading` says at that instant; without either
    it is required. `check` gives what is wrong with a text that is known before a run, and the
    cure; one that is known and right cannot end with the fault `fault`, nor can a calendar that
    always opens again. `day_of` names the parameter that is the calendar of which a text is a day.
    `also` is another kind that a `ref` may be declared with. `skills` says that a skill expression
    may stand for it, and that the list of the agents' names is passed instead of a name.
    """

    name: str
    meaning: str
    type: Type | None = None
    ref: str | None = None
    default: Value | None = None
    reading: Reading | None = None
    check: Callable[[str], tuple[str, str] | None] | None = None
    fault: str | None = None
    day_of: str | None = None
    also: str | None = None
    skills: bool = False

    @property
    def required(self) -> bool:
        """Whether an argument must be given."""
        return self.default is None and self.reading is None

    @property
    def stand_in(self) -> str:
        """What an author would have written for an argument that is left out."""
        if self.reading is not None:
            return self.reading.name.lower()
        return "" if self.default is None else show(self.default)


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """One function.

    `faults` are the symbols of all faults that `evaluate` can raise. `reads_state` says that its
    result can change while its arguments stay the same, `of_tests` that only claims of tests may
    call it. `doc` is its page. `ird` is the name of IRD's function that takes the same arguments in
    the same order and gives the same, empty if there is none: build sheets write it. `known_as` are
    names of IRD's functions that do the same with other arguments: they find its page.
    """

    name: str
    parameters: tuple[FunctionParameter, ...]
    result: Type
    evaluate: Evaluate
    doc: str
    faults: frozenset[str] = frozenset()
    reads_state: bool = False
    of_tests: bool = False
    ird: str = ""
    known_as: tuple[str, ...] = ()

    @property
    def required(self) -> int:
        """How many arguments at least; the parameters with a default come last."""
        return sum(parameter.required for parameter in self.parameters)

    @property
    def usage(self) -> str:
        """As an author writes it, for example `is_mobile(text, region = "")`."""
        shown = (
            parameter.name if parameter.required else f"{parameter.name} = {parameter.stand_in}"
            for parameter in self.parameters
        )
        return f"{self.name}({', '.join(shown)})"


def pure(function: Callable[..., Value]) -> Evaluate:
    """A function of its arguments alone, in the form of `Evaluate`."""

    def evaluate(_: State, *arguments: Value) -> Value:
        return function(*arguments)

    return evaluate
