"""`routewright fmt`: files in canonical form."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

import click

from engine.cli.exits import Exit, exit_of
from engine.cli.files import write_whole
from engine.cli.options import Screen, end, screen_options
from engine.cli.paint import harmless
from engine.diagnostics import Diagnostic, Findings
from engine.limits import LIMITS, Limits
from engine.report.styled import Line, Style, counted, line
from engine.source import Source

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file before and after; `after` is None for one with mistakes, which is left untouched."""

    name: str
    path: Path | None
    before: str
    after: str | None

    @property
    def changed(self) -> bool:
        """Whether it is not in canonical form."""
        return self.after is not None and self.after != self.before


@click.command(name="fmt")
@click.argument(
    "paths", nargs=-1, metavar="[PATH]...", type=click.Path(allow_dash=True, readable=False)
)
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit 1 if a file would.")
@click.option("--diff", "as_diff", is_flag=True, help="Write nothing; show what would change.")
@screen_options()
def command(screen: Screen, paths: tuple[str, ...], only_check: bool, as_diff: bool) -> None:  # noqa: FBT001 - click's
    """Put files into canonical form. A file with syntax errors is left as it is.

    PATH is a file, a folder (every `.strat` file below it) or `-` for stdin to stdout; the current
    folder if left out.
    """
    findings = Findings()
    files = [file for path in paths or (".",) for file in _formatted(path, findings)]
    diagnostics = list(findings)
    if not (only_check or as_diff):
        _write(screen, files)
    if screen.json:
        screen.document(_document(files, diagnostics))
    else:
        _tell(screen, files, diagnostics, only_check=only_check, as_diff=as_diff)
    if exit_of(diagnostics):
        end(exit_of(diagnostics))
    end(Exit.FAILED if only_check and any(file.changed for file in files) else Exit.FINE)


def _formatted(path: str, findings: Findings) -> Iterator[Formatted]:
    from engine.load import files_of, load

    if path == STDIN:
        source = _stdin(findings)
        if source is not None:
            yield _one(source, None, findings)
        return
    for file in files_of(Path(path), findings, below=True):
        source = load(file, name=file.as_posix(), findings=findings)
        if source is not None:
            yield _one(source, file, findings)


def _stdin(findings: Findings, limits: Limits = LIMITS) -> Source | None:
    from engine.load import source_of

    # One byte more than is allowed is enough to know, and a giant is not read to its end.
    data = sys.stdin.buffer.read(limits.source_bytes + 1)
    if len(data) > limits.source_bytes:
        findings.error("E402", None, f"stdin has more than {limits.source_bytes:,} bytes")
        return None
    return source_of(data, name="<stdin>", findings=findings)


def _one(source: Source, path: Path | None, findings: Findings) -> Formatted:
    from engine.dsl.parser import parse
    from engine.dsl.printer import print_file

    own = Findings()
    tree = parse(source, own)
    findings.found.update(own.found)
    after = None if own.errors else print_file(tree)
    return Formatted(source.name, path, source.text, after)


def _write(screen: Screen, files: Sequence[Formatted]) -> None:
    for file in files:
        if file.path is not None and file.changed and file.after is not None:
            write_whole(file.path, file.after)
        elif file.path is None and file.after is not None and not screen.json:
            screen.write(file.after)


def _tell(
    screen: Screen,
    files: Sequence[Formatted],
    diagnostics: Sequence[Diagnostic],
    *,
    only_check: bool,
    as_diff: bool,
) -> None:
    screen.diagnose(diagnostics)
    if as_diff:
        for file in files:
            screen.show(_diff(file))
    named = [file for file in files if file.path is not None]
    changed = [file for file in named if file.changed]
    verb = "would be formatted" if only_check or as_diff else "formatted"
    screen.tell([line((file.name, Style.STRONG), f" {verb}") for file in changed])
    if named:
        left = len(named) - len(changed)
        screen.tell([line(f"{counted(len(changed), 'file')} {verb}, {left} unchanged")])


def _diff(file: Formatted) -> Iterator[Line]:
    """A unified diff; control characters of the old text are spelt out."""
    styles = {"+": Style.GOOD, "-": Style.BAD, "@": Style.FRAME}
    before, after = (harmless(text).split("\n") for text in (file.before, file.after or ""))
    if not file.changed:
        return
    for each in unified_diff(before, after, file.name, file.name, lineterm=""):
        yield line((each.replace("\t", "    "), styles.get(each[:1], Style.PLAIN)))


def _document(files: Sequence[Formatted], diagnostics: Sequence[Diagnostic]) -> dict[str, object]:
    from engine.report.to_json import diagnostics_document

    return {
        **diagnostics_document(diagnostics),
        "files": [
            {"file": file.name, "changed": file.changed, "text": file.after}
            if file.path is None
            else {"file": file.name, "changed": file.changed}
            for file in files
        ],
    }
