"""`Bool`, `Num`, `Text`: one type made of another.

In: values, patterns, locales. Out: values, or `Unfit`. They are documented (docs.genesys.com,
eServices, field codes, type conversion).
"""

from decimal import Decimal

from engine.esp.field_codes import formats, numbers
from engine.esp.field_codes.functions.kind import Function, Parameter, pure
from engine.esp.field_codes.kinds import ANY, Kind, Known
from engine.esp.field_codes.locales import locale_of

WORDS = {"off": False, "no": False, "false": False, "on": True, "yes": True, "true": True}


def _bool(value: Known, default: bool = False) -> bool:  # noqa: FBT001, FBT002 - an argument
    match value:
        case Decimal():
            return value != 0
        case str():
            return WORDS.get(value.lower(), default)
        case _:
            return bool(value)


def _num(value: str | Decimal, locale: str = "en_US") -> Decimal:
    found = locale_of(locale)
    return value if isinstance(value, Decimal) else numbers.prefix_number(value, found)


def _text(value: Known, pattern: str | None = None) -> str:
    return formats.shown(value) if pattern is None else formats.formatted(value, pattern)


TEXT = Function(
    name="Text",
    parameters=(
        Parameter("value", ANY, "what to convert"),
        Parameter("pattern", Kind.STRING, "how it is to look", optional=True),
    ),
    result=Kind.STRING,
    evaluate=pure(_text),
    doc="""A string made of any value; `value : pattern` does the same.

Without a pattern a number has no decimals, and a date is as in `1965-11-23 09:03:10`. In a number's
pattern `#` and `0` are digits, of which those behind the point are always shown; `,` groups, `%`
shows hundredths, `;` divides a pattern for negative numbers off. With `d`, `h`, `m`, `s` and no
digit the number is a duration in seconds. A date's pattern has the letters of Java. A boolean's has
the two texts around `;`, a string's has one `@` for the string. Patterns other than a date's are
[inferred].

Example:
    Text(2, "#.##")
    = 2.00
    Text(1234.5, "$#,##0.00")
    = $1,234.50
    Text(3725, "h:mm:ss")
    = 1:02:05
    Text(Date(1965, 11, 23), "d MMMM yyyy")
    = 23 November 1965
    Text(True, "yes;no")
    = yes
""",
)

FUNCTIONS = (
    Function(
        name="Bool",
        parameters=(
            Parameter("value", Kind.NUMBER | Kind.STRING | Kind.BOOLEAN, "what to convert"),
            Parameter("default", Kind.BOOLEAN, "the result for any other string", optional=True),
        ),
        result=Kind.BOOLEAN,
        evaluate=pure(_bool),
        doc="""A boolean made of a number or a string.

0 is false, any other number true. `Off`, `No` and `False` are false, `On`, `Yes` and `True` true;
another string is the default, and false without one. Case does not count [inferred].

Example:
    Bool(25.23)
    = True
    Bool("off", True)
    = False
    Bool("Asteroids", True)
    = True
""",
    ),
    Function(
        name="Num",
        parameters=(
            Parameter("value", Kind.STRING | Kind.NUMBER, "what to convert"),
            Parameter(
                "locale", Kind.STRING, "how it is written, `en_US` by default", optional=True
            ),
        ),
        result=Kind.NUMBER,
        evaluate=pure(_num),
        doc="""A number read from the beginning of a string.

It may be scientific, and what follows it is passed over. 0 if there is none. A number stays what it
is, and groups of three digits may be divided [inferred].

Example:
    Num("12.2e2Zork")
    = 1220
    Num("12,2e2Zork", "fr_FR")
    = 1220
    Num("Zaxxon")
    = 0
""",
    ),
    TEXT,
)
