"""Generates whole projects that check clean, as text, with the input of a run.

A voice strategy walks through blocks of all kinds towards its end, mostly forwards; a counted loop
may lead back. Its ESP calls meet every plan of answers. The queue that receives the chats has views
and strategies drawn as well: they stop, park, go on, return the chat or pass it to another queue.
Views have throttles, sessions end when nobody does anything.
"""

from dataclasses import dataclass

from hypothesis import strategies as st

from engine.values import SECOND
from tests.generators.classification import classifier, classify_block
from tests.generators.services import service_block, table_by_text
from tests.generators.subroutines import call_block, subroutines

ANSWERS = (
    "ok", "fault:unavailable", "fault:submit_failed", "fault:999", "timeout", "after:2s",
    "after:5s", "late", "duplicate", "foreign", "lost-close", "lost-session",
)  # fmt: skip
KINDS = (
    "if", "switch", "assign", "attach", "wait", "log", "esp", "loop", "crowd", "play", "collect",
    "percentage", "hours", "service", "classify", "call",
)  # fmt: skip
CONDITIONS = (
    'ANI == "+14155550123"',
    "n < 2",
    "n < 2 and not (age > 1s)",
    'udata.Name == "Ana" or is_mobile(ANI, "US")',
    'is_mobile(udata.Name, "US")',
    "(udata.Level ?? 0) > 3",
    'udata.Name in ["Ana", "Bo"]',
    "now > 2026-01-01T00:00",
)
WHERE = (
    "is_online == false",
    "is_online and age > 10m",
    "not session_known",
    "time_in_queue > 90s",
    'udata.Name == "Ana"',
    "(udata.GCTI_Chat_AsyncStatus ?? 0) == 3",
    "is_open(service) or age > 5m",
    "true",
)
THROTTLES = (
    "",
    "",
    "max_submitted_interactions = 1",
    "max_submitted_interactions = 2",
    'max_submission_rate = "1/second"',
    'max_submission_rate = "1/minute"',
    'max_submitted_interactions = 1   max_submission_rate = "2/minute"',
)
SESSIONS = (
    "",
    "inactivity_control { }",
    "inactivity_control { timeout_alert = 1s   timeout_close = 1s }",
    'inactivity_control { timeout_alert = 20s   timeout_alert2 = 10s   message_alert = "" }',
    "async_idle_alert = 10s   async_idle_close = 50s",
    "async_idle_alert = 1s   inactivity_control { timeout_alert = 2s   timeout_alert2 = 2s }",
)
SHORT = "interaction_server { routing_timeout = 20m   handling_timeout = 2m }"
EVERY = ("1s", "7s", "1m", "250ms")


@dataclass(frozen=True)
class Drawn:
    """A project as text, and what a caller brings to it."""

    text: str
    answers: tuple[str, ...]
    name: str
    horizon_us: int


@st.composite
def projects(draw: st.DrawFn) -> Drawn:
    """A project whose first strategy is `main`, a voice strategy."""
    count = draw(st.integers(1, 7))
    blocks = [draw(voice_block(index, count)) for index in range(count)]
    strategies = "".join(draw(chat_strategy(name)) for name in ("chat_a", "chat_b"))
    text = f"""
strategy main (voice) {{
  data {{ Name: text }}
  var n = 0
  var typed = ""
  on fault -> failed
  {draw(st.sampled_from(["", "on abandoned -> failed", "on abandoned -> b0"]))}
{"".join(blocks)}
  b{count}: disconnect {{ reason = "done" }}
  failed: {draw(st.sampled_from(["default_route", "exit", 'disconnect { reason = "failed" }']))}
}}
application "DMS" {{
  flex_chat = true
  missing_values = {draw(st.sampled_from(["empty", "none_text", "keep", "fault"]))}
  strict_delivery = {draw(st.sampled_from(["true", "false"]))}
  channel "wa" {{
    media = whatsapp
    business_id = "1925"
    inbound_route_by_call = "1:in"
    {draw(st.sampled_from(["", 'inbound_route = "1:in"', 'inbound_route = "1:out"']))}
  }}
}}
calendar service {{
  zone = {draw(st.sampled_from(['"Etc/UTC"', '"America/Havana"', '"Asia/Kathmandu"']))}
  mon_fri = 09:00..{draw(st.sampled_from(["09:01", "18:00", "03:00"]))}
  holiday day {{ date = {draw(st.sampled_from(["jan(5)", "feb(29)", "2026-01-04..2026-01-06"]))} }}
}}
chat_server {{
  stop_abandoned_interaction = {draw(st.sampled_from(["never", "always", "noagents"]))}
  attach_session_statistics = {draw(st.sampled_from(["none", "fired", "all"]))}
  {draw(st.sampled_from(SESSIONS))}
  endpoints 1 {{ "in" = q1   "out" = q2 }}
}}
workbin drafts {{ owner = agent }}
{draw(st.sampled_from(["", SHORT]))}
response note {{
  content_type = {draw(st.sampled_from(["notification", "text"]))}
  body = "Dear <$Contact.FirstName$>, <$Custom.Order$>"
}}
{draw(classifier())}{draw(table_by_text())}{draw(queue("q1"))}{draw(queue("q2"))}{strategies}{draw(subroutines())}"""
    return Drawn(
        text=text,
        answers=tuple(draw(st.lists(st.sampled_from(ANSWERS), max_size=4))),
        name=draw(st.sampled_from(["Ana", "Bo", "", "<$Contact.FirstName$>"])),
        horizon_us=draw(st.sampled_from([0, 1, 61 * SECOND, 900 * SECOND, 5_000 * SECOND])),
    )


CALLING = {"service": service_block, "classify": classify_block, "call": call_block}
"""The blocks that ask others, by their words."""


@st.composite
def voice_block(draw: st.DrawFn, index: int, count: int) -> str:
    """One block `b{index}`; its ways lead to later blocks, once in a while back through `n`."""
    later = st.integers(index + 1, count).map(lambda number: f"b{number}")
    label, following = f"b{index}", f"b{index + 1}"
    disabled = draw(st.sampled_from(["", "", "", "   disabled = true"]))
    kind = draw(st.sampled_from(KINDS))
    match kind:
        case "if":
            condition = draw(st.sampled_from(CONDITIONS))
            return (
                f"  {label}: if({condition}) {{ true -> {draw(later)}   false -> {following} }}\n"
            )
        case "switch":
            first, second = draw(later), draw(later)
            return (
                f'  {label}: switch(udata.Name) {{ "Ana" -> {first}   "Bo" -> {second}'
                f"   else -> {following} }}\n"
            )
        case "assign":
            value = draw(st.sampled_from(["n + 1", "n * 3 - 1", "n mod 2", "-n", "7 / 2"]))
            return f"  {label}: assign {{ n = {value}{disabled} }} -> {following}\n"
        case "attach":
            value = draw(st.sampled_from(['udata.Name + "!"', "n", "ANI", "text(n)"]))
            return f"  {label}: attach {{ Key{index % 3} = {value} }} -> {following}\n"
        case "wait":
            length = draw(st.sampled_from(["1us", "50ms", "1s", "7s", "1m30s"]))
            return f"  {label}: wait({length}) -> {following}\n"
        case "log":
            return f'  {label}: log("at {label} " + text(n)) -> {following}\n'
        case "service" | "classify" | "call":
            return draw(CALLING[kind](label, following, draw(later)))
        case "play" | "collect" | "percentage" | "hours":
            return draw(caller_block(kind, label, following, draw(later), draw(later)))
        case "loop" | "crowd":
            return repeated(kind, label, following)
        case _:
            return draw(esp_block(index, following, draw(later)))


def repeated(kind: str, label: str, following: str) -> str:
    """A block that comes back to itself a few times: for a while, or to invite a crowd of chats."""
    if kind == "loop":
        return (
            f"  {label}: assign {{ n = n + 1 }} -> {label}_test\n"
            f"  {label}_test: if(n < 4) {{ true -> {label}_pause   false -> {following} }}\n"
            f"  {label}_pause: wait(3s) -> {label}\n"
        )
    call = esp_call(f"{label}_invite", "", "user_data = none   fault -> failed")
    return (
        f"  {label}: assign {{ n = n + 1 }} -> {label}_invite\n"
        f"{call} -> {label}_test\n"
        f"  {label}_test: if(n < 4) {{ true -> {label}   false -> {following} }}\n"
    )


@st.composite
def caller_block(
    draw: st.DrawFn, kind: str, label: str, following: str, first: str, second: str
) -> str:
    """A block that speaks to the caller, shares callers out, or goes by the clock."""
    disabled = draw(st.sampled_from(["", "", "", "   disabled = true"]))
    match kind:
        case "play":
            length = draw(st.sampled_from(["", "length = 0s", "length = n * 2s"]))
            return f"  {label}: play(udata.Name) {{ {length}{disabled} }} -> {following}\n"
        case "collect":
            asked = draw(st.sampled_from(["", "digits = 3", "digits = 3   least = 1   tries = 1"]))
            return (
                f'  {label}: collect("at {label}") {{ into = typed   {asked}{disabled}'
                f"   timeout -> {first}   invalid -> {second} }} -> {following}\n"
            )
        case "hours":
            holiday = draw(st.sampled_from(["", f"   holiday -> {second}"]))
            ports = f"open -> {following}   closed -> {first}{holiday}"
            return f"  {label}: hours(service) {{ {ports} }}\n"
        case _:
            return (
                f'  {label}: percentage {{ few = 10   more = 40   "few" -> {first}'
                f'   "more" -> {second}   else -> {following} }}\n'
            )


@st.composite
def esp_block(draw: st.DrawFn, index: int, following: str, other: str) -> str:
    """An InviteToChat with drawn parameters and ports."""
    extra = draw(
        st.lists(
            st.sampled_from(
                [
                    'StandardResponseId: "note"',
                    'ChatQueueKey: "1:out"',
                    'TerminateSessionFlag: "true"',
                    "Contact: { FirstName: udata.Name }",
                    'CustomProperties: { Order: "A-1" }',
                ]
            ),
            unique=True,
        )
    )
    ports = draw(
        st.sampled_from(
            ["", f"fault unavailable -> {other}", f"timeout -> {other}   fault -> {following}"]
        )
    )
    user_data = draw(st.sampled_from(["all", "none", "[Name]"]))
    pairs = "".join(f"\n      {pair}" for pair in extra)
    fields = f"user_data = {user_data}\n    timeout = 5s\n    {ports}"
    return f"{esp_call(f'b{index}', pairs, fields)} -> {following}\n"


def esp_call(label: str, pairs: str, fields: str) -> str:
    """A block that invites, without the way on."""
    return (
        f'  {label}: esp("ChatService.InviteToChat") {{\n    app_name = "DMS"\n'
        '    parameters = {\n      _umsClientId: e164(ANI, "US")\n      _umsBusinessId: "1925"'
        f"{pairs}\n    }}\n    {fields}\n  }}"
    )


@st.composite
def queue(draw: st.DrawFn, name: str) -> str:
    """A queue with up to three views."""
    views = "".join(
        f"  view v{number} {{ where = {draw(st.sampled_from(WHERE))}"
        f"   every = {draw(st.sampled_from(EVERY))}"
        f"   order = {draw(st.sampled_from(['priority', 'oldest', 'newest']))}"
        f"   {draw(st.sampled_from(THROTTLES))}"
        f"   submit = {draw(st.sampled_from(['chat_a', 'chat_b']))} }}\n"
        for number in range(draw(st.integers(0, 3)))
    )
    return f"queue {name} {{\n{views}}}\n"


@st.composite
def chat_strategy(draw: st.DrawFn, name: str) -> str:
    """What a queue submits to."""
    end = draw(
        st.sampled_from(
            [
                'stop { reason = "done" }',
                "queue(q2) { not_before = 2m }",
                "queue(q1) { not_before = 1s }",
                "exit",
                'workbin(drafts) { owner = udata.LastAgent ?? ""   return_to = q2   after = 40s'
                "   fault -> over }",
                'workbin(drafts) { owner = "anna" }',
            ]
        )
    )
    patience = draw(st.sampled_from(["1m", "20m"]))
    return f"""strategy {name} (chat) {{
  look: if(is_online and age < {patience}) {{ true -> pause   false -> over }}
  pause: wait({draw(st.sampled_from(["1s", "40s"]))}) -> leave
  leave: {end}
  over: stop {{ reason = "over" }}
}}
"""
