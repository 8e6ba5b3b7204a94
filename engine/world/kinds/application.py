"""The kind `application`."""

from typing import Annotated, ClassVar

from pydantic import Field, field_validator

from engine import directory
from engine.directory import SOCIAL_MS, TYPE_NAMES, MissingValues, NoMatch
from engine.limits import LIMITS
from engine.shelf.kind import Choice, Constant, Nested, Ref, Reference
from engine.values import Type
from engine.world.kind import DeclarationKind, Naming, lowered


class Application(DeclarationKind):
    """Describes a server that ESP calls reach by name or by type.

    It is a Digital Messaging Server, or with `type = ContactServer` Universal Contact Server, which
    has the contacts and renders texts; of its fields only `connected` and `missing_values` mean
    something then. With `type = ThirdPartyServer` it is a server of your own, which offers what
    `service` declares. With `type = ClassificationServer` it is Classification Server, which has
    every `category` and `screening_rule` of the project. E-mail Server (`EmailServer`) and an SMS
    Server (`GenericServer` [inferred]) write from `address`, and what they have written waits in
    `output_queue`. Chat Server is described by `chat_server`.

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
        server and Chat Server. Universal Contact Server is of type 63, E-mail Server of 64,
        Interaction Server of 111. `output_queue` is what Output Queue is in Composer's blocks for
        e-mails and SMS, where a block leaves it out [inferred].
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
    no_match: Annotated[NoMatch, Choice(tuple(NoMatch), tuple(NoMatch))] = Field(
        NoMatch.FAULT,
        description="what Classification Server does when nothing fits: it refuses the call with "
        "904 as release 8.5 (`fault`), or answers as 8.1 (`answer`)",
    )
    address: Annotated[str | None, Constant(Type.TEXT)] = Field(
        None,
        min_length=1,
        max_length=LIMITS.label_chars,
        description="what it writes from: an e-mail address, or a telephone number [inferred]",
        examples=['"help@example.com"'],
    )
    output_queue: Annotated[Reference | None, Ref(("queue",))] = Field(
        None, description="where what it has written waits to be sent [inferred]"
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
            no_match=self.no_match,
            address=self.address,
            output_queue=None if self.output_queue is None else self.output_queue.name,
            channels=lowered(self.channels, directory.Channel),
        )
