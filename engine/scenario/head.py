"""A scenario in the lines of a log's head, so that the head says what the run was told to do.

In: a scenario. Out: names and one-line texts. A part that is not given has no line.
"""

from collections.abc import Mapping

from engine.scenario.answers import AnswerPlan, Stub
from engine.scenario.happenings import Happening
from engine.scenario.scenario import Midway, Scenario, Statistic, Waiting
from engine.scenario.staff import Accepting, AgentPlan
from engine.scenario.told import Told
from engine.values import KVList, Value, quote, show


def head_lines(scenario: Scenario) -> Mapping[str, str]:
    """The parts of a scenario that a run need not have.

    >>> head_lines(Scenario(strategy="s"))
    {}
    >>> head_lines(Scenario(media="applebcsession"))
    {'media': '"applebcsession"'}
    """
    lines = {
        "media": quote(scenario.media) if scenario.media else "",
        "waiting": _waiting(scenario.waiting) if scenario.waiting else "",
        "midway": _midway(scenario.midway) if scenario.midway else "",
        "statistics": "; ".join(map(_statistic, scenario.statistics)),
        "stubs": "; ".join(map(_stub, scenario.stubs)),
        "told": "; ".join(map(_told, scenario.told)),
        "staff": "; ".join(map(_agent, scenario.staff)),
        "happenings": "; ".join(map(_happening, scenario.happenings)),
    }
    return {name: line for name, line in lines.items() if line}


def _waiting(waiting: Waiting) -> str:
    flags = ("online", waiting.online), ("known", waiting.known), ("terminate", waiting.terminate)
    told = " ".join(f"{name} {int(flag)}" for name, flag in flags)
    times = f"age_us {waiting.age_us} in_queue_us {waiting.in_queue_us}"
    return f"queue {quote(waiting.queue)} {times} {told}"


def _midway(midway: Midway) -> str:
    parts = (
        ("variables", midway.variables),
        ("answers", midway.answers),
        ("faults", midway.faults),
    )
    return " ".join([f"block {quote(midway.block)}", *(f"{name} {show(p)}" for name, p in parts)])


def _statistic(statistic: Statistic) -> str:
    return f"{_call(statistic.function, statistic.arguments)} = {show(statistic.value)}"


def _stub(stub: Stub) -> str:
    whose = f"block {quote(stub.block)}" if stub.block else f"method {quote(stub.method)}"
    every = " every" if stub.every else ""
    return f"{whose}{every} {' '.join(map(_plan, stub.plans))}"


def _told(told: Told) -> str:
    every = " every" if told.every else ""
    values = " ".join(map(show, told.values))
    return f"{told.what.value} of block {quote(told.block)}{every} {values}"


def _agent(plan: AgentPlan) -> str:
    after = f" {plan.after_us}" if plan.accepting is Accepting.AFTER else ""
    handles = "" if plan.handles_us is None else f" handles {plan.handles_us}"
    offers = f"{plan.accepting.value}{after}{handles}"
    return f"agent {quote(plan.agent)} ready {int(plan.ready)} accepts {offers}"


def _plan(plan: AnswerPlan) -> str:
    """One plan in parentheses; what is not said of it is left out."""
    parts = [plan.answering.value]
    parts += [str(plan.fault)] if plan.fault else []
    parts += [quote(plan.text)] if plan.text else []
    parts += [f"after_us {plan.after_us}"] if plan.after_us is not None else []
    parts += [show(plan.result)] if plan.result != KVList() else []
    return f"({' '.join(parts)})"


def _happening(happening: Happening) -> str:
    of = "" if happening.of is None else f" of {happening.of}"
    return f"{happening.at_us} {_call(happening.act.value, happening.arguments)}{of}"


def _call(name: str, arguments: tuple[Value, ...]) -> str:
    return f"{name}({', '.join(map(show, arguments))})"
