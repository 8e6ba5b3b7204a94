"""Every object of IRD that is said to run is tried: drawn in our language, checked and run."""

import re

import pytest

from engine.blocks.counterpart import Dialect
from engine.blocks.message_objects import MESSAGE_OBJECTS
from engine.esp import METHODS
from engine.log.events import Event
from engine.report.palettes import Standing, share, standings
from engine.services import ServiceKind
from engine.shelf.page import sections_of
from tests.helpers.runs import Story, process_of, run_process, run_text

LEAST_PERCENT = 80
CALLER = """
calendar office { zone = "Europe/Berlin"   mon_sun = 00:00..24:00   holiday "x" { date = dec(25) } }
category Refunds { }
strategy s (voice) {
  var n = ""
  var k = 0
  on abandoned -> bye
  %s
  bye: disconnect { reason = "done" }
}
strategy second (voice) { there: disconnect { reason = "done" } }
subroutine sub (of: text) -> (out: text) { back: exit { out = of + "!" } }
skill billing
agent anna { skills = { billing: 5 } }
subroutine rule () {
  to: route { targets = skill(billing) >= 3   timeout -> back }
  back: exit
}
"""
LETTER = """
queue waiting { view all { where = age > 1h   submit = later } }
workbin mine { }
agent anna { capacity = { email: 1 } }
strategy s (email) {
  on fault -> bye
  %s
  bye: stop { reason = "done" }
}
strategy later (email) { there: stop { reason = "done" } }
"""
SERVICE = """
application "Crm" { type = 23 }
service "Crm.Find" {
  kind = %s
  parameters { Number: text }
  answers { Name: text }
  else { Name = "Ana" }
}
strategy s (voice) {
  it: esp("Crm.Find") {
    app_name = "Crm"
    parameters = { Number: ANI }
    fault -> bye
    timeout -> bye
  } -> told
  told: log(it.answer.Name) -> bye
  bye: disconnect { reason = "done" }
}
"""
PLAYED = 'it: play("%s") { length = 2s } -> bye'
COLLECTED = (
    'it: collect("Which?") { into = n   digits = 1   invalid -> bye   timeout -> bye } -> bye'
)
CALLED = (
    'it: call(sub) { parameters = { of: "x" } } -> used  used: assign { n = it.answer.out } -> bye'
)
OF_CALLS = {
    "Entry": "start -> it   it: log(n) -> bye",
    "Exit": "it: exit",
    "If": 'it: if(ANI == "") { true -> bye   false -> bye }',
    "Assign": 'it: assign { n = "x" } -> bye',
    "Multi-Assign": 'it: assign { n = "x"   k = k + 1 } -> bye',
    "Multi-Attach": 'it: attach { A = "x"   B = 1 } -> bye',
    "Macro": CALLED,
    "Call Subroutine": CALLED,
    "Error Segmentation": 'it: switch(k) { 102 -> bye   904 -> bye   else -> bye }',
    "Comment": 'it: log("x") { note = "agreed" } -> bye   # with the owner',
    "ANI": 'it: switch(ANI) { "+14155550123" -> bye   else -> bye }',
    "DNIS": 'it: switch(DNIS) { "800" -> bye   else -> bye }',
    **dict.fromkeys(
        ("Date", "Day of Week", "Time"),
        "it: hours(office) { open -> bye   closed -> bye   holiday -> bye }",
    ),
    "Business": 'it: switch(udata.Segment) { "gold" -> bye   else -> bye   fault -> bye }',
    "Classify (segmentation)": "it: switch(udata.CtgName) "
    '{ "Refunds" -> bye   else -> bye   fault -> bye }',
    "Generic": "it: if(k > 3) { true -> bye   false -> on }"
    "   on: if(k > 1) { true -> bye   false -> bye }",
    "Percentage": "it: percentage { a = 10   \"a\" -> bye   else -> bye }",
    "Default": "it: default_route",
    "Switch to Strategy": "it: strategy(second)",
    **dict.fromkeys(
        ("Busy", "Fast Busy", "Music", "Ringback", "Silence", "Pause", "RAN", "Play Announcement",
         "Text to Speech"),
        PLAYED % "hello",
    ),
    **dict.fromkeys(
        ("Play Announcement & Collect Digits", "TTS & Collect Digits", "Verify Digits",
         "Collect Digits"),
        COLLECTED,
    ),
    "Cancel Call": "it: disconnect",
    "Selection": "it: route { targets = [skill(billing) >= 3]   timeout -> bye }",
    "Routing Rule": "it: call(rule) -> bye",
}  # fmt: skip
OF_LETTERS = {
    "Attach Categories": 'it: attach { CtgId = "1"   CtgName = "Refunds"   CtgRelevancy = "100"   '
    'Ctg_1 = "100" } -> bye',
    "Queue Interaction": "it: queue(waiting)",
    "Stop Interaction": "it: stop",
    "Workbin": 'it: workbin(mine) { owner = "anna" }',
    "Route Interaction": "it: route { targets = [agent(anna)]   timeout -> bye }",
}
OF_SERVICES = {
    "Database Wizard": ServiceKind.DATABASE, "Web Service": ServiceKind.WEB_SERVICE,
    "Custom Server": ServiceKind.CUSTOM, "Play Application": ServiceKind.VOICE_APPLICATION,
    "IVR": ServiceKind.IVR, "External Service": ServiceKind.ESP,
}  # fmt: skip
OF_METHODS = {each.ird: method for method, each in MESSAGE_OBJECTS.items()}
"""Objects that call a method of a server."""
RUNNING = [row for row in standings(Dialect.IRD) if row.runs]


LETTERS = [
    ("Subject", "Where"), ("FromAddress", "ana@example.com"), ("ToAddress", "shop@example.com"),
    ("CustomerAddress", "ana@example.com"), ("EmailAddress", "ana@example.com"),
    ("Body", "A refund of my late fee, please."), ("Segment", "gold"), ("CtgName", "Refunds"),
]  # fmt: skip


def tried(name: str, methods: list[str]) -> Story:
    """A run of the object: of what is drawn above, or of the example on its method's page."""
    if name in OF_CALLS:
        return run_text(CALLER % OF_CALLS[name], data=LETTERS)
    if name in OF_LETTERS:
        return run_text(LETTER % OF_LETTERS[name], strategy="s", data=LETTERS)
    if name in OF_SERVICES:
        return run_text(SERVICE % OF_SERVICES[name].value)
    example = dict(sections_of(METHODS[methods[0]].signature.doc))["Example"]
    process = process_of(f"{example}\n")
    return run_process(process, strategy=process.entrance.name, data=LETTERS)


def methods_of(row: Standing) -> list[str]:
    """The methods that an object stands for."""
    named = re.findall(r'esp\("([^"]+)"\)', row.found.by)
    return [*named, *([OF_METHODS[row.found.name]] if row.found.name in OF_METHODS else [])]


@pytest.mark.parametrize("row", RUNNING, ids=lambda row: row.found.name)
def test_an_object_that_is_said_to_run_does(row: Standing) -> None:
    methods = methods_of(row)

    story = tried(row.found.name, methods)

    assert set(methods) <= set(METHODS)
    assert story.path()[0] == "it" or methods
    assert story.rows(Event.FAULTED, Event.REFUSED) == []
    assert bool(methods or row.found.name in OF_SERVICES) == bool(story.rows(Event.ANSWERED))


def test_four_fifths_of_the_palette_run() -> None:
    run, _, count = share(standings(Dialect.IRD))

    assert 100 * run >= LEAST_PERCENT * count, f"{run} of {count}"
    assert run == len(RUNNING)
