"""Writing files whole or not at all, and folders of files.

In: a path and text. Out: the file, replaced in one step. What goes wrong is a diagnostic.
"""

import os
import shutil
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path

from engine.cli.options import stray

MODE = 0o666
"""Of a file that was not there, less what the process's mask takes away."""
FOLDER_MODE = 0o777
"""The same of a folder."""


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


def write_folder(path: Path, texts: Mapping[str, str]) -> None:
    """Makes a folder with a file for each text, by name; the folder is there when all of them are.

    Raises `SourceError`: E501 if something of this name is there, E503 for what cannot be written.
    """
    refuse_existing(path)
    try:
        beside = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}."))
        try:
            for name, text in texts.items():
                (beside / name).write_text(text, encoding="utf-8", newline="\n")
            beside.chmod(FOLDER_MODE & ~_mask())
            beside.rename(path)
        except BaseException:
            shutil.rmtree(beside, ignore_errors=True)
            raise
    except OSError as error:
        raise stray("E503", f"`{path}` cannot be written: {_words(error)}") from error


def refuse_existing(path: Path) -> None:
    """Raises `SourceError` with E501 if there is anything of this name."""
    if os.path.lexists(path):
        raise stray("E501", f"`{path}` is there already", "choose another name")


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
