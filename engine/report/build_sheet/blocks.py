"""What one block asks for when it describes itself: implements `blocks.counterpart.Sheet`.

In: a block, its strategy, a dialect. Out: its objects there, what they need besides, and where
their ports lead.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from engine.blocks.counterpart import Dialect, Drawn, Row
from engine.blocks.kind import PortForm
from engine.graph.model import Block, BlockGraph
from engine.ops import Code, Family
from engine.report.build_sheet.ecma import EcmaWriter
from engine.report.build_sheet.ird import IrdWriter
from engine.report.build_sheet.names import FAULT_KEYS, Names
from engine.report.build_sheet.pieces import Piece, flat
from engine.report.build_sheet.reader import PARTS, written
from engine.report.build_sheet.writer import Held, Writer
from engine.services import ServiceKind
from engine.syntax.nodes import Expression, Quantity, Word
from engine.syntax.quantities import read
from engine.values import Type, Value


@dataclass(frozen=True, slots=True)
class Usage:
    """What a strategy reads of its calls: keys of answers and parts of faults, by label."""

    answers: Mapping[str, tuple[str, ...]]
    faults: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, graph: BlockGraph) -> "Usage":
        """Of all its blocks, in the order in which they first come up."""
        answers: dict[str, dict[str, None]] = {}
        faults: dict[str, dict[str, None]] = {}
        for block in graph.blocks:
            for compiled in block.codes.values():
                codes = compiled.instructions
                for place, each in enumerate(codes):
                    label = str(each.argument)
                    if each.code is Code.ANSWER:
                        after = codes[place + 1] if place + 1 < len(codes) else None
                        key = after.argument if after and after.code is Code.KEY else ""
                        answers.setdefault(label, {})[str(key)] = None
                    elif each.code in PARTS:
                        faults.setdefault(label, {})[PARTS[each.code]] = None
        return cls(
            {label: tuple(keys) for label, keys in answers.items()},
            {label: tuple(parts) for label, parts in faults.items()},
        )


NO_RESULTS: Mapping[tuple[str, str], Type] = {}


@dataclass(frozen=True, slots=True)
class Around:
    """What the blocks of one strategy share in one dialect."""

    graph: BlockGraph
    dialect: Dialect
    names: Names
    usage: Usage

    @classmethod
    def of(
        cls,
        graph: BlockGraph,
        dialect: Dialect,
        results: Mapping[tuple[str, str], Type] = NO_RESULTS,
    ) -> "Around":
        """For a strategy; `results` are the types of what its calls of subroutines give back."""
        names = Names.of(item.name.text for item in (*graph.parameters, *graph.variables))
        names.types = results
        return cls(graph, dialect, names, Usage.of(graph))

    def writer(self) -> Writer:
        """A writer for one block."""
        if self.dialect is Dialect.IRD:
            return IrdWriter(self.names, self.graph.family)
        return EcmaWriter(self.names)

    def types(self) -> dict[str, Type]:
        """The types of the strategy's variables."""
        own = (*self.graph.parameters, *self.graph.variables)
        return {variable.name.text: variable.type for variable in own}


@dataclass(slots=True)
class BlockSheet:
    """One block in one dialect."""

    block: Block
    around: Around
    writer: Writer = field(init=False)

    def __post_init__(self) -> None:
        self.writer = self.around.writer()

    @property
    def label(self) -> str:
        """The block's label."""
        return self.block.name

    @property
    def in_subroutine(self) -> bool:
        """Whether the block stands in a subroutine."""
        return self.around.graph.subroutine

    @property
    def family(self) -> Family:
        """The family of media that the strategy is for."""
        return self.around.graph.family

    @property
    def voice(self) -> bool:
        """Whether the block stands in a strategy for calls."""
        return self.around.graph.family is Family.VOICE

    @property
    def fails(self) -> bool:
        """Whether the block has a way out for faults."""
        return any(edge.port == PortForm.FAULT for edge in self.block.edges)

    @property
    def called(self) -> ServiceKind:
        """What the service is that the block calls."""
        call = self.block.call
        return ServiceKind.ESP if call is None else call.kind

    @property
    def held(self) -> list[Held]:
        """The variables that stand for what its expressions cannot say."""
        return self.writer.held

    def drawn(self) -> tuple[Drawn, ...]:
        """Its objects; the last one has its name and its remark."""
        ird = self.around.dialect is Dialect.IRD
        kind = self.block.kind
        *before, last = kind.in_ird(self) if ird else kind.in_composer(self)
        own = self._named_in_ird() if ird else self._named_in_composer()
        rows = (*own, *last.rows) if last.object else last.rows
        notes = list(last.notes)
        if kind.disabled and ird:
            notes.insert(0, "`disabled = true`: do not draw it; what leads here leads on")
        if kind.note and not last.object:
            notes.append(f"Its remark: {kind.note}")
        shown = Drawn(object=last.object, rows=rows, ports=last.ports, notes=tuple(notes))
        return (*before, shown)

    def _named_in_ird(self) -> tuple[Row, ...]:
        """Objects of IRD have no names: the label goes to the notes."""
        remark = self.block.kind.note
        return (Row("Notes", f"{self.label}: {remark}" if remark else self.label),)

    def _named_in_composer(self) -> tuple[Row, ...]:
        kind = self.block.kind
        rows = [Row("Name", self.label)]
        if kind.note:
            rows.append(Row("Block Notes", kind.note))
        if kind.disabled:
            rows.append(Row("Enable Status", "Disabled"))
        return tuple(rows)

    # What the kind asks

    def text(self, expression: Expression) -> str:
        """An expression as a value."""
        piece = self._piece(expression)
        if piece.type is Type.FLAG and piece.stored is None and self._is_ird():
            self.writer.note("That a condition gives 1 or 0 where a value is asked is [inferred]")
        return flat(self.writer.stored(piece))

    def plain(self, expression: Expression) -> str:
        """The same; a text that is known stands without quotes, all else is a value."""
        piece = self._piece(expression)
        if isinstance(piece.value, str):
            return piece.value
        return f"the value of {flat(self.writer.stored(piece))}"

    def condition(self, expression: Expression) -> str:
        """A flag as a condition."""
        return flat(self._piece(expression).text)

    def literal(self, value: Value) -> str:
        """A value."""
        return flat(self.writer.constant(value).text)

    def number(self, how: str) -> str:
        """A variable that stands for a number that no expression gives."""
        return flat(self.writer.hold(Type.INTEGER, how).text)

    def attached(self, key: str) -> str:
        """A key of attached data."""
        return flat(self.writer.data(key).text)

    def matches(self, expression: Expression, label: Word) -> str:
        """The condition that a value equals a label."""
        value = read(label.text) if isinstance(label, Quantity) else label.text
        right = self.writer.constant(value)  # type: ignore[arg-type]  # labels have such values
        return flat(self.writer.compared(Code.EQUAL, self._piece(expression), right).text)

    def pairs(self, expression: Expression) -> tuple[Row, ...]:
        """The pairs of a map, those of a map inside it as `key / key`."""
        piece = self._piece(expression)
        if piece.pairs is None:
            return (Row("every pair of", flat(piece.text)),)
        return tuple(self._rows(piece.pairs, ""))

    def answers(self) -> tuple[Row, ...]:
        """The keys of its answer that are read, with where each is kept."""
        keys = self.around.usage.answers.get(self.label, ())
        if not keys:
            return ()
        if not self._is_ird():
            return (Row("all keys", self.around.names.result(self.label)),)
        return tuple(Row(key, self.around.names.answer(self.label, key)) for key in keys if key)

    def failures(self) -> tuple[Row, ...]:
        """The parts of its fault that are read."""
        parts = self.around.usage.faults.get(self.label, ()) if self._is_ird() else ()
        return tuple(
            Row(FAULT_KEYS[part], self.around.names.fault(self.label, part))
            for part in parts
            if part in FAULT_KEYS
        )

    def _rows(self, pairs: tuple[tuple[Piece, Piece], ...], before: str) -> Iterator[Row]:
        for key, value in pairs:
            name = before + (key.value if isinstance(key.value, str) else flat(key.text))
            if value.pairs is not None:
                if self._is_ird():
                    self.writer.note(
                        "A name with `/` is a list of pairs and a key in it: how IRD's table of "
                        "parameters takes a list is not known; build it in a variable before"
                    )
                yield from self._rows(value.pairs, f"{name} / ")
                continue
            if value.type is Type.LIST:
                self.writer.note(f"{name} is a list: the key is sent once for each member")
            yield Row(name, flat(self.writer.stored(value)))

    def _piece(self, expression: Expression) -> Piece:
        compiled = self.block.compiled(expression)
        return written(compiled.instructions, self.writer, self.around.types())

    def _is_ird(self) -> bool:
        return self.around.dialect is Dialect.IRD
