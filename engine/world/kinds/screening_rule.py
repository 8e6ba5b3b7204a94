"""The kind `screening_rule`."""

from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from engine import directory
from engine.shelf.kind import Constant, Ref, Reference, UnfitError
from engine.values import Type
from engine.world.kind import DeclarationKind, Naming


class ScreeningRule(DeclarationKind):
    """Describes a screening rule: a pattern, and the category of the messages that it fits.

    A pattern joins functions by `&&`, `||` and `!`: `Find('text')` is true if the text stands
    somewhere, `RegExFind('expression')` if a regular expression does, `RegExMatch('expression')` if
    it is everything there is. Case does not matter, unless `false` follows:
    `Find('Pacific', false)`. `RegExFind('[0-9]+', OrderId)` gives what it has found to the
    interaction as `ScrKey_OrderId`. Parentheses group, and must where `&&` and `||` meet
    [inferred]. Single quotes may stand for the double ones of the vendor's rules.

    A regular expression has `.` for any character; `\\\\d`, `\\\\w`, `\\\\s` and their opposites in
    capitals; sets `[a-z]` and `[^a-z]`; `( )`, `|`, `*`, `+`, `?`, `{2,5}`; and `^` and `$` for the
    beginning and the end of the text. A backslash, which stands twice in a text of this language,
    turns the meaning of the next sign off. What is found is the first place, and the longest text
    there [inferred]. Nothing else is known, so that each text is looked at in one pass.

    The rule looks at the subject first and then at the message, each by itself, as far as `subject`
    and `body` say.

    Example:
        category Refunds { }
        screening_rule refund {
          pattern = "Find('refund') && !RegExFind('gift cards?')"
          category = Refunds
          subject = true
        }

        strategy hello (voice) { done: exit }

    Genesys:
        A screening rule of eServices Manager (docs.genesys.com, eServices, "Screening Rule
        reference" and "Functions, Arguments, and Operators"), with the check boxes Subject and Body
        and the category that it assigns. Its header and address parts, and its place in the order
        of rules, have no counterpart: rules are tried in the order of the project.
    """

    word: ClassVar[str] = "screening_rule"
    naming: ClassVar[Naming] = "text"

    pattern: Annotated[str, Constant(Type.TEXT)] = Field(
        min_length=1,
        description="what is looked for",
        examples=["\"Find('refund') && !Find('gift card')\""],
    )
    category: Annotated[Reference | None, Ref(("category",))] = Field(
        None, description="the category of what it fits", examples=["Refunds"]
    )
    subject: Annotated[bool, Constant(Type.FLAG)] = Field(
        default=False, description="whether it looks at the subject [inferred default]"
    )
    body: Annotated[bool, Constant(Type.FLAG)] = Field(
        default=True, description="whether it looks at the message [inferred default]"
    )

    @model_validator(mode="after")
    def _looks_somewhere(self) -> "ScreeningRule":
        if not self.subject and not self.body:
            message = "the rule looks at nothing: at least one of `subject` and `body` is true"
            raise UnfitError(message, field="body")
        return self

    def lower(self) -> directory.ScreeningRule:
        """The rule."""
        return directory.ScreeningRule(
            name=self.name or "",
            pattern=self.pattern,
            category=None if self.category is None else self.category.name,
            subject=self.subject,
            body=self.body,
        )
