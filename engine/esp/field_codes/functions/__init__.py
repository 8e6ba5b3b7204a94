"""The shelf of functions of formulas: one file a group, listed here.

In: nothing. Out: `FUNCTIONS` by their names in lower case: that case does not count is [inferred].
"""

from engine.esp.field_codes.functions import conversion, dates, mathematics, strings, types
from engine.esp.field_codes.functions.kind import Context, Function, Parameter

FUNCTIONS: dict[str, Function] = {
    function.name.lower(): function
    for group in (types, conversion, dates, mathematics, strings)
    for function in group.FUNCTIONS
}

__all__ = ["FUNCTIONS", "Context", "Function", "Parameter"]
