"""Seeds as options write them.

In: a text. Out: a number.
"""

from engine.cli.options import stray
from engine.streams import SEED_MAX


def read_seed(text: str) -> int:
    """A seed. Raises `SourceError` with E308."""
    if text.isascii() and text.isdigit() and len(text) <= len(str(SEED_MAX)):
        seed = int(text)
        if seed <= SEED_MAX:
            return seed
    raise stray("E308", f"`{text}` is no seed", "a seed is a whole number from 0 to 2^63 - 1")
