"""Who fares differently in two days with the same customers, and from which block on.

In: the fares of two days that were read with the same `Ways`. Out: `Differences`: customers whose
outcome or path differs, by the first block where their paths part; those of several replications
are added up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

from engine.sim.fares import START, Asked, Fare, Fares, Outcome, Step

NOT_MADE = Fare("", START, Outcome(Asked.NEVER, None, ""))
"""The fare of what was made for a customer on the other day alone."""


class Example(NamedTuple):
    """One of those who fare differently: the seed of their day, the names they have in both; none
    where it was not made."""

    seed: int
    first: str
    second: str


class Parting(NamedTuple):
    """What some have in common who fare differently.

    `block` is the last one that they entered on both days, None for none; `first_next` and
    `second_next` are where they went from there, None where the path ended. With both None the
    paths are the same, and what became of them differs. `made` says that it is not about the
    customer's own interaction but about one that was made for them.
    """

    made: bool
    block: Step | None
    first_next: Step | None
    second_next: Step | None
    first: Outcome
    second: Outcome


class Group(NamedTuple):
    """So many have this in common; the example is the first of them to come."""

    parting: Parting
    size: int
    example: Example


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """What two days with the same customers have in common, and what they have not.

    `alike` of the `customers` who came on both days fare the same in everything but how long it
    took. `first_only` and `second_only` came on one of them alone: another rate, or somebody who
    came again. Groups are in order of size.
    """

    customers: int = 0
    alike: int = 0
    first_only: int = 0
    second_only: int = 0
    groups: tuple[Group, ...] = ()


def differences(first: Fares, second: Fares, seed: int) -> Differences:
    """What differs between two days of a seed."""
    before, after = first.customers(), second.customers()
    alike = 0
    groups: dict[Parting, Group] = {}
    for who, mine in before.items():
        theirs = after.get(who)
        if theirs is None:
            continue
        found = _parting(first, second, mine, theirs)
        if found is None:
            alike += 1
            continue
        parting, names = found
        group = groups.get(parting)
        groups[parting] = (
            Group(parting, 1, Example(seed, *names))
            if group is None
            else group._replace(size=group.size + 1)
        )
    both = alike + sum(group.size for group in groups.values())
    return Differences(
        customers=both,
        alike=alike,
        first_only=len(before) - both,
        second_only=len(after) - both,
        groups=_sorted(groups.values()),
    )


def together(each: Iterable[Differences]) -> Differences:
    """The differences of several replications; examples are of the first that have them."""
    every = list(each)
    groups: dict[Parting, Group] = {}
    for one in every:
        for group in one.groups:
            known = groups.get(group.parting)
            groups[group.parting] = (
                group if known is None else known._replace(size=known.size + group.size)
            )
    return Differences(
        customers=sum(one.customers for one in every),
        alike=sum(one.alike for one in every),
        first_only=sum(one.first_only for one in every),
        second_only=sum(one.second_only for one in every),
        groups=_sorted(groups.values()),
    )


def _sorted(groups: Iterable[Group]) -> tuple[Group, ...]:
    return tuple(sorted(groups, key=lambda group: (-group.size, repr(group.parting))))


def _parting(
    first: Fares, second: Fares, mine: Sequence[int], theirs: Sequence[int]
) -> tuple[Parting, tuple[str, str]] | None:
    """Where the first of a customer's interactions that fare differently do so, and their names."""
    for at, (one, other) in enumerate(zip_longest(mine, theirs)):
        old, new = _fare(first, one), _fare(second, other)
        if (old.path, old.outcome) != (new.path, new.outcome):
            steps, others = first.ways.steps(old.path), second.ways.steps(new.path)
            last, one_next, other_next = _part(steps, others)
            parting = Parting(at > 0, last, one_next, other_next, old.outcome, new.outcome)
            return parting, (old.name, new.name)
    return None


def _fare(fares: Fares, number: int | None) -> Fare:
    """How an interaction fared; one that was not made has no name."""
    return NOT_MADE if number is None else fares.fare(number)


def _part(
    first: Sequence[Step], second: Sequence[Step]
) -> tuple[Step | None, Step | None, Step | None]:
    """The last block before two paths part, and the next one of each.

    >>> a, b, c = Step("line", "a"), Step("line", "b"), Step("line", "c")
    >>> [step and step.label for step in _part([a, b], [a, c])]
    ['a', 'b', 'c']
    >>> [step and step.label for step in _part([a, b], [a, b])]
    ['b', None, None]
    """
    last = None
    for one, other in zip_longest(first, second):
        if one != other:
            return last, one, other
        last = one
    return last, None, None
