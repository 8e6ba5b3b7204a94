"""Calls of functions: directly, and from a strategy that runs."""

from collections.abc import Sequence

from engine.calendars import Opening
from engine.functions import FUNCTIONS
from engine.log.events import Event
from engine.values import SECOND, Value, type_of
from tests.calendars.ready import opening
from tests.helpers.runs import run_text

SERVICE = """calendar service {
  zone = "Europe/Berlin"
  mon_fri = 08:00..18:00
  holiday "Christmas" { date = dec(25)..dec(26) }
  special_day "Christmas Eve" { date = dec(24)   open = 08:00..12:00 }
}
"""


class Run:
    """A run whose queue `wa` holds three interactions, with agents and one calendar."""

    def queue_length(self, name: str) -> int:
        """The length by the queue's name."""
        return {"wa": 3}[name]

    def estimated_wait(self, name: str) -> int:
        """How long a wait in the virtual queue `VQ` is likely to be."""
        return {"VQ": 90 * SECOND}[name]

    def agents_ready(self, names: Sequence[str]) -> int:
        """All agents but `ben` are ready."""
        return sum(name != "ben" for name in names)

    def position(self, ident: str) -> int:
        """`voice-1` is the second one."""
        return {"voice-1": 2}.get(ident, 0)

    def service_level(self, name: str, within: int) -> int:
        """Four of five within twenty seconds."""
        return {("VQ", 20 * SECOND): 80}[name, within]

    def opening(self, name: str) -> Opening:
        """The calendar `service`."""
        return {"service": opening(SERVICE)}[name]


def call(name: str, *arguments: Value) -> Value:
    """The result of a function, of the type that it declares."""
    function = FUNCTIONS[name]
    result = function.evaluate(Run(), *arguments)
    assert type_of(result) is function.result
    return result


def result_of(written: str) -> str:
    """What an expression gives in a strategy that runs, as text; empty if it faults."""
    story = run_text(
        f"{SERVICE}strategy s (voice) {{\n  on fault -> b\n  a: log(text({written})) -> b\n"
        "  b: exit\n}\n"
    )
    logged = [story.log.value(row.a) for row in story.rows(Event.LOGGED)]
    return str(logged[0]) if logged else ""
