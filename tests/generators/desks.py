"""Generates projects about chats that lie in queues and workbins, and agents who are after them.

A drawn one has the form of `generators.projects` and `generators.scenarios`, so that what holds for
those can be asked of it: here something happens at desks in nearly every run.
"""

from typing import Any

from hypothesis import strategies as st

from engine.scenario import Act
from engine.values import MINUTE, SECOND
from tests.generators.projects import Drawn

ENDS = (
    'workbin(drafts) { owner = udata.LastAgent ?? ""   return_to = q2   after = 40s'
    "   fault -> over }",
    'workbin(drafts) { owner = "anna" }',
    "workbin(drafts) { owner = udata.Name   return_to = q1   after = 1us   fault -> over }",
    "queue(q1) { not_before = 10s }",
    "queue(q2)",
    "exit",
    'stop { reason = "done" }',
)
SERVERS = (
    "",
    "interaction_server { routing_timeout = 20m   handling_timeout = 1m }",
    "interaction_server { routing_timeout = 25m   media whatsappsession { handling_timeout = 2m }}",
)
ACTS: tuple[list[Any], ...] = (
    [Act.AGENT_TAKES.value, ["anna"]], [Act.AGENT_TAKES.value, ["bo"]],
    [Act.AGENT_TAKES.value, ["anna"]], [Act.AGENT_WORKS.value, []], [Act.AGENT_LEAVES.value, []],
    [Act.AGENT_PLACES.value, ["q1"]], [Act.AGENT_PLACES.value, ["q2"]],
    [Act.AGENT_KEEPS.value, ["drafts", "anna"]], [Act.AGENT_KEEPS.value, ["drafts", ""]],
    [Act.AGENT_STOPS.value, ["answered"]], [Act.SESSION_ENDS.value, []],
    [Act.SESSION_LOST.value, []], [Act.CUSTOMER_WRITES.value, ["hi"]],
    [Act.INTERACTION_HELD.value, []], [Act.INTERACTION_RELEASED.value, []],
    [Act.DATA_CHANGES.value, ["handling-timeout", 3]],
    [Act.DATA_CHANGES.value, ["handling-timeout", "soon"]],
)  # fmt: skip


@st.composite
def desks(draw: st.DrawFn) -> tuple[Drawn, dict[str, Any]]:
    """A project, and what happens to the chat that it begins with."""
    stops = draw(st.sampled_from(["never", "always", "noagents", "noanswer"]))
    text = f"""
workbin drafts {{ owner = agent }}
{draw(st.sampled_from(SERVERS))}
chat_server {{
  stop_abandoned_interaction = {stops}
  {draw(st.sampled_from(["", "inactivity_control { timeout_alert = 70s   timeout_close = 9s }"]))}
  endpoints 1 {{ "in" = q1 }}
}}
{draw(queue("q1"))}{draw(queue("q2"))}
{draw(strategy("main"))}{draw(strategy("other"))}"""
    now_us = 0
    happenings: list[list[Any]] = []
    for act in draw(st.lists(st.sampled_from(ACTS), max_size=9)):
        now_us += draw(st.sampled_from([0, 1, SECOND, 40 * SECOND, 61 * SECOND, 4 * MINUTE]))
        happenings.append([now_us, *act, draw(st.sampled_from([None, None, 0]))])
    plot: dict[str, Any] = {
        "waiting": draw(st.none() | st.just(["q1", MINUTE, 0, True, True, False])),
        "midway": None,
        "asynchronous": draw(st.booleans()),
        "stubs": [],
        "digits": None,
        "draws": [],
        "length": None,
        "happenings": happenings,
    }
    drawn = Drawn(
        text=text,
        answers=(),
        name=draw(st.sampled_from(["Ana", ""])),
        horizon_us=draw(st.sampled_from([61 * SECOND, 90 * MINUTE])),
    )
    return drawn, plot


@st.composite
def queue(draw: st.DrawFn, name: str) -> str:
    """A queue whose views come late, or not at all."""
    where = draw(
        st.sampled_from(
            ["time_in_queue > 50s", "not is_online", "delivered_at < now", "state == 0", "age > 1h"]
        )
    )
    submit = draw(st.sampled_from(["main", "other"]))
    every = draw(st.sampled_from(["1s", "30s", "7m"]))
    view = f"view v {{ where = {where}   every = {every}   submit = {submit} }}"
    return f"queue {name} {{ {draw(st.sampled_from([view, view, '']))} }}\n"


@st.composite
def strategy(draw: st.DrawFn, name: str) -> str:
    """What has a chat for a while, perhaps for too long."""
    length = draw(st.sampled_from(["1us", "30s", "24m"]))
    return f"""strategy {name} (chat) {{
  pause: wait({length}) -> leave
  leave: {draw(st.sampled_from(ENDS))}
  over: stop {{ reason = "over" }}
}}
"""
