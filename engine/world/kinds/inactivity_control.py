"""The kind `inactivity_control`."""

from typing import Annotated, ClassVar

from pydantic import Field, field_validator

from engine import directory
from engine.directory import Notices
from engine.shelf.kind import Choice, Constant, UnfitError
from engine.values import DAY, SECOND, Duration, Type
from engine.world.kind import DeclarationKind, Naming

DEFAULTS = directory.InactivityControl()


class InactivityControl(DeclarationKind):
    """Lets Chat Server end sessions in which nobody does anything.

    A participant who joins or leaves, every message, and the notices that `include_notices` says
    are activity and begin everything anew: `major` is `USER_PUSHED_URL`, `major2` `USER_CUSTOM`
    besides, `typing` what says that somebody types, `all` all of them [inferred]. After
    `timeout_alert` without any there is an alert, after `timeout_alert2` a second one if that is
    not 0s, and after `timeout_close` the session is closed with quit reason code 7. Each is a
    notice with its message; an empty message is not sent. An empty declaration has the timeouts and
    messages of Chat Server's own defaults. Without any, only asynchronous sessions end so: a Chat
    Server that is not told to stays patient [inferred default]. A chat that waits when a run begins
    was active just then [inferred].

    Example:
        chat_server {
          inactivity_control { timeout_alert = 2m   message_alert = "Are you still there?" }
          endpoints 1 { "session-WA-inbound" = inbound }
        }
        queue inbound { view gone { where = not is_online   submit = finish } }

        strategy finish (chat) { done: stop { reason = "the session has ended" } }

    Genesys:
        The section `inactivity-control` of Chat Server's options: `timeout-alert`,
        `timeout-alert2`, `timeout-close`, `message-alert`, `message-alert2`, `message-close`,
        `include-notices`, with the notices IDLE_CONTROL_ALERT and IDLE_CONTROL_CLOSE. Timeouts are
        whole seconds there.
    """

    word: ClassVar[str] = "inactivity_control"
    naming: ClassVar[Naming] = "none"
    top_level: ClassVar[bool] = False

    timeout_alert: Annotated[Duration, Constant(Type.DURATION)] = Field(
        Duration(DEFAULTS.alert_us),
        ge=Duration(SECOND),
        le=Duration(DAY),
        description="how long a session may be idle before the alert",
    )
    timeout_alert2: Annotated[Duration, Constant(Type.DURATION)] = Field(
        Duration(DEFAULTS.alert2_us),
        ge=Duration(0),
        le=Duration(DAY),
        description="how long from there to the second alert; 0s is none",
    )
    timeout_close: Annotated[Duration, Constant(Type.DURATION)] = Field(
        Duration(DEFAULTS.close_us),
        ge=Duration(SECOND),
        le=Duration(DAY),
        description="how long from the last alert to the end of the session",
    )
    message_alert: Annotated[str, Constant(Type.TEXT)] = Field(
        DEFAULTS.alert, description="what the alert says"
    )
    message_alert2: Annotated[str, Constant(Type.TEXT)] = Field(
        DEFAULTS.alert2, description="what the second alert says"
    )
    message_close: Annotated[str, Constant(Type.TEXT)] = Field(
        DEFAULTS.close, description="what the customer is told at the end"
    )

    include_notices: Annotated[Notices, Choice(tuple(Notices), tuple(Notices))] = Field(
        DEFAULTS.include_notices,
        description="which notices of strategies are activity [inferred default]",
    )

    @field_validator("timeout_alert", "timeout_alert2", "timeout_close")
    @classmethod
    def _is_in_seconds(cls, length: Duration) -> Duration:
        if length % SECOND:
            message = f"`{length}` is not a whole number of seconds"
            raise UnfitError(message, code="E232")
        return length

    def lower(self) -> directory.InactivityControl:
        """The section."""
        return directory.InactivityControl(
            alert_us=int(self.timeout_alert),
            alert2_us=int(self.timeout_alert2),
            close_us=int(self.timeout_close),
            alert=self.message_alert,
            alert2=self.message_alert2,
            close=self.message_close,
            include_notices=self.include_notices,
        )
