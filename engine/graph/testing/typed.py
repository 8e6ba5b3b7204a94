"""Pairs whose keys are known with their types: what a subroutine is given, what it has given back.

In: a map of a test, read in one row. Out: the values by their names, or findings (E210, E220; E211
or E280 for a name that is none).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.diagnostics import Note, did_you_mean, listed
from engine.graph.callees import Callee
from engine.graph.sketch import Sketch
from engine.graph.testing.values import Values
from engine.syntax.nodes import Map, Pair
from engine.values import KVList, Type, Value


@dataclass(frozen=True, slots=True)
class _Names:
    """The names that there are, with their types; those in error have none."""

    types: Mapping[str, Type | None]
    code: str
    missing: str
    """What is said of a name that is none, before the name."""
    has: str
    """How the cure begins that lists them."""
    none: str
    """The cure if there are none."""


def read_parameters(written: Map | None, sketch: Sketch, values: Values) -> dict[str, Value | None]:
    """What the subroutine is given; None for a value that is none, which is said."""
    missing = f"`{sketch.name.text}` has no parameter"
    names = _Names(sketch.parameters, "E280", missing, "it takes", "it takes none")
    return _read(written, names, values)


def read_results(written: Map, callee: Callee, values: Values) -> KVList | None:
    """What the subroutine has given back; None if something is wrong with it."""
    missing = f"`{callee.name}` has no result"
    names = _Names(callee.outputs, "E211", missing, "it gives back", "it gives back nothing")
    found = _read(written, names, values)
    known = [(name, value) for name, value in found.items() if value is not None]
    return KVList(known) if len(known) == len(written.pairs) else None


def _read(written: Map | None, names: _Names, values: Values) -> dict[str, Value | None]:
    found: dict[str, Value | None] = {}
    first: dict[str, Pair] = {}
    for pair in written.pairs if written is not None else ():
        word, span = pair.key.text, pair.key.span
        if word not in names.types:
            near = did_you_mean(word, names.types)
            has = f"{names.has} {listed(names.types)}" if names.types else names.none
            values.findings.error(names.code, span, f"{names.missing} `{word}`", near or has)
        elif word in found:
            notes = [Note(first[word].key.span, "the first one is here")]
            values.findings.error("E210", span, f"`{word}` is given twice", None, notes)
        else:
            first[word] = pair
            found[word] = values.any(pair.value, word, names.types[word] or Type.ANY)
    return found
