"""Every fault that a block can leave by: number, symbol, words. One table, in one order.

The first part is ESP's, in the order in which an ESP server checks a request; the first check that
fails decides. Its symbols are what an author writes in `fault SYMBOL -> block`. The second part
are the faults of a strategy's own expressions. No public source states these numbers (`FaultCode`
and `FaultString` as terms are public, and 904: Genesys Universal Routing reference,
"ObjectsUpdate"), so all others are `[inferred]` and can be changed here alone.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One row: `text` is the FaultString, to which a call may add what it concerns; `inferred`
    says that no public source states the number."""

    number: int
    symbol: str
    text: str
    meaning: str
    inferred: bool = True


ESP_FAULTS: tuple[Fault, ...] = (
    Fault(101, "missing_application", "missing application", "neither AppName nor AppType is given"),
    Fault(102, "unavailable", "application unavailable", "no connected application has this name or type"),
    Fault(103, "unknown_service", "unknown service", "the application has no such service"),
    Fault(104, "unknown_method", "unknown method", "the service has no such method"),
    Fault(201, "missing_parameter", "missing parameter", "a required parameter is missing or empty"),
    Fault(202, "wrong_type", "wrong type", "a parameter has the wrong type"),
    Fault(203, "channel_required", "channel required", "there are several channels and none is named"),
    Fault(204, "unknown_channel", "unknown channel", "`_umsChannel` names no channel of the application"),
    Fault(205, "flex_chat_required", "flex chat required", "the application does not speak Flex Chat"),
    Fault(206, "unsupported_media", "unsupported media", "the channel's media cannot be invited to"),
    Fault(207, "unknown_business_id", "unknown business id", "`_umsBusinessId` is not the channel's"),
    Fault(208, "malformed_queue_key", "malformed queue key", "`ChatQueueKey` is not `tenant:endpoint`"),
    Fault(209, "unknown_endpoint", "unknown endpoint", "Chat Server has no such tenant or endpoint"),
    Fault(210, "no_route", "no route", "no `ChatQueueKey`, and the channel has no `inbound_route_by_call`"),
    Fault(211, "bad_flag", "bad flag", "`TerminateSessionFlag` is neither true nor false"),
    Fault(212, "bad_client_id", "bad client id", "the client id cannot be used by the channel's media at all"),
    Fault(213, "unknown_notice", "unknown notice", "`NoticeType` is none that a strategy can send"),
    Fault(221, "no_interaction", "no interaction", "the request is about no interaction: user data does not go along, and `InteractionId` is not given"),
    Fault(222, "unknown_interaction", "unknown interaction", "the server has no such interaction, or no session of it"),
    Fault(223, "session_closed", "session closed", "the session of the chat has ended (`IsOnline` is 0)"),
    Fault(231, "unknown_contact", "unknown contact", "Universal Contact Server has no contact with this id"),
    Fault(241, "no_owner", "no owner", "nobody is named whose workbin it is"),
    Fault(251, "no_address", "no address", "neither the call nor the user data nor the contact says where the message goes, or it is not known from where"),
    Fault(252, "bad_address", "bad address", "a message cannot go to this address, or come from it"),
    Fault(253, "no_output_queue", "no output queue", "neither `Queue` nor the application's `output_queue` names a queue"),
    Fault(254, "no_transcript", "no transcript", "the interaction is no chat that has had a session"),
    Fault(255, "no_email", "no e-mail", "the interaction is no e-mail"),
    Fault(256, "nothing_to_send", "nothing to send", "the interaction is no message that this server has written"),
    Fault(257, "already_sent", "already sent", "the message has been sent before"),
    Fault(261, "no_record", "no record", "a service of one's own has no row for what it is asked, and no `else`"),
    Fault(271, "no_text", "no text", "there is nothing to look at: the interaction has no message, and no key of user data that is looked at holds a text"),
    Fault(272, "unknown_category", "unknown category", "Classification Server has no category of this name"),
    Fault(273, "unknown_rule", "unknown screening rule", "Classification Server has no screening rule of this name"),
    Fault(274, "bad_relevancy", "bad relevancy", "`Relevancy` is not from 1 to 100"),
    Fault(301, "response_unavailable", "standard response unavailable", "it is unknown, not approved, not yet valid or expired"),
    Fault(302, "content_type_unsupported", "content type unsupported", "the media cannot carry this content"),
    Fault(303, "rendering_failed", "rendering failed", "a field code is malformed or has no result, or a value is missing under policy `fault`"),
    Fault(401, "re_engagement", "re-engagement", "free-form content outside WhatsApp's 24 hours (provider code 131047); only with `strict_delivery`"),
    Fault(402, "no_opt_in", "no opt-in", "the customer has not opted in; only with `strict_delivery`"),
    Fault(501, "submit_failed", "submit failed", "Chat Server or Interaction Server refused the interaction"),
    Fault(504, "timeout", "timeout", "no answer in time; a port of its own, never matched by number"),
    Fault(505, "bad_reply", "bad reply", "the answer cannot be read: a key is missing, a value has another type, is far too long, or holds what no text may hold"),
    Fault(904, "no_match", "screening rule not found", "no screening rule matches, or no category is relevant enough; Classification Server 8.5 refuses such a call, 8.1 answers it (`no_match = answer`)", inferred=False),
)  # fmt: skip

STRATEGY_FAULTS: tuple[Fault, ...] = (
    Fault(281, "no_target", "no such target", "a text that `route` looks up names no agent or no group"),
    Fault(282, "queue_full", "the virtual queue is full", "`route` names a virtual queue that holds as many as its `capacity` says"),
    Fault(701, "division_by_zero", "division by zero", "a divisor was zero"),
    Fault(702, "missing_data", "missing data", "attached data that is read is not there"),
    Fault(703, "wrong_data", "wrong data", "a value has another type than its use needs"),
    Fault(704, "bad_number", "bad number", "a text is no valid number"),
    Fault(705, "overflow", "overflow", "a number left the range of integers"),
    Fault(706, "too_long", "too long", "a text or the attached data grew over its limit"),
    Fault(707, "missing_declared_data", "missing declared data", "the interaction lacks a key of the strategy's `data`"),
    Fault(708, "bad_time", "bad time", "a text is no date or time, or a time left the range of times"),
    Fault(709, "unknown_zone", "unknown time zone", "a text names no time zone"),
    Fault(710, "never_open", "never open", "a calendar is not open at any time from then on"),
    Fault(711, "subroutine_failed", "subroutine failed", "a subroutine ended by `exit(fault)`, and nothing in it had failed before"),
)  # fmt: skip

FAULTS: tuple[Fault, ...] = ESP_FAULTS + STRATEGY_FAULTS
BY_SYMBOL: dict[str, Fault] = {fault.symbol: fault for fault in FAULTS}
BY_NUMBER: dict[int, Fault] = {fault.number: fault for fault in FAULTS}

TIMEOUT = BY_SYMBOL["timeout"].number
DIVISION_BY_ZERO = BY_SYMBOL["division_by_zero"].number
MISSING_DATA = BY_SYMBOL["missing_data"].number
WRONG_DATA = BY_SYMBOL["wrong_data"].number
NO_OWNER = BY_SYMBOL["no_owner"].number
NO_TARGET = BY_SYMBOL["no_target"].number
QUEUE_FULL = BY_SYMBOL["queue_full"].number
BAD_NUMBER = BY_SYMBOL["bad_number"].number
OVERFLOW = BY_SYMBOL["overflow"].number
TOO_LONG = BY_SYMBOL["too_long"].number
SUBROUTINE_FAILED = BY_SYMBOL["subroutine_failed"].number
MISSING_DECLARED_DATA = BY_SYMBOL["missing_declared_data"].number
