"""Services of an author's own, from their text to what a call is answered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.diagnostics import Findings
from engine.dsl.parser import parse
from engine.dsl.printer import print_file
from engine.log.events import Event
from engine.program.lower import lower
from engine.services import Reply, ServiceKind
from engine.source import Source
from engine.values import KVList, Type, quote
from tests.generators.services import NAMES, NUMBERS, DrawnService, services
from tests.graph.projects import built, codes, strategy
from tests.helpers.runs import process_of, run_process

FULL = """
application "CRM" { type = ThirdPartyServer }
service "Orders.Lookup" {
  kind = web_service
  application = "CRM"
  parameters { OrderId: text   Year: integer }
  optional = [Year]
  answers { Status: text   Total = 0   Seen = "no" }
  attaches = [Seen]
  latency = 80ms
  by = OrderId
  row "A-1" { Status = "shipped"   Total = 5 }
  row "A-2" { fault = unavailable   latency = 2s }
  row "A-3" { fault = 904   fault_text = "gone" }
  else { Status = "unknown" }
}
strategy s (voice) {
  on fault -> done
  on timeout -> done
  on abandoned -> done
  look: esp("Orders.Lookup") {
    app_name = "CRM"
    parameters = { OrderId: ANI }
    timeout = 5s
  } -> tell
  tell: log(look.answer.Status + " " + text(look.answer.Total) + " " + udata.Seen) -> done
  done: exit
}
"""


def test_a_declaration_becomes_what_dispatch_asks() -> None:
    (service,) = built(FULL).directory.services

    assert (service.name, service.kind) == ("Orders.Lookup", ServiceKind.WEB_SERVICE)
    assert service.application == "CRM"
    assert service.parameters == (("OrderId", Type.TEXT, True), ("Year", Type.INTEGER, False))
    assert service.answers == (("Status", Type.TEXT), ("Total", Type.INTEGER), ("Seen", Type.TEXT))
    assert service.attaches == ("Seen",)
    assert (service.latency_us, service.by) == (80_000, "OrderId")
    shipped = KVList([("Status", "shipped"), ("Total", 5), ("Seen", "no")])
    assert service.rows == (
        ("A-1", Reply(answer=shipped)),
        ("A-2", Reply(fault=102, fault_text="application unavailable", latency_us=2_000_000)),
        ("A-3", Reply(fault=904, fault_text="gone")),
    )
    assert service.otherwise == Reply(
        answer=KVList([("Status", "unknown"), ("Total", 0), ("Seen", "no")])
    )


def test_a_constant_answer_takes_one_line() -> None:
    (service,) = built(
        'service "Vips.Check" { answers { Vip = "no" } }  strategy s (voice) { a: exit }'
    ).directory.services

    assert service.otherwise == Reply(answer=KVList([("Vip", "no")]))
    assert (service.by, service.rows, service.latency_us) == (None, (), None)


def test_a_strategy_reads_the_row_that_it_has_asked_for() -> None:
    story = run_process(process_of(FULL), ani="A-1")

    assert story.path() == ["look", "tell", "done"]
    assert [row.time for row in story.rows(Event.ANSWERED)] == [80_000]
    assert [row.kind for row in story.rows(Event.ATTACHED)] == [Event.ATTACHED]


@pytest.mark.parametrize(("ani", "number", "time"), [("A-2", 102, 2_000_000), ("A-3", 904, 80_000)])
def test_a_row_can_refuse_in_its_own_time(ani: str, number: int, time: int) -> None:
    story = run_process(process_of(FULL), ani=ani)

    assert [(row.time, row.b) for row in story.rows(Event.REFUSED)] == [(time, number)]
    assert story.path() == ["look", "done"]


def test_a_slow_row_runs_into_the_time_out_and_its_answer_is_late() -> None:
    story = run_process(process_of(FULL.replace("latency = 2s", "latency = 9s")), ani="A-2")

    assert [row.time for row in story.rows(Event.TIMED_OUT)] == [5_000_000]
    assert [row.time for row in story.rows(Event.LATE)] == [9_000_000]


def test_a_service_is_part_of_what_identifies_a_program() -> None:
    digests = [
        lower(built(text)).digest() for text in (FULL, FULL, FULL.replace("Total = 5", "Total = 6"))
    ]

    assert digests[0] == digests[1] != digests[2]


def test_what_an_answer_attaches_is_there_behind_the_call() -> None:
    faults = [each.faults for each in strategy(FULL).blocks[1].codes.values()]

    assert faults
    assert not any("missing_data" in each for each in faults)


def test_the_names_of_declared_services_are_offered_where_one_is_misspelt() -> None:
    assert codes(FULL.replace('esp("Orders.Lookup")', 'esp("Orders.Lokup")')) == ["E217"]


KEYS = st.sampled_from([*NAMES[:2], *NAMES[3:], "Zoe"]) | st.sampled_from([*NUMBERS, 99])


def calling(service: DrawnService, key: str | int) -> str:
    """A project that asks a drawn service once, and says what it was told."""
    written = key if isinstance(key, int) else quote(key)
    return f"""application "CRM" {{ type = ThirdPartyServer }}
{service.text}strategy s (voice) {{
  on timeout -> done
  look: esp("Own.Find") {{
    app_name = "CRM"   parameters = {{ Key: {written} }}   timeout = 5s   fault -> failed
  }} -> tell
  tell: log(look.answer.Found + "|" + text(look.answer.Count)) -> done
  failed: log(text(look.fault.code)) -> done
  done: exit
}}
"""


@given(services(), KEYS)
def test_a_call_is_told_what_a_naive_lookup_finds(service: DrawnService, key: str | int) -> None:
    if service.integer != isinstance(key, int):
        return
    story = run_process(process_of(calling(service, key)))

    said = service.lookup(key)
    slow = said is not None and (said.latency_us or 0) >= 5_000_000
    logged = [story.log.text(row.a) for row in story.rows(Event.LOGGED)]
    if said is None:
        assert logged == ["261"]
    elif slow:
        assert logged == []
    else:
        assert logged == [str(said.fault) if said.fault else f"{said.found}|{said.count}"]


@given(services())
def test_a_drawn_service_is_printed_as_it_is_read(service: DrawnService) -> None:
    findings = Findings()
    tree = parse(Source("a.strat", calling(service, "x")), findings)
    printed = print_file(tree)

    assert parse(Source("a.strat", printed), findings) == tree
    assert print_file(parse(Source("a.strat", printed), findings)) == printed
    assert list(findings) == []
