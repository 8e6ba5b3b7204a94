"""Where reading goes on after a mistake that no small change mends.

In: a text, a place in it and the brackets that are open there. Out: the next place at which an
entry seems to begin, or the brace that closes the body around it.
"""

import re

OPEN = {"(": ")", "[": "]", "{": "}"}

WALK = re.compile(
    r'(?P<quoted>"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"""|"(?:[^"\\\n]|\\.)*"?)'
    r"|(?P<comment>#[^\n]*)"
    r"|(?P<line>\n[ \t\r]*)"
    r"|(?P<label>[A-Za-z_][A-Za-z0-9_]*[ \t]*(?::|=(?![=>])))"
    r"|(?P<word>[A-Za-z0-9_]+)"
    r"|(?P<bracket>[(){}\[\]])",
    re.DOTALL,
)


def resume(text: str, position: int, open_brackets: list[str], column: int) -> int:
    """The offset to go on at, from `position` on; the end of the text if there is none.

    It is the first of: a word that begins a line no further right than `column` (from 0), to which
    the entry given up was indented, or a `}` further left; a label or field outside of all
    brackets; a `}` that closes none of the `open_brackets` (what opened them, outermost first).
    """
    brackets = list(open_brackets)
    line_start = text.rfind("\n", 0, position) + 1
    fresh = not text[line_start:position].strip()
    for found in WALK.finditer(text, position):
        kind, start = found.lastgroup, found.start()
        if kind == "line":
            line_start, fresh = start + 1, True
            continue
        if kind == "bracket":
            if fresh and found[0] == "}" and start - line_start < column:
                return start
            if not _fits(brackets, found[0]):
                return start
        elif kind != "comment":
            if fresh and start - line_start <= column:
                return start
            if kind == "label" and not brackets:
                return start
        fresh = False
    return len(text)


def _fits(brackets: list[str], sign: str) -> bool:
    # A brace closes what was left open inside its own; a parenthesis closes only its like.
    if sign in OPEN:
        brackets.append(sign)
        return True
    if sign != "}":
        if brackets and OPEN[brackets[-1]] == sign:
            brackets.pop()
        return True
    while brackets:
        if brackets.pop() == "{":
            return True
    return False
