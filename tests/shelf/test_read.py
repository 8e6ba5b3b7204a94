"""Reading: every mistake is said at its place, and what is right becomes a model."""

from pathlib import Path
from typing import Annotated, ClassVar

import pytest
from pydantic import Field

from engine.diagnostics import Findings
from engine.shelf.constants import Constants
from engine.shelf.kind import Constant, Kind, Operand
from engine.shelf.read import read_entry
from engine.syntax.nodes import Binding, Declaration
from engine.values import MINUTE, SECOND, Duration, KVList, Time, Type, Value
from engine.world.kind import DeclarationKind
from engine.world.kinds.param import Param
from engine.world.kinds.queue import Queue
from engine.world.kinds.view import View
from tests.shelf.reading import first_entry, mistakes, model, read_as, shown


def cases() -> list[tuple[str, list[str]]]:
    """The texts of `mistakes.txt`, each with what is wrong with it."""
    found: list[tuple[str, list[str]]] = []
    for line in Path(__file__).with_name("mistakes.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("    "):
            found[-1][1].append(line.strip())
        elif line and not line.startswith("#"):
            found.append((line, []))
    return found


@pytest.mark.parametrize(("text", "said"), cases())
def test_what_does_not_fit_is_said_at_its_place(text: str, said: list[str]) -> None:
    assert mistakes(text, {"often": Duration(SECOND)}) == said


def test_fields_and_operands_become_values() -> None:
    call = model(
        'a: esp("Chat.Message") { app_name = udata.App  app_type = 171  timeout = never'
        '  user_data = [A, "B b"]  expect_response = false  note = "asks" } -> b'
    )

    read = dict(call)
    assert read["method"] == "Chat.Message"
    assert read["app_type"] == 171
    assert read["timeout"] == "never"
    assert read["user_data"] == ("A", "B b")
    assert read["expect_response"] is False
    assert read["note"] == "asks"
    assert call.places["app_name"].text() == "udata.App"
    assert call.span.text() == "esp"


def test_what_is_left_out_has_its_default() -> None:
    read = model('a: esp("Chat.Message") { app_name = "DMS" } -> b')

    fields = dict(read)
    assert fields["timeout"] == Duration(30 * SECOND)
    assert fields["user_data"] == "all"
    assert fields["disabled"] is False


def test_an_unknown_field_is_named_with_its_neighbour() -> None:
    found = mistakes("view v { submit = s  evry = 5s }")

    assert found == ["E231 [evry] `view` has no field `evry` (did you mean `every`?)"]


def test_an_unknown_field_without_a_neighbour_shows_what_there_is() -> None:
    found = mistakes('view v { submit = s  colour = "red" }')

    assert found == [
        "E231 [colour] `view` has no field `colour` "
        "(its fields are `where`, `every`, `order`, `submit`, `max_submitted_interactions`, "
        "`max_submission_rate`)"
    ]


def test_a_missing_field_is_named_at_the_kind() -> None:
    found = mistakes("view v { every = 5s }")

    assert found == ["E230 [view] `view` needs `submit` (write `submit = some_strategy`)"]


def test_a_missing_operand_is_named_at_the_kind() -> None:
    found = mistakes("a: wait -> b")

    assert found == [
        "E230 [wait] `wait` needs a duration, for example `5m` "
        "(write it in parentheses: `wait(5m)`)"
    ]


def test_a_body_that_needs_entries_says_so() -> None:
    found = mistakes("a: assign -> b")

    assert found == [
        "E230 [assign] `assign` needs entries `name = value`, where each value is a value "
        "(write at least one)"
    ]


def test_a_field_given_twice_shows_both_places() -> None:
    findings = Findings()
    text = "view v { submit = s  every = 5s  every = 6s }"
    view = read_as(View, text, findings)

    assert view is not None
    assert (view.damaged, view.every) == (True, Duration(5 * SECOND))
    (found,) = findings
    assert (found.code, found.message) == ("E210", "`every` is given twice")
    assert found.span is not None
    assert found.span.start == text.rindex("every")
    assert [note.span.start for note in found.notes] == [text.index("every")]


@pytest.mark.parametrize("mistake", ["every = 1", "every = 0s", "order = old", "every 5s"])
def test_a_field_in_error_has_its_default_and_the_model_is_damaged(mistake: str) -> None:
    findings = Findings()

    view = read_as(View, f"view v {{ {mistake}  submit = s  where = is_online }}", findings)

    assert findings.has_errors
    assert view is not None
    assert view.damaged
    assert (view.every, view.order, view.submit.name) == (Duration(30 * SECOND), "priority", "s")


def test_a_declaration_is_damaged_by_what_stands_inside() -> None:
    findings = Findings()

    queue = read_as(Queue, "queue q { view a { every = 1  submit = s }  view b { } }", findings)

    assert queue is not None
    assert queue.damaged
    assert [view.name for view in queue.views] == ["a"]


def test_a_model_without_mistakes_is_not_damaged() -> None:
    assert not model("queue q { view a { submit = s } }").damaged


def test_a_text_that_is_too_long_is_refused() -> None:
    found = mistakes(f'channel c {{ media = sms  business_id = "{"1" * 256}" }}')

    assert [line.split("] ")[1] for line in found] == ["`business_id` must be no longer than 255"]


def test_all_mistakes_of_one_kind_are_said_at_once() -> None:
    found = mistakes(
        'channel c { media = whatsap  busines_id = "1"  inbound_route = "x"  route = 5 }'
    )

    assert [line.split("]")[0] for line in found] == [
        "E232 [whatsap",
        "E231 [busines_id",
        'E219 ["x"',
        "E231 [route",
    ]


def test_all_mistakes_of_nested_declarations_are_said_at_once() -> None:
    found = mistakes("queue q { view a { every = 0s  submit = s }  view b { }  view c { x = 1 } }")

    assert [line.split("]")[0] for line in found] == [
        "E232 [0s",
        "E230 [view",
        "E230 [view",
        "E231 [x",
    ]


def test_a_declaration_with_a_wrong_head_is_read_on() -> None:
    found = mistakes("view { every = 0s  submit = s }")

    assert [line.split("]")[0] for line in found] == ["E230 [view", "E232 [0s"]


def test_what_could_not_be_parsed_is_passed_over() -> None:
    assert model("queue q { = }").word == "queue"


def test_free_keys_keep_the_order_of_the_file() -> None:
    attach = model('a: attach { B = 1  A = 2  B = 3  note = "n"  "note" = 4 } -> b')

    read = dict(attach)
    assert [entry.name for entry in read["data"]] == ["B", "A", "B", "note"]
    assert read["note"] == "n"


def test_labels_of_ports_are_kept_in_order_and_words_are_left_to_the_graph() -> None:
    switch = model('a: switch(DNIS) { "2" -> x  1 -> y  else -> z  fault -> z }')

    assert [label.text for label in dict(switch)["labels"]] == ["2", "1"]


def test_a_parameter_stands_for_its_value() -> None:
    view = model("view v { submit = s  every = often }", {"often": Duration(MINUTE)})

    assert dict(view)["every"] == Duration(MINUTE)


def test_a_parameter_that_is_in_error_is_not_complained_of_again() -> None:
    findings = Findings()
    constants = Constants({}, broken=("lost",))
    entry = first_entry("param a = lost")
    assert isinstance(entry, Declaration | Binding)

    read = read_entry(Param, entry, constants=constants, findings=findings)

    assert read is None
    assert shown(findings) == []


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("5", 5),
        ("-5", -5),
        ("(5)", 5),
        ("-5s", Duration(-5 * SECOND)),
        ('"a"', "a"),
        ("true", True),
        ("false", False),
        ("often", Duration(SECOND)),
        ("2026-12-24", Time(1_798_070_400_000_000)),
        ('[1, "a", [true]]', (1, "a", (True,))),
        ("[]", ()),
        ('{ a: 1  "b b": "x"  a: 2 }', KVList([("a", 1), ("b b", "x"), ("a", 2)])),
        ("{ a: { b: 2 } }", KVList([("a", KVList([("b", 2)]))])),
        ("{ a: [1, 2] }", KVList([("a", 1), ("a", 2)])),
        ("{}", KVList()),
    ],
)  # fmt: skip
def test_a_constant_is_what_its_text_says(written: str, value: Value) -> None:
    param = model(f"param a = {written}", {"often": Duration(SECOND)})
    read = dict(param)["value"]

    assert (type(read), read) == (type(value), value)


def test_a_number_that_the_parser_has_refused_is_not_complained_of_again() -> None:
    assert mistakes("view v { submit = s  every = 5parsecs }") == []


def test_a_long_expression_is_quoted_by_its_beginning() -> None:
    (found,) = mistakes(f"view v {{ submit = s  every = {' + '.join(['100s'] * 20)} }}")

    assert "`100s + 100s + 100s + 100s + 100s + 100s…` is no plain value" in found


class Twice(Kind):
    """A kind with two operands, for tests."""

    word: ClassVar[str] = "twice"

    first: Annotated[str, Constant(Type.TEXT), Operand()] = Field(description="one")
    second: Annotated[int, Constant(Type.INTEGER), Operand()] = Field(5, lt=9, description="two")


def test_operands_are_read_in_order_and_the_last_may_have_a_default() -> None:
    findings = Findings()

    both = read_as(Twice, 'a: twice("x", 7)', findings)
    one = read_as(Twice, 'a: twice("x")', findings)
    wrong = read_as(Twice, 'a: twice("x", 9)', findings)
    many = read_as(Twice, 'a: twice("x", 7, 8)', findings)

    assert both is not None
    assert one is not None
    assert (both.first, both.second, one.second) == ("x", 7, 5)
    assert wrong is not None
    assert many is not None
    assert (wrong.damaged, wrong.second, many.damaged) == (True, 5, True)
    assert shown(findings) == [
        "E232 [9] `twice` must be less than 9",
        "E231 [8] `twice` takes 2 values in parentheses",
    ]


class Named(DeclarationKind):
    """A declaration with a head and nothing else, for tests."""

    word: ClassVar[str] = "named"


def test_a_declaration_becomes_nothing_unless_it_says_so() -> None:
    named = read_as(Named, "named x", Findings())

    assert named is not None
    assert named.lower() is None
