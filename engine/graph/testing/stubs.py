"""How ESP calls are answered in a test: `answer("Service.Method") = …`, `answer(block) = …`.

In: the key and the value of an entry of `given`, in one row. Out: `Stub`s, or findings (E245; W312
for a stub that no call can use).
"""

from dataclasses import replace

from engine.diagnostics import did_you_mean, listed
from engine.esp.declared import EMBEDDED
from engine.esp.signature import Signature
from engine.faults import BY_SYMBOL, TIMEOUT
from engine.graph.names import unknown
from engine.graph.testing.scope import Scope, call_of
from engine.graph.testing.values import Values, bound
from engine.scenario import Answering, AnswerPlan, Stub
from engine.scenario.answers import FAULT_MAX
from engine.shelf.constants import Constants
from engine.syntax.nodes import Argument, Call, Expression, ListOf, Map, Name, Path, Text
from engine.values import Duration, KVList, Type, Value, show, type_of

FAULT, AFTER, ANSWERS = "fault", "after", "answers"
ALONE = {
    answering.value.replace("-", "_"): AnswerPlan(answering)
    for answering in Answering
    if answering not in (Answering.FAULT, Answering.AFTER, Answering.GIVEN)
}
"""The ways of answering that are one word."""
FORMS = {
    FAULT: "fault(unavailable)",
    AFTER: "after(2s)",
    ANSWERS: 'answers({ Key: "value" })',
}
WAYS = (*ALONE, *FORMS.values())


def is_way(expression: Expression, constants: Constants) -> bool:
    """Whether a row's value says how calls are answered: a word, a form, or a list of those.

    Words that name something of the project stand for themselves.
    """
    match expression:
        case Name(text=word):
            return word in ALONE and word not in {*constants.words, *constants.parameters}
        case Call(function=word):
            return word.text in FORMS
        case ListOf(items=items):
            return any(is_way(item.value, constants) for item in items)
        case _:
            return False


def read_stub(key: Call, value: Expression, scope: Scope, values: Values) -> Stub | None:
    """What one entry says; None if something is wrong with it."""
    target = _target(key, scope, values)
    value = values.way(value)
    ways = value.items if isinstance(value, ListOf) else (Argument(None, value),)
    called = _called(target, scope)
    plans = [_plan(values.way(way.value), called, values) for way in ways]
    if not ways:
        message = "the list says nothing of any call"
        values.findings.error("E245", value.span, message, "write one way of answering for each")
        return None
    found = tuple(plan for plan in plans if plan is not None)
    if target is None or len(found) < len(plans):
        return None
    method, block = target
    return Stub(method=method, block=block, plans=found, every=not isinstance(value, ListOf))


# Whose calls


def _target(key: Call, scope: Scope, values: Values) -> tuple[str, str] | None:
    """Method and block of the calls, one of them empty."""
    match key.arguments:
        case (Argument(name=None, value=Text() as method),):
            return _method(method, scope, values)
        case (Argument(name=None, value=Name() as label),):
            return _block(label, scope, values)
        case _:
            message = "it does not say whose calls are answered"
            cure = 'write `answer("Service.Method")` or `answer(block)`'
            values.findings.error("E245", key.span, message, cure)
            return None


def _method(method: Text, scope: Scope, values: Values) -> tuple[str, str] | None:
    if method.text not in scope.methods:
        if not scope.silent(method.text):
            message = f"there is no method `{method.text}`"
            cure = did_you_mean(method.text, scope.methods) or f"there are {listed(scope.methods)}"
            values.findings.error("E245", method.span, message, cure)
        return None
    if scope.called is not None and method.text not in scope.called:
        message = f"no strategy of the project calls `{method.text}`"
        values.findings.warning("W312", method.span, message, "leave it out")
    return method.text, ""


def _block(label: Name, scope: Scope, values: Values) -> tuple[str, str] | None:
    drafts = scope.labels.get(label.text, ())
    if not drafts:
        if not scope.vocabulary.unsure:
            unknown("block", label.text, label.span, scope.labels, values.findings)
        return None
    calling = [draft for draft in drafts if draft.in_error or call_of(draft) is not None]
    if not calling:
        message = f"`{label.text}` calls no service, so that there is nothing to answer"
        cures = [name for name, found in scope.labels.items() if any(map(call_of, found))]
        cure = f"calls are made by {listed(cures[:3])}" if cures else "leave it out"
        values.findings.error("E245", label.span, message, cure)
        return None
    if all(draft.skipped for draft in calling):
        message = f"`{label.text}` is disabled and calls nothing"
        values.findings.warning("W312", label.span, message, "leave it out")
    return "", label.text


def _called(target: tuple[str, str] | None, scope: Scope) -> Signature | None:
    """The method whose calls are answered; None if it is not known, or there are several."""
    if target is None:
        return None
    method, block = target
    if method:
        return scope.methods[method]
    found = [draft.signature for draft in scope.labels[block] if call_of(draft) is not None]
    first = next(iter(found), None)
    return first if all(each is first for each in found) else None


# How they are answered


def _plan(way: Expression, called: Signature | None, values: Values) -> AnswerPlan | None:
    match way:
        case Name(text=word) if word in ALONE:
            return ALONE[word]
        case Call(function=Name(text=word)) if word in FORMS:
            return _made(way, called, values)
        case Path():
            written = values.read(way, "answer", str)
            if written in ALONE or written is None:
                return ALONE.get(written or "")
            _tell_unknown(written, way, values)
        case Call(function=word) | (Name() as word):
            _tell_unknown(word.text, way, values)
        case _:
            message = "this is no way of answering a call"
            cure = f"there are {listed(WAYS)}"
            if isinstance(way, Map):
                cure = "an answer of your own is written `answers({ … })`"
            values.findings.error("E245", way.span, message, cure)
    return None


def _tell_unknown(word: str, way: Expression, values: Values) -> None:
    cure = did_you_mean(word, (*ALONE, *FORMS)) or f"there are {listed(WAYS)}"
    if word in FORMS:
        cure = f"write `{FORMS[word]}`"
    elif word in ALONE:
        cure = f"write `{word}` alone"
    elif word in BY_SYMBOL:
        cure = f"write `fault({word})`"
    values.wrong("E245", way, f"`{word}` is no way of answering a call", cure)


def _made(way: Call, called: Signature | None, values: Values) -> AnswerPlan | None:
    """A way of answering with something in its parentheses."""
    word = way.function.text
    names = {FAULT: ("fault", "text"), AFTER: ("after",), ANSWERS: ("answer",)}[word]
    given = bound(way, names, () if word == AFTER else (AFTER,), "E245", values.findings)
    if given is None:
        return None
    if names[0] not in given:
        message = f"`{word}` needs something in its parentheses"
        values.findings.error("E245", way.span, message, f"write `{FORMS[word]}`")
        return None
    after = _after(given[AFTER], values) if AFTER in given else None
    if AFTER in given and after is None:
        return None
    if word == AFTER:
        return AnswerPlan(Answering.AFTER, after_us=after)
    if word == ANSWERS:
        answer = values.read(given["answer"], ANSWERS, KVList)
        plan = AnswerPlan(Answering.GIVEN, after_us=after)
        if answer is not None and called is not None:
            _check_answer(given["answer"], answer, called, values)
        return None if answer is None else replace(plan, result=answer)
    number = fault_number(given["fault"], FAULT, values)
    text = values.read(given["text"], "text", str) if "text" in given else ""
    if number is None or text is None:
        return None
    return AnswerPlan(Answering.FAULT, fault=number, after_us=after, text=text)


def _check_answer(
    expression: Expression, answer: KVList, called: Signature, values: Values
) -> None:
    """E296 for values of another type, and for keys that a service of one's own does not answer.

    What an embedded method stands for may answer more than is known of it.
    """
    known = dict((*called.promises, *called.attaches))
    known |= dict.fromkeys(called.may_attach, Type.TEXT)
    places = _places(expression)
    for key, value in answer:
        place = places.get(key, expression)
        if key not in known and called.name in EMBEDDED:
            continue
        if key not in known:
            cure = did_you_mean(key, known) or (f"it answers {listed(known)}" if known else None)
            values.wrong("E296", place, f"`{called.name}` answers no `{key}`", cure)
        elif type_of(value) is not known[key]:
            message = f"`{called.name}` answers {known[key]} for `{key}`, this is {type_of(value)}"
            values.wrong("E296", place, message)


def _places(expression: Expression) -> dict[str, Expression]:
    """Where the values of a map that is written out stand."""
    if not isinstance(expression, Map):
        return {}
    return {pair.key.text: pair.value for pair in reversed(expression.pairs)}


def _after(expression: Expression, values: Values) -> int | None:
    length = values.read(expression, AFTER, Duration)
    if length is not None and length < 0:
        values.wrong("E245", expression, "no answer comes before its request")
        return None
    return None if length is None else int(length)


def fault_number(
    expression: Expression,
    place: str,
    values: Values,
    *,
    code: str = "E245",
    late: str = "the way of answering is `timeout`",
) -> int | None:
    """The number of a fault that is written as a symbol or as a number; None if it is none.

    What is wrong is said with `code`; `late` is what to write for a time-out.
    """
    if isinstance(expression, Name) and expression.text not in values.constants.parameters:
        found: Value | None = expression.text
    else:
        found = values.any(expression, place)
    match found:
        case None:
            return None
        case str() if found in BY_SYMBOL:
            number = BY_SYMBOL[found].number
        case int() if type_of(found) is Type.INTEGER and 0 < found <= FAULT_MAX:
            number = found
        case _:
            shown = f"`{found if isinstance(found, str) else show(found)}`"
            cure = did_you_mean(found, BY_SYMBOL) if isinstance(found, str) else None
            cure = cure or f"a symbol that `routewright explain faults` shows, or 1 to {FAULT_MAX}"
            values.wrong(code, expression, f"{shown} is no fault", cure)
            return None
    if number == TIMEOUT:
        values.wrong(code, expression, "a time-out is no fault", late)
        return None
    return number
