"""Patterns of screening rules once more, from their definition alone: what the laws compare with.

A regular expression says which symbols of a text it can end at, given where it begins. Nothing here
is quick, and nothing is shared with what is tested but the tree.
"""

from collections.abc import Sequence
from functools import reduce

from engine.esp.screening.expressions import Edge, Either, Letter, Node, Repeat
from engine.esp.screening.expressions import Sequence as Row

BEGIN, END = "<begin>", "<end>"


def ends(node: Node, symbols: Sequence[str], start: int, *, ignore_case: bool) -> set[int]:
    """Where an expression can end if it begins at `start`."""
    match node:
        case Letter() | Edge():
            fits = start < len(symbols) and _fits(node, symbols[start], ignore_case=ignore_case)
            return {start + 1} if fits else set()
        case Row(items=items):
            return reduce(
                lambda places, item: {
                    end
                    for place in places
                    for end in ends(item, symbols, place, ignore_case=ignore_case)
                },
                items,
                {start},
            )
        case Either(items=items):
            return {
                end for item in items for end in ends(item, symbols, start, ignore_case=ignore_case)
            }
        case Repeat():
            return _repeated(node, symbols, start, ignore_case=ignore_case)


def _repeated(node: Repeat, symbols: Sequence[str], start: int, *, ignore_case: bool) -> set[int]:
    found = {start} if node.least == 0 else set()
    places = {start}
    # More rounds than symbols give nothing new but by empty ones, which change nothing.
    rounds = node.least + len(symbols) + 1 if node.most is None else node.most
    for number in range(1, rounds + 1):
        places = {
            end
            for place in places
            for end in ends(node.item, symbols, place, ignore_case=ignore_case)
        }
        if number >= node.least:
            found |= places
    return found


def _fits(node: Letter | Edge, symbol: str, *, ignore_case: bool) -> bool:
    if isinstance(node, Edge):
        return symbol == (END if node.end else BEGIN)
    if symbol in (BEGIN, END):
        return False
    forms = {symbol, symbol.lower(), symbol.upper()} if ignore_case else {symbol}
    inside = any(
        low <= ord(form) <= high for low, high in node.ranges for form in forms if len(form) == 1
    )
    return inside != node.negated


def find(node: Node, text: str, *, ignore_case: bool) -> str | None:
    """The longest of the first matches, None if there is none."""
    symbols = [BEGIN, *text, END]
    # Before the first character the mark may be taken or left.
    for starts in ([0, 1], *([place] for place in range(2, len(symbols) + 1))):
        found = [
            end for start in starts for end in ends(node, symbols, start, ignore_case=ignore_case)
        ]
        if found:
            first = max(starts) - 1
            return text[first : min(max(*found, 1), len(text) + 1) - 1]
    return None


def matches(node: Node, text: str, *, ignore_case: bool) -> bool:
    """Whether the whole text matches, with the marks around it or without."""
    symbols = [BEGIN, *text, END]
    wanted = {len(symbols), len(symbols) - 1}
    return any(wanted & ends(node, symbols, start, ignore_case=ignore_case) for start in (0, 1))
