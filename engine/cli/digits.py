"""The options `--digits`: what the caller of a run types.

In: the options' texts and the checked project. Out: what is told of its `collect` blocks.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.cli.options import stray
from engine.diagnostics import did_you_mean, listed

if TYPE_CHECKING:
    from engine.graph.model import Process
    from engine.scenario import Told

CURE = "write it as `--digits BLOCK=KEYS`, for example `--digits menu=2`"


def read_digits(texts: Sequence[str], process: "Process") -> "tuple[Told, ...]":
    """The digits of each block, for one prompt after the other. Raises `SourceError` with E301."""
    from engine.blocks.kinds.collect import Collect
    from engine.blocks.prompts import KEYS
    from engine.scenario import Told
    from engine.scenario.told import What

    labels = [
        block.name
        for graph in (*process.strategies, *process.subroutines)
        for block in graph.blocks
        if isinstance(block.kind, Collect)
    ]
    typed: dict[str, list[str]] = {}
    for text in texts:
        label, equals, keys = text.partition("=")
        if not label or not equals:
            raise stray("E301", f"`{text}` does not say what is typed", CURE)
        if label not in labels:
            known = f"digits are collected by {listed(dict.fromkeys(labels))}"
            cure = did_you_mean(label, labels) or (known if labels else None)
            raise stray("E301", f"no block `{label}` collects digits", cure)
        if not set(keys) <= set(KEYS):
            message = f"`{keys}` are no keys of a telephone, which are `{KEYS}`"
            raise stray("E301", message, CURE)
        typed.setdefault(label, []).append(keys)
    return tuple(
        Told(what=What.DIGITS, block=label, values=tuple(keys)) for label, keys in typed.items()
    )
