"""Writing files whole or not at all.

In: a path and text. Out: the file, replaced in one step. What goes wrong is a diagnostic.
"""

import os
import stat
import tempfile
from pathlib import Path

from engine.cli.options import stray

MODE = 0o666
"""Of a file that was not there, less what the process's mask takes away."""


def write_whole(path: Path, text: str) -> None:
    """Writes a text in UTF-8 with LF line ends beside the file, then puts it in its place.

    The file keeps its mode; a link keeps pointing to its file. Raises `SourceError`: E502 for what
    is there and is no file, E503 for what cannot be written.
    """
    refuse_special(path)
    target = Path(os.path.realpath(path))
    try:
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else MODE & ~_mask()
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:100]}.")
        beside = Path(name)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            beside.chmod(mode)
            beside.replace(target)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise stray("E503", f"`{path}` cannot be written: {_words(error)}") from error


def refuse_special(path: Path) -> None:
    """Raises `SourceError` with E502 for a device, a pipe, a folder: putting a file in the place of
    one would take it away from everybody."""
    if os.path.exists(path) and not os.path.isfile(path):  # noqa: PTH110, PTH113 - these never raise
        raise stray("E502", f"`{path}` is not a regular file")


def _mask() -> int:
    """The process's mask; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _words(error: OSError) -> str:
    return (error.strerror or "unknown reason").lower()
