"""How a trace and its document tell why a calendar was open or closed."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from engine.report.run_to_json import run_document
from engine.report.styled import plain
from engine.report.to_json import dumps
from engine.report.to_trace import to_trace
from engine.source import visible
from engine.values import Time
from tests.helpers.runs import Story, run_text

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TEXT = """
calendar office {
  zone = "Europe/Berlin"
  mon_thu = [08:00..12:00, 13:00..18:00]
  fri = 22:00..02:00
  holiday "Christmas" { date = dec(25)..dec(26) }
  special_day "Christmas Eve" { date = dec(24)   open = 08:00..12:00 }
}
strategy hotline (voice) {
  when: hours(office) { open -> look   closed -> look   holiday -> look }
  look: if(ANI == "" or not is_open(office, now + 10m)) { true -> day   false -> day }
  day: if(is_special_day(office, "Christmas Eve") and is_holiday(office)) {
    true -> done   false -> done
  }
  done: disconnect
}
"""


def story_at(instant: str) -> Story:
    """A call at an instant of 2026, `12-24T11:30`."""
    moment = datetime.fromisoformat(f"2026-{instant}Z")
    return run_text(TEXT, start=Time((moment - EPOCH) // timedelta(microseconds=1)))


def told(instant: str) -> str:
    """The trace of a call, on one line."""
    story = story_at(instant)
    lines = to_trace(story.program, story.log, columns=120)
    return " ".join(" ".join(visible(plain(line)) for line in lines).split())


@pytest.mark.parametrize(
    ("instant", "decides"),
    [
        ("12-24T11:30", 'Thu 2026-12-24 12:30 in Europe/Berlin: special day "Christmas Eve" '
                        "08:00..12:00, closed"),
        ("12-24T10:59:59", 'Thu 2026-12-24 11:59:59 in Europe/Berlin: special day "Christmas Eve" '
                           "08:00..12:00, open"),
        ("12-25T10:00", 'Fri 2026-12-25 11:00 in Europe/Berlin: holiday "Christmas", closed'),
        ("01-05T11:30", "Mon 2026-01-05 12:30 in Europe/Berlin: hours 08:00..12:00, 13:00..18:00, "
                        "closed"),
        ("07-06T06:00", "Mon 2026-07-06 08:00 in Europe/Berlin: hours 08:00..12:00, open"),
        ("01-10T00:30", "Sat 2026-01-10 01:30 in Europe/Berlin: hours 22:00..02:00 of Fri, open"),
        ("01-11T10:00", "Sun 2026-01-11 11:00 in Europe/Berlin: no hours, closed"),
    ],
)  # fmt: skip
def test_a_block_says_by_which_hours_or_day_it_went(instant: str, decides: str) -> None:
    trace = told(instant)

    way = decides.rpartition(", ")[2] if "holiday" not in decides else "holiday"
    assert f"when: hours {decides} -> look ({way}) look: if" in trace


def test_a_condition_says_it_of_the_instant_that_it_asks_about() -> None:
    trace = told("01-05T16:50")

    shown = "Mon 2026-01-05 18:00 in Europe/Berlin: hours 08:00..12:00, 13:00..18:00, closed"
    assert f"is_open(office, now + 10m) is false {shown} -> day" in trace


def test_each_condition_has_its_own_reason_and_others_have_none() -> None:
    trace = told("12-24T09:00")

    eve = 'Thu 2026-12-24 10:00 in Europe/Berlin: special day "Christmas Eve" 08:00..12:00, open'
    assert (
        f'day: if is_special_day(office, "Christmas Eve") is true {eve} '
        f"is_holiday(office) is false {eve} -> done (false)"
    ) in trace
    assert 'ANI == "" is false is_open' in trace


def test_a_document_says_it_too() -> None:
    story = story_at("12-24T11:30")

    document = dumps("run", run_document(story.program, story.log))

    (left,) = [
        event
        for event in json.loads(document)["events"]
        if event["event"] == "left" and event["block"] == "when"
    ]
    assert left["because"] == [
        {
            "kind": "calendar",
            "calendar": "office",
            "clock": "Thu 2026-12-24 12:30",
            "zone": "Europe/Berlin",
            "because": 'special day "Christmas Eve" 08:00..12:00, closed',
        }
    ]
