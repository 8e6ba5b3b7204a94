"""Field codes: what they are, what they become, what is wrong with them."""

from dataclasses import replace

import pytest

from engine.directory import MissingValues
from engine.esp.field_codes import FieldCodeError, Filled, Rendered, Setting, parse, render
from engine.limits import LIMITS
from engine.values import KVList

SOURCES = {
    "Contact": KVList(
        [
            ("FirstName", "Ana"),
            ("LastName", "Lee"),
            ("Age", 41),
            ("Photo", b"\xff"),
            ("Phone", "first"),
            ("Phone", "second"),
            ("phone", "in lower case"),
            ("Home", KVList([("City", "Rome"), ("Street", KVList([("Number", -7)]))])),
        ]
    ),
    "Agent": KVList([("FullName", "Mr B."), ("FirstName", "Bo")]),
    "CustomProperties": KVList([("OrderId", "A-1"), ("Empty", "")]),
}


def rendered(
    body: str, policy: MissingValues = MissingValues.EMPTY, sources: dict[str, KVList] = SOURCES
) -> Rendered:
    """A body read and rendered."""
    return render(parse(body), sources, Setting(policy=policy))


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("", ""),
        ("no code", "no code"),
        ("<$Contact.FirstName$>", "Ana"),
        ("<$ Contact.FirstName $>", "Ana"),
        ("<$\r\n\tContact.FirstName\n$>", "Ana"),
        ("<$Contact.FirstName$><$Contact.LastName$>", "AnaLee"),
        ("<$Contact.Age$>", "41"),
        ("<$Contact.Home.City$>", "Rome"),
        ("<$Contact.Home.Street.Number$>", "-7"),
        ("<$CustomProperties.OrderId$>", "A-1"),
        ("<$Custom.OrderId$>", "A-1"),
        ("<$Custom.Empty$>", ""),
        ("a $> b $ < c", "a $> b $ < c"),
        ("<$Contact.Age$>$>", "41$>"),
        ("<<$Contact.Age$>>", "<41>"),
    ],
)
def test_a_body_is_rendered(body: str, text: str) -> None:
    found = rendered(body)

    assert found.text == text
    assert found.missing == ()


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("<$Contact.firstname$>", "Ana"),
        ("<$contact.FIRSTNAME$>", "Ana"),
        ("<$CUSTOM.orderid$>", "A-1"),
        ("<$Contact.Phone$>", "first"),
        ("<$Contact.phone$>", "in lower case"),
        ("<$Contact.PHONE$>", "first"),
        ("<$Contact.home.CITY$>", "Rome"),
    ],
)
def test_a_key_is_found_in_any_case_the_exact_one_first(code: str, text: str) -> None:
    assert rendered(code).text == text


@pytest.mark.parametrize(
    ("names", "full_name"),
    [
        ([("FirstName", "Ana"), ("LastName", "Lee")], "Ana Lee"),
        ([("LastName", "Lee"), ("FirstName", "Ana")], "Ana Lee"),
        ([("firstname", "Ana")], "Ana"),
        ([("FirstName", ""), ("LastName", "Lee")], "Lee"),
        ([("FullName", "Dr Lee"), ("FirstName", "Ana")], "Dr Lee"),
        ([("fullname", "Dr Lee"), ("FirstName", "Ana")], "Dr Lee"),
        ([("FirstName", ""), ("LastName", "")], None),
        ([], None),
    ],
)
@pytest.mark.parametrize("person", ["Contact", "Agent"])
def test_a_full_name_is_made_of_first_and_last_name_if_it_is_not_there(
    person: str, names: list[tuple[str, str]], full_name: str | None
) -> None:
    found = rendered(f"<${person}.FullName$>", sources={person: KVList(names)})

    assert found.text == (full_name or "")
    assert bool(found.missing) is (full_name is None)


@pytest.mark.parametrize("code", ["<$Custom.FullName$>", "<$Contact.Home.FullName$>"])
def test_only_persons_have_a_full_name(code: str) -> None:
    names = KVList([("FirstName", "Ana"), ("LastName", "Lee")])
    sources = {"CustomProperties": names, "Contact": KVList([("Home", names)])}

    assert rendered(code, sources=sources).missing == (code,)


MISSING = [
    "<$Contact.Fax$>",
    "<$Contact.FirstName.Initial$>",
    "<$Contact.Fax.Prefix$>",
    "<$Contact.Photo$>",
    "<$Contact.Home$>",
    "<$Interaction.Id$>",
]


@pytest.mark.parametrize("code", MISSING)
@pytest.mark.parametrize(
    ("policy", "stands_for"),
    [
        (MissingValues.EMPTY, ""),
        (MissingValues.NONE_TEXT, "None"),
        (MissingValues.KEEP, "CODE"),
    ],
)
def test_vector_12_a_missing_value_becomes_what_the_policy_says(
    code: str, policy: MissingValues, stands_for: str
) -> None:
    found = rendered(f"a{code}b", policy)

    expected = stands_for.replace("CODE", code)
    (filled,) = found.filled
    assert found == Rendered(f"a{expected}b", (filled,), (code,))
    assert filled == Filled(code, None, expected, ((code[2:-2], None),))


@pytest.mark.parametrize("code", MISSING)
def test_vector_12_a_missing_value_is_an_error_under_policy_fault(code: str) -> None:
    with pytest.raises(FieldCodeError) as caught:
        rendered(f"<$Contact.Age$> {code}", MissingValues.FAULT)

    assert (caught.value.offset, caught.value.message) == (16, f"`{code}` has no value")


@pytest.mark.parametrize(
    ("body", "offset", "message"),
    [
        ("a <$Contact.Age", 2, "a field code is not closed by `$>`"),
        ("<$", 0, "a field code is not closed by `$>`"),
        ("<$>", 0, "a field code is not closed by `$>`"),
        ("<$A.<$B.C$>$>", 4, "a field code begins inside a field code"),
        ("a<$$>", 1, "empty field code `<$$>`"),
        ("<$ \t $>", 0, "empty field code `<$ $>`"),
        ("<$Contact$>", 2, "`Contact` is an object, not a value"),
        ("<$Contact.$>", 2, "a key is missing behind `Contact.`"),
        ("<$.Age$>", 2, "a value is missing before `.`"),
        ("<$Contact..Age$>", 2, "a key is missing behind `Contact.`"),
        ("<$Contact.First Name$>", 16, "an operator is missing before `Name`"),
        ("<$Contact.1st$>", 10, "`1st` is no number"),
        ("<$Contact.Größe$>", 12, "`ö` cannot stand in a formula"),
        ("<$Contact.Age\u00a0$>", 13, "an invisible character cannot stand in a formula"),
        ("<$Contact.__class__$>", 10, "key `__class__` begins with two underscores"),
        ("<$Contact.a.__init__.b$>", 12, "key `__init__` begins with two underscores"),
        ("ab <$Order.Id$>", 5, "unknown object `Order` in a field code"),
        ("<$Contact." + "x" * 50, 0, "a field code is not closed by `$>`"),
        ("<$Contact." + "x" * 50 + "!$>", 60, "an operator is missing before `!`"),
    ],
)
def test_a_mistake_is_named_at_its_place(body: str, offset: int, message: str) -> None:
    with pytest.raises(FieldCodeError) as caught:
        parse(body)

    assert (caught.value.offset, caught.value.message) == (offset, message)
    assert str(caught.value) == f"{message}, at character {offset + 1}"


def test_a_key_may_begin_with_one_underscore() -> None:
    assert (
        rendered("<$Custom._a$>", sources={"CustomProperties": KVList([("_a", "b")])}).text == "b"
    )


def test_a_thousand_codes_may_stand_in_a_body_and_no_more() -> None:
    code = "<$Contact.Age$>"

    assert rendered(code * 1000).text == "41" * 1000
    with pytest.raises(FieldCodeError) as caught:
        parse(code * 10_000)
    assert caught.value.offset == len(code) * 1000
    assert caught.value.message == "more than 1000 field codes"


def test_a_path_may_have_sixteen_keys_and_no_more() -> None:
    def path(keys: int) -> str:
        return f"<$Custom{'.a' * keys}$>"

    assert rendered(path(16)).missing == (path(16),)
    for keys in (17, 1000):
        with pytest.raises(FieldCodeError, match=f"has {keys} keys, at most 16 are allowed"):
            parse(path(keys))


def test_a_rendered_text_has_a_greatest_length() -> None:
    narrow = Setting(limits=replace(LIMITS, rendered_chars=5))
    template = parse("ab<$Contact.FirstName$>c")

    assert render(parse("ab<$Contact.FirstName$>"), SOURCES, narrow).text
    with pytest.raises(FieldCodeError) as caught:
        render(template, SOURCES, narrow)
    assert caught.value.offset == 23
    assert caught.value.message == "the rendered text is longer than 5 characters"


def test_no_more_is_built_than_may_be_sent() -> None:
    long = {"Contact": KVList([("a", "x" * 60_000)])}

    with pytest.raises(FieldCodeError) as caught:
        rendered("<$Contact.a$>" * 1000, sources=long)

    assert caught.value.offset == len("<$Contact.a$>")


def test_what_is_filled_in_is_not_read_again() -> None:
    hostile = "<$Contact.Secret$> {0.__class__} %s ${x} <$"
    sources = {"Contact": KVList([("Name", hostile), ("Secret", "42")])}

    assert rendered("Hello <$Contact.Name$>!", sources=sources).text == f"Hello {hostile}!"


def test_all_codes_are_listed_in_their_order_with_what_they_became() -> None:
    found = rendered("<$Contact.Age$> <$ Custom.X $> <$Contact.Age$> <$Custom.X$>")

    assert found.codes == (
        ("<$Contact.Age$>", "41"), ("<$ Custom.X $>", ""), ("<$Contact.Age$>", "41"),
        ("<$Custom.X$>", ""),
    )  # fmt: skip
    assert found.missing == ("<$ Custom.X $>", "<$Custom.X$>")
