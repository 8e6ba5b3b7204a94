"""What is wrong with a field code."""

_SHOWN_CHARS = 40


class FieldCodeError(Exception):
    """A body cannot be read or rendered: `offset` in it, and what is wrong there.

    `message` is ready for an author: lower case, their words in backticks.
    """

    def __init__(self, offset: int, message: str) -> None:
        super().__init__(f"{message}, at character {offset + 1}")
        self.offset = offset
        self.message = message


def quoted(text: str) -> str:
    """An author's words in backticks, on one line and not too many.

    >>> quoted("<$ Contact $>"), quoted("x" * 50) == f"`{'x' * 39}…`"
    ('`<$ Contact $>`', True)
    """
    line = " ".join(text.split())
    return f"`{line}`" if len(line) <= _SHOWN_CHARS else f"`{line[: _SHOWN_CHARS - 1]}…`"
