"""The declarations of a project: who is called what, and what each of them says.

In: the project's files. Out: `Project` with the models of all declarations in order, the values of
the parameters, the names by kind; and findings for names declared twice and kinds not known.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

from engine.diagnostics import Findings, Note, did_you_mean
from engine.esp.declared import EMBEDDED
from engine.esp.signature import Signature
from engine.graph.damage import is_broken, keep_all_but_missing
from engine.graph.names import Namespace, unknown
from engine.graph.reading import RESERVED
from engine.graph.roster import NOBODY, Roster
from engine.shelf.constants import Amount, sort_of
from engine.shelf.read import Constants
from engine.source import Span
from engine.syntax.nodes import Binding, Block, Broken, Claim, Declaration, Field, File, Port, Word
from engine.syntax.quantities import Decimal, Percent, Rate
from engine.values import Value
from engine.world import DECLARATIONS, LATER, read_declaration
from engine.world.kind import DeclarationKind
from engine.world.kinds.chat_server import ChatServer
from engine.world.kinds.contact import Contact
from engine.world.kinds.env import Env
from engine.world.kinds.param import Param
from engine.world.kinds.strategy import Strategy
from engine.world.kinds.subroutine import Subroutine
from engine.world.kinds.test import StrategyTest

IMPORT = "import"
"""What the stage before has followed already."""
NOTHING: Mapping[str, str] = MappingProxyType({})
Parameter: TypeAlias = Value | Amount
READ_IN_PARTS = (Strategy.word, Subroutine.word, StrategyTest.word)
"""The kinds of which the rest is read where a part could not be."""


@dataclass(frozen=True, slots=True)
class Declared:
    """A declaration and its model; the model is None, or damaged, if it is in error."""

    syntax: Declaration | Binding
    model: DeclarationKind | None


@dataclass(slots=True)
class Project:
    """All declarations in the order of the files.

    `spaces` are the names by kind, `reopening` those of the calendars that always open again,
    `days` the holidays and special days of each calendar, `crews` the agents of each declaration
    that stands for several, `methods` what can be called, `roster` the agents, `bounded` the
    virtual queues that can be full. `broken` are names of declarations that are in error or whose
    kind is not known; `held` says that something could not be read at all. Neither must lead to
    complaints about what is not found.
    """

    declared: list[Declared] = field(default_factory=list)
    constants: Constants = field(default_factory=Constants)
    spaces: dict[str, Namespace] = field(default_factory=dict)
    reopening: Collection[str] = ()
    days: Mapping[str, Collection[str]] = field(default_factory=dict)
    crews: dict[str, tuple[str, ...]] = field(default_factory=dict)
    roster: Roster = NOBODY
    bounded: Collection[str] = ()
    broken: set[str] = field(default_factory=set)
    held: bool = False
    methods: Mapping[str, Signature] = field(default_factory=lambda: EMBEDDED)

    def names(self, kind: str) -> Collection[str]:
        """The declared names of a kind."""
        space = self.spaces.get(kind)
        return space.first if space is not None else ()


def read_declarations(
    files: tuple[File, ...],
    environment: str | None,
    findings: Findings,
    *,
    damaged: bool,
    parameters: Mapping[str, str] = NOTHING,
) -> Project:
    """Reads all declarations: parameters first, since any other may use them.

    `damaged` says that not all could be parsed, so that no strategy is missed; `parameters` are
    those that have other values than the project and its environments say, as texts.
    """
    project = Project()
    entries = list(_known_entries(files, project, findings))
    early: dict[int, DeclarationKind | None] = {}
    for kind in (Param, Env):
        for entry in entries:
            if entry.kind.text == kind.word:
                early[id(entry)] = _read(entry, project.constants, findings)
    for entry in entries:
        _declare(entry, project, findings)
    values = _parameters(list(early.values()), environment, project, findings)
    values |= _given(parameters, values, project, findings)
    project.constants = _constants(values, {*project.names(Param.word)} - values.keys())
    for entry in entries:
        if id(entry) in early:
            model = early[id(entry)]
        else:
            model = _read(entry, project.constants, findings)
        if (model is None or model.damaged) and entry.name is not None:
            project.broken.add(entry.name.text)
        project.declared.append(Declared(entry, model))
    if not damaged:
        _tell_no_strategy(files, project, findings)
    return project


def _read(
    entry: Declaration | Binding, constants: Constants, findings: Findings
) -> DeclarationKind | None:
    """The model of a declaration; None if part is not known and its kind is not read in parts."""
    if isinstance(entry, Binding) or not is_broken(entry.entries):
        return read_declaration(entry, constants, findings)
    found = Findings()
    model = read_declaration(entry, constants, found)
    keep_all_but_missing(found, findings)
    return model if entry.kind.text in READ_IN_PARTS else None


# Entries at the top


def _known_entries(
    files: tuple[File, ...], project: Project, findings: Findings
) -> Iterator[Declaration | Binding]:
    """The declarations of kinds that can stand at the top; something is said of everything else."""
    for file in files:
        for entry in file.entries:
            match entry:
                case Declaration() | Binding():
                    if entry.kind.text == IMPORT:
                        continue
                    kind = DECLARATIONS.get(entry.kind.text)
                    if kind is not None and kind.top_level:
                        yield entry
                        continue
                    _tell_unknown(entry, kind, findings)
                    if entry.name is not None:
                        project.broken.add(entry.name.text)
                    project.held = project.held or entry.kind.text not in LATER
                case Broken():
                    project.held = True
                case Block() | Field() | Port() | Claim():
                    message = "this stands outside of any declaration"
                    cure = "a block, field or port stands in the `{ … }` of what it belongs to"
                    findings.error("E231", entry.span, message, cure)
                    project.held = True


def _tell_unknown(
    entry: Declaration | Binding, kind: type[DeclarationKind] | None, findings: Findings
) -> None:
    word, span = entry.kind.text, entry.kind.span
    if kind is not None:
        message = f"`{word}` cannot stand by itself"
        findings.error("E231", span, message, f"`routewright explain {word}` shows where it stands")
    elif word in LATER:
        message = f"`{word}` is not known yet"
        findings.error("E233", span, message, f"it comes later, for {LATER[word]}")
    else:
        # What comes later is no cure.
        cure = did_you_mean(word, [word for word, kind in DECLARATIONS.items() if kind.top_level])
        findings.error("E211", span, f"there is no declaration `{word}`", cure)


def _tell_no_strategy(files: tuple[File, ...], project: Project, findings: Findings) -> None:
    if project.held or project.names(Strategy.word) or findings.has_errors:
        return  # what could not be read may have held one
    span = Span(files[0].source, 0, 0) if files else None
    cure = "write `strategy name (voice) { … }`"
    findings.error("E201", span, "there is no strategy here", cure)


# Names


def _declare(entry: Declaration | Binding, project: Project, findings: Findings) -> None:
    word = entry.kind.text
    name: Word = entry.name or entry.kind
    if word == Contact.word:
        # One customer may be described once for each channel.
        return
    if word == ChatServer.word:
        name = entry.kind
    space = project.spaces.setdefault(word, Namespace(word, findings))
    if space.declare(name):
        _tell_shared(word, name, project, findings)
    if word == Param.word and name.text in RESERVED:
        message = f"`{name.text}` is a word of the language"
        findings.error("E210", name.span, message, "give the parameter another name")


GRAPHS = (Strategy.word, Subroutine.word)
"""The kinds that share their names: what a log calls a strategy may be either."""


def _tell_shared(word: str, name: Word, project: Project, findings: Findings) -> None:
    """E210 for a subroutine with the name of a strategy, whichever stands first."""
    if word not in GRAPHS:
        return
    other = GRAPHS[1 - GRAPHS.index(word)]
    space = project.spaces.get(other)
    if space is not None and name.text in space:
        notes = [Note(space.first[name.text].span, "it is here")]
        message = f"there is a {other} `{name.text}` already"
        findings.error("E210", name.span, message, "give one of them another name", notes)


# Parameters


def _parameters(
    models: list[DeclarationKind | None],
    environment: str | None,
    project: Project,
    findings: Findings,
) -> dict[str, Parameter]:
    """The values of the parameters in an environment."""
    values: dict[str, Parameter] = {}
    for model in models:
        if isinstance(model, Param) and model.name is not None:
            values.setdefault(model.name, model.value)
    chosen: dict[str, Parameter] = {}
    for model in models:
        if isinstance(model, Env):
            found = _environment(model, values, project, findings)
            if model.name == environment:
                chosen = found
    environments = project.names(Env.word)
    if environment is not None and environment not in environments:
        unknown("environment", environment, None, environments, findings)
    return values | chosen


def _environment(
    model: Env, values: dict[str, Parameter], project: Project, findings: Findings
) -> dict[str, Parameter]:
    found: dict[str, Parameter] = {}
    for entry in model.values:
        value: Parameter = entry.value  # type: ignore[assignment]
        if entry.name not in values:
            if entry.name not in project.names(Param.word) and not project.held:
                unknown("parameter", entry.name, entry.key.span, values, findings)
        elif sort_of(value) != sort_of(values[entry.name]):
            message = f"`{entry.name}` is {sort_of(values[entry.name])}, this is {sort_of(value)}"
            findings.error("E220", entry.key.span, message)
        else:
            found[entry.name] = value
    return found


def _given(
    texts: Mapping[str, str], values: dict[str, Parameter], project: Project, findings: Findings
) -> dict[str, Parameter]:
    """The values that whoever asks gives: E211 for a parameter that there is not, E301 for a value
    of another sort."""
    found: dict[str, Parameter] = {}
    if not texts:
        return found
    # Imported here: it is for those who simulate, not for an editor.
    from engine.world.param_values import EXAMPLES, value_in

    for name, text in texts.items():
        if name not in values:
            if name not in project.names(Param.word):
                unknown("parameter", name, None, values, findings)
            continue
        value = value_in(text, values[name])
        if value is None:
            sort = sort_of(values[name])
            message = f"`{text}` is no value for `{name}`, which is {sort}"
            cure = "give it in an `env`"
            if sort in EXAMPLES:
                cure = f"write for example `{EXAMPLES[sort]}`"
            findings.error("E301", None, message, cure)
        else:
            found[name] = value
    return found


def _constants(values: Mapping[str, Parameter], broken: Collection[str]) -> Constants:
    """The parameters; what no expression has stands apart."""
    parameters: dict[str, Value] = {}
    amounts: dict[str, Amount] = {}
    for name, value in values.items():
        if isinstance(value, Rate | Percent | Decimal):
            amounts[name] = value
        else:
            parameters[name] = value
    return Constants(parameters, broken, amounts=amounts)
