"""Rows of bad input that concern a run or the command line, not one file's text."""

import json
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


NEGATIVE = """
strategy s (voice) {
  data { Late: integer }
  rest: wait(udata.Late * 1s) -> say
  say: play("hello") { length = udata.Late * 1s } -> bye
  bye: disconnect
}
"""


def test_b49_a_duration_that_a_run_makes_negative_is_none() -> None:
    """The pages of `wait`, `play`, `collect` and `queue` say so. What is known before is E232."""
    story = run_text(NEGATIVE, data=[("Late", -5)])

    assert story.path() == ["rest", "say", "bye"]
    assert {row.time for row in story.log.rows()} == {0}


@pytest.mark.parametrize(
    ("horizon", "code", "said"),
    [
        ("0s", 0, ""),
        ("3653d", 0, ""),
        ("3654d", 5, "error[E408]: `3654d` is longer than 3653d"),
        ("1" + 30 * "0" + "s", 5, "error[E408]"),
        ("11y", 4, "units are `d`, `h`, `m` for minutes, `s`, `ms` and `us`"),
        ("5M", 4, "write `5m`; months are written in days"),
        ("-1s", 4, "error[E301]"),
    ],
)
def test_b58_a_horizon_is_from_nothing_to_ten_years(
    horizon: str, code: int, said: str, tmp_path: Path
) -> None:
    """E309, a horizon before the warm-up, waits for simulations, which have one."""
    (tmp_path / "s.strat").write_text(HELLO, encoding="utf-8")

    found, printed = ended("run", str(tmp_path), "--horizon", horizon)

    assert found == code
    assert said in " ".join(printed.split())


def strictly(text: str, folder: Path, *words: str) -> tuple[int, int, str]:
    """How a run ends that forgives, and one that does not; what only the second one has printed."""
    (folder / "a.strat").write_text(text, encoding="utf-8")
    forgiven, shown = ended("run", str(folder), *words)
    strict, printed = ended("run", str(folder), *words, "--strict")
    assert printed.startswith(shown)
    return forgiven, strict, printed.removeprefix(shown)


UNBROUGHT = """strategy s (voice) {
  on: strategy(second)
}
strategy second (voice) {
  data { Name: text }
  bye: disconnect
}
"""
GROWING = """strategy s (voice) {
  var t = "0123456789abcdef"
  var n = 0
  more: assign { n = n + 1   t = t + t } -> look
  look: if(n < 20) { true -> more   false -> bye }
  bye: disconnect
}
"""
TOO_LARGE = """strategy s (voice) {
  var n = 1000000000
  more: assign { n = n * n } -> bye
  bye: disconnect
}
"""
BY_DATA = """strategy s (voice) {
  data { Most: integer }
  var n = 0
  more: assign { n = n + 1 } -> look
  look: if(n < udata.Most) { true -> more   false -> bye }
  bye: disconnect
}
"""


def test_b66_data_that_is_not_there_is_e702_at_its_block(tmp_path: Path) -> None:
    """A key that no `data` declares, or an answer of another type, does not get so far: its
    failure has to be wired (E216)."""
    forgiven, strict, told = strictly(UNBROUGHT, tmp_path)

    assert (forgiven, strict) == (0, 8)
    assert "error[E702]: `voice-1` ended by a fault: missing declared data" in told
    assert "a.strat:2:3" in told


def test_b66_a_text_that_grows_without_end_is_e413_at_its_block(tmp_path: Path) -> None:
    forgiven, strict, told = strictly(GROWING, tmp_path)

    assert (forgiven, strict) == (0, 5)
    assert "error[E413]: `voice-1` ended by a fault: too long" in told
    assert "a.strat:4:3" in told


def test_b66_more_than_a_thousand_keys_are_e413(tmp_path: Path) -> None:
    (tmp_path / "s.strat").write_text(HELLO, encoding="utf-8")
    for count in (1_000, 1_001):
        given = json.dumps({f"k{number}": "x" for number in range(count)})
        (tmp_path / f"{count}.json").write_text(given, encoding="utf-8")

    enough = ended("run", str(tmp_path), "--from", str(tmp_path / "1000.json"))
    more = ended("run", str(tmp_path), "--from", str(tmp_path / "1001.json"))

    assert (enough[0], more[0]) == (0, 5)
    assert "E413" in more[1]


def test_b67_a_fault_that_nothing_handles_is_counted_or_exit_8(tmp_path: Path) -> None:
    """The default of the catalogue is to stop: the call ends faulted, which the trace says. A
    failed call of a service has to be wired (E216): only arithmetic can go so far."""
    forgiven, strict, told = strictly(TOO_LARGE, tmp_path)

    assert (forgiven, strict) == (0, 8)
    assert "error[E701]: `voice-1` ended by a fault: overflow" in told
    assert "a.strat:3:3" in told


def test_b68_steps_without_end_are_counted_or_exit_5(tmp_path: Path) -> None:
    forgiven, strict, told = strictly(BY_DATA, tmp_path, "--set", "udata.Most=100000")

    assert (forgiven, strict) == (0, 5)
    assert "error[E420]: `voice-1` entered too many blocks without a suspension" in told
    assert "a.strat:5:3" in told


CHAIN = """
application "Mail" { type = EmailServer   address = "a@b"   output_queue = again }
queue again { view v { every = 1s   submit = s } }
strategy s (email) {
  on fault -> over
  on timeout -> over
  write: esp("Email.CreateEmailOut") {
    app_name = "Mail"
    parameters = { Text: "x"   To: "a@b" }
  } -> over
  over: stop
}
"""


@pytest.mark.parametrize("strict", [[], ["--strict"]])
def test_b71_interactions_that_create_one_another_are_stopped_at_a_depth(
    strict: list[str], tmp_path: Path
) -> None:
    (tmp_path / "a.strat").write_text(CHAIN, encoding="utf-8")

    code, printed = ended("run", str(tmp_path), *strict)

    assert code == 5
    assert printed.count("error[E423]") == 1
    assert "`email-17` creates interactions in too deep a chain" in printed
    assert "email-17 created by email-16" in printed
    assert "email-18" not in printed
