"""Laws of drawn e-mail processes: written, queued, sent, stopped, in any order and number."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from engine.folds.records import Record, records
from engine.log.events import Event, Why
from engine.pipeline import run
from engine.scenario import Scenario
from engine.values import KVList
from tests.graph.projects import built

SERVERS = """
application "Mail" { type = EmailServer   address = "help@example.com"   output_queue = outgoing }
application "Texts" { type = GenericServer   address = "+19251112222"   output_queue = outgoing }
application "IXN" { type = InteractionServer }
application "UCS" { type = ContactServer }
response SR { content_type = text   body = "It has come, <$Interaction.Subject$>." }
"""
CALLS = (
    ("Email.Acknowledgement", "Mail", 'StandardResponseId: "SR"'),
    ("Email.Autoresponse", "Mail", 'StandardResponseId: "SR"   Queue: "outgoing"'),
    ("Email.CreateNotification", "Mail", 'StandardResponseId: udata.None ?? "none"'),
    ("Email.CreateEmailOut", "Mail", 'Text: "x"   To: udata.FromAddress'),
    ("Email.Forward", "Mail", 'To: "x@partner.example"'),
    ("Email.Redirect", "Mail", "To: udata.Subject"),
    ("Email.Send", "Mail", 'Subject: "<$Interaction.ToAddress$>"'),
    ("Sms.Create", "Texts", 'Text: "x"   To: "+14155550123"'),
    ("Sms.Send", "Texts", ""),
    ("InteractionServer.SubmitNewInteraction", "IXN", 'Queue: "outgoing"   MediaType: "workitem"'),
    ("OMInteractions.StopInteraction", "UCS", 'Delete: "true"'),
    ("OMInteractions.CreateInteraction", "UCS", ""),
)
"""Methods with parameters that do or do not fit what the strategy has."""
DATA = KVList(
    [("Subject", "Where"), ("FromAddress", "ana@example.com"), ("ToAddress", "shop@example.com")]
)


def strategy(name: str, calls: list[int], end: str) -> str:
    """A strategy that makes calls one after the other, whatever becomes of each."""
    blocks = []
    for at, number in enumerate(calls):
        method, application, parameters = CALLS[number]
        following = f"c{at + 1}" if at + 1 < len(calls) else "end"
        given = f"   parameters = {{ {parameters} }}" if parameters else ""
        blocks.append(
            f'  c{at}: esp("{method}") {{ app_name = "{application}"{given}\n'
            f"    fault -> {following}   timeout -> {following} }} -> {following}\n"
        )
    head = "  data { Subject: text   FromAddress: text }\n  on fault -> end\n"
    # What comes without the data is stopped too.
    return f"strategy {name} (email) {{\n{head}{''.join(blocks)}  end: {end}\n}}\n"


@st.composite
def processes(draw: st.DrawFn) -> str:
    """A process of two strategies, of which the second gets what is in the output queue."""
    some = st.lists(st.integers(0, len(CALLS) - 1), max_size=4)
    end = draw(st.sampled_from(["stop", "queue(parked)"]))
    queues = "queue outgoing { view all { every = 1s   submit = post } }\nqueue parked { }\n"
    first, second = draw(some), draw(some)
    return f"{SERVERS}{queues}{strategy('first', first, 'stop')}{strategy('post', second, end)}"


def told(text: str) -> tuple[list[Record], str]:
    # A chain may go on: each of the second strategy's e-mails can write more of them.
    scenario = Scenario(strategy="first", data=DATA, horizon_us=5_000_000)
    finished = run(built(text), scenario)
    return records(finished.program, finished.log), finished.log.events_hash()


def of(found: list[Record], kind: Event) -> list[Record]:
    return [record for record in found if record.kind is kind]


@given(processes())
def test_a_drawn_process_keeps_every_interaction_and_repeats_to_the_byte(text: str) -> None:
    found, digest = told(text)

    assert told(text)[1] == digest
    created = [record.interaction for record in of(found, Event.CREATED)]
    ended = [record.interaction for record in of(found, Event.FINAL)]
    assert len(set(created)) == len(created)
    assert len(set(ended)) == len(ended)
    assert {*ended} <= {*created}
    placed = of(found, Event.PLACED)
    submitted = [each.interaction for each in placed if each.text("cause") == "submitted"]
    assert submitted == created[1:]


@given(processes())
def test_a_child_of_a_drawn_process_has_a_parent_that_was_there_before(text: str) -> None:
    found, _ = told(text)

    seen: set[str] = set()
    for record in of(found, Event.CREATED):
        for why in record.whys(Why.PROPERTIES):
            properties = why.details["properties"]
            assert isinstance(properties, KVList)
            parent = properties.get("ParentId")
            assert parent is None or parent in seen
            subtype = str(properties.get("InteractionSubtype"))
            assert parent is not None or subtype == "InboundNew"
        seen.add(record.interaction or "")


@given(processes())
def test_a_drawn_process_sends_a_letter_once_and_deletes_no_parents_record(text: str) -> None:
    found, _ = told(text)

    written = {record.interaction for record in of(found, Event.COMPOSED)}
    parents: set[object] = set()
    sent: Counter[str] = Counter()
    asked: dict[str, str] = {}
    for record in found:
        name = record.interaction or ""
        for why in record.whys(Why.PROPERTIES):
            properties = why.details["properties"]
            if isinstance(properties, KVList):
                parents.add(properties.get("ParentId"))
        for why in record.whys(Why.ENVELOPE):
            envelope = why.details["envelope"]
            if isinstance(envelope, KVList):
                asked[name] = str(envelope.get("Method"))
        if record.kind is Event.SENT and asked[name] == "Send":
            sent[name] += 1
        if record.kind is Event.RECORD_ENDED and record.get("deleted"):
            assert name not in parents
    assert {*sent} <= written
    assert max(sent.values(), default=0) <= 1
