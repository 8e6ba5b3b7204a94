"""`has_category`: whether a message was found to belong to a category."""

from engine.functions import pairs
from engine.functions.kind import Function, FunctionParameter, pure
from engine.values import Type


def has_category(categories: str, name: str, relevancy: int = 1) -> bool:
    """Whether a list of categories has one with this name, relevant enough.

    `Classification.Classify` answers such a list as `Categories`: `name:relevancy|name:relevancy`.
    Names are compared letter for letter.

    Example:
        >>> has_category("Billing:75|Refunds:20", "Refunds", 50)
        False

    Genesys:
        `containsCategoryName` of Composer, which looks into the result of its Classify block
        (docs.genesys.com, Composer Help, Classify Interaction); the relevancy is [inferred].
    """
    found = pairs.of_key(categories, name)
    enough = relevancy <= 0 or pairs.size(found.value) >= pairs.size(str(relevancy))
    return found is not pairs.NO_PAIR and enough


FUNCTION = Function(
    name="has_category",
    parameters=(
        FunctionParameter(
            name="categories", type=Type.TEXT, meaning="the list, as `name:relevancy|…`"
        ),
        FunctionParameter(name="name", type=Type.TEXT, meaning="the category's name"),
        FunctionParameter(
            name="relevancy", type=Type.INTEGER, default=1,
            meaning="how relevant it must be at least, in per cent",
        ),
    ),
    result=Type.FLAG,
    evaluate=pure(has_category),
    doc=has_category.__doc__ or "",
    known_as=("containsCategoryName",),
)  # fmt: skip
