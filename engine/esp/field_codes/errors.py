"""What is wrong with a field code."""

_SHOWN_CHARS = 40


class FieldCodeError(Exception):
    """A body cannot be read or rendered: `offset` and `length` in it, what is wrong, the cure.

    `message` is ready for an author: lower case, their words in backticks.
    """

    def __init__(
        self, offset: int, message: str, *, length: int = 0, cure: str | None = None
    ) -> None:
        super().__init__(f"{message}, at character {offset + 1}")
        self.offset = offset
        self.message = message
        self.length = length
        self.cure = cure


class Unfit(Exception):  # noqa: N818 - it says what the values of a formula are
    """An operator or a function has no result for these values. Whoever knows the place adds it."""

    def __init__(self, message: str, cure: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.cure = cure


def quoted(text: str) -> str:
    """An author's words in backticks, on one line and not too many.

    >>> quoted("<$ Contact $>"), quoted("x" * 50) == f"`{'x' * 39}…`"
    ('`<$ Contact $>`', True)
    """
    line = " ".join(text.split())
    return f"`{line}`" if len(line) <= _SHOWN_CHARS else f"`{line[: _SHOWN_CHARS - 1]}…`"
