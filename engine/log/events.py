"""What can stand in the event log, and what each column holds for it.

A row has nine columns: `time` in microseconds from the run's start, `kind`, `interaction`,
`block` (its index over the whole program), `port` (index in the block), `queue`, `agent`, and `a`
and `b`, whose meaning is said at each kind below. What does not apply is -1. "value" is the
integer of a value in the log's pool; "text" a value that is a text; "content" an index in the
contents of the `why` section, where alone message texts and ESP envelopes live.

An interaction that waits when the run begins was created and placed before: those rows, which
come first, have negative times.
"""

from enum import IntEnum

COLUMNS = ("time", "kind", "interaction", "block", "port", "queue", "agent", "a", "b")


class Event(IntEnum):
    """The kinds of rows."""

    CREATED = 1
    """A new interaction. a: media type (text); b: the interaction whose ESP call made it."""
    STARTED = 2
    """An activation begins. block: entry; queue: where it was pulled from; a: strategy; b: view.

    Queue and view are -1 unless a view pulled the interaction.
    """
    ENTERED = 3
    """A block is entered."""
    CONDITION = 4
    """An atomic condition was evaluated. a: its number in the block; b: 0 or 1."""
    ASSIGNED = 5
    """A variable was set. a: its name (text); b: value. block -1: the run began with it so.

    Behind CALLED, of the same block: a parameter of the subroutine."""
    ATTACHED = 6
    """Attached data was set. block -1: by a server. a: key (text); b: value."""
    LEFT = 7
    """A block is left. port: by which; a: the next block. The last block is not left: `ENDED`."""
    REQUESTED = 8
    """An ESP request left. a: the client's reference id; b: the proxy's."""
    ANSWERED = 9
    """Its answer came in time. a: client reference id; b: value, a KVList."""
    REFUSED = 10
    """Its fault came in time. a: client reference id; b: fault number."""
    TIMED_OUT = 11
    """No answer in time. a: client reference id."""
    LATE = 12
    """An answer that nobody waits for: after the time-out or the end, or never awaited. a: client
    reference id; b: value, or the fault number negated."""
    DUPLICATE = 13
    """A second answer to one request. a: client reference id; b: as LATE."""
    FOREIGN = 14
    """An answer whose reference id is not one of this client's. a: the id it carries."""
    FAULTED = 15
    """A block's own fault. b: fault number. block -1: the strategy's border, before any block."""
    RENDERED = 16
    """A standard response was rendered for the chat. a: content; b: characters."""
    SESSION_OPENED = 17
    """Chat Server opened a session of the interaction's id. a: 1 if it is to be terminated."""
    PLACED = 18
    """Into a queue. a: `Cause`; b: microseconds from the start before which no view sees it."""
    SENT = 19
    """A message was handed to the customer, or an e-mail or SMS to whom it is for. a: content; b:
    characters."""
    SEND_FAILED = 20
    """The provider refused a message. a: content; b: reason (text)."""
    SESSION_CLOSED = 21
    """A session ended. a: quit reason code."""
    CLOSE_LOST = 22
    """The close did not reach Chat Server: the session stays open."""
    SESSION_LOST = 23
    """Chat Server forgot the session."""
    KEY_DROPPED = 24
    """A key of the request's user data belongs to the system. a: key (text)."""
    SCANNED = 25
    """A view looked at its queue. a: view; b: how many it pulled.

    Looks that saw nothing are left out, and a view whose condition cannot change by the passing of
    time does not look again before something in its queue has changed.
    """
    PULLED = 26
    """A view took the interaction. a: view; b: microseconds since it was placed there."""
    SUSPENDED = 27
    """The activation waits. b: until when, -1 without end."""
    RESUMED = 28
    """It goes on."""
    LOGGED = 29
    """`log` wrote. a: text."""
    LIMIT = 30
    """A bound was met. a: 0 steps, 1 steps in total, 2 hops, 3 spawn: interactions that calls
    create in a chain."""
    ENDED = 31
    """The activation is over. block: where; -1: before any block."""
    FINAL = 32
    """The interaction came to its final place. a: `ops.Place`; b: reason (text)."""
    WROTE = 33
    """The customer of a chat wrote. a: content; b: characters."""
    HUNG_UP = 34
    """The caller hung up. block: where the activation waited; it leaves it by no port. -1: an agent
    had the call."""
    CAME_TO_NOTHING = 35
    """What was to happen could not. a: its number in `scenario.Act`; b: reason (text).

    interaction: to whom; -1 if that one had not been created. port: its place in the scenario's
    happenings, since two of them may be equal.
    """
    NOTICED = 50
    """A notice of Chat Server in a session. a: its type (text); b: content of its message, or -1.

    A message was not sent if there is none.
    """
    RESTARTED = 51
    """Chat Server has restarted. a: 1 if it keeps the sessions. interaction: -1."""
    HELD = 52
    """The interaction was put on hold: no view takes it."""
    RELEASED = 53
    """The hold is over."""
    PLAYED = 40
    """A prompt begins. a: what is played (text); b: microseconds it lasts."""
    PRESSED = 41
    """The caller pressed keys. a: which (text)."""
    COLLECTED = 42
    """A try at collecting digits is over. a: the digits (text); b: `Input`."""
    DRAWN = 43
    """A number was drawn. a: which, from 0 to 99."""
    ROUTING_TIMED_OUT = 80
    """The interaction was with its strategy for too long, and counts as not routed. block: where;
    b: microseconds."""
    TAKEN = 81
    """An agent took it, and has it now. queue: out of which; a: agent (text); b: out of which
    workbin (index in the directory). What it was not taken out of is -1."""
    STOWED = 82
    """It was put into a workbin. block: by a strategy there, -1: by its agent. a: workbin (index in
    the directory); b: owner (text)."""
    RETURN_DUE = 83
    """Interaction Server returns it if it still lies there then. queue: to which; b: when."""
    WORKED = 84
    """Its agent has done something: the handling time-out begins anew. a: agent (text)."""
    HANDLING_TIMED_OUT = 85
    """Its agent did nothing for too long, and it was revoked. a: agent (text); b: microseconds."""
    WORKBIN_TIMED_OUT = 86
    """Nobody took it out of its workbin in time. a: workbin; b: microseconds."""
    AGENT_JOINED = 87
    """An agent came into the chat's session. a: agent (text)."""
    AGENT_LEFT = 88
    """The agent left the chat's session. a: agent (text)."""
    TIMEOUT_IGNORED = 89
    """User data's `handling-timeout` is no number of minutes, or out of range. a: value."""
    CALLED = 70
    """A subroutine is called. block: the call's; a: the subroutine, in `Program.strategies`; b: how
    many subroutines now stand above the strategy. Its parameters follow, as ASSIGNED."""
    RETURNED = 71
    """A subroutine is left. block: the call's, -1 if the run began in the subroutine. a: `Return`;
    b: the results, a KVList, if it has answered; the fault number negated if it has failed; else
    -1."""
    ROUTING = 100
    """The interaction asks for an agent. block: where; a: index in `Program.routings`; b: its
    priority."""
    SELECTING = 101
    """One more target of a routing is asked. block: where; a: the routing; b: the target, its index
    over those of all routings."""
    OFFERED = 102
    """It is offered to an agent. block: where; a: agent (text); b: for which target, as
    in SELECTING."""
    ACCEPTED = 103
    """The agent accepts, and has it now. block: where; a: agent (text); b: microseconds since
    ROUTING."""
    REFUSED_OFFER = 104
    """The agent refuses. block: where; a: agent (text); b: microseconds since OFFERED."""
    WITHDRAWN = 105
    """The offer is withdrawn. block: where, -1 if the wait is over with it; a: agent (text); b:
    `Withdrawal`."""
    NO_AGENT = 106
    """Nobody has come in time. block: where; b: microseconds since ROUTING."""
    HANDLING_ENDED = 107
    """An agent of the directory has it no longer. a: agent (text); b: for how many microseconds
    they had it."""
    AGENT_STATE = 108
    """An agent of the directory is ready or not. interaction: -1; a: agent (text); b: `AgentState`.

    Whoever has no such row is ready from the beginning."""
    WRAP_UP = 109
    """An agent works on after the interaction is over. a: agent (text); b: microseconds it will
    take."""
    WRAPPED_UP = 110
    """That is done. a: agent (text); b: microseconds it took."""
    ARRIVED = 111
    """A customer of a simulation has come, with the interaction. a: index of the arrivals; b:
    number of the customer among them, from 0."""
    COMES_AGAIN = 112
    """The customer, who has given up, will come again. a: for the how many-th time; b: when."""
    REJECTED = 113
    """A queue was full. queue: which, -1 for a virtual queue; a: index of the virtual queue, -1 for
    an interaction queue; b: its capacity."""
    IMPATIENT = 114
    """How long the customer is ready to wait. b: until when."""
    TRANSFERRED = 115
    """The agent who has a call sends it back to a routing point. a: agent (text); b: the strategy
    that begins there."""
    CAME_BACK = 116
    """The customer of a chat of a simulation, whose session is over, has begun this one. b: the
    chat."""
    TUNED = 117
    """What orders it among those of its priority, where that is not simply its wait. block: where;
    a: microseconds since it was created, or that it will wait as is foretold, else 0; b: its
    service objective in microseconds, -1 if the route says none."""
    FAILED = 120
    """Something went wrong in the world (`failures.Failure`). a: its number; b: detail, as the
    failure says, else -1. interaction: whom it happened to; -1: to nobody yet, such as a window
    that begins."""
    COMPOSED = 90
    """A server has written an e-mail or an SMS: the interaction is it. a: content, its text; b:
    characters."""
    RECORD_CREATED = 91
    """UCS made a record of the interaction. a: its attributes, a KVList."""
    RECORD_UPDATED = 92
    """UCS set attributes of its record of the interaction. a: those set, a KVList."""
    SAID = 60
    """A strategy wrote into the session. a: content; b: characters."""
    CONTACT_CREATED = 61
    """UCS made a contact for the interaction. a: id (text); b: its attributes, a KVList."""
    CONTACT_UPDATED = 62
    """UCS set attributes of a contact. a: id (text); b: those set, a KVList."""
    RECORD_ENDED = 63
    """UCS marked its record of the interaction as stopped. a: 1 if deleted; b: reason (text)."""


class Cause(IntEnum):
    """Why an interaction was placed in a queue."""

    SUBMITTED = 0
    PARKED = 1
    RETURNED = 2
    """Default routing returned it to the queue it came from."""
    TIMED_OUT = 3
    """Interaction Server did, after one of its time-outs; or to the queue that a workbin names."""
    BY_AGENT = 4
    """The agent who had it placed it there."""
    NOT_TAKEN = 5
    """The agent whom it was offered to has not taken it."""
    CUT_OFF = 6
    """What went wrong with a server or its agent has cut it off from who had it (`failures`)."""


class Withdrawal(IntEnum):
    """Why an offer was withdrawn."""

    NO_ANSWER = 0
    """The agent did not answer in time."""
    AGENT_NOT_READY = 1
    """The agent is no longer ready."""
    NOT_WANTED = 2
    """Its customer has gone, or Interaction Server has taken it from its strategy."""


class AgentState(IntEnum):
    """Whether an agent can be offered anything."""

    NOT_READY = 0
    READY = 1
    LOGGED_OUT = 2
    ON_BREAK = 3


class Input(IntEnum):
    """What came of a try at collecting digits."""

    TAKEN = 0
    INVALID = 1
    """They are none of those wanted."""
    NOTHING = 2
    """The caller typed none."""


class Return(IntEnum):
    """How a subroutine was left, where nothing in it has ended all."""

    ANSWERED = 0
    FAILED = 1
    HUNG_UP = 2
    """The caller hung up, and a handler of whoever called the subroutine takes that."""


class Why(IntEnum):
    """The kinds of rows in the `why` section: `(event, kind, a, b)`."""

    ENVELOPE = 1
    """Of REQUESTED. a: content, the request's envelope as a KVList; b: content, its user data."""
    RESULT = 2
    """Of ANSWERED, LATE, DUPLICATE. a: content, `Parameters`; b: content, `UserData`."""
    FAULT_TEXT = 3
    """Of REFUSED, LATE, DUPLICATE, FAULTED, RETURNED. a: content, the FaultString."""
    MESSAGE = 4
    """Of RENDERED. a: content, the text; b: content, the name of the standard response."""
    FIELD_CODE = 5
    """Of RENDERED, else of COMPOSED or SENT. a: content, the code; b: content, what it became."""
    CHOICE = 6
    """Of REQUESTED's effects, and of CREATED for a chat that its customer started. a: content, what
    was decided; b: content, for which reason."""
    PASSED_OVER = 7
    """Of SCANNED. a: interaction; b: content, why the view did not take it: its condition.

    Once for each view and placement, however often the view looks.
    """
    PROPERTIES = 8
    """Of CREATED, for an interaction that a server submitted. a: content, its system properties as
    a KVList (InteractionType, InteractionSubtype, SubmittedBy, TenantId; ParentId of a child)."""
    CALENDAR = 9
    """Of CONDITION, and of LEFT for a block that goes by a calendar: what the clock shows and what
    decides. Never written: it follows from program and instant (`folds.calendars_asked`)."""
    HEADERS = 90
    """Of COMPOSED, and of SENT for an e-mail or SMS. a: content, its addresses and its subject as a
    KVList (From, To, Cc, Subject); b: content, its text, unless a RENDERED tells it."""
    CANDIDATE = 100
    """Of OFFERED, and of SELECTING if nobody could be asked. a: content, an agent's name; b:
    content, why this one was passed over."""
    SAVED = 60
    """Of RECORD_ENDED. a: content, the user data that is saved with the record, as a KVList."""
