"""Phone numbers, by the data of a maintained library; knows nothing of the language.

In: a text and, where it may lack a country code, the region to assume (two letters, `US`). Out: its
E.164 form and what kind of number it is. The library takes 20 ms to import and is imported only
when a number is looked at.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber


def e164(text: str, region: str | None) -> str | None:
    """The number in E.164, or None if the text is no valid number.

    A number with an extension has no E.164 form.

    >>> e164("(415) 555-2671", "US"), e164("555-2671", "US"), e164("(415) 555-2671", None)
    ('+14155552671', None, None)
    """
    import phonenumbers

    number = _read(text, region)
    if number is None:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def is_valid(text: str, region: str | None = None) -> bool:
    """Whether the text is a valid number; without a region it must begin with `+`.

    >>> is_valid("+14155552671"), is_valid("14155552671"), is_valid("+1415555267")
    (True, False, False)
    """
    return _read(text, region) is not None


def is_mobile(text: str, region: str | None = None) -> bool:
    """Whether the text is a valid number that is, or may be, a mobile phone's.

    >>> is_mobile("+491721234567"), is_mobile("+4930901820"), is_mobile("+14155552671")
    (True, False, True)
    """
    import phonenumbers

    number = _read(text, region)
    return number is not None and phonenumbers.number_type(number) in (
        phonenumbers.PhoneNumberType.MOBILE,
        phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
    )


_TABLE = (
    "AC AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR "
    "BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC "
    "EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK "
    "HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB "
    "LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY "
    "MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PR PS PT PW PY QA RE RO RS "
    "RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TA TC TD TG TH TJ TK TL "
    "TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW"
)
REGIONS = frozenset(_TABLE.split())
"""The regions that the library knows, each as two capital letters: a region that is written in a
strategy is known without loading it."""


def data_version() -> str:
    """The version of the library's data, which decides what is valid."""
    import phonenumbers

    return phonenumbers.__version__


def _read(text: str, region: str | None) -> "PhoneNumber | None":
    import phonenumbers

    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if number.extension or not phonenumbers.is_valid_number(number):
        return None
    return number
