"""Generates projects that route calls and chats to agents, and what agents do in their runs.

A call invites up to four customers to chats and asks for an agent itself, so that several
interactions wait for the same few agents. A drawn one has the form of `generators.projects` and
`generators.scenarios`, so that what holds for those can be asked of it.
"""

from typing import Any

from hypothesis import strategies as st

from engine.scenario import Accepting, Act
from engine.values import MINUTE, SECOND
from tests.generators.projects import Drawn

AGENTS = ("anna", "bo", "cy")
WHOM = (
    "agent(anna)", "agent(bo)", "group(everyone)", "group(few)", "skill(billing) >= 5",
    "not (skill(billing) > 3)", "skill(billing) < 9 and skill(english) > 1",
    "skill(billing) > 6 or skill(english) == 0", 'agent(udata.LastAgent ?? "bo")',
    "group(udata.Name)", 'group("few" + "")',
)  # fmt: skip
WHEN = (
    "", "", "", "   when: length(VQ) > 1", "   when: agents_ready(everyone) > 1",
    "   when: estimated_wait(VQ) < 5s", "   when: age > 20s", "   when: udata.Level > 3",
)  # fmt: skip
FOR = ("", "", "   for: 1s", "   for: 10s", "   for: 30s")
ORDERS = ("any", "longest_idle", "least_loaded", "least_occupied")
PRIORITIES = (
    "", "", "priority = 5", "priority = udata.Level ?? 0", "priority = 2147483647",
    "priority = 3   age_step = 2   age_every = 5s", "age_step = 2147483647   age_every = 1s",
)  # fmt: skip
TIMEOUTS = ("10s", "45s", "5m", "never")
CAPACITIES = (
    "", "", "capacity = { voice: 1, chat: 2 }", "capacity = { chat: 1 }",
    "capacity = { voice: 1, chat: 1, email: 1 }", "capacity = { chat: 0 }",
    "capacity = { voice: 1, chat: { most: 2, unless: voice >= 1 } }", "capacity = blended",
)  # fmt: skip
TUNINGS = (
    "", "", "use_age = true", "use_predict = true", "use_age = true   objective = 5s",
    "objective = udata.Goal ?? 1m", "use_predict = true   objective = 10s",
)  # fmt: skip
TREATMENTS = (
    "", "", 'treatments = "music"',
    'treatments = [{ play: udata.Name, length: 1s }, { play: "music", length: 7s }]',
)  # fmt: skip
SERVERS = (
    "",
    "",
    "interaction_server { delivering_timeout = 5s }",
    "interaction_server { delivering_timeout = 7s   handling_timeout = 1m }",
)
INVITE = """  b{number}: esp("ChatService.InviteToChat") {{
    app_name = "DMS"   parameters = {{ _umsClientId: "+1415555000{number}", _umsBusinessId: "1" }}
    timeout = 3s
    timeout -> {following}
    fault -> {following}
  }} -> {following}
"""
ENDS = (
    "queue(q2) { not_before = 10s }",
    "queue(q1) { not_before = 3s }",
    'stop { reason = "nobody" }',
    "exit",
)
INSTANTS = (
    0, 1, 50_000, SECOND, 5 * SECOND, 7 * SECOND, 10 * SECOND, 20 * SECOND, 30 * SECOND,
    45 * SECOND, 61 * SECOND, 3 * MINUTE,
)  # fmt: skip
PRESENCE = (Act.AGENT_READY, Act.AGENT_NOT_READY, Act.AGENT_LOGS_OUT, Act.AGENT_LOGS_IN)
ACTS: tuple[list[Any], ...] = (
    *([act.value, [agent]] for act in PRESENCE for agent in AGENTS),
    [Act.AGENT_READY.value, ["nobody"]], [Act.AGENT_FINISHES.value, []],
    [Act.AGENT_FINISHES.value, []], [Act.AGENT_TAKES.value, ["anna"]],
    [Act.AGENT_TAKES.value, ["a stranger"]], [Act.AGENT_WORKS.value, []],
    [Act.AGENT_PLACES.value, ["q1"]], [Act.AGENT_STOPS.value, ["answered"]],
    [Act.CALLER_HANGS_UP.value, []], [Act.CUSTOMER_WRITES.value, ["hi"]],
    [Act.SESSION_ENDS.value, []], [Act.DATA_CHANGES.value, ["Level", 7]],
    [Act.INTERACTION_HELD.value, []], [Act.INTERACTION_RELEASED.value, []],
)  # fmt: skip


@st.composite
def routes(draw: st.DrawFn) -> tuple[Drawn, dict[str, Any]]:
    """A project, and what its agents and customers do."""
    invited = draw(st.integers(0, 4))
    labels = [*(f"b{number}" for number in range(invited)), "ask"]
    invites = "".join(
        INVITE.format(number=number, following=labels[number + 1]) for number in range(invited)
    )
    text = f"""
skill billing
skill english
capacity_rule blended {{
  voice = {{ most: 1, unless: chat >= 2 }}
  chat = {{ most: 3, unless: voice >= 1 or (email >= 1 and chat >= 1) }}
}}
{"".join(draw(agent(name)) for name in AGENTS)}
group everyone {{ members = [anna, bo, cy] }}
group few {{ members = {draw(st.sampled_from(["[bo]", "[cy, anna]"]))} }}
virtual_queue VQ
virtual_queue VQ2
{draw(st.sampled_from(SERVERS))}
application "DMS" {{
  flex_chat = true
  channel "wa" {{ media = whatsapp   business_id = "1"   inbound_route_by_call = "1:in" }}
}}
chat_server {{ endpoints 1 {{ "in" = q1 }} }}
queue q1 {{ view v {{ every = {draw(st.sampled_from(["1s", "9s"]))}   submit = chats }} }}
queue q2 {{ view v {{ where = time_in_queue > 5s   every = 7s   submit = chats }} }}
strategy main (voice) {{
  on fault -> over
  {draw(st.sampled_from(["", "on abandoned -> over"]))}
{invites}{draw(route("ask", "over", voice=True))}
  over: disconnect {{ reason = "nobody" }}
}}
strategy chats (chat) {{
  on fault -> over
  pause: wait({draw(st.sampled_from(["1us", "2s"]))}) -> ask
{draw(route("ask", "over"))}
  over: {draw(st.sampled_from(ENDS))}
}}
"""
    plot: dict[str, Any] = {
        "waiting": draw(st.none() | st.just(["q1", MINUTE, 0, True, True, False])),
        "midway": None,
        "asynchronous": draw(st.booleans()),
        "stubs": [],
        "digits": None,
        "draws": [],
        "length": None,
        "staff": [draw(plan(name)) for name in AGENTS if draw(st.booleans())],
        "happenings": draw(st.lists(happening(), max_size=8)),
    }
    drawn = Drawn(
        text=text,
        answers=(),
        name=draw(st.sampled_from(["few", "nobody"])),
        horizon_us=draw(st.sampled_from([31 * SECOND, 61 * SECOND, 4 * MINUTE])),
    )
    return drawn, plot


@st.composite
def agent(draw: st.DrawFn, name: str) -> str:
    """An agent with some skills, who can have this or that."""
    levels = {skill: draw(st.integers(0, 10)) for skill in ("billing", "english")}
    skills = ", ".join(f"{skill}: {level}" for skill, level in levels.items() if level)
    return f"agent {name} {{ skills = {{ {skills} }}   {draw(st.sampled_from(CAPACITIES))} }}\n"


@st.composite
def route(draw: st.DrawFn, label: str, otherwise: str, *, voice: bool = False) -> str:
    """A block that waits for an agent, for a while or for ever."""
    targets = ", ".join(
        f"{{ target: {draw(st.sampled_from(WHOM))}{draw(st.sampled_from(FOR))}"
        f"{draw(st.sampled_from(WHEN))} }}"
        for _ in range(draw(st.integers(1, 3)))
    )
    timeout = draw(st.sampled_from(TIMEOUTS))
    queue = draw(st.sampled_from(["", "virtual_queue = VQ", "virtual_queue = VQ", "VQ2"]))
    lines = (
        f"targets = [{targets}]",
        f"virtual_queue = {queue}" if queue == "VQ2" else queue,
        f"order = {draw(st.sampled_from(ORDERS))}",
        draw(st.sampled_from(PRIORITIES)),
        draw(st.sampled_from(TUNINGS if queue else TUNINGS[:3])),
        draw(st.sampled_from(TREATMENTS)) if voice else "",
        f"clear_targets = {draw(st.sampled_from(['true', 'false']))}",
        f"timeout = {timeout}",
        "" if timeout == "never" else f"timeout -> {otherwise}",
    )
    return f"  {label}: route {{\n    " + "\n    ".join(filter(None, lines)) + "\n  }\n"


@st.composite
def plan(draw: st.DrawFn, name: str) -> list[Any]:
    """Who it is, whether ready, how they take an offer and after which time, how long they work."""
    return [
        name,
        draw(st.booleans()),
        draw(st.sampled_from(list(Accepting))).value,
        draw(st.sampled_from([0, 0, 1, 4 * SECOND, 5 * SECOND, 40 * SECOND])),
        draw(st.sampled_from([None, None, 0, 1, 20 * SECOND, 2 * MINUTE])),
    ]


@st.composite
def happening(draw: st.DrawFn) -> list[Any]:
    """When, what, with which arguments, to whom."""
    act, arguments = draw(st.sampled_from(ACTS))
    nobody = act in [each.value for each in PRESENCE]
    of = None if nobody else draw(st.sampled_from([None, None, 0, 1, 2]))
    return [draw(st.sampled_from(INSTANTS)), act, arguments, of]
