"""How traces, documents, drawings and build sheets tell of subroutines."""

import json

from engine.folds.records import records
from engine.graph.export import to_json, to_mermaid
from engine.log.events import Event
from engine.report.styled import plain
from engine.report.to_build_sheet import to_build_sheet
from engine.report.to_trace import to_trace
from engine.scenario import Act
from engine.source import visible
from engine.values import SECOND, KVList
from tests.helpers.runs import Story, at, process_of, run_text

TEXT = """
strategy s (voice) {
  on abandoned -> gone
  a: call(ticket) { parameters = { number: ANI }  fault -> bye } -> say
  say: log(a.answer.text) -> bye
  bye: disconnect { reason = "done" }
  gone: exit
}
subroutine ticket (number: text) -> (text: text) {
  on fault -> failed
  pause: wait(2s) -> made
  made: exit { text = e164(number, "US") }
  failed: exit(fault)
}
"""


def told(story: Story) -> list[str]:
    lines = to_trace(story.program, story.log, columns=100)
    return [visible(plain(line)).strip() for line in lines]


def test_a_trace_says_which_subroutine_runs_with_what_and_what_comes_back() -> None:
    lines = told(run_text(TEXT))

    assert "runs subroutine ticket" in lines
    assert 'number = "+14155550123"' in lines
    assert 'a: call  returns text "+14155550123"  -> say' in lines


def test_a_trace_says_with_which_fault_a_subroutine_fails() -> None:
    lines = told(run_text(TEXT, ani="x"))
    at_end = lines[lines.index("failed: exit") :]

    assert at_end[1] == "a: call"
    assert at_end[2].startswith("fails with fault 704 bad_number")
    assert at_end[4] == "-> bye  (fault)"


def test_a_trace_says_that_a_subroutine_is_left_when_the_caller_hangs_up() -> None:
    lines = told(run_text(TEXT, happenings=(at(SECOND, Act.CALLER_HANGS_UP),)))

    assert "a: call  is left, since the caller hung up" in lines


def test_records_name_what_the_columns_hold() -> None:
    story = run_text(TEXT)
    called, back = (
        record
        for record in records(story.program, story.log)
        if record.kind in (Event.CALLED, Event.RETURNED)
    )

    assert dict(called.details) == {"subroutine": "ticket", "depth": 1}
    result = KVList([("text", "+14155550123")])
    assert dict(back.details) == {"way": "answered", "result": result}


def test_a_drawing_of_a_process_leads_from_the_call_to_the_subroutine() -> None:
    process = process_of(TEXT)
    drawn = to_mermaid(process)
    document = json.loads(to_json(process))

    assert '["ticket<br/>subroutine"]' in drawn
    assert '-->|"a"|' in drawn
    (subroutine,) = document["subroutines"]
    assert subroutine["kind"] == "subroutine"
    assert subroutine["parameters"] == [{"name": "number", "type": "text"}]
    assert subroutine["results"] == [{"name": "text", "type": "text"}]


def test_a_build_sheet_has_the_subroutine_with_its_parameters_in_and_out() -> None:
    lines = [" ".join(line.split()) for line in to_build_sheet(process_of(TEXT)).split("\n")]

    assert "## Subroutine `ticket`" in lines
    assert "IRD: Call Subroutine (Miscellaneous)" in lines
    assert "In / number ANI[]" in lines
    assert "Out / text a_text" in lines
    assert "Composer: Subroutine (Flow control)" in lines
    assert "Variable number STRING, In" in lines
    assert "Result text STRING, Out" in lines
    assert any(line.startswith("Return Values / text ") for line in lines)


def test_a_build_sheet_gives_results_the_same_type_on_both_sides() -> None:
    text = """
strategy s (voice) {
  a: call(t) -> b
  b: if(a.answer.many > 1 and a.answer.again and a.answer.text == "") { true -> c  false -> c }
  c: disconnect
}
subroutine t () -> (many: integer, again: flag, text: text) {
  a: exit { many = 2   again = true   text = ANI }
}
"""

    lines = [" ".join(line.split()) for line in to_build_sheet(process_of(text)).split("\n")]

    for name, kind in {"many": "INTEGER", "again": "INTEGER", "text": "STRING"}.items():
        assert f"Variable a_{name} {kind}, from the answer of a" in lines
        assert f"Result {name} {kind}, Out" in lines
