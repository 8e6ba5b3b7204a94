"""Every block kind becomes the operations that its docstring promises."""

import pytest

from engine.blocks.kind import Assigns, Attaches, BlockKind, Calls
from engine.blocks.operands import Routing
from engine.directory import Directory
from engine.ops import NO_CODE, NO_PORT, OP_WIDTH, Family
from engine.staff import Agent, Group, Order, VirtualQueue
from tests.blocks.recording import SCRATCH_SLOT, Recorder
from tests.shelf.reading import model


def block(text: str) -> BlockKind:
    """The model of a block."""
    read = model(text)
    assert isinstance(read, BlockKind)
    return read


def lowered(text: str, *, in_subroutine: bool = False) -> list[str]:
    """The operations of a block, each as its name and what its places stand for."""
    out = Recorder(in_subroutine=in_subroutine)
    block(text).lower(out)
    return [
        " | ".join([op.name, *(out.name(place) for place in places if place)])
        for op, *places in out.ops
    ]


@pytest.mark.parametrize(
    ("text", "operations"),
    [
        ("a: assign { n = n + 1  m = 2 } -> b", [
            'SET | slot n | n + 1 | value "n"', 'SET | slot m | 2 | value "m"', "LEAVE | port ok"]),
        ('a: attach { Key = id  "b b" = 2 } -> b', [
            'ATTACH | value "Key" | id', 'ATTACH | value "b b" | 2', "LEAVE | port ok"]),
        ("a: if(n > 1) { true -> b  false -> c }", ["BRANCH | n > 1 | port true | port false"]),
        ('a: switch(DNIS) { "1" -> b  2 -> c  else -> d }', [
            f"LET | {SCRATCH_SLOT} | DNIS",
            f"BRANCH | slot {SCRATCH_SLOT} is 1 | port \"1\" | {NO_PORT}",
            f"BRANCH | slot {SCRATCH_SLOT} is 2 | port 2 | {NO_PORT}",
            "LEAVE | port else"]),
        ('a: esp("Chat.Message") { app_name = "D" } -> b', ["CALL | call", "LEAVE | port ok"]),
        ("a: hours(c) { open -> b  closed -> d }", [
            'BRANCH | is_open("c") | port open | port closed']),
        ("a: queue(q)", [f"PARK | queue q | {NO_CODE}"]),
        ("a: queue(q) { not_before = 5m }", ["PARK | queue q | 5m"]),
        ('a: workbin(w) { owner = "o" }', ['WORKBIN | workbin w of "o" after 0us']),
        ("a: workbin(w) { owner = ANI  return_to = q  after = 2s }", [
            "WORKBIN | workbin w of ANI to queue q after 2000000us"]),
        ("a: route { targets = agent(anna)  timeout -> b }", ["ROUTE | routing"]),
        ("a: stop", ['STOP | constant ""']),
        ('a: stop { reason = "r" + id }', ['STOP | "r" + id']),
        ("a: disconnect", ['DISCONNECT | constant ""']),
        ('a: disconnect { reason = "r" }', ['DISCONNECT | "r"']),
        ("a: strategy(s)", ["ENTER | strategy s"]),
        ("a: wait(5m) -> b", ["WAIT | 5m", "LEAVE | port ok"]),
        ('a: percentage { x = 10  y = 20  "y" -> b  "x" -> c  else -> d }', [
            f"DRAW | {SCRATCH_SLOT}",
            f"BRANCH | slot {SCRATCH_SLOT} < 10 | port \"x\" | {NO_PORT}",
            f"BRANCH | slot {SCRATCH_SLOT} < 30 | port \"y\" | {NO_PORT}",
            "LEAVE | port else"]),
        ('a: play("x") -> b', ['PLAY | "x" | constant 5s', "LEAVE | port ok"]),
        ('a: play("x") { length = 2s } -> b', ['PLAY | "x" | 2s', "LEAVE | port ok"]),
        ('a: collect("x") { into = n  invalid -> c } -> b', [
            "COLLECT | collection", "LEAVE | port ok"]),
        ('a: log("x") -> b', ['LOG | "x"', "LEAVE | port ok"]),
        ("a: exit", ["EXIT"]),
        ("a: default_route", ["DEFAULT_ROUTE"]),
    ],
)  # fmt: skip
def test_a_block_becomes_its_operations(text: str, operations: list[str]) -> None:
    assert lowered(text) == operations


@pytest.mark.parametrize(
    ("text", "operations"),
    [
        ("a: exit", ["RETURN | "]),
        ('a: exit { chat = "x"  n = 2 }', ['RETURN | chat = "x", n = 2']),
        ("a: exit(fault)", ["RETURN_FAULT"]),
        ("a: call(s) -> b", ["CALL_SUBROUTINE | s()", "LEAVE | port ok"]),
        ("a: call(s) { parameters = { n: ANI } } -> b", [
            "CALL_SUBROUTINE | s(n: ANI)", "LEAVE | port ok"]),
    ],
)  # fmt: skip
def test_a_block_of_a_subroutine_becomes_its_operations(text: str, operations: list[str]) -> None:
    assert lowered(text, in_subroutine=True) == operations


def test_hours_ask_for_a_holiday_only_if_that_leads_somewhere() -> None:
    out = Recorder("holiday")

    block("a: hours(c) { open -> b  closed -> d  holiday -> e }").lower(out)

    rows = [[op.name, *(out.name(place) for place in places)] for op, *places in out.ops]
    assert rows == [
        ["BRANCH", 'is_holiday("c")', "port holiday", str(NO_PORT)],
        ["BRANCH", 'is_open("c")', "port open", "port closed"],
    ]


def test_a_call_carries_all_that_the_author_wrote() -> None:
    out = Recorder()

    block(
        'a: esp("A.B.C") { app_name = udata.App  app_type = 171  parameters = { x: 1 }'
        "  user_data = [K, L]  with = { y: 2 }  timeout = 5s } -> b"
    ).lower(out)

    (call,) = out.calls
    assert (call.service, call.method) == ("A.B", "C")
    assert out.name(call.app_name) == "udata.App"
    assert out.name(call.app_type) == "constant 171"
    assert out.name(call.parameters) == "{ x: 1 }"
    assert out.name(call.extra) == "{ y: 2 }"
    assert call.user_data == ("K", "L")
    assert call.timeout_us == 5_000_000
    assert call.expect_response


@pytest.mark.parametrize(
    ("field", "keys"), [("", None), ("user_data = all", None), ("user_data = none", ())]
)
def test_a_call_sends_all_attached_data_unless_told_otherwise(
    field: str, keys: tuple[str, ...] | None
) -> None:
    out = Recorder()

    block(f'a: esp("A.B") {{ app_type = 171  {field} }} -> b').lower(out)

    assert out.calls[0].user_data == keys
    assert out.calls[0].app_name == NO_CODE


def test_a_collection_carries_all_that_the_author_wrote() -> None:
    out = Recorder()
    fields = 'digits = 4  least = 2  allowed = ["12"]  length = 2s  timeout = 3s  tries = 1'

    block(f'a: collect("x") {{ into = n  {fields}  terminator = "*"  invalid -> c }} -> b').lower(
        out
    )

    (found,) = out.collections
    assert [out.name(found.prompt), out.name(found.length)] == ['"x"', "2s"]
    assert [out.name(found.slot), out.name(found.invalid)] == ["slot n", "port invalid"]
    assert (found.name, found.least, found.most, found.tries) == ("n", 2, 4, 1)
    assert (found.allowed, found.terminator, found.timeout_us) == (("12",), "*", 3_000_000)


STAFF = Directory(
    agents=(
        Agent(name="anna", skills=(("billing", 8),)),
        Agent(name="ben", skills=(("billing", 3),)),
        Agent(name="cy"),
    ),
    groups=(Group(name="late", members=("cy", "anna")),),
    virtual_queues=(VirtualQueue(name="VQ1"), VirtualQueue(name="VQ2")),
)


def routing(fields: str) -> tuple[Routing, Recorder]:
    """What a `route` with these fields becomes."""
    out = Recorder(directory=STAFF)
    block(f"a: route {{ {fields} timeout -> b }}").lower(out)
    return out.routings[0], out


def test_a_routing_carries_all_that_the_author_wrote() -> None:
    found, out = routing(
        "targets = [{ target: agent(ben), for: 30s, when: n > 1 }, group(late),"
        " skill(billing) < 5, agent(udata.Last), group((team))]  virtual_queue = VQ2"
        "  order = least_occupied  priority = n + 1  age_step = 5  age_every = 30s"
        "  clear_targets = true  timeout = 2m"
    )

    assert [target.agents for target in found.targets] == [(1,), (0, 2), (1, 2), (), ()]
    assert [target.for_us for target in found.targets] == [30_000_000, -1, -1, -1, -1]
    assert [out.name(target.when) for target in found.targets[:1]] == ["n > 1"]
    names = [(target.name, target.group) for target in found.targets]
    assert names[:3] == [(NO_CODE, False), (NO_CODE, True), (NO_CODE, False)]
    assert [(out.name(name), group) for name, group in names[3:]] == [
        ("udata.Last", False), ("(team)", True)
    ]  # fmt: skip
    assert [target.label for target in found.targets][:2] == ["agent(ben)", "group(late)"]
    assert (found.virtual_queue, found.order) == (1, Order.LEAST_OCCUPIED)
    assert out.name(found.priority) == "n + 1"
    assert (found.age_step, found.age_every_us) == (5, 30_000_000)
    assert (found.clear_targets, found.timeout_us) == (True, 120_000_000)


def test_a_routing_of_which_little_is_said() -> None:
    found, _ = routing("targets = agent(anna)")

    assert [target.agents for target in found.targets] == [(0,)]
    assert (found.virtual_queue, found.order, found.priority) == (-1, Order.ANY, NO_CODE)
    assert (found.age_step, found.age_every_us, found.clear_targets) == (0, 0, False)


@pytest.mark.parametrize(
    ("fields", "times_out", "timeout_us"),
    [
        ("targets = agent(anna)", True, 600_000_000),
        ("targets = { target: agent(anna), for: 5s }", True, 5_000_000),
        ("targets = [{ target: agent(anna), for: 5s }, group(late)]", True, 600_000_000),
        ("targets = [agent(anna), { target: group(late), for: 7s }]", True, 7_000_000),
        ("targets = { target: agent(anna), for: 5s }  timeout = 9s", True, 9_000_000),
        ("targets = agent(anna)  timeout = never", False, -1),
    ],
)
def test_a_route_waits_as_long_as_is_said(fields: str, times_out: bool, timeout_us: int) -> None:
    found, _ = routing(fields)

    assert found.timeout_us == timeout_us
    assert block(f"a: route {{ {fields} }}").times_out is times_out


def test_a_route_says_what_orders_those_who_wait_and_what_they_hear() -> None:
    found, out = routing(
        'targets = agent(anna)   use_age = true   objective = udata.Goal   timeout = never'
        '   treatments = [udata.Sorry, { play: "music", length: 30s }]'
    )  # fmt: skip

    assert (found.use_age, found.use_predict, found.is_tuned) == (True, False, True)
    assert out.name(found.objective) == "udata.Goal"
    assert [(out.name(each.prompt), each.length_us) for each in found.treatments] == [
        ("udata.Sorry", 5_000_000), ('"music"', 30_000_000),
    ]  # fmt: skip


def test_a_route_of_which_nothing_is_said_is_not_tuned_and_plays_nothing() -> None:
    found, _ = routing("targets = agent(anna)   timeout = never")

    assert not found.is_tuned
    assert found.treatments == ()
    assert found.settings == []


@pytest.mark.parametrize(
    ("field", "fails", "times_out", "timeout_us"),
    [
        ("", True, True, 30_000_000),
        ("timeout = never", True, False, None),
        ("expect_response = false", False, False, 30_000_000),
    ],
)
def test_a_call_can_fail_only_if_it_waits_and_time_out_only_if_that_ends(
    field: str, fails: bool, times_out: bool, timeout_us: int | None
) -> None:
    out = Recorder()
    call = block(f'a: esp("A.B") {{ app_type = 171  {field} }} -> b')
    call.lower(out)

    assert (call.fails, call.suspends, call.times_out) == (fails, fails, times_out)
    assert out.calls[0].timeout_us == timeout_us


def test_blocks_say_what_they_do_to_data() -> None:
    assign = block("a: assign { n = 1 } -> b").effects()
    attach = block('a: attach { "k k" = 1 } -> b').effects()
    call = block('a: esp("A.B") { app_type = 1  parameters = { x: 1 } } -> b').effects()

    (set_n,), (put_k,), (called,) = assign, attach, call
    assert isinstance(set_n, Assigns)
    assert set_n.name.text == "n"
    assert isinstance(put_k, Attaches)
    assert (put_k.key.text, put_k.key.span.text()) == ("k k", '"k k"')
    assert isinstance(called, Calls)
    assert (called.service, called.method, called.answers) == ("A", "B", True)
    assert called.operand.span.text() == '"A.B"'
    assert called.parameters is not None
    assert block('a: log("x") -> b').effects() == ()


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("a: stop", (Family.CHAT, Family.EMAIL)),
        ("a: queue(q)", (Family.CHAT, Family.EMAIL)),
        ("a: disconnect", (Family.VOICE,)),
        ("a: default_route", (Family.VOICE,)),
        ("a: strategy(s)", ()),
        ("a: route { targets = agent(x)  timeout -> b }", ()),
        ("a: exit", ()),
        ("a: wait(1s) -> b", None),
    ],
)
def test_blocks_that_end_a_strategy_name_their_media(
    text: str, ends: tuple[Family, ...] | None
) -> None:
    end = block(text)

    assert end.ends == ends
    assert (end.ports == ()) is (ends is not None)


def test_only_a_wait_and_a_call_that_waits_let_time_pass() -> None:
    assert block("a: wait(1us) -> b").suspends
    assert block('a: play("x") -> b').suspends
    assert not block('a: play("x") { length = 0s } -> b').suspends
    assert not block('a: log("x") -> b').suspends


def test_an_operation_has_its_width() -> None:
    out = Recorder()

    block("a: exit").lower(out)

    assert [len(row) for row in out.ops] == [OP_WIDTH]
