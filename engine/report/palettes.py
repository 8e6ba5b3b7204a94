"""What of the palettes of IRD and Composer there is here, object by object.

In: the palettes, and what every kind says it stands for. Out: rows, a share, and the pages
`explain ird` and `explain composer`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.blocks import KINDS
from engine.blocks.counterpart import Dialect
from engine.blocks.palette import COMPOSER, IRD, OUTBOUND, PaletteObject
from engine.shelf.kind import Kind
from engine.shelf.page import Page
from engine.world import DECLARATIONS

PALETTES: Mapping[Dialect, tuple[PaletteObject, ...]] = {
    Dialect.IRD: IRD,
    Dialect.COMPOSER: COMPOSER,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """An object of a palette, and what there is of it: `kinds` are the words of kinds."""

    found: PaletteObject
    kinds: tuple[str, ...]

    @property
    def runs(self) -> bool:
        """Whether it is there."""
        return bool(self.kinds or self.found.by)

    @property
    def text(self) -> str:
        """What there is, or why there is nothing."""
        if self.kinds:
            return ", ".join(f"`{word}`" for word in self.kinds)
        if self.found.by:
            return self.found.by
        if self.found.part:
            return f"in part: {self.found.part}"
        return f"not there: {self.found.reason}"


def claims(dialect: Dialect) -> dict[str, tuple[str, ...]]:
    """The words of the kinds that stand for each object, block kinds first."""
    claimed: dict[str, dict[str, None]] = {}
    shelves: Sequence[Mapping[str, type[Kind]]] = (KINDS, DECLARATIONS)
    for shelf in shelves:
        for word, kind in shelf.items():
            for name in kind.ird if dialect is Dialect.IRD else kind.composer:
                claimed.setdefault(name, {})[word] = None
    return {name: tuple(words) for name, words in claimed.items()}


def standings(dialect: Dialect) -> list[Standing]:
    """Every object of a palette in its order."""
    claimed = claims(dialect)
    return [Standing(each, claimed.get(each.name, ())) for each in PALETTES[dialect]]


def share(rows: Sequence[Standing]) -> tuple[int, int, int]:
    """How many objects run, how many do in part, how many there are, those for campaigns aside."""
    counted = [row for row in rows if row.found.group != OUTBOUND]
    parts = [row for row in counted if not row.runs and row.found.part]
    return sum(row.runs for row in counted), len(parts), len(counted)


def palette_pages() -> Iterator[tuple[tuple[str, ...], Page]]:
    """A page for each designer."""
    for dialect in Dialect:
        rows = standings(dialect)
        run, part, count = share(rows)
        text = (
            f"The palette of {dialect.product}, and the block or declaration that stands for each "
            f"object here. Of {count} objects without those for outbound campaigns {run} run, "
            f"{part} more in part: {100 * run // count} %."
        )
        if any(row.found.inferred for row in rows):
            text += "\n\nObjects whose names no public list has are marked [inferred]."
        yield (
            (dialect.value,),
            Page(
                title=f"palette of {dialect.product}",
                sections=(("", text),),
                rows=tuple((_name(row), row.found.group, row.text) for row in rows),
            ),
        )


def _name(row: Standing) -> str:
    return f"{row.found.name} [inferred]" if row.found.inferred else row.found.name
