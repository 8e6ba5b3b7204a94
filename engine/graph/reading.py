"""What a bare name, a path or a call reads.

In: the syntax of a name, a path (`udata.K`, `invite.answer.K`) or a function call. Out: fragments.
A path's fragment may be missing what it names; who consumes it settles that.
"""

from collections.abc import Callable, Iterable, Sequence

from engine.diagnostics import did_you_mean, listed
from engine.functions import FUNCTIONS
from engine.functions.kind import Function, FunctionParameter
from engine.graph.fragments import CallShape, Fragment, Never, Work, doubt, need, settle, wrong
from engine.graph.model import Instruction
from engine.graph.names import tell_amount
from engine.ops import Code, Reading
from engine.source import Source, Span
from engine.syntax.nodes import Argument, Call, Expression, Name, Path
from engine.values import KVList, Type, Value, type_of

READINGS: dict[str, tuple[Reading, Type]] = {
    "ANI": (Reading.ANI, Type.TEXT), "DNIS": (Reading.DNIS, Type.TEXT),
    "id": (Reading.ID, Type.TEXT), "media": (Reading.MEDIA, Type.TEXT),
    "age": (Reading.AGE, Type.DURATION), "time_in_queue": (Reading.TIME_IN_QUEUE, Type.DURATION),
    "is_online": (Reading.IS_ONLINE, Type.FLAG),
    "session_known": (Reading.SESSION_KNOWN, Type.FLAG),
    "queue": (Reading.QUEUE, Type.TEXT), "now": (Reading.NOW, Type.TIME),
    "priority": (Reading.PRIORITY, Type.INTEGER),
    "received_at": (Reading.RECEIVED_AT, Type.TIME),
    "placed_in_queue_at": (Reading.PLACED_IN_QUEUE_AT, Type.TIME),
    "moved_to_queue_at": (Reading.MOVED_TO_QUEUE_AT, Type.TIME),
    "abandoned_at": (Reading.ABANDONED_AT, Type.TIME),
    "interaction_type": (Reading.INTERACTION_TYPE, Type.TEXT),
    "interaction_subtype": (Reading.INTERACTION_SUBTYPE, Type.TEXT),
    "submitted_by": (Reading.SUBMITTED_BY, Type.TEXT),
    "parent_id": (Reading.PARENT_ID, Type.TEXT),
    "external_id": (Reading.EXTERNAL_ID, Type.TEXT),
    "tenant": (Reading.TENANT, Type.INTEGER),
    "submitted_at": (Reading.SUBMITTED_AT, Type.TIME),
    "submitted_to_router_at": (Reading.SUBMITTED_TO_ROUTER_AT, Type.TIME),
    "delivered_at": (Reading.DELIVERED_AT, Type.TIME),
    "held_at": (Reading.HELD_AT, Type.TIME),
    "is_held": (Reading.IS_HELD, Type.FLAG),
    "state": (Reading.STATE, Type.INTEGER),
}  # fmt: skip
"""The read-only names of the language."""
NOT_ALWAYS = frozenset(
    {
        "placed_in_queue_at", "moved_to_queue_at", "abandoned_at", "submitted_at",
        "submitted_to_router_at", "delivered_at", "held_at",
    }
)  # fmt: skip
"""Those of them that may have no value."""

DAY_MAX = 60
"""Characters that are shown of what names no day."""
DATA = "udata"
FLAGS: dict[str, Value] = {"true": True, "false": False}
RESERVED = frozenset({*READINGS, *FLAGS, DATA})
"""Names that no parameter or variable can have."""

FAULT_PARTS = {
    "code": (Code.FAULT_CODE, Type.INTEGER), "symbol": (Code.FAULT_SYMBOL, Type.TEXT),
    "text": (Code.FAULT_TEXT, Type.TEXT),
}  # fmt: skip

_READ = {word: Instruction(Code.READ, int(reading)) for word, (reading, _) in READINGS.items()}


def constant(value: Value, span: Span) -> Fragment:
    """A fragment that is just a value."""
    return Fragment([Instruction(Code.CONST, value)], type_of(value), span, value)


# Names


def name(node: Name, work: Work, *, keyed: bool = False) -> Fragment:
    """A variable, a parameter, a read-only name, `true` or `false`.

    `keyed` says that a key of it is read.
    """
    word, reads = node.text, work.reads
    if reads.observed is not None and (seen := reads.observed.name(node, work)) is not None:
        return seen
    if word in reads.variables:
        found = reads.variables[word]
        return Fragment([Instruction(Code.SLOT, word)], found, node.span)
    if word in READINGS:
        missing = node.span if word in NOT_ALWAYS else None
        return Fragment([_READ[word]], READINGS[word][1], node.span, missing=missing)
    value = FLAGS.get(word, reads.parameters.get(word))
    if value is not None:
        return constant(value, node.span)
    if word in reads.amounts:
        tell_amount(node, reads.amounts[word], work.findings)
    elif word not in reads.broken:
        _unknown(node, work, keyed=keyed)
    return wrong(node.span)


def _unknown(node: Name, work: Work, *, keyed: bool) -> None:
    word, reads, findings = node.text, work.reads, work.findings
    if word == DATA:
        cure = "write a key: `udata.Key`"
        findings.error("E220", node.span, "`udata` is read key by key", cure)
    elif word in reads.blocks:
        reads_of_it = f"read `{word}.answer` or `{word}.fault`"
        cure = reads_of_it if reads.blocks[word].calls else "variables are declared with `var`"
        findings.error("E220", node.span, f"`{word}` is a block, not a value", cure)
    elif kinds := [kind for kind in reads.names if word in reads.names[kind]]:
        article = "an" if kinds[0] == "agent" else "a"
        message = f"`{word}` is {article} {kinds[0]}, not a value"
        findings.error("E220", node.span, message, f'its name as a text is `"{word}"`')
    elif not reads.held:
        if keyed:
            near = did_you_mean(word, [*_with_keys(work), *_values(work)])
            cure = near or "attached data is `udata.Key`"
        else:
            near = did_you_mean(word, _values(work))
            cure = near or f'a text stands in quotes: `"{word}"`, attached data is `udata.{word}`'
        findings.error("E211", node.span, f"nothing here is called `{word}`", cure)


def _values(work: Work) -> Iterable[str]:
    return [*work.reads.variables, *work.reads.parameters, *READINGS, *FLAGS]


def _with_keys(work: Work) -> Iterable[str]:
    return [DATA, *(label for label, shape in work.reads.blocks.items() if shape.calls)]


# Paths


def path(node: Path, work: Work, compile_base: Callable[[Expression, Work], Fragment]) -> Fragment:
    """`udata.K`, `block.answer.K`, `block.fault.code`, or a key of any KVList."""
    keys = [node.key]
    base = node.base
    while isinstance(base, Path):
        keys.append(base.key)
        base = base.base
    keys.reverse()
    observed = work.reads.observed
    if observed is not None and (seen := observed.path(base, keys, work)) is not None:
        return seen
    if isinstance(base, Name):
        if base.text == DATA:
            return _inside(_data(keys[0], base.span, work), keys[1:], work)
        shape = work.reads.blocks.get(base.text)
        if shape is not None and base.text not in work.reads.variables:
            return _of_block(base, shape, keys, work)
        return _inside(name(base, work, keyed=True), keys, work)
    return _inside(compile_base(base, work), keys, work)


def _data(key: Name, start: Span, work: Work) -> Fragment:
    work.read_data = True
    span = start.to(key.span)
    sure, known = work.facts.key(key.text)
    code = [Instruction(Code.DATA, key.text)]
    return Fragment(code, known, span, missing=span, sure=sure)


def _of_block(base: Name, shape: CallShape, keys: list[Name], work: Work) -> Fragment:
    part, span = keys[0], base.span.to(keys[0].span)
    if shape.broken:
        return wrong(span)
    if not shape.calls:
        message = f"`{base.text}` calls no service, so it has no `{part.text}`"
        work.findings.error("E234", span, message)
        return wrong(span)
    if part.text == "answer":
        return _answer(base, shape, keys, work)
    if part.text == "fault":
        return _fault(base, keys, work)
    cure = did_you_mean(part.text, ("answer", "fault")) or "a call has `answer` and `fault`"
    work.findings.error("E211", part.span, f"a call has no `{part.text}`", cure)
    return wrong(span)


def _answer(base: Name, shape: CallShape, keys: list[Name], work: Work) -> Fragment:
    label, span = base.text, base.span.to(keys[0].span)
    if not shape.answers:
        message = f"`{label}` does not wait for an answer"
        work.findings.error("E234", span, message, "leave out `expect_response = false`")
        return wrong(span)
    if not work.facts.answered(label):
        message = f"`{label}` has not answered on every path to this place"
        cure = f"read it only after the `->` of `{label}`"
        work.findings.error("E234", span, message, cure)
        return wrong(span)
    if len(keys) == 1 and not shape.whole:
        cure = f"read one of {listed(f'{label}.answer.{word}' for word in shape.promises)}"
        message = "the results of the subroutine are read one by one"
        work.findings.error("E220", span, message, cure)
        return wrong(span)
    answer = Fragment([Instruction(Code.ANSWER, label)], Type.KVLIST, span)
    if len(keys) > 1 and keys[1].text in shape.promises:
        promised = shape.promises[keys[1].text]
        span = base.span.to(keys[1].span)
        code = [*answer.code, Instruction(Code.KEY, keys[1].text)]
        return _inside(Fragment(code, promised, span, missing=span, sure=True), keys[2:], work)
    found = _inside(answer, keys[1:2], work)
    if len(keys) > 1:
        found.never = _unpromised(keys[1], shape)
    return _inside(found, keys[2:], work)


def _unpromised(key: Name, shape: CallShape) -> Never:
    message = f"the answer has no `{key.text}`"
    cure = did_you_mean(key.text, shape.promises)
    has = f"its keys are {listed(shape.promises)}" if shape.promises else "it has no keys"
    return Never(key.span, message, cure or has)


def _fault(base: Name, keys: list[Name], work: Work) -> Fragment:
    label, span = base.text, base.span.to(keys[-1].span)
    if not work.facts.failed(label):
        message = f"`{label}` has not failed on every path to this place"
        cure = f"read it only after the `fault` or `timeout` port of `{label}`"
        work.findings.error("E234", span, message, cure)
        return wrong(span)
    if len(keys) == 1:
        cure = f"write one of {listed(f'{label}.fault.{word}' for word in FAULT_PARTS)}"
        work.findings.error("E220", span, f"`{label}.fault` has parts and is no value", cure)
        return wrong(span)
    part = keys[1]
    if part.text not in FAULT_PARTS:
        cure = did_you_mean(part.text, FAULT_PARTS) or f"it has {listed(FAULT_PARTS)}"
        work.findings.error("E211", part.span, f"a fault has no `{part.text}`", cure)
        return wrong(span)
    code, found = FAULT_PARTS[part.text]
    fragment = Fragment([Instruction(code, label)], found, base.span.to(part.span))
    return _inside(fragment, keys[2:], work)


def _inside(fragment: Fragment, keys: list[Name], work: Work) -> Fragment:
    """Reads keys in a KVList, one in the other. A list that is missing lacks every key."""
    never = fragment.never
    for key in keys:
        if fragment.missing is not None:
            fragment.code += (Instruction(Code.OR_ELSE, 1), Instruction(Code.CONST, KVList()))
            fragment.missing = None
            doubt(fragment)
        need(fragment, Type.KVLIST, f"`.{key.text}`", work)
        if fragment.type is None:
            return fragment
        span = fragment.span.to(key.span)
        fragment.code.append(Instruction(Code.KEY, key.text))
        fragment = Fragment(fragment.code, Type.ANY, span, missing=span, never=never)
    return fragment


# Calls


def call(node: Call, work: Work, compile_value: Callable[[Expression, Work], Fragment]) -> Fragment:
    """A function with its arguments; those left out get their defaults."""
    observed = work.reads.observed
    if observed is not None:
        seen = observed.call(node, work, compile_value)
        if seen is not None:
            return seen
    function = FUNCTIONS.get(node.function.text)
    if function is None or (function.of_tests and observed is None):
        _tell_no_function(node, function, work)
        for each in node.arguments:
            if not isinstance(each.value, Name):
                compile_value(each.value, work)
        return wrong(node.span)
    names = [parameter.name for parameter in function.parameters]
    bound = bind(node, names, function.usage, work)
    code: list[Instruction] = []
    averted: set[str | None] = set()
    constants: dict[str, Value | None] = {}
    for parameter in function.parameters:
        argument = _argument(parameter, bound.get(parameter.name), node, work, compile_value)
        code += argument.code
        constants[parameter.name] = argument.constant
        if parameter.day_of is not None:
            _check_day(argument, constants[parameter.day_of], work)
        if argument.constant is not None and (
            parameter.ref is None or argument.constant in work.reads.reopening
        ):
            averted.add(parameter.fault)
    number = list(FUNCTIONS).index(function.name)
    code.append(Instruction(Code.FUNCTION, number << 8 | len(function.parameters)))
    for symbol in sorted(function.faults - averted):
        work.origins.setdefault(symbol, node.span)
    return Fragment(code, function.result, node.span)


def _tell_no_function(node: Call, function: Function | None, work: Work) -> None:
    word = node.function
    if function is not None:
        message = f"`{word.text}` is a function for claims of tests"
        work.findings.error("E211", word.span, message, "no strategy needs it: compare with `==`")
        return
    known = [name for name, each in FUNCTIONS.items() if not each.of_tests]
    cure = did_you_mean(word.text, known) or "`routewright explain` lists all functions"
    work.findings.error("E211", word.span, f"there is no function `{word.text}`", cure)


def bind(node: Call, names: Sequence[str], usage: str, work: Work) -> dict[str, Argument]:
    """The arguments of a call by the names of what it takes; something is said of all others."""
    called = node.function.text
    bound: dict[str, Argument] = {}
    for position, argument in enumerate(node.arguments):
        word = argument.name.text if argument.name else None
        place = argument.name.span if argument.name else argument.value.span
        if word is None:
            if position >= len(names):
                message = f"`{called}` takes no more than {len(names)} values"
                work.findings.error("E231", place, message, f"it is `{usage}`")
                continue
            word = names[position]
        elif word not in names:
            cure = did_you_mean(word, names) or f"it is `{usage}`"
            message = f"`{called}` has no parameter `{word}`"
            work.findings.error("E231", place, message, cure)
            continue
        if word in bound:
            work.findings.error("E210", place, f"`{word}` is given twice")
            continue
        bound[word] = argument
    return bound


def _argument(
    parameter: FunctionParameter,
    given: Argument | None,
    node: Call,
    work: Work,
    compile_value: Callable[[Expression, Work], Fragment],
) -> Fragment:
    if given is None:
        if parameter.reading is not None:
            return compile_value(_name_of(parameter.reading), work)
        if parameter.default is None:
            message = f"`{node.function.text}` needs `{parameter.name}`"
            usage = FUNCTIONS[node.function.text].usage
            work.findings.error("E230", node.span, message, f"it is `{usage}`")
            return wrong(node.span)
        return constant(parameter.default, node.span)
    if parameter.skills:
        return _staff(given.value, work)
    if parameter.ref is not None:
        return _reference(parameter, given.value, work)
    fragment = settle(compile_value(given.value, work), work)
    wanted = parameter.type
    if wanted is None or wanted is Type.ANY:
        return fragment
    need(fragment, wanted, f"`{parameter.name}` of `{node.function.text}`", work)
    if parameter.check is not None and isinstance(fragment.constant, str) and fragment.type:
        problem = parameter.check(fragment.constant)
        if problem is not None:
            work.findings.error("E232", given.value.span, *problem)
    return fragment


def _check_day(name: Fragment, calendar: Value | None, work: Work) -> None:
    """E211 for a text that names no day of a calendar, and would never fit."""
    days = work.reads.days.get(str(calendar))
    if not isinstance(name.constant, str) or days is None or name.constant in ("", *days):
        return
    message = f"calendar `{calendar}` has no day `{name.constant[:DAY_MAX]}`"
    cure = did_you_mean(name.constant, days)
    has = f"its days are {listed(days)}" if days else "it has neither holidays nor special days"
    work.findings.error("E211", name.span, message, cure or has)


def _name_of(reading: Reading) -> Name:
    """The name of a reading, as an author would have written it."""
    word = reading.name.lower()
    return Name(word, Span(Source("", word), 0, len(word)))


def _staff(value: Expression, work: Work) -> Fragment:
    """The names of the agents of a group, or with some skills."""
    names = work.reads.roster.named(value, work.findings)
    return wrong(value.span) if names is None else constant(names, value.span)


def _reference(parameter: FunctionParameter, value: Expression, work: Work) -> Fragment:
    kind = parameter.ref or ""
    if not isinstance(value, Name):
        cure = "write its bare name, without quotes"
        work.findings.error("E220", value.span, f"this needs the name of a {kind}", cure)
        return wrong(value.span)
    names = [
        *work.reads.names.get(kind, ()),
        *(work.reads.names.get(parameter.also, ()) if parameter.also else ()),
    ]
    if value.text in names:
        return constant(value.text, value.span)
    if not work.reads.held and value.text not in work.reads.broken:
        message = f"there is no {kind} `{value.text}`"
        work.findings.error("E211", value.span, message, did_you_mean(value.text, names))
    return wrong(value.span)
