"""A rendered standard response as text: what the customer gets, and what each code became.

In: what `field_codes.render` gives, the policy for missing values. Out: styled lines.
"""

from engine.directory import MissingValues
from engine.esp.field_codes import Filled, Rendered
from engine.esp.field_codes.formats import shown
from engine.esp.field_codes.kinds import TYPE_NAMES, FieldValue, kind_of
from engine.report.styled import EMPTY, Line, Style, counted, indented, line, table
from engine.values import quote

INDENT = 2


def to_rendered(
    rendered: Rendered, subject: Rendered | None, policy: MissingValues, *, columns: int
) -> list[Line]:
    """The subject, the text, the codes of both in their order, and how many there are."""
    lines = [line((each, Style.STRONG)) if each else EMPTY for each in rendered.text.split("\n")]
    if subject is not None:
        lines = [line("Subject: ", (subject.text, Style.STRONG)), EMPTY, *lines]
    both = [part for part in (subject, rendered) if part is not None]
    filled = [each for part in both for each in part.filled]
    if filled:
        rows = [(line((each.code, Style.NAME)), _became(each, policy)) for each in filled]
        lines += [EMPTY, *indented(table(rows, columns - INDENT), INDENT)]
    missing = sum(len(part.missing) for part in both)
    return [*lines, EMPTY, line((_sum(len(rendered.text), len(filled), missing), Style.QUIET))]


def _became(filled: Filled, policy: MissingValues) -> Line:
    """The text of a code and the reason: `"Ana": Contact.FirstName is "Ana"`."""
    reads = "; ".join(f"{name} is {read(value)}" for name, value in filled.reads)
    text = (quote(filled.text), Style.VALUE)
    if filled.value is None:
        because = f": {reads or 'it has no value'}; missing_values = {policy}"
        return line(("missing", Style.WARNING), ", so ", text, because)
    kind = (TYPE_NAMES[kind_of(filled.value)], Style.KIND)
    return line(text, " ", kind, f": {reads}" if reads else "")


def read(value: FieldValue) -> str:
    """What was read, as messages show it.

    >>> read("Ana"), read(None)
    ('"Ana"', 'missing')
    """
    if value is None:
        return "missing"
    return quote(value) if isinstance(value, str) else shown(value)


def _sum(characters: int, codes: int, missing: int) -> str:
    parts = [counted(characters, "character"), counted(codes, "field code")]
    if missing:
        parts.append(f"{missing} without a value")
    return ", ".join(parts)
