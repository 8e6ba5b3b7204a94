"""A program that the core could not run is refused before it runs."""

from array import array
from dataclasses import replace

import pytest

from engine.blocks.operands import PlayedWhile
from engine.ops import Code, Family, Op
from engine.program.lower import lower
from engine.program.verify import BadProgram, verify
from engine.values import Tag
from tests.helpers.runs import process_of
from tests.sim.assembly import Assembly, Make

EXIT = Make([(Op.EXIT,)])


def program(*ops: tuple[object, ...], codes: tuple[tuple[Code, object], ...] = ()) -> Assembly:
    """A strategy of two blocks, the first with one port, made of these operations."""
    made = Assembly()
    made.code(*(codes or ((Code.CONST, 1),)))
    made.queue("q")
    made.strategy("s", {"a": Make([*ops], ["b"]), "b": EXIT}, family=Family.VOICE,
                  variables={"n": 0})  # fmt: skip
    return made


def test_a_program_in_order_is_accepted() -> None:
    verify(program((Op.LOG, 0), (Op.LEAVE, 0)).program())


@pytest.mark.parametrize(
    ("op", "message"),
    [
        ((Op.LEAVE, 1), "names a port"),
        ((Op.LEAVE, -1), "names a port"),
        ((Op.SET, 7, 0), "names a slot"),
        ((Op.LOG, 9), "names a code"),
        ((Op.LOG, -1), "names a code"),
        ((Op.PARK, 3, -1), "names a queue"),
        ((Op.PARK, 0, 9), "names a code_or_none"),
        ((Op.BRANCH, 0, 0, 4), "names a port_or_none"),
        ((Op.CALL, 0), "names a call"),
        ((Op.COLLECT, 0), "names a collection"),
        ((Op.PLAY, 0, 9), "names a code"),
        ((Op.ENTER, 2), "names a strategy"),
        ((Op.ROUTE, 0), "names a routing"),
    ],
)
def test_operations_name_only_what_is_there(op: tuple[object, ...], message: str) -> None:
    with pytest.raises(BadProgram, match=message):
        program(op, (Op.EXIT,)).program()


def test_a_block_ends() -> None:
    made = program((Op.LEAVE, 0))
    made.strategy("t", {"c": Make([(Op.LOG, 0)])})

    with pytest.raises(BadProgram, match="a block does not end"):
        made.program()


@pytest.mark.parametrize(
    ("codes", "message"),
    [
        (((Code.ADD, 0),), "a stack runs empty"),
        (((Code.CONST, 1), (Code.CONST, 2)), "does not give one value"),
        (((Code.CONST, 1), (Code.OR_ELSE, 0), (Code.CONST, 1)), "a jump leads back"),
        (((Code.CONST, 1), (Code.OR_ELSE, 5), (Code.CONST, 1)), "does not give one value"),
        (((Code.CONST, 1), (Code.OR_ELSE, 2), (Code.CONST, 1), (Code.CONST, 1), (Code.ADD, 0)),
         "a jump lands where the stack is another"),
        (((Code.SLOT, 1),), "a variable has no slot"),
        (((Code.ANSWER, 5),), "a block is not there"),
        (((Code.FUNCTION, 99 << 8),), "a function is not there"),
        (((Code.LIST, 1),), "a stack runs empty"),
        (((Code.KVLIST, 1),), "a stack runs empty"),
    ],
)  # fmt: skip
def test_expressions_keep_their_stack_in_order(
    codes: tuple[tuple[Code, object], ...], message: str
) -> None:
    with pytest.raises(BadProgram, match=message):
        program((Op.EXIT,), codes=codes).program()


MENU = """
strategy s (voice) {
  var n = ""
  a: collect("x") { into = n  timeout -> b  invalid -> b } -> b
  b: exit
}
"""


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"prompt": 9}, "an expression is not there"),
        ({"length": -1}, "digits are collected after no prompt"),
        ({"slot": 7}, "digits go to no variable"),
        ({"invalid": 5}, "digits leave by no port"),
        ({"least": 2}, "no number of digits is wanted"),
        ({"least": 0}, "no number of digits is wanted"),
        ({"tries": 0}, "no digits are waited for"),
        ({"timeout_us": 0}, "no digits are waited for"),
    ],
)
def test_a_collection_of_digits_names_only_what_is_there(
    change: dict[str, int], message: str
) -> None:
    whole = lower(process_of(MENU))
    changed = replace(whole.collections[0], **change)  # type: ignore[arg-type]

    with pytest.raises(BadProgram, match=message):
        verify(replace(whole, collections=(changed,)))


STOWS = """
workbin w { }
queue q { }
strategy s (chat) { a: workbin(w) { owner = "anna"   return_to = q   after = 2m } }
"""


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"workbin": 1}, "a workbin is not there"),
        ({"owner": -1}, "a workbin has no owner"),
        ({"owner": 9}, "an expression is not there"),
        ({"nobody": 16 * 999 + 5}, "no such value"),
        ({"return_to": 1}, "a workbin is emptied into no queue"),
        ({"return_to": -2}, "a workbin is emptied into no queue"),
        ({"after_us": 0}, "a workbin is emptied into no queue"),
    ],
)
def test_a_workbin_is_there_and_emptied_into_a_queue(change: dict[str, int], message: str) -> None:
    whole = lower(process_of(STOWS))
    changed = replace(whole.stows[0], **change)

    with pytest.raises(BadProgram, match=message):
        verify(replace(whole, stows=(changed,)))


ROUTINGS = """
agent anna
agent ben
virtual_queue VQ
strategy s (voice) { a: route { targets = [agent(anna)]   virtual_queue = VQ   timeout = never } }
"""


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"virtual_queue": 1}, "a virtual queue is not there"),
        ({"virtual_queue": -2}, "a virtual queue is not there"),
        ({"targets": ()}, "nobody is asked for"),
        ({"priority": 9}, "an expression is not there"),
        ({"age_step": -1}, "a priority goes down"),
        ({"age_every_us": -1}, "a priority goes down"),
        ({"timeout_us": -2}, "a route is over before it begins"),
        ({"objective": 9}, "an expression is not there"),
        ({"use_predict": True, "virtual_queue": -1}, "a wait is foretold by no virtual queue"),
        ({"treatments": (PlayedWhile(prompt=9, length_us=1),)}, "an expression is not there"),
        ({"treatments": (PlayedWhile(prompt=-1, length_us=1),)}, "a treatment plays nothing"),
        ({"treatments": (PlayedWhile(prompt=0, length_us=0),)}, "a treatment takes no time"),
    ],
)
def test_a_routing_asks_for_what_is_there(change: dict[str, object], message: str) -> None:
    whole = lower(process_of(ROUTINGS))
    changed = replace(whole.routings[0], **change)  # type: ignore[arg-type]

    with pytest.raises(BadProgram, match=message):
        verify(replace(whole, routings=(changed,)))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"agents": (2,)}, "an agent is not there"),
        ({"agents": (-1,)}, "an agent is not there"),
        ({"agents": (1, 0)}, "the agents of a target are in no order"),
        ({"agents": (1, 1)}, "the agents of a target are in no order"),
        ({"name": 9, "agents": ()}, "an expression is not there"),
        ({"name": 0}, "a target is named and fixed"),
        ({"for_us": -2}, "a target is over before it begins"),
        ({"when": 9}, "an expression is not there"),
    ],
)
def test_a_target_of_a_routing_is_there(change: dict[str, object], message: str) -> None:
    whole = lower(process_of(ROUTINGS))
    (target,) = whole.routings[0].targets
    changed = replace(whole.routings[0], targets=(replace(target, **change),))  # type: ignore[arg-type]

    with pytest.raises(BadProgram, match=message):
        verify(replace(whole, routings=(changed,)))


def test_every_kind_of_code_has_its_effect_on_the_stack() -> None:
    verify(
        program(
            (Op.EXIT,),
            codes=(
                (Code.DATA, "K"), (Code.KEY, "k"), (Code.OR_ELSE, 2), (Code.READ, 0),
                (Code.NEEDED, 0), (Code.OF_TYPE, Tag.TEXT), (Code.CONST, "a"), (Code.LIST, 1),
                (Code.IN, 0), (Code.ATOM, 0), (Code.JUMP_FALSE, 2), (Code.FAULT_CODE, 0),
                (Code.NOT, 0), (Code.JUMP_TRUE, 3), (Code.CONST, "k"), (Code.CONST, 1),
                (Code.KVLIST, 1),
            ),
        ).program()
    )  # fmt: skip


def test_views_name_only_what_is_there() -> None:
    made = program((Op.EXIT,))
    made.view(0, 0)
    whole = made.program()
    view = whole.views[0]

    for changed, message in (
        (replace(view, queue=1), "a view has no queue"),
        (replace(view, strategy=1), "a view has no strategy"),
        (replace(view, every_us=0), "a view never ticks"),
        (replace(view, where=4), "an expression is not there"),
    ):
        with pytest.raises(BadProgram, match=message):
            verify(replace(whole, views=(changed,)))


def test_a_view_reads_no_variable() -> None:
    made = program((Op.EXIT,), codes=((Code.SLOT, 0),))
    made.view(0, 0, where=0)

    with pytest.raises(BadProgram, match="a view reads what a strategy knows"):
        made.program()


def test_ports_and_handlers_stay_in_their_strategy() -> None:
    whole = program((Op.LEAVE, 0)).program()

    for change, message in (
        ({"port_targets": array("q", [2])}, "a port leads out of its strategy"),
        ({"handlers": array("q", [0, 0]), "handler_starts": array("q", [0, 1, 1])},
         "a handler takes no fault"),
        ({"handlers": array("q", [-1, 1]), "handler_starts": array("q", [0, 1, 1])},
         "a handler leaves by no port"),
        ({"strategies": (replace(whole.strategies[0], on_fault=5),)}, "not its own"),
        ({"strategies": (replace(whole.strategies[0], slots=()),)}, "a slot has no first value"),
        ({"codes": array("q", [int(Code.CONST), 1])}, "an expression does not end"),
    ):  # fmt: skip
        with pytest.raises(BadProgram, match=message):
            verify(replace(whole, **change))
