"""The kind `category`."""

from typing import Annotated, ClassVar

from pydantic import Field, field_validator

from engine import directory
from engine.limits import LIMITS
from engine.shelf.kind import Constant, Ref, Reference, UnfitError
from engine.values import Type, Value
from engine.world.kind import DeclarationKind, Naming


class Category(DeclarationKind):
    """Describes a category of messages: the words that speak for it, and what it is part of.

    `Classification.Classify` looks for the words. Each is a word, a phrase, or the beginning of
    words with a star: `refund*`; case does not matter [inferred]. The share of the words that a
    message has is the category's relevancy in per cent [inferred]. A category without words is
    found by a screening rule, or holds others together. The form is ours [inferred]: Classification
    Server finds categories with a model that was trained on messages.

    Example:
        category Money { id = "ctg-1" }
        category Billing { parent = Money   words = ["invoice", "bill", "late fee", "pay*"] }
        screening_rule refund { pattern = "Find('refund')"   category = Billing }

        strategy hello (voice) { done: exit }

    Genesys:
        A category of the knowledge base in Universal Contact Server; the first of a tree is its
        root category (docs.genesys.com, eServices Manager, categories). Its id is what `CtgId` and
        `CtgId_…` carry.
    """

    word: ClassVar[str] = "category"
    naming: ClassVar[Naming] = "text"

    id: Annotated[str | None, Constant(Type.TEXT)] = Field(
        None,
        min_length=1,
        max_length=LIMITS.label_chars,
        description="its id; its name if it is left out [inferred]",
        examples=['"00001a05F5U900QW"'],
    )
    words: Annotated[tuple[Value, ...], Constant(Type.LIST)] = Field(
        (),
        description="words and phrases that speak for it",
        examples=['["invoice", "late fee", "pay*"]'],
    )
    parent: Annotated[Reference | None, Ref(("category",))] = Field(
        None, description="the category that it is part of", examples=["Money"]
    )

    @field_validator("words")
    @classmethod
    def _are_words(cls, words: tuple[Value, ...]) -> tuple[Value, ...]:
        for number, word in enumerate(words):
            if not isinstance(word, str) or not any(sign.isalnum() for sign in word):
                message = f"word {number + 1} of `words` is no text with a letter or digit"
                raise UnfitError(message, code="E232", cure='write words like `"late fee"`')
            if len(word) > LIMITS.label_chars:
                message = f"word {number + 1} of `words` is longer than {LIMITS.label_chars}"
                raise UnfitError(message, code="E232")
            if word in words[:number]:
                message = f"`{word}` stands twice in `words`"
                raise UnfitError(message, code="E210")
        return words

    def lower(self) -> directory.Category:
        """The category."""
        return directory.Category(
            name=self.name or "",
            ident=self.id or self.name or "",
            words=tuple(word for word in self.words if isinstance(word, str)),
            parent=None if self.parent is None else self.parent.name,
        )
