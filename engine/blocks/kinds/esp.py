"""The kind `esp`."""

from typing import Annotated, ClassVar

from pydantic import Field, field_validator, model_validator

from engine.blocks.kind import BlockKind, Calls, Lowering, PortForm, ServiceCall
from engine.ops import NO_CODE, Op
from engine.shelf.kind import Constant, Expr, Keys, Operand, UnfitError
from engine.syntax.nodes import Expression, Map, Text
from engine.values import SECOND, Duration, Type

NEVER = "never"
ALL = "all"
NONE = "none"


class Esp(BlockKind):
    """Calls a method of an external service and waits for its answer.

    The operand names service and method; the application is found by `app_name`, or by `app_type`
    if there is no name. After `->` the answer can be read under the block's name
    (`invite.answer.Key`), after a fault what went wrong (`invite.fault.code`, `.symbol`, `.text`).
    A call without an answer in time leaves by `timeout`; an answer that comes later is traced and
    changes nothing in this strategy. The default of 30 seconds is that of the vendor's own test
    client [inferred]. With `timeout = never` the call waits for ever. With
    `expect_response = false` it leaves by `->` at once, without an answer and without a fault
    [inferred].

    The interaction's attached data goes with the request: all of it, none, or the keys listed.
    `with` adds keys, which win over attached ones of the same name [inferred]. What a method is
    given and what it answers is on its page: `routewright explain ChatService.InviteToChat`.

    Example:
        application "DMS" {
          flex_chat = true
          channel "channel-whatsapp" { media = whatsapp   business_id = "19251112222" }
        }
        chat_server { endpoints 1 { "session-WA-sendSR" = notifications } }
        queue notifications { view all { every = 10s   submit = stop_chat } }

        strategy invite (voice) {
          invite: esp("ChatService.InviteToChat") {
            app_name = "DMS"
            parameters = {
              _umsClientId: e164(ANI, "US")
              _umsBusinessId: "19251112222"
              ChatQueueKey: "1:session-WA-sendSR"
            }
            with = { OriginCall: id }
            timeout = 5s
            fault unavailable -> gone
            fault -> gone
            timeout -> gone
          } -> tell
          tell: attach { Chat = invite.answer._umsChatSessionId } -> gone
          gone: exit
        }
        strategy stop_chat (chat) { done: stop { reason = "notification sent" } }

    Genesys:
        External Service of IRD and Composer. IRD's green port is `->`; its red port is `fault`, and
        that a time-out takes it too is [inferred]. IRD sends all attached data unless the box that
        suppresses it is ticked, Composer sends none until keys are listed or all data is asked for:
        `user_data = all` is IRD's way, and a strategy brought over from Composer writes
        `user_data = none`. In URS the time-out of a request defaults to 0, which waits for ever;
        here that is written `timeout = never`. In IRD, type 171 shows as `SocialMS`.
    """

    word: ClassVar[str] = "esp"

    method: Annotated[str, Constant(Type.TEXT), Operand()] = Field(
        description="service and method, joined by a dot", examples=['"ChatService.InviteToChat"']
    )
    app_name: Annotated[Expression | None, Expr(Type.TEXT)] = Field(
        None, description="the application's name", examples=['"DMS"']
    )
    app_type: Annotated[int | None, Constant(Type.INTEGER)] = Field(
        None,
        gt=0,
        description="the application's type, needed only without a name",
        examples=["171"],
    )
    parameters: Annotated[Map | None, Expr(Type.KVLIST)] = Field(
        None, description="what the method is given, each value an expression"
    )
    user_data: Annotated[str | tuple[str, ...], Keys((ALL, NONE))] = Field(
        ALL, description="which attached data goes with the request"
    )
    with_: Annotated[Expression | None, Expr(Type.KVLIST)] = Field(
        None, alias="with", description="data for this request alone, added to the attached data"
    )
    timeout: Annotated[Duration | str, Constant(Type.DURATION, (NEVER,))] = Field(
        Duration(30 * SECOND), description="how long to wait for the answer [inferred default]"
    )
    expect_response: Annotated[bool, Constant(Type.FLAG)] = Field(
        default=True, description="`false` sends the request and goes on at once"
    )

    @field_validator("method")
    @classmethod
    def _has_service_and_method(cls, text: str) -> str:
        service, _, method = text.rpartition(".")
        if not service or not method:
            message = f'`"{text}"` does not name a service and a method'
            raise UnfitError(message, code="E217", cure='write both: `"Service.Method"`')
        return text

    @field_validator("parameters")
    @classmethod
    def _is_map(cls, parameters: Expression) -> Expression:
        # The method's signature is checked key by key before the run.
        if not isinstance(parameters, Map):
            message = "`parameters` takes a map"
            raise UnfitError(message, code="E220", cure="write `{ Key: value }`")
        return parameters

    @field_validator("timeout")
    @classmethod
    def _takes_time(cls, timeout: Duration | str) -> Duration | str:
        if isinstance(timeout, Duration) and timeout <= 0:
            message = "`timeout` must be more than 0s"
            raise UnfitError(message, cure=f"a call that may wait for ever says `{NEVER}`")
        return timeout

    @model_validator(mode="after")
    def _names_an_application(self) -> "Esp":
        if self.app_name is None and self.app_type is None:
            message = f"`{self.word}` needs `app_name` or `app_type`"
            raise UnfitError(message, code="E230", cure='write `app_name = "…"`')
        return self

    @property
    def suspends(self) -> bool:
        """Only a call that waits for its answer takes time."""
        return self.expect_response

    @property
    def fails(self) -> bool:
        """A call that does not wait never learns of a fault."""
        return self.expect_response

    @property
    def times_out(self) -> bool:
        """Whether there is an answer to wait for, and an end to waiting."""
        return self.expect_response and self.timeout != NEVER

    def effects(self) -> tuple[Calls, ...]:
        """The call."""
        service, _, method = self.method.rpartition(".")
        return (
            Calls(
                service=service,
                method=method,
                parameters=self.parameters,
                operand=Text(self.method, self.places["method"]),
                answers=self.expect_response,
            ),
        )

    def lower(self, out: Lowering) -> None:
        """One `CALL`; the next operation runs when the answer is there, or at once."""
        service, _, method = self.method.rpartition(".")
        call = ServiceCall(
            app_name=out.code(self.app_name),
            app_type=NO_CODE if self.app_type is None else out.constant(self.app_type),
            service=service,
            method=method,
            parameters=out.code(self.parameters),
            user_data=self._keys(),
            extra=out.code(self.with_),
            timeout_us=int(self.timeout) if isinstance(self.timeout, Duration) else None,
            expect_response=self.expect_response,
        )
        out.emit(Op.CALL, out.call(call))
        out.emit(Op.LEAVE, out.port(PortForm.OK))

    def _keys(self) -> tuple[str, ...] | None:
        if isinstance(self.user_data, tuple):
            return self.user_data
        return None if self.user_data == ALL else ()
