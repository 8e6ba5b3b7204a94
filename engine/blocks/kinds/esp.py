"""The kind `esp`."""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar

from pydantic import Field, field_validator, model_validator

from engine.blocks.counterpart import (
    COMPOSER_PORTS,
    IRD_PORTS,
    ONLY_GREEN,
    ONLY_OUTPUT,
    Dialect,
    Drawn,
    Row,
    Sheet,
)
from engine.blocks.kind import BlockKind, Calls, Lowering, PortForm
from engine.blocks.message_objects import COMPOSER_NAMES, IRD_NAMES, message_object
from engine.blocks.operands import ServiceCall
from engine.blocks.service_objects import COMPOSER_OBJECTS, IRD_OBJECTS, Called, object_of
from engine.directory import TYPE_NAMES
from engine.ops import NO_CODE, Op
from engine.shelf.kind import Constant, Expr, Keys, Operand, UnfitError
from engine.syntax.nodes import Expression, Map, Text
from engine.values import SECOND, Duration, Type

NEVER = "never"
ALL = "all"
NONE = "none"
INTERACTION_ID = "InteractionId"
NO_END = "0, which URS takes for no end"
BEFORE_814 = (
    "Include Interaction User Data is there from Composer 8.1.4 on; before, list every key under "
    "User Data"
)


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
    given and what it answers is on its page: `routewright explain ChatService.InviteToChat`. What
    an answer carries in its `UserData` is attached to the interaction when it comes in time
    [inferred].

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
        `user_data = none`. What IRD and Composer draw as other objects is called in the same way, a
        query of a database, a web service, a custom server, a voice application: declare it as a
        `service` of that kind. In URS the time-out of a request defaults to 0, which waits for
        ever; here that is written `timeout = never`. In IRD, type 171 shows as `SocialMS`.
    """

    word: ClassVar[str] = "esp"
    ird: ClassVar[tuple[str, ...]] = (
        "External Service",
        *IRD_OBJECTS.values(),
        *IRD_NAMES,
    )
    composer: ClassVar[tuple[str, ...]] = (
        "External Service",
        *COMPOSER_OBJECTS.values(),
        *COMPOSER_NAMES,
    )

    method: Annotated[str, Constant(Type.TEXT), Operand()] = Field(
        description="service and method, joined by a dot", examples=['"ChatService.InviteToChat"']
    )
    app_name: Annotated[Expression | None, Expr(Type.TEXT)] = Field(
        None, description="the application's name", examples=['"DMS"']
    )
    app_type: Annotated[int | None, Constant(Type.INTEGER, tuple(TYPE_NAMES))] = Field(
        None,
        gt=0,
        description="the application's type, a number or a name that IRD shows, needed only "
        "without a name",
        examples=["ChatServer", "171"],
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

    @field_validator("app_type", mode="before")
    @classmethod
    def _number(cls, given: int | str | None) -> int | str | None:
        return TYPE_NAMES.get(given, given) if isinstance(given, str) else given

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
                app_name=self.app_name,
                app_type=self.app_type,
                brings=self._brings(),
                names_interaction=INTERACTION_ID in self._added(),
                timeout_us=int(self.timeout) if isinstance(self.timeout, Duration) else None,
            ),
        )

    def _brings(self) -> tuple[str, ...] | None:
        """The keys of user data that can go along, None if any can."""
        if self.user_data == ALL or not isinstance(self.with_, Map | None):
            return None
        listed = self._keys() or ()
        # With user data Interaction Server names the interaction.
        return (*listed, *self._added(), *((INTERACTION_ID,) if listed else ()))

    def _added(self) -> tuple[str, ...]:
        return (
            tuple(pair.key.text for pair in self.with_.pairs) if isinstance(self.with_, Map) else ()
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

    def in_ird(self, out: Sheet) -> tuple[Drawn, ...]:
        """An External Service, after a Multi-Attach of what `with` adds."""
        service, _, method = self.method.rpartition(".")
        other = self._other(out, Dialect.IRD, NO_END)
        if other is not None:
            return (*self._attached_before(out, "Multi-Attach", IRD_PORTS), other)
        rows = [
            Row("Application type", self._type()),
            Row("Application name", self._name(out)),
            Row("Service", service),
            Row("Method", method),
            Row("Timeout", self._seconds(out, NO_END)),
            *self._given(out, "Parameters"),
            Row("Don't send user data", "ticked" if self.user_data == NONE else "not ticked"),
            *(Row(f"Parameters out / {row.property}", row.value) for row in out.answers()),
            *(Row(f"Parameters out / {row.property}", row.value) for row in out.failures()),
        ]
        if not self.expect_response:
            rows.append(Row("Don't expect response", "ticked [inferred]"))
        ports = IRD_PORTS if self.expect_response else ONLY_GREEN
        called = Drawn(
            object="External Service", rows=tuple(rows), ports=ports, notes=tuple(self._limits())
        )
        return (*self._attached_before(out, "Multi-Attach", IRD_PORTS), called)

    def in_composer(self, out: Sheet) -> tuple[Drawn, ...]:
        """An External Service; what it sends is said key by key."""
        service, _, method = self.method.rpartition(".")
        other = self._other(out, Dialect.COMPOSER, "empty")
        if other is not None:
            return (*self._attached_before(out, "User Data", COMPOSER_PORTS), other)
        rows = [
            Row("Application", self._name(out)),
            Row("Service Name", service),
            Row("Method Name", method),
            Row("Service Timeout", self._seconds(out, "empty")),
            *self._given(out, "Method Parameters"),
            Row("Include Interaction User Data", "true" if self.user_data == ALL else "false"),
            *(Row(f"User Data / {key}", out.attached(key)) for key in self._keys() or ()),
        ]
        if self.with_ is not None:
            added = out.pairs(self.with_)
            rows += [Row(f"User Data / {row.property}", row.value) for row in added]
        rows += [Row("Result", row.value) for row in out.answers()]
        notes = [] if self.user_data != ALL else [BEFORE_814]
        if self.app_type is not None:
            shown = f"The application's type, {self.app_type}, is no property: choose it by name"
            notes.append(shown)
        if not self.expect_response:
            notes.append(
                "`expect_response = false` has no property: the block waits for an answer or its "
                "time-out, and either leads on"
            )
        ports = COMPOSER_PORTS if self.expect_response else ONLY_OUTPUT
        drawn = Drawn(object="External Service", rows=tuple(rows), ports=ports, notes=tuple(notes))
        return (drawn,)

    def _other(self, out: Sheet, dialect: Dialect, endless: str) -> Drawn | None:
        """The object that has one of its own: of a service that is no ESP server, of a message."""
        service, _, method = self.method.rpartition(".")
        ird = dialect is Dialect.IRD
        called = Called(
            kind=out.called,
            service=service,
            method=method,
            given=() if self.parameters is None else out.pairs(self.parameters),
            result=out.answers(),
            seconds=self._seconds(out, endless),
            waits=self.expect_response,
            sends=self.user_data != NONE or self.with_ is not None,
        )
        both, only = (IRD_PORTS, ONLY_GREEN) if ird else (COMPOSER_PORTS, ONLY_OUTPUT)
        ports = both if self.expect_response else only
        name = self._name(out)
        return object_of(called, dialect, ports) or message_object(called, name, dialect, ports)

    def _attached_before(
        self, out: Sheet, name: str, ports: Mapping[str, str]
    ) -> tuple[Drawn, ...]:
        """What `with` adds, in an object before that of the call."""
        if self.with_ is None:
            return ()
        note = f"`with` of `{out.label}`: unlike here, the keys stay on the interaction"
        rows = out.pairs(self.with_)
        return (Drawn(object=name, rows=rows, ports=ports, notes=(note,)),)

    def _type(self) -> str:
        if self.app_type is None:
            return "any (it only filters the list of names)"
        named = [name for name, number in TYPE_NAMES.items() if number == self.app_type]
        return f"{self.app_type} ({named[0]})" if named else str(self.app_type)

    def _name(self, out: Sheet) -> str:
        return "empty: found by its type" if self.app_name is None else out.plain(self.app_name)

    def _seconds(self, out: Sheet, endless: str) -> str:
        if isinstance(self.timeout, Duration):
            return f"{out.literal(self.timeout)} (seconds)"
        return endless

    def _given(self, out: Sheet, word: str) -> list[Row]:
        pairs = () if self.parameters is None else out.pairs(self.parameters)
        return [Row(f"{word} / {row.property}", row.value) for row in pairs]

    def _limits(self) -> Iterator[str]:
        if isinstance(self.user_data, tuple):
            keys = ", ".join(self.user_data)
            yield (
                f"IRD sends all attached data or none: it cannot send {keys} alone. Not ticked, it "
                "sends more than was proved here"
            )
        if self.user_data == NONE and self.with_ is not None:
            yield "What `with` adds is not sent while the box is ticked"
        if isinstance(self.timeout, Duration) and self.expect_response:
            yield (
                "Without a time-out of its own the call would wait as long as URS's option "
                "`request_timeout` says: 0 by default, which is for ever"
            )
        if not self.expect_response:
            yield "The request is sent, and what becomes of it is not told [inferred]"
