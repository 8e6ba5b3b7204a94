"""The kind `percentage`."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from engine.blocks.counterpart import DEFAULT, Drawn, Row, Sheet
from engine.blocks.kind import BlockKind, Lowering, PortForm, label_port
from engine.diagnostics import listed
from engine.ops import NO_PORT, Op
from engine.shelf.kind import Constant, Entry, Free, Labels, UnfitError
from engine.syntax.nodes import Word
from engine.values import Type

ALL = 100
"""What the shares and that of `else` add up to."""


class Percentage(BlockKind):
    """Goes one of several ways by chance, each for its share of the interactions.

    Each entry `label = number` gives a label its share in per cent; a port of the same name says
    where that share goes, and `else` takes what is left of a hundred. One number from 0 to 99 is
    drawn each time that the block is entered: the first label has the lowest numbers.

    What is drawn follows from the run's seed, the interaction and how often it has drawn, and from
    nothing else: other interactions do not disturb it. A test says what comes out,
    `draw(split) = "pilot"`, also `["pilot", "else"]` for one time after the other, or a number.

    Example:
        strategy try_out (voice) {
          split: percentage {
            pilot = 10
            second = 15
            "pilot" -> fresh
            "second" -> other
            else -> usual
          }
          fresh: log("the new menu") -> done
          other: log("the other menu") -> done
          usual: log("the menu") -> done
          done: exit
        }

    Genesys:
        Percentage of IRD, which shares interactions out among targets [inferred]; here it shares
        them out among ways. Composer has no block of its own: a random number and a Branching.
    """

    word: ClassVar[str] = "percentage"
    ird: ClassVar[tuple[str, ...]] = ("Percentage",)
    ports: ClassVar[tuple[str, ...]] = (PortForm.LABELS,)

    shares: Annotated[tuple[Entry, ...], Free(Constant(Type.INTEGER), unique=True)] = Field(
        description="the labels with their shares in per cent", examples=["10"]
    )
    labels: Annotated[tuple[Word, ...], Labels()] = Field((), description="the ports of its own")

    @model_validator(mode="after")
    def _add_up(self) -> "Percentage":
        names = [entry.name for entry in self.shares]
        ports = [label.text for label in self.labels]
        for entry in self.shares:
            if not 0 < self._share(entry) < ALL:
                message = f"the share of `{entry.name}` is not from 1 to {ALL - 1}"
                raise UnfitError(message, code="E262", cure="leave out what never happens")
        if sum(map(self._share, self.shares)) >= ALL:
            message = f"the shares add up to {sum(map(self._share, self.shares))}"
            cure = f"leave `else` its share: all others are less than {ALL} together"
            raise UnfitError(message, code="E262", cure=cure)
        without = [name for name in names if name not in ports]
        strange = [port for port in ports if port not in names]
        if without:
            message = f"{listed(without)} has a share and leads nowhere"
            cure = f'write `"{without[0]}" -> block`'
            raise UnfitError(message, code="E262", cure=cure)
        if strange:
            message = f"{listed(strange)} has no share"
            raise UnfitError(message, code="E262", cure=f"write `{strange[0]} = 10`")
        return self

    @staticmethod
    def _share(entry: Entry) -> int:
        return entry.value if isinstance(entry.value, int) else 0

    def bounds(self) -> Iterator[tuple[str, int]]:
        """The labels in order, each with the first number that is not its own any more."""
        bound = 0
        for entry in self.shares:
            bound += self._share(entry)
            yield entry.name, bound

    def first_number(self, label: str) -> int | None:
        """The lowest number that draws a label, or `else`; None if there is no such label."""
        first = 0
        for name, bound in self.bounds():
            if name == label:
                return first
            first = bound
        return first if label == PortForm.ELSE else None

    def lower(self, out: Lowering) -> None:
        """A `DRAW` into a slot; one `BRANCH` a label compares it and else falls through."""
        slot = out.scratch()
        out.emit(Op.DRAW, slot)
        ports = {label.text: label_port(label) for label in self.labels}
        for name, bound in self.bounds():
            out.emit(Op.BRANCH, out.below(slot, bound), out.port(ports[name]), NO_PORT)
        out.emit(Op.LEAVE, out.port(PortForm.ELSE))

    def in_ird(self, out: Sheet) -> tuple[Drawn, ...]:  # noqa: ARG002 - nothing to translate
        """A Percentage."""
        segments = ", ".join(f"`<= {bound}` for {name}" for name, bound in self.bounds())
        notes = (
            "Percentage names targets, not ways: give it a routing point for each [inferred]",
            "Or draw the way itself: Assign Rand[100], a number from 1 to 100, to a variable, and "
            f"behind it Generic with the segments {segments}, in this order",
        )
        ways = self._ways("target ", "target else")
        return (Drawn(object="Percentage", rows=self._rows(), ports=ways, notes=notes),)

    def in_composer(self, out: Sheet) -> tuple[Drawn, ...]:
        """A Branching on a number that an ECMAScript draws."""
        number = out.number("Math.floor(Math.random() * 100): set it in an ECMAScript block before")
        rows = tuple(
            Row(f"Condition {name}", f"{number} < {bound}") for name, bound in self.bounds()
        )
        note = "The conditions stand in this order: the first that holds is taken"
        ways = self._ways("condition ", DEFAULT)
        return (Drawn(object="Branching", rows=rows, ports=ways, notes=(note,)),)

    def _ways(self, word: str, rest: str) -> dict[str, str]:
        ways = {label_port(label): f"{word}{label.text}" for label in self.labels}
        return {**ways, PortForm.ELSE: rest}

    def _rows(self) -> tuple[Row, ...]:
        rows = [Row(entry.name, f"{self._share(entry)} %") for entry in self.shares]
        return (*rows, Row(PortForm.ELSE, f"{ALL - sum(map(self._share, self.shares))} %"))
