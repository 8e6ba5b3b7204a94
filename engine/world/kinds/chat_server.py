"""The kind `chat_server`."""

from typing import Annotated, ClassVar

from pydantic import Field, field_validator

from engine import directory
from engine.directory import Notices, SessionStatistics, StopAbandoned
from engine.shelf.kind import Choice, Constant, Nested, UnfitError
from engine.values import HOUR, MINUTE, SECOND, Duration, Type
from engine.world.kind import DeclarationKind, Naming, lowered

DEFAULT_NAME = "ChatServer"
IDLE_MAX = Duration(1_728_000 * SECOND)


class ChatServer(DeclarationKind):
    """Describes Chat Server: where new chats go, and who stops a chat that has ended.

    A project has at most one; without one there are no endpoints, and no chat can be created. With
    the default `never` a chat whose session has ended stays in its queue until a strategy stops it.

    A session is asynchronous if its chat has come with `GCTI_Chat_AsyncMode` "true". When nobody
    has written in it for `async_idle_alert`, the customer gets a notice, and the chat the keys
    `GCTI_Chat_AsyncStatus` 3 and `GCTI_Chat_AsyncCheckAt`, the time, which views can read; after
    `async_idle_close` more the session is closed with quit reason code 7. A customer who writes
    wakes a chat of status 1, which a strategy gives to one that sleeps, or 3: its status becomes 2
    [inferred].

    The statistics that a chat gets at the end of its session are `csg_SessionTotalTime` in seconds,
    `csg_SessionEndedReason` (QUIT, DISCONNECT, FORCE, INACTIVE), and the counts
    `csg_MessagesFromCustomersCount`, `csg_MessagesFromSystemCount`, `csg_PartiesAsAgentCount`
    [inferred names].

    Example:
        chat_server {
          stop_abandoned_interaction = never
          endpoints 1 { "session-WA-inbound" = inbound }
        }
        queue inbound { view all { every = 10s   submit = answer } }

        strategy answer (chat) { done: stop { reason = "answered" } }

    Genesys:
        The application object of Chat Server, with the options `stop-abandoned-interaction`,
        `async-idle-alert`, `async-idle-close` and `attach-session-statistics` of its section
        `settings`, the section `inactivity-control` and the sections `endpoints:…`.
    """

    word: ClassVar[str] = "chat_server"
    naming: ClassVar[Naming] = "optional"

    stop_abandoned_interaction: Annotated[
        StopAbandoned, Choice(tuple(StopAbandoned), tuple(StopAbandoned))
    ] = Field(
        StopAbandoned.NEVER,
        description="who stops the interaction when its chat has ended: Chat Server never or "
        "always, or only if no agent is in the chat (`noagents`) or ever was (`noanswer`)",
    )
    lost_after: Annotated[Duration, Constant(Type.DURATION)] = Field(
        Duration(10 * MINUTE),
        gt=Duration(0),
        description="the age from which a chat that nobody has settled counts as lost when a "
        "strategy stops it [inferred]",
    )
    async_idle_alert: Annotated[Duration, Constant(Type.DURATION)] = Field(
        Duration(24 * HOUR),
        ge=Duration(SECOND),
        le=IDLE_MAX,
        description="how long an asynchronous session may be idle before the alert",
    )
    async_idle_close: Annotated[Duration, Constant(Type.DURATION)] = Field(
        Duration(HOUR),
        ge=Duration(SECOND),
        le=IDLE_MAX,
        description="how long from the alert to the end of an asynchronous session",
    )
    attach_session_statistics: Annotated[
        SessionStatistics, Choice(tuple(SessionStatistics), tuple(SessionStatistics))
    ] = Field(
        SessionStatistics.NONE,
        description="which statistics a chat gets at the end of its session: none, those of what "
        "happened in it (`fired`), or all",
    )
    async_idle_notices: Annotated[Notices, Choice(tuple(Notices), tuple(Notices))] = Field(
        Notices.MAJOR,
        description="which notices of strategies are activity in an asynchronous session; see "
        "`inactivity_control`",
    )
    inactivity: Annotated[tuple[DeclarationKind, ...], Nested("inactivity_control")] = Field(
        (), description="when sessions end in which nobody does anything; at most one"
    )
    esp: Annotated[bool, Constant(Type.FLAG)] = Field(
        default=True,
        description="whether Interaction Server is connected to its port `ESP`, so that strategies "
        "can write into sessions",
    )
    endpoints: Annotated[tuple[DeclarationKind, ...], Nested("endpoints")] = Field(
        (), description="the endpoints, by tenant"
    )

    @field_validator("async_idle_alert", "async_idle_close")
    @classmethod
    def _is_in_seconds(cls, length: Duration) -> Duration:
        if length % SECOND:
            message = f"`{length}` is not a whole number of seconds"
            raise UnfitError(message, code="E232")
        return length

    def lower(self) -> directory.ChatServer:
        """Chat Server with the endpoints of all tenants."""
        controls = lowered(self.inactivity, directory.InactivityControl)
        return directory.ChatServer(
            name=self.name or DEFAULT_NAME,
            esp=self.esp,
            stop_abandoned_interaction=self.stop_abandoned_interaction,
            lost_after_us=int(self.lost_after),
            endpoints=lowered(self.endpoints, directory.Endpoint),
            inactivity=controls[0] if controls else None,
            async_idle_alert_us=int(self.async_idle_alert),
            async_idle_close_us=int(self.async_idle_close),
            attach_session_statistics=self.attach_session_statistics,
            async_idle_notices=self.async_idle_notices,
        )
