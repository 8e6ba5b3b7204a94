"""The locales that functions take as an argument: how numbers and dates are written there.

In: a name such as `fr_FR`. Out: a `Locale`. These are the three that the vendor's pages name
(docs.genesys.com, eServices, field codes, type conversion). Everything else is `en_US`, as the
pages' examples are.
"""

import re
from dataclasses import dataclass

from engine.diagnostics import did_you_mean, listed
from engine.esp.field_codes.errors import Unfit

ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
FRENCH_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip
ENGLISH_WEEKDAYS = (
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Locale:
    """How numbers and dates are written: the beginning of a text that is a number, the months."""

    number: re.Pattern[str]
    months: tuple[str, ...]


def _number(groups: str, point: str) -> re.Pattern[str]:
    return re.compile(
        r"[ \t\r\n]*(?P<sign>[+-]?)"
        rf"(?P<whole>[0-9]{{1,3}}(?:[{groups}][0-9]{{3}})+(?![0-9])|[0-9]*)"
        rf"(?:[{point}](?P<fraction>[0-9]*))?(?P<exponent>[eE][+-]?[0-9]+)?"
    )


_ENGLISH = Locale(_number(",", "."), ENGLISH_MONTHS)
LOCALES: dict[str, Locale] = {
    "en_US": _ENGLISH,
    "en_GB": _ENGLISH,
    "fr_FR": Locale(_number(" \u00a0\u202f", ","), FRENCH_MONTHS),
}


def locale_of(name: str = "en_US") -> Locale:
    """The locale of a name; its case counts."""
    found = LOCALES.get(name)
    if found is None:
        cure = did_you_mean(name, LOCALES) or f"there are {listed(LOCALES)}"
        message = f"there is no locale `{name}`"
        raise Unfit(message, cure)
    return found
