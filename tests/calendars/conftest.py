"""The slow calendar reads the zones from the same package, whatever the machine has."""

import zoneinfo
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="module")
def _zones_of_the_package() -> Iterator[None]:
    before = zoneinfo.TZPATH
    zoneinfo.reset_tzpath(to=())
    zoneinfo.ZoneInfo.clear_cache()
    yield
    zoneinfo.reset_tzpath(to=before)
    zoneinfo.ZoneInfo.clear_cache()
