"""The run as a whole: its clock, its totals, the row of the test that it belongs to.

In: a run as it is seen. Out: the observations of it.
"""

from collections.abc import Mapping

from engine.log.events import Event
from engine.observations.kind import Observation, ObservationParameter, Seen, Takes, of_run
from engine.values import KVList, Time, Type, Value

TOTALS: Mapping[str, str] = {
    "messages_sent": "messages handed to customers, e-mails and SMS that went out",
    "messages_failed": "messages that the provider refused",
    "chats_created": "chats that ESP calls created",
    "chats_inbound": "chats that customers started",
    "chats_stopped": "of those that ESP calls created, stopped",
    "chats_lost_removed": "of these, lost and removed",
    "chats_queued": "of these, in a queue",
    "chats_elsewhere": "of these, anywhere else",
    "emails_created": "e-mails, SMS and work items that ESP calls created",
    "emails_stopped": "of these, stopped",
    "emails_queued": "of these, in a queue",
    "duplicate_invites": "chats that invite a customer whom the same interaction had invited",
    "duplicate_answers": "second answers to one request",
    "calls": "ESP calls",
    "calls_answered": "of these, answered in time",
    "calls_timed_out": "of these, not answered in time",
    "calls_open": "of these, not yet answered in any way",
    "faults": "ESP calls that were refused",
    "late_answers": "answers that nobody waited for any more",
    "foreign_answers": "answers to requests of somebody else",
}
"""The totals of the ledger that claims can read, each with its meaning."""


def _now(seen: Seen) -> Time:
    return Time(seen.start_us + seen.now_us)


def _chats(seen: Seen) -> int:
    return max(0, seen.interaction_count - 1)


def _contact(seen: Seen, number: int) -> KVList | None:
    return seen.contact(number)


def _total(seen: Seen, name: str) -> int:
    return seen.total(name)


def _column(seen: Seen, name: str) -> Value | None:
    return seen.column(name)


CONTACT = Observation(
    word="contact",
    text="The attributes of a contact that Universal Contact Server has: those that the project "
    "declares come first, in the order of the file, then those that calls have made. It is not "
    "there if there are fewer.",
    example='expect (contact(9).FirstName ?? "nobody") == "nobody"',
    type=Type.KVLIST,
    read=of_run(_contact),
    parameters=(ObservationParameter(name="n", takes=Takes.COUNT),),
    sure=False,
    changed_by=frozenset({Event.CONTACT_CREATED, Event.CONTACT_UPDATED}),
    written=("contact(n).Key",),
)
NOW = Observation(
    word="now",
    text="The simulated time of the instant that is looked at.",
    example="always now < 2026-01-05T09:10",
    type=Type.TIME,
    read=of_run(_now),
    changed_by=None,
)
CHATS = Observation(
    word="chats",
    text="How many interactions were created after the one that the run begins with: `chat(1)` to "
    "`chat(n)`, or `email(n)`, which is the same by a name that fits e-mails, SMS and work items.",
    example="expect chats == 1",
    type=Type.INTEGER,
    read=of_run(_chats),
    changed_by=frozenset({Event.CREATED}),
)
LEDGER = Observation(
    word="ledger",
    text="A total of the run, as `run` prints it at the end: "
    + "; ".join(f"`{name}`, {meaning}" for name, meaning in TOTALS.items())
    + ".",
    example="expect ledger.messages_sent == 1 and ledger.duplicate_invites == 0",
    type=Type.INTEGER,
    read=of_run(_total),
    keyed=True,
    changed_by=frozenset(Event) - {Event.ENTERED, Event.LEFT, Event.CONDITION, Event.SCANNED},
    written=("ledger.total",),
)
ROW = Observation(
    word="row",
    text="The value that the row of the test has in a column.",
    example='row "a mobile" { number = "+14155550123" }\nexpect ANI == row.number',
    type=Type.ANY,
    read=of_run(_column),
    keyed=True,
    changed_by=frozenset(),
    written=("row.column",),
)
