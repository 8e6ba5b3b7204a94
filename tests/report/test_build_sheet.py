"""The build sheet: goldens of two processes, and what must stand in each."""

import re
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given

from engine.blocks.counterpart import Dialect
from engine.directory import Directory
from engine.pipeline import check
from engine.report.build_sheet.servers import SECTIONS
from engine.report.build_sheet.strategy import drawing_order
from engine.report.to_build_sheet import to_build_sheet
from tests.generators.projects import Drawn, projects
from tests.graph.projects import built, strategy
from tests.helpers.runs import process_of

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden" / "build_sheet"
CALL = """
application "DMS" { flex_chat = true  channel "wa" { media = whatsapp  business_id = "1" } }
chat_server { endpoints 1 { "out" = q } }
queue q { view all { where = %s  every = 250ms  submit = done } }
strategy done (chat) { bye: stop { reason = "sent" } }
strategy call (voice) {
  data { Name: text }
  var tries = 0
  %s
  go: esp("ChatService.InviteToChat") {
    app_type = 171
    parameters = { _umsClientId: ANI  _umsBusinessId: "1"  ChatQueueKey: "1:out" }
    %s
  } -> bye
  bye: disconnect
  late: log("late") -> other
  other: exit
}
"""


def sheet(handlers: str, fields: str, where: str = "true", dialect: str = "ird") -> str:
    """The sheet of the call, in one dialect."""
    graph = built(CALL % (where, handlers, fields)).strategies[-1]
    return to_build_sheet(graph, [Dialect(dialect)])


def squeezed(text: str) -> str:
    """A text whose columns are two spaces apart."""
    return re.sub("   +", "  ", text)


@pytest.mark.parametrize("name", ["whatsapp_notification", "counted_retry"])
def test_the_sheet_is_as_its_golden_says(name: str, update: bool) -> None:
    path = GOLDEN / f"{name}.md"
    process = check(ROOT / "strategies" / name).process
    assert process is not None
    told = to_build_sheet(process)
    if update:
        path.write_text(told, encoding="utf-8")

    assert told == path.read_text(encoding="utf-8")


@given(projects())
def test_every_drawn_project_has_a_sheet_the_same_each_time(drawn: Drawn) -> None:
    process = process_of(drawn.text)

    told = to_build_sheet(process)

    assert told == to_build_sheet(replace(process_of(drawn.text), name=process.name))
    for graph in process.strategies:
        for block in graph.blocks:
            assert f". {block.name}: {block.kind.word}\n" in told


def test_the_same_bytes_under_any_hash_seed() -> None:
    command = [
        sys.executable, "-m", "engine", "graph", "strategies/counted_retry", "--format",
        "build-sheet",
    ]  # fmt: skip

    told = {
        subprocess.run(
            command, cwd=ROOT, env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1", "777")
    }

    assert len(told) == 1


def test_blocks_are_numbered_from_the_entry_on_along_their_first_ports() -> None:
    graph = strategy(
        'strategy s (voice) { start -> b  a: exit  b: if(ANI == "") { true -> c  false -> a }'
        '  c: log("x") -> d  d: exit }'
    )

    assert [graph.blocks[index].name for index in drawing_order(graph)] == ["b", "c", "d", "a"]


# Ports


def test_failures_that_lead_to_one_block_need_no_object_between() -> None:
    told = sheet("", "fault -> other  timeout -> other")

    assert "    red   -> 3. other\n" in told
    assert "Error Segmentation" not in told


def test_failures_that_lead_apart_are_taken_apart_the_rest_last() -> None:
    told = sheet("on fault -> other", "timeout -> late  fault unavailable, 905 -> bye")

    behind = told[told.index("    red ") :].split("\n\n")[0].split("\n")
    assert [line.split(" -> ")[0].strip() for line in behind] == [
        "red", "no answer in time", "FaultCode 102 (unavailable)", "FaultCode 905", "default",
    ]  # fmt: skip
    assert behind[-1].endswith("other (`on fault` of the strategy)")


def test_composer_covers_a_strategy_at_its_entry() -> None:
    told = sheet("on fault -> other", "", dialect="composer")

    assert "    exception error -> 3. other\n" in told
    assert told.count("exception error") == 1


def test_an_exception_of_a_block_comes_before_that_of_the_entry() -> None:
    told = sheet("on fault -> other", "timeout -> late", dialect="composer")

    behind = told.split("exception error     -> Branching\n")[1].split("\n\n")[0]
    assert "no answer in time -> 3. late" in behind
    assert "default           -> 4. other" in behind


def test_a_port_that_is_not_there_is_said() -> None:
    text = (
        'strategy s (voice) { a: if(udata.X == "1") { true -> b  false -> b  fault -> c }'
        "  b: exit  c: default_route }"
    )

    for dialect, thing in ((Dialect.IRD, "IRD's If"), (Dialect.COMPOSER, "Composer's Branching")):
        told = to_build_sheet(strategy(text), [dialect])
        assert f"`fault` leads to `c` (3) here, and {thing} has no such" in told


# Properties


@pytest.mark.parametrize(
    ("fields", "ird", "composer"),
    [
        ("", "Don't send user data  not ticked", "Include Interaction User Data  true"),
        ("user_data = none", "Don't send user data  ticked",
         "Include Interaction User Data  false"),
        ("user_data = [A, B]", "it cannot send A, B alone",
         "User Data / B  _genesys.ixn.interactions[system.InteractionID].udata['B']"),
        ("with = { Origin: ANI }", "Origin  ANI[]", "User Data / Origin  system.ANI"),
        ("timeout = never", "Timeout  0, which URS takes for no end", "Service Timeout  empty"),
        ("timeout = 90s", "Timeout  90 (seconds)", "Service Timeout  90 (seconds)"),
        ("expect_response = false", "Don't expect response  ticked [inferred]",
         "`expect_response = false` has no property"),
        ('note = "agreed"', "Notes  go: agreed", "Block Notes  agreed"),
        ("disabled = true", "`disabled = true`: do not draw it", "Enable Status  Disabled"),
    ],
)  # fmt: skip
def test_what_a_call_says_is_said_there(fields: str, ird: str, composer: str) -> None:
    graph = built(CALL % ("true", "on fault -> late", fields)).strategies[-1]

    assert ird in squeezed(to_build_sheet(graph, [Dialect.IRD]))
    assert composer in squeezed(to_build_sheet(graph, [Dialect.COMPOSER]))


def test_a_type_without_a_name_is_a_filter_in_ird_and_nothing_in_composer() -> None:
    handlers = "on fault -> other"

    assert "Application type  171 (SocialMS)" in squeezed(sheet(handlers, ""))
    assert "The application's type, 171, is no property" in sheet(handlers, "", dialect="composer")


def test_what_later_blocks_read_of_a_fault_is_kept() -> None:
    text = (CALL % ("true", "", "fault -> late  timeout -> late")).replace(
        'log("late")', "log(go.fault.text + text(go.fault.code))"
    )
    graph = built(text).strategies[-1]

    told = to_build_sheet(graph, [Dialect.IRD])

    assert "Parameters out / FaultString  go_FaultString" in told
    assert "Parameters out / FaultCode    go_FaultCode" in told
    assert "Variable go_FaultCode    INTEGER, from the answer of go" in told


ALL_WAYS = """
calendar office { zone = "Etc/UTC"   mon_fri = 08:00..18:00 }
strategy call (voice) {
  data { Name: text   Level: integer }
  var keys = ""
  on fault -> over
  ask: collect(%s) { into = keys   invalid -> over   timeout -> count } -> count
  count: if(number(keys) > udata.Level) { true -> draw   false -> open   fault bad_number -> over }
  draw: percentage { a = 10   b = 20   "a" -> open   "b" -> open   else -> told }
  open: hours(office) { open -> pick   closed -> over   holiday -> over }
  pick: switch(keys) { "1" -> told   else -> over }
  told: call(sub) { parameters = { of: "plain", more: keys } } -> over
  over: exit
}
subroutine sub (of: text, more: text) { back: exit }
"""


def all_ways(dialect: Dialect, prompt: str = '"hello"') -> str:
    """The sheet of a strategy that leaves its blocks by every sort of port, squeezed."""
    graph = built(ALL_WAYS % prompt).strategies[0]
    told = squeezed(to_build_sheet(graph, [dialect])).replace("\n  ", " ")
    return re.sub(" +->", " ->", told)


@pytest.mark.parametrize("dialect", Dialect)
def test_digits_that_do_not_fit_are_no_silence(dialect: Dialect) -> None:
    told = all_ways(dialect)

    assert told.count("no answer in time -> 2. count") == 1
    assert told.count("digits that do not fit -> ") == 1


@pytest.mark.parametrize("dialect", Dialect)
def test_a_text_that_is_a_parameter_is_told_from_a_variable(dialect: Dialect) -> None:
    told = all_ways(dialect)

    assert "/ of  'plain'" in told
    assert "/ more  keys" in told


@pytest.mark.parametrize(
    ("dialect", "shown"),
    [(Dialect.IRD, "Prompt  the value of keys"), (Dialect.COMPOSER, "Prompts  the value of keys")],
)
def test_a_prompt_that_is_a_value_is_told_from_its_name(dialect: Dialect, shown: str) -> None:
    assert shown in all_ways(dialect, "keys")
    assert shown.replace("the value of ", "") in all_ways(dialect, '"keys"')


@pytest.mark.parametrize(
    ("dialect", "words"),
    [
        (Dialect.IRD, ["Assign Rand[100]", "`<= 10` for a, `<= 30` for b"]),
        (Dialect.COMPOSER, ["Condition a  held_2 < 10", "Condition b  held_2 < 30",
                            "held_2 is Math.floor(Math.random() * 100)"]),
    ],
)  # fmt: skip
def test_chance_is_drawn_and_compared(dialect: Dialect, words: list[str]) -> None:
    assert [word for word in words if word not in all_ways(dialect)] == []


@pytest.mark.parametrize(
    ("dialect", "test"),
    [
        (Dialect.IRD, "UData['Name'] != '' & UData['Level'] != ''"),
        (Dialect.COMPOSER, ".udata['Name'] != null && _genesys.ixn.interactions"),
    ],
)
def test_what_an_interaction_brings_is_tested_with_an_expression(
    dialect: Dialect, test: str
) -> None:
    assert test in all_ways(dialect)


def test_a_number_in_user_data_is_marked_in_ird_and_made_in_composer() -> None:
    assert "That UData['Level'], a text, counts as a number there is [inferred]" in all_ways(
        Dialect.IRD
    )
    assert "Number(_genesys.ixn.interactions" in all_ways(Dialect.COMPOSER)


def test_a_number_that_cannot_be_read_has_nothing_to_do_with_missing_data() -> None:
    assert "has no such port: there nothing fails so" in all_ways(Dialect.IRD)


def test_an_exit_of_a_call_is_a_default_route_in_composer() -> None:
    told = all_ways(Dialect.COMPOSER)

    assert "The call goes to its default destination: draw a Default Route before it" in told
    assert "TerminateIxnOnExit" not in told


def test_conditions_are_called_what_their_ports_are_called() -> None:
    told = all_ways(Dialect.COMPOSER)

    for word in ("Condition open", "Condition 1  keys == '1'", "condition open ->"):
        assert word in told, word
    assert "condition 1 ->" in told


def test_a_variable_of_the_sheet_is_explained_at_the_object_that_needs_it() -> None:
    told = squeezed(sheet("on fault -> other", "with = { Origin: id }"))

    attached, called = told.split("IRD: Multi-Attach")[1].split("IRD: External Service")
    assert "held_1 is `id`, for which no expression of IRD is known" in attached
    assert "held_1" not in called.split("###")[0]


# Around the strategies


def test_every_part_of_the_directory_has_a_section() -> None:
    assert set(SECTIONS) == {each.name for each in fields(Directory)}


def test_everything_that_is_configured_stands_in_the_sheet() -> None:
    process = built("""
      application "A1" { type = 4712  connected = false  strict_delivery = true  sms = true
        opt_in_required = true  facebook = false  missing_values = keep
        channel "ch" { media = applebc  business_id = "biz"
          inbound_route = "7:in"  inbound_route_by_call = "7:out" } }
      chat_server "CS1" { stop_abandoned_interaction = noagents  lost_after = 17m
        endpoints 7 { "in" = q1  "out" = q1 } }
      response R1 { content_type = interactive  id = "ns@el"  body = "b <$code1$>"  subject = "su"
        language = "de"  country = "AT"  approved = false  starts = 2026-01-02
        expires = 2026-02-03 }
      field_code code1 { text = "t1" }
      contact "+15" { channel = "ch"  opt_in = true  last_inbound = 3h }
      queue q1 { view v1 { where = udata.K == "it's"  every = 90s  order = newest  submit = s } }
      strategy s (chat) { a: stop }
    """)

    told = to_build_sheet(process)

    for word in (
        "`A1`", "4712", "strict_delivery = true", "sms = true", "opt_in_required = true",
        "facebook = false", "missing_values = keep", "not Flex Chat", "[ch]", "applebcsession",
        "biz", "inbound-route          7:in", "inbound-route-by-call  7:out", "`CS1`", "noagents",
        "17m", "endpoints:7 / out", "R1", "interactive", "ns@el", "b <$code1$>", "su", "de", "AT",
        "Approved                     no", "2026-01-02", "2026-02-03", "code1  t1",
        "+15  ch, opted in, last wrote 3h ago", "K = 'it''s'", "90 (seconds)", "received_at desc",
        "InteractionCustomProperties",
    ):  # fmt: skip
        assert word in told, word


def test_a_view_that_looks_more_often_than_every_second_is_said() -> None:
    told = to_build_sheet(built(CALL % ("true", "on fault -> other", "")))

    assert "Check interval      1 (seconds)" in told
    assert "It looks every 250ms" in told


@pytest.mark.parametrize(
    ("where", "condition"),
    [
        ("is_online and age > 10m", "is_online = 1 AND _age() > 600"),
        ("not (is_online or age > 10m)", "is_online = 0 AND _age() <= 600"),
        ("(is_online or priority > 3) and media != \"x\"",
         "(is_online = 1 OR priority > 3) AND media_type <> 'x'"),
        ("time_in_queue >= 90s", "_time_in_queue() >= 90"),
        ("now > 2026-01-01", "_current_time() > _timestamp('2026-01-01T00:00:00Z')"),
        ("(udata.N ?? 0) > 3", "COALESCE(N, 0) > 3"),
        ('udata.K in ["a", "b"]', "K = 'a' OR K = 'b'"),
        ("length(q) > 3", "held_1 > 3"),
        ("not session_known", "held_1 = 0"),
    ],
)  # fmt: skip
def test_a_condition_of_a_view_becomes_one_of_the_database(where: str, condition: str) -> None:
    told = to_build_sheet(built(CALL % (where, "on fault -> other", "")))

    assert f"    Condition           {condition}\n" in told
