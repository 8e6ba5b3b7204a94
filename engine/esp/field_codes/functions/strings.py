"""Functions of strings.

In: strings and whole numbers. Out: strings and numbers, or `Unfit`. `Length` is documented
(docs.genesys.com, eServices, field codes). Names and rules of the others are [inferred]: characters
are counted from 1, and strings are searched without regard to case, as they are compared.
"""

import re
from collections.abc import Callable
from decimal import Decimal

from engine.esp.field_codes import numbers
from engine.esp.field_codes.errors import Unfit
from engine.esp.field_codes.functions.kind import Context, Function, Parameter, pure
from engine.esp.field_codes.kinds import Kind, Known
from engine.esp.field_codes.operators import folded

_WORD = re.compile(r"\S+")


def _count(value: Decimal, what: str, *, least: int = 0) -> int:
    number = numbers.whole(value, what)
    if number < least:
        message = f"{what} must be at least {least}, and is {number}"
        raise Unfit(message)
    return number


def _length(text: str) -> Decimal:
    return Decimal(len(text))


def _left(text: str, count: Decimal) -> str:
    return text[: _count(count, "`count`")]


def _right(text: str, count: Decimal) -> str:
    return text[max(len(text) - _count(count, "`count`"), 0) :]


def _mid(text: str, start: Decimal, count: Decimal | None = None) -> str:
    first = _count(start, "`start`", least=1) - 1
    return text[first:] if count is None else text[first : first + _count(count, "`count`")]


def _find(text: str, part: str, start: Decimal = numbers.ONE) -> Decimal:
    first = _count(start, "`start`", least=1) - 1
    return Decimal(folded(text).find(folded(part), min(first, len(text) + 1)) + 1)


def _replace(context: Context, text: str, old: str, new: str) -> str:
    if not old:
        raise Unfit("the string to be replaced is empty")
    places, needle, pieces = folded(text), folded(old), list[str]()
    if len(text) + places.count(needle) * (len(new) - len(old)) > context.chars_max:
        message = f"the text is longer than {context.chars_max} characters"
        raise Unfit(message)
    position = 0
    while (found := places.find(needle, position)) >= 0:
        pieces += (text[position:found], new)
        position = found + len(old)
    return "".join([*pieces, text[position:]])


def _cap_words(text: str) -> str:
    return _WORD.sub(lambda word: word[0][:1].upper() + word[0][1:].lower(), text)


TEXT = Parameter("text", Kind.STRING, "a string")
COUNT = Parameter("count", Kind.NUMBER, "how many characters")
START = Parameter("start", Kind.NUMBER, "the first character, counted from 1")


def _of_text(name: str, result: Kind, evaluate: Callable[[str], Known], doc: str) -> Function:
    return Function(name=name, parameters=(TEXT,), result=result, evaluate=pure(evaluate), doc=doc)


FUNCTIONS = (
    _of_text(
        "Length",
        Kind.NUMBER,
        _length,
        """How many characters a string has.

Example:
    Length("Hello, world!")
    = 13
""",
    ),
    Function(
        name="Left",
        parameters=(TEXT, COUNT),
        result=Kind.STRING,
        evaluate=pure(_left),
        doc="""The first characters of a string; all of it if there are fewer [inferred].

Example:
    Left("Genesys", 3)
    = Gen
""",
    ),
    Function(
        name="Right",
        parameters=(TEXT, COUNT),
        result=Kind.STRING,
        evaluate=pure(_right),
        doc="""The last characters of a string; all of it if there are fewer [inferred].

Example:
    Right("+14155550123", 4)
    = 0123
""",
    ),
    Function(
        name="Mid",
        parameters=(TEXT, START, Parameter("count", Kind.NUMBER, "how many", optional=True)),
        result=Kind.STRING,
        evaluate=pure(_mid),
        doc="""Characters from the middle of a string, up to its end without a count [inferred].

Example:
    Mid("2026-12-24", 6, 2)
    = 12
""",
    ),
    Function(
        name="Find",
        parameters=(
            TEXT,
            Parameter("part", Kind.STRING, "what to look for"),
            Parameter("start", Kind.NUMBER, "the first character to look at", optional=True),
        ),
        result=Kind.NUMBER,
        evaluate=pure(_find),
        doc="""Where a string stands in another one, counted from 1; 0 if it does not [inferred].

Example:
    Find("Hello, world!", "WORLD")
    = 8
    Find("Hello", "x")
    = 0
""",
    ),
    Function(
        name="Replace",
        parameters=(
            TEXT,
            Parameter("old", Kind.STRING, "what to replace, not empty"),
            Parameter("new", Kind.STRING, "what to put there"),
        ),
        result=Kind.STRING,
        evaluate=_replace,
        doc="""A string with all places of one string replaced by another [inferred].

What is put in is not looked at again.

Example:
    Replace("a-b-c", "-", "+")
    = a+b+c
""",
    ),
    _of_text(
        "LowerCase",
        Kind.STRING,
        str.lower,
        """A string in lower case [inferred].

Example:
    LowerCase("ANA")
    = ana
""",
    ),
    _of_text(
        "UpperCase",
        Kind.STRING,
        str.upper,
        """A string in upper case [inferred].

Example:
    UpperCase("ana")
    = ANA
""",
    ),
    _of_text(
        "CapWords",
        Kind.STRING,
        _cap_words,
        """A string whose words begin with a capital and go on in lower case [inferred].

Words are what stands between white space.

Example:
    CapWords("ana maria LEE")
    = Ana Maria Lee
""",
    ),
    _of_text(
        "Trim",
        Kind.STRING,
        str.strip,
        """A string without the white space at its ends [inferred].

Example:
    Trim("  Ana ")
    = Ana
""",
    ),
)
