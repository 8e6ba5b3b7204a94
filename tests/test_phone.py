"""Phone numbers: their E.164 form and their kinds, by the library's data."""

import re

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import phone

TEXTS = st.text(alphabet="+0123456789 ()-.ax;#", max_size=24) | st.text(max_size=20)
REGIONS = st.sampled_from([None, "US", "DE", "GB", "ZZ", "", "us"])


@pytest.mark.parametrize(
    ("text", "region", "expected"),
    [
        ("(415) 555-2671", "US", "+14155552671"),
        ("415.555.2671", "US", "+14155552671"),
        ("+1 (415) 555-2671", None, "+14155552671"),
        ("+1 (415) 555-2671", "DE", "+14155552671"),
        ("030 901820", "DE", "+4930901820"),
        ("0049 30 901820", "DE", "+4930901820"),
        ("+49 30 901820", "US", "+4930901820"),
        ("030 901820", "US", None),
        ("030 901820", None, None),
        ("4155552671", None, None),
        ("555-2671", "US", None),
        ("+1 415 555 267", "US", None),
        ("415 555 2671 ext. 5", "US", None),
        ("tel:+1-415-555-2671;ext=5", "US", None),
        ("4155552671", "ZZ", None),
        ("4155552671", "", None),
        ("anonymous", "US", None),
        ("", "US", None),
        ("+", "US", None),
        ("1" * 10_000, "US", None),
    ],
)
def test_a_number_has_one_e164_form_or_none(
    text: str, region: str | None, expected: str | None
) -> None:
    assert phone.e164(text, region) == expected


@pytest.mark.parametrize(
    ("text", "mobile"),
    [
        ("+491721234567", True),
        ("+4930901820", False),
        ("+14155552671", True),
        ("+18005552671", False),
        ("+447911123456", True),
        ("+49", False),
        ("hello", False),
    ],
)
def test_a_number_that_may_be_a_mobile_phones_counts_as_mobile(text: str, mobile: bool) -> None:
    assert phone.is_mobile(text) is mobile


def test_a_national_number_is_mobile_in_its_region_only() -> None:
    assert phone.is_mobile("0172 1234567", "DE")
    assert not phone.is_mobile("0172 1234567")


def test_the_regions_are_those_of_the_library() -> None:
    assert phone.REGIONS == phonenumbers.SUPPORTED_REGIONS


@given(TEXTS, REGIONS)
def test_a_text_is_valid_if_and_only_if_it_has_an_e164_form(text: str, region: str | None) -> None:
    found = phone.e164(text, region)

    assert phone.is_valid(text, region) is (found is not None)
    assert found is None or re.fullmatch(r"\+[1-9][0-9]{3,14}", found)


@given(TEXTS, REGIONS)
def test_an_e164_form_is_its_own_e164_form_everywhere(text: str, region: str | None) -> None:
    found = phone.e164(text, region)

    if found is not None:
        assert phone.e164(found, None) == phone.e164(found, "GB") == found


def test_the_data_has_a_version() -> None:
    assert re.fullmatch(r"[0-9]+(\.[0-9]+)+", phone.data_version())
