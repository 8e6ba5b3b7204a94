"""Two small evaluators of what build sheets write: URS's rules, and those of ECMAScript.

They share nothing with the engine. In URS `&` and `|` have one priority and are read from left to
right; in ECMAScript `&&` binds tighter than `||`. In both, what is written is read to its end.
"""

import operator
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

Known: TypeAlias = "int | str | bool"

TOKEN = re.compile(
    r"\s*(?:(\d+)|'((?:[^'\\]|\\.)*)'|\"([^\"]*)\"|([A-Za-z_][\w.]*)|(\|\||&&|[=!<>]=|[-+*/%()\[\],=<>&|!?:]))"
)


class Evaluator:
    """Reads a text from left to right; `levels` are the binary operators, loosest first."""

    levels: tuple[tuple[str, ...], ...]

    def __init__(self, text: str, names: Mapping[str, Known]) -> None:
        self.names = names
        self.tokens: list[tuple[str, str]] = []
        at = 0
        while at < len(text):
            found = TOKEN.match(text, at)
            assert found, text[at:]
            kind = next(index for index in range(1, 6) if found[index] is not None)
            self.tokens.append((" itsno"[kind], found[kind]))
            at = found.end()
        self.at = 0

    def value(self) -> Known:
        """The value of the whole text."""
        found = self.level(0)
        assert self.at == len(self.tokens), self.tokens[self.at :]
        return found

    def level(self, number: int) -> Known:
        """A chain of operators of one priority."""
        if number == len(self.levels):
            return self.operand()
        left = self.level(number + 1)
        while self.peek("o") in self.levels[number]:
            sign = self.take()
            left = self.apply(sign, left, self.level(number + 1))
        return left

    def operand(self) -> Known:
        """A literal, a name with what follows it, or something in parentheses."""
        kind, text = self.tokens[self.at]
        self.at += 1
        if kind == "i":
            return int(text)
        if kind in "ts":
            return self.unescaped(text) if kind == "t" else text
        if kind == "n":
            return self.named(text)
        return self.prefixed(text)

    def prefixed(self, text: str) -> Known:
        assert text == "("
        found = self.level(0)
        self.expect(")")
        return found

    def named(self, name: str) -> Known:
        """A variable, or a name with keys and arguments, which is looked up as it is written."""
        while self.peek("o") == "[":
            self.take()
            keys = []
            while self.peek("o") != "]":
                keys.append(repr(self.level(0)))
                if self.peek("o") == ",":
                    self.take()
            self.expect("]")
            name += f"[{', '.join(keys)}]"
        return self.names[name]

    def apply(self, sign: str, left: Known, right: Known) -> Known:
        """What a binary operator gives."""
        raise NotImplementedError

    def unescaped(self, text: str) -> str:
        return text

    def peek(self, kind: str) -> str:
        found = self.tokens[self.at] if self.at < len(self.tokens) else ("", "")
        return found[1] if found[0] == kind else ""

    def take(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1][1]

    def expect(self, sign: str) -> None:
        assert self.take() == sign


def whole(left: int, right: int) -> int:
    """A quotient, rounded towards zero."""
    quotient = abs(left) // abs(right)
    return quotient if (left < 0) is (right < 0) else -quotient


COMPARING: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq, "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le,
    ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
COUNTING: dict[str, Callable[[int, int], int]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul,
}  # fmt: skip


class Urs(Evaluator):
    """URS: integers and texts; a comparison is 1 or 0; `&` and `|` alike."""

    levels = (("&", "|"), ("=", "!=", "<", "<=", ">", ">="), ("+", "-"), ("*", "/"))

    def apply(self, sign: str, left: Known, right: Known) -> Known:
        """Operators never get two types at once."""
        assert type(left) is type(right), (left, sign, right)
        if sign == "&":
            return int(bool(left) and bool(right))
        if sign == "|":
            return int(bool(left) or bool(right))
        if sign in COMPARING:
            return int(COMPARING[sign](left, right))
        assert isinstance(left, int)
        assert isinstance(right, int)
        return whole(left, right) if sign == "/" else COUNTING[sign](left, right)

    def named(self, name: str) -> Known:
        """`Cat[a, b]` joins two texts."""
        if name != "Cat":
            return super().named(name)
        self.expect("[")
        left = self.level(0)
        self.expect(",")
        right = self.level(0)
        self.expect("]")
        assert isinstance(left, str)
        assert isinstance(right, str)
        return left + right


class Ecma(Evaluator):
    """ECMAScript, as far as build sheets use it; divisions have to come out even."""

    levels = (
        ("||",), ("&&",), ("==", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "/", "%"),
    )  # fmt: skip

    def apply(self, sign: str, left: Known, right: Known) -> Known:
        """Operators never get two types at once, though ECMAScript would take them."""
        assert type(left) is type(right), (left, sign, right)
        if sign == "&&":
            return left and right
        if sign == "||":
            return left or right
        if sign in COMPARING:
            return COMPARING[sign](left, right)
        if isinstance(left, str) and isinstance(right, str):
            assert sign == "+"
            return left + right
        assert isinstance(left, int)
        assert isinstance(right, int)
        if sign == "%":
            return left - whole(left, right) * right
        if sign == "/":
            assert left % right == 0
            return left // right
        return COUNTING[sign](left, right)

    def prefixed(self, text: str) -> Known:
        """`!x`, `-x`, `(x)`, and `(a ? b : c)`."""
        if text in "!-":
            found = self.operand()
            return not found if text == "!" else -int(found)
        found = self.level(0)
        if self.peek("o") == "?":
            self.take()
            first = self.level(0)
            self.expect(":")
            second = self.level(0)
            found = first if found else second
        self.expect(")")
        return found

    def named(self, name: str) -> Known:
        """`true`, `false`, `Number(x)`."""
        if name in ("true", "false"):
            return name == "true"
        if name == "Number":
            self.expect("(")
            found = int(self.level(0))
            self.expect(")")
            return found
        return super().named(name)

    def unescaped(self, text: str) -> str:
        """The escapes of a text."""
        return re.sub(r"\\(.)", r"\1", text)
