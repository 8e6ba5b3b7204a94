"""Regular expressions of screening rules: text becomes a tree.

In: the text between the quotes of `RegExFind` or `RegExMatch`. Out: a tree, or `PatternError`.
The symbols `.`, `\\d`, `*`, `+` and `\\` are those that the vendor's help lists as a few of them
(docs.genesys.com, eServices, screening rules, regular expressions); the others are those of the
language in which that server is written, as far as one pass over a text can follow them
[inferred].
"""

from dataclasses import dataclass
from typing import NoReturn, TypeAlias

from engine.esp.screening.errors import PatternError
from engine.limits import Limits

LAST_POINT = 0x10FFFF
Ranges: TypeAlias = tuple[tuple[int, int], ...]

DIGITS: Ranges = ((48, 57),)
WORD: Ranges = ((48, 57), (65, 90), (95, 95), (97, 122))
SPACES: Ranges = ((9, 13), (32, 32))
CONTROLS = {"t": "\t", "n": "\n", "r": "\r"}
SETS: dict[str, Ranges] = {"d": DIGITS, "w": WORD, "s": SPACES}
SYMBOLS = frozenset("\\^$.|?*+()[]{}")
KNOWN = r"known are \d \w \s \D \W \S \t \n \r, and \ before a sign"


@dataclass(frozen=True, slots=True)
class Letter:
    """One character of a set; `ranges` are code points from and to."""

    ranges: Ranges
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """The beginning of the text (`^`), or its end (`$`): they stand once around the text."""

    end: bool


@dataclass(frozen=True, slots=True)
class Sequence:
    """One after the other; nothing if there is none."""

    items: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Either:
    """One of several."""

    items: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Repeat:
    """At least `least` and at most `most` times; None: however often."""

    item: "Node"
    least: int
    most: int | None


Node: TypeAlias = Letter | Edge | Sequence | Either | Repeat
ANY = Letter((), negated=True)


def read(text: str, limits: Limits) -> Node:
    """The tree of a regular expression. Raises `PatternError`, its places in `text`.

    >>> from engine.limits import LIMITS
    >>> read("a*", LIMITS)
    Repeat(item=Letter(ranges=((97, 97),), negated=False), least=0, most=None)
    """
    reader = _Reader(text, limits)
    found = reader.either(0)
    if reader.at < len(text):
        cure = "write `\\)` for the sign itself"
        raise PatternError("this `)` closes nothing", offset=reader.at, cure=cure)
    return found


def size(node: Node, bound: int) -> int:
    """The positions that a tree becomes, counted no further than just over `bound`."""
    match node:
        case Letter() | Edge():
            return 1
        case Sequence(items=items) | Either(items=items):
            total = 0
            for item in items:
                total += size(item, bound)
                if total > bound:
                    return bound + 1
            return total
        case Repeat(item=item, least=least, most=most):
            times = max(least, 1) if most is None else most
            return min(size(item, bound) * times, bound + 1)


def complement(ranges: Ranges) -> Ranges:
    """All characters that are in none of the ranges.

    >>> complement(((0, 9), (20, 1114111)))
    ((10, 19),)
    """
    found: list[tuple[int, int]] = []
    start = 0
    for low, high in sorted(ranges):
        if low > start:
            found.append((start, low - 1))
        start = max(start, high + 1)
    if start <= LAST_POINT:
        found.append((start, LAST_POINT))
    return tuple(found)


@dataclass(slots=True)
class _Reader:
    text: str
    limits: Limits
    at: int = 0

    def peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def fail(self, message: str, *, start: int | None = None, cure: str | None = None) -> NoReturn:
        offset = self.at if start is None else start
        raise PatternError(message, offset=offset, length=max(self.at - offset, 1), cure=cure)

    def either(self, depth: int) -> Node:
        if depth > self.limits.depth:
            self.fail(f"parentheses nest deeper than {self.limits.depth}")
        branches = [self.sequence(depth)]
        while self.peek() == "|":
            self.at += 1
            branches.append(self.sequence(depth))
        return branches[0] if len(branches) == 1 else Either(tuple(branches))

    def sequence(self, depth: int) -> Node:
        items: list[Node] = []
        while self.peek() not in ("", "|", ")"):
            items.append(self.repeated(self.atom(depth)))
        return items[0] if len(items) == 1 else Sequence(tuple(items))

    def atom(self, depth: int) -> Node:
        sign, start = self.peek(), self.at
        self.at += 1
        match sign:
            case "(":
                return self.group(start, depth)
            case "[":
                return self.bracket(start)
            case ".":
                return ANY
            case "^" | "$":
                return Edge(end=sign == "$")
            case "\\":
                return Letter(self.escaped(start))
            case "*" | "+" | "?" | "{":
                cure = f"write `\\{sign}` for the sign itself"
                self.fail(f"there is nothing before `{sign}` to repeat", start=start, cure=cure)
            case _:
                pass
        return Letter(((ord(sign), ord(sign)),))

    def group(self, start: int, depth: int) -> Node:
        if self.peek() == "?":
            if self.text[self.at + 1 : self.at + 2] != ":":
                self.at += 1
                self.fail("groups have no options here", start=start, cure="write `(…)`")
            self.at += 2
        inner = self.either(depth + 1)
        if self.peek() != ")":
            self.fail("this `(` is not closed", start=start, cure="write `\\(` for the sign itself")
        self.at += 1
        return inner

    def repeated(self, item: Node) -> Node:
        start, sign = self.at, self.peek()
        counts = {"*": (0, None), "+": (1, None), "?": (0, 1)}
        if sign in counts:
            self.at += 1
            least, most = counts[sign]
        elif sign == "{":
            least, most = self.counted(start)
        else:
            return item
        after = self.peek()
        if after and after in "*+?{":
            self.at += 1
            cure = "what is found is always the longest; leave the second sign out"
            self.fail(f"`{self.text[start : self.at]}` repeats twice", start=start, cure=cure)
        return Repeat(item, least, most)

    def counted(self, start: int) -> tuple[int, int | None]:
        """`{2}`, `{2,}` or `{2,5}`."""
        end = self.text.find("}", start)
        least, comma, most = self.text[start + 1 : max(end, start + 1)].partition(",")
        numbers = [each for each in (least, most) if each or each is least]
        if end < 0 or not all(each.isascii() and each.isdecimal() for each in numbers):
            cure = "write `{2}`, `{2,}` or `{2,5}`, and `\\{` for the sign itself"
            self.at = end + 1 if end > 0 else self.at + 1
            self.fail("this is no number of repetitions", start=start, cure=cure)
        self.at = end + 1
        bound = self.limits.pattern_states
        first = min(int(least[:9]), bound + 1)
        last = None if comma and not most else min(int((most or least)[:9]), bound + 1)
        if last is not None and last < first:
            self.fail("the second number is less than the first", start=start)
        return first, last

    def escaped(self, start: int) -> Ranges:
        """The characters that an escape stands for; the backslash has been read."""
        sign = self.peek()
        self.at += 1
        if sign.lower() in SETS and sign:
            found = SETS[sign.lower()]
            return found if sign.islower() else complement(found)
        if sign in CONTROLS and sign:
            sign = CONTROLS[sign]
        elif not sign or (sign.isascii() and sign.isalnum()):
            self.at = min(self.at, len(self.text))
            self.fail(f"`\\{sign}` is not known here", start=start, cure=KNOWN)
        return ((ord(sign), ord(sign)),)

    def bracket(self, start: int) -> Node:
        negated = self.peek() == "^"
        self.at += negated
        ranges: list[tuple[int, int]] = []
        while self.peek() != "]":
            if not self.peek():
                cure = "write `\\[` for the sign itself"
                self.fail("this `[` is not closed", start=start, cure=cure)
            ranges += self.range_()
        self.at += 1
        if not ranges:
            self.fail("there is nothing between `[` and `]`", start=start)
        return Letter(tuple(ranges), negated)

    def range_(self) -> Ranges:
        start = self.at
        low = self.single()
        dash = self.peek() == "-" and self.text[self.at + 1 : self.at + 2] not in ("]", "")
        if not dash:
            return low
        self.at += 1
        high = self.single()
        ends = [first for first, last in (*low, *high) if first == last]
        if len(ends) != len(low) + len(high) or len(ends) != len("ab") or ends[1] < ends[0]:
            cure = "write the lower character first, and `\\-` for the sign itself"
            self.fail(f"`{self.text[start : self.at]}` is no range", start=start, cure=cure)
        return ((ends[0], ends[1]),)

    def single(self) -> Ranges:
        start, sign = self.at, self.peek()
        self.at += 1
        return self.escaped(start) if sign == "\\" else ((ord(sign), ord(sign)),)
