"""Field codes: the places in a standard response that customer data fills.

In: a body with codes `<$Object.Key$>`, and KVLists. Out: the rendered text, what each code became,
which had no value. The text is read once, from left to right, and what is filled in is never read
again, so customer data cannot bring codes of its own.

`scanner` finds the codes, `inside` reads what stands in one, `template` joins them.
"""

from engine.esp.field_codes.errors import FieldCodeError
from engine.esp.field_codes.template import Rendered, Template, parse, render

__all__ = ["FieldCodeError", "Rendered", "Template", "parse", "render"]
