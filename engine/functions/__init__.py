"""The shelf of functions: one file for each, listed here; the order numbers them.

In: nothing. Out: `FUNCTIONS` by the name that authors write.

What functions of URS and IRD do that are none here:

    Cat                         a + b
    GetUTC                      now, or (now - 1970-01-01) / 1s for the seconds
    UTCAdd of a length of time  time + 5m
    UData                       udata.Key
    Attach, Update              the block `attach`
    Delay, SuspendForEvent      the blocks `wait` and `esp`
    Rand                        the block `percentage`
"""

from engine.functions.kind import Function, FunctionFault, FunctionParameter, State
from engine.shelf.listed import Shelf

FUNCTIONS: Shelf[Function] = Shelf(
    "engine.functions",
    {
        name: f".{name}:FUNCTION"
        for name in (
            "e164", "is_mobile", "length", "text", "number", "in_order", "in_any_order",
            "is_open", "next_open", "is_holiday", "is_special_day",
            "text_length", "char_at", "index_of", "index_of_any", "token", "find_tail", "substring",
            "replace", "lower", "upper",
            "list_size", "list_key", "list_text", "list_number", "text_of_key", "number_of_key",
            "list_max", "list_min",
            "has_category",
            "date", "day", "time_of_day", "ms_of_day", "time_difference", "time", "utc_text",
            "utc_add", "estimated_wait", "agents_ready", "position", "service_level",
        )
    },
)  # fmt: skip

__all__ = ["FUNCTIONS", "Function", "FunctionFault", "FunctionParameter", "State"]
