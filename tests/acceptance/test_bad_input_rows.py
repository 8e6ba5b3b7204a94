"""Rows of bad input that concern a run or the command line, not one file's text."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from engine.cli.main import main
from engine.log.events import Event
from tests.acceptance.notification import WHATSAPP, notification
from tests.helpers.runs import run_text

HELLO = 'strategy s (voice) {\n  bye: disconnect { reason = "done" }\n}\n'


def ended(*words: str) -> tuple[int, str]:
    """The exit code of a command line and all it printed; a traceback fails."""
    result = CliRunner().invoke(main, list(words))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    assert "Traceback" not in result.output
    return result.exit_code, result.output


@pytest.mark.parametrize(
    ("changes", "number"),
    [
        ({"channels": WHATSAPP + WHATSAPP.replace('"wa"', '"wb"')}, 203),
        ({"parameters": {"_umsChannel": '"nowhere"'}}, 204),
        ({"channels": WHATSAPP.replace("whatsapp", "sms")}, 206),
        ({"parameters": {"_umsBusinessId": '"1"'}}, 207),
    ],
)
def test_b38c_a_call_that_cannot_be_served_creates_no_session(
    changes: dict[str, str], number: int
) -> None:
    story = run_text(notification(**changes))  # type: ignore[arg-type]

    assert story.fault() == number
    assert story.rows(Event.SESSION_OPENED) == []


def test_b37b_a_bad_flag_known_only_at_run_time_is_fault_211() -> None:
    text = notification(parameters={"TerminateSessionFlag": 'udata.Flag ?? ""'})

    assert run_text(text, data=[("Flag", "TRUE ")]).fault() == 211


@pytest.mark.parametrize("name", ["<$Contact.X$>", "{0.__class__}", "<$CustomProperties.OrderId$>"])
def test_b75b_what_customers_write_is_never_rendered(name: str) -> None:
    text = notification(parameters={"Contact": "{ FirstName: udata.Name }"}).replace(
        "strategy notify (voice) {", "strategy notify (voice) {\n  data { Name: text }"
    )

    story = run_text(text, data=[("Name", name)])

    assert story.rendered() == [f"Dear {name}, order A-1"]


@pytest.mark.parametrize(
    "words",
    [
        ("run", "--nonsense"),
        ("run", "--seed", "1", "--seed", "2"),
        ("run", "--seed"),
        ("check", "--", "--format", "json"),
        ("nonsense",),
        ("graph", "--format", "png"),
    ],
)
def test_b80_wrong_words_are_answered_with_exit_2(words: tuple[str, ...]) -> None:
    assert ended(*words)[0] == 2


def test_b81_an_output_that_exists_is_kept_unless_forced(tmp_path: Path) -> None:
    source, output = tmp_path / "s.strat", tmp_path / "s.dot"
    source.write_text(HELLO, encoding="utf-8")
    output.write_text("mine", encoding="utf-8")

    refused = ended("graph", str(source), "--output", str(output))
    over_its_input = ended("graph", str(source), "--output", str(source), "--force")

    assert refused[0] == over_its_input[0] == 6
    assert "E501" in refused[1]
    assert output.read_text(encoding="utf-8") == "mine"
    assert source.read_text(encoding="utf-8") == HELLO
    assert ended("graph", str(source), "--output", str(output), "--force")[0] == 0


def test_b82_a_path_may_hold_spaces_and_begin_with_a_dash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a b.strat", "-x.strat"):
        Path(name).write_text(HELLO, encoding="utf-8")

    assert ended("check", "a b.strat")[0] == 0
    assert ended("check", "--", "-x.strat")[0] == 0


def test_b82_a_path_that_is_no_text_is_an_error_of_storage(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.strat")
    Path(path).write_text(HELLO, encoding="utf-8")

    code, said = ended("check", path)

    assert code == 6
    assert "E503" in said
