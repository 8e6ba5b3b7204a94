"""What storage and integrity complain with: errors that stand in no strategy.

In: a code, a message, a cure. Out: `SourceError`, to be raised. E5xx is storage, E6xx integrity.
"""

from pathlib import Path

from engine.diagnostics import Diagnostic, Severity, SourceError

AGAIN = "put back a copy of it, or simulate again with `--force`"
"""What helps where a file cannot be made anew from others."""


def refusal(code: str, message: str, cure: str | None = None) -> SourceError:
    """The error, to be raised."""
    found = Diagnostic(code=code, severity=Severity.ERROR, message=message, help=cure)
    return SourceError([found])


def unwritable(path: Path, error: OSError, wanted: int = 0) -> SourceError:
    """E505: a storage call has failed; `wanted` bytes were still to be written."""
    message = f"`{path.as_posix()}` cannot be written: {reason(error)}"
    if wanted:
        message += f"; {wanted:,} bytes more are needed"
    return refusal("E505", message, "what was finished before is kept; `--resume` goes on from it")


def unreadable(path: Path, error: OSError) -> SourceError:
    """E503: a file of results cannot be opened."""
    return refusal("E503", f"`{path.as_posix()}` cannot be opened: {reason(error)}")


def damaged(path: Path, what: str, cure: str | None = None, *, line: int = 0) -> SourceError:
    """E610: a file is not what was written; `line` counts from 1, 0 is none in particular."""
    place = f"`{path.as_posix()}`" + (f", line {line}" if line else "")
    return refusal("E610", f"{place}: {what}", cure or AGAIN)


def later(path: Path, found: object, known: int) -> SourceError:
    """E611: a file was written by a later version."""
    message = f"`{path.as_posix()}` has format {found}, and this version knows {known}"
    return refusal("E611", message, "read it with the version that has written it, or a later one")


def reason(error: OSError) -> str:
    """The system's words."""
    return (error.strerror or "unknown reason").lower()
