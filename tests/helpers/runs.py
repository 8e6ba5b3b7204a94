"""Runs a project given as text and reads its event log, independently of `engine.report`."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from engine.graph.model import Process
from engine.limits import LIMITS, Limits
from engine.log.events import Event, Why
from engine.log.model import EventLog, Row
from engine.ops import Place
from engine.pipeline import Checked, check, run
from engine.program.model import Program
from engine.scenario import Act, AnswerPlan, Happening, Scenario
from engine.values import KVList, Value


def check_text(*texts: str, environment: str | None = None, limits: Limits = LIMITS) -> Checked:
    """Checks a project whose files are these texts, named `a.strat`, `b.strat` and so on."""
    with TemporaryDirectory() as folder:
        for letter, text in zip("abcdefgh", texts, strict=False):
            (Path(folder) / f"{letter}.strat").write_text(text, encoding="utf-8")
        return check(Path(folder), environment=environment, limits=limits)


def process_of(*texts: str, environment: str | None = None) -> Process:
    """The checked process of these texts; fails with the diagnostics if there is an error."""
    checked = check_text(*texts, environment=environment)
    assert checked.process is not None, [
        (d.code, d.message, d.span and d.span.where()) for d in checked.diagnostics
    ]
    return checked.process


def codes(checked: Checked) -> list[str]:
    """The codes of all diagnostics, in their order."""
    return [diagnostic.code for diagnostic in checked.diagnostics]


@dataclass(frozen=True)
class Story:
    """A finished run, with questions about it."""

    program: Program
    log: EventLog

    def rows(self, *kinds: Event, interaction: int | None = None) -> list[Row]:
        """The rows of these kinds (all if none is named), of one interaction or of all."""
        every, histories = self._read
        found = every if interaction is None else histories.get(interaction, [])
        return [row for row in found if not kinds or row.kind in kinds]

    @cached_property
    def _read(self) -> tuple[list[Row], dict[int, list[Row]]]:
        """All rows, and those of each interaction: a log is read once, however much is asked."""
        every, histories = list(self.log.rows()), dict[int, list[Row]]()
        for row in every:
            histories.setdefault(row.interaction, []).append(row)
        return every, histories

    def path(self, interaction: int = 0) -> list[str]:
        """The labels of the blocks that an interaction entered, in order."""
        entered = self.rows(Event.ENTERED, interaction=interaction)
        return [self.program.blocks[row.block].label for row in entered]

    def ports(self, interaction: int = 0) -> list[str]:
        """The ports by which it left them."""
        return [
            self.program.blocks[row.block].ports[row.port].label
            for row in self.rows(Event.LEFT, interaction=interaction)
        ]

    def queues(self, interaction: int) -> list[str]:
        """The queues it was placed in, in order."""
        placed = self.rows(Event.PLACED, interaction=interaction)
        return [self.program.queues[row.queue].name for row in placed]

    def final(self, interaction: int) -> tuple[Place, str] | None:
        """Its final place and the reason, or None if it is still alive."""
        rows = self.rows(Event.FINAL, interaction=interaction)
        return (Place(rows[0].a), self.log.text(rows[0].b)) if rows else None

    def fault(self) -> int | None:
        """The number of the first fault that an ESP server answered."""
        rows = self.rows(Event.REFUSED)
        return rows[0].b if rows else None

    def chats(self) -> list[int]:
        """The interactions that ESP calls created."""
        return [row.interaction for row in self.rows(Event.CREATED) if row.b >= 0]

    def rendered(self) -> list[str]:
        """The texts of all rendered messages."""
        return [
            str(self.log.contents[reason.a])
            for reason in self.log.reasons
            if reason.kind == Why.MESSAGE
        ]

    def written(self, interaction: int) -> list[str]:
        """What the customer of a chat wrote."""
        rows = self.rows(Event.WROTE, interaction=interaction)
        return [str(self.log.contents[row.a]) for row in rows]

    def nothings(self) -> list[tuple[str, str]]:
        """What came to nothing: the acts, and for which reasons."""
        acts = list(Act)
        rows = self.rows(Event.CAME_TO_NOTHING)
        return [(acts[row.a].value, self.log.text(row.b)) for row in rows]

    def data(self, interaction: int) -> dict[str, Value]:
        """Attached data as the log tells it: the last value of each key."""
        return {
            self.log.text(row.a): self.log.value(row.b)
            for row in self.rows(Event.ATTACHED, interaction=interaction)
        }


def at(at_us: int, act: Act, *arguments: Value, of: int | None = None) -> Happening:
    """A happening, as short as a test needs it."""
    return Happening(at_us=at_us, act=act, arguments=arguments, of=of)


def run_process(
    process: Process,
    *,
    scenario: Scenario | None = None,
    strategy: str | None = None,
    ani: str = "+14155550123",
    data: Iterable[tuple[str, Value]] = (),
    answers: Iterable[str] = (),
    **rest: object,
) -> Story:
    """Runs a checked process; `rest` are further fields of the scenario (`horizon_us`, `stubs`).

    A whole `scenario` leaves no room for anything else. An interaction that is `waiting` has no
    strategy.
    """
    finished = run(
        process,
        scenario
        or Scenario(
            strategy=strategy or ("" if rest.get("waiting") else process.strategies[0].name),
            ani=ani,
            data=KVList(data),
            answers=tuple(AnswerPlan.parse(text) for text in answers),
            **rest,  # type: ignore[arg-type]
        ),
    )
    return Story(program=finished.program, log=finished.log)


def run_text(*texts: str, **options: object) -> Story:
    """Checks and runs a project given as text; see `run_process` for the options."""
    return run_process(process_of(*texts), **options)  # type: ignore[arg-type]
