"""Every observation has a page, and its example is a claim that checks and holds."""

from dataclasses import fields
from pathlib import Path

import pytest

from engine import observations
from engine.folds.ledger import Ledger
from engine.folds.totals import TOTALS as COUNTED
from engine.graph.testing.claims_reading import BARE, CALLED
from engine.observations import OBSERVATIONS, Observation
from engine.observations.run import TOTALS
from tests.testing.verdicts import verdicts

ROOT = Path(__file__).parents[2]
EXAMPLES = {"variable": ("counted_retry", "remind")}
"""Projects whose strategies the examples are about, where it is not the notification."""
BESIDES = {
    "workbin_length": "workbin drafts { owner = agent }\n",
    "ready": "agent anna\n",
    "busy": "agent anna\n",
}
"""What the projects do not declare."""
TICKET = """
subroutine ticket () -> (text: text) {
  on fault -> failed
  look: if((udata.Bad ?? "") == "") { true -> made   false -> bad }
  made: exit { text = "T-1" }
  bad: exit { text = e164("x", "US") }
  failed: exit(fault)
}
"""
IN_SUBROUTINES = {"returned": "", "returned_fault": 'Bad: "1"'}
"""What is read of tests that begin in a subroutine, and the data that leads there."""
BEGINNING = """
test "t" {{
  {where}
  input = {{
    ANI: row.number
    udata: {{ FirstName: "Ana"   OrderId: "A-1042"   Day: "Monday" {data} }}
  }}
  {row}
  {example}
}}
"""
ALL = list(OBSERVATIONS.values())


def texts(project: str) -> list[str]:
    """The strategies of an example project."""
    files = sorted((ROOT / "strategies" / project).glob("*.strat"))
    return [file.read_text("utf-8") for file in files if file.name != "tests.strat"]


@pytest.mark.parametrize("observation", ALL, ids=lambda observation: observation.word)
def test_the_example_of_a_page_checks_and_holds(observation: Observation) -> None:
    project, strategy = EXAMPLES.get(observation.word, ("whatsapp_notification", "notify"))
    row = "" if "row " in observation.example else 'row "r" { number = "+14155550123" }'
    inside = observation.word in IN_SUBROUTINES
    test = BEGINNING.format(
        where="subroutine = ticket" if inside else f"strategy = {strategy}",
        data=IN_SUBROUTINES.get(observation.word, ""),
        row=row,
        example=observation.example,
    )
    besides = TICKET if inside else BESIDES.get(observation.word, "")

    (found,) = verdicts(*texts(project), besides, test)

    assert found.failures == ()


@pytest.mark.parametrize("observation", ALL, ids=lambda observation: observation.word)
def test_a_page_says_what_is_read_and_how_it_is_written(observation: Observation) -> None:
    own = observation.forms[0]
    written = own.partition("(")[0].split(".")

    assert observation.text.endswith(".")
    assert observation.word in written or observation.word == "variable"
    assert len(observation.forms) == len(set(observation.forms))


def test_every_observation_is_listed_once_by_its_word() -> None:
    modules = Path(observations.__file__).parent.glob("*.py")
    written = sum(path.read_text("utf-8").count(" = Observation(\n") for path in modules)

    assert len(OBSERVATIONS) == written
    assert all(word == each.word for word, each in OBSERVATIONS.items())


def test_every_observation_can_be_written_in_a_claim() -> None:
    apart = {"udata", "variable", "answer", "fault", "ledger", "row"}

    assert BARE.keys() | CALLED.keys() | apart == OBSERVATIONS.keys()


def test_the_totals_that_claims_read_are_exactly_those_of_the_ledger() -> None:
    assert list(TOTALS) == list(COUNTED) == [field.name for field in fields(Ledger)]


def test_what_is_optional_comes_last() -> None:
    for observation in ALL:
        optional = [parameter.optional for parameter in observation.parameters]
        assert optional == sorted(optional)


def test_an_observation_of_an_interaction_shows_how_it_is_read_of_a_chat() -> None:
    assert OBSERVATIONS["place"].forms == (
        "place", "chat.place", "chat(n).place", "email(n).place",
    )  # fmt: skip
    assert OBSERVATIONS["visits"].forms == ("visits(label)", "visits(label, of: n)")
    assert OBSERVATIONS["now"].forms == ("now",)
