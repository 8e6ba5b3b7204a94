"""What a test finds when its run begins: `given { … }`.

In: the entries, read in one row of the test's table. Out: `Found`, or findings.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from engine.diagnostics import Note, did_you_mean, listed
from engine.functions import FUNCTIONS
from engine.functions.kind import Function, FunctionParameter
from engine.graph.names import unknown
from engine.graph.sketch import Sketch
from engine.graph.testing.beginning import Beginning
from engine.graph.testing.input import PARAMETERS
from engine.graph.testing.scope import Scope, call_of
from engine.graph.testing.staff import OF_AGENTS, read_agent
from engine.graph.testing.stubs import fault_number, read_stub
from engine.graph.testing.told import read_told
from engine.graph.testing.typed import read_results
from engine.graph.testing.values import Values, bound
from engine.limits import LIMITS
from engine.scenario import START, AgentPlan, Statistic, Stub, Told
from engine.scenario.told import What
from engine.source import Span
from engine.syntax.nodes import Call, Expression, Field, Map, Name, Word
from engine.values import INTEGER_MAX, KVList, Time, Type, Value

NOW, ANSWER, ANSWERED, FAILED = "now", "answer", "answered", "failed"
LATEST = INTEGER_MAX - LIMITS.horizon_us
"""When a run begins at the latest, so that its end is a time."""
TOLD = {what.value: what for what in What}


@dataclass(slots=True)
class Found:
    """What there is when the run begins; the same words as in `Scenario` and `Midway`."""

    now: Time = START
    statistics: list[Statistic] = field(default_factory=list)
    stubs: list[Stub] = field(default_factory=list)
    stub_spans: list[Span] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    staff: dict[str, AgentPlan] = field(default_factory=dict)
    variables: list[tuple[str, Value]] = field(default_factory=list)
    answers: dict[str, KVList] = field(default_factory=dict)
    faults: dict[str, int] = field(default_factory=dict)
    said: dict[str, Span] = field(default_factory=dict)
    """The places of what is said, also of what is wrong."""

    def says(self, word: str, block: str) -> bool:
        """Whether something is said of the call of a block, be it right or wrong."""
        return f"{word}({block})" in self.said


def read_given(
    entries: Sequence[Field], beginning: Beginning, scope: Scope, values: Values
) -> Found:
    """What a test says is there, in one row."""
    found = Found()
    for entry in entries:
        key = entry.key.text if not isinstance(entry.key, Call) else _written(entry.key)
        first = found.said.setdefault(key, entry.key.span)
        if first is not entry.key.span:
            notes = [Note(first, "the first one is here")]
            values.findings.error("E210", entry.key.span, f"`{key}` is given twice", None, notes)
        elif isinstance(entry.key, Call) and entry.key.function.text in TOLD:
            what = TOLD[entry.key.function.text]
            told = read_told(what, entry.key, entry.value, scope, values)
            found.told += [] if told is None else [told]
        elif isinstance(entry.key, Call) and entry.key.function.text in OF_AGENTS:
            plan = read_agent(entry.key, entry.value, found.staff, scope, values)
            found.staff |= {} if plan is None else {plan.agent: plan}
        elif isinstance(entry.key, Call):
            _read_call(entry.key, entry.value, found, beginning, scope, values)
        else:
            _read_name(entry.key, entry.value, found, beginning, values)
    return found


def _written(key: Call) -> str:
    return "".join(key.span.text().split())


# Names


def _read_name(
    key: Word, value: Expression, found: Found, beginning: Beginning, values: Values
) -> None:
    if key.text == NOW:
        now = values.read(value, NOW, Time)
        if now is not None and abs(now) > LATEST:
            values.wrong("E232", value, f"a run begins at {Time(LATEST)} at the latest")
        elif now is not None:
            found.now = now
        return
    sketch = beginning.sketch
    if sketch is not None and key.text in sketch.parameters:
        message = f"`{key.text}` is a parameter of the subroutine"
        cure = f"write `input = {{ {PARAMETERS}: {{ {key.text}: … }} }}`"
        values.findings.error("E244", key.span, message, cure)
        return
    if sketch is None or key.text not in sketch.variables:
        _tell_unknown(key, beginning, values)
        return
    if beginning.block is None and beginning.known:
        message = f"`{key.text}` begins with the value that its `var` gives it"
        cure = "only a test that begins at a block, `start = block`, gives variables"
        values.findings.error("E244", key.span, message, cure)
        return
    variable = sketch.variables[key.text]
    if variable is not None:
        given = values.any(value, key.text, variable.type)
        if given is not None:
            found.variables.append((key.text, given))


def _calls() -> tuple[str, ...]:
    """All that is given as `word(…) = …`, the statistics of the centre last."""
    statistics = [name for name, function in FUNCTIONS.items() if function.reads_state]
    return (ANSWER, ANSWERED, FAILED, *TOLD, *OF_AGENTS, *statistics)


def _tell_unknown(key: Word, beginning: Beginning, values: Values) -> None:
    if not beginning.placed or (beginning.sketch is not None and beginning.sketch.held):
        return
    variables = beginning.sketch.variables if beginning.sketch is not None else ()
    calls = _calls()
    forms = (NOW, *variables, *(f"{word}(…)" for word in calls))
    near = did_you_mean(key.text, (NOW, *variables, *calls))
    cure = near or f"what can be given is {listed(forms)}"
    if key.text in calls:
        cure = f"write `{key.text}(…) = …`"
    values.findings.error("E211", key.span, f"nothing here is called `{key.text}`", cure)


# Calls


def _read_call(
    key: Call,
    value: Expression,
    found: Found,
    beginning: Beginning,
    scope: Scope,
    values: Values,
) -> None:
    match key.function.text:
        case "answer":
            stub = read_stub(key, value, scope, values)
            if stub is not None:
                found.stubs.append(stub)
                found.stub_spans.append(key.span.to(value.span))
        case "answered":
            label = _called_block(key, beginning, values)
            answer = _read_answer(value, label, beginning, values)
            if label is not None and not _is_twofold(label, FAILED, found, key, values):
                found.answers |= {} if answer is None else {label: answer}
        case "failed":
            label = _called_block(key, beginning, values)
            number = fault_number(value, FAILED, values)
            if label is not None and not _is_twofold(label, ANSWERED, found, key, values):
                found.faults[label] = number or 0
        case name if name in FUNCTIONS and FUNCTIONS[name].reads_state:
            _read_statistic(FUNCTIONS[name], key, value, found, scope, values)
        case name if name in FUNCTIONS:
            message = f"`{name}` depends on its values alone, so that it cannot be given"
            cure = f"what can be given is {listed(f'{word}(…)' for word in _calls())}"
            if any(parameter.ref for parameter in FUNCTIONS[name].parameters):
                message = f"`{name}` is what its calendar says, so that it cannot be given"
                cure = "set the clock: `now = 2026-12-24T08:00`"
            values.findings.error("E231", key.function.span, message, cure)
        case name:
            near = did_you_mean(name, _calls())
            cure = near or f"what can be given is {listed(f'{word}(…)' for word in _calls())}"
            values.findings.error("E211", key.function.span, f"there is no `{name}` here", cure)


def _read_answer(
    value: Expression, label: str | None, beginning: Beginning, values: Values
) -> KVList | None:
    """What a call has answered; the results of a subroutine have types that no service has."""
    sketch = beginning.sketch
    draft = sketch.drafts[sketch.labels[label]] if sketch is not None and label else None
    if draft is None or draft.callee is None or not draft.callee.known:
        return values.read(value, ANSWERED, KVList)
    if not isinstance(value, Map):
        values.wrong("E220", value, f"`{ANSWERED}` takes a map", "write `{ result: value }`")
        return None
    return read_results(value, draft.callee, values)


def _called_block(key: Call, beginning: Beginning, values: Values) -> str | None:
    """The label of a block that has made its call before the test begins."""
    word = key.function.text
    match key.arguments:
        case (argument,) if argument.name is None and isinstance(argument.value, Name):
            label = argument.value
        case _:
            message = f"`{word}` takes the label of a block"
            values.findings.error("E220", key.span, message, f"write `{word}(block) = …`")
            return None
    if not beginning.placed:
        return None
    if beginning.sketch is None or (beginning.block is None and beginning.known):
        message = "no block has run before this test begins"
        cure = "only a test that begins at a block, `start = block`, says what was before"
        values.findings.error("E244", key.span, message, cure)
        return None
    return _label(label, word, beginning.sketch, values)


def _is_twofold(label: str, other: str, found: Found, key: Call, values: Values) -> bool:
    twofold = found.says(other, label)
    if twofold:
        message = f"the call of `{label}` has either answered or failed"
        values.findings.error("E244", key.span, message, "leave one of them out")
    return twofold


def _label(label: Name, word: str, sketch: Sketch, values: Values) -> str | None:
    index = sketch.labels.get(label.text)
    if index is None:
        if not sketch.held:
            unknown("block", label.text, label.span, sketch.labels, values.findings)
        return None
    draft = sketch.drafts[index]
    if draft.in_error:
        return None
    call = call_of(draft)
    if draft.callee is not None:
        return label.text
    if call is None or (word == ANSWERED and not call.answers):
        what = "calls no service" if call is None else "does not wait for an answer"
        message = f"`{label.text}` {what}"
        values.findings.error("E244", label.span, message, "leave it out")
        return None
    return label.text


# Statistics


def _read_statistic(
    function: Function,
    key: Call,
    value: Expression,
    found: Found,
    scope: Scope,
    values: Values,
) -> None:
    names = [parameter.name for parameter in function.parameters]
    given = bound(key, names, (), "E231", values.findings)
    result = values.any(value, function.name, function.result)
    if given is None:
        return
    arguments: list[Value] = []
    for parameter in function.parameters:
        written = given.get(parameter.name)
        argument: Value | None = parameter.default
        if written is None and argument is None:
            message = f"`{function.name}` needs `{parameter.name}`"
            values.findings.error("E230", key.span, message, f"it is `{function.usage}`")
        elif written is not None and parameter.skills:
            argument = scope.roster.named(written, values.findings)
        elif written is not None and parameter.ref is not None:
            argument = _reference(written, parameter, scope, values)
        elif written is not None:
            argument = values.any(written, parameter.name, parameter.type or Type.ANY)
        if argument is not None:
            arguments.append(argument)
    if result is not None and len(arguments) == len(function.parameters):
        statistic = Statistic(function=function.name, arguments=tuple(arguments), value=result)
        same = [each for each in found.statistics if each.function == function.name]
        if any(each.arguments == statistic.arguments for each in same):
            values.findings.error("E210", key.span, f"`{_written(key)}` is given twice")
        found.statistics.append(statistic)


def _reference(
    written: Expression, parameter: FunctionParameter, scope: Scope, values: Values
) -> str | None:
    """The name of a queue or a virtual queue, written bare."""
    kind = parameter.ref or ""
    spaces = {"queue": scope.queues, "virtual_queue": scope.staff.virtual_queues}
    known = [name for each in (kind, parameter.also) if each for name in spaces[each]]
    if not isinstance(written, Name):
        message = f"this needs the name of a {kind}"
        values.findings.error("E220", written.span, message, "write it without quotes")
    elif written.text in known:
        return written.text
    elif not scope.silent(written.text):
        unknown(kind, written.text, written.span, known, values.findings)
    return None
