"""The exit codes: a contract with scripts. It never depends on the output's format."""

from collections.abc import Sequence
from enum import IntEnum

from engine.diagnostics import Diagnostic, SourceError


class Exit(IntEnum):
    """Why a command ended."""

    FINE = 0
    FAILED = 1
    """The answer is no: a test failed, a file is not in canonical form."""
    USAGE = 2
    SOURCE = 3
    DATA = 4
    LIMIT = 5
    STORAGE = 6
    INTEGRITY = 7
    """Results are not what was written, or not of what is being simulated."""
    STRATEGY_FAULT = 8
    """With `--strict`: a strategy ended by a fault that nothing handles."""
    WORKER = 9
    """A worker process ended before its time."""
    INTERNAL = 70
    INTERRUPTED = 130
    CLOSED_PIPE = 141
    TERMINATED = 143


def exit_of(diagnostics: Sequence[Diagnostic]) -> int:
    """The code for what was found: fine unless there is an error among it."""
    error = SourceError(list(diagnostics))
    return error.exit_code if any(d.severity == "error" for d in diagnostics) else Exit.FINE


def exit_of_days(diagnostics: Sequence[Diagnostic]) -> int:
    """The same where strategies have run: their own faults, which are told only where they are not
    forgiven, come before goals that are missed."""
    code = exit_of(diagnostics)
    faulted = any(d.severity == "error" and d.code.startswith("E7") for d in diagnostics)
    return Exit.STRATEGY_FAULT if faulted and code in (Exit.USAGE, Exit.FAILED) else code
