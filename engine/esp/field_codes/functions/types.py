"""`If`, and the functions that ask for a type.

In: values, also missing ones. Out: values. They are documented (docs.genesys.com, eServices, field
codes, miscellaneous functions); that they see whether a value is missing is [inferred].
"""

from engine.esp.field_codes.functions.kind import Context, Function, Parameter
from engine.esp.field_codes.kinds import ANY, TYPE_NAMES, FieldValue, Kind, Known, kind_of

MISSING = "None"
"""The type name of what is missing, as other servers render it."""


def _choice(_: Context, condition: bool, first: Known, second: Known) -> Known:  # noqa: FBT001
    """Only for literals: the machine looks at no more than the chosen result."""
    return first if condition else second


def _type(_: Context, value: FieldValue) -> str:
    return MISSING if value is None else TYPE_NAMES[kind_of(value)]


def _test(name: str, kind: Kind, noun: str, example: str) -> Function:
    def evaluate(_: Context, value: FieldValue) -> bool:
        return value is not None and kind_of(value) is kind

    return Function(
        name=name,
        parameters=(Parameter("value", ANY, "any value, also a missing one"),),
        result=Kind.BOOLEAN,
        evaluate=evaluate,
        takes_missing=True,
        doc=f"""Whether a value is {noun}; a missing value is not.

Example:
    {example}
    = True
""",
    )


IF = Function(
    name="If",
    parameters=(
        Parameter("condition", Kind.BOOLEAN, "what decides"),
        Parameter("yes", ANY, "the result if it is true"),
        Parameter("no", ANY, "the result if it is false"),
    ),
    result=ANY,
    evaluate=_choice,
    doc="""One of two values; the other one is not looked at.

Example:
    If(2 < 3, "less", "more")
    = less
    If(IsString(Contact.Nickname), Contact.Nickname, "customer")
    = customer
""",
)

FUNCTIONS = (
    IF,
    _test("IsBoolean", Kind.BOOLEAN, "a boolean", "IsBoolean(1 = 2)"),
    _test("IsDateTime", Kind.TIME, "a date/time", "IsDateTime(Date(1965, 11, 23))"),
    _test("IsNumber", Kind.NUMBER, "a number", "IsNumber(5)"),
    _test("IsString", Kind.STRING, "a string", 'IsString("5")'),
    Function(
        name="Type",
        parameters=(Parameter("value", ANY, "any value, also a missing one"),),
        result=Kind.STRING,
        evaluate=_type,
        takes_missing=True,
        doc="""The name of a value's type: `Number`, `String`, `DateTime`, `Boolean`.

`None` for a missing value. `DateTime` and `None` are [inferred].

Example:
    Type("a")
    = String
    Type(Contact.Nickname)
    = None
""",
    ),
)
