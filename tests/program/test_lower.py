"""Lowering: what becomes of blocks, ports, handlers, variables, expressions and views."""

from engine.faults import BY_SYMBOL
from engine.ops import NO_CODE, OP_WIDTH, Code, Op
from engine.program.lower import lower
from engine.program.model import ANY_FAULT, TIMEOUT_ROW, Program
from engine.values import SECOND, Tag
from tests.helpers.runs import process_of
from tests.sim.invitation import invitation


def program_of(text: str) -> Program:
    return lower(process_of(text))


def block(program: Program, label: str) -> int:
    return next(at for at, made in enumerate(program.blocks) if made.label == label)


def ops(program: Program, label: str) -> list[Op]:
    """The operations of a block, up to the next one's."""
    at = block(program, label)
    starts = [*program.block_ops, len(program.ops) // OP_WIDTH]
    return [Op(program.ops[row * OP_WIDTH]) for row in range(starts[at], starts[at + 1])]


def handlers(program: Program, label: str) -> list[tuple[int, str]]:
    """The rows of a block: fault and label of the block it leads to."""
    at = block(program, label)
    rows = range(program.handler_starts[at], program.handler_starts[at + 1])
    return [
        (program.handlers[2 * row],
         program.blocks[program.blocks[at].ports[program.handlers[2 * row + 1]].target].label)
        for row in rows
    ]  # fmt: skip


def test_the_same_process_gives_the_same_program() -> None:
    assert program_of(invitation()).digest() == program_of(invitation()).digest()


def test_comments_and_layout_do_not_change_the_program() -> None:
    spread = "# a comment\n" + invitation().replace("\n", "\n\n")

    assert program_of(spread).digest() == program_of(invitation()).digest()


def test_blocks_of_all_strategies_are_numbered_through() -> None:
    program = program_of(
        "strategy a (voice) { x: strategy(b) }\nstrategy b (voice) {\n"
        "  start -> z\n  y: exit\n  z: log(id) -> y\n}\n"
    )

    first, second = program.strategies
    assert (first.entry, first.first_block, first.last_block) == (0, 0, 0)
    assert (second.entry, second.first_block, second.last_block) == (2, 1, 2)
    assert program.blocks[2].ports[0].target == 1


def test_a_disabled_block_only_leaves() -> None:
    text = "strategy a (voice) { x: wait(5s) { disabled = @ } -> y   y: exit }"

    assert ops(program_of(text.replace("@", "false")), "x") == [Op.WAIT, Op.LEAVE]
    assert ops(program_of(text.replace("@", "true")), "x") == [Op.LEAVE]


def test_the_block_s_own_handlers_stand_before_the_strategy_s_and_a_bare_one_is_last() -> None:
    text = """
    application "DMS" { flex_chat = true   channel "c" { media = whatsapp   business_id = "1" } }
    chat_server { endpoints 1 { "e" = q } }
    queue q { view all { submit = over } }
    strategy over (chat) { done: stop }
    strategy a (voice) {
      on fault -> covered
      on timeout -> slow
      x: esp("ChatService.InviteToChat") {
        app_name = "DMS"
        parameters = { _umsClientId: "+14155550123"   _umsBusinessId: "1"   ChatQueueKey: "1:e" }
        fault no_route, 904 -> own
      } -> own
      own: exit
      covered: exit
      slow: exit
    }
    """

    assert handlers(program_of(text), "x") == [
        (BY_SYMBOL["no_route"].number, "own"),
        (904, "own"),
        (ANY_FAULT, "covered"),
        (TIMEOUT_ROW, "slow"),
    ]
    assert (TIMEOUT_ROW, "covered") in handlers(
        program_of(text.replace("on timeout -> slow", "").replace("slow: exit", "")), "x"
    )


def test_switch_keeps_its_value_in_a_slot_without_a_name() -> None:
    program = program_of(
        "strategy a (voice) {\n  var n = 4\n"
        "  x: switch(n + 1) { 5 -> five   6 -> y   else -> y }\n"
        '  y: switch(DNIS) { "800" -> five   else -> done }\n'
        "  five: assign { n = 1 } -> done\n  done: exit\n}\n"
    )

    assert program.strategies[0].slots == ("n", "")
    assert ops(program, "x") == [Op.LET, Op.BRANCH, Op.BRANCH, Op.LEAVE]
    assert [port.label for port in program.blocks[0].ports] == ["5", "6", "else"]


def test_equal_expressions_and_constants_stand_once() -> None:
    program = program_of(
        'strategy a (voice) { x: log("one " + id) -> y   y: log("one " + id) -> z   z: exit }'
    )

    assert len(program.code_starts) == 1
    assert program.constants.items == ["one "]


def test_variables_data_and_handlers_of_a_strategy_are_numbered() -> None:
    program = program_of(
        "strategy a (voice) {\n  data { Name: text   Count: integer }\n  var n = 3\n"
        "  on fault -> bad\n  on abandoned -> gone\n"
        "  x: log(udata.Name) -> gone\n  gone: exit\n  bad: exit\n}\n"
    )

    strategy = program.strategies[0]
    pool = program.constants
    assert [(pool.decode(key), tag) for key, tag in strategy.data] == [
        ("Name", Tag.TEXT), ("Count", Tag.INTEGER),
    ]  # fmt: skip
    assert [pool.decode(value) for value in strategy.first_values] == [3]
    assert (strategy.on_fault, strategy.on_timeout, strategy.on_abandoned) == (2, -1, 1)


def test_views_keep_their_condition_and_their_interval() -> None:
    program = program_of(
        "queue q {\n  view old { where = age > 5m   every = 2s   submit = s }\n"
        "  view all { every = 3s   submit = s }\n}\n"
        "queue empty\nstrategy s (chat) { x: stop }\n"
    )

    old, everything = program.views
    assert (old.timed, old.every_us, old.condition) == (True, 2 * SECOND, "age > 5m")
    assert (everything.timed, everything.where) == (False, NO_CODE)
    assert [queue.views for queue in program.queues] == [(0, 1), ()]
    codes = program.codes[2 * program.code_starts[old.where] :: 2]
    assert list(codes[:4]) == [Code.READ, Code.CONST, Code.GREATER, Code.END]


def test_a_text_label_and_a_number_lead_to_their_own_blocks() -> None:
    program = program_of("""
        strategy s (voice) {
          on fault -> z
          a: switch(udata.X) { 1 -> b  "1" -> c  else -> z }
          b: log("integer") -> z
          c: log("text") -> z
          z: exit
        }
    """)

    at = block(program, "a")
    ports = program.blocks[at].ports
    first = program.block_ops[at]
    branches = [program.ops[(first + row) * OP_WIDTH + 2] for row in (1, 2)]
    assert [program.blocks[ports[port].target].label for port in branches] == ["b", "c"]
    assert [port.label for port in ports[:2]] == ["1", "1"]
