"""What a trace says of what goes wrong in the world.

In: a record. Out: `Item`s; `FAILURES` is the part of `sentences` that tells of them.
"""

from collections.abc import Callable, Mapping

from engine.failures import Failure, Refused
from engine.folds.records import Record
from engine.log.events import Event
from engine.report.items import Item, say
from engine.report.styled import Style
from engine.values import Duration

SENTENCES: Mapping[Failure, str] = {
    Failure.CHAT_SERVER_DOWN: "Chat Server is down",
    Failure.CHAT_SERVER_RESTART: "Chat Server has lost the session in its restart",
    Failure.LOST_CLOSE: "the close of the session does not arrive",
    Failure.CHAT_SERVER_FAILOVER: "another Chat Server has the sessions, under its own name",
    Failure.ESP_TIMEOUT: "the request is lost on its way",
    Failure.ESP_LOST_REPLY: "the request is executed, and its answer is lost on its way",
    Failure.ESP_LATE: "the answer will come after the time-out, {after} after the request",
    Failure.ESP_FAULT: "the request is refused whatever it asks for: fault {detail}",
    Failure.ESP_REPEATED: "the request arrives twice, and is executed once",
    Failure.ESP_DUPLICATE: "the answer will come twice",
    Failure.ESP_FOREIGN: "the answer will be marked as somebody else's",
    Failure.ESP_SLOW: "the answer will come {after} later",
    Failure.ESP_MALFORMED: "the answer will be unreadable",
    Failure.SESSION_UNNOTICED: "the session ends and nobody is told",
    Failure.SESSION_LOST: "Chat Server forgets the session",
    Failure.ENDS_IN_STRATEGY: "the customer leaves while the strategy waits",
    Failure.ENDS_WHEN_OFFERED: "the customer leaves at the very instant of the offer",
    Failure.ENDS_WITH_AGENT: "the customer leaves the agent",
    Failure.AGENT_LOGS_OUT_OFFERED: "the agent who is asked is about to log out",
    Failure.AGENT_LOGS_OUT_HANDLING: "the agent logs out with it",
    Failure.AGENT_LOGS_OUT_WRAPPING: "the agent logs out in wrap-up",
    Failure.AGENT_TOGGLES: "agents turn not ready and ready again",
    Failure.CAPACITY_CHANGED: "agents have less room",
    Failure.SKILLS_CHANGED: "agents have lost their skills",
    Failure.AGENTS_ABSENT: "agents are not there",
    Failure.INTERACTION_SERVER_RESTART: "Interaction Server restarts",
    Failure.NOTICES_DROPPED: "nobody is told what happens in queues",
    Failure.STALE_STATES: "the agent is not what routing takes them for",
    Failure.CLOCK_SKEW: "Chat Server's clock is wrong by {after}",
    Failure.CHANNEL_UNKNOWN: "Digital Messaging Server does not know the channel",
    Failure.DMS_DOWN: "Digital Messaging Server is down",
    Failure.DMS_SLOW: "Digital Messaging Server answers {after} later",
    Failure.DELIVERY_REFUSED: "the provider refuses the message: {reason}",
    Failure.DELIVERY_FAILED: "the message does not arrive, though the provider has taken it",
    Failure.RECEIPT_LOST: "the provider will never say so",
    Failure.RECEIPT_TWICE: "the provider says once more that it could not deliver the message",
    Failure.SURGE: "many times as many come",
    Failure.SILENCE: "nobody comes",
    Failure.QUEUE_DISABLED: "the queue is disabled",
    Failure.HOLIDAYS_MISSING: "strategies know no holidays",
    Failure.HOURS_MISSING: "strategies know no opening hours",
    Failure.SWIZZLE: "servers stop one after another",
    Failure.NOBODY_THERE: "no agent comes",
    Failure.NO_CAPACITY: "no agent has room for anything",
}


def _failed(record: Record, _: object) -> list[Item]:
    failure, detail = Failure(record.number("failure")), record.number("detail")
    reasons = {int(reason): reason.name.lower().replace("_", " ") for reason in Refused}
    told = SENTENCES[failure].format(
        detail=detail, after=Duration(max(detail, 0)), reason=reasons.get(detail, "")
    )
    return [say((told, Style.BAD))]


FAILURES: Mapping[Event, Callable[[Record, object], list[Item]]] = {Event.FAILED: _failed}
