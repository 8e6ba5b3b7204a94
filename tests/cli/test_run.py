"""`routewright run`."""

import json
from pathlib import Path

import pytest
from click.testing import Result

from engine.limits import LIMITS
from tests.cli.command import BROKEN, DATA, HELLO, project, routewright

NOTIFICATION = """
application "DMS" {
  flex_chat = true
  channel "wa" { media = whatsapp   business_id = "19251112222" }
}
chat_server { endpoints 1 { "send" = notifications } }
response SR { content_type = notification   id = "a@b"   body = "Hello <$Contact.FirstName$>" }
queue notifications {
  view finished { where = is_online == false   every = 1s   submit = stop_it }
  view lost { where = is_online and age > 10m   every = 1m   submit = stop_it }
}
strategy notify (voice) {
  data { FirstName: text }
  on fault -> sorry
  invite: esp("ChatService.InviteToChat") {
    app_name = "DMS"
    parameters = {
      _umsClientId: ANI
      _umsBusinessId: "19251112222"
      StandardResponseId: "SR"
      ChatQueueKey: "1:send"
      TerminateSessionFlag: "true"
      Contact: { FirstName: udata.FirstName }
    }
    timeout = 5s
  } -> bye
  bye: disconnect { reason = "told" }
  sorry: default_route
}
strategy stop_it (chat) { done: stop { reason = "sent" } }
"""
LOOPS = """
queue round { view all { every = 1s   submit = again } }
strategy again (chat) {
  know: if(is_online) { true -> park   false -> done }
  park: queue(round) { not_before = 1s }
  done: stop { reason = "over" }
}
"""
RUNS_AWAY = """strategy s (voice) {
  data { Big: integer }
  var n = 0
  fail: assign { n = 999999999999999 * udata.Big } -> bye
  bye: disconnect { reason = "fine" }
}
"""


def notified(folder: Path, *arguments: str) -> Result:
    """Runs the notification for Ana."""
    return routewright(
        "run", project(folder, p=NOTIFICATION), "--set", "ANI=+14155550123",
        "--set", "udata.FirstName=Ana", *arguments,
    )  # fmt: skip


def document(result: Result) -> dict[str, object]:
    """The JSON that a run printed."""
    found = json.loads(result.stdout)
    assert isinstance(found, dict)
    return found


def test_a_run_tells_its_story_and_ends_with_the_ledger(tmp_path: Path) -> None:
    result = notified(tmp_path)

    assert result.exit_code == 0
    assert result.stderr == ""
    told = [line.strip() for line in result.stdout.splitlines()]
    for line in (
        "calls ChatService.InviteToChat of DMS",
        '_umsClientId: "+14155550123"',
        '"Hello Ana"',
        '<$Contact.FirstName$> is "Ana"',
        "message sent to the customer",
        "-> bye",
        "done: stop  final place stopped (sent)",
        "everything has come to its final place",
        "ledger",
        "messages            1 sent, 0 failed",
        "chats created       1",
        "stopped           1",
        "seed                0",
    ):
        assert line in told, line
    assert max(len(line) for line in result.stdout.split("\n")) <= 80


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ("fault:unknown_channel", "204 unknown_channel"),
        ("fault:904", "fault 904"),
        ("timeout", "no answer to request 1 after 5s: time-out"),
        ("after:2s", "answer to request 1 after 2s"),
        ("late", "late answer to request 1"),
        ("duplicate", "second answer to request 1"),
        ("foreign", "foreign answer with reference id"),
        ("lost-close", "lost chat of kind (b)"),
        ("lost-session", "lost chat of kind (c)"),
    ],
)
def test_each_way_of_answering_shows_in_the_story(tmp_path: Path, plan: str, expected: str) -> None:
    result = notified(tmp_path, "--answer", plan)

    assert result.exit_code == 0
    assert expected in result.stdout


def test_the_same_run_prints_the_same_bytes(tmp_path: Path) -> None:
    for form in ("text", "json"):
        first = notified(tmp_path, "--format", form, "--answer", "late")
        assert first.stdout == notified(tmp_path, "--format", form, "--answer", "late").stdout


def test_json_has_the_events_with_their_reasons_and_the_ledger(tmp_path: Path) -> None:
    result = notified(tmp_path, "--format", "json")

    found = json.loads(result.stdout)
    assert (found["schema_version"], found["command"]) == (1, "run")
    assert found["diagnostics"] == []
    assert found["head"]["strategy"] == "notify"
    assert found["ledger"]["chats_stopped"] == 1
    assert len(found["hash"]["events"]) == 64
    call, chat = found["interactions"]
    assert (call["interaction"], call["path"], call["place"]) == (
        "voice-1", ["invite", "bye"], "disconnected",
    )  # fmt: skip
    assert (chat["interaction"], chat["by"], chat["reason"]) == ("chat-2", "voice-1", "sent")
    (request,) = [event for event in found["events"] if event["event"] == "requested"]
    (envelope,) = [why for why in request["because"] if why["kind"] == "envelope"]
    assert ["Service", "ChatService"] in envelope["envelope"]
    assert request["block"] == "invite"
    assert request["place"].endswith("p.strat:15:3")
    assert [event["time_us"] for event in found["events"]] == sorted(
        event["time_us"] for event in found["events"]
    )


def test_a_chat_that_is_parked_is_said_to_wait_and_for_what(tmp_path: Path) -> None:
    text = NOTIFICATION.replace('TerminateSessionFlag: "true"', 'TerminateSessionFlag: "false"')
    text = text.replace("  view lost { where = is_online and age > 10m   every = 1m   submit = "
                        "stop_it }\n", "")  # fmt: skip

    result = routewright(
        "run", project(tmp_path, p=text), "--set", "ANI=+14155550123",
        "--set", "udata.FirstName=Ana",
    )  # fmt: skip

    assert "nothing moves any more" in result.stdout
    assert "chat-2 still in queue notifications since 00:00.000" in result.stdout
    assert "view finished passes it over: is_online == false does not hold" in result.stdout


def test_the_horizon_ends_a_run_that_would_go_on(tmp_path: Path) -> None:
    result = routewright("run", project(tmp_path, p=LOOPS), "--horizon", "10s")

    assert result.exit_code == 0
    assert "the horizon is reached, the run stops here" in result.stdout
    assert "chat-1 still in queue round" in result.stdout


def test_the_projects_own_input_is_used_unless_a_file_is_named(tmp_path: Path) -> None:
    folder = project(tmp_path, p=DATA)
    (folder / "input.json").write_text('{"ANI": "+1", "Name": "Ana", "Age": 7}', encoding="utf-8")
    (folder / "other.json").write_text('{"Name": "Bea", "Age": 8}', encoding="utf-8")

    usual = routewright("run", folder)
    other = routewright("run", folder, "--from", folder / "other.json")
    changed = routewright("run", folder, "--set", "udata.Name=Zoe")

    assert 'says "Ana"' in usual.stdout
    assert "input.json" in usual.stdout
    assert "ANI +1" in usual.stdout
    assert 'says "Bea"' in other.stdout
    assert 'says "Zoe"' in changed.stdout


def test_the_first_strategy_runs_unless_another_one_is_named(tmp_path: Path) -> None:
    folder = project(tmp_path, a=HELLO, b=HELLO.replace("hello", "second"))

    assert "strategy hello (voice)" in routewright("run", folder).stdout
    named = routewright("run", folder, "--strategy", "second")
    assert "strategy second (voice)" in named.stdout
    wrong = routewright("run", folder, "--strategy", "secnd")
    assert wrong.exit_code == 2
    assert "did you mean `second`?" in wrong.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "exit_code"),
    [
        (["--seed", "-1"], "E308", 4),
        (["--seed", "9223372036854775808"], "E308", 4),
        (["--seed", "18446744073709551616"], "E308", 4),
        (["--seed", "1.5"], "E308", 4),
        (["--seed", "abc"], "E308", 4),
        (["--seed", "٣"], "E308", 4),
        (["--at", "tomorrow"], "E301", 4),
        (["--at", "5s"], "E301", 4),
        (["--horizon", "5"], "E301", 4),
        (["--horizon", "-1s"], "E301", 4),
        (["--horizon", "4000d"], "E408", 5),
        (["--answer", "fautl"], "E301", 4),
        (["--answer", "fault:unknown_chanel"], "E301", 4),
        (["--set", "AIN=1"], "E301", 4),
        (["--from", "not_there.json"], "E503", 6),
    ],
)
@pytest.mark.parametrize("form", ["text", "json"])
def test_an_option_that_cannot_be_read_has_its_code(
    tmp_path: Path, arguments: list[str], code: str, exit_code: int, form: str
) -> None:
    result = routewright("run", project(tmp_path, p=HELLO), *arguments, "--format", form)

    assert result.exit_code == exit_code
    assert code in (result.stdout if form == "json" else result.stderr)
    assert (result.stderr if form == "json" else result.stdout) == ""


def test_the_largest_seed_and_a_start_stand_in_the_trace(tmp_path: Path) -> None:
    folder = project(tmp_path, p=HELLO)

    result = routewright("run", folder, "--seed", "9223372036854775807", "--at", "2026-12-24T08:00")

    assert result.exit_code == 0
    assert "start 2026-12-24T08:00:00Z, seed 9223372036854775807" in result.stdout


def test_a_horizon_of_zero_is_a_run_of_one_instant(tmp_path: Path) -> None:
    assert routewright("run", project(tmp_path, p=HELLO), "--horizon", "0s").exit_code == 0


def test_data_that_the_strategy_declares_must_be_given(tmp_path: Path) -> None:
    result = routewright("run", project(tmp_path, p=DATA), "--set", "udata.Name=Ana")

    assert result.exit_code == 4
    assert "error[E302]" in result.stderr
    assert "`Age`" in result.stderr


def test_a_project_with_mistakes_does_not_run(tmp_path: Path) -> None:
    folder = project(tmp_path, p=BROKEN)

    text = routewright("run", folder)
    machine = routewright("run", folder, "--format", "json")

    assert (text.exit_code, text.stdout) == (3, "")
    assert "error[E211]" in text.stderr
    assert (machine.exit_code, machine.stderr) == (3, "")
    assert json.loads(machine.stdout)["diagnostics"][0]["code"] == "E211"


def test_strict_does_not_forgive_a_strategy_that_faults(tmp_path: Path) -> None:
    folder = project(tmp_path, p=RUNS_AWAY)

    forgiven = routewright("run", folder, "--set", "udata.Big=10")
    strict = routewright("run", folder, "--set", "udata.Big=10", "--strict")
    harmless = routewright("run", folder, "--set", "udata.Big=1", "--strict")

    assert (forgiven.exit_code, strict.exit_code, harmless.exit_code) == (0, 8, 0)
    assert "fault 705 overflow [inferred]" in forgiven.stdout
    assert forgiven.stdout == strict.stdout
    assert "error[E701]: `voice-1` ended by a fault: overflow" in strict.stderr
    assert (forgiven.stderr, harmless.stderr) == ("", "")


def test_text_from_outside_cannot_forge_the_story(tmp_path: Path) -> None:
    evil = "\x1b[2J\u202eAna\nledger"

    for form in ("text", "json"):
        result = notified(tmp_path, "--set", "priority=1", "--format", form)
        forged = routewright(
            "run", tmp_path, "--set", f"ANI={evil}", "--set", f"udata.FirstName={evil}",
            "--format", form,
        )  # fmt: skip
        assert result.exit_code == forged.exit_code == 0
        assert "\x1b" not in forged.stdout
        assert "\u202e" not in forged.stdout
        assert forged.stdout.count("\nledger") == result.stdout.count("\nledger")


@pytest.mark.parametrize("columns", [40, 80])
def test_a_story_fits_the_terminal(tmp_path: Path, columns: int) -> None:
    folder = project(tmp_path, p=NOTIFICATION)

    result = routewright(
        "run", folder, "--set", "ANI=+14155550123", "--set", "udata.FirstName=Ana",
        COLUMNS=str(columns),
    )  # fmt: skip

    for line in result.stdout.splitlines():
        assert len(line) <= columns or len(line.split()) <= 2, line


@pytest.mark.parametrize(
    "text",
    ["2026-12-24T08:00", "2026-12-24T08:00Z", "2026-12-24T08:00:00", "2026-12-24T08:00:00Z"],
)
def test_a_start_is_read_as_the_trace_writes_it(tmp_path: Path, text: str) -> None:
    result = routewright("run", project(tmp_path, p=HELLO), "--at", text)

    assert result.exit_code == 0
    assert "start 2026-12-24T08:00:00Z" in result.stdout


@pytest.mark.parametrize("text", ["2026-12-24Z", "08:00Z", "2026-12-24T08:00ZZ", "5Z", "Z"])
def test_a_z_alone_makes_no_time(tmp_path: Path, text: str) -> None:
    result = routewright("run", project(tmp_path, p=HELLO), "--at", text)

    assert result.exit_code == 4
    assert "error[E301]" in result.stderr


def test_plans_without_a_call_to_use_them_are_named(tmp_path: Path) -> None:
    plans = ("--answer", "ok", "--answer", "late", "--answer", "fault:904")

    used = notified(tmp_path, "--answer", "ok")
    text = notified(tmp_path, *plans)
    machine = notified(tmp_path, *plans, "--format", "json")

    assert (used.exit_code, text.exit_code, machine.exit_code) == (0, 0, 0)
    assert used.stderr == machine.stderr == ""
    assert text.stderr == "note: the run made 1 ESP call; not used: --answer late, fault:904\n"
    assert document(machine)["answers_unused"] == ["late", "fault:904"]
    assert document(notified(tmp_path, "--format", "json"))["answers_unused"] == []


@pytest.mark.parametrize(
    ("plan", "cure"),
    [
        ("bogus", "the ways are `ok`, `fault:SYMBOL`, `timeout`, `after:DURATION`, `late`, "
                  "`duplicate`, `foreign`, `lost-close`, `lost-session`"),
        ("fault", "write for example `fault:unavailable`"),
        ("fault:", "write for example `fault:unavailable`"),
        ("fault:qqqqqqqq", "`routewright explain faults` lists them"),
        ("after", "write for example `after:2s`"),
        ("after:", "write for example `after:2s`"),
        ("ok:2s", "`ok` takes nothing after it"),
    ],
)  # fmt: skip
def test_a_plan_that_cannot_be_read_is_told_how_to_write_it(
    tmp_path: Path, plan: str, cure: str
) -> None:
    result = notified(tmp_path, "--answer", plan)

    assert result.exit_code == 4
    assert cure in " ".join(result.stderr.split())


def test_help_says_when_a_run_ends_and_what_is_strict() -> None:
    shown = " ".join(routewright("run", "--help").stdout.split())

    assert "24h if left out" in shown
    assert "default-routed" in shown


def test_what_still_moves_at_the_horizon_is_said_at_the_end(tmp_path: Path) -> None:
    result = routewright("run", project(tmp_path, p=LOOPS), "--horizon", "10s")

    said = "the horizon is reached, the run stops here with 1 interaction not at a final place"
    assert said in " ".join(result.stdout.split())


def test_the_input_may_come_from_stdin(tmp_path: Path) -> None:
    folder, given = project(tmp_path, p=DATA), '{"Name": "Ana", "Age": 7}'

    text = routewright("run", folder, "--from", "-", stdin=given)
    machine = routewright("run", folder, "--from", "-", "--format", "json", stdin=given)
    empty = routewright("run", folder, "--from", "-", stdin="")
    wide = routewright("run", folder, "--from", "-", stdin=b"\xff\xfe")
    huge = routewright("run", folder, "--from", "-", stdin=b" " * (LIMITS.source_bytes + 1))

    assert 'says "Ana"' in text.stdout
    assert "input <stdin>" in text.stdout
    assert document(machine)["input"] == "<stdin>"
    assert (empty.exit_code, wide.exit_code, huge.exit_code) == (4, 4, 5)
    assert "error[E320]: `<stdin>` is no JSON" in empty.stderr
    assert "error[E320]: `<stdin>` is not UTF-8" in wide.stderr
    assert "error[E402]: `<stdin>` has more than" in huge.stderr
