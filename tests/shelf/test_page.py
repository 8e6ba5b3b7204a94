"""Pages are made of what a kind states, and of nothing else."""

from typing import ClassVar

from engine.blocks.kinds.esp import Esp
from engine.blocks.kinds.switch import Switch
from engine.shelf.kind import Kind
from engine.shelf.page import Page, page, sections_of
from engine.world.kinds.application import Application
from engine.world.kinds.data import Data
from engine.world.kinds.param import Param
from engine.world.kinds.queue import Queue
from engine.world.kinds.strategy import Strategy


def test_sections_follow_one_another_as_they_are_printed() -> None:
    headings = [heading for heading, _ in page(Esp).sections]

    assert headings == ["", "Form", "Ports", "Example", "Genesys", "Inferred"]


def test_paragraphs_are_one_line_each_and_examples_keep_theirs() -> None:
    shown = sections_of("Waits\nlong.\n\nMore\nof it.\n\nExample:\n    a: b {\n      c\n    }\n")

    assert shown == (("", "Waits long.\n\nMore of it."), ("Example", "a: b {\n  c\n}"))


def test_the_form_and_the_ports_are_those_of_the_kind() -> None:
    assert page(Esp).section("Form") == "block: esp(method) { … } -> next"
    assert page(Esp).section("Ports").split("\n") == [
        "-> block: it is done",
        "fault symbol, 904 -> block: this fault; fault -> block: every other",
        "timeout -> block: no answer in time",
    ]
    assert page(Strategy).section("Form") == "strategy name (family) { … }"
    assert page(Param).section("Form") == "param name = value"


def test_rows_say_what_a_field_takes_and_what_it_is_if_left_out() -> None:
    rows = {name: (takes, meaning) for name, takes, meaning in page(Esp).rows}

    names = list(rows)
    assert (names[0], names[-2:]) == ("method", ["disabled", "note"])
    assert rows["with"] == (
        'a KVList, for example `{ Key: "text" }`; optional',
        "data for this request alone, added to the attached data",
    )
    assert rows["timeout"][0] == "a duration, for example `30s`, or `never`; default `30s`"
    assert rows["user_data"][0] == "`all`, `none`, or keys like `[A, B]`; default `all`"


def test_rows_of_words_show_the_word_that_is_meant_if_left_out() -> None:
    strategy = {name: takes for name, takes, _ in page(Strategy).rows}
    application = {name: takes for name, takes, _ in page(Application).rows}

    assert strategy["family"] == "one of `voice`, `chat`, `email`; default `voice`"
    assert application["missing_values"].endswith("default `empty`")


def test_rows_of_collections_show_what_is_written() -> None:
    assert [name for name, _, _ in page(Data).rows] == ["key: …"]
    assert [name for name, _, _ in page(Queue).rows] == ["capacity", "view …"]
    assert '"label" -> …' in [name for name, _, _ in page(Switch).rows]


def test_what_no_public_source_states_is_gathered() -> None:
    inferred = page(Esp).section("Inferred")

    assert all("[inferred" in line for line in inferred.split("\n\n"))
    assert "`timeout`: how long to wait for the answer [inferred default]." in inferred
    assert page(Esp).section("Nothing of this name") == ""


def test_a_page_without_inferences_has_no_such_section() -> None:
    assert page(Data).section("Inferred") == ""


class Bare(Kind):
    """Means nothing."""

    word: ClassVar[str] = "bare"


def test_a_kind_that_says_little_has_a_short_page() -> None:
    assert page(Bare) == Page("bare", (("", "Means nothing."),))


def test_a_page_is_the_same_each_time() -> None:
    assert page(Esp) == page(Esp)
