"""All files of a project.

In: a folder, or one file. Out: their trees, each file once, in the order in which they are met: a
file, then what it imports. Nothing outside of the project's folder is read, however it is named:
what counts is where a path leads when every link is followed.
"""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

from engine.diagnostics import Findings
from engine.dsl.parser import parse
from engine.limits import LIMITS, Limits
from engine.load import files_of, load
from engine.source import Span
from engine.syntax.nodes import Block, Declaration, Entry, File, Text

IMPORT = "import"

NOT_RELATIVE = re.compile(r"/|[A-Za-z]:|[A-Za-z][A-Za-z0-9+.-]*://|[^\0\\]*[\0\\]")
"""A path from the root of a file system or of the web, or one with a NUL or a backslash."""
CURE = (
    'write a path below the project\'s folder with forward slashes, as in `import "queues.strat"`'
)


def read_project(path: Path, findings: Findings, limits: Limits = LIMITS) -> tuple[File, ...]:
    """The files of the folder `path`, sorted by name, or the file `path`, with their imports.

    Besides what `load` and `parse` say: E223 a cycle, E224 what cannot be read, E225 what is
    outside of the folder, E404, E406 and E407 for what is too much. A file is called by `path`, as
    given, joined with its place below it.
    """
    found = files_of(path, findings)
    if not found:
        return ()
    folder = path if path.is_dir() else path.parent
    project = _Project(folder, findings, limits)
    for file in found:
        if project.exhausted:
            break
        project.read_listed(file, within=file != path)
    return tuple(project.files)


class _Project:
    """What was read of a project until now."""

    def __init__(self, folder: Path, findings: Findings, limits: Limits) -> None:
        self.findings = findings
        self.limits = limits
        self.files: list[File] = []
        self.exhausted = False
        self._root = folder.resolve()
        self._seen: set[Path] = set()
        self._chain: list[tuple[Path, str]] = []
        self._bytes = 0
        self._blocks = 0
        self._declarations = 0

    def read_listed(self, path: Path, *, within: bool) -> None:
        """Reads a file of the folder, or (not `within`) the one the command names."""
        name = path.as_posix()
        try:
            real = path.resolve()
        except (OSError, ValueError, RuntimeError):
            real = path
        if within and not real.is_relative_to(self._root):
            self.findings.error("E225", None, f"`{name}` leads out of the project's folder")
        elif real not in self._seen:
            self._read(real, name, None)

    def _read(self, real: Path, name: str, span: Span | None) -> None:
        if len(self._seen) >= self.limits.import_files:
            most = self.limits.import_files
            self._exhaust("E406", span, f"this project has more than {most} files")
            return
        self._seen.add(real)
        file = self._load(real, name, span)
        if file is None:
            return
        self.files.append(file)
        self._count(file)
        self._chain.append((real, name))
        for entry in file.entries:
            if self.exhausted:
                break
            if isinstance(entry, Declaration) and entry.kind.text == IMPORT:
                self._import(entry)
        self._chain.pop()

    def _load(self, real: Path, name: str, span: Span | None) -> File | None:
        found = Findings()
        source = load(real, name=name, findings=found, limits=self.limits)
        for finding in found:
            code = finding.code if span is None or finding.code == "E402" else "E224"
            self.findings.error(code, span, finding.message, finding.help)
        if source is None:
            return None
        self._bytes += len(source.text.encode("utf-8", "surrogatepass"))
        if self._bytes > self.limits.import_bytes:
            most = self.limits.import_bytes
            self._exhaust("E407", span, f"the files of this project have more than {most:,} bytes")
            return None
        return parse(source, self.findings, self.limits)

    def _import(self, entry: Declaration) -> None:
        word = entry.name
        if not isinstance(word, Text) or entry.parameters or entry.entries:
            cure = 'name one file in quotes: `import "queues.strat"`'
            self.findings.error("E202", entry.kind.span, "`import` does not name a file", cure)
            return
        importer, importer_name = self._chain[-1]
        real = self._inside(word, importer.parent)
        if real is None:
            return
        name = posixpath.normpath(posixpath.join(posixpath.dirname(importer_name), word.text))
        position = next((i for i, (path, _) in enumerate(self._chain) if path == real), None)
        if position is not None:
            names = [*(shown for _, shown in self._chain[position:]), name]
            chain = " -> ".join(f"`{shown}`" for shown in names)
            self.findings.error("E223", word.span, f"these imports go round: {chain}")
        elif real not in self._seen:
            if len(self._chain) >= self.limits.import_depth:
                most = self.limits.import_depth
                message = f"more than {most} files import one another in a chain"
                self.findings.error("E406", word.span, message, "import the file further up")
            else:
                self._read(real, name, word.span)

    def _inside(self, word: Text, folder: Path) -> Path | None:
        """Where an import leads, or None with E225."""
        target = word.text
        if not target.strip() or NOT_RELATIVE.match(target):
            reason = "is no relative path with forward slashes"
        else:
            try:
                real = (folder / target).resolve()
            except (OSError, ValueError, RuntimeError):
                real = self._root.parent
            if real.is_relative_to(self._root) and real != self._root:
                return real
            reason = "leads out of the project's folder"
        self.findings.error("E225", word.span, f"`{_shown(target)}` {reason}", CURE)
        return None

    def _count(self, file: File) -> None:
        # What is no block is bounded as well: stages after this one speak of every declaration.
        most = self.limits.blocks
        for entry in _counted(file.entries):
            if isinstance(entry, Block):
                self._blocks += 1
            else:
                self._declarations += 1
            if max(self._blocks, self._declarations) > most:
                what = "blocks" if self._blocks > most else "declarations"
                self._exhaust("E404", entry.span, f"this project has more than {most:,} {what}")
                return

    def _exhaust(self, code: str, span: Span | None, message: str) -> None:
        self.exhausted = True
        self.findings.error(code, span, message, "split it into projects of their own")


def _counted(entries: tuple[Entry, ...]) -> Iterator[Entry]:
    """The entries of the file, the blocks directly in its declarations, and declarations anywhere.

    Deeper down, what has the form of a block is the type of a key: `data { Name: text }`.
    """
    for entry in entries:
        if not isinstance(entry, Block):
            yield entry
        if isinstance(entry, Declaration):
            yield from (inner for inner in entry.entries if isinstance(inner, Block))
            yield from _declarations(entry)


def _declarations(outer: Declaration) -> Iterator[Declaration]:
    waiting: list[Entry] = list(outer.entries)
    while waiting:
        entry = waiting.pop()
        if isinstance(entry, Declaration | Block):
            waiting.extend(entry.entries)
        if isinstance(entry, Declaration):
            yield entry


def _shown(target: str) -> str:
    return "".join(c if c.isprintable() else f"\\u{{{ord(c):x}}}" for c in target[:80])
