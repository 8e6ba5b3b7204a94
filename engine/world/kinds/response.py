"""The kind `response`."""

from typing import Annotated, ClassVar

from pydantic import Field, field_validator, model_validator

from engine import directory
from engine.limits import LIMITS
from engine.shelf.kind import Choice, Constant, UnfitError
from engine.values import Time, Type
from engine.world.kind import DeclarationKind

CONTENT_TYPES = (
    "text", "notification", "generic", "quick-replies", "single-selection-list", "interactive",
)  # fmt: skip


class Response(DeclarationKind):
    """Describes a standard response: a message that an ESP call can send by its name.

    Field codes in the body, `<$Contact.FirstName$>`, become the values that the call gives; they
    are formulas, see `explain formulas`. In all but a `text` their strings have single quotes.
    WhatsApp takes `text` and `notification`; Facebook Messenger `text`, `generic`, `quick-replies`
    and `single-selection-list`; Apple Messages for Business `text` and `interactive`; SMS `text`.
    That a response which is not approved, not yet valid or expired cannot be sent is [inferred]
    from its record.

    Example:
        response SR_queue_full {
          content_type = notification
          id = "acme@queue_full"
          body = "Hello <$Contact.FirstName$>, your ticket is <$CustomProperties.Ticket$>."
        }

        strategy hello (voice) { done: exit }

    Genesys:
        A standard response of Universal Contact Server. A notification is its structured body of
        media origin Genesys JSON, type Notification, with the ID `namespace@element_name` that the
        provider gave when it approved the template; the body is required. The name here is the
        `StandardResponseId` of a call.
    """

    word: ClassVar[str] = "response"

    content_type: Annotated[str, Choice(CONTENT_TYPES)] = Field(description="the kind of content")
    body: Annotated[str, Constant(Type.TEXT)] = Field(
        min_length=1,
        description="the message, with field codes",
        examples=['"Hello <$Contact.FirstName$>"'],
    )
    id: Annotated[str | None, Constant(Type.TEXT)] = Field(
        None,
        max_length=LIMITS.label_chars,
        description="the provider's id of an approved template",
        examples=['"acme@queue_full"'],
    )
    subject: Annotated[str | None, Constant(Type.TEXT)] = Field(
        None, max_length=LIMITS.label_chars, description="the subject"
    )
    language: Annotated[str | None, Constant(Type.TEXT)] = Field(
        None,
        min_length=1,
        max_length=LIMITS.label_chars,
        description="the language",
        examples=['"en"'],
    )
    country: Annotated[str | None, Constant(Type.TEXT)] = Field(
        None,
        min_length=1,
        max_length=LIMITS.label_chars,
        description="the country",
        examples=['"US"'],
    )
    approved: Annotated[bool, Constant(Type.FLAG)] = Field(
        default=True, description="whether it may be used"
    )
    starts: Annotated[Time | None, Constant(Type.TIME)] = Field(
        None, description="from when on it may be used"
    )
    expires: Annotated[Time | None, Constant(Type.TIME)] = Field(
        None, description="from when on it may no longer be used"
    )

    @field_validator("id")
    @classmethod
    def _is_template_id(cls, text: str) -> str:
        namespace, _, element = text.partition("@")
        if not namespace or not element:
            message = f'`"{text}"` is no template id'
            raise UnfitError(message, cure='write `"namespace@element_name"`')
        return text

    @model_validator(mode="after")
    def _starts_before_it_expires(self) -> "Response":
        if self.starts is not None and self.expires is not None and self.starts >= self.expires:
            message = "`expires` must be later than `starts`"
            raise UnfitError(message, field="expires")
        return self

    def lower(self) -> directory.StandardResponse:
        """The standard response."""
        return directory.StandardResponse(
            name=self.name or "",
            content_type=self.content_type,
            body=self.body,
            template_id=self.id,
            language=self.language,
            country=self.country,
            subject=self.subject,
            approved=self.approved,
            starts=None if self.starts is None else int(self.starts),
            expires=None if self.expires is None else int(self.expires),
        )
