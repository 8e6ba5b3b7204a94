"""What `check` of a small project loads: counted, since time depends on the machine.

If a bound is met, look for what a project without the new part need not load: an import inside of
the function that needs it, or a line in a list of `engine.shelf.listed` instead of an import.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from engine.dsl import grammar
from tests.cli.command import HELLO, project

WORLD = """
application "DMS" {
  type = 171
  channel "channel-whatsapp" { media = whatsapp   business_id = "19251112222" }
}
chat_server { endpoints 1 { "session-WA-sendSR" = notices } }
response SR_late {
  content_type = notification
  id = "acme@late"
  body = "Dear <$Contact.FirstName$>, it is late."
}
queue notices {
  view finished { where = is_online == false   every = 1s   submit = finish }
}
strategy finish (chat) {
  done: stop
}
strategy notify (voice) {
  mobile: if(is_mobile(ANI, "US")) { true -> invite   false -> bye }
  invite: esp("ChatService.InviteToChat") {
    app_name = "DMS"
    parameters = {
      _umsClientId: e164(ANI, "US")
      _umsBusinessId: "19251112222"
      _umsChannel: "channel-whatsapp"
      StandardResponseId: "SR_late"
      ChatQueueKey: "1:session-WA-sendSR"
      TerminateSessionFlag: "true"
    }
    timeout = 5s
    timeout -> bye
    fault -> bye
  } -> bye
  bye: disconnect { reason = "notified" }
}
"""
TEST = """
test "it says hello" {
  strategy = hello
  expect path == [bye]
}
"""
NEVER = (
    *("hypothesis", "interegular", "lark", "networkx", "phonenumbers", "pygraphviz", "rich"),
    *("engine.access", "engine.folds", "engine.program", "engine.sim", "engine.testing"),
    *("engine.dsl.lalr", "engine.dsl.printer", "engine.dsl.recovery", "engine.esp.screening"),
    *("engine.esp.field_codes.formula", "engine.esp.field_codes.functions"),
    *("engine.graph.drawing", "engine.graph.export", "engine.report.build_sheet"),
)
"""What no check of a sound project needs, unless it has formulas, classifies, or the like."""
TESTING = ("engine.graph.testing", "engine.observations", "engine.scenario")


def loaded(folder: Path) -> set[str]:
    """The modules that a fresh interpreter has loaded after a check."""
    script = (
        "import sys\nfrom engine.cli.main import main\n"
        f"try:\n    main(['check', {str(folder)!r}])\n"
        "except SystemExit as end:\n    assert end.code == 0\nprint(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("no findings"), done.stdout
    return set(done.stdout.splitlines()[-1].split())


def of(package: str, modules: set[str]) -> set[str]:
    """The modules in a package, by their names in it."""
    return {name.removeprefix(f"{package}.") for name in modules if name.startswith(f"{package}.")}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """What a strategy with one block loads."""
    return loaded(project(tmp_path_factory.mktemp("small"), hello=HELLO))


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """What an invitation to chat loads."""
    return loaded(project(tmp_path_factory.mktemp("usual"), world=WORLD))


def test_a_check_does_not_load_what_the_project_does_not_use(
    small: set[str], usual: set[str]
) -> None:
    parts = (*NEVER, *TESTING)

    assert [part for part in parts if part in small or of(part, small)] == []
    assert [part for part in parts if part in usual or of(part, usual)] == []


def test_a_check_loads_a_bounded_number_of_modules(small: set[str], usual: set[str]) -> None:
    assert len(of("engine", small)) <= 155
    assert len(of("engine", usual)) <= 180


def test_only_the_items_of_the_shelves_that_are_used_are_loaded(
    small: set[str], usual: set[str]
) -> None:
    assert of("engine.blocks.kinds", small) == {"disconnect"}
    assert of("engine.blocks.kinds", usual) == {"disconnect", "esp", "if_", "stop"}
    assert of("engine.functions", small) == {"kind"}
    assert of("engine.functions", usual) == {"e164", "is_mobile", "kind"}
    assert of("engine.esp.services", small) == set()
    assert of("engine.esp.services", usual) == {"chat_service", "chat_service.invite_to_chat"}


def test_tests_are_read_by_what_only_they_load(tmp_path: Path) -> None:
    found = loaded(project(tmp_path, hello=HELLO + TEST))

    assert of("engine.graph.testing", found)
    assert of("engine.functions", found) == {"kind"}
    assert not of("engine.testing", found)
    assert len(of("engine", found)) <= 205


def test_the_tables_of_the_grammar_are_read_and_not_made(small: set[str]) -> None:
    assert "engine.dsl.grammar" in small
    assert grammar.STORED.exists()
