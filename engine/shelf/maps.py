"""Maps whose keys are words of the place where they stand: `{ target: group(a), for: 30s }`.

In: the pairs of a map as written. Out: pairs by their keys, or findings: E231 for a key that has no
place there, E210 for one that is given twice.
"""

from collections.abc import Sequence

from engine.diagnostics import Findings, Note, did_you_mean, listed
from engine.syntax.nodes import Map, Pair


def read_keys(
    written: Map, keys: Sequence[str], *, of: str, findings: Findings
) -> tuple[dict[str, Pair], bool]:
    """The pairs by their keys, the first of each; and whether all are sound. `of` says in messages
    what the map is: `a target`."""
    given: dict[str, Pair] = {}
    sound = True
    for pair in written.pairs:
        key = pair.key.text
        if key not in keys:
            cure = did_you_mean(key, keys) or f"it has {listed(keys)}"
            findings.error("E231", pair.key.span, f"{of} has no `{key}`", cure)
            sound = False
        elif key in given:
            notes = [Note(given[key].key.span, "the first one is here")]
            findings.error("E210", pair.key.span, f"`{key}` is given twice", None, notes)
            sound = False
        else:
            given[key] = pair
    return given, sound
