"""Two paths side by side: the one that a test expects, and the one that was taken.

In: labels. Out: styled lines, a mark at each one where the two part:

    expected  taken
      mobile    mobile  (true)
      invite    invite
    > tell      sorry
"""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from engine.report.styled import Line, Style, line, line_width

EXPECTED, TAKEN = "expected", "taken"
MARK = "> "
GAP = "  "
CUT = "..."
LABEL_MIN = 8
CONTEXT = 3
"""Rows shown before and after each one where the paths part."""
COMPARED_MAX = 200
"""Blocks of each path, beyond where they are alike, that are matched with one another."""
ROWS_MAX = 60

LEFT_OUT = line((f"{GAP}{CUT}", Style.QUIET))

Row: TypeAlias = tuple[int | None, int | None]
"""Positions in the two paths; None where one has nothing to match the other."""


def side_by_side(
    expected: Sequence[str], taken: Sequence[str], ports: Sequence[str], *, columns: int
) -> list[Line]:
    """The rows of two paths, those far from where the paths part left out; nothing if they are the
    same. `ports` says by which port each block taken was left, where there is room for it."""
    # Two columns, each with room for a mark, and a gap.
    most = max((columns - 2 * len(MARK) - len(GAP)) // 2, LABEL_MIN)
    left = [_cut(label, most) for label in expected]
    right = [_cut(label, most) for label in taken]
    first = max(map(len, [EXPECTED, *left]))
    second = max(map(len, [TAKEN, *right]))
    near = list(_near(list(_rows(expected, taken)), expected, taken))
    lines = [line((f"{EXPECTED:<{first}}{GAP}{TAKEN}", Style.QUIET))] if near else []
    for hidden, (one, other) in near[:ROWS_MAX]:
        alike = _alike((one, other), expected, taken)
        style = Style.PLAIN if alike else Style.BAD
        shown = line((" " * len(MARK) if alike else MARK, Style.BAD))
        if one is not None:
            shown += line((left[one], style))
        if other is not None:
            gap = first + len(GAP) - (0 if one is None else len(left[one]))
            shown += line(" " * gap, (right[other], style))
        if other is not None and ports[other]:
            gap = second + len(GAP) - len(right[other])
            way = line(" " * gap, (f"({ports[other]})", Style.QUIET))
            shown += way if line_width(shown) + line_width(way) <= columns else ()
        lines += [LEFT_OUT, shown] if hidden else [shown]
    return [*lines, LEFT_OUT] if len(near) > ROWS_MAX else lines


def _rows(expected: Sequence[str], taken: Sequence[str]) -> Iterator[Row]:
    """The rows: what is alike at both ends, and between them as much as can be matched."""
    shorter = min(len(expected), len(taken))
    start = next((n for n in range(shorter) if expected[n] != taken[n]), shorter)
    rest = shorter - start
    end = next((n for n in range(rest) if expected[-1 - n] != taken[-1 - n]), rest)
    yield from ((n, n) for n in range(start))
    stop, halt = len(expected) - end, len(taken) - end
    for (low, high), (bottom, top) in _matched(expected, taken, (start, stop), (start, halt)):
        for n in range(max(high - low, top - bottom)):
            yield (
                low + n if low + n < high else None,
                bottom + n if bottom + n < top else None,
            )
    yield from ((stop + n, halt + n) for n in range(end))


Stretch: TypeAlias = tuple[int, int]


def _matched(
    expected: Sequence[str], taken: Sequence[str], left: Stretch, right: Stretch
) -> Iterator[tuple[Stretch, Stretch]]:
    """Stretches of the two paths that stand beside one another."""
    if left[1] - left[0] > COMPARED_MAX or right[1] - right[0] > COMPARED_MAX:
        yield left, right
        return
    from difflib import SequenceMatcher

    one, other = expected[slice(*left)], taken[slice(*right)]
    for _, low, high, bottom, top in SequenceMatcher(
        None, one, other, autojunk=False
    ).get_opcodes():
        yield (left[0] + low, left[0] + high), (right[0] + bottom, right[0] + top)


def _alike(row: Row, expected: Sequence[str], taken: Sequence[str]) -> bool:
    one, other = row
    return one is not None and other is not None and expected[one] == taken[other]


def _near(
    rows: Sequence[Row], expected: Sequence[str], taken: Sequence[str]
) -> Iterator[tuple[bool, Row]]:
    """The rows near those where the paths part, each with whether some before it are left out."""
    apart = [number for number, row in enumerate(rows) if not _alike(row, expected, taken)]
    near = sorted({n for each in apart for n in range(each - CONTEXT, each + CONTEXT + 1)})
    kept = [number for number in near if 0 <= number < len(rows)]
    before = -1
    for number in kept:
        yield number != before + 1, rows[number]
        before = number


def _cut(label: str, most: int) -> str:
    return label if len(label) <= most else label[: most - len(CUT)] + CUT
