"""Generates tests of strategies for the drawn projects, as text: well typed, right or wrong.

Whether their claims hold is not known; that they check without an error is.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from tests.generators.projects import Drawn, projects

READ = "_read"
"""How the labels of blocks end that read what a subroutine has given back."""
WHICH = "_which"
"""How those end that read what Classification Server has answered."""
BLOCK = re.compile(r"^  (\w+): (\w+)", re.MULTILINE)
OWN = re.compile(r'^  (\w+): esp\("Own\.', re.MULTILINE)
"""The calls of a service of one's own, whose invented answers are its own too."""
METHOD = '"ChatService.InviteToChat"'
WAYS = (
    "ok", "timeout", "late", "duplicate", "foreign", "lost_close", "lost_session", "after(2s)",
    "fault(unavailable)", 'fault(904, "text", after: 2s)', "fault(unknown_channel, after: 6s)",
    'answers({ _umsChatSessionId: "chat-9" })', "answers({}, after: 0s)",
)  # fmt: skip
OWN_WAYS = (*WAYS[:-2], 'answers({ Found: "x"   Count: 1 }, after: 0s)')
TIMES = ("0s", "1us", "50ms", "1s", "61s", "11m", "1h", "25h")
ANY_CLAIMS = (
    "expect chats <= 20",
    "always now >= 2025-01-01T00:00",
    "never priority == 7",
    "within 1m expect length(q1) == 0",
    "eventually within 15m expect length(q2) < 3",
    "expect calls(" + METHOD + ") < 50",
    "expect place in [stopped, disconnected, queued, default_routed]",
    "always ledger.messages_failed == 0",
    'expect in_any_order(messages, ["Dear Ana, A-1"])',
    "within 2h expect chat.place == stopped",
)
OF_VOICE = (
    "expect path == [{first}, {last}]",
    "expect visits({last}) == 1",
    'expect outcome == disconnected("done")',
    "eventually within 1h expect n < 9",
    "expect entered({last}) < 10m",
)
OF_CHAT = (
    'within 12m expect outcome == stopped("over")',
    "expect path == [look, over]",
    "always is_online or age > 0s",
    "expect visits(look) < 9",
)


@dataclass(frozen=True)
class WithTests:
    """A project with tests, and the names of its cases."""

    project: Drawn
    text: str
    cases: tuple[str, ...]


@st.composite
def projects_with_tests(draw: st.DrawFn) -> WithTests:
    """A drawn project with up to three tests."""
    project = draw(projects())
    main = project.text.split("\n}\n", 1)[0]
    own = OWN.findall(main)
    blocks = [(label, "own" if label in own else kind) for label, kind in BLOCK.findall(main)]
    texts: list[str] = []
    cases: list[str] = []
    for number in range(draw(st.integers(1, 3))):
        text, names = draw(author_test(f"test {number}", blocks))
        texts.append(text)
        cases += names
    return WithTests(project, project.text + "".join(texts), tuple(cases))


@st.composite
def author_test(draw: st.DrawFn, name: str, blocks: list[tuple[str, str]]) -> tuple[str, list[str]]:
    """One test, and the names of its cases."""
    in_queue = draw(st.booleans())
    labels = [label for label, _ in blocks]
    rows = draw(st.lists(st.sampled_from(["Ana", "Bo", "", "Zoë"]), max_size=3, unique=True))
    lines = [f"start = {draw(st.sampled_from(['q1', 'q2']))}"] if in_queue else ["strategy = main"]
    begins_inside = not in_queue and draw(st.booleans())
    first = draw(st.sampled_from(labels)) if begins_inside else ""
    if begins_inside:
        lines.append(f"start = {first}")
    lines += draw(st.lists(st.sampled_from(FIELDS), unique=True, max_size=2))
    who = "row.name" if rows else draw(st.sampled_from(['"Ana"', "missing"]))
    lines.append(draw(interaction(who, in_queue=in_queue)))
    calls = {
        label: OWN_WAYS if kind == "own" else WAYS
        for label, kind in blocks
        if kind in ("esp", "own")
    }
    called = draw(returned(first)) if first.endswith(READ) else ""
    if first.endswith(WHICH):
        called = f'answered({first.removesuffix(WHICH)}) = {{ Category: "Ana"   Rule: "ana" }}'
    lines.append(draw(given(calls, called, begins_inside=begins_inside)))
    lines += [f'row "{row}!" {{ name = "{row}"   end = stopped }}' for row in rows]
    lines += draw(st.lists(events(in_queue=in_queue, calls=bool(calls)), max_size=3))
    special = OF_CHAT if in_queue else OF_VOICE
    claims = draw(
        st.lists(st.sampled_from([*ANY_CLAIMS, *special]), min_size=1, max_size=4, unique=True)
    )
    first, last = draw(st.sampled_from(labels)), draw(st.sampled_from(labels))
    lines += [claim.format(first=first, last=last) for claim in claims]
    if rows:
        lines.append("expect place == row.end")
    body = "".join(f"  {line}\n" for line in lines)
    names = [f"{name} [{row}!]" for row in rows] or [name]
    return f'test "{name}" {{\n{body}}}\n', names


FIELDS = ("tags = [slow, drawn]", 'skip = "later"', 'fails = "bug 17"', "horizon = 26h")


@st.composite
def interaction(draw: st.DrawFn, who: str, *, in_queue: bool) -> str:
    """The field `input`."""
    pairs = [f"udata: {{ Name: {who}   Level: 5 }}"]
    pairs += draw(
        st.lists(
            st.sampled_from(['ANI: "+14155550123"', 'DNIS: ""', "priority: 7", "priority: -1"]),
            max_size=2,
            unique_by=lambda pair: pair[0],
        )
    )
    if in_queue:
        pairs += draw(
            st.lists(
                st.sampled_from(
                    [
                        "age: 20m", "time_in_queue: 5m", "session_known: false", "terminate: true",
                        "is_online: false", 'media: "whatsappsession"',
                    ]
                ),
                unique=True,
            )
        )  # fmt: skip
    return f"input = {{ {'   '.join(pairs)} }}"


@st.composite
def given(
    draw: st.DrawFn, calls: Mapping[str, Sequence[str]], called: str, *, begins_inside: bool
) -> str:
    """The entries of `given`; `calls` are the blocks that call, with the ways to answer them,
    `called` is what the call before has given back."""
    entries = draw(
        st.lists(
            st.sampled_from(["now = 2026-12-24T08:00", "length(q1) = 12", "length(q2) = 0"]),
            unique=True,
        )
    )
    if draw(st.booleans()):
        entries.append(f"answer({METHOD}) = {draw(st.sampled_from(WAYS))}")
    for label, known in calls.items():
        ways = st.sampled_from(known)
        if draw(st.booleans()):
            entries.append(f"answer({label}) = [{', '.join(draw(st.lists(ways, min_size=1)))}]")
        answered = called.startswith(f"answered({label})")
        if begins_inside and not answered and draw(st.booleans()):
            entries.append(f"failed({label}) = 904")
    entries += [called] if called else []
    if begins_inside and draw(st.booleans()):
        entries.append("n = 3")
    return f"given {{ {'   '.join(entries)} }}"


@st.composite
def returned(draw: st.DrawFn, first: str) -> str:
    """What the subroutine has given back whose results the first block reads."""
    text, more = draw(st.sampled_from(['"x"', '""'])), draw(st.sampled_from(["0", "-7"]))
    return f"answered({first.removesuffix(READ)}) = {{ text: {text}   more: {more} }}"


def events(*, in_queue: bool, calls: bool) -> st.SearchStrategy[str]:
    """What can happen to the run."""
    acts = ['data_changes("Name", "Bo")', 'data_changes("Level", 9, of: 0)']
    if in_queue or calls:
        acts += ['customer_writes("hi")', "session_ends()", "session_lost(of: 1)"]
    if not in_queue:
        acts.append("caller_hangs_up()")
    return st.builds("at {} {}".format, st.sampled_from(TIMES), st.sampled_from(acts))
