"""The shelf of functions: one file for each, listed here; the order numbers them.

In: nothing. Out: `FUNCTIONS` by the name that authors write.
"""

from engine.functions import e164, is_mobile, length, number, text
from engine.functions.kind import Function, FunctionFault, FunctionParameter, State

FUNCTIONS: dict[str, Function] = {
    module.FUNCTION.name: module.FUNCTION for module in (e164, is_mobile, length, text, number)
}

__all__ = ["FUNCTIONS", "Function", "FunctionFault", "FunctionParameter", "State"]
