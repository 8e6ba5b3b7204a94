"""The shares of calls, sessions, messages, offers that go wrong, as fields.

In: what `faults` and `during` say. Out: `Planned`s, one for each field that is given.
"""

from typing import Annotated

from pydantic import Field

from engine.failures import Failure
from engine.world.failure_values import Planned, happens
from engine.world.kind import DeclarationKind


class Shares(DeclarationKind):
    """Base of what says how often things go wrong: always, or while something else lasts."""

    lost_close: Annotated[Planned | None, happens(Failure.LOST_CLOSE)] = Field(
        None,
        description="closes by `TerminateSessionFlag` that do not arrive: the session stays open",
    )
    esp_timeout: Annotated[Planned | None, happens(Failure.ESP_TIMEOUT)] = Field(
        None, description="ESP calls that never arrive"
    )
    esp_lost_reply: Annotated[Planned | None, happens(Failure.ESP_LOST_REPLY)] = Field(
        None, description="ESP calls that are executed, and whose answer is lost"
    )
    esp_late: Annotated[Planned | None, happens(Failure.ESP_LATE)] = Field(
        None, description="answers that come after the time-out, by `after`"
    )
    esp_fault: Annotated[Planned | None, happens(Failure.ESP_FAULT)] = Field(
        None, description="ESP calls that are refused: with `fault`, or any one"
    )
    esp_repeated: Annotated[Planned | None, happens(Failure.ESP_REPEATED)] = Field(
        None, description="ESP calls that arrive twice, and are executed once"
    )
    esp_duplicate: Annotated[Planned | None, happens(Failure.ESP_DUPLICATE)] = Field(
        None, description="answers that come twice"
    )
    esp_foreign: Annotated[Planned | None, happens(Failure.ESP_FOREIGN)] = Field(
        None, description="answers that are marked as somebody else's"
    )
    esp_slow: Annotated[Planned | None, happens(Failure.ESP_SLOW)] = Field(
        None, description="answers that come later, by `after`, and overtake each other"
    )
    esp_malformed: Annotated[Planned | None, happens(Failure.ESP_MALFORMED)] = Field(
        None, description="answers that cannot be read: fault `bad_reply`"
    )
    channel_unknown: Annotated[Planned | None, happens(Failure.CHANNEL_UNKNOWN)] = Field(
        None, description="calls to Digital Messaging Server whose channel it does not know"
    )
    delivery_refused: Annotated[Planned | None, happens(Failure.DELIVERY_REFUSED)] = Field(
        None, description="messages that the provider refuses at once: for `because`, or any reason"
    )
    delivery_failed: Annotated[Planned | None, happens(Failure.DELIVERY_FAILED)] = Field(
        None, description="messages that do not arrive; the provider says so `after` a time"
    )
    receipt_lost: Annotated[Planned | None, happens(Failure.RECEIPT_LOST)] = Field(
        None, description="of these, about which the provider never says it"
    )
    receipt_twice: Annotated[Planned | None, happens(Failure.RECEIPT_TWICE)] = Field(
        None, description="of these, about which the provider says it twice"
    )
    session_unnoticed: Annotated[Planned | None, happens(Failure.SESSION_UNNOTICED)] = Field(
        None,
        description="sessions whose customer leaves or is idle, and whose end nobody is told of",
    )
    session_lost: Annotated[Planned | None, happens(Failure.SESSION_LOST)] = Field(
        None, description="sessions that Chat Server forgets `after` a time"
    )
    ends_in_strategy: Annotated[Planned | None, happens(Failure.ENDS_IN_STRATEGY)] = Field(
        None, description="chats whose customer leaves `after` the strategy has begun to wait"
    )
    ends_when_offered: Annotated[Planned | None, happens(Failure.ENDS_WHEN_OFFERED)] = Field(
        None, description="offers at whose very instant the customer leaves"
    )
    ends_with_agent: Annotated[Planned | None, happens(Failure.ENDS_WITH_AGENT)] = Field(
        None, description="chats whose customer leaves `after` an agent has got them"
    )
    agent_logs_out_offered: Annotated[Planned | None, happens(Failure.AGENT_LOGS_OUT_OFFERED)] = (
        Field(None, description="offers whose agent logs out, `after` a time")
    )
    agent_logs_out_handling: Annotated[Planned | None, happens(Failure.AGENT_LOGS_OUT_HANDLING)] = (
        Field(None, description="what agents log out with, `after` they have got it")
    )
    agent_logs_out_wrapping: Annotated[Planned | None, happens(Failure.AGENT_LOGS_OUT_WRAPPING)] = (
        Field(None, description="wrap-ups in which the agent logs out")
    )
    stale_states: Annotated[Planned | None, happens(Failure.STALE_STATES)] = Field(
        None,
        description="offers to agents who are not ready in fact, as routing hears `after` a time",
    )
