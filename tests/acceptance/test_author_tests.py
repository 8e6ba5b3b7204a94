"""Tests of strategies as their authors meet them: the examples', a long wait, and bad input."""

import json
import re
import shutil
from pathlib import Path

import pytest

from engine.program.lower import lower
from engine.testing.judge import simulate_case
from tests.cli.command import routewright
from tests.helpers.runs import process_of

ROOT = Path(__file__).parents[2]
PROJECTS = sorted(path.parent for path in (ROOT / "strategies").glob("*/README.md"))
CORPUS = ROOT / "tests" / "corpus" / "files"
BAD = {
    "a test of an unknown block": "test_of_an_unknown_block",
    "a test of an unknown queue": "test_of_an_unknown_queue",
    "a test of an unknown strategy": "test_of_an_unknown_strategy",
    "a stub of an unknown method": "test_stub_of_an_unknown_method",
    "arguments of wrong types": "test_arguments_of_wrong_types",
    "claims that contradict each other": "test_contradictory_claims",
    "a claim of nothing": "test_claim_of_nothing",
    "a test without a claim": "test_without_a_claim",
    "an event at a negative time": "test_negative_time",
    "a table with a missing column": "test_table_with_a_missing_column",
}
PATIENT = """
application "DMS" {
  flex_chat = true
  channel "wa" { media = whatsapp   business_id = "1"   inbound_route_by_call = "1:in" }
}
chat_server { endpoints 1 { "in" = waiting } }
queue waiting

strategy patient (voice) {
  invite: esp("ChatService.InviteToChat") {
    app_name = "DMS"
    parameters = { _umsClientId: ANI, _umsBusinessId: "1" }
    timeout = TIME
    timeout -> sorry
    fault -> sorry
  } -> sorry
  sorry: default_route
}

test "nobody answers" {
  strategy = patient
  horizon = 11d
  given { answer(invite) = timeout }
  expect path == [invite, sorry]
  expect ended == TIME
}
"""


@pytest.mark.parametrize("project", PROJECTS, ids=[path.name for path in PROJECTS])
def test_the_tests_of_an_example_pass_and_go_through_all_of_it(project: Path) -> None:
    tested = routewright("test", project, "--min-coverage", "100", "--format", "json")

    assert tested.exit_code == 0, tested.output
    (covered,) = json.loads(tested.stdout)["coverage"]["projects"]
    assert covered["missing"] == []


def test_ten_days_without_an_answer_take_no_more_events_than_five_seconds() -> None:
    events = {}
    for time in ("5s", "10d"):
        process = process_of(PATIENT.replace("TIME", time))
        (case,) = process.cases
        events[time] = len(simulate_case(lower(process), case))

    assert events["10d"] == events["5s"] < 20


@pytest.mark.parametrize("name", BAD.values(), ids=BAD)
def test_bad_input_is_answered_at_its_place_and_nothing_is_run(name: str, tmp_path: Path) -> None:
    # Apart from its neighbours, which would belong to its project.
    path = Path(shutil.copy(CORPUS / f"{name}.strat", tmp_path))

    tested = routewright("test", path)

    assert tested.exit_code == 3
    assert re.search(r"^error\[E2[0-9]{2}\]: ", tested.output, flags=re.MULTILINE)
    assert re.search(rf"^ *--> \S*{name}\.strat:[0-9]+:[0-9]+$", tested.output, flags=re.MULTILINE)
    assert "passed" not in tested.output
    assert "Traceback" not in tested.output


def test_a_project_with_errors_does_not_keep_the_others_from_being_tested(tmp_path: Path) -> None:
    for name, text in (("good", PATIENT.replace("TIME", "1h")), ("bad", "strategy s (voice) {")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "s.strat").write_text(text, encoding="utf-8")

    tested = routewright("test", tmp_path)

    assert tested.exit_code == 3
    assert "1 passed in 1 project; 1 project has errors" in tested.output


@pytest.mark.parametrize(
    ("claim", "exit_code"),
    [
        ("within 1m expect chats == 1 and length(wa_notifications) == 0", 1),
        ("within 1m expect ledger.chats_created == 1 and ledger.chats_queued == 0", 1),
        ("never chats == 1 and length(wa_notifications) == 0", 0),
        ("within 1m expect chats == 1 and length(wa_notifications) == 1", 0),
    ],
)
def test_a_chat_that_stays_in_its_queue_was_never_seen_outside_of_it(
    claim: str, exit_code: int, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(ROOT / "strategies" / "whatsapp_notification", tmp_path / "p"))
    (folder / "tests.strat").write_text(
        'test "stays" {\n  strategy = notify\n  horizon = 9m\n'
        '  input = { ANI: "+14155550123", udata: { FirstName: "Ana", OrderId: "1" } }\n'
        f"  given {{ answer(invite) = lost_close }}\n  {claim}\n}}\n",
        encoding="utf-8",
    )

    assert routewright("test", folder).exit_code == exit_code
