"""A small centre with every server that can fail: calls that invite, notifications, chats.

In: failings. Out: its day, which is the same for equal failings and made once.
"""

from functools import cache

from engine.failures import Failing, Failure, Window
from engine.log.events import Event
from engine.log.model import Row
from engine.ops import Place
from engine.sim.day import Day
from engine.spreads import Spread
from engine.values import SECOND
from tests.helpers.days import log_of
from tests.helpers.failing import failed, failing_day

CENTRE = """
application "DMS" {
  flex_chat = true
  channel "wa" { media = whatsapp   business_id = "1"   inbound_route = "1:in" }
}
chat_server { endpoints 1 { "in" = inbox   "note" = notes } }
response hello { content_type = notification   id = "acme@hello"   body = "Hello" }
queue notes {
  view finished { where = not is_online   every = 1s   submit = stop_note }
  view lost { where = is_online and age > 10m   every = 1m   submit = stop_note }
}
queue inbox { view all { every = 1s   submit = talk } }
calendar day { zone = "UTC"   mon_fri = 08:00..20:00   holiday "One" { date = jan(5) } }

strategy stop_note (chat) { done: stop { reason = "over" } }
strategy talk (chat) {
  ask: route { targets = [group(all)]   timeout = 30m   timeout -> done }
  done: stop { reason = "nobody" }
}
strategy line (voice) {
  on timeout -> failed
  when: hours(day) { open -> send   closed -> shut   holiday -> shut }
  send: esp("ChatService.InviteToChat") {
    app_name = "DMS"
    parameters = {
      _umsClientId: e164(ANI, "DE")
      _umsBusinessId: "1"
      StandardResponseId: "hello"
      ChatQueueKey: "1:note"
      TerminateSessionFlag: "true"
    }
    timeout = 5s
    fault -> failed
  } -> sent
  sent: disconnect { reason = "sent" }
  failed: disconnect { reason = "failed" }
  shut: disconnect { reason = "shut" }
}
agent anna { capacity = { voice: 1, chat: 1 } }
group all { members = [anna] }
arrivals calls { strategy = line   rate = 60/h   data = { ANI: phone_number("+49172") } }
arrivals writers { channel = "wa"   rate = 30/h   patience = exponential(10m) }
simulation monday {
  start = 2026-01-06T08:00
  duration = 2h
  handling = constant(2m)
}
"""


@cache
def centre_day(*failings: Failing, text: str = CENTRE, seed: int = 1) -> Day:
    """The day with these failings, checked deeply."""
    return failing_day(text, *failings, seed=seed)


def one(failure: Failure, share: int = 200_000, length: Spread | None = None) -> Failing:
    """A failure of a share of its occasions."""
    return Failing(failure=failure, share=share, length=length)


def down(failure: Failure, minute: int, lasts: int, share: int = 0) -> Failing:
    """A failure in a window of minutes."""
    begins, long = minute * 60 * SECOND, lasts * 60 * SECOND
    window = Window(begins_us=begins, lasts_us=long, daily=False)
    return Failing(failure=failure, share=share, windows=(window,))


def ends(day: Day) -> dict[str, int]:
    """How many interactions came to each final place."""
    return {place.name: day.counts.finals[place] for place in Place if day.counts.finals[place]}


def behind(day: Day, row: Row) -> list[Row]:
    """The rows of the same interaction from a row on."""
    return [
        each
        for each in log_of(day).rows()
        if each.interaction == row.interaction and each.time >= row.time
    ]


def of_kind(day: Day, kind: Event) -> list[Row]:
    """All rows of a kind."""
    return [row for row in log_of(day).rows() if row.kind is kind]


def hit(day: Day, failure: Failure) -> set[int]:
    """The interactions that a failure happened to."""
    return {row.interaction for row in failed(day, failure) if row.interaction >= 0}
