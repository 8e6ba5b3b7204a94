"""What blocks that play something to a caller have in common.

In: nothing. Out: the length of a prompt of which nothing is said, and the keys of a telephone.
"""

from engine.syntax.nodes import Expression, Quantity
from engine.values import SECOND

PROMPT_US = 5 * SECOND
KEYS = "0123456789*#"
"""What a caller can press."""
DIGITS_MAX = 64
"""How many digits one block can collect."""


def is_nothing(length: Expression | None) -> bool:
    """Whether a length is written and known to be zero."""
    return isinstance(length, Quantity) and not length.text.strip("0usmhd")
