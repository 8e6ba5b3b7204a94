"""The kind `media`."""

from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from engine import directory
from engine.diagnostics import did_you_mean, listed
from engine.ops import EMAIL_MEDIA
from engine.shelf.kind import Constant, UnfitError
from engine.values import Duration, Type
from engine.world.kind import DeclarationKind

KNOWN = ("chat", *(media.session for media in directory.Media), *EMAIL_MEDIA)
"""The media types of which Interaction Server has interactions."""


class Media(DeclarationKind):
    """Describes what Interaction Server has of a media type that differs from its own options.

    Example:
        interaction_server { media whatsappsession { handling_timeout = 10m } }

        strategy answer (chat) { done: stop { reason = "answered" } }

    Genesys:
        A value of the business attribute Media Type, with the option `handling-timeout`.
    """

    word: ClassVar[str] = "media"
    top_level: ClassVar[bool] = False

    handling_timeout: Annotated[Duration, Constant(Type.DURATION)] = Field(
        ge=Duration(directory.HANDLING_MIN_US),
        le=Duration(directory.HANDLING_MAX_US),
        description="how long an agent who has such an interaction may do nothing with it",
    )

    @model_validator(mode="after")
    def _is_known(self) -> "Media":
        if self.name not in KNOWN:
            message = f"`{self.name}` is no media type of a chat, an e-mail or a work item"
            cure = did_you_mean(self.name or "", KNOWN) or f"there are {listed(KNOWN)}"
            raise UnfitError(message, cure=cure)
        return self

    def lower(self) -> directory.MediaOptions:
        """What differs."""
        return directory.MediaOptions(media=self.name or "", handling_us=int(self.handling_timeout))
