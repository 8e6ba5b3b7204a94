"""What claims can name of a project, and of the test that they stand in.

In: the strategies and queues of a project while it is checked. Out: `Vocabulary`, one a project,
and `ClaimScope`, one a test.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from engine.graph.fragments import CallShape
from engine.graph.sketch import Draft, Sketch
from engine.graph.strategies import call_shapes
from engine.ops import FIRST_FINAL, Family, Place
from engine.shelf.constants import Amount
from engine.values import Type, Value

PLACES = tuple(place.name.lower() for place in Place)
"""The words for where an interaction can be."""
OUTCOMES = tuple(place.name.lower() for place in Place if place >= FIRST_FINAL)
"""Those of them that are final."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What can be named of one strategy: its blocks with their calls, variables, declared data.

    `families` are those of the media that it can be for; `results` what a subroutine gives back,
    None for a strategy. A variable whose declaration is in error has type None. `ports` are the
    ways out of blocks by label, None for a block of which not all are known. `held` says that an
    entry could not be read, so that an unknown name may well be declared there.
    """

    name: str
    family: Family
    blocks: Mapping[str, CallShape]
    variables: Mapping[str, Type | None]
    data: Mapping[str, Type]
    ports: Mapping[str, tuple[str, ...] | None] = field(default_factory=dict)
    held: bool = False
    families: tuple[Family, ...] = ()
    results: Mapping[str, Type] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """The names of those who are routed to, and of where they are waited for."""

    agents: Collection[str] = ()
    groups: Collection[str] = ()
    virtual_queues: Collection[str] = ()


NOBODY = Staff()


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """What can be named of a project.

    `queues` are the names of the queues with those of their views, `calendars` those of the
    calendars, `workbins` of the workbins, `methods` what can be called. `broken` and `held` are as
    in `Reads`.
    """

    strategies: Mapping[str, Words]
    queues: Mapping[str, Collection[str]] = field(default_factory=dict)
    calendars: Collection[str] = ()
    workbins: Collection[str] = ()
    staff: Staff = NOBODY
    parameters: Mapping[str, Value] = field(default_factory=dict)
    broken: Collection[str] = ()
    held: bool = False
    methods: Collection[str] = ()
    amounts: Mapping[str, Amount] = field(default_factory=dict)

    @cached_property
    def labels(self) -> Mapping[str, tuple[Words, ...]]:
        """All labels, each with the strategies that have such a block."""
        return _held_by(self.strategies.values(), lambda words: words.blocks)

    @cached_property
    def variables(self) -> Mapping[str, tuple[Words, ...]]:
        """All variables, each with the strategies that have it."""
        return _held_by(self.strategies.values(), lambda words: words.variables)

    @cached_property
    def bare(self) -> Collection[str]:
        """The names that stand for themselves: of queues, workbins and agents."""
        return dict.fromkeys([*self.queues, *self.workbins, *self.staff.agents])

    @cached_property
    def unsure(self) -> bool:
        """Whether something could not be read, so that what is not found may well be there."""
        return self.held or any(words.held for words in self.strategies.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimScope:
    """Where the claims of one test stand.

    `subject` is the strategy that the test begins with: empty for a test that begins with a chat in
    a queue, and where it is not known because something is in error. `family` is that of the
    beginning's own interaction, None if it is not known. `columns` are those of the test's rows
    with their types, None for a column in error; the whole is None for a test without rows.
    """

    vocabulary: Vocabulary
    subject: str = ""
    family: Family | None = None
    columns: Mapping[str, Type | None] | None = None

    def declared(self, key: str, number: int) -> Type:
        """The type that the subject declares for a key of an interaction's attached data."""
        words = self.vocabulary.strategies.get(self.subject) if number == 0 else None
        return Type.ANY if words is None else words.data.get(key, Type.ANY)

    def family_of(self, number: int) -> Family | None:
        """The family of an interaction by its number: whatever is created later is a chat, or may
        be an e-mail where the project has a strategy for those."""
        if not number:
            return self.family
        words = self.vocabulary.strategies.values()
        return None if any(each.family is Family.EMAIL for each in words) else Family.CHAT

    def can_enter(self, words: Words, number: int) -> bool:
        """Whether an interaction can come to a strategy, as far as their families say."""
        return self.family_of(number) in (None, *words.families)

    def block(self, label: str, number: int) -> CallShape | None:
        """What can be read of a block that an interaction can enter; the subject's own is first."""
        found = [
            words
            for words in self.vocabulary.labels.get(label, ())
            if self.can_enter(words, number)
        ]
        found.sort(key=lambda words: number or words.name != self.subject)
        return found[0].blocks[label] if found else None

    def labels(self, number: int) -> list[str]:
        """The labels of the blocks that an interaction can enter."""
        return [
            label
            for label, holders in self.vocabulary.labels.items()
            if any(self.can_enter(words, number) for words in holders)
        ]

    def ports(self, label: str, number: int) -> tuple[str, ...] | None:
        """The ways out of the blocks of this label that an interaction can enter.

        None if not all are known.
        """
        found: dict[str, None] = {}
        for words in self.vocabulary.labels.get(label, ()):
            if self.can_enter(words, number):
                ports = words.ports.get(label)
                if ports is None:
                    return None
                found |= dict.fromkeys(ports)
        return tuple(found)

    def results(self) -> Mapping[str, Type] | None:
        """The results of the subroutine that the test begins in; None if it is a strategy."""
        words = self.vocabulary.strategies.get(self.subject)
        return None if words is None else words.results

    def returned_to(self, label: str, number: int) -> Collection[str] | None:
        """The results that calls of this label get; None if not all of them are of subroutines."""
        found = [
            words.blocks[label]
            for words in self.vocabulary.labels.get(label, ())
            if self.can_enter(words, number)
        ]
        if any(shape.broken or (shape.calls and not shape.returns) for shape in found):
            return None
        return dict.fromkeys(name for shape in found for name in shape.promises)

    def variable(self, name: str, number: int) -> Type | None:
        """The type of a variable that an interaction can have; `ANY` if there are several."""
        types = {
            words.variables[name]
            for words in self.vocabulary.variables.get(name, ())
            if self.can_enter(words, number)
        }
        return types.pop() if len(types) == 1 else Type.ANY

    def has_variable(self, name: str, number: int) -> bool:
        """Whether an interaction can have a variable of this name."""
        holders = self.vocabulary.variables.get(name, ())
        return any(self.can_enter(words, number) for words in holders)


def vocabulary_of(
    sketches: Sequence[Sketch],
    *,
    queues: Mapping[str, Collection[str]],
    calendars: Collection[str] = (),
    workbins: Collection[str] = (),
    parameters: Mapping[str, Value],
    broken: Collection[str],
    held: bool,
    methods: Collection[str] = (),
) -> Vocabulary:
    """The vocabulary of a project. Of strategies that share a name the first counts."""
    strategies: dict[str, Words] = {}
    for sketch in sketches:
        words = Words(
            name=sketch.name.text,
            family=sketch.family,
            blocks=call_shapes(sketch),
            variables={
                name: variable.type if variable is not None else None
                for name, variable in sketch.variables.items()
            },
            data=sketch.data,
            ports={draft.name: _ports(draft) for draft in reversed(sketch.drafts)},
            held=sketch.held,
            families=sketch.families,
            results=_results(sketch),
        )
        strategies.setdefault(words.name, words)
    return Vocabulary(
        strategies=strategies, queues=queues, calendars=calendars, workbins=workbins,
        parameters=parameters,
        broken=broken, held=held, methods=methods,
    )  # fmt: skip


def _results(sketch: Sketch) -> dict[str, Type] | None:
    """The results of a subroutine; None for a strategy, which has none."""
    if not sketch.subroutine:
        return None
    return {name: kind or Type.ANY for name, kind in sketch.outputs.items()}


def _ports(draft: Draft) -> tuple[str, ...] | None:
    """The ways out of a block, as a run shows them; None if it is in error."""
    if draft.in_error or draft.open:
        return None
    return tuple(dict.fromkeys(edge.label for edge in draft.edges_of_flow))


def _held_by(
    strategies: Iterable[Words], names: Callable[[Words], Iterable[str]]
) -> dict[str, tuple[Words, ...]]:
    found: dict[str, list[Words]] = {}
    for words in strategies:
        for name in names(words):
            found.setdefault(name, []).append(words)
    return {name: tuple(holders) for name, holders in found.items()}
