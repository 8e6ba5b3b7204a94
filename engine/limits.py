"""Every limit of the engine, in one table.

Each row says what it bounds, its value, the diagnostic it answers with and why it is there. A
stage takes the `Limits` as an argument; nothing else in the engine holds a bound of its own.
"""

from dataclasses import dataclass
from typing import NamedTuple

MIB = 1024 * 1024


class Limit(NamedTuple):
    """What one field of `Limits` bounds; `code` is what the author or operator is told with."""

    code: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The bounds in force. The defaults are the product's; tests narrow them."""

    source_bytes: int = 4 * MIB
    text_chars: int = 64 * 1024
    label_chars: int = 255
    depth: int = 100
    blocks: int = 100_000
    operands: int = 100_000
    import_depth: int = 16
    import_files: int = 256
    import_bytes: int = 64 * MIB
    diagnostics: int = 100
    data_keys: int = 1_000
    field_codes: int = 1_000
    field_code_depth: int = 16
    field_code_work: int = 1_000_000
    rendered_chars: int = 64 * 1024
    steps: int = 10_000
    steps_in_total: int = 1_000_000
    hops: int = 64
    subroutine_depth: int = 32
    spawn_depth: int = 16
    pattern_states: int = 256
    agents: int = 100_000
    arrival_rows: int = 10_000_000
    interactions: int = 1_000_000
    same_instant_events: int = 1_000_000
    events: int = 50_000_000
    pool_chars: int = 64 * MIB
    horizon_us: int = 3_653 * 24 * 3600 * 1_000_000


TABLE: dict[str, Limit] = {
    "source_bytes": Limit("E402", "bytes of one source file, tested before it is read"),
    "text_chars": Limit("E401", "characters of one text"),
    "label_chars": Limit("E414", "characters of one name"),
    "depth": Limit("E403", "how deep parentheses, maps, lists and bodies may nest"),
    "blocks": Limit("E404", "blocks of one project, and declarations of one project"),
    "operands": Limit("E405", "operands of one expression"),
    "import_depth": Limit("E406", "files that import one another in a chain"),
    "import_files": Limit("E406", "files of one project"),
    "import_bytes": Limit("E407", "bytes of all files of one project"),
    "diagnostics": Limit("E400", "diagnostics shown at once"),
    "data_keys": Limit("E413", "keys of one interaction's attached data"),
    "field_codes": Limit("E227", "field codes of one standard response"),
    "field_code_depth": Limit("E227", "keys of one property, custom codes in one another"),
    "field_code_work": Limit("E413", "steps and characters of all formulas of one message"),
    "rendered_chars": Limit("E413", "characters of one rendered message"),
    "steps": Limit("E420", "blocks that an activation enters between two suspensions"),
    "steps_in_total": Limit("E420", "blocks that an interaction enters in its life"),
    "hops": Limit("E424", "untimed moves of an interaction between queues"),
    "subroutine_depth": Limit("E425", "subroutines that call one another in a chain"),
    "spawn_depth": Limit("E423", "interactions in a chain of calls, each made for the one before"),
    "pattern_states": Limit("E297", "functions and characters to find of one screening rule"),
    "agents": Limit("E410", "agents of one project"),
    "arrival_rows": Limit("E411", "rows of one file of recorded arrivals"),
    "interactions": Limit("E421", "interactions alive at once"),
    "same_instant_events": Limit("E422", "events at one instant"),
    "events": Limit("E422", "events of one run"),
    "pool_chars": Limit("E422", "characters in all texts of one run"),
    "horizon_us": Limit(
        "E408", "length of a duration or of a simulated run, in microseconds: ten years"
    ),
}

LIMITS = Limits()
