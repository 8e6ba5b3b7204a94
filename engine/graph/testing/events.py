"""What happens in a test from outside: `at 20m customer_writes("hi")`.

In: claims led by `at`, read in one row of the test's table. Out: `Happening`s, or findings (E243).
"""

from collections.abc import Mapping
from typing import TypeAlias

from engine.blocks.prompts import KEYS
from engine.diagnostics import did_you_mean, listed
from engine.esp.rules.user_data import SYSTEM_KEYS
from engine.graph.fragments import CARRIED, one_of
from engine.graph.sketch import Sketch
from engine.graph.testing.beginning import Beginning
from engine.graph.testing.scope import Scope
from engine.graph.testing.values import Values, bound
from engine.ops import Family
from engine.scenario import ACTS, Act, Happening
from engine.scenario.happenings import ActPage
from engine.syntax.nodes import Call, Claim, Expression
from engine.values import KV_INTEGER_MAX, Type, Value, type_of

AT, OF = "at", "of"
Misfit: TypeAlias = tuple[str, str]
"""What is wrong, and the cure."""
OF_STAFF = (Act.AGENT_READY, Act.AGENT_NOT_READY, Act.AGENT_LOGS_OUT, Act.AGENT_LOGS_IN)
"""What agents do to whom strategies route."""
BY_WORD: Mapping[str, Act] = {act.value: act for act in ACTS}


def read_event(
    entry: Claim, at_us: int | None, beginning: Beginning, scope: Scope, values: Values
) -> Happening | None:
    """One event in one row; `at_us` is None if its time is in error."""
    call = entry.value
    if not isinstance(call, Call):
        return None  # the grammar has no other form
    act = BY_WORD.get(call.function.text)
    if act is None:
        known = listed(_form(word, ACTS[found]) for word, found in BY_WORD.items())
        cure = did_you_mean(call.function.text, BY_WORD) or f"what can happen is {known}"
        message = f"nothing that happens is called `{call.function.text}`"
        values.findings.error("E243", call.function.span, message, cure)
        return None
    page = ACTS[act]
    names = [name for name, _ in page.parameters]
    given = bound(call, names, (OF,), "E243", values.findings)
    if given is None:
        return None
    of = _of(given.get(OF), scope, values)
    misfit = _misfit(page, of, beginning, scope) if of is not None or OF not in given else None
    if misfit is not None:
        values.findings.error("E243", call.span, f"`{act.value}` {misfit[0]}", misfit[1])
    missing = [name for name in names if name not in given]
    if missing:
        message = f"`{act.value}` needs {listed(missing)}"
        cure = f"it is `{_form(act.value, page)}`"
        values.findings.error("E243", call.span, message, cure)
    arguments = [
        _argument(act, name, kind, given[name], scope, values)
        for name, kind in page.parameters
        if name in given
    ]
    found = tuple(argument for argument in arguments if argument is not None)
    if at_us is None or len(found) < len(names) or (of is None and OF in given):
        return None
    return Happening(at_us=at_us, act=act, arguments=found, of=of)


def _form(word: str, page: ActPage) -> str:
    return f"{word}({', '.join(name for name, _ in page.parameters)})"


def _of(expression: Expression | None, scope: Scope, values: Values) -> int | None:
    """To whom it happens; None if that is not said, or in error."""
    if expression is None:
        return None
    of = values.read(expression, OF, int)
    if of is not None and not 0 <= of <= scope.limits.interactions:
        cure = "0 is the interaction that the test begins with, 1 the first one created after it"
        values.wrong("E243", expression, f"there is no interaction {of}", cure)
        return None
    return of


def _argument(
    act: Act, name: str, kind: Type, expression: Expression, scope: Scope, values: Values
) -> Value | None:
    value = values.any(expression, name, kind)
    if value is None or not _declared(name, str(value), expression, scope, values):
        return None
    if act in OF_STAFF and not _is_agent(str(value), expression, scope, values):
        return None
    if name == "key" and value in SYSTEM_KEYS:
        message = f"`{value}` belongs to the system and cannot be attached"
        values.wrong("E237", expression, message, "choose another key")
        return None
    if name == "keys" and (not value or not set(str(value)) <= set(KEYS)):
        message = f"these are no keys of a telephone, which are `{KEYS}`"
        values.wrong("E243", expression, message)
        return None
    found = type_of(value)
    if kind is Type.ANY and found not in CARRIED:
        message = f"attached data holds {one_of(CARRIED)}, this is {found}"
        values.wrong("E220", expression, message, "write it as a text")
        return None
    if kind is Type.ANY and isinstance(value, int) and abs(value) > KV_INTEGER_MAX:
        message = "this is beyond the integers of attached data, which have 32 bits"
        values.wrong("E232", expression, message, "write it as a text")
        return None
    return value


def _is_agent(text: str, expression: Expression, scope: Scope, values: Values) -> bool:
    """Whether an agent is declared; who takes something by hand need not be."""
    agents = scope.staff.agents
    if text in agents or scope.silent(text):
        return True
    cure = did_you_mean(text, agents) or f"write `agent {text or 'anna'} {{ … }}`"
    values.wrong("E211", expression, f"there is no agent `{text}`", cure)
    return False


def _declared(name: str, text: str, expression: Expression, scope: Scope, values: Values) -> bool:
    """Whether what an agent names is there."""
    if name in ("agent", "owner") and not text:
        values.wrong("E243", expression, f"the name of the {name} is empty", "give it one")
        return False
    lines = [each for each, sketch in scope.sketches.items() if _takes_calls(sketch)]
    known = {"queue": scope.queues, "workbin": scope.workbins, "strategy": lines}.get(name)
    if known is None or text in known or scope.silent(text):
        return True
    of_calls = " for calls" if name == "strategy" else ""
    cure = did_you_mean(text, known)
    values.wrong("E211", expression, f"there is no {name}{of_calls} `{text}`", cure)
    return False


def _takes_calls(sketch: Sketch) -> bool:
    return sketch.family is Family.VOICE and not sketch.subroutine


NOUNS = {Family.VOICE: "a call", Family.CHAT: "a chat", Family.EMAIL: "an e-mail"}


def _misfit(page: ActPage, of: int | None, beginning: Beginning, scope: Scope) -> Misfit | None:
    """Why something can happen to no interaction of this test: those created later are chats."""
    if page.to_nobody and of is not None:
        return "happens to no interaction", "leave `of` out"
    if page.family is None or beginning.family is None:
        return None
    what = f"happens to {NOUNS[page.family]}"
    if of is not None and of > 0:
        if page.family is Family.CHAT:
            return None
        return f"{what}, and what is created later is a chat", "leave `of` out"
    if beginning.family is page.family:
        return None
    message = f"{what}, and this test begins with {NOUNS[beginning.family]}"
    if page.family is not Family.CHAT:
        return message, "leave it out"
    if of == 0:
        return message, "the first chat created is `of: 1`"
    if scope.called is not None and not scope.called:
        return f"{message}, and nothing in the project creates a chat", "leave it out"
    return None
