"""What holds for every test: how much Hypothesis tries, and that nobody opens a connection.

`HYPOTHESIS_PROFILE=ci` tries more and always the same examples; it is what `x.py test` sets.
`pytest --update` rewrites what tests compare with word for word; read the difference.
"""

import os
import socket
from collections.abc import Iterator

import pytest
from hypothesis import settings

collect_ignore_glob = ["*.strat"]
"""The corpus of bad input is no project with tests, but the input of tests."""

settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile("ci", max_examples=100, deadline=None, derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option that rewrites goldens."""
    parser.addoption("--update", action="store_true", help="rewrite goldens with what is printed")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether goldens are to be rewritten."""
    return bool(request.config.getoption("--update"))


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Makes every attempt to reach another machine, or this one, fail the test that makes it."""

    def refuse(self: socket.socket, address: object) -> None:
        pytest.fail(f"a test tried to connect to {address}")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        patch.setattr(socket.socket, "connect_ex", refuse)
        yield
