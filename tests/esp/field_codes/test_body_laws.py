"""Bodies against a second renderer that shares nothing with the first but the rules."""

import re
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from engine.directory import MissingValues
from engine.esp.field_codes import FieldCodeError, Setting, parse, render
from engine.esp.field_codes.scanner import Hole, scan
from engine.values import KVList, Value
from tests.esp.field_codes.naive import evaluate
from tests.esp.field_codes.naive_functions import NaiveError, to_text

CODE = re.compile(r"<\$(.*?)\$>", re.DOTALL)
FRAGMENTS = ("<$", "$>", " ", ".", "Contact", "Custom.A", "a", "__", "<$Contact.a$>", "é")
WORDS = st.sampled_from(
    [
        *FRAGMENTS, "$", "<", ">", "\n", "FullName", "FirstName", "AGENT.", "<$ custom.b.c $>",
        "<$Agent.fullname$>", "<$Contact.B$>", "<$Interaction.a$>",
    ]
)  # fmt: skip
FORMULAS = st.sampled_from(["<$1 + 2$>", "<$'a'$>", "<$If(IsString(Contact.a), Contact.a, 0)$>"])
BODIES = st.lists(WORDS, max_size=12).map("".join) | st.text(alphabet="<$>.aA_ \n1", max_size=30)
KEYS = st.sampled_from(["a", "A", "b", "B", "c", "FirstName", "lastname", "FullName", "__class__"])
VALUES: st.SearchStrategy[Value] = st.recursive(
    st.sampled_from(["", "x", "<$Contact.a$>", "$>", 7, -1, b"\x00"]),
    lambda inner: st.lists(st.tuples(KEYS, inner), max_size=4).map(KVList),
    max_leaves=6,
)
SOURCES = st.dictionaries(
    st.sampled_from(["Contact", "Agent", "Interaction", "CustomProperties"]),
    st.lists(st.tuples(KEYS, VALUES), max_size=6).map(KVList),
)


def reference(body: str, sources: dict[str, KVList], policy: MissingValues) -> str | None:
    """The rendered body, None if it is faulty: by regular expressions, with no care for time."""
    texts, inside = CODE.split(body)[::2], CODE.findall(body)
    if any("<$" in part for part in (*texts, *inside)):
        return None
    values = [reference_value(code, sources, policy) for code in inside]
    if any(value is None for value in values):
        return None
    filled = [text + str(value) for text, value in zip(texts, values, strict=False)]
    return "".join([*filled, texts[-1]])


def reference_value(inside: str, sources: dict[str, KVList], policy: MissingValues) -> str | None:
    """What a code becomes, None if it is faulty."""
    try:
        value = evaluate(inside, sources)
    except NaiveError:
        return None
    stand_ins = {"empty": "", "none_text": "None", "keep": f"<${inside}$>", "fault": None}
    return stand_ins[policy] if value is None else to_text(value)


def engines(body: str, sources: dict[str, KVList], policy: MissingValues) -> str | None:
    """What the engine makes of it, None if it is faulty."""
    try:
        return render(parse(body), sources, Setting(policy=policy)).text
    except FieldCodeError as error:
        return None if 0 <= error.offset < len(body) else f"offset {error.offset}"


@given(
    body=BODIES | st.lists(WORDS | FORMULAS, max_size=8).map("".join),
    sources=SOURCES,
    policy=st.sampled_from(MissingValues),
)
def test_both_renderers_agree(body: str, sources: dict[str, KVList], policy: MissingValues) -> None:
    assert engines(body, sources, policy) == reference(body, sources, policy)


def test_both_renderers_agree_on_ten_thousand_templates_of_four_fragments() -> None:
    sources = {"Contact": KVList([("a", "1"), ("Custom", "no")]), "CustomProperties": KVList()}
    bodies = ["".join(parts) for parts in product(FRAGMENTS, repeat=4)]

    differing = [
        body
        for body in bodies
        if engines(body, sources, MissingValues.KEEP)
        != reference(body, sources, MissingValues.KEEP)
    ]

    assert len(bodies) == 10_000
    assert differing == []


@given(body=BODIES)
def test_the_pieces_of_a_body_joined_are_the_body(body: str) -> None:
    try:
        pieces = scan(body)
    except FieldCodeError:
        return
    texts = [piece.text if isinstance(piece, Hole) else piece for piece in pieces]

    assert "".join(texts) == body
    assert "" not in texts
    for piece in pieces:
        if isinstance(piece, Hole):
            assert body.startswith(f"<${piece.inside}$>", piece.offset)


@given(body=BODIES, sources=SOURCES)
def test_under_policy_keep_without_sources_a_body_is_itself(
    body: str, sources: dict[str, KVList]
) -> None:
    text = engines(body, {}, MissingValues.KEEP)

    assert text in (None, body)
    # Whether a body is faulty does not depend on the data.
    assert (engines(body, sources, MissingValues.EMPTY) is None) is (text is None)


@given(text=st.text(max_size=50))
def test_a_value_is_printed_as_it_is(text: str) -> None:
    sources = {"CustomProperties": KVList([("a", text)])}

    assert engines("<$Custom.a$>", sources, MissingValues.FAULT) == text
