"""The kind `contact`."""

from typing import Annotated, ClassVar

from pydantic import Field, field_validator

from engine import directory
from engine.limits import LIMITS
from engine.shelf.kind import Constant, UnfitError
from engine.values import Duration, KVList, Type
from engine.world.kind import DeclarationKind, Naming


class Contact(DeclarationKind):
    """Describes a customer: attributes, and on a channel consent and when the customer last wrote.

    It is named by the client id that a call gives as `_umsClientId`: for WhatsApp a phone number,
    for Apple Messages for Business a conversation's id. WhatsApp takes free text within 24 hours
    after the customer's last message, and only approved notifications later; exactly 24 hours is
    too late [inferred]. A customer who is not described has not opted in and never wrote.

    The attributes are what Universal Contact Server has of the customer, whose ids are `contact-1`
    and so on in the order of the file; a phone number by which the customer is described is the
    attribute `PhoneNumber` too [inferred]. Answers attach them to interactions, so that none of
    them is a key of the system, such as `ContactId` or `IsOnline`.

    Example:
        application "DMS" {
          channel "channel-whatsapp" { media = whatsapp   business_id = "19251112222" }
        }
        contact "+14155550123" {
          channel = "channel-whatsapp"
          opt_in = true
          last_inbound = 2h
          attributes = { FirstName: "Ana"   LastName: "Gomez" }
        }

        strategy hello (voice) { done: exit }

    Genesys:
        What Universal Contact Server, the business and the messaging provider know of a customer.
        The form is ours [inferred].
    """

    word: ClassVar[str] = "contact"
    naming: ClassVar[Naming] = "text"

    channel: Annotated[str | None, Constant(Type.TEXT)] = Field(
        None,
        min_length=1,
        max_length=LIMITS.label_chars,
        description="the channel's name; every channel if it is left out",
        examples=['"channel-whatsapp"'],
    )
    opt_in: Annotated[bool, Constant(Type.FLAG)] = Field(
        default=False, description="whether the customer has agreed to be written to"
    )
    last_inbound: Annotated[Duration | None, Constant(Type.DURATION)] = Field(
        None,
        ge=Duration(0),
        description="how long before the run's start the customer last wrote; never if left out",
        examples=["2h"],
    )

    attributes: Annotated[KVList, Constant(Type.KVLIST)] = Field(
        KVList(),
        description="what Universal Contact Server knows of the customer",
        examples=['{ FirstName: "Ana" }'],
    )

    @field_validator("attributes")
    @classmethod
    def _are_texts(cls, attributes: KVList) -> KVList:
        for key, value in attributes:
            if not isinstance(value, str) or not value:
                message = f"the attribute `{key}` takes a text that is not empty"
                raise UnfitError(message, code="E220", cure="leave out what is not known")
        return attributes

    def lower(self) -> directory.Contact:
        """The customer."""
        return directory.Contact(
            client_id=self.name or "",
            channel=self.channel,
            opt_in=self.opt_in,
            last_inbound_ago_us=None if self.last_inbound is None else int(self.last_inbound),
            attributes=self.attributes,
        )
