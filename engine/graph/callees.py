"""What a call of a subroutine does, as far as its caller has to know.

In: nothing. Out: `Callee`; `subroutines` finds it out, the checks of the caller's blocks read it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.ops import Family
from engine.source import Span
from engine.values import Type


@dataclass(frozen=True, slots=True, kw_only=True)
class Callee:
    """A subroutine as its callers see it.

    The type of a parameter or result that is in error is None. `families` are those of the media
    that it is for. `returns` says that it can lead back by its results, `fails` by a fault,
    `suspends` that time can pass in it. `returns_at_once` and `fails_at_once` say that it can lead
    back in no time, by its results or by a fault; `hands_over` are the strategies that it can hand
    over to in no time. `attaches` are the keys of attached data that it may set with the types that
    they then may have, `brings` those that are there whenever it has returned. `known` is false for
    what could not be found: then nothing is said of the call.
    """

    name: str
    parameters: Mapping[str, Type | None] = field(default_factory=dict)
    outputs: Mapping[str, Type | None] = field(default_factory=dict)
    families: tuple[Family, ...] = tuple(Family)
    returns: bool = True
    fails: bool = False
    suspends: bool = True
    returns_at_once: bool = False
    fails_at_once: bool = False
    hands_over: Mapping[str, Span] = field(default_factory=dict)
    attaches: Mapping[str, frozenset[Type]] = field(default_factory=dict)
    brings: Mapping[str, Type] = field(default_factory=dict)
    known: bool = True


UNKNOWN = Callee(name="", known=False)
"""A subroutine that is not there, or that calls itself: which has been said."""
