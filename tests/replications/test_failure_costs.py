"""What each thing that goes wrong costs: the same days without it."""

import json
from functools import cache
from pathlib import Path

import pytest

from engine.cli.exits import Exit
from engine.failures import Failure
from engine.ops import Place
from engine.replications.model import Finished, Variant
from engine.replications.replicate import replicate
from engine.replications.without_failures import happened, lacking_all, lacking_each
from engine.report.failure_cost_lines import failure_cost_documents, failure_cost_lines
from engine.report.replications_to_json import SCHEMA
from engine.report.styled import plain
from engine.stats.estimates import difference
from engine.stats.failure_costs import COSTED, FailureCost, failure_cost
from engine.stats.seen import Parts, Seen
from tests.cli.command import project, routewright
from tests.helpers.compared import LINE
from tests.helpers.days import program_of
from tests.helpers.schemas import misfits

ABSENT = """
faults flu { agents_absent 08:30 { for = 1h   share = 60% } }
"""
STORM = """
faults flu {
  agents_absent 08:30 { for = 1h   share = 60% }
  surge 09:00 { for = 20m   times = 3 }
}
"""
COUNT = 4


def with_faults(text: str) -> str:
    return LINE.replace("seed = 7 }", "seed = 7   faults = flu }") + text


@cache
def own(text: str) -> tuple[Variant, tuple[Finished, ...]]:
    program = program_of(with_faults(text))
    variant = Variant(name="own", program=program, simulation=program.days.simulations[0])
    return variant, replicate([variant], count=COUNT).finished


def seen(variant: Variant, finished: tuple[Finished, ...]) -> list[Seen]:
    return [
        Seen(program=variant.program, simulation=variant.simulation, counts=each.counts)
        for each in finished
    ]


@cache
def cost_of(text: str, failure: Failure) -> FailureCost:
    variant, finished = own(text)
    (other,) = lacking_each(variant, [failure])
    without = replicate([other], count=COUNT).finished
    return failure_cost(failure, seen(variant, finished), seen(other, without))


def test_what_has_happened_is_what_is_left_out_in_turn() -> None:
    variant, finished = own(STORM)

    failures = happened(finished)

    assert failures == [Failure.AGENTS_ABSENT, Failure.SURGE]
    plans = [each.simulation.failures for each in lacking_each(variant, failures)]
    assert [[each.failure for each in plan.failings] for plan in plans if plan is not None] == [
        [Failure.SURGE], [Failure.AGENTS_ABSENT],
    ]  # fmt: skip
    assert lacking_all(variant).simulation.failures is None


def test_where_nothing_goes_wrong_nothing_is_left_out() -> None:
    program = program_of(LINE)
    variant = Variant(name="own", program=program, simulation=program.days.simulations[0])

    assert happened(replicate([variant], count=1).finished) == []
    assert lacking_each(variant, [Failure.SURGE]) == []


def test_absent_agents_cost_service_level() -> None:
    found = cost_of(ABSENT, Failure.AGENTS_ABSENT).differences["service_level"]

    assert found.high is not None
    assert found.high < 0


def test_a_cost_is_the_difference_of_the_pairs() -> None:
    variant, finished = own(ABSENT)
    without = replicate([lacking_all(variant)], count=COUNT).finished

    def abandoned(runs: tuple[Finished, ...]) -> list[Parts]:
        return [
            Parts(
                numerator=sum(waits.abandoned for waits in run.counts.arrivals[0]),
                denominator=sum(waits.asked for waits in run.counts.arrivals[0]),
            )
            for run in runs
        ]

    assert [run.seed for run in without] == [run.seed for run in finished]
    assert cost_of(ABSENT, Failure.AGENTS_ABSENT).differences["abandonment"] == difference(
        abandoned(without), abandoned(finished)
    )


def test_what_never_happens_costs_exactly_nothing() -> None:
    found = cost_of(ABSENT, Failure.LOST_CLOSE)

    assert {(each.value, each.low, each.high) for each in found.differences.values()} == {
        (0.0, 0.0, 0.0)
    }


def test_every_cost_has_a_row_and_a_document() -> None:
    costs = [cost_of(STORM, Failure.AGENTS_ABSENT), cost_of(STORM, Failure.SURGE)]

    told = [plain(line) for line in failure_cost_lines(costs, 80)]
    document = failure_cost_documents(costs)

    assert any("agents_absent" in line for line in told)
    assert any("surge" in line for line in told)
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert (
        misfits(document, {**schema["properties"]["fault_costs"], "$defs": schema["$defs"]}) == []
    )
    assert [each["fault"] for each in document] == ["agents_absent", "surge"]
    assert {*document[0]["differences"]} == {*COSTED}
    assert failure_cost_lines([], 80) == []


def test_the_command_shows_what_each_fault_cost(tmp_path: Path) -> None:
    folder = project(tmp_path, line=with_faults(STORM))
    words = ("--replications", "2", "--workers", "1", "--fault-costs")

    text = routewright("simulate", folder, *words)
    document = json.loads(routewright("simulate", folder, *words, "--format", "json").stdout)

    assert "what each fault cost, a day" in text.stdout
    assert "all of them" in text.stdout
    assert [each["fault"] for each in document["fault_costs"]] == [None, "agents_absent", "surge"]


@pytest.mark.parametrize("words", [(), ("--faults", "none")])
def test_what_days_without_faults_cost_cannot_be_asked(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    folder = project(tmp_path, line=LINE)

    result = routewright("simulate", folder, "--replications", "1", "--fault-costs", *words)

    assert result.exit_code == Exit.USAGE
    assert "nothing goes wrong in simulation" in result.stderr
    assert "--faults NAME" in result.stderr


def test_places_of_costs_are_those_of_interactions() -> None:
    variant, finished = own(ABSENT)
    (first, *_) = seen(variant, finished)

    faulted, lost = (COSTED[name][1](first) for name in ("faulted", "lost_removed"))

    assert faulted.numerator == first.counts.finals[Place.FAULTED]
    assert lost.numerator == first.counts.finals[Place.LOST_REMOVED]
