"""The instructions of a program: a closed set of operations and of expression codes.

Kinds lower to operations, expressions to codes; the executor knows these two lists and no kind.
Both live in flat arrays of integers, so that a program can be hashed, cached and sent to a worker.

An operation is four integers `[op, a, b, c]`; an unused place is 0. An expression is a run of
pairs `[code, argument]` that ends with `END`; jumps are counted in pairs from the next pair.
"""

from enum import IntEnum

OP_WIDTH = 4
CODE_WIDTH = 2


class Op(IntEnum):
    """What a block does. `port` is the index of one of the block's ports, `code` an expression."""

    LET = 1
    """slot, code: set a variable that the author did not name; not logged."""
    SET = 2
    """slot, code, name: set a variable."""
    ATTACH = 3
    """key, code: set a key of the interaction's attached data. `key` is a text value."""
    BRANCH = 4
    """code, port, port: leave by the first port if true, by the second if false; the second may be
    `NO_PORT`, then the next operation runs."""
    LEAVE = 5
    """port: leave the block."""
    CALL = 6
    """call: send an ESP request. One that expects an answer suspends the activation: when the
    answer is there, the next operation runs; a fault or a time-out takes the block's handlers
    instead. One that expects none does not suspend; the next operation runs at once."""
    WAIT = 7
    """code: suspend for a duration; when it is over, the next operation runs."""
    LOG = 8
    """code: write a text to the trace."""
    PARK = 9
    """queue, code: move into an interaction queue, invisible to views before the time that the
    duration `code` gives (`NO_CODE`: at once visible). Ends the activation."""
    STOP = 10
    """code: stop the interaction for the reason that `code` gives. Ends the activation."""
    DISCONNECT = 11
    """code: disconnect the call, with a reason. Ends the activation."""
    ENTER = 12
    """strategy: go on with another strategy; nothing returns."""
    EXIT = 13
    """End the activation: a call goes to its default destination, a chat back to its queue."""
    DEFAULT_ROUTE = 14
    """As `EXIT`, written by the author."""
    PLAY = 15
    """code, code: play a prompt, a text, to the caller for a duration; the activation is suspended
    meanwhile, and then the next operation runs."""
    COLLECT = 16
    """collection: play a prompt and wait for the caller's digits, which suspends the activation.
    When they are there, the next operation runs; a port of its own takes digits that are none of
    those wanted, the handler of time-outs a caller who types nothing."""
    DRAW = 17
    """slot: draw a number from 0 to 99 into a variable that the author did not name."""
    CALL_SUBROUTINE = 18
    """calling: run a subroutine, in a frame of its own, with the arguments of a `Calling`; when it
    returns, the next operation runs, or the block's handlers take the fault it returned by."""
    RETURN = 19
    """code: leave a subroutine with its outputs, a KVList, as the answer of the caller's block."""
    RETURN_FAULT = 20
    """Leave a subroutine by the fault port of the caller's block, with the latest fault of the
    subroutine's run, or fault `subroutine_failed` if there was none."""
    WORKBIN = 21
    """stow: put the interaction into a workbin of an owner. Ends the activation."""
    ROUTE = 22
    """routing: ask for an agent, and suspend the activation until one has the interaction, which
    ends it. The handler of time-outs takes a wait that is over, that of faults a name that is
    nobody's."""


NO_PORT = -1
NO_CODE = -1


class Code(IntEnum):
    """What an expression does to its stack of values. `pop b, pop a` reads from the top."""

    END = 0
    CONST = 1
    """value: push a constant."""
    SLOT = 2
    """slot: push a variable."""
    READ = 3
    """`Reading`: push what the interaction or the clock says."""
    DATA = 4
    """key: push attached data, or MISSING."""
    ANSWER = 5
    """block: push the KVList that the call of this block answered."""
    FAULT_CODE = 6
    """block: push the number of the fault that the call of this block ended with."""
    FAULT_SYMBOL = 7
    FAULT_TEXT = 8
    KEY = 9
    """key: pop a KVList, push the value of its first pair with this key, or MISSING."""
    NEEDED = 10
    """Fault `missing_data` if the top is MISSING."""
    OR_ELSE = 11
    """jump: pop the top if it is MISSING, else jump."""
    OF_TYPE = 12
    """tag: fault `wrong_data` unless the top has this tag. Where the checker could not know."""
    JUMP_FALSE = 13
    """jump: jump if the top is false, keeping it; else pop it."""
    JUMP_TRUE = 14
    """jump: jump if the top is true, keeping it; else pop it."""
    NOT = 15
    NEGATE = 16
    ADD = 17
    """Integers, durations, time and duration; texts and lists are joined."""
    SUBTRACT = 18
    MULTIPLY = 19
    DIVIDE = 20
    """Rounds towards zero, as URS's integer arithmetic; a duration by a duration is an integer."""
    MODULO = 21
    """The remainder of `DIVIDE`: it has the sign of the dividend."""
    EQUAL = 22
    UNEQUAL = 23
    LESS = 24
    LESS_EQUAL = 25
    GREATER = 26
    GREATER_EQUAL = 27
    IN = 28
    """pop a list, pop a value: push whether the list holds it."""
    NOT_IN = 29
    FUNCTION = 30
    """function << 8 | count: pop arguments, push the result of a function of `functions`."""
    LIST = 31
    """count: pop members, push a list."""
    KVLIST = 32
    """count: pop `count` pairs of a text and a value, push a KVList. A list gives repeated keys."""
    ATOM = 33
    """number: note the outcome of an atomic condition of this block in the log."""


class Reading(IntEnum):
    """The read-only names, in the order in which `READ` numbers them."""

    ANI = 0
    DNIS = 1
    ID = 2
    MEDIA = 3
    AGE = 4
    TIME_IN_QUEUE = 5
    IS_ONLINE = 6
    SESSION_KNOWN = 7
    QUEUE = 8
    NOW = 9
    PRIORITY = 10
    RECEIVED_AT = 11
    PLACED_IN_QUEUE_AT = 12
    MOVED_TO_QUEUE_AT = 13
    ABANDONED_AT = 14
    INTERACTION_TYPE = 15
    INTERACTION_SUBTYPE = 16
    SUBMITTED_BY = 17
    PARENT_ID = 18
    EXTERNAL_ID = 19
    TENANT = 20
    SUBMITTED_AT = 21
    SUBMITTED_TO_ROUTER_AT = 22
    DELIVERED_AT = 23
    HELD_AT = 24
    IS_HELD = 25
    STATE = 26


class Family(IntEnum):
    """The families of media; session media such as `whatsappsession` belong to `CHAT`."""

    VOICE = 0
    CHAT = 1
    EMAIL = 2


EMAIL_MEDIA = ("email", "sms", "workitem")
"""The media types without a session: that an SMS which a strategy writes, and a work item, are of
the family `EMAIL` is [inferred]."""


def family_of(media: str) -> Family:
    """The family of a media type; one that is not known belongs to chats.

    >>> family_of("voice"), family_of("sms"), family_of("whatsappsession")
    (<Family.VOICE: 0>, <Family.EMAIL: 2>, <Family.CHAT: 1>)
    """
    if media == "voice":
        return Family.VOICE
    return Family.EMAIL if media in EMAIL_MEDIA else Family.CHAT


def is_whatsapp(media: str) -> bool:
    """Whether a media type is that of WhatsApp sessions.

    >>> is_whatsapp("whatsappsession"), is_whatsapp("smssession")
    (True, False)
    """
    return media == "whatsappsession"


class Place(IntEnum):
    """Where an interaction is. Exactly one at any time; from `STOPPED` on it is final."""

    QUEUED = 0
    RUNNING = 1
    IN_WORKBIN = 2
    HANDLED = 3
    """An agent has it."""
    STOPPED = 4
    DISCONNECTED = 5
    LOST_REMOVED = 6
    DEFAULT_ROUTED = 7
    ABANDONED = 8
    FAULTED = 9
    REJECTED = 10
    """The queue that it was put into was full."""


FIRST_FINAL = Place.STOPPED
