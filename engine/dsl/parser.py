"""Text to tree.

In: a source. Out: its `File`, whatever the text is; everything wrong with it is in the findings.
"""

from threading import Lock

from engine import collector
from engine.diagnostics import Findings
from engine.limits import LIMITS, Limits
from engine.source import Source
from engine.syntax.nodes import File

_ONE_AT_A_TIME = Lock()


def parse(source: Source, findings: Findings, limits: Limits = LIMITS) -> File:
    """The tree of a text. Never raises; goes on at the next block or `}` after a mistake.

    Says E101 and E103 to E109, E202, E203, E401, E403, E405, E414.
    """
    # Imported here: the tables cost more than a quick command may take.
    from engine.dsl.reading import Reading, machine

    with _ONE_AT_A_TIME, collector.resting():
        return Reading(machine(), source, findings, limits).read()
