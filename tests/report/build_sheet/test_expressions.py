"""What is written for the other side means there what it means here."""

from typing import TypedDict, cast

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.blocks.counterpart import Dialect
from engine.blocks.kinds.if_ import If
from engine.functions import FUNCTIONS
from engine.graph.model import BlockGraph
from engine.report.build_sheet.blocks import Around, BlockSheet
from engine.values import Value, show
from tests.helpers.runs import process_of, run_process
from tests.report.build_sheet.evaluators import Ecma, Known, Urs

ANI = "+14155550123"
UDATA = "_genesys.ixn.interactions[system.InteractionID].udata"

STRATEGY = """
strategy s (voice) {{
  data {{ Count: integer  Name: text }}
  var n = {n}  var m = {m}  var s = {s}  var t = {t}  var f = {f}  var g = {g}  var d = 90s
  on fault -> wrong
  a: if({condition}) {{ true -> yes  false -> no }}
  yes: disconnect {{ reason = "true" }}
  no: disconnect {{ reason = "false" }}
  wrong: disconnect {{ reason = "wrong" }}
}}
"""


class Values(TypedDict):
    """What the names of a condition stand for."""

    n: int
    m: int
    s: str
    t: str
    f: bool
    g: bool
    Count: int
    Name: str


SOME: Values = {
    "n": 7, "m": -3, "s": "ab", "t": "", "f": True, "g": False, "Count": 5, "Name": "Ana",
}  # fmt: skip
small = st.integers(-20, 20)
words = st.sampled_from(["", "ab", "Ana", ANI, "it's", "|&"])
values = st.fixed_dictionaries(
    {"n": small, "m": small, "s": words, "t": words, "f": st.booleans(), "g": st.booleans(),
     "Count": small, "Name": words}
).map(lambda drawn: cast(Values, drawn))  # fmt: skip
numbers = st.recursive(
    st.sampled_from(["n", "m", "udata.Count", "0", "1", "12", "-4", "100"]),
    lambda inner: st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from("+-*"), inner),
        st.builds("{} {} {}".format, st.sampled_from(["n", "m", "5"]), st.just("+"),
                  st.sampled_from(["2", "n * 3", "udata.Count"])),
        st.builds("({} {} {})".format, inner, st.sampled_from(["/", "mod"]),
                  st.sampled_from(["2", "3", "-7"])),
        st.builds("-({})".format, inner),
    ),
    max_leaves=4,
)  # fmt: skip
texts = st.recursive(
    st.sampled_from(["s", "t", "ANI", "udata.Name", '"ab"', '"it\'s"', '""', '"|&"']),
    lambda inner: st.builds("({} + {})".format, inner, inner),
    max_leaves=3,
)
durations = st.sampled_from(["d", "90s", "1m", "2h", "(d + 30s)", "(2 * d)", "-(d)"])
comparisons = st.one_of(
    st.builds("{} {} {}".format, numbers, st.sampled_from(["==", "!=", "<", "<=", ">", ">="]),
              numbers),
    st.builds("{} {} {}".format, texts, st.sampled_from(["==", "!="]), texts),
    st.builds("{} {} {}".format, durations, st.sampled_from(["==", "<", ">="]), durations),
    st.builds("{} {} [{}, {}]".format, numbers, st.sampled_from(["in", "not in"]), numbers,
              numbers),
    st.sampled_from(["f", "g", "f == true", "g != true", "true", "false == g"]),
)  # fmt: skip
conditions = st.recursive(
    comparisons,
    lambda inner: st.one_of(
        st.builds(" and ".join, st.lists(st.builds("({})".format, inner), min_size=2, max_size=4)),
        st.builds(" or ".join, st.lists(st.builds("({})".format, inner), min_size=2, max_size=4)),
        st.builds("not ({})".format, inner),
        st.builds("({}) == ({})".format, inner, inner),
        st.builds("({}) != ({})".format, inner, inner),
    ),
    max_leaves=5,
)


def graph_of(condition: str, given: Values = SOME) -> BlockGraph:
    """A strategy that begins with the condition."""
    first = {name: show(value) for name, value in given.items()}  # type: ignore[arg-type]
    return process_of(STRATEGY.format(condition=condition, **first)).strategies[0]


def written(graph: BlockGraph, dialect: Dialect) -> str:
    """The condition in a dialect."""
    block = graph.blocks[0]
    assert isinstance(block.kind, If)
    return BlockSheet(block, Around.of(graph, dialect)).condition(block.kind.condition)


def decided(condition: str, given: Values) -> bool:
    """What a run makes of it."""
    first = {name: show(value) for name, value in given.items()}  # type: ignore[arg-type]
    process = process_of(STRATEGY.format(condition=condition, **first))
    data: list[tuple[str, Value]] = [("Count", given["Count"]), ("Name", given["Name"])]
    final = run_process(process, ani=ANI, data=data).final(0)
    assert final is not None
    assert final[1] != "wrong"
    return final[1] == "true"


@given(conditions, values)
def test_a_condition_means_in_urs_what_it_means_here(condition: str, given: Values) -> None:
    text = written(graph_of(condition, given), Dialect.IRD)
    known: dict[str, Known] = {
        "n": given["n"], "m": given["m"], "s": given["s"], "t": given["t"],
        "f": int(given["f"]), "g": int(given["g"]), "d": 90, "ANI[]": ANI,
        "UData['Count']": given["Count"], "UData['Name']": given["Name"],
    }  # fmt: skip

    assume("held_" not in text)  # what is too long to be written twice
    assert Urs(text, known).value() == int(decided(condition, given)), text


@given(conditions, values)
def test_a_condition_means_in_ecmascript_what_it_means_here(condition: str, given: Values) -> None:
    text = written(graph_of(condition, given), Dialect.COMPOSER)
    for key in ("Count", "Name"):
        text = text.replace(f"{UDATA}['{key}']", f"udata.{key}")
    known: dict[str, Known] = {
        "n": given["n"], "m": given["m"], "s": given["s"], "t": given["t"],
        "f": given["f"], "g": given["g"], "d": 90, "system.ANI": ANI,
        "udata.Count": given["Count"], "udata.Name": given["Name"],
    }  # fmt: skip

    assume("held_" not in text)  # what is too long to be written twice
    assert Ecma(text, known).value() is decided(condition, given), text


@given(conditions)
def test_no_two_words_of_a_different_kind_stand_side_by_side(condition: str) -> None:
    text = written(graph_of(condition), Dialect.IRD)

    depth, words = 0, [set[str]()]
    for sign in text.replace("'|&'", "''"):
        if sign == "(":
            words.append(set())
        elif sign == ")":
            words.pop()
        elif sign in "&|":
            words[-1].add(sign)
            assert len(words[-1]) == 1, text
    assert depth == 0


@pytest.mark.parametrize(
    ("condition", "ird", "composer"),
    [
        ('udata.Name == "Ana"', "UData['Name'] = 'Ana'", f"{UDATA}['Name'] == 'Ana'"),
        ("n < 3 and (f or g)", "n < 3 & (f = 1 | g = 1)", "n < 3 && (f || g)"),
        ("not (n < 3 or f)", "n >= 3 & f = 0", "n >= 3 && !f"),
        ("n mod 3 == 1", "(n - ((n / 3) * 3)) = 1", "(n % 3) == 1"),
        ("n / 2 == 3", "(n / 2) = 3", "((n - n % 2) / 2) == 3"),
        ("-n < -3", "(0 - n) < (0 - 3)", "(-n) < (-3)"),
        ('ANI + "x" == s', "Cat[ANI[], 'x'] = s", "(system.ANI + 'x') == s"),
        ('s == "it\'s"', 's = "it\'s"', "s == 'it\\'s'"),
        ("d > 1m30s", "d > 90", "d > 90"),
        ("d > 50ms", "d > held_1", "d > 0.05"),
        ('s in ["a", "b"]', "s = 'a' | s = 'b'", "s == 'a' || s == 'b'"),
        ("n not in [1, 2]", "n != 1 & n != 2", "n != 1 && n != 2"),
        ('(udata.K ?? "") == "x"', "UData['K'] = 'x'",
         f"({UDATA}['K'] == null ? '' : {UDATA}['K']) == 'x'"),
        ('(udata.K ?? "y") == "x"', "held_1 = 'x'",
         f"({UDATA}['K'] == null ? 'y' : {UDATA}['K']) == 'x'"),
        ("is_online", "UData['IsOnline'] != '0'", f"{UDATA}['IsOnline'] != '0'"),
        ("not is_online", "UData['IsOnline'] = '0'", f"{UDATA}['IsOnline'] == '0'"),
        ("f == g", "(f = 1 & g = 1) | (f = 0 & g = 0)", "f == g"),
        ('is_mobile(ANI, "US")', "held_1 = 1", "held_1"),
        ("now > 2026-01-01", "GetUTC[] > 1767225600", "(new Date().getTime() / 1000) > 1767225600"),
        ("session_known", "held_1 = 1", "held_1"),
    ],
)  # fmt: skip
def test_a_condition_is_written_as_there(condition: str, ird: str, composer: str) -> None:
    graph = graph_of(condition)

    assert written(graph, Dialect.IRD) == ird
    assert written(graph, Dialect.COMPOSER) == composer


def test_what_cannot_be_said_is_held_and_said_in_words() -> None:
    graph = graph_of('is_mobile(ANI, "US") and (udata.K ?? 4) > 3')
    block = graph.blocks[0]
    assert isinstance(block.kind, If)
    sheet = BlockSheet(block, Around.of(graph, Dialect.IRD))

    shown = sheet.condition(block.kind.condition)

    assert shown == "held_1 = 1 & held_2 > 3"
    assert [(each.name, each.how.split(":")[0]) for each in sheet.held] == [
        ("held_1", "what `is_mobile` gives for ANI[], 'US'"),
        ("held_2", "UData['K'] or, if that is empty, 4"),
    ]


def test_a_made_up_name_is_none_of_the_authors() -> None:
    text = STRATEGY.replace("var d = 90s", "var held_1 = 3")
    first = {name: show(value) for name, value in SOME.items()}  # type: ignore[arg-type]
    graph = process_of(text.format(condition="is_online or is_mobile(ANI)", **first)).strategies[0]

    assert written(graph, Dialect.IRD) == "UData['IsOnline'] != '0' | held_1_2 = 1"


@pytest.mark.parametrize("word", ["+ 1", "- 1"])
def test_a_very_long_chain_is_written_too(word: str) -> None:
    graph = graph_of(f"n {' '.join([word] * 5_000)} > 0")

    assert written(graph, Dialect.IRD).count("1") == 5_000


@pytest.mark.parametrize(
    "condition",
    [
        f"{'(' * 60}f == g{') == f' * 60}",
        f"n {'mod 7 ' * 2_000}== 0",
        f"n {'/ 7 ' * 2_000}== 0",
        f"f in [{', '.join(['f == g'] * 50)}]",
    ],
)
@pytest.mark.parametrize("dialect", Dialect)
def test_what_is_written_twice_does_not_grow_without_bounds(
    condition: str, dialect: Dialect
) -> None:
    assert len(written(graph_of(condition), dialect)) < 50_000


def test_a_long_chain_of_defaults_is_written_too() -> None:
    graph = graph_of(f'({" ?? ".join(["udata.K"] * 3_000)} ?? "x") == "y"')

    assert written(graph, Dialect.COMPOSER).count("== null") == 3_000


FUNCTION = next(each for each in FUNCTIONS.values() if each.ird and each.required == 1)


def test_a_function_that_ird_has_goes_by_its_name_there() -> None:
    graph = graph_of(f"{FUNCTION.name}(s) == {FUNCTION.name}(t)")

    shown = written(graph, Dialect.IRD)

    assert shown == f"{FUNCTION.ird}[s] = {FUNCTION.ird}[t]"
