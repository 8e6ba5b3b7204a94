"""The command `routewright simulate`."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import pytest
from click.testing import Result

from engine import pipeline
from engine.cli import one_day as command
from engine.cli.exits import Exit
from engine.values import DAY as DAY_US
from engine.values import MINUTE
from tests.cli.command import HELLO, project, routewright

LINE = """
agent anna
agent ben
group clerks { members = [anna, ben] }
virtual_queue VQ
strategy line (voice) {
  on abandoned -> gone
  hold: route {
    targets = [group(clerks)]
    virtual_queue = VQ
    timeout = 10m
    timeout -> sorry
  }
  sorry: default_route
  gone: disconnect { reason = "gone" }
}
"""
ROUND = """
queue here { view all { every = 1s   submit = back } }
strategy back (email) { out: exit }
arrivals letters { queue = here   rate = 5/h }
simulation today { start = 2026-11-23T08:00   duration = 1h   wind_down = 1h   seed = 7 }
"""
DAY = """
arrivals calls {
  strategy = line
  rate = 30/h
  patience = exponential(3m)
  handling = exponential(4m)
}
simulation today { start = 2026-11-23T08:00   duration = 2h   seed = 7 }
simulation tomorrow { start = 2026-11-24T08:00   duration = 1h   warm_up = 10m }
"""


def simulate(folder: Path, *words: object, day: str = DAY, line: str = LINE) -> Result:
    return routewright("simulate", project(folder, line=line, day=day), *words)


def document(result: Result) -> dict[str, object]:
    """The document that a command has printed."""
    found = json.loads(result.stdout)
    assert isinstance(found, dict)
    return found


def test_a_day_has_figures(tmp_path: Path) -> None:
    result = simulate(tmp_path)

    assert result.exit_code == Exit.FINE
    assert result.stdout.startswith("today of project ")
    for title in ("customers", "service level: an agent within 20s", "virtual queues", "agents"):
        assert f"\n{title}\n" in result.stdout
    assert result.stderr == ""


def test_no_line_is_wider_than_the_terminal(tmp_path: Path) -> None:
    folder = project(tmp_path, line=LINE, day=DAY)

    for words in ((), ("--follow", "voice-3")):
        result = routewright("simulate", folder, *words, COLUMNS="40")
        assert result.exit_code == Exit.FINE
        wide = [each for each in result.stdout.splitlines() if len(each) > 40]
        assert [each for each in wide if " " in each.strip()] == []


def test_the_same_seed_is_the_same_day_and_another_one_another(tmp_path: Path) -> None:
    printed = [simulate(tmp_path, "--seed", seed).stdout for seed in (7, 7, 8)]

    assert printed[0] == printed[1] == simulate(tmp_path).stdout
    assert printed[0] != printed[2]
    assert "seed 8" in printed[2]


def test_a_simulation_is_chosen_by_its_name(tmp_path: Path) -> None:
    assert simulate(tmp_path, "--simulation", "tomorrow").stdout.startswith("tomorrow of ")


def test_what_is_kept_of_the_log_changes_no_figure(tmp_path: Path) -> None:
    summary, events, why = (
        document(simulate(tmp_path, "--format", "json", "--log", level))
        for level in ("summary", "events", "why")
    )

    hashes = [found.pop("hash") for found in (summary, events, why)]
    assert summary == events == why
    assert hashes[0] is None
    assert isinstance(hashes[1], dict)
    assert isinstance(hashes[2], dict)
    assert hashes[1]["events"] == hashes[2]["events"]


def test_every_law_can_be_checked_again_and_again(tmp_path: Path) -> None:
    assert simulate(tmp_path, "--check").stdout == simulate(tmp_path).stdout


def test_until_says_how_long_customers_come(tmp_path: Path) -> None:
    found = document(simulate(tmp_path, "--until", "30m", "--format", "json"))

    simulation = found["simulation"]
    assert isinstance(simulation, dict)
    assert simulation["duration_us"] == 30 * 60 * 1_000_000


# One customer


def test_one_customer_is_followed_as_by_run(tmp_path: Path) -> None:
    result = simulate(tmp_path, "--follow", "voice-3")

    assert result.exit_code == Exit.FINE
    assert re.search(r"^\S+ +voice-3 arrives, media voice$", result.stdout, re.MULTILINE)
    assert "customer 3 of arrivals calls" in result.stdout
    assert "asks for an agent in virtual queue VQ" in result.stdout
    assert "everything has come to its final place" in result.stdout
    assert "voice-2" not in result.stdout


def test_a_followed_customer_is_a_document_too(tmp_path: Path) -> None:
    found = document(simulate(tmp_path, "--follow", "voice-3", "--format", "json"))

    followed = found["followed"]
    assert isinstance(followed, dict)
    assert [fate["interaction"] for fate in followed["interactions"]] == ["voice-3"]


@pytest.mark.parametrize(
    ("identity", "cure"),
    [
        ("chat-3", "`voice-3`"),
        ("voice-99999", "`voice-"),
        ("voice", "`voice-1`, `voice-"),
        ("voice-0", "`voice-1`, `voice-"),
    ],
)
def test_who_is_not_there_cannot_be_followed(tmp_path: Path, identity: str, cure: str) -> None:
    result = simulate(tmp_path, "--follow", identity)

    assert result.exit_code == Exit.USAGE
    assert f"there is no interaction `{identity}`; near it there is {cure}" in result.stderr
    assert result.stdout == ""


# What ends it


def test_too_many_events_end_it_with_figures_until_then(tmp_path: Path) -> None:
    result = simulate(tmp_path, "--max-events", 100)

    assert result.exit_code == Exit.LIMIT
    assert "100 events" in result.stdout
    assert re.search(r"^truncated at 08:\d\d: more than 100 events of", result.stdout, re.MULTILINE)
    assert result.stderr.startswith("error[E422]: more than 100 events of one run\n")


def test_a_document_says_that_it_was_truncated(tmp_path: Path) -> None:
    found = document(simulate(tmp_path, "--max-events", 100, "--format", "json"))

    assert found["truncated"] is True
    assert found["errors"] == 1


def test_nobody_there_all_day_is_told_at_the_end(tmp_path: Path) -> None:
    night = 'calendar night { zone = "UTC"   mon_sun = 00:00..01:00 }\n'
    line = night + LINE.replace("agent anna", "agent anna { works = night }").replace(
        "agent ben", "agent ben { works = night }"
    )

    result = simulate(tmp_path, line=line)

    assert result.exit_code == Exit.FINE
    assert "warning[W339]: nobody of `group(clerks)` was there all day" in result.stderr


def test_strict_does_not_forgive_what_meets_a_limit(tmp_path: Path) -> None:
    folder = project(tmp_path, round=ROUND)

    lenient, strict = (routewright("simulate", folder, *words) for words in ((), ("--strict",)))

    assert lenient.exit_code == Exit.FINE
    assert re.search(r"^ +faulted +\d+$", lenient.stdout, re.MULTILINE)
    assert strict.exit_code == Exit.LIMIT
    assert strict.stdout.startswith(lenient.stdout)  # and the hash of the log behind it
    assert "error[E424]: `email-1` moved between queues too often" in strict.stderr
    assert "`--follow` with its name tells how it came there" in strict.stderr


def test_strict_reads_what_customers_write_though_nobody_keeps_it(tmp_path: Path) -> None:
    """A log of events names what was written by numbers, and has no texts."""
    chats = """
application "DMS" {
  channel "c" { media = whatsapp   business_id = "49"   inbound_route = "1:in" }
}
chat_server { endpoints 1 { "in" = inbox } }
queue inbox { view all { every = 1s   submit = talk } }
agent anna { capacity = { chat: 1 } }
strategy talk (chat) { ask: route { targets = [agent(anna)]   timeout -> out }   out: stop }
"""
    writers = (
        'arrivals writers { channel = "c"   rate = 20/h   handling = constant(1m)\n'
        "  reply { share = 100%   after = constant(1m)   gap = constant(5s) } }\n"
    )
    day = writers + "simulation day { start = 2026-11-23T08:00   duration = 1h   seed = 7 }\n"
    folder = project(tmp_path, chats=chats, round=ROUND.partition("simulation")[0], day=day)

    result = routewright("simulate", folder, "--strict")

    assert result.exit_code == Exit.LIMIT
    assert "moved between queues too often" in result.stderr


def test_a_project_without_a_simulation_is_told_how_to_have_one(tmp_path: Path) -> None:
    result = routewright("simulate", project(tmp_path, hello=HELLO))

    assert result.exit_code == Exit.USAGE
    assert "has no simulation; try `routewright explain simulation`" in result.stderr


def test_mistakes_in_a_day_are_told_all_at_once(tmp_path: Path) -> None:
    day = DAY.replace("rate = 30/h", "rate = many").replace("duration = 2h", "duration = 2")

    result = simulate(tmp_path, day=day)

    assert result.exit_code == Exit.SOURCE
    assert result.stderr.count("error[") == 2
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--until", "soon"), Exit.DATA, "`soon` is no duration for `--until`"),
        (("--until", "4000d"), Exit.LIMIT, "`4000d` is longer than"),
        (("--until", "3652d23h"), Exit.LIMIT, "`3652d23h` is too long"),
        (("--seed", "-1"), Exit.DATA, "`-1` is no seed"),
        (("--simulation", "todya"), Exit.USAGE, "did you mean `today`?"),
        (("--max-events", "0"), Exit.USAGE, "--max-events"),
        (("--log", "all"), Exit.USAGE, "--log"),
        (("--simulation", "tomorrow", "--until", "5m"), Exit.DATA, "warm-up of `10m`"),
    ],
)
def test_options_that_cannot_be_read(
    tmp_path: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    result = simulate(tmp_path, *words)

    assert result.exit_code == code
    assert said in result.stderr
    assert result.stdout == ""


def test_an_interrupt_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, progress: Callable[[int, int], None], **__: object) -> None:
        progress(MINUTE, DAY_US)
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "simulate", interrupted)
    result = simulate(tmp_path)

    assert result.exit_code == Exit.INTERRUPTED
    assert (result.stdout, result.stderr) == ("", "routewright: interrupted\n")


def test_how_far_it_is_is_told_in_hours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    @contextmanager
    def line(
        _: TextIO, __: object, noun: str, show: Callable[[int], str]
    ) -> Iterator[Callable[[int, int], None]]:
        yield lambda done, total: told.append(f"{show(done)} of {show(total)} {noun}")

    monkeypatch.setattr(command, "progress", line)
    simulate(tmp_path)

    assert "1:00 of 2:00 hours simulated" in told
    assert told[-1] == "2:00 of 2:00 hours simulated"
