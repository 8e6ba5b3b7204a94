"""One customer of a log, and of nobody else."""

from engine.folds.records import records
from engine.log.events import Event
from engine.log.model import EventLog
from engine.scenario import Act
from engine.values import MINUTE
from tests.helpers.following import following
from tests.helpers.runs import Story, at, run_text

CENTRE = """
param business_number = "19251112222"
application "DMS" {
  flex_chat = true
  channel "wa" { media = whatsapp   business_id = business_number   inbound_route = "1:in" }
}
chat_server { endpoints 1 { "send" = sent   "in" = waiting } }
response hello { content_type = notification   id = "acme@hello"   body = "Hello" }
queue sent {
  view done { where = not is_online   every = 1s   submit = over }
  view lost { where = is_online and age > 10m   every = 1m   submit = over }
}
queue waiting
strategy over (chat) { gone: stop { reason = "sent" } }
strategy line (voice) {
  on fault -> bye
  invite: esp("ChatService.InviteToChat") {
    app_name = "DMS"
    parameters = {
      _umsClientId: ANI
      _umsBusinessId: business_number
      StandardResponseId: "hello"
      ChatQueueKey: "1:send"
      TerminateSessionFlag: "true"
    }
    timeout -> bye
  } -> bye
  bye: disconnect { reason = "invited" }
}
"""


def story() -> Story:
    """A call makes a chat; its customer comes back with another one."""
    writes = at(MINUTE, Act.CUSTOMER_WRITES, "hi")
    return run_text(CENTRE, strategy="line", ani="+14155550123", happenings=(writes,))


def followed(run: Story, identity: str) -> EventLog:
    log = following(run.log, identity, tuple(each.name for each in run.program.strategies))
    assert log is not None
    return log


def whom(run: Story, log: EventLog) -> set[str | None]:
    return {record.interaction for record in records(run.program, log)}


def test_a_call_is_followed_with_what_its_calls_made() -> None:
    run = story()

    assert whom(run, followed(run, "voice-1")) == {"voice-1", "chat-2"}


def test_what_was_made_is_followed_back_to_the_call() -> None:
    run = story()

    assert list(followed(run, "chat-2").rows()) == list(followed(run, "voice-1").rows())


def test_who_comes_by_themself_is_followed_alone() -> None:
    run = story()

    assert whom(run, followed(run, "chat-3")) == {"chat-3"}


def test_each_event_keeps_its_reasons() -> None:
    run = story()

    before = [record for record in records(run.program, run.log) if record.interaction == "chat-2"]
    after = [
        record
        for record in records(run.program, followed(run, "voice-1"))
        if record.interaction == "chat-2"
    ]

    assert [(each.kind, each.because) for each in after] == [
        (each.kind, each.because) for each in before
    ]


def test_the_strategy_that_began_is_named() -> None:
    run = story()

    assert followed(run, "chat-2").head["strategy"] == "line"
    assert followed(run, "chat-3").head["strategy"] == ""


def test_nobody_of_that_name_is_none() -> None:
    run = story()

    for name in ("voice-9", "voice-2", "chat-1", "", "voice-"):
        assert following(run.log, name, ()) is None


def test_looks_that_passed_it_over_are_kept_and_others_are_not() -> None:
    run = story()

    kept = [row for row in followed(run, "chat-3").rows() if row.kind is Event.SCANNED]

    assert kept == []
