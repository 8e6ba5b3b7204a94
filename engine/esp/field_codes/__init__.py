"""Field codes: the places in a standard response that formulas fill.

In: a body with codes `<$formula$>`, KVLists with the customer's data. Out: the rendered text, what
each code became, which had no value. The text is read once, from left to right, and what is filled
in is never read again, so customer data cannot bring codes of its own. Reading and rendering take
no longer than the body and `limits.field_code_work` say, and no text of either grows over
`limits.rendered_chars`.

    scanner      the codes in a body
    tokens       the words and signs of a formula
    formula      tokens -> steps: the operators' levels, calls, properties
    operators    the table of operators
    functions    the shelf of functions, one file a group
    objects      Contact, Agent, Interaction, CustomProperties
    checking     what is wrong with steps whatever the data are
    machine      steps -> a value
    kinds, numbers, dates, locales      values and what is done with them
    formats, *_patterns                 values as text
    named        custom codes
    template     a whole body, read and rendered: read it first
"""

from engine.esp.field_codes.errors import FieldCodeError
from engine.esp.field_codes.named import Library, library
from engine.esp.field_codes.template import (
    Filled,
    Rendered,
    Setting,
    Template,
    mistakes,
    parse,
    render,
)

__all__ = [
    "FieldCodeError",
    "Filled",
    "Library",
    "Rendered",
    "Setting",
    "Template",
    "library",
    "mistakes",
    "parse",
    "render",
]
