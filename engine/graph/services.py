"""Services of one's own: from their declarations to what a call finds.

In: the declarations. Out: `Service`s in their order, and findings: names (E293), rows that do not
answer (E294), keys that the service does not have (E295). What a declaration in error is named goes
to the broken names, so that nothing is said of its calls.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from engine import services
from engine.diagnostics import Findings, Note, did_you_mean, listed
from engine.esp import METHODS
from engine.graph.names import shown, unknown
from engine.graph.project import Project
from engine.graph.testing.stubs import fault_number
from engine.graph.testing.values import PHRASES, Values
from engine.scenario import fault_text
from engine.services import Reply
from engine.shelf.constants import Takes, value_of
from engine.shelf.kind import Entry, Kind
from engine.source import Span
from engine.syntax.nodes import Expression, Name, Text
from engine.values import KV_INTEGER_MAX, KV_TYPES, Duration, KVList, Type, Value, type_of
from engine.world.kinds.answers import Answers
from engine.world.kinds.application import Application
from engine.world.kinds.else_ import Else
from engine.world.kinds.parameters import Parameters
from engine.world.kinds.row import Row
from engine.world.kinds.service import Service

FAULT, FAULT_TEXT, LATENCY = "fault", "fault_text", "latency"
SETTINGS = (FAULT, FAULT_TEXT, LATENCY)
"""The words of a row that are no keys of the answer."""
DIGITS_MAX = len(str(KV_INTEGER_MAX))
LOOKED_UP = (Type.TEXT, Type.INTEGER)
"""The types of a parameter by which rows are looked up."""


def read_services(project: Project, findings: Findings) -> tuple[services.Service, ...]:
    """All services; those in error are left out, and their names are broken."""
    found: dict[str, services.Service] = {}
    for declared in project.declared:
        if not isinstance(declared.model, Service):
            continue
        reading = _Reading(declared.model, project, findings)
        service = reading.service()
        if service is None or declared.model.damaged:
            project.broken.add(declared.model.name or "")
        else:
            found.setdefault(service.name, service)
    return tuple(found.values())


@dataclass(slots=True)
class _Reading:
    """One service while it is read. `sound` is false once its signature is in error."""

    model: Service
    project: Project
    findings: Findings
    values: Values = field(init=False)
    types: dict[str, Type] = field(default_factory=dict)
    defaults: dict[str, Value] = field(default_factory=dict)
    sound: bool = True

    def __post_init__(self) -> None:
        self.values = Values(self.project.constants, {}, self.findings)

    def service(self) -> services.Service | None:
        """The service, if nothing is wrong with what calls of it rely on."""
        names = self._names()
        self._check_application()
        parameters = self._parameters()
        self._read_answers()
        optional = self._named("optional", parameters, "parameter", self.model.parameters)
        attaches = self._named("attaches", self.types, "key of the answer", self.model.answers)
        by = self._by(parameters)
        rows = tuple(self._rows(parameters.get(by or "")))
        otherwise = self._otherwise(by)
        if names is None or not self.sound:
            return None
        return services.Service(
            service=names[0],
            method=names[1],
            kind=self.model.kind,
            application=self.model.application,
            application_type=self.model.application_type,
            parameters=tuple((key, kind, key not in optional) for key, kind in parameters.items()),
            answers=tuple(self.types.items()),
            attaches=attaches,
            latency_us=None if self.model.latency is None else int(self.model.latency),
            by=by,
            rows=rows,
            otherwise=otherwise,
        )

    def _error(self, code: str, span: Span, message: str, cure: str | None = None) -> None:
        self.findings.error(code, span, message, cure)
        self.sound = False

    # The name, and who offers it

    def _names(self) -> tuple[str, str] | None:
        name = self.model.name
        if name is None:
            return None  # that it has none has been said
        service, _, method = name.rpartition(".")
        span = self.project.spaces[Service.word].first[name].span
        if not service or not method:
            cure = 'write both: `service "Orders.Lookup"`'
            self._error("E293", span, f"{shown(name)} does not name a service and a method", cure)
            return None
        if name in METHODS:
            cure = f"`routewright explain {name}` says what it does; give yours another name"
            self._error("E293", span, f"`{name}` is an embedded method", cure)
            return None
        return service, method

    def _check_application(self) -> None:
        """E211 for an application that is not declared."""
        name = self.model.application
        known = self.project.names(Application.word)
        if name is None or self.project.held or name in self.project.broken or name in known:
            return
        unknown("application", name, self.model.places["application"], known, self.findings)
        self.sound = False

    # What it takes and answers

    def _parameters(self) -> dict[str, Type]:
        entries = [
            entry
            for part in self.model.parameters
            if isinstance(part, Parameters)
            for entry in part.keys
        ]
        return {entry.name: entry.value for entry in entries if isinstance(entry.value, Type)}

    def _read_answers(self) -> None:
        """The keys of the answer with their types, and the values that some of them have."""
        parts = [part for part in self.model.answers if isinstance(part, Answers)]
        entries = [entry for part in parts for entry in (*part.keys, *part.values)]
        first: dict[str, Span] = {}
        for entry in sorted(entries, key=lambda entry: entry.key.span.start):
            before = first.setdefault(entry.name, entry.key.span)
            if before is not entry.key.span:
                notes = [Note(before, "the first one is here")]
                message = f"`{entry.name}` is given twice"
                self.findings.error("E210", entry.key.span, message, None, notes)
                self.sound = False
                self.defaults.setdefault(entry.name, "")
            elif isinstance(entry.value, Type):
                self.types[entry.name] = entry.value
            else:
                self._read_default(entry)

    def _read_default(self, entry: Entry) -> None:
        """The key is there whatever is wrong with its value, so that rows can be looked at."""
        value = self.values.any(entry.expression, entry.name)
        kind = Type.ANY if value is None else type_of(value)
        if value is None or not self._fits(value, entry):
            self.sound = False
        elif kind not in KV_TYPES:
            message = f"`{entry.name}` is {kind}, and an answer holds {listed(KV_TYPES)}"
            cure = 'write it as a text: `"true"`' if isinstance(value, bool) else None
            self._error("E220", entry.expression.span, message, cure or "write it as a text")
            kind = Type.ANY
        self.types[entry.name] = kind
        self.defaults[entry.name] = "" if value is None else value

    def _named(
        self, word: str, known: Mapping[str, Type], what: str, parts: Iterable[Kind]
    ) -> tuple[str, ...]:
        """The keys that a field lists, E295 for those that are not there."""
        keys: tuple[str, ...] = self.model.held(word)
        for key in keys:
            if key not in known and _are_whole(parts):
                cure = did_you_mean(key, known) or _what_there_is(known)
                message = f"`{word}` lists `{key}`, which is no {what}"
                self._error("E295", self.model.places[word], message, cure)
        return keys

    def _by(self, parameters: Mapping[str, Type]) -> str | None:
        """The parameter by which rows are looked up."""
        expression = self.model.by
        if expression is None:
            return None
        if not isinstance(expression, Name | Text):
            cure = "write its bare name: `by = OrderId`"
            self._error("E295", expression.span, "`by` takes the name of a parameter", cure)
            return None
        kind = parameters.get(expression.text)
        if kind is None and not _are_whole(self.model.parameters):
            return None
        if kind is None:
            cure = did_you_mean(expression.text, parameters) or _what_there_is(parameters)
            message = f"there is no parameter `{expression.text}`"
            self._error("E295", expression.span, message, cure)
        elif kind not in LOOKED_UP:
            message = f"`{expression.text}` is {kind}, and rows are named by a text or an integer"
            self._error("E295", expression.span, message)
        else:
            return expression.text
        return None

    # What it answers to whom

    def _rows(self, kind: Type | None) -> Iterator[tuple[str | int, Reply]]:
        """The rows by the values that they are for; `kind` is the type of these."""
        first: dict[str | int, Span] = {}
        rows = [row for row in self.model.rows if isinstance(row, Row)]
        if rows and self.model.by is None and "by" not in self.model.places:
            message = "a row is found by a parameter, and it is not said by which"
            self._error("E295", rows[0].span, message, "write `by = …`, or `else { … }` alone")
        for row in rows:
            reply = self._reply(row.columns, row.span, f"row `{row.name}`", damaged=row.damaged)
            key = self._key(row, kind)
            if key is None:
                continue
            before = first.setdefault(key, row.span)
            if before is not row.span:
                notes = [Note(before, "the first one is here")]
                message = f"row `{row.name}` is given twice"
                self.findings.error("E210", row.span, message, None, notes)
            elif reply is not None:
                yield key, reply

    def _key(self, row: Row, kind: Type | None) -> str | int | None:
        name = row.name
        if name is None or kind is None:
            return None  # what is missing has been said
        if kind is Type.TEXT:
            return name
        digits = name.removeprefix("-")
        if digits.isascii() and digits.isdecimal() and len(digits) <= DIGITS_MAX:
            return int(name)
        message = f"row `{name}` is for no integer, which the parameter is"
        self.findings.error("E294", row.span, message, "write `row 5 { … }`")
        return None

    def _otherwise(self, by: str | None) -> Reply | None:
        """What is answered where no row says it."""
        found = [part for part in self.model.otherwise if isinstance(part, Else)]
        if found:
            return self._reply(found[0].columns, found[0].span, "`else`", damaged=found[0].damaged)
        if by is not None or "by" in self.model.places:
            return None
        missing = [key for key in self.types if key not in self.defaults]
        if missing and not self.model.rows and _are_whole(self.model.answers):
            message = f"nothing says what {listed(missing)} is in the answer"
            cure = f"write `{missing[0]} = …` in `answers`, or `else {{ {missing[0]} = … }}`"
            self._error("E294", self.model.places["answers"], message, cure)
        return Reply(answer=KVList(self.defaults.items()))

    def _reply(
        self, columns: tuple[Entry, ...], span: Span, what: str, *, damaged: bool
    ) -> Reply | None:
        """What a row says: a whole answer, or a fault."""
        settings = {
            entry.name: entry.expression
            for entry in columns
            if entry.name in SETTINGS and isinstance(entry.key, Name)
        }
        cells = {entry.name: entry for entry in columns if entry.name not in settings}
        given = {name: self._cell(entry) for name, entry in cells.items()}
        latency = self._latency(settings)
        if FAULT in settings:
            return self._refusal(settings, list(cells.values()), latency)
        if FAULT_TEXT in settings:
            cure = "write `fault = …` besides"
            self.findings.error("E294", settings[FAULT_TEXT].span, "there is no fault", cure)
        missing = [key for key in self.types if key not in given and key not in self.defaults]
        # What is missing may stand there under another name, which has been said.
        if missing and not damaged and given.keys() <= self.types.keys():
            message = f"{what} does not say what {listed(missing)} is"
            self.findings.error("E294", span, message, f"write `{missing[0]} = …`")
        answer = {key: given.get(key, self.defaults.get(key)) for key in self.types}
        pairs = [(key, value) for key, value in answer.items() if value is not None]
        return Reply(answer=KVList(pairs), latency_us=latency)

    def _cell(self, entry: Entry) -> Value | None:
        """The value of one key of an answer."""
        kind = self.types.get(entry.name)
        if kind is None:
            if _are_whole(self.model.answers):
                known = (*self.types, *SETTINGS)
                cure = did_you_mean(entry.name, known) or _what_there_is(self.types)
                message = f"`{self.model.name}` answers no `{entry.name}`"
                self.findings.error("E294", entry.key.span, message, cure)
            return None
        takes = Takes(entry.name, PHRASES[kind])
        found = value_of(entry.expression, kind, takes, self.project.constants, self.findings)
        return found if found is not None and self._fits(found, entry) else None

    def _fits(self, value: Value, entry: Entry) -> bool:
        """Whether a KVList can carry a value, as far as its size goes; E232 if not."""
        if type(value) is not int or abs(value) <= KV_INTEGER_MAX:
            return True
        message = f"`{entry.name}` is beyond the integers of an answer, which have 32 bits"
        self.findings.error("E232", entry.expression.span, message, "write it as a text")
        return False

    def _refusal(
        self, settings: Mapping[str, Expression], cells: list[Entry], latency: int | None
    ) -> Reply | None:
        if cells:
            message = f"a fault has no answer, and `{cells[0].name}` is one"
            self.findings.error("E294", cells[0].key.span, message, "leave it out")
        text: str | None = ""
        if FAULT_TEXT in settings:
            text = self.values.read(settings[FAULT_TEXT], FAULT_TEXT, str)
        late = "a service that answers too late says `latency = 1h`"
        number = fault_number(settings[FAULT], FAULT, self.values, code="E294", late=late)
        if number is None or text is None:
            return None
        return Reply(fault=number, fault_text=text or fault_text(number), latency_us=latency)

    def _latency(self, settings: Mapping[str, Expression]) -> int | None:
        if LATENCY not in settings:
            return None
        found = self.values.read(settings[LATENCY], LATENCY, Duration)
        if found is not None and found <= 0:
            message = "no answer comes before its request, and none at once"
            self.findings.error("E294", settings[LATENCY].span, message)
            return None
        return None if found is None else int(found)


def _are_whole(parts: Iterable[Kind]) -> bool:
    """Whether all keys could be read, so that one that is not found is not there."""
    return not any(part.damaged for part in parts)


def _what_there_is(known: Mapping[str, Type]) -> str:
    return f"there are {listed(known)}" if known else "there are none"
