"""Files to sources: the only place that opens what authors name.

In: a path and the name its author knows it by. Out: a `Source`, or findings: what is no regular
file, too large (its size is asked for before it is read) or no UTF-8 is not looked at any further.
"""

import os
import stat
from pathlib import Path
from typing import TextIO

from engine.diagnostics import Findings
from engine.limits import LIMITS, Limits
from engine.source import Source

SUFFIX = ".strat"
BYTE_ORDER_MARK = "\ufeff"

O_NONBLOCK = getattr(os, "O_NONBLOCK", 0)
O_BINARY = getattr(os, "O_BINARY", 0)

MARKS_OF_OTHERS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


def load(path: Path, *, name: str, findings: Findings, limits: Limits = LIMITS) -> Source | None:
    """The text of a file, or None with the reason among the findings.

    E503 what cannot be opened, E502 what is no regular file, E402 what is too large, E102 what is
    no UTF-8. A byte order mark at the start is dropped.
    """
    data = _read(path, name, findings, limits)
    return None if data is None else source_of(data, name=name, findings=findings)


def source_of(data: bytes, *, name: str, findings: Findings) -> Source | None:
    """A text that has been read already, under the same rules for its characters."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        findings.error("E102", None, *_undecodable(name, data, error.start))
        return None
    if _looks_wide(data):
        findings.error("E102", None, f"{_shown(name)} is not UTF-8", "it looks like UTF-16")
        return None
    return Source(_shown(name), text.removeprefix(BYTE_ORDER_MARK))


def files_of(path: Path, findings: Findings, *, below: bool = False) -> list[Path]:
    """The `*.strat` files of a folder, sorted by name; for a file, the file itself.

    `below` asks for those of the folders inside too. Nothing, with E503, if there is no such path
    or it cannot be looked into.
    """
    shown = _shown(str(path))
    try:
        if not path.is_dir():
            path.lstat()
            return [path]
        inside = path.rglob(f"*{SUFFIX}") if below else path.glob(f"*{SUFFIX}")
        return sorted(inside, key=lambda file: os.fsencode(file.as_posix()))
    except (OSError, ValueError) as error:
        findings.error("E503", None, f"cannot open {shown}: {_reason(error)}")
        return []


def lines_of(path: Path, *, name: str, findings: Findings) -> TextIO | None:
    """A file to be read line by line, whatever its size; None with the reason in the findings.

    E503 what cannot be opened, E502 what is no regular file. A byte order mark at the start is
    dropped; text that is no UTF-8 raises UnicodeDecodeError when it is read.
    """
    descriptor = _opened(path, name, findings)
    if descriptor is None:
        return None
    return os.fdopen(descriptor, encoding="utf-8-sig", newline="")


def _opened(path: Path, name: str, findings: Findings) -> int | None:
    """The descriptor of a regular file."""
    shown = _shown(name)
    if shown != name:
        findings.error("E503", None, f"the name {shown} is not valid text", "rename the file")
        return None
    try:
        # Not blocking: opening a pipe that nobody writes to would otherwise wait for ever.
        descriptor = os.open(path, os.O_RDONLY | O_NONBLOCK | O_BINARY)
    except (OSError, ValueError) as error:
        if isinstance(error, PermissionError) and path.is_dir():
            findings.error("E502", None, f"{shown} is not a regular file", "name a file")
        else:
            findings.error("E503", None, f"cannot open {shown}: {_reason(error)}")
        return None
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return descriptor
    os.close(descriptor)
    findings.error("E502", None, f"{shown} is not a regular file", "name a file")
    return None


def _read(path: Path, name: str, findings: Findings, limits: Limits) -> bytes | None:
    descriptor = _opened(path, name, findings)
    if descriptor is None:
        return None
    shown = _shown(name)
    with os.fdopen(descriptor, "rb") as file:
        size = os.fstat(descriptor).st_size
        # One byte more than allowed: a file may have grown since it was asked for its size.
        data = b"" if size > limits.source_bytes else file.read(limits.source_bytes + 1)
    if max(size, len(data)) > limits.source_bytes:
        findings.error(
            "E402",
            None,
            f"{shown} has {max(size, len(data)):,} bytes",
            f"a file has at most {limits.source_bytes:,}; split it and import the parts",
        )
        return None
    return data


def _undecodable(name: str, data: bytes, offset: int) -> tuple[str, str]:
    other = next((known for mark, known in MARKS_OF_OTHERS if data.startswith(mark)), None)
    message = f"{_shown(name)} is not UTF-8: byte 0x{data[offset]:02X} at offset {offset:,}"
    looks = f"it looks like {other}; " if other else ""
    return message, f"{looks}save the file as UTF-8"


def _looks_wide(data: bytes) -> bool:
    # UTF-16 or UTF-32 without a mark: every second byte, or more, of Latin text is NUL.
    return data.count(0) * 3 > len(data)


def _shown(name: str) -> str:
    """A name with what cannot be written down escaped."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder"
    if isinstance(error, PermissionError):
        return "no permission"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return "its name cannot be a file's name"
