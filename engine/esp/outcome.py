"""What an ESP method answers: a refusal, or results with the effects that the run is to apply.

In: what a method has decided. Out: frozen data; nothing here acts. Effects are applied in their
order at the instant of the request, before the answer is sent.
"""

from dataclasses import dataclass, field
from typing import TypeAlias

from engine.esp.letter import Letter
from engine.faults import BY_SYMBOL
from engine.values import KVList

LOGGED_OUT = 0
"""Quit reason code of a session that its customer has left (docs.genesys.com, eServices Chat,
reporting codes)."""
REMOVED_BY_SERVER = 5
"""Quit reason code of a session that a server ended for a reason of the system (docs.genesys.com,
eServices Chat, reporting codes); that a close by flag carries it is [inferred]."""
INACTIVE = 7
"""Quit reason code of a session in which nobody did anything (docs.genesys.com, eServices Chat,
reporting codes)."""
DELIVERY_STATUS = "_umsDeliveryStatus"
"""The key of user data that a failed delivery sets to `DELIVERY_FAILED` [inferred]."""
DELIVERY_FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSession:
    """Chat Server opens a session; its id is the interaction's.

    `terminate` says that the session is to end as soon as it has served its purpose.
    """

    interaction_id: str
    media: str
    terminate: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Submit:
    """A server submits the interaction into a queue.

    It is created with that, unless `OpenSession` did so before. `family` is `chat`, and `media` the
    session's media type, or `email` with one of its media. `interaction_type` is the direction:
    `Inbound` or `Outbound`. `parent` is the id of the interaction whose child it becomes. `dropped`
    are the keys of the request's user data that were not passed on, each once, in their order.
    """

    interaction_id: str
    family: str
    media: str
    queue: str
    tenant: int
    submitted_by: str
    interaction_type: str
    interaction_subtype: str
    user_data: KVList
    dropped: tuple[str, ...] = ()
    parent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compose:
    """A server has written a letter, which the interaction is from now on.

    `response` is the standard response that was rendered for it, if one was, `codes` are its field
    codes with what each became, in their order.
    """

    interaction_id: str
    letter: Letter
    response: str | None
    codes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliver:
    """A server hands a letter out: the one that the interaction is (`own`), or one about it.

    `response` and `codes` as in `Compose`, of what is rendered for it now.
    """

    interaction_id: str
    letter: Letter
    own: bool
    response: str | None = None
    codes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Send:
    """The channel hands a rendered standard response to the provider.

    `codes` are the field codes with what each became, in their order. `failure` is None if the
    message is delivered, else why it is not; the session lives on, and the new interaction's user
    data gets `DELIVERY_STATUS`.
    """

    interaction_id: str
    response: str
    text: str
    codes: tuple[tuple[str, str], ...]
    failure: str | None
    channel: str
    client_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Close:
    """Chat Server ends the session with a quit reason code."""

    interaction_id: str
    code: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """Chat Server puts a message of the strategy into an open session."""

    interaction_id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notify:
    """Chat Server puts a notice into an open session; `text` may be empty."""

    interaction_id: str
    notice: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateContact:
    """Universal Contact Server makes a contact."""

    contact_id: str
    attributes: KVList


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateContact:
    """Universal Contact Server sets attributes of a contact."""

    contact_id: str
    attributes: KVList


@dataclass(frozen=True, slots=True, kw_only=True)
class EndRecord:
    """Universal Contact Server marks its record of an interaction as stopped, or deletes it.

    `user_data` is saved with it.
    """

    interaction_id: str
    reason: str
    delete: bool
    user_data: KVList


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepRecord:
    """Universal Contact Server sets attributes of its record of an interaction.

    `created` says that there was no record before.
    """

    interaction_id: str
    attributes: KVList
    created: bool


Acting: TypeAlias = OpenSession | Submit | Send | Compose | Deliver | Close | Say | Notify
"""What Interaction Server, Chat Server, a channel, or a server that sends letters does."""
Keeping: TypeAlias = CreateContact | UpdateContact | KeepRecord | EndRecord
"""What Universal Contact Server does."""
Effect: TypeAlias = Acting | Keeping


@dataclass(frozen=True, slots=True)
class Note:
    """A choice that a server made, and for which reason: the `why` of a trace."""

    what: str
    because: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Event3rdServerFault: FaultCode and FaultString; `after_us` and `notes` as in `Success`."""

    number: int
    text: str
    after_us: int | None = field(default=None, repr=False)
    notes: tuple[Note, ...] = field(default=(), repr=False)


def refusal(symbol: str, what: str) -> Refusal:
    """A fault of the table with what it concerns.

    >>> refusal("missing_parameter", "_umsClientId")
    Refusal(number=201, text='missing parameter: _umsClientId')
    """
    fault = BY_SYMBOL[symbol]
    return Refusal(fault.number, f"{fault.text}: {what}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Success:
    """Event3rdServerResponse: its two result lists, the effects in order, the choices made.

    `after_us` is how long the server takes to answer, None if as long as any other.
    """

    parameters: KVList
    user_data: KVList
    effects: tuple[Effect, ...] = ()
    notes: tuple[Note, ...] = ()
    after_us: int | None = None

    @property
    def result(self) -> KVList:
        """What a strategy reads as the answer: `Parameters` before `UserData`, so they win.

        >>> Success(parameters=KVList([("a", 1)]), user_data=KVList([("a", 2)])).result.get("a")
        1
        """
        return self.parameters.with_pairs(self.user_data)


Outcome: TypeAlias = Refusal | Success


class Refused(Exception):  # noqa: N818 - the fault of a simulated server, not an error of ours
    """A check failed; `refusal` is the answer. Raised by checks, caught by `dispatch`."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.text)
        self.refusal = refusal
