"""What is wrong with the pattern of a screening rule.

In: what a parser has found. Out: `PatternError` with the place inside the pattern.
"""


class PatternError(Exception):
    """A pattern cannot be read; `offset` and `length` are characters of the pattern."""

    def __init__(
        self, message: str, *, offset: int, length: int = 1, cure: str | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.length = length
        self.cure = cure
