"""What a checked test is: `Case`, its `Claim`s, and the `Leaf`s that these read of a run.

In: nothing of the syntax but spans. Out: frozen values that can be sent to another process.
"""

from dataclasses import dataclass, field
from enum import Enum

from engine.graph.model import Compiled
from engine.scenario import Scenario
from engine.source import Span
from engine.values import Value

FIRST_LEAF = 1_000
"""`READ` with this number or a higher one reads a leaf of the claim: the number less this one."""


class Lead(Enum):
    """When a claim has to hold.

    A run is looked at as it begins, the interaction being in its place with its data, and from then
    on after each event, those of one instant one by one, to the end of the test; what reads the
    time also wherever time alone changes what it says. What one request does is one event. A claim
    may be true, false or unknown.
    """

    EXPECT = "expect"
    """At the end of the test."""
    ALWAYS = "always"
    """At every look."""
    NEVER = "never"
    """At no look, and it is known at one of them."""
    WITHIN = "within"
    """At the instant of the bound, or it has become true, from false, by then.

    What holds from the first has not come true: a queue is empty before anything came.
    """
    EVENTUALLY = "eventually"
    """From some instant on that is not after the bound, to the end of the test."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One thing that a claim reads of a run, whole with its keys.

    `text` is the author's. `observation` is a word of `OBSERVATIONS`. `of` is the interaction it is
    read of, as in `Happening.of`; 0 where that does not matter. `keys` lead into the value.
    """

    text: str
    observation: str
    of: int = 0
    arguments: tuple[Value, ...] = ()
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a test claims.

    `compiled` gives a flag; it reads constants, functions and, by `READ` from `FIRST_LEAF` on,
    `leaves`. `steps` are the labels of a claim of the form `path == […]`, None for any other: its
    failure shows the two paths side by side, of the leaf that is compared.
    """

    lead: Lead
    bound_us: int | None
    compiled: Compiled
    leaves: tuple[Leaf, ...]
    span: Span
    steps: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A test, or one row of a test's table.

    `name` is the test's, with the row's name in brackets: unique in the project. `table` is the
    test's name if the case is one of its rows, else empty. `columns` are the
    values of its row by name. `skip` and `fails` are reasons, None where the test says nothing:
    a case with `fails` is expected to fail, and passing is the mistake. `span` is the test's name.
    `stub_spans` and `event_spans` are the places of the scenario's stubs and happenings, in their
    order. The test ends at `until_us` or with its run, whichever is later: that is its horizon if
    it says one, and no bound and no event of it lies after that.
    """

    name: str
    span: Span
    scenario: Scenario
    claims: tuple[Claim, ...]
    tags: tuple[str, ...] = ()
    skip: str | None = None
    fails: str | None = None
    columns: tuple[tuple[str, Value], ...] = field(default=())
    stub_spans: tuple[Span, ...] = ()
    event_spans: tuple[Span, ...] = ()
    until_us: int = 0
    table: str = ""
