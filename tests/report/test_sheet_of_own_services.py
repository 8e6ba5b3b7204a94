"""What a build sheet and a drawing say of services of one's own."""

import pytest

from engine.blocks.counterpart import Dialect
from engine.graph.export import to_dot, to_json, to_mermaid
from engine.report.to_build_sheet import to_build_sheet
from tests.helpers.runs import process_of

PROJECT = """
application "CRM" { type = ThirdPartyServer }
service "Orders.Lookup" {
  kind = @KIND@
  application = "CRM"
  parameters { OrderId: text   Year: integer }
  optional = [Year]
  answers { Status = "open"   Seen = "no" }
  attaches = [Seen]
  latency = 80ms
}
strategy s (voice) {
  on fault -> done
  look: esp("Orders.Lookup") {
    app_name = "CRM"
    parameters = { OrderId: ANI }
    @MORE@
  } -> tell
  tell: log(look.answer.Status) -> done
  done: exit
}
"""


def sheet(kind: str, dialect: Dialect, more: str = "timeout = 5s   timeout -> done") -> str:
    text = PROJECT.replace("@KIND@", kind).replace("@MORE@", more)
    return " ".join(to_build_sheet(process_of(text), [dialect]).split())


@pytest.mark.parametrize(
    ("kind", "ird", "composer"),
    [
        ("esp", "IRD: External Service", "Composer: External Service"),
        ("database", "IRD: Database Wizard", "Composer: DB Data"),
        ("web_service", "IRD: Web Service", "Composer: Web Service"),
        ("voice_application", "IRD: Play Application", "Composer: Play Application"),
        ("ivr", "IRD: IVR", "Composer: IVR"),
        ("custom", "IRD: Custom Server", "Composer: External Service"),
    ],
)
def test_a_call_is_drawn_as_what_its_service_is(kind: str, ird: str, composer: str) -> None:
    assert f"{ird} (" in sheet(kind, Dialect.IRD)
    assert f"{composer} (" in sheet(kind, Dialect.COMPOSER)


def test_parameters_answers_and_time_out_are_properties() -> None:
    ird, composer = sheet("database", Dialect.IRD), sheet("database", Dialect.COMPOSER)

    for row in ("Data source Orders", "Query or stored procedure Lookup", "Input / OrderId ANI[]",
                "Output / Status look_Status", "Timeout 5 (seconds)"):  # fmt: skip
        assert row in ird
    assert "It sends no user data" in ird
    for row in ("Connection Profile Orders", "Parameter / OrderId system.ANI", "Timeout 5"):
        assert row in composer


def test_a_voice_application_waits_only_if_the_call_does() -> None:
    waiting = sheet("voice_application", Dialect.COMPOSER)

    assert "Wait For Treatment End true" in waiting
    assert "Use User Data true" in waiting
    assert "Resource Lookup of Orders" in waiting


def test_a_service_has_a_section_with_what_it_takes_and_answers() -> None:
    text = sheet("web_service", Dialect.IRD)

    for row in ("Service `Orders.Lookup`", "Application CRM", "Takes OrderId text",
                "Takes Year integer, may be left out", "Answers Status text",
                "Answers Seen text in UserData", "after 80ms"):  # fmt: skip
        assert row in text
    assert "the application object of type ThirdPartyServer" in text
    assert "Flex Chat" not in text


def test_a_service_is_a_node_that_its_calls_lead_to() -> None:
    process = process_of(PROJECT.replace("@KIND@", "database").replace("@MORE@", "timeout = never"))

    assert "Orders.Lookup (database)" in to_mermaid(process)
    assert "Orders.Lookup (database)" in to_dot(process)
    assert '"kind": "service"' in to_json(process)
