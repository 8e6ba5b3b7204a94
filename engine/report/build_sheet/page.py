"""A build sheet as a page: Markdown that reads well as plain text.

In: titles, rows, notes. Out: lines. What an author copies stands indented by four spaces, where
Markdown leaves every character as it is.
"""

from collections.abc import Iterable, Sequence
from textwrap import wrap

COLUMNS = 100
WIDE = 44
"""Where values begin at the latest; a longer property has its value on the next line."""
INDENT = "    "


def heading(level: int, text: str) -> list[str]:
    """A heading with an empty line behind it."""
    return [f"{'#' * level} {one_line(text)}", ""]


def paragraph(text: str) -> list[str]:
    """Wrapped text with an empty line behind it."""
    return [*wrap(one_line(text), COLUMNS, break_long_words=False, break_on_hyphens=False), ""]


def rows(pairs: Iterable[tuple[str, str]], sign: str = "  ") -> list[str]:
    """Properties and values below one another, with an empty line behind them.

    >>> rows([("Service", "ChatService"), ("Method", "InviteToChat")])
    ['    Service  ChatService', '    Method   InviteToChat', '']
    """
    listed = [(one_line(name), one_line(value)) for name, value in pairs]
    if not listed:
        return []
    width = max((len(name) for name, _ in listed if len(name) <= WIDE), default=WIDE)
    lines: list[str] = []
    for name, value in listed:
        if len(name) > width:
            lines += [f"{INDENT}{name}", f"{INDENT}{' ' * width}{sign}{value}"]
        else:
            lines.append(f"{INDENT}{name.ljust(width)}{sign}{value}".rstrip())
    return [*lines, ""]


def notes(texts: Sequence[str]) -> list[str]:
    """A list with an empty line behind it."""
    lines: list[str] = []
    for text in texts:
        lines += wrap(
            one_line(text), COLUMNS, initial_indent="- ", subsequent_indent="  ",
            break_long_words=False, break_on_hyphens=False,
        )  # fmt: skip
    return [*lines, ""] if lines else []


def spoken(shown: str) -> str:
    """A numbered block inside a sentence, where Markdown would take `5.` for a list.

    >>> spoken("5. sorry")
    '`sorry` (5)'
    """
    number, _, name = shown.partition(". ")
    return f"`{name}` ({number})"


def one_line(text: str) -> str:
    r"""A text without line breaks.

    >>> one_line("a\nb")
    'a\\nb'
    """
    return text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
