"""Comparisons as text and as a document: whole, at three widths, under the published schema."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from engine.measures import Unit
from engine.replications.compare import compare
from engine.replications.partings import Differences, Parting
from engine.report.comparison import Comparison, Side, comparison_of, parted, signed
from engine.report.comparison_to_json import SCHEMA, comparison_document
from engine.report.styled import line_width, plain
from engine.report.to_comparison import to_comparison
from engine.report.to_json import diagnostics_document, dumps
from engine.sim.fares import Asked, Outcome, Step
from engine.stats.compared import Figure, Section
from engine.stats.estimates import Estimate
from tests.helpers.compared import compared_with, variant
from tests.helpers.schemas import misfits, unknown_words

GOLDEN = Path(__file__).parents[1] / "golden" / "comparison"
ROOM = ("many: if(length(VQ) >= 4)", "many: if(length(VQ) >= 6)")
FOUR = ("param clerks = 3", "param clerks = 4")
FIVE = ("param clerks = 3", "param clerks = 5")
ANOTHER = (
    "arrivals calls",
    "arrivals others { strategy = line   rate = 5/h   handling = exponential(1m) }\narrivals calls",
)


def side(name: str) -> Side:
    return Side(name=name, what=f"project {name}", command=f"routewright simulate {name}")


@cache
def pair(*changes: tuple[str, str]) -> Comparison:
    return comparison_of(compared_with(*changes), [side("old"), side("new")])


@cache
def three() -> Comparison:
    names = ("clerks = 3", "clerks = 4", "clerks = 5")
    found = compare([variant("3"), variant("4", FOUR), variant("5", FIVE)], count=4)
    return comparison_of(found, [side(name) for name in names])


def text(found: Comparison, columns: int = 80) -> str:
    return "\n".join(plain(line).rstrip() for line in to_comparison(found, columns=columns)) + "\n"


def golden(name: str, told: str, *, update: bool) -> str:
    path = GOLDEN / f"{name}.out"
    if update:
        path.write_text(told, encoding="utf-8")
    return path.read_text(encoding="utf-8")


def test_two_variants_are_as_their_golden_says(update: bool) -> None:
    told = text(pair(ROOM))

    assert told == golden("two", told, update=update)


def test_several_variants_are_as_their_golden_says(update: bool) -> None:
    told = text(three())

    assert told == golden("three", told, update=update)


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_nothing_is_wider_than_there_is_room(columns: int) -> None:
    lines = to_comparison(pair(ROOM), columns=columns)

    assert max(map(line_width, lines)) <= columns


def test_what_is_identical_says_that_nobody_fares_differently() -> None:
    told = text(pair())

    assert "none of" in told
    assert " 0\n" in told
    assert "--follow" not in told


def test_no_difference_is_marked_between_figures_that_look_the_same() -> None:
    def length(other: float) -> Figure:
        def found(value: float) -> Estimate:
            return Estimate(
                value=value, low=value - 0.0001, high=value + 0.0001, level=0.95, count=9
            )

        return Figure(
            section=Section.QUEUE, about="wa_invited", measure="queue_length", percent=None,
            estimates=(found(0.001), found(other)), differences=(None, found(other - 0.001)),
        )  # fmt: skip

    invisible, visible = (replace(pair(), figures=(length(other),)) for other in (0.002, 0.1))

    assert length(0.002).differs(1)
    assert "queue wa_invited" not in text(invisible)
    assert "queue wa_invited" in text(visible)


def test_one_day_claims_nothing_about_others() -> None:
    found = compare([variant("old"), variant("new", FOUR)], count=1)

    told = text(comparison_of(found, [side("old"), side("new")]))

    assert "One day says what differed on it" in " ".join(told.split())
    assert "±" not in told


def test_arrivals_in_another_order_are_said_and_not_to_be_followed_there() -> None:
    found = compare([variant("new", ANOTHER), variant("old")], count=1)

    told = text(comparison_of(found, [side("with"), side("without")]))

    assert "arrivals stand in another order in without" in " ".join(told.split())
    assert "simulate with --seed" in told
    assert "simulate without --seed" not in told


# Words


@pytest.mark.parametrize(
    ("value", "width", "unit", "told"),
    [
        (0.0, 0.0, Unit.SHARE, "0"),
        (0.018, 0.006, Unit.SHARE, "+1.8% ± 0.6"),
        (-3.0, 1.5, Unit.COUNT, "-3.0 ± 1.5"),
        (-12_000_000.0, 1_000_000.0, Unit.DURATION, "-12.0s ± 1.0s"),
        (0.0, 2.0, Unit.COUNT, "+0.0 ± 2.0"),
        (2.0, None, Unit.COUNT, "+2"),
    ],
)
def test_a_difference_has_its_sign_and_how_far_off_it_may_be(
    value: float, width: float | None, unit: Unit, told: str
) -> None:
    low, high = (None, None) if width is None else (value - width, value + width)

    assert signed(Estimate(value=value, low=low, high=high, level=0.95, count=9), unit) == told


def test_the_words_for_those_who_part_say_where_they_go_and_how_they_fare() -> None:
    late, gone = Outcome(Asked.LATER, None, ""), Outcome(Asked.ABANDONED, None, "")
    hold, out = Step("line", "hold"), Step("night", "out")
    made = False

    def told(first: Step | None, second: Step | None, after: Outcome) -> str:
        return parted(Parting(made, hold, first, second, late, after), "20s")

    assert told(None, None, gone) == "answered later → gave up"
    assert told(hold, out, late) == "hold → out of night: answered later both times"
    assert told(None, hold, late) == "no further → hold: answered later both times"


# The document


def document(found: Comparison) -> dict[str, Any]:
    return dict(json.loads(dumps("compare", diagnostics_document(()) | comparison_document(found))))


def schema() -> dict[str, Any]:
    return dict(json.loads(SCHEMA.read_text(encoding="utf-8")))


@pytest.mark.parametrize("found", [pair, three], ids=["two", "three"])
def test_the_document_fits_its_schema(found: Any) -> None:
    assert misfits(document(found()), schema()) == []


def test_the_schema_says_nothing_that_its_reader_does_not_know() -> None:
    assert unknown_words(schema()) == set()


def test_every_figure_and_every_group_is_in_the_document() -> None:
    found = document(three())

    assert len(found["figures"]) == len(three().figures)
    assert {len(each["estimates"]) for each in found["figures"]} == {3}
    assert {len(each["differences"]) for each in found["figures"]} == {2}
    (_, five) = found["customers"]
    assert sum(each["customers"] for each in five["groups"]) == five["compared"] - five["alike"]


def test_identical_variants_have_one_hash_with_themselves_again() -> None:
    assert document(pair())["hash"] == document(pair())["hash"]
    assert document(pair())["hash"] != document(pair(ROOM))["hash"]


def test_nobody_fares_differently_where_nobody_came() -> None:
    nobody = replace(pair().compared, differences=(Differences(),))

    told = text(replace(pair(), compared=nobody))

    assert "none of 0 customers" in told
