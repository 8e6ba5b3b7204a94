"""Patterns of numbers: `#,##0.00`, `0%`, `$#,##0.00;($#,##0.00)`, and of durations: `h:mm:ss`.

In: a number and a pattern. Out: a text, or `Unfit`. The documented example is `2 : "#.##"`, which
gives `2.00` (docs.genesys.com, eServices, field codes, data types): behind the point `#` shows its
digit as `0` does. The rest follows Java's patterns [inferred]: `0` before the point is a digit that
is always shown, `,` groups, `%` shows hundredths, `;` divides a pattern for negative numbers off,
text around the digits stands for itself, and rounding is half to even. A digit always stands before
the point. A pattern without digits but with `d`, `h`, `m` or `s` formats a number of seconds; the
greatest unit takes all that is left.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import lru_cache

from engine.esp.field_codes.date_patterns import QUOTE, literal
from engine.esp.field_codes.errors import Unfit, quoted
from engine.values import DAY, HOUR, MINUTE, SECOND

_WIDE = Context(prec=3_000, rounding=ROUND_HALF_EVEN)
"""Enough for any number of `numbers` with all its digits."""

DECIMALS_MAX = 1_100
UNITS = {"d": DAY // SECOND, "h": HOUR // SECOND, "m": MINUTE // SECOND, "s": 1}
"""The letters of durations with their seconds, the greatest first."""
DIGIT = "0"
PLACE = "#"
GROUP = ","
POINT = "."
NEGATIVE = ";"
PERCENT = "%"


@dataclass(frozen=True, slots=True)
class NumberPattern:
    """How a number is shown. `group` is how many digits stand together, 0 for all."""

    before: str
    behind: str
    whole_min: int
    group: int
    decimals: int
    percent: bool
    negative: tuple[str, str]


@dataclass(slots=True)
class _Cursor:
    """What is left of a pattern: characters, each with whether it is quoted."""

    characters: list[tuple[str, bool]]
    position: int = 0

    def taken(self, wanted: str, *, inside: bool) -> list[str]:
        """The unquoted characters ahead that are among `wanted`, or (`inside` false) the others."""
        start = self.position
        while self.position < len(self.characters):
            character, literal_ = self.characters[self.position]
            if (not literal_ and character in wanted) is not inside:
                break
            self.position += 1
        return [character for character, _ in self.characters[start : self.position]]


def without_decimals(value: Decimal) -> str:
    """A number without a pattern.

    >>> without_decimals(Decimal("2.5")), without_decimals(Decimal("-0.2"))
    ('2', '0')
    """
    negative, whole, _ = _rounded(value, 0)
    return f"-{whole}" if negative else whole


def formatted(value: Decimal, pattern: str) -> str:
    """A number by a pattern.

    >>> formatted(Decimal("1234.5"), "$#,##0.00"), formatted(Decimal("0.25"), "0%")
    ('$1,234.50', '25%')
    >>> formatted(Decimal(3725), "h:mm:ss")
    '1:02:05'
    """
    read = _read(pattern)
    return _number(value, read) if isinstance(read, NumberPattern) else _duration(value, read)


def check(pattern: str) -> None:
    """Raises `Unfit` for a pattern that formats no number."""
    _read(pattern)


def _rounded(value: Decimal, decimals: int) -> tuple[bool, str, str]:
    """Whether what is shown is negative, and its digits before and behind the point."""
    # No number of ours has digits further behind the point than this.
    exact = _WIDE.quantize(value, Decimal((0, (1,), -min(decimals, DECIMALS_MAX))))
    whole, _, fraction = f"{exact.copy_abs():f}".partition(POINT)
    return exact < 0, whole, fraction.ljust(decimals, DIGIT)


def _number(value: Decimal, pattern: NumberPattern) -> str:
    scaled = value.scaleb(2, _WIDE) if pattern.percent else value
    negative, whole, fraction = _rounded(scaled, pattern.decimals)
    before, behind = pattern.negative if negative else (pattern.before, pattern.behind)
    point = POINT if fraction else ""
    padded = whole.rjust(pattern.whole_min, DIGIT)
    return f"{before}{_grouped(padded, pattern.group)}{point}{fraction}{behind}"


def _grouped(digits: str, size: int) -> str:
    """Digits in groups from the right.

    >>> _grouped("1234567", 3), _grouped("123", 3), _grouped("1234", 0)
    ('1,234,567', '123', '1234')
    """
    if not size:
        return digits
    first = len(digits) % size
    parts = [digits[at : at + size] for at in range(first, len(digits), size)]
    return GROUP.join([digits[:first], *parts] if first else parts)


def _duration(value: Decimal, parts: tuple[tuple[str, int], ...]) -> str:
    seconds = int(_WIDE.quantize(value.copy_abs(), Decimal(1)))
    negative = value < 0 and seconds > 0
    present = {letter for letter, count in parts if count}
    amounts: dict[str, int] = {}
    for letter, size in UNITS.items():
        if letter in present:
            amounts[letter], seconds = divmod(seconds, size)
    text = "".join(
        str(amounts[text]).rjust(count, DIGIT) if count else text for text, count in parts
    )
    return f"-{text}" if negative else text


@lru_cache(maxsize=256)
def _read(pattern: str) -> NumberPattern | tuple[tuple[str, int], ...]:
    characters = _characters(pattern)
    plain = {character for character, literal_ in characters if not literal_}
    if plain & {DIGIT, PLACE}:
        return _digits(pattern, characters)
    if plain & UNITS.keys():
        return _letters(pattern, characters)
    message = f"the pattern {quoted(pattern)} formats no number"
    raise Unfit(
        message,
        "write `#` or `0` for digits, for example `#,##0.00`, or `h:mm:ss` for seconds",
    )


def _characters(pattern: str) -> list[tuple[str, bool]]:
    """The characters, quotes resolved, each with whether it was quoted."""
    found: list[tuple[str, bool]] = []
    position = 0
    while position < len(pattern):
        if pattern[position] == QUOTE:
            text, position = literal(pattern, position)
            found += [(character, True) for character in text]
        else:
            found.append((pattern[position], False))
            position += 1
    return found


def _digits(pattern: str, characters: list[tuple[str, bool]]) -> NumberPattern:
    cursor = _Cursor(characters)
    before = cursor.taken("#0,.;", inside=False)
    whole = cursor.taken("#0,", inside=True)
    point = cursor.taken(POINT, inside=True)
    decimals = cursor.taken("#0", inside=True) if point else []
    behind = cursor.taken("#0,.;", inside=False)
    divided = cursor.taken(NEGATIVE, inside=True)
    negative = (f"-{''.join(before)}", "".join(behind))
    if divided:
        first = cursor.taken("#0,.;", inside=False)
        cursor.taken("#0,.", inside=True)
        negative = ("".join(first), "".join(cursor.taken("#0,.;", inside=False)))
    if cursor.position < len(characters) or len(point) > 1 or len(divided) > 1:
        message = f"the pattern {quoted(pattern)} is not understood"
        raise Unfit(
            message,
            "a number's pattern is like `#,##0.00`; text with `#`, `0`, `,`, `.` or `;` is in"
            " single quotes",
        )
    digits = "".join(whole)
    return NumberPattern(
        before="".join(before),
        behind="".join(behind),
        whole_min=max(digits.count(DIGIT), 1),
        group=len(digits) - digits.rindex(GROUP) - 1 if GROUP in digits else 0,
        decimals=len(decimals),
        percent=any(
            not literal_ and character == PERCENT
            for character, literal_ in characters
        ),
        negative=negative,
    )  # fmt: skip


def _letters(pattern: str, characters: list[tuple[str, bool]]) -> tuple[tuple[str, int], ...]:
    """A duration's pattern: a letter and how often it stands there, or a text and 0."""
    parts: list[tuple[str, int]] = []
    for character, literal_ in characters:
        if literal_ or not (character.isascii() and character.isalpha()):
            parts.append((character, 0))
        elif character not in UNITS:
            message = (
                f"`{character}` in the pattern {quoted(pattern)} stands for no part of a duration"
            )
            raise Unfit(
                message,
                "the letters are `d`, `h`, `m` and `s`; others are in single quotes",
            )
        elif parts and parts[-1][1] and parts[-1][0] == character:
            parts[-1] = (character, parts[-1][1] + 1)
        else:
            parts.append((character, 1))
    return tuple(parts)
