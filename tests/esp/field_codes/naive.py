"""A second evaluator of formulas, as one would write it on a blackboard.

It reads characters by recursion, one function a level, makes a tree of tuples and computes it by
recursion. It shares nothing with the engine but the rules, and it knows a part of the functions.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from typing import Any

from engine.values import KVList, Time
from tests.esp.field_codes.naive_functions import NaiveError, Value, folded, function, moved

Tree = tuple[Any, ...]
WORD = re.compile(
    r"""\s*(?:(?P<number>(?:\d+\.?\d*|(?<![\w)])\.\d+)(?:[eE][+-]?\d+)?)(?![\w.])
    |(?P<text>"(?:[^"\\\r\n]|\\[abfnrtv'"\\])*"|'(?:[^'\\\r\n]|\\[abfnrtv'"\\])*')
    |(?P<name>[A-Za-z_]\w*)|(?P<sign><=|>=|<>|==|!=|&&|\|\||[-+*/^<>=!:(),.]))""",
    re.VERBOSE | re.ASCII,
)
ESCAPE = re.compile(r"\\(.)")
SYMBOLS = {
    "LT": "<", "LE": "<=", "GT": ">", "GE": ">=", "==": "=", "EQ": "=", "!=": "<>", "NE": "<>",
    "!": "NOT", "&&": "AND", "||": "OR",
}  # fmt: skip
WORDS = {"MOD", "NOT", "AND", "XOR", "OR"}
LOOSEST_FIRST = [
    {":"}, {"OR"}, {"XOR"}, {"AND"}, set(), {"<", "<=", ">", ">=", "=", "<>"}, {"+", "-"},
    {"*", "/", "MOD"}, {"^"},
]  # fmt: skip
NOT_LEVEL = 5
"""`Not` takes a comparison, and what binds tighter."""
OBJECTS = {
    "contact": "Contact", "agent": "Agent", "interaction": "Interaction",
    "customproperties": "CustomProperties", "custom": "CustomProperties",
}  # fmt: skip
COUNTS = {
    "if": (3, 3), "isstring": (1, 1), "isnumber": (1, 1), "isboolean": (1, 1), "isdatetime": (1, 1),
    "type": (1, 1), "bool": (1, 2), "text": (1, 1), "abs": (1, 1), "ceil": (1, 1), "floor": (1, 1),
    "date": (3, 6), "year": (1, 1), "month": (1, 1), "day": (1, 1), "hour24": (1, 1),
    "weekday": (1, 1), "adddays": (2, 2), "length": (1, 1), "left": (2, 2), "right": (2, 2),
    "mid": (2, 3), "find": (2, 3), "replace": (3, 3), "lowercase": (1, 1), "uppercase": (1, 1),
    "trim": (1, 1),
}  # fmt: skip


class Reader:
    """Reads a formula."""

    def __init__(self, text: str) -> None:
        self.words: list[tuple[str, str]] = []
        position = 0
        while text[position:].strip(" \t\r\n"):
            found = WORD.match(text, position)
            if found is None or found[0].strip(" \t\r\n") != found[found.lastgroup or 0]:
                raise NaiveError
            position = found.end()
            self.words.append((found.lastgroup or "", found[found.lastgroup or 0]))

    def peek(self) -> tuple[str, str]:
        """The next word; operators by one name."""
        kind, word = self.words[0] if self.words else ("end", "")
        if kind in ("name", "sign"):
            symbol = SYMBOLS.get(word.upper(), word.upper() if word.upper() in WORDS else word)
            if symbol != word or symbol in WORDS:
                return "sign", symbol
        return kind, word

    def take(self, word: str) -> bool:
        """Takes a sign if it is next."""
        if self.peek() == ("sign", word):
            self.words.pop(0)
            return True
        return False

    def need(self, word: str) -> None:
        """Takes a sign that must be next."""
        if not self.take(word):
            raise NaiveError

    def whole(self) -> Tree:
        """All of it is one formula."""
        tree = self.level(0)
        if self.words:
            raise NaiveError
        return tree

    def level(self, number: int) -> Tree:
        """A chain of the operators of a level."""
        if number == len(LOOSEST_FIRST):
            return self.operand()
        tree = self.level(number + 1)
        while self.peek()[0] == "sign" and self.peek()[1] in LOOSEST_FIRST[number]:
            operator = self.peek()[1]
            self.words.pop(0)
            tree = (operator, tree, self.level(number + 1))
        return tree

    def operand(self) -> Tree:
        """A value, a formula in parentheses, or a prefix with its operand."""
        if self.take("NOT"):
            return ("NOT", self.level(NOT_LEVEL))
        for sign in "+-":
            if self.take(sign):
                return (f"prefix {sign}", self.operand())
        if self.take("("):
            tree = self.level(0)
            self.need(")")
            return tree
        kind, word = self.peek()
        if kind not in ("number", "text", "name"):
            raise NaiveError
        self.words.pop(0)
        if kind == "number":
            return ("literal", rounded(Decimal(word)))
        if kind == "text":
            return ("literal", ESCAPE.sub(lambda e: eval_escape(e[1]), word[1:-1]))
        if word.lower() in ("true", "false"):
            return ("literal", word.lower() == "true")
        return self.call(word) if self.take("(") else self.path(word)

    def call(self, word: str) -> Tree:
        """A function with its arguments."""
        arguments = []
        if not self.take(")"):
            arguments.append(self.level(0))
            while self.take(","):
                arguments.append(self.level(0))
            self.need(")")
        least, most = COUNTS.get(word.lower(), (1, 0))
        if not least <= len(arguments) <= most:
            raise NaiveError
        return ("call", word.lower(), *arguments)

    def path(self, word: str) -> Tree:
        """A property."""
        keys = []
        while self.take("."):
            kind, key = self.words.pop(0) if self.words else ("", "")
            if kind != "name" or key.startswith("__"):
                raise NaiveError
            keys.append(key)
        if not 0 < len(keys) <= 16 or word.lower() not in OBJECTS:
            raise NaiveError
        if self.peek() == ("sign", "("):
            raise NaiveError
        return ("read", OBJECTS[word.lower()], keys)


def eval_escape(letter: str) -> str:
    """The character of an escape."""
    return dict(zip("abfnrtv", "\a\b\f\n\r\t\v", strict=True)).get(letter, letter)


def rounded(number: Decimal) -> Decimal:
    """A number with 28 digits."""
    if not number:
        return Decimal(0)
    with localcontext(prec=28, rounding=ROUND_HALF_EVEN):
        number = +number
    if number.adjusted() > 999:
        raise NaiveError
    return number


def evaluate(formula: str, sources: dict[str, KVList]) -> Value:
    """The value of a formula. Raises `NaiveError`."""
    return computed(Reader(formula).whole(), sources)


def computed(tree: Tree, sources: dict[str, KVList]) -> Value:
    """The value of a tree."""
    match tree:
        case ("literal", value):
            return value  # type: ignore[no-any-return]
        case ("read", str(object_), list(keys)):
            return read(sources.get(object_, KVList()), object_, keys)
        case ("AND" | "OR" as word, left, right):
            first = flag(computed(left, sources))
            if first is None or first is (word == "OR"):
                return first
            return flag(computed(right, sources))
        case ("call", "if", condition, yes, no):
            chosen = flag(computed(condition, sources))
            return None if chosen is None else computed(yes if chosen else no, sources)
        case ("call", str(name), *arguments):
            return function(name, [computed(each, sources) for each in arguments])
        case (str(operator), *operands):
            values = [computed(each, sources) for each in operands]
            return None if None in values else operation(operator, values)
        case _:
            raise NaiveError


def flag(value: Value) -> bool | None:
    """A value that must be a boolean."""
    if value is None or isinstance(value, bool):
        return value
    raise NaiveError


def read(source: Any, object_: str, keys: list[str]) -> Value:
    """A property."""
    names = [key.lower() for key in keys]
    if object_ == "Contact" and names == ["emailaddresses", "count"]:
        return Decimal(sum(key.lower() == names[0] for key, _ in source))
    found: Any = source
    for key in keys:
        if not isinstance(found, KVList):
            return None
        entries = [entry for entry in found.pairs if entry[0].lower() == key.lower()]
        entries.sort(key=lambda entry: entry[0] != key)
        found = entries[0][1] if entries else None
    if isinstance(found, Time):
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=int(found))
    if isinstance(found, int):
        return Decimal(found)
    if isinstance(found, str):
        return found
    if object_ in ("Contact", "Agent") and names == ["fullname"]:
        parts = [read(source, "", ["FirstName"]), read(source, "", ["LastName"])]
        return " ".join(str(part) for part in parts if part not in (None, "")) or None
    return None


def operation(operator: str, values: list[Any]) -> Value:
    """The result of an operator."""
    kinds = "".join({Decimal: "n", str: "t", datetime: "d", bool: "b"}[type(v)] for v in values)
    if kinds == "tt":
        joined = values[0] + values[1] if operator == "+" else None
        values = [folded(each) for each in values]
        if joined is not None:
            return str(joined)
    if operator in COMPARE and kinds in ("nn", "tt", "dd", "bb"):
        if kinds == "bb" and operator not in ("=", "<>"):
            raise NaiveError
        return COMPARE[operator](*values)
    if operator == "XOR" and kinds == "bb":
        return bool(values[0] != values[1])
    if (operator, kinds) == ("NOT", "b"):
        return not values[0]
    if kinds in ("n", "nn"):
        return arithmetic(operator, values)
    return dated(operator, kinds, values)


COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
}


def arithmetic(operator: str, values: list[Decimal]) -> Decimal:
    """Computes with far more digits than are kept."""
    first, second = values[0], values[-1]
    if operator in ("/", "MOD") and not second:
        raise NaiveError
    with localcontext(prec=200, Emax=10**6, Emin=-(10**6)):
        match operator:
            case "prefix +":
                return first
            case "prefix -":
                return -first
            case "+":
                return rounded(first + second)
            case "-":
                return rounded(first - second)
            case "*":
                return rounded(first * second)
            case "/":
                return rounded(first / second)
            case "MOD":
                return rounded(first - second * int(first / second))
            case "^":
                return power(first, second)
            case _:
                raise NaiveError


def power(base: Decimal, exponent: Decimal) -> Decimal:
    """A power."""
    if not exponent or base == 1:
        return Decimal(1)
    if not base:
        if exponent < 0:
            raise NaiveError
        return Decimal(0)
    if exponent != int(exponent):
        if base < 0:
            raise NaiveError
        return rounded((base.ln() * exponent).exp())
    result = Decimal(1)
    for _ in range(abs(int(exponent))):
        result *= base
    return rounded(result if exponent > 0 else 1 / result)


def dated(operator: str, kinds: str, values: list[Any]) -> Value:
    """Dates moved by days, and days between dates."""
    first, second = values[0], values[-1]
    match operator, kinds:
        case "+", "dn":
            return moved(first, second)
        case "+", "nd":
            return moved(second, first)
        case "-", "dn":
            return moved(first, -second)
        case "-", "dd":
            micros = (first - second) // timedelta(microseconds=1)
            return Decimal(micros) / Decimal(86_400_000_000)
        case _:
            raise NaiveError
