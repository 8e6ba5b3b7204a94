"""Expressions: the code they become, their types, their atomic conditions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.graph.model import Compiled
from engine.ops import Code, Reading
from engine.syntax.nodes import Expression
from engine.values import Duration, KVList, Tag, Type
from tests.graph.projects import block, check, strategy

VARIABLES = {
    Type.INTEGER: "n", Type.TEXT: "t", Type.FLAG: "f", Type.DURATION: "d", Type.TIME: "w",
    Type.LIST: "l", Type.KVLIST: "k",
}  # fmt: skip
DECLARED = """
  var n = 0
  var t = ""
  var f = true
  var d = 1s
  var w = 2026-01-01T00:00
  var l = [1]
  var k = { A: 1 }
"""


def assigned(name: str, text: str) -> Compiled:
    """What an expression becomes where it is assigned to a variable."""
    graph = strategy(
        f"queue q\nstrategy s (voice) {{ {DECLARED} data {{ K: text L: KVList }} on fault -> z\n"
        f"a: assign {{ {name} = {text} }} -> z\nz: exit }}"
    )
    kind = block(graph, "a").kind
    expression: Expression = getattr(kind, "values")[0].expression  # noqa: B009 - of this kind
    return block(graph, "a").compiled(expression)


def listing(compiled: Compiled) -> list[object]:
    """The code as codes, or pairs of code and argument."""
    return [
        item.code if item.argument is None else (item.code, item.argument)
        for item in compiled.instructions
    ]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("n", "1 + n", [(Code.CONST, 1), (Code.SLOT, "n"), Code.ADD]),
        ("n", "(1 - n) * 2", [
            (Code.CONST, 1), (Code.SLOT, "n"), Code.SUBTRACT, (Code.CONST, 2), Code.MULTIPLY,
        ]),
        ("n", "-n", [(Code.SLOT, "n"), Code.NEGATE]),
        ("f", "not f", [(Code.SLOT, "f"), Code.NOT]),
        ("f", "f and n == 1", [
            (Code.SLOT, "f"), (Code.JUMP_FALSE, 3),
            (Code.SLOT, "n"), (Code.CONST, 1), Code.EQUAL,
        ]),
        ("f", "f or f or f", [
            (Code.SLOT, "f"), (Code.JUMP_TRUE, 1), (Code.SLOT, "f"),
            (Code.JUMP_TRUE, 1), (Code.SLOT, "f"),
        ]),
        ("f", "n not in [n]", [
            (Code.SLOT, "n"), (Code.SLOT, "n"), (Code.LIST, 1), Code.NOT_IN,
        ]),
        ("d", "age", [(Code.READ, int(Reading.AGE))]),
        ("t", "udata.K", [(Code.DATA, "K"), Code.NEEDED, (Code.OF_TYPE, int(Tag.TEXT))]),
        ("t", 'udata.X ?? "a"', [
            (Code.DATA, "X"), (Code.OR_ELSE, 1), (Code.CONST, "a"),
            (Code.OF_TYPE, int(Tag.TEXT)),
        ]),
        ("t", 'udata.K ?? "a"', [
            (Code.DATA, "K"), (Code.OR_ELSE, 1), (Code.CONST, "a"),
            (Code.OF_TYPE, int(Tag.TEXT)),
        ]),
        ("t", "udata.L.A", [
            (Code.DATA, "L"), (Code.OR_ELSE, 1), (Code.CONST, KVList()),
            (Code.OF_TYPE, int(Tag.KVLIST)), (Code.KEY, "A"), Code.NEEDED,
            (Code.OF_TYPE, int(Tag.TEXT)),
        ]),
        ("t", "k.A", [
            (Code.SLOT, "k"), (Code.KEY, "A"), Code.NEEDED, (Code.OF_TYPE, int(Tag.TEXT)),
        ]),
        ("k", '{ A: 1, "b c": t }', [
            (Code.CONST, "A"), (Code.CONST, 1), (Code.CONST, "b c"), (Code.SLOT, "t"),
            (Code.KVLIST, 2),
        ]),
        ("n", "length(q)", [(Code.CONST, "q"), (Code.FUNCTION, 2 << 8 | 1)]),
        ("f", 'is_mobile(t)', [
            (Code.SLOT, "t"), (Code.CONST, ""), (Code.FUNCTION, 1 << 8 | 2),
        ]),
        ("f", 'is_mobile(region: "US", text: t)', [
            (Code.SLOT, "t"), (Code.CONST, "US"), (Code.FUNCTION, 1 << 8 | 2),
        ]),
    ],
)  # fmt: skip
def test_an_expression_becomes_postfix_code(name: str, text: str, expected: list[object]) -> None:
    assert listing(assigned(name, text)) == expected


def test_a_parameter_becomes_its_value() -> None:
    graph = strategy(
        "param pause = 5s\nstrategy s (voice) { a: wait(pause) -> z z: exit }",
    )

    first = block(graph, "a")

    assert [listing(code) for code in first.codes.values()] == [[(Code.CONST, Duration(5_000_000))]]


def test_a_long_chain_needs_no_deep_stack() -> None:
    text = " + ".join(["n"] * 20_000)

    assert len(assigned("n", text).instructions) == 39_999


def test_conditions_of_a_branch_are_numbered_from_left_to_right() -> None:
    graph = strategy(
        "strategy s (voice) { var n = 0 var f = true\n"
        "a: if(f or (n == 1 and not is_online) or (f == (n > 2))) { true -> z false -> z }\n"
        "z: exit }"
    )

    first = block(graph, "a")

    assert first.atoms == ("f", "n == 1", "is_online", "(f == (n > 2))")
    (code,) = first.codes.values()
    numbers = [item.argument for item in code.instructions if item.code is Code.ATOM]
    assert numbers == [0, 1, 2, 3]


def test_a_condition_by_itself_is_atomic() -> None:
    graph = strategy("strategy s (voice) { a: if(is_online) { true -> z false -> z } z: exit }")

    assert block(graph, "a").atoms == ("is_online",)


def test_only_conditions_of_branches_have_atoms() -> None:
    assert assigned("f", "f and n == 1").atoms == ()


def test_faults_of_an_expression_are_known() -> None:
    faults = assigned("n", "number(udata.X) / n + 1").faults

    assert faults == {
        "missing_data", "wrong_data", "bad_number", "division_by_zero", "overflow",
    }  # fmt: skip


# Laws


@st.composite
def typed(draw: st.DrawFn, wanted: Type, depth: int = 3) -> str:
    """The text of an expression of a type."""
    leaves = {
        Type.INTEGER: ["0", "7", "n", "priority", "-n", "length(q)"],
        Type.TEXT: ['"a"', "t", "ANI", "udata.K", 'udata.X ?? "b"'],
        Type.FLAG: ["true", "false", "f", "is_online"],
        Type.DURATION: ["5s", "1h30m", "d", "age"],
        Type.TIME: ["now", "w", "2026-12-24T08:00"],
        Type.LIST: ["[]", "[1, t]", "l"],
        Type.KVLIST: ["{}", "{ A: n, B: { C: t } }", "k", "udata.L"],
    }
    if depth == 0 or draw(st.integers(0, 3)) == 0:
        return draw(st.sampled_from(leaves[wanted]))

    def sub(kind: Type) -> str:
        text = draw(typed(kind, depth - 1))
        return text if text.startswith("{") else f"({text})"

    whole, text, flag, length = Type.INTEGER, Type.TEXT, Type.FLAG, Type.DURATION
    rows = {
        whole: [("+", whole, whole), ("-", whole, whole), ("*", whole, whole),
                ("/", whole, whole), ("mod", whole, whole), ("/", length, length)],
        text: [("+", text, text)],
        flag: [("and", flag, flag), ("or", flag, flag), ("==", text, text), ("!=", flag, flag),
               ("<", whole, whole), (">=", length, length), ("in", text, Type.LIST),
               ("not in", whole, Type.LIST), ("<=", Type.TIME, Type.TIME)],
        length: [("+", length, length), ("*", length, whole), ("*", whole, length),
                 ("-", Type.TIME, Type.TIME), ("/", length, whole), ("mod", length, length)],
        Type.TIME: [("+", Type.TIME, length), ("-", Type.TIME, length)],
        Type.LIST: [("+", Type.LIST, Type.LIST)],
    }  # fmt: skip
    if wanted not in rows:
        return draw(st.sampled_from(leaves[wanted]))
    operator, left, right = draw(st.sampled_from(rows[wanted]))
    return f"{sub(left)} {operator} {sub(right)}"


@given(st.data())
def test_an_expression_built_by_the_types_has_its_type(data: st.DataObject) -> None:
    wanted = data.draw(st.sampled_from(sorted(VARIABLES)))
    text = data.draw(typed(Type(wanted)))

    name = VARIABLES[Type(wanted)]
    project = (
        f"queue q\nstrategy s (voice) {{ {DECLARED} data {{ K: text L: KVList }} on fault -> z\n"
        f"a: assign {{ {name} = {text} }} -> z\nz: exit }}"
    )
    process, findings = check(project)

    # A constant divisor may happen to be zero.
    if any(item.code == "E221" for item in findings):
        return
    assert process is not None, [(item.message, text) for item in findings]
    (code,) = process.strategies[0].blocks[0].codes.values()
    assert code.type is wanted
    assert depth_at_the_end(code) == 1


PUSHES = {
    Code.CONST: 1, Code.SLOT: 1, Code.READ: 1, Code.DATA: 1, Code.ANSWER: 1, Code.KEY: 0,
    Code.NEEDED: 0, Code.OF_TYPE: 0, Code.NOT: 0, Code.NEGATE: 0, Code.ATOM: 0,
}  # fmt: skip


def depth_at_the_end(code: Compiled) -> int:
    """How many values the code leaves, whichever way its jumps go."""
    depths: dict[int, int] = {0: 0}
    for place, item in enumerate(code.instructions):
        depth = depths[place]
        argument = item.argument if isinstance(item.argument, int) else 0
        if item.code in (Code.JUMP_FALSE, Code.JUMP_TRUE, Code.OR_ELSE):
            # Taken, the top stays; else it is popped.
            meet(depths, place + 1 + argument, depth)
            depth -= 1
        elif item.code is Code.FUNCTION:
            depth += 1 - (argument & 255)
        elif item.code is Code.LIST:
            depth += 1 - argument
        elif item.code is Code.KVLIST:
            depth += 1 - 2 * argument
        else:
            depth += PUSHES.get(item.code, -1)
        meet(depths, place + 1, depth)
    return depths[len(code.instructions)]


def meet(depths: dict[int, int], place: int, depth: int) -> None:
    assert depths.setdefault(place, depth) == depth
