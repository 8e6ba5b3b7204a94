"""Subroutines at work: frames, results, faults that are passed on, callers who hang up inside."""

from dataclasses import replace

import pytest

from engine.limits import Limits
from engine.log.events import Event, Return, Why
from engine.ops import Place
from engine.program.lower import lower
from engine.program.verify import BadProgram, verify
from engine.scenario import Act, Scenario
from engine.sim.invariants import LawBroken
from engine.sim.simulate import simulate
from engine.values import SECOND, KVList
from tests.helpers.oracle import assert_lawful
from tests.helpers.runs import Story, at, process_of, run_text

SERVER = """
application "DMS" {
  flex_chat = true
  channel "c" { media = whatsapp  business_id = "1"  inbound_route_by_call = "1:q" }
}
chat_server { endpoints 1 { "q" = q } }
queue q { view all { where = age > 1h  submit = over } }
strategy over (chat) { a: stop { reason = "over" } }
"""
INVITE = """esp("ChatService.InviteToChat") {
  app_name = "DMS"   parameters = { _umsClientId: ANI  _umsBusinessId: "1" }   timeout = 3s
}"""


def said(story: Story) -> list[str]:
    """What the strategies wrote into the trace."""
    return [story.log.text(row.a) for row in story.rows(Event.LOGGED)]


def returned(story: Story) -> list[tuple[Return, object]]:
    """How subroutines were left: with their results, or the number of a fault."""
    return [
        (Return(row.a), story.log.value(row.b) if row.b > 0 else row.b)
        for row in story.rows(Event.RETURNED)
    ]


def test_a_subroutine_has_variables_of_its_own_and_its_caller_finds_his_again() -> None:
    story = run_text("""
strategy s (voice) {
  var n = 1
  a: call(t) { parameters = { given: n + 4 } } -> b
  b: assign { n = n + 1 } -> c
  c: call(t) { parameters = { given: n } } -> d
  d: log(text(n) + " " + text(a.answer.double) + " " + text(c.answer.double)) -> e
  e: disconnect
}
subroutine t (given: integer) -> (double: integer) {
  var n = 100
  a: assign { n = n + given } -> b
  b: log(text(n)) -> c
  c: exit { double = given * 2 }
}
""")

    assert said(story) == ["105", "102", "2 10 4"]
    assert story.path() == ["a", "a", "b", "c", "b", "c", "a", "b", "c", "d", "e"]
    assert_lawful(story)


def test_results_of_every_type_come_back_as_they_were_given() -> None:
    story = run_text("""
strategy s (voice) {
  a: call(t) {
    parameters = {
      t: "x"  i: 7  f: true  d: 2s  w: 2026-12-24T08:00  l: [1, [true]]  k: { A: "1" }
    }
  } -> b
  b: if(a.answer.f and a.answer.d == 2s and a.answer.w == 2026-12-24T08:00) {
    true -> c
    false -> e
  }
  c: if(1 in a.answer.l and a.answer.none == [] and a.answer.i == 7) { true -> d   false -> e }
  d: attach { K = a.answer.k } -> e
  e: disconnect
}
subroutine t (
  t: text, i: integer, f: flag, d: duration, w: time, l: list, k: KVList
) -> (t: text, i: integer, f: flag, d: duration, w: time, l: list, k: KVList, none: list) {
  a: exit { t = t  i = i  f = f  d = d  w = w  l = l  k = k  none = [] }
}
""")

    assert story.data(0)["K"] == KVList([("A", "1")])
    assert story.path() == ["a", "a", "b", "c", "d", "e"]


def test_the_log_says_who_was_called_with_what_and_what_came_back() -> None:
    story = run_text("""
strategy s (voice) { told: call(t) { parameters = { n: 3 } } -> b   b: disconnect }
subroutine t (n: integer) -> (m: integer) { a: call(u) -> b   b: exit { m = n } }
subroutine u { a: wait(1s) -> b   b: exit }
""")
    called = story.rows(Event.CALLED)
    given = story.rows(Event.ASSIGNED)
    blocks = story.program.blocks

    assert [(blocks[row.block].label, row.b) for row in called] == [("told", 1), ("a", 2)]
    assert [story.program.strategies[row.a].name for row in called] == ["t", "u"]
    assert [(story.log.text(row.a), story.log.value(row.b)) for row in given] == [("n", 3)]
    assert returned(story) == [
        (Return.ANSWERED, KVList()),
        (Return.ANSWERED, KVList([("m", 3)])),
    ]
    assert_lawful(story)


@pytest.mark.parametrize(
    ("answer", "symbol", "text"),
    [("fault:unavailable", "unavailable", "application unavailable"),
     ("timeout", "timeout", "timeout"), ("fault:999", "999", "fault 999")],
)  # fmt: skip
def test_exit_fault_passes_the_latest_fault_on_through_every_caller(
    answer: str, symbol: str, text: str
) -> None:
    story = run_text(
        SERVER
        + """
strategy s (voice) {
  on timeout -> wrong
  a: call(outer) { fault -> b } -> wrong
  b: log(a.fault.symbol + ": " + a.fault.text) -> c
  wrong: log("wrong") -> c
  c: disconnect
}
subroutine outer { on fault -> b   a: call(inner) -> b   b: exit(fault) }
subroutine inner { on fault -> b   a: """
        + INVITE
        + """ -> c   c: exit   b: exit(fault) }
""",
        strategy="s",
        answers=[answer],
    )

    (words,) = said(story)
    assert words.startswith(f"{symbol}: ")
    assert text in words
    assert [way for way, _ in returned(story)] == [Return.FAILED, Return.FAILED]
    assert_lawful(story)


def test_a_named_fault_of_a_subroutine_has_its_own_port_and_one_that_never_was_is_711() -> None:
    story = run_text("""
strategy s (voice) {
  a: call(t) { fault bad_number -> wrong   fault subroutine_failed -> b   fault -> wrong } -> wrong
  b: log(text(a.fault.code) + a.fault.text) -> c
  c: call(u) { fault 711 -> wrong   fault bad_number -> d   fault -> wrong } -> wrong
  d: log(c.fault.symbol) -> e
  wrong: log("wrong") -> e
  e: disconnect
}
subroutine t { a: exit(fault) }
subroutine u { on fault -> b   a: log(e164("x", "US")) -> b   b: exit(fault) }
""")
    whys = {reason.event for reason in story.log.reasons if reason.kind == Why.FAULT_TEXT}

    assert said(story) == ["711subroutine failed", "bad_number"]
    assert {index for index, row in enumerate(story.rows()) if row.kind is Event.RETURNED} <= whys


def test_a_fault_of_an_earlier_run_is_forgotten() -> None:
    story = run_text("""
strategy s (voice) {
  a: call(t) { parameters = { n: "x" }  fault bad_number -> b  fault -> d } -> d
  b: call(t) { parameters = { n: "" }  fault subroutine_failed -> c  fault -> d } -> d
  c: log("right") -> d
  d: disconnect
}
subroutine t (n: text) {
  on fault -> b
  look: if(n == "") { true -> b   false -> a }
  a: log(e164(n, "US")) -> b
  b: exit(fault)
}
""")

    assert said(story) == ["right"]


def test_a_subroutine_that_lacks_declared_data_fails_at_its_border() -> None:
    text = """
strategy s (voice) {
  a: call(t) { fault missing_declared_data -> b   fault -> c } -> c
  b: log("missing") -> d
  c: log("there") -> d
  d: disconnect
}
subroutine t { data { Name: text }  a: log(udata.Name) -> b  b: exit }
"""

    assert said(run_text(text)) == ["missing"]
    assert said(run_text(text, data=[("Name", "Ana")])) == ["Ana", "there"]


def test_an_argument_that_fails_calls_nothing() -> None:
    story = run_text("""
strategy s (voice) {
  a: call(t) { parameters = { n: 1  m: udata.M }  fault -> b } -> c
  b: log("missing") -> c
  c: disconnect
}
subroutine t (n: integer, m: text) { a: exit }
""")

    assert said(story) == ["missing"]
    assert story.rows(Event.CALLED) == []


@pytest.mark.parametrize(
    ("inner", "outer", "top", "path"),
    [
        ("on abandoned -> i", "on abandoned -> o", "on abandoned -> t", ["a", "a", "a", "i"]),
        ("", "on abandoned -> o", "on abandoned -> t", ["a", "a", "a", "o"]),
        ("", "", "on abandoned -> t", ["a", "a", "a", "t"]),
        ("", "", "", ["a", "a", "a"]),
    ],
)
def test_a_caller_who_hangs_up_inside_leads_to_the_innermost_handler(
    inner: str, outer: str, top: str, path: list[str]
) -> None:
    story = run_text(
        f"""
strategy s (voice) {{
  var n = 1
  {top}
  a: call(outer) -> b
  b: disconnect
  t: log("top " + text(n)) -> t2
  t2: exit
}}
subroutine outer {{
  {outer}
  var n = 2
  a: call(inner) -> b
  b: exit
  o: log(text(n)) -> o2
  o2: disconnect
}}
subroutine inner {{
  {inner}
  a: wait(10s) -> b
  b: exit
  i: log("inner") -> i2
  i2: disconnect
}}
""",
        happenings=(at(3 * SECOND, Act.CALLER_HANGS_UP),),
    )

    assert [label for label in story.path() if not label.endswith("2")] == path
    assert all(way is Return.HUNG_UP for way, _ in returned(story))
    assert story.final(0) is not None
    assert story.final(0)[0] is Place.ABANDONED  # type: ignore[index]
    assert_lawful(story)


def test_a_handler_of_a_hang_up_in_a_subroutine_may_lead_back_to_its_caller() -> None:
    story = run_text(
        """
strategy s (voice) { a: call(t) -> b   b: log(a.answer.how) -> c   c: disconnect }
subroutine t () -> (how: text) {
  on abandoned -> gone
  a: play("please wait") { length = 1m } -> b
  b: exit { how = "heard" }
  gone: exit { how = "gone" }
}
""",
        happenings=(at(3 * SECOND, Act.CALLER_HANGS_UP),),
    )

    assert said(story) == ["gone"]
    assert story.final(0) == (Place.ABANDONED, "the caller hung up") or story.path()[-1] == "c"
    assert_lawful(story)


@pytest.mark.parametrize(
    ("end", "place"),
    [('disconnect { reason = "x" }', Place.DISCONNECTED), ("default_route", Place.DEFAULT_ROUTED)],
)
def test_an_end_inside_of_a_subroutine_ends_everything(end: str, place: Place) -> None:
    story = run_text(f"""
strategy s (voice) {{ a: call(t) -> b   b: log("never") -> c   c: disconnect }}
subroutine t {{ a: call(u) -> b   b: exit }}
subroutine u {{ a: if(ANI == "") {{ true -> b   false -> c }}   b: exit   c: {end} }}
""")

    assert said(story) == []
    assert returned(story) == []
    assert story.final(0)[0] is place  # type: ignore[index]
    assert_lawful(story)


def test_another_strategy_from_inside_of_a_subroutine_knows_no_caller() -> None:
    story = run_text("""
strategy s (voice) { a: call(t) -> b   b: log("never") -> c   c: disconnect }
strategy other (voice) { a: call(u) -> b   b: log("other") -> c   c: exit }
subroutine t { a: if(ANI == "") { true -> b   false -> c }   b: exit   c: strategy(other) }
subroutine u { a: wait(1s) -> b   b: exit }
""")

    assert said(story) == ["other"]
    assert [row.b for row in story.rows(Event.CALLED)] == [1, 1]
    assert_lawful(story)


def test_blocks_of_subroutines_count_as_steps() -> None:
    text = """
strategy s (voice) { a: call(t) -> b   b: call(t) -> c   c: disconnect }
subroutine t { a: log("x") -> b   b: log("y") -> c   c: exit }
"""
    process = process_of(text)
    program = lower(process)

    log = simulate(program, Scenario(strategy="s"), Limits(steps=5))
    story = Story(program, log)

    assert [row.a for row in story.rows(Event.LIMIT)] == [0]
    assert story.final(0) == (Place.DEFAULT_ROUTED, "step limit")
    assert_lawful(story)


def test_more_subroutines_in_one_another_than_there_may_be_break_a_law() -> None:
    chain = "".join(
        f"subroutine t{n} {{ a: call(t{n + 1}) -> b   b: exit }}\n" for n in range(1, 4)
    )
    text = "strategy s (voice) { a: call(t1) -> b   b: disconnect }\n"
    program = lower(process_of(f"{text}{chain}subroutine t4 {{ a: exit }}\n"))

    assert simulate(program, Scenario(strategy="s"), Limits(subroutine_depth=4)) is not None
    with pytest.raises(LawBroken, match="I-45"):
        simulate(program, Scenario(strategy="s"), Limits(subroutine_depth=3))


def test_many_interactions_at_once_keep_their_frames_apart() -> None:
    over = """
strategy over (chat) {
  a: call(late) { parameters = { n: id } } -> b
  b: stop { reason = a.answer.n }
}
subroutine late (n: text) -> (n: text) { a: wait(5s) -> b   b: exit { n = n } }
"""
    server = SERVER.replace("where = age > 1h", "every = 1s")
    story = run_text(
        server.partition("strategy over")[0]
        + over
        + """
strategy s (voice) {
  var n = 0
  a: call(invite) { fault -> c } -> b
  b: assign { n = n + 1 } -> again
  again: if(n < 40) { true -> a   false -> c }
  c: disconnect
}
subroutine invite { on fault -> f   a: """
        + INVITE
        + """ -> b   b: exit   f: exit(fault) }
""",
        strategy="s",
    )
    ends = [story.final(chat) for chat in story.chats()]

    assert len(ends) == 40
    assert [end[1] for end in ends if end is not None] == [f"chat-{n + 2}" for n in range(40)]
    assert_lawful(story)


def test_a_program_that_calls_what_is_no_subroutine_or_returns_to_nobody_is_refused() -> None:
    text = """
strategy s (voice) { a: call(t) -> b   b: disconnect }
subroutine t { a: exit }
"""
    program = lower(process_of(text))
    strategy, subroutine = program.strategies
    plain = replace(subroutine, subroutine=False)

    with pytest.raises(BadProgram, match="no subroutine"):
        verify(replace(program, strategies=(strategy, plain)))
    with pytest.raises(BadProgram, match="has no subroutine"):
        verify(replace(program, callings=(replace(program.callings[0], strategy=9),)))
