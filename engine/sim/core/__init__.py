"""The executor's core: clock, agenda, places, queues, expressions, operations, log rows.

In: the arrays of a `Program` and a host that does what is not hot (`engine.sim.host`). Out: rows of
the event log. Everything is integers in arrays; a value is the integer that the run's pool gives.

Each module is plain Python and has a `.pxd` beside it that gives its names C types. The wheel
compiles the very same files into `compiled/`; they are taken from there unless the environment
variable `ROUTEWRIGHT_CORE` is `plain`. Both forms write the same bytes.
"""

import os
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from typing import Literal

_COMPILED = Path(__file__).parent / "compiled"
_MODULES = (
    "accepting", "activations", "after_work", "agenda", "arithmetic", "bars", "brought", "busy",
    "choosing", "claims", "columns", "comings", "crews", "crowd", "cuts", "desks", "draws",
    "endings", "exchanges", "expressions", "failed", "floats", "handling", "journal", "keeping",
    "lengths", "life", "lines", "machine", "notified", "numbers", "offers", "pairs", "patience",
    "places", "pools", "presence", "remembered", "requests", "routing", "shifts", "slots", "staff",
    "state", "subroutines", "tags", "tally", "treatments", "tuning", "turns", "upkeep", "usage",
    "variates", "views", "virtual_queues", "visits", "waiting", "waits",
)  # fmt: skip


def _complete(folder: Path) -> bool:
    """Whether this Python finds every module: a mixture of forms cannot share typed columns."""
    found = {file.name for file in folder.glob("*.*")}
    return any(
        found.issuperset(module + suffix for module in _MODULES) for suffix in EXTENSION_SUFFIXES
    )


def form() -> Literal["compiled", "plain"]:
    """The form in which the core's modules are imported by this process."""
    return "compiled" if __path__[0] == str(_COMPILED) else "plain"


if os.environ.get("ROUTEWRIGHT_CORE") != "plain" and _complete(_COMPILED):
    __path__.insert(0, str(_COMPILED))
