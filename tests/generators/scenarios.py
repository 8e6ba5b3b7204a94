"""Generates what a run of a drawn project is told to do: how it begins, what happens on its way.

A plot is plain JSON, so that it can be sent to a worker; `scenario_of` makes the scenario of it.
"""

from typing import Any

from hypothesis import strategies as st

from engine.scenario import (
    Accepting,
    Act,
    AgentPlan,
    Answering,
    AnswerPlan,
    Happening,
    Midway,
    Scenario,
    Statistic,
    Stub,
    Told,
    Waiting,
)
from engine.scenario.told import What
from engine.values import MINUTE, SECOND, KVList
from tests.generators.projects import ANSWERS, Drawn

INSTANTS = (
    0, 1, 50_000, SECOND, 2 * SECOND, 3 * SECOND, 5 * SECOND, 10 * SECOND, 20 * SECOND, 60 * SECOND,
    255 * SECOND, 300 * SECOND, 11 * MINUTE, 20 * MINUTE,
)  # fmt: skip
DATA = (
    ["Name", "Ana"],
    ["Name", 7],
    ["Key1", "x"],
    ["IsOnline", "1"],
    ["GCTI_Chat_AsyncStatus", 1],
    ["GCTI_Chat_AsyncStatus", "1"],
    ["handling-timeout", 1],
    ["handling-timeout", "soon"],
)
METHOD = "ChatService.InviteToChat"


@st.composite
def plots(draw: st.DrawFn) -> dict[str, Any]:
    """How a run of `generators.projects` begins, how its calls are answered, what happens."""
    return {
        "waiting": draw(st.none() | waiting()),
        "asynchronous": draw(st.booleans()),
        "midway": draw(st.none() | st.integers(0, 9)),
        "stubs": draw(st.lists(stub(), max_size=2)),
        "digits": draw(st.none() | st.lists(st.text("12#*", max_size=4), max_size=4)),
        "draws": draw(st.lists(st.integers(0, 99), max_size=3)),
        "length": draw(st.none() | st.integers(0, 9)),
        "happenings": draw(st.lists(happening(), max_size=6))
        + draw(st.just([]) | hold())
        + draw(st.just([]) | desk()),
    }


@st.composite
def waiting(draw: st.DrawFn) -> list[Any]:
    """Queue, age, time in the queue, and what is known of the session."""
    age_us = draw(st.sampled_from([0, 1, MINUTE, 11 * MINUTE, 60 * MINUTE]))
    in_queue_us = min(age_us, draw(st.sampled_from([0, 1, 30 * SECOND, 11 * MINUTE])))
    return [
        draw(st.sampled_from(["q1", "q2"])),
        age_us,
        in_queue_us,
        *(draw(st.booleans()) for _ in range(3)),
    ]


@st.composite
def stub(draw: st.DrawFn) -> list[Any]:
    """Method, block, plans (a text, or None for an invented answer), whether for every call."""
    method, block = draw(st.sampled_from([(METHOD, ""), ("", "b0"), ("", "b1")]))
    plans = draw(st.lists(st.none() | st.sampled_from(ANSWERS), min_size=1, max_size=3))
    return [method, block, plans, draw(st.booleans())]


@st.composite
def happening(draw: st.DrawFn) -> list[Any]:
    """When, what, with which arguments, to whom."""
    act = draw(st.sampled_from(list(Act)))
    arguments: list[Any] = []
    if act is Act.CUSTOMER_WRITES:
        arguments = [draw(st.sampled_from(["hi", "", "<$Contact.FirstName$>"]))]
    elif act is Act.CALLER_PRESSES:
        arguments = [draw(st.text("12#*", min_size=1, max_size=4))]
    elif act in (
        Act.AGENT_TAKES, Act.AGENT_READY, Act.AGENT_NOT_READY, Act.AGENT_LOGS_OUT,
        Act.AGENT_LOGS_IN,
    ):  # fmt: skip
        arguments = [draw(st.sampled_from(["anna", "bo"]))]
    elif act is Act.AGENT_TRANSFERS:
        arguments = [draw(st.sampled_from(["main", "other", "nobody"]))]
    elif act is Act.AGENT_PLACES:
        arguments = [draw(st.sampled_from(["q1", "q2"]))]
    elif act is Act.AGENT_KEEPS:
        arguments = ["drafts", draw(st.sampled_from(["anna", ""]))]
    elif act is Act.AGENT_STOPS:
        arguments = ["answered"]
    elif act is Act.DATA_CHANGES:
        arguments = draw(st.sampled_from(DATA))
    elif act is Act.CHAT_SERVER_RESTARTS:
        arguments = [draw(st.booleans())]
    of = draw(st.sampled_from([None, None, None, 0, 1, 2]))
    return [draw(st.sampled_from(INSTANTS)), act.value, arguments, of]


@st.composite
def hold(draw: st.DrawFn) -> list[list[Any]]:
    """An interaction on hold for a while."""
    first, last = sorted(draw(st.lists(st.sampled_from(INSTANTS), min_size=2, max_size=2)))
    of = draw(st.sampled_from([None, 0, 1]))
    held, released = Act.INTERACTION_HELD.value, Act.INTERACTION_RELEASED.value
    return [[first, held, [], of], [last, released, [], of]]


@st.composite
def desk(draw: st.DrawFn) -> list[list[Any]]:
    """Agents who are after an interaction, one moment after the other, and what they do with it."""
    of = draw(st.sampled_from([0, 1, 2]))
    acts: list[list[Any]] = [
        [Act.AGENT_TAKES.value, ["anna"]], [Act.AGENT_TAKES.value, ["bo"]],
        [Act.AGENT_WORKS.value, []], [Act.AGENT_LEAVES.value, []],
        [Act.AGENT_PLACES.value, ["q1"]], [Act.AGENT_PLACES.value, ["q2"]],
        [Act.AGENT_KEEPS.value, ["drafts", "anna"]], [Act.AGENT_STOPS.value, ["answered"]],
        [Act.SESSION_ENDS.value, []],
    ]  # fmt: skip
    first = draw(st.sampled_from([0, 1, 500_000, SECOND + 1, 90 * SECOND]))
    after = draw(st.sampled_from([1, SECOND, 50 * SECOND, 3 * MINUTE]))
    done = draw(st.lists(st.sampled_from(acts), max_size=5))
    return [
        [first + number * after, *act, of] for number, act in enumerate([acts[0], acts[0], *done])
    ]


def scenario_of(drawn: Drawn, plot: dict[str, Any]) -> Scenario:
    """The scenario of a plot for a drawn project."""
    lies, length = plot["waiting"], plot["length"]
    block = f"b{plot['midway']}"
    begins = not lies and f"\n  {block}: " in drawn.text
    mode = [("GCTI_Chat_AsyncMode", "true")] if lies and plot["asynchronous"] else []
    given = Statistic(function="length", arguments=("q1",), value=length or 0)
    return Scenario(
        strategy="" if lies else "main",
        ani="+14155550123",
        data=KVList([("Name", drawn.name), *mode]),
        media="whatsappsession" if lies else "",
        answers=tuple(map(AnswerPlan.parse, drawn.answers)),
        horizon_us=drawn.horizon_us,
        waiting=_waiting(*lies) if lies else None,
        midway=Midway(block=block, variables=(("n", 1),)) if begins else None,
        statistics=() if length is None else (given,),
        stubs=tuple(_stub(*each) for each in plot["stubs"]),
        told=(
            *_told(plot["digits"]),
            Told(what=What.DRAW, block="b1", values=tuple(plot["draws"])),
        ),
        staff=tuple(_agent(*each) for each in plot.get("staff", ())),
        happenings=tuple(_happening(*each) for each in plot["happenings"]),
    )


def _agent(
    name: str, ready: bool, accepting: str, after_us: int, handles_us: int | None
) -> AgentPlan:  # fmt: skip
    return AgentPlan(
        agent=name,
        ready=ready,
        accepting=Accepting(accepting),
        after_us=after_us,
        handles_us=handles_us,
    )


def _waiting(
    queue: str, age_us: int, in_queue_us: int, online: bool, known: bool, terminate: bool
) -> Waiting:  # fmt: skip
    return Waiting(
        queue=queue,
        age_us=age_us,
        in_queue_us=in_queue_us,
        online=online,
        known=known,
        terminate=terminate,
    )


def _told(digits: list[str] | None) -> tuple[Told, ...]:
    """The same digits at whichever block asks for them."""
    return tuple(
        Told(what=What.DIGITS, block=f"b{number}", values=tuple(digits), every=bool(number % 2))
        for number in range(3 if digits is not None else 0)
        if digits is not None
    )


def _stub(method: str, block: str, plans: list[str | None], every: bool) -> Stub:
    invented = AnswerPlan(Answering.GIVEN, result=KVList([("_umsChatSessionId", "chat-77")]))
    made = tuple(invented if plan is None else AnswerPlan.parse(plan) for plan in plans)
    return Stub(method=method, block=block, plans=made, every=every)


def _happening(at_us: int, act: str, arguments: list[str | int], of: int | None) -> Happening:
    return Happening(at_us=at_us, act=Act(act), arguments=tuple(arguments), of=of)
