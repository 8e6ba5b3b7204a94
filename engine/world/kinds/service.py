"""The kind `service`."""

from typing import Annotated, ClassVar

from pydantic import Field, field_validator

from engine.directory import TYPE_NAMES
from engine.services import THIRD_PARTY_SERVER, ServiceKind
from engine.shelf.kind import Choice, Constant, Expr, Keys, Nested
from engine.syntax.nodes import Expression
from engine.values import Duration, Type
from engine.world.kind import DeclarationKind, Naming


class Service(DeclarationKind):
    """Declares a service of your own, with what it takes, what it answers, and simulated answers.

    It is named `Service.Method`, as `esp(...)` calls it. ESP is open: a server of one's own, a
    database, a web service, a voice application all take a request and answer it. What is declared
    is checked wherever it is called, and answers the call in every run, 50 ms later unless
    `latency` says otherwise. Every application of the type `application_type` offers it, or the one
    that `application` names.

    What it answers stands in `answers`, a value for a key that is always the same, a type for one
    that is not. With `by` it is a table: a `row` is named by a value of that parameter and says
    what is answered then, `else` what is answered to any other value; without an `else` that is
    fault 261, `no_record` [inferred]. Without `by` there is one answer, and `else` says what
    `answers` leaves open. A row and `else` can say `fault = unavailable` or `fault = 904` instead,
    with `fault_text = "…"` for its FaultString, and `latency = 40s` for a slow answer; a key of the
    answer with such a name is written in quotes. A test changes any of it with
    `answer("Service.Method") = …`.

    Example:
        application "CRM" { type = ThirdPartyServer }
        service "Orders.Lookup" {
          kind = database
          parameters { OrderId: text }
          answers { Status: text   Total = 0 }
          by = OrderId
          row "A-1042" { Status = "shipped"   Total = 5 }
          row "A-1043" { fault = unavailable }
          else { Status = "unknown" }
        }
        service "Vips.Check" { answers { Vip = "no" } }

        strategy greet (voice) {
          on fault -> done
          on timeout -> done
          look: esp("Orders.Lookup") {
            app_name = "CRM"
            parameters = { OrderId: "A-1042" }
          } -> tell
          tell: log("order is " + look.answer.Status) -> done
          done: exit
        }

    Genesys:
        A server built with the Open Media Platform SDK, of type Third Party Server or Third Party
        Application, that Composer's External Service calls; and, by `kind`, what IRD and Composer
        draw as Database Wizard and DB Data, Web Service, Play Application, IVR and Custom Server.
        There, what a method takes and answers must be known beforehand and nothing checks it; the
        system variable `WebServiceStubbing` answers from a stub there.
    """

    word: ClassVar[str] = "service"
    naming: ClassVar[Naming] = "text"

    kind: Annotated[ServiceKind, Choice(tuple(ServiceKind), tuple(ServiceKind))] = Field(
        ServiceKind.ESP, description="what it is there, and so which object is drawn for a call"
    )
    application: Annotated[str | None, Constant(Type.TEXT)] = Field(
        None,
        min_length=1,
        description="the one application that offers it",
        examples=['"CRM"'],
    )
    application_type: Annotated[int, Constant(Type.INTEGER, tuple(TYPE_NAMES))] = Field(
        THIRD_PARTY_SERVER,
        gt=0,
        description="the type of the applications that offer it, if none is named",
        examples=["ThirdPartyServer", "23"],
    )
    parameters: Annotated[tuple[DeclarationKind, ...], Nested("parameters")] = Field(
        (), description="what a call gives it"
    )
    optional: Annotated[tuple[str, ...], Keys()] = Field(
        (), description="the parameters that a call may leave out"
    )
    answers: Annotated[tuple[DeclarationKind, ...], Nested("answers")] = Field(
        (), description="what it answers"
    )
    attaches: Annotated[tuple[str, ...], Keys()] = Field(
        (), description="the keys of its answer that are attached to the interaction"
    )
    latency: Annotated[Duration | None, Constant(Type.DURATION)] = Field(
        None, gt=Duration(0), description="how long it takes to answer", examples=["80ms"]
    )
    by: Annotated[Expression | None, Expr()] = Field(
        None, description="the parameter by whose value a row is found", examples=["OrderId"]
    )
    rows: Annotated[tuple[DeclarationKind, ...], Nested("row")] = Field(
        (), description="what is answered to one value of that parameter"
    )
    otherwise: Annotated[tuple[DeclarationKind, ...], Nested("else")] = Field(
        (), description="what is answered to any other value"
    )

    @field_validator("application_type", mode="before")
    @classmethod
    def _number(cls, given: int | str) -> int | str:
        return TYPE_NAMES.get(given, given) if isinstance(given, str) else given
