"""The kind `application`."""

from typing import Annotated, ClassVar

from pydantic import Field, field_validator

from engine import directory
from engine.directory import SOCIAL_MS, TYPE_NAMES, MissingValues
from engine.shelf.kind import Choice, Constant, Nested
from engine.values import Type
from engine.world.kind import DeclarationKind, Naming, lowered


class Application(DeclarationKind):
    """Describes a server that ESP calls reach by name or by type.

    It is a Digital Messaging Server, or with `type = ContactServer` Universal Contact Server, which
    has the contacts and renders texts; of its fields only `connected` and `missing_values` mean
    something then. Chat Server is described by `chat_server`.

    A call by type finds the first connected application of that type in the order of the project
    [inferred]. Switches that the server does not have in this form are ours, to choose between
    readings of its documentation; they are marked below.

    Example:
        application "DMS" {
          flex_chat = true
          channel "channel-whatsapp" { media = whatsapp   business_id = "19251112222" }
        }

        strategy hello (voice) { done: exit }

    Genesys:
        The application object of a Digital Messaging Server, of type 171, which IRD's External
        Service shows as `SocialMS`. Its `ChatService` needs the Flex Chat protocol between this
        server and Chat Server. Universal Contact Server is of type 63.
    """

    word: ClassVar[str] = "application"
    naming: ClassVar[Naming] = "text"

    type: Annotated[int, Constant(Type.INTEGER, tuple(TYPE_NAMES))] = Field(
        SOCIAL_MS,
        gt=0,
        description="the application type: a number, or a name that IRD shows",
        examples=["ContactServer", "171"],
    )
    connected: Annotated[bool, Constant(Type.FLAG)] = Field(
        default=True, description="whether Interaction Server has a connection to it"
    )
    flex_chat: Annotated[bool, Constant(Type.FLAG)] = Field(
        default=False, description="whether it speaks the Flex Chat protocol"
    )
    strict_delivery: Annotated[bool, Constant(Type.FLAG)] = Field(
        default=False,
        description="whether a message that cannot be delivered is a fault of the call [inferred]",
    )
    opt_in_required: Annotated[bool, Constant(Type.FLAG)] = Field(
        default=False, description="whether customers must have opted in [inferred]"
    )
    facebook: Annotated[bool, Constant(Type.FLAG)] = Field(
        default=True,
        description="whether customers can be invited on Facebook Messenger, as an earlier "
        "version of the vendor's page says [inferred default]",
    )
    sms: Annotated[bool, Constant(Type.FLAG)] = Field(
        default=False, description="whether customers can be invited by SMS [inferred]"
    )
    missing_values: Annotated[MissingValues, Choice(tuple(MissingValues), tuple(MissingValues))] = (
        Field(
            MissingValues.EMPTY,
            description="what a field code without a value becomes [inferred default]",
        )
    )
    channels: Annotated[tuple[DeclarationKind, ...], Nested("channel")] = Field(
        (), description="its channels"
    )

    @field_validator("type", mode="before")
    @classmethod
    def _number(cls, given: int | str) -> int | str:
        return TYPE_NAMES.get(given, given) if isinstance(given, str) else given

    def lower(self) -> directory.Application:
        """The application with its channels."""
        return directory.Application(
            name=self.name or "",
            type=self.type,
            connected=self.connected,
            flex_chat=self.flex_chat,
            strict_delivery=self.strict_delivery,
            opt_in_required=self.opt_in_required,
            facebook=self.facebook,
            sms=self.sms,
            missing_values=self.missing_values,
            channels=lowered(self.channels, directory.Channel),
        )
