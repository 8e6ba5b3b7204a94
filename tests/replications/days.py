"""A day that takes no time to simulate, to be run again and again."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from engine import pipeline
from engine.program.lower import lower
from engine.replications.model import Variant

TINY = """
agent anna
agent ben
group clerks { members = [anna, ben] }
strategy line (voice) {
  hold: route { targets = [group(clerks)]   timeout = 10m   timeout -> sorry }
  sorry: default_route
}
arrivals calls {
  strategy = line
  rate = 40/h
  patience = exponential(3m)
  handling = exponential(4m)
}
simulation today { start = 2026-11-23T08:00   duration = 1h   seed = 7 }
simulation longer { start = 2026-11-23T08:00   duration = 2h   seed = 7   replications = 3 }
"""


@cache
def variants() -> tuple[Variant, ...]:
    """Both simulations."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "tiny.strat")
        path.write_text(TINY, encoding="utf-8")
        process = pipeline.check(path).process
    if process is None:
        raise ValueError(TINY)
    program = lower(process)
    return tuple(
        Variant(name=each.name, program=program, simulation=each)
        for each in process.days.simulations
    )
