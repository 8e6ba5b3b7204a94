"""Field codes against a second renderer that shares nothing with the first but the rules."""

import re
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from engine.directory import MissingValues
from engine.esp.field_codes import FieldCodeError, parse, render
from engine.esp.field_codes.scanner import Hole, scan
from engine.values import KVList, Value

CODE = re.compile(r"<\$(.*?)\$>", re.DOTALL)
INSIDE = re.compile(
    r"[ \t\r\n]*(contact|agent|interaction|customproperties|custom)"
    r"((?:\.(?!__)[a-z_][a-z0-9_]*){1,16})[ \t\r\n]*",
    re.IGNORECASE | re.ASCII,
)

FRAGMENTS = ("<$", "$>", " ", ".", "Contact", "Custom.A", "a", "__", "<$Contact.a$>", "é")
WORDS = st.sampled_from(
    [
        *FRAGMENTS, "$", "<", ">", "\n", "FullName", "FirstName", "AGENT.", "<$ custom.b.c $>",
        "<$Agent.fullname$>", "<$Contact.B$>", "<$Interaction.a$>",
    ]
)  # fmt: skip
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
    found = INSIDE.fullmatch(inside)
    if found is None:
        return None
    word = found[1].lower()
    name = "CustomProperties" if word.startswith("custom") else word.capitalize()
    keys = found[2][1:].split(".")
    source = sources.get(name, KVList())
    value = walk(source, keys)
    if value is None and name in ("Contact", "Agent") and [k.lower() for k in keys] == ["fullname"]:
        parts = [walk(source, ["FirstName"]), walk(source, ["LastName"])]
        value = " ".join(part for part in parts if part) or None
    stand_ins = {"empty": "", "none_text": "None", "keep": f"<${inside}$>", "fault": None}
    return stand_ins[policy] if value is None else value


def walk(value: Value, keys: list[str]) -> str | None:
    """The text at the end of a path."""
    if not keys:
        return None if isinstance(value, bytes | KVList) else str(value)
    if not isinstance(value, KVList):
        return None
    by_case = sorted(
        (entry for entry in value.pairs if entry[0].lower() == keys[0].lower()),
        key=lambda entry: entry[0] != keys[0],
    )
    return walk(by_case[0][1], keys[1:]) if by_case else None


def engines(body: str, sources: dict[str, KVList], policy: MissingValues) -> str | None:
    """What the engine makes of it, None if it is faulty."""
    try:
        return render(parse(body), sources, policy).text
    except FieldCodeError as error:
        return None if 0 <= error.offset < len(body) else f"offset {error.offset}"


@given(body=BODIES, sources=SOURCES, policy=st.sampled_from(MissingValues))
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
