"""Coverage as an LCOV tracefile, which editors and code hosts show beside the text.

In: what the tests of projects went through. Out: text. Each file has its functions (strategies),
branches (ports of blocks) and lines (`coverage_lines`), with their sums. The branches of a block
that was never entered have `-` instead of a count, as geninfo writes it.
"""

from collections.abc import Iterable, Iterator

from engine.report.coverage_lines import (
    CoveredFile,
    branches_of,
    covered_files,
    tally_branches,
    tally_lines,
)
from engine.testing.points import Coverage

NEVER = "-"


def to_lcov(projects: Iterable[Coverage], *, root: str = "") -> str:
    """The tracefile; names of files are relative to the folder `root` where they lie below it."""
    return "".join(f"{line}\n" for file in covered_files(projects, root) for line in _lines(file))


def _lines(file: CoveredFile) -> Iterator[str]:
    yield "TN:"
    yield f"SF:{file.name}"
    yield from (f"FN:{function.line},{function.name}" for function in file.functions)
    yield from (f"FNDA:{function.count},{function.name}" for function in file.functions)
    yield f"FNF:{len(file.functions)}"
    yield f"FNH:{sum(function.count > 0 for function in file.functions)}"
    for line in file.lines:
        for block, branches in enumerate(line.branches):
            for place, branch in enumerate(branches):
                taken = NEVER if branch.count is None else branch.count
                yield f"BRDA:{line.number},{block},{place},{taken}"
    branches_found = tally_branches(branches_of(file.lines))
    yield f"BRF:{branches_found.total}"
    yield f"BRH:{branches_found.covered}"
    yield from (f"DA:{line.number},{line.count}" for line in file.lines)
    found = tally_lines(file.lines)
    yield f"LF:{found.total}"
    yield f"LH:{found.covered}"
    yield "end_of_record"
