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


def regions() -> frozenset[str]:
    """The regions that the library knows, each as two capital letters.

    >>> "US" in regions(), "us" in regions(), "XX" in regions()
    (True, False, False)
    """
    import phonenumbers

    return frozenset(phonenumbers.SUPPORTED_REGIONS)


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
