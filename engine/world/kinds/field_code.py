"""The kind `field_code`."""

from typing import Annotated, ClassVar

from pydantic import Field

from engine import directory
from engine.shelf.kind import Constant
from engine.values import Type
from engine.world.kind import DeclarationKind, Naming


class FieldCode(DeclarationKind):
    """Gives a name to a text with field codes, for use in standard responses as `<$name$>`.

    Its text may use other custom codes, but not itself. It is found by exactly its name, which
    begins with no object such as `Contact`, and in formulas too if it consists of names joined by
    dots [inferred].

    Example:
        field_code "my.agent.signature" {
          text = "<$Agent.FullName$>, <$If(IsAm(Now()), 'good morning', 'good day')$>"
        }
        response SR_signed {
          content_type = text
          body = "Dear <$Contact.FirstName$>, <$my.agent.signature$>"
        }

        strategy hello (voice) { done: exit }

    Genesys:
        A custom field code of eServices Manager or Designer. Its name has at most 64 characters and
        holds neither `<$` nor `$>`.
    """

    word: ClassVar[str] = "field_code"
    naming: ClassVar[Naming] = "text"

    text: Annotated[str, Constant(Type.TEXT)] = Field(
        min_length=1,
        description="what stands in its place, with field codes",
        examples=['"<$Agent.FullName$>"'],
    )

    def lower(self) -> directory.FieldCode:
        """The custom field code."""
        return directory.FieldCode(name=self.name or "", text=self.text)
