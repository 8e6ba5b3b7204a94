"""The formula that most codes are: one property and nothing else.

In: the text of a code. Out: its one step, or None, then `formula` reads it. It is read here since
formulas with all their functions take longer to load than a small project takes to check.
"""

import re

from engine.esp.field_codes.objects import OBJECTS
from engine.esp.field_codes.steps import Read

_PROPERTY = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)\.((?!__)[A-Za-z_][A-Za-z0-9_]*)")


def plain(text: str, offset: int) -> Read | None:
    """The step of `Object.Key`, at `offset` of its body.

    >>> plain("contact.FirstName", 2)
    Read(offset=2, length=17, object='Contact', keys=('FirstName',))
    >>> plain("Left(Contact.FirstName, 1)", 2) is plain("Nobody.FirstName", 2) is None
    True
    """
    found = _PROPERTY.fullmatch(text)
    known = OBJECTS.get(found[1].lower()) if found else None
    return None if found is None or known is None else Read(offset, len(text), known, (found[2],))
