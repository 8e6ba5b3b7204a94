"""Projects whose tests turn out in every way, judged."""

from pathlib import Path

from engine.testing.session import Options, Round, run_session
from engine.testing.workers import Clock
from tests.sim.invitation import invitation
from tests.testing.judging import BROKEN, still

TESTS = """
test "the caller is told" {
  strategy = caller
  tags = [slow]
  expect path == [invite, answered, bye]
}

test "a refusal is attached" {
  strategy = caller
  given { answer(invite) = fault(unavailable) }
  expect path == [invite, answered, bye]
  expect chats == 1
}

test "the caller waits" {
  strategy = caller
  given { answer(invite) = timeout }
  expect path == [invite, silent, bye]
  expect chat.place == stopped
  within 3s expect place == disconnected
}

test "the chat is stopped at once" {
  strategy = caller
  given { answer(invite) = lost_close }
  row "a" { many = 1 }
  row "b" { many = 2 }
  expect calls(invite) == row.many
  within 1m expect length(notifications) == 0
}

test "with the new template" {
  strategy = caller
  skip = "waits for the new template"
  expect path == []
}

test "known to be wrong" {
  strategy = caller
  fails = "bug 17"
  expect path == []
}

test "mended, and nobody has noticed" {
  strategy = caller
  fails = "bug 18"
  expect path == [invite, answered, bye]
}
"""


def write(folder: Path) -> None:
    """Two projects: one with tests of all kinds, one with an error."""
    for name, text in (("invitation", invitation() + TESTS), ("broken", BROKEN)):
        (folder / name).mkdir(parents=True)
        (folder / name / "p.strat").write_text(text, encoding="utf-8")


def play(folder: Path, options: Options | None = None, clock: Clock = still) -> Round:
    """A round of what is in a folder; names are those from where it is played."""
    return run_session([folder], options or Options(workers=1), clock=clock)
