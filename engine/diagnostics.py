"""What is wrong with an author's text, said at its place: the one way a stage complains.

A stage collects everything it finds in `Findings`, goes on as far as it can, and raises
`SourceError` once. Messages are lower case, without a full stop, quote the author's words in
backticks and leave the cure to `help`; they never carry the words of a library.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from engine.codes import CODES
from engine.limits import LIMITS
from engine.source import Span


class Severity(StrEnum):
    """An error stops the stage, a warning is shown and the work goes on."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Note:
    """A second place that a diagnostic speaks of."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding: its code of `codes.CODES`, its place (none for a whole command), its cure."""

    code: str
    severity: Severity
    message: str
    span: Span | None = None
    help: str | None = None
    notes: tuple[Note, ...] = ()

    @property
    def order(self) -> tuple[str, int, str, str]:
        """Sort key: file, offset, code, message. Independent of who found it first."""
        name, start = (self.span.source.name, self.span.start) if self.span else ("", 0)
        return name, start, self.code, self.message


class EnoughError(Exception):
    """Raised by findings that were asked to end the work once they are full."""


@dataclass(slots=True)
class Findings:
    """Collects diagnostics; the same code at the same place is kept once.

    With `ending` the error that makes them full raises `EnoughError`: for a stage of many small
    steps, each of which would have to ask.
    """

    found: dict[tuple[str, int, str, str], Diagnostic] = field(default_factory=dict)
    ending: bool = False
    _errors: int = 0

    def error(
        self,
        code: str,
        span: Span | None,
        message: str,
        help: str | None = None,  # noqa: A002 - the word that the author reads
        notes: Iterable[Note] = (),
    ) -> None:
        """Adds an error."""
        self.add(Severity.ERROR, code, span, message, help, notes)

    def warning(
        self,
        code: str,
        span: Span | None,
        message: str,
        help: str | None = None,  # noqa: A002
        notes: Iterable[Note] = (),
    ) -> None:
        """Adds a warning."""
        self.add(Severity.WARNING, code, span, message, help, notes)

    def add(
        self,
        severity: Severity,
        code: str,
        span: Span | None,
        message: str,
        help: str | None,  # noqa: A002
        notes: Iterable[Note],
    ) -> None:
        """Adds a diagnostic of either severity; `code` must stand in `codes.CODES`."""
        if code not in CODES:
            raise KeyError(code)
        diagnostic = Diagnostic(
            code=code, severity=severity, message=message, span=span, help=help, notes=tuple(notes)
        )
        kept = self.found.setdefault(diagnostic.order, diagnostic)
        if kept is diagnostic and severity is Severity.ERROR:
            self._errors += 1
            if self.ending and self._errors > LIMITS.diagnostics:
                raise EnoughError

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(sorted(self.found.values(), key=lambda diagnostic: diagnostic.order))

    @property
    def errors(self) -> list[Diagnostic]:
        """The errors, sorted."""
        return [diagnostic for diagnostic in self if diagnostic.severity is Severity.ERROR]

    @property
    def has_errors(self) -> bool:
        """Whether there is an error; costs nothing, however much was found."""
        return self._errors > 0

    @property
    def full(self) -> bool:
        """Whether there are more than can be shown at once, so that looking further is idle."""
        return len(self.found) > LIMITS.diagnostics

    def raise_errors(self) -> None:
        """Raises `SourceError` with everything found if there is an error among it."""
        if self.has_errors:
            raise SourceError(list(self))


OF_SOURCES = frozenset(
    {"E303", "E304", "E305", "E306", "E307", "E310", "E311", "E312"}
)  # fmt: skip
"""Mistakes of data that stand in a source: whatever it concerns, a mistake there is one of it."""
OF_BOTH = frozenset({"E302", "E308", "E309"})
"""Mistakes that can stand in a source, which they then name, as well as in a command."""


EXITS = (
    ("4", 5), ("5", 6), ("1", 3), ("2", 3), ("3", 4), ("6", 7), ("8", 9), ("9", 1),
)  # fmt: skip
"""The exit code for each class of codes, the most telling first."""


class SourceError(Exception):
    """The author's text cannot be used; `diagnostics` are sorted and hold at least one error."""

    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        super().__init__("; ".join(f"{d.code} {d.message}" for d in diagnostics))
        self.diagnostics = diagnostics

    @property
    def exit_code(self) -> int:
        """5 if a limit is among the errors, else 6 storage, 3 source, 4 data, 7 integrity,
        9 worker, 1 a goal; else 2."""
        errors = [d for d in self.diagnostics if d.severity is Severity.ERROR]
        classes = {"1" if _of_source(d) else d.code[1] for d in errors}
        for digit, code in EXITS:
            if digit in classes:
                return code
        return 2


def _of_source(diagnostic: Diagnostic) -> bool:
    named = diagnostic.span is not None
    return diagnostic.code in OF_SOURCES or (named and diagnostic.code in OF_BOTH)


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """The help text naming the nearest known words, or None if nothing is near.

    >>> did_you_mean("quee", ["queue", "stop"])
    'did you mean `queue`?'
    """
    names = " or ".join(f"`{name}`" for name in nearest(word, known))
    return f"did you mean {names}?" if names else None


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """The known words, two at most, that a word resembles, the nearest first.

    >>> nearest("quee", ["queue", "stop"])
    ['queue']
    """
    # Imported here: most checks end without a finding and need not pay for it.
    from difflib import get_close_matches

    folded = {name.casefold(): name for name in sorted(known)}
    return [folded[near] for near in get_close_matches(word.casefold(), list(folded), n=2)]


def listed(words: Iterable[str]) -> str:
    """Words for a message, each in backticks, in the order given.

    >>> listed(["true", "false"])
    '`true`, `false`'
    """
    return ", ".join(f"`{word}`" for word in words)
